package service

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/publish"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// Publish makes the public notices (art. 7, 10, 14, 21). A notice made here is
// not yet 公示: only the platform's receipt stops the clock (P2).
type Publish struct{ c *core }

// Notices that can be made for a task.
const (
	NoticeTask    = "task"    // 抽查任务公告
	NoticeResults = "results" // 抽查结果公示
	NoticePlan    = "plan"    // 年度计划公示, of a year
	NoticeMatters = "matters" // 事项清单公告
)

var noticeArticle = map[inspect.DocumentKind]string{inspect.DocTaskNotice: "第十四条", inspect.DocResultNotice: "第二十一条", inspect.DocPlanNotice: "第十条", inspect.DocMatterNotice: "第七条"}

// Notice writes a notice of a task, or of a year's plan, in a format (pdf,
// xlsx, html, json) to out and keeps its snapshot. task is the task's id or
// number, or the year.
func (p *Publish) Notice(ctx context.Context, a inspect.Actor, notice, task, format, out string) (inspect.Publication, error) {
	if err := a.May(inspect.ActPublishNotices); err != nil {
		return inspect.Publication{}, err
	}
	kind, ok := map[string]inspect.DocumentKind{NoticeTask: inspect.DocTaskNotice, NoticeResults: inspect.DocResultNotice, NoticePlan: inspect.DocPlanNotice, NoticeMatters: inspect.DocMatterNotice}[notice]
	if !ok {
		return inspect.Publication{}, inspect.E(inspect.Invalid, "没有“%s”这种公告", notice).WithField("notice").WithHint("可用 task（任务公告）、results（结果公示）、plan（年度计划公示）、matters（事项清单公告）")
	}
	fonts, err := p.c.fonts()
	if err != nil {
		return inspect.Publication{}, err
	}
	var pub inspect.Publication
	err = p.c.write(ctx, a, inspect.ActPublishNotices, func(tx *store.Tx) error {
		ref, snap, err := p.noticed(ctx, tx, kind, task, format)
		if err != nil {
			return err
		}
		frozen, err := json.Marshal(snap.body)
		if err != nil {
			return err
		}
		b, err := publish.Render(fonts, frozen, format)
		if err != nil {
			return err
		}
		snapshot, err := tx.PutBlob(ctx, frozen)
		if err != nil {
			return err
		}
		if err := writeFile(out, b); err != nil {
			return err
		}
		pub = inspect.Publication{ID: store.NewID(), Kind: string(kind), Ref: ref, Format: format, Snapshot: snapshot, SHA256: store.Digest(b), Name: filepath.Base(out), At: tx.At()}
		_, err = tx.Put(ctx, inspect.NounPublication, pub.ID, pub, store.Event{Action: "publish.notice", Article: noticeArticle[kind], Detail: string(kind) + " " + format})
		return err
	})
	return pub, err
}

// noticed freezes what a notice says, and gives the id it is filed under.
func (p *Publish) noticed(ctx context.Context, tx *store.Tx, kind inspect.DocumentKind, task, format string) (string, frozenDoc, error) {
	papers := &Paper{p.c}
	if kind == inspect.DocMatterNotice {
		snap, err := papers.matterSnapshot(ctx, tx, format)
		return matterList, snap, err
	}
	if kind == inspect.DocPlanNotice {
		snap, err := papers.planSnapshot(ctx, tx, task, format)
		return task, snap, err
	}
	t, err := p.c.task(ctx, tx, task)
	if err != nil {
		return "", frozenDoc{}, err
	}
	k, err := papers.kind(ctx, tx, string(kind))
	if err != nil {
		return "", frozenDoc{}, err
	}
	head, _, err := papers.head(ctx, tx, k, t.ID)
	if err != nil {
		return "", frozenDoc{}, err
	}
	snap, err := papers.taskSnapshot(ctx, tx, head, t.ID)
	return t.ID, snap, err
}

// List lists the notices made for a task.
func (p *Publish) List(ctx context.Context, a inspect.Actor, task string) ([]inspect.Publication, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := p.c.task(ctx, p.c.db, task)
	if err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.Publication](ctx, p.c.db, inspect.NounPublication, store.Where("ref", t.ID))
	return rows, err
}

