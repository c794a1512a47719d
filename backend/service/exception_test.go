package service_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// locksmiths is a draft task over two firms of a trade that have one general
// matter, and the firms.
func (b *bureau) locksmiths() (inspect.Task, []inspect.Subject) {
	b.t.Helper()
	b.matter("X-01", "开锁业", "")
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("名称,行业类别,经营地址", "甲锁店,开锁业,一号", "乙锁店,开锁业,二号"))
	b.ok(err)
	page, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Trade: "开锁业"})
	b.ok(err)
	return b.plannedFor(1, "开锁业", false), page.Rows
}

// passed puts a published result of this year on record for a firm.
func (b *bureau) passed(task inspect.Task, s inspect.Subject) {
	b.t.Helper()
	b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
		r := inspect.Result{ID: store.NewID(), Task: task.ID, Subject: s.ID, FinishedOn: "2026-02-10", Code: inspect.R1, State: inspect.ResultPublished,
			Matters: []inspect.MatterResult{{Matter: task.Matters[0], Code: inspect.R1}}}
		_, err := tx.Put(b.ctx, inspect.NounResult, r.ID, r, store.Event{Action: "result.enter"})
		return err
	}))
}

func (b *bureau) pool(task inspect.Task) service.PoolCount {
	b.t.Helper()
	p, err := b.office.Task.Pool(b.ctx, b.clerk, task.ID)
	b.ok(err)
	return p
}

func again(task inspect.Task, s inspect.Subject) inspect.Exception {
	return inspect.Exception{Task: task.ID, Kind: inspect.ExceptionAgain, Ground: inspect.GroundSpecial, Subject: s.ID, Matter: task.Matters[0], Reason: "上月发生锁具被盗案件，需再查台账"}
}

// consent is the decision of 吴分管 by word of mouth.
func consent(x inspect.Exception, approve bool) service.ExceptionDecision {
	return service.ExceptionDecision{Exception: x.ID, Approve: approve, Kind: "oral", Approver: "吴分管", Post: "分管副局长", Date: "2026-03-02", Opinion: "同意"}
}

// TestExceptionLetsAPassedSubjectBackIn: only once it is approved, and only the
// firm it names; of a whole trade, every firm.
func TestExceptionLetsAPassedSubjectBackIn(t *testing.T) {
	b := at(t, "library")
	task, firms := b.locksmiths()
	b.passed(task, firms[0])
	b.passed(task, firms[1])
	if p := b.pool(task); p.Pool != 0 || p.Excluded != 2 {
		t.Fatalf("%+v", p)
	}
	x, err := b.office.Exception.Ask(b.ctx, b.clerk, again(task, firms[0]))
	b.ok(err)
	if p := b.pool(task); p.Pool != 0 {
		t.Fatalf("asked is not approved: %+v", p)
	}
	_, err = b.office.Exception.Decide(b.ctx, b.clerk, consent(x, true))
	b.ok(err)
	if p := b.pool(task); p.Pool != 1 || p.Excluded != 1 {
		t.Fatalf("%+v", p)
	}
	trade := again(task, inspect.Subject{})
	trade.Trade, trade.Ground = "开锁业", inspect.GroundKeyArea
	x, err = b.office.Exception.Ask(b.ctx, b.clerk, trade)
	b.ok(err)
	_, err = b.office.Exception.Decide(b.ctx, b.clerk, consent(x, true))
	b.ok(err)
	if p := b.pool(task); p.Pool != 2 {
		t.Fatalf("%+v", p)
	}
	list, err := b.office.Exception.List(b.ctx, b.clerk, task.No)
	b.ok(err)
	if len(list) != 2 || list[0].StateLabel != "已批准" || list[0].MatterName == "" || list[0].GroundLabel != "特殊情况" || list[1].Exception.Name != "开锁业" {
		t.Fatalf("%+v", list)
	}
	dr := b.drawn(task, "subjects", "31415926535897932384")
	if dr.Pool != 2 || dr.Excluded != 0 {
		t.Fatalf("drawn from %d, %d left out", dr.Pool, dr.Excluded)
	}
}

// TestLeavingOutIsWrittenDown: the count names no reason of a firm, the
// internal file does.
func TestLeavingOutIsWrittenDown(t *testing.T) {
	b := at(t, "library")
	task, firms := b.locksmiths()
	x, err := b.office.Exception.Ask(b.ctx, b.clerk, inspect.Exception{Task: task.ID, Kind: inspect.ExceptionOut, Subject: firms[1].ID, Reason: "店面\t火灾后\n停业修缮"})
	b.ok(err)
	_, err = b.office.Exception.Decide(b.ctx, b.clerk, consent(x, true))
	b.ok(err)
	p := b.pool(task)
	if p.Pool != 1 || p.Excluded != 1 || len(p.Reasons) != 1 || p.Reasons[0].Reason != "经批准抽取前排除（书面理由）" {
		t.Fatalf("%+v", p)
	}
	dr := b.drawn(task, "subjects", "31415926535897932384")
	if got := b.reread(task).Winners; len(got) != 1 || got[0].Subject != firms[0].ID {
		t.Fatalf("drew %+v", got)
	}
	for _, f := range dr.Files {
		if f.Name != "excluded.txt" {
			continue
		}
		raw, err := store.Blob(b.ctx, b.office.Store(), f.SHA256)
		b.ok(err)
		if !strings.Contains(string(raw), "乙锁店") || !strings.Contains(string(raw), "店面 火灾后 停业修缮") {
			t.Fatalf("excluded.txt:\n%s", raw)
		}
		return
	}
	t.Fatalf("no excluded.txt in %+v", dr.Files)
}

