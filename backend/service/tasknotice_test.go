package service_test

import (
	"path/filepath"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// announced is what the home page says of the first task's notice.
func (b *bureau) announced() (service.NoticeState, int) {
	b.t.Helper()
	o, err := b.office.Home.Overview(b.ctx, b.clerk)
	b.ok(err)
	return o.Tasks[0].Notice, o.NoticesDue
}

func TestArticle14NoticeIsRegistered(t *testing.T) {
	b := at(t, "approved")
	if state, due := b.announced(); state != service.NoticeNone || due != 0 {
		t.Fatalf("before the dispatch: %s %d", state, due)
	}
	pub, err := b.office.Publish.Notice(b.ctx, b.clerk, service.NoticeTask, b.task.ID, "html", filepath.Join(b.dir, "公告.html"))
	b.ok(err)
	register := func(site, date string) func() error {
		return func() error {
			_, err := b.office.Publish.Register(b.ctx, b.clerk, pub.ID, site, "", date)
			return err
		}
	}
	b.refuses(b.office, inspect.Refused, "第十四条", register("门户网站", "2026-03-02")) // not dispatched
	b.dispatched()
	if state, due := b.announced(); state != service.NoticeToRegister || due != 1 {
		t.Fatalf("made, not registered: %s %d", state, due)
	}
	b.refuses(b.office, inspect.Invalid, "第十四条", register(" ", "2026-03-02"))
	b.refuses(b.office, inspect.Invalid, "第十四条", register("门户网站", ""))
	b.refuses(b.office, inspect.Invalid, "第十四条", register("门户网站", "2026-03-01")) // before it was made
	b.refuses(b.office, inspect.Invalid, "第十四条", register("门户网站", "2027-03-02"))
	b.ok(register("分局门户网站", "2026-03-02")())
	if state, due := b.announced(); state != service.NoticePublished || due != 0 {
		t.Fatalf("registered: %s %d", state, due)
	}
}

// TestNoticeIsDueOnceDispatched: nobody made one.
func TestNoticeIsDueOnceDispatched(t *testing.T) {
	b := at(t, "dispatched")
	if state, due := b.announced(); state != service.NoticeToMake || due != 1 {
		t.Fatalf("%s %d", state, due)
	}
	results := b.as("王公示", inspect.RoleLegal)
	b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error {
		_, err := b.office.Publish.Register(b.ctx, results, "x", "门户网站", "", "2026-03-02")
		return err
	})
}