// taskSnapshot gathers the documents of a whole task.
func (p *Paper) taskSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref string) (frozenDoc, error) {
	t, err := p.c.task(ctx, tx, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	ms, err := p.c.matters(ctx, tx, t.Matters)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Organ, head.TaskNo, head.TaskName = t.Organ, t.No, t.Name
	today := inspect.LegalDate(tx.At())
	year := today[:4]
	switch head.Kind {
	case inspect.DocApproval:
		return p.approvalSnapshot(ctx, tx, head, t, ms)
	case inspect.DocTaskNotice:
		root, err := p.c.rootText(ctx)
		if err != nil {
			return frozenDoc{}, err
		}
		if !t.Random() {
			return frozenDoc{}, inspect.E(inspect.Refused, "非随机检查不发布抽查任务公告").WithArticle("第三条").WithRef(t.No)
		}
		if !t.Whole() {
			return frozenDoc{}, inspect.E(inspect.Refused, "任务公告由派发任务的单位发布，%s不另行公告", t.Unit).WithArticle("第十四条").WithRef(t.No)
		}
		if len(t.Winners) == 0 || t.State == inspect.TaskDrawn {
			return frozenDoc{}, inspect.E(inspect.Refused, "名单还没有锁定，不能发布任务公告").WithArticle("第十四条").WithRef(t.No)
		}
		proof, err := proofOf(ctx, tx, t)
		if err != nil {
			return frozenDoc{}, err
		}
		s := inspect.TaskNoticeSnapshot{DocumentHead: head, Title: t.Organ + year + "年度抽查任务公告", PlanNo: t.PlanNo, PlanName: t.PlanName,
			DrawType: "不定向", Matters: namesOf(ms), Range: t.Scope, From: t.From, To: t.To, Organs: t.Organ, Ratio: ratioOf(t), Count: len(t.Winners),
			Subjects: []inspect.PublicSubject{}, DatedOn: today, Proof: proof + root}
		hidden, err := p.c.countsOnly(ctx, tx, t, ms, "第十四条")
		if err != nil {
			return frozenDoc{}, err
		}
		switch {
		case hidden:
		case today < t.Rule.NamesFrom:
			s.Proof += "抽查名单于" + t.Rule.NamesFrom + "起公开。"
		default:
			for _, w := range t.Winners {
				s.Subjects = append(s.Subjects, inspect.PublicSubject{Name: w.Name, Code: w.Code})
			}
		}
		return frozenDoc{s, ""}, nil
	}
	return p.resultSnapshot(ctx, tx, head, t, today)
}

func (p *Paper) resultSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, t inspect.Task, today string) (frozenDoc, error) {
	rows, err := p.c.results(ctx, tx, store.Where("task", t.ID).Sorted("due_on"))
	if err != nil {
		return frozenDoc{}, err
	}
	for _, s := range t.Shares {
		more, err := p.c.results(ctx, tx, store.Where("task", s.Task).Sorted("due_on"))
		if err != nil {
			return frozenDoc{}, err
		}
		rows = append(rows, more...)
	}
	root, err := p.c.rootText(ctx)
	if err != nil {
		return frozenDoc{}, err
	}
	s := inspect.ResultNoticeSnapshot{DocumentHead: head, Proof: root, Title: t.Organ + today[:4] + "年度抽查结果公示", PlanNo: t.PlanNo, PlanName: t.PlanName, DrawType: "不定向",
		Organs: t.Organ, Results: []inspect.PublicResult{}, DatedOn: today,
		Appeal: "对检查结果有异议的，可以向检查机关申请复核；检查机关自接到申请材料之日起20个工作日内复核，作出复核结果后15个工作日内反馈。"}
	if !t.Random() {
		s.Title, s.DrawType = t.Organ+today[:4]+"年度检查结果公示", "非随机检查"
	}
	ms, err := p.c.matters(ctx, tx, t.Matters)
	if err != nil {
		return frozenDoc{}, err
	}
	for _, r := range rows {
		if r.Result.State == inspect.ResultEntered || r.Result.State == inspect.ResultWithheld {
			continue
		}
		s.Results = append(s.Results, inspect.PublicResult{Name: r.SubjectName, Code: r.SubjectCode, FinishedOn: r.Result.FinishedOn, Result: r.CodeLabel, Matters: publicMatters(r.Result)})
	}
	if len(s.Results) == 0 {
		return frozenDoc{}, inspect.E(inspect.Refused, "还没有审核通过的检查结果，不能制作结果公示").WithArticle("第二十一条").WithRef(t.No)
	}
	hidden, err := p.c.countsOnly(ctx, tx, t, ms, "第二十一条")
	if err != nil {
		return frozenDoc{}, err
	}
	if hidden {
		s.Results = counted(s.Results)
	}
	return frozenDoc{s, ""}, nil
}

