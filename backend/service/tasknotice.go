package service

import (
	"context"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// NoticeState 公告状态 of a task: its 抽查任务公告 follows the lock and the
// dispatch (art. 14).
type NoticeState string

const (
	NoticeNone       NoticeState = "none"     // 还不到公告 or 不公告
	NoticeToMake     NoticeState = "make"     // 待公告
	NoticeToRegister NoticeState = "register" // 已制作，待登记发布
	NoticePublished  NoticeState = "done"     // 已公告
)

// notice says whether a task's notice is due. A unit's part has none: whoever
// handed the task out announces it; what is not random has none (art. 3).
func (p *Publish) notice(ctx context.Context, t inspect.Task) (NoticeState, error) {
	out := t.State == inspect.TaskAssigned || t.State == inspect.TaskDispatched || t.State == inspect.TaskReturned || t.State == inspect.TaskClosed
	if !out || !t.Whole() || !t.Random() {
		return NoticeNone, nil
	}
	rows, _, err := store.List[inspect.Publication](ctx, p.c.db, inspect.NounPublication, store.Where("ref", t.ID, "kind", string(inspect.DocTaskNotice)))
	state := NoticeToMake
	for _, x := range rows {
		if x.PublishedOn != "" {
			return NoticePublished, err
		}
		state = NoticeToRegister
	}
	return state, err
}

// Register records where and when a task's notice was published; until then the
// task is 待公告.
func (p *Publish) Register(ctx context.Context, a inspect.Actor, id, site, url, date string) (inspect.Publication, error) {
	var pub inspect.Publication
	err := p.c.write(ctx, a, inspect.ActPublishNotices, func(tx *store.Tx) (err error) {
		if pub, err = store.Get[inspect.Publication](ctx, tx, inspect.NounPublication, id); err != nil {
			return err
		}
		if pub.Kind != string(inspect.DocTaskNotice) {
			return inspect.E(inspect.Refused, "这里只登记抽查任务公告").WithArticle("第十四条").WithRef(id).WithHint("结果公示在“检查结果”中逐户登记")
		}
		t, err := p.c.task(ctx, tx, pub.Ref)
		if err != nil {
			return err
		}
		site, url = strings.TrimSpace(site), strings.TrimSpace(url)
		made := inspect.LegalDate(pub.At)
		switch {
		case t.State == inspect.TaskLocked || t.State == inspect.TaskMatched || t.State == inspect.TaskApproved:
			return inspect.E(inspect.Refused, "任务还没有派发，公告在派发之后发布").WithArticle("第十四条").WithRef(t.No).WithHint("先派发，再发布并登记")
		case site == "":
			return inspect.E(inspect.Invalid, "公告登记应写明网站或平台").WithField("site").WithArticle("第十四条")
		case date < made || date > p.c.today() || len(date) != len(made):
			return inspect.E(inspect.Invalid, "公告日期“%s”应在制作之日（%s）至今天之间", date, made).WithField("date").WithArticle("第十四条").WithHint("写作 2026-03-01")
		}
		pub.Site, pub.URL, pub.PublishedOn = site, url, date
		_, err = tx.Put(ctx, inspect.NounPublication, pub.ID, pub, store.Event{Action: "publish.register", Article: "第十四条", Detail: site + " " + date})
		return err
	})
	return pub, err
}
