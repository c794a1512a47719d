package service_test

import (
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// law54 is the paper that caps inspections of firms.
const law54 = "国办发〔2024〕54号"

// setCap sets a cap for a trade.
func (b *bureau) setCap(department, trade string, limit int) {
	b.t.Helper()
	_, err := b.office.Plan.SetCap(b.ctx, b.clerk, inspect.Cap{Department: department, Trade: trade, Limit: limit, Basis: "频次上限公告"})
	b.ok(err)
}

// A firm at its cap is in no pool and gets no 非随机检查, except what was ordered
// from above, or by an approved exception, which is good for one check.
func TestLaw54Caps(t *testing.T) {
	b := at(t, "dispatched")
	if inspect.Law54 != "国办发〔2024〕54号" {
		t.Fatal("another paper")
	}
	checked := b.stops()[0].Team.Subject
	task := b.planned("旅馆业", false)
	pool := func() service.PoolCount {
		pc, err := b.office.Task.Pool(b.ctx, b.clerk, task.ID)
		b.ok(err)
		return pc
	}
	free := pool()
	full := func(pc service.PoolCount) int {
		for _, r := range pc.Reasons {
			if strings.Contains(r.Reason, law54) {
				return r.Count
			}
		}
		return 0
	}
	if full(free) != 0 {
		t.Fatalf("capped without a cap: %+v", free)
	}
	b.setCap("", "旅馆业", 1)
	if pc := pool(); full(pc) != 3 || pc.Pool != free.Pool-3 {
		t.Fatalf("%+v, before %+v", pc, free)
	}
	st, err := b.office.Plan.CapOf(b.ctx, b.clerk, checked, 2026)
	b.ok(err)
	if st.Reached == "" || st.Lines[0].Text != "本年度本机关对该企业已检查 1 次，上限 1 次" {
		t.Fatalf("%+v", st)
	}
	unchecked := ""
	for n := 0; unchecked == ""; n++ {
		if id := b.hotel(n).ID; !slices.ContainsFunc(b.task.Winners, func(w inspect.Winner) bool { return w.Subject == id }) {
			unchecked = id
		}
	}
	report := b.report()
	report.Subjects = []string{checked}
	ask := func() error { _, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, report); return err }
	b.refuses(b.office, inspect.Refused, law54, ask)

	except := func(subject, reason, approver string) func() error {
		return func() error {
			_, err := b.office.Plan.ExceptCap(b.ctx, b.clerk, service.CapException{Subject: subject, Year: 2026, Reason: reason,
				Approval: service.ApprovalInput{Kind: "oral", Approver: approver, Post: "局长", Date: "2026-03-02"}})
			return err
		}
	}
	b.refuses(b.office, inspect.Invalid, law54, except(checked, " ", "郑局长"))
	b.refuses(b.office, inspect.Refused, "第十六条", except(checked, "举报属实", b.clerk.Name))
	b.refuses(b.office, inspect.Refused, law54, except(unchecked, "举报属实", "郑局长")) // not at its cap
	b.ok(except(checked, "举报属实", "郑局长")())
	b.ok(ask())
	if pc := pool(); full(pc) != 2 {
		t.Fatalf("the exception does not count: %+v", pc)
	}

	ordered := b.report()
	ordered.Subjects, ordered.Task.NonRandom.Item = []string{b.stops()[1].Team.Subject}, inspect.ExemptOrdered
	_, err = b.office.Task.NewNonRandom(b.ctx, b.clerk, ordered)
	b.ok(err)

	b.setCap("", "旅馆业", 0)
	if pc := pool(); full(pc) != 0 {
		t.Fatalf("a cap of 0 limits: %+v", pc)
	}
	b.setCap(b.task.Lead, "", 1) // of the department alone
	if pc := pool(); full(pc) != 2 {
		t.Fatalf("%+v", pc)
	}
	b.refuses(b.office, inspect.Invalid, law54, func() error {
		_, err := b.office.Plan.SetCap(b.ctx, b.clerk, inspect.Cap{Limit: 2})
		return err
	})
	caps, err := b.office.Plan.Caps(b.ctx, b.clerk)
	b.ok(err)
	if len(caps) != 2 {
		t.Fatalf("%+v", caps)
	}
}

// What is ordered from above does not count; an unapproved task does not yet.
func TestCapsCountApprovedChecks(t *testing.T) {
	b := at(t, "matched")
	id := b.task.Winners[0].Subject
	count := func() int {
		st, err := b.office.Plan.CapOf(b.ctx, b.clerk, id, 2026)
		b.ok(err)
		return st.Lines[0].Count
	}
	if count() != 0 {
		t.Fatal("counted before its approval")
	}
	b.approve(b.task)
	if count() != 1 {
		t.Fatal("not counted when approved")
	}
	fs, err := b.office.Task.Frequencies(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	if fs[0].Nth != 1 || fs[0].Text != "本年度本机关对该企业第 1 次（未设上限）" {
		t.Fatalf("%+v", fs)
	}
	b.setCap("", "", 3)
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	if teams[0].Frequency != "本年度本机关对该企业第 1 次 / 上限 3" {
		t.Fatalf("%+v", teams[0])
	}
}

// The most particular cap counts: trade before class before all.
func TestCapFor(t *testing.T) {
	caps := []inspect.Cap{{ID: "all", Limit: 4}, {ID: "key", Class: inspect.CapKey, Limit: 6}, {ID: "hotel", Trade: "旅馆业", Limit: 2},
		{ID: "hotel key", Trade: "旅馆业", Class: inspect.CapKey, Limit: 3}, {ID: "brigade", Department: "治安大队", Limit: 1}}
	for _, c := range []struct {
		department, trade string
		key               bool
		want              string
	}{{"", "典当业", false, "all"}, {"", "典当业", true, "key"}, {"", "旅馆业", false, "hotel"}, {"", "旅馆业", true, "hotel key"}, {"治安大队", "旅馆业", true, "brigade"}, {"网安大队", "旅馆业", true, ""}} {
		slices.Reverse(caps)
		if got, _ := inspect.CapFor(caps, c.department, inspect.Subject{Trade: c.trade, Key: c.key}); got.ID != c.want {
			t.Errorf("%+v: %s", c, got.ID)
		}
	}
}