func publicMatters(r inspect.Result) []inspect.PublicMatter {
	list := []inspect.PublicMatter{}
	for _, m := range r.Matters {
		list = append(list, inspect.PublicMatter{Name: m.Name, Result: m.Code.Label()})
	}
	return list
}

// sensitive tells whether the names of the subjects may not come out (P12).
func sensitive(ms []inspect.Matter) bool {
	return slices.ContainsFunc(ms, func(m inspect.Matter) bool { return m.Sensitive })
}

// counted says how many had each result instead of who.
func counted(all []inspect.PublicResult) []inspect.PublicResult {
	out := []inspect.PublicResult{}
	for _, code := range inspect.ResultCodes {
		n, last := 0, ""
		for _, r := range all {
			if r.Result == code.Label() {
				n, last = n+1, max(last, r.FinishedOn)
			}
		}
		if n > 0 {
			out = append(out, inspect.PublicResult{Name: "名单依法不予公开", FinishedOn: last, Result: code.Label(), Note: fmt.Sprintf("%d户", n)})
		}
	}
	return out
}

func ratioOf(t inspect.Task) string {
	switch {
	case t.Origin == inspect.OriginPlatform:
		return "由平台抽取"
	case t.Rule.Weights.All() != nil:
		return t.RateText() + "，按风险等级加权"
	}
	return t.RateText()
}

func (p *Paper) approvalSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, t inspect.Task, ms []inspect.Matter) (frozenDoc, error) {
	teams, err := p.c.teams(ctx, tx, t.ID)
	if err != nil {
		return frozenDoc{}, err
	}
	if len(teams) == 0 {
		return frozenDoc{}, inspect.E(inspect.Refused, "还没有匹配检查人员，不能制作审批表").WithArticle("第十五条").WithRef(t.No)
	}
	reason := "按照双随机抽查任务“" + t.Name + "”（" + t.No + "）对随机抽取的检查对象实施检查。"
	if !t.Random() {
		reason = "“" + t.Name + "”（" + t.No + "）属于不适用随机抽查的情形：" + t.NonRandom.Item.Label() + "。" + t.NonRandom.Reason
	}
	times, err := p.c.frequencies(ctx, tx, t)
	if err != nil {
		return frozenDoc{}, err
	}
	s := inspect.ApprovalSnapshot{DocumentHead: head, Reason: reason, Basis: basisOf(ms),
		Matters: namesOf(ms), Methods: methodsOf(ms), From: t.From, To: t.To, Parties: []inspect.PartySnapshot{}, Officers: []inspect.OfficerSnapshot{}, Teams: []inspect.TeamSnapshot{},
		Frequency: frequencyText(times), Opinion: "拟按所附名单和人员实施检查，请审批。", Applicant: tx.Actor().Name, AppliedOn: inspect.LegalDate(tx.At())}
	for _, v := range teams {
		sub, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, v.Team.Subject)
		if err != nil {
			return frozenDoc{}, err
		}
		s.Parties = append(s.Parties, partyOf(sub))
		s.Teams = append(s.Teams, inspect.TeamSnapshot{Officers: officersOf(v.Team, nil), Date: v.Team.Date})
		for _, o := range officersOf(v.Team, nil) {
			o.Leader = false
			if !slices.Contains(s.Officers, o) {
				s.Officers = append(s.Officers, o)
			}
		}
	}
	return frozenDoc{s, ""}, nil
}