func TestArticle11ExceptionNeedsAGround(t *testing.T) {
	b := at(t, "library")
	task, firms := b.locksmiths()
	blasting := b.planned("民用爆炸物品", false)
	for name, c := range map[string]struct {
		code  inspect.Code
		spoil func(*inspect.Exception)
	}{
		"kind":      {inspect.Invalid, func(x *inspect.Exception) { x.Kind = "" }},
		"ground":    {inspect.Refused, func(x *inspect.Exception) { x.Ground = "convenient" }},
		"matter":    {inspect.Invalid, func(x *inspect.Exception) { x.Matter = "" }},
		"nobody":    {inspect.Invalid, func(x *inspect.Exception) { x.Subject = "" }},
		"both":      {inspect.Invalid, func(x *inspect.Exception) { x.Trade = "开锁业" }},
		"reason":    {inspect.Invalid, func(x *inspect.Exception) { x.Reason = " " }},
		"outside":   {inspect.Refused, func(x *inspect.Exception) { x.Subject, x.Trade = "", "民用爆炸物品" }},
		"elsewhere": {inspect.Refused, func(x *inspect.Exception) { x.Matter = blasting.Matters[0] }},
	} {
		t.Run(name, func(t *testing.T) {
			x := again(task, firms[0])
			c.spoil(&x)
			b.refuses(b.office, c.code, "第十一条", func() error { _, err := b.office.Exception.Ask(b.ctx, b.clerk, x); return err })
		})
	}
	_, err := b.office.Exception.Ask(b.ctx, b.clerk, again(task, firms[0]))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十一条", func() error { // twice
		_, err := b.office.Exception.Ask(b.ctx, b.clerk, again(task, firms[0]))
		return err
	})
	key := again(blasting, inspect.Subject{}) // key matters may repeat anyway
	key.Trade = "民用爆炸物品"
	b.refuses(b.office, inspect.Refused, "第十一条", func() error { _, err := b.office.Exception.Ask(b.ctx, b.clerk, key); return err })
}

func TestArticle11ExceptionConsent(t *testing.T) {
	b := at(t, "library")
	task, firms := b.locksmiths()
	x, err := b.office.Exception.Ask(b.ctx, b.clerk, again(task, firms[0]))
	b.ok(err)
	decide := func(spoil func(*service.ExceptionDecision)) func() error {
		d := consent(x, true)
		spoil(&d)
		return func() error { _, err := b.office.Exception.Decide(b.ctx, b.clerk, d); return err }
	}
	b.refuses(b.office, inspect.Refused, "第十六条", decide(func(d *service.ExceptionDecision) { d.Approver = "周办公" }))
	b.refuses(b.office, inspect.Refused, "第十六条", decide(func(d *service.ExceptionDecision) { d.Approver = "周 办公" }))
	b.refuses(b.office, inspect.Refused, "", decide(func(d *service.ExceptionDecision) { d.Kind = "paper" })) // no scan
	b.refuses(b.office, inspect.Forbidden, "第二十二条", decide(func(d *service.ExceptionDecision) { d.Kind = "account" }))
	b.refuses(b.office, inspect.Invalid, "第十一条", decide(func(d *service.ExceptionDecision) { d.Approve, d.Opinion = false, "" }))
	_, err = b.office.Exception.Decide(b.ctx, b.as("吴分管", inspect.RoleDeputy), service.ExceptionDecision{Exception: x.ID, Kind: "account", Opinion: "情形不成立"})
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十一条", decide(func(*service.ExceptionDecision) {})) // decided already
	if p := b.pool(task); p.Pool != 2 {
		t.Fatalf("%+v", p)
	}
}

func TestArticle13LeavingOutBeforeTheFreeze(t *testing.T) {
	b := at(t, "library")
	task, firms := b.locksmiths()
	out := inspect.Exception{Task: task.ID, Kind: inspect.ExceptionOut, Subject: firms[1].ID, Reason: "停业修缮"}
	ask := func() error { _, err := b.office.Exception.Ask(b.ctx, b.clerk, out); return err }
	trade := out
	trade.Subject, trade.Trade = "", "开锁业"
	b.refuses(b.office, inspect.Invalid, "第十三条", func() error { _, err := b.office.Exception.Ask(b.ctx, b.clerk, trade); return err })
	x, err := b.office.Exception.Ask(b.ctx, b.clerk, out)
	b.ok(err)
	b.drawn(task, "subjects", "31415926535897932384")
	b.refuses(b.office, inspect.Refused, "第十三条", ask)
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { _, err := b.office.Exception.Decide(b.ctx, b.clerk, consent(x, true)); return err })
}