func (p *Paper) drawSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref string) (frozenDoc, error) {
	dr, err := store.Get[inspect.Drawing](ctx, tx, inspect.NounDraw, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	if dr.State != inspect.DrawDone {
		return frozenDoc{}, inspect.E(inspect.Refused, "本次抽取还没有结果，不能制作抽取记录").WithArticle("第十三条").WithRef(ref)
	}
	t, err := p.c.task(ctx, tx, dr.Task)
	if err != nil {
		return frozenDoc{}, err
	}
	all, err := store.Count(ctx, tx, inspect.NounDraw, store.Where("task", dr.Task, "purpose", dr.Purpose))
	if err != nil {
		return frozenDoc{}, err
	}
	head.Organ, head.TaskNo, head.TaskName = t.Organ, t.No, t.Name
	s := inspect.DrawRecordSnapshot{DocumentHead: head, Purpose: "抽取检查对象", Attempt: dr.Attempt, Attempts: all, Previous: dr.Previous, Reason: dr.Reason,
		Statement: dr.Statement, StatedAt: dr.StatedAt, Nonce: dr.NonceSHA, PublicKind: dr.InputNote, PublicInput: dr.PublicInput, Seed: dr.Seed, DrawnAt: dr.DrawnAt,
		Rule: strings.TrimSuffix("ssj-draw/1，逐层按抽签值由小到大取前若干户；"+t.RateText()+"；"+t.Rule.Weights.Text(), "；"), FrameCount: dr.Pool, ExcludedCount: dr.Excluded, Winners: []inspect.WinnerSnapshot{},
		Operator: operatorOf(dr), Witnesses: []string{dr.Witness}, Confirmation: t.Origin.Label()}
	if dr.Purpose == string(draw.PurposeSubjects) {
		for _, w := range t.Winners {
			s.Winners = append(s.Winners, inspect.WinnerSnapshot{Name: w.Name, Code: w.Code, Ticket: w.Ticket})
		}
		return frozenDoc{s, ""}, nil
	}
	if s.Witnesses[0] == "" { // a replacement may go without
		s.Witnesses = []string{"无（" + noPublicInput + "）"}
	}
	replacement := dr.Purpose == string(draw.PurposeReplacement)
	s.Purpose, s.Rule = "匹配执法检查人员", "ssj-draw/1，按座位次序取已分配次数最少、抽签值最小且其余座位仍可满足者"
	teams, err := p.c.teams(ctx, tx, t.ID)
	if err != nil {
		return frozenDoc{}, err
	}
	for _, v := range teams {
		members := v.Team.Drawn()
		if replacement {
			members = v.Team.DrawnBy(dr.ID)
		}
		for _, m := range members {
			s.Winners = append(s.Winners, inspect.WinnerSnapshot{Name: m.Name, Code: m.Badge, Group: v.SubjectName})
		}
	}
	if replacement {
		s.Purpose = "更换执法检查人员"
	}
	return frozenDoc{s, ""}, nil
}

// operatorOf names who stated the draw, and who typed its public input where
// that was somebody else.
func operatorOf(dr inspect.Drawing) string {
	if dr.RevealedBy == "" || dr.RevealedBy == dr.StatedBy {
		return dr.StatedBy
	}
	return dr.StatedBy + "（声明）、" + dr.RevealedBy + "（录入公共随机输入）"
}

// rootText names the root certificate that vouches for this office's packages,
// so that a reader of the notice can compare it with a package's signer.
func (c *core) rootText(ctx context.Context) (string, error) {
	root, err := c.db.Meta(ctx, metaRoot)
	if err != nil || root == "" {
		return "", err
	}
	cert, err := trust.Describe([]byte(root))
	if err != nil {
		return "", err
	}
	return "本单位数据包签名根证书指纹（SHA-256）：" + cert.Fingerprint + "。", nil
}
