package service_test

import (
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func TestArticle16RecusalAndLeave(t *testing.T) {
	b := at(t, "library")
	s, i := b.addSubject(goodCode, "㛃庆旅馆"), b.badge("治安大队")
	add := func(x inspect.Recusal) func() error {
		return func() error { _, err := b.office.Library.AddRecusal(b.ctx, b.clerk, x); return err }
	}
	good := inspect.Recusal{Subject: goodCode, Inspector: i.Badge, Kind: "近亲属", From: "2026-03-01", To: "2026-03-10"}
	for name, spoil := range map[string]func(*inspect.Recusal){
		"no kind": func(x *inspect.Recusal) { x.Kind = "" }, "no date": func(x *inspect.Recusal) { x.From = "三月" }, "back to front": func(x *inspect.Recusal) { x.To = "2026-02-01" },
	} {
		t.Run(name, func(t *testing.T) {
			bad := good
			spoil(&bad)
			b.refuses(b.office, inspect.Invalid, "第十六条", add(bad))
		})
	}
	b.ok(add(good)())
	b.refuses(b.office, inspect.Conflict, "第十六条", add(good))
	p, err := b.office.Library.Recusals(b.ctx, b.clerk, service.RecusalQuery{Subject: s.ID})
	b.ok(err)
	b.refuses(b.office, inspect.Invalid, "第十六条", func() error {
		_, err := b.office.Library.EndRecusal(b.ctx, b.clerk, p.Rows[0].Recusal.ID, "", " ")
		return err
	})
	v, err := b.office.Library.EndRecusal(b.ctx, b.clerk, p.Rows[0].Recusal.ID, "2026-03-05", "关系消除")
	b.ok(err)
	if v.Recusal.To != "2026-03-05" || v.SubjectName != s.Name || v.InspectorName != i.Name {
		t.Fatalf("%+v", v)
	}
	leave := func(x inspect.Leave) func() error {
		return func() error { _, err := b.office.Library.AddLeave(b.ctx, b.clerk, x); return err }
	}
	away := inspect.Leave{Inspector: i.Badge, From: "2027-01-01", To: "2027-01-05", Reason: "年休假"}
	b.ok(leave(away)())
	b.refuses(b.office, inspect.Conflict, "第十六条", leave(away))
	away.To = ""
	b.refuses(b.office, inspect.Invalid, "第十六条", leave(away))
	card, err := b.office.Library.InspectorCard(b.ctx, b.clerk, i.Badge)
	b.ok(err)
	mine := slices.IndexFunc(card.Leaves, func(l service.LeaveView) bool { return l.Leave.From == "2027-01-01" })
	b.refuses(b.office, inspect.Invalid, "第十六条", func() error {
		_, err := b.office.Library.EndLeave(b.ctx, b.clerk, card.Leaves[mine].Leave.ID, "2026-12-31")
		return err
	})
	l, err := b.office.Library.EndLeave(b.ctx, b.clerk, card.Leaves[mine].Leave.ID, "2027-01-03")
	b.ok(err)
	if l.Leave.To != "2027-01-03" {
		t.Fatalf("%+v", l)
	}
}

// TestMatchRespectsRecusals: whoever is recused from every subject in the
// task's days is in no team; one whose relation ended before may be.
func TestMatchRespectsRecusals(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	b.drawn(task, "subjects", "31415926535897932384")
	task, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	people, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{Department: task.Departments[0]})
	b.ok(err)
	leaves, err := b.office.Library.Leaves(b.ctx, b.clerk, service.RecusalQuery{})
	b.ok(err)
	recused, err := b.office.Library.Recusals(b.ctx, b.clerk, service.RecusalQuery{})
	b.ok(err)
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	able := func(p inspect.Inspector) bool {
		for _, m := range ms.Rows {
			if slices.Contains(task.Matters, m.ID) && !slices.Contains(p.Scope, m.Category) {
				return false
			}
		}
		return p.Eligible(task.To) == "" &&
			!slices.ContainsFunc(leaves.Rows, func(l service.LeaveView) bool { return l.Leave.Inspector == p.ID }) &&
			!slices.ContainsFunc(recused.Rows, func(r service.RecusalView) bool { return r.Recusal.Inspector == p.ID })
	}
	free := []string{} // two have relations that ended the day before the task; all others ones that reach into it
	for _, p := range people.Rows {
		to := task.From
		if len(free) < 2 && able(p) {
			free, to = append(free, p.ID), inspect.Day(task.From, -1)
		}
		for _, w := range task.Winners {
			_, err := b.office.Library.AddRecusal(b.ctx, b.clerk, inspect.Recusal{Subject: w.Subject, Inspector: p.ID, Kind: "曾任职", From: "2026-01-01", To: to})
			if inspect.CodeOf(err) != inspect.Conflict { // some are recused already
				b.ok(err)
			}
		}
	}
	d, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "inspectors", InputKind: "dice", InputNote: "当众掷十面骰二十次"})
	b.ok(err)
	_, err = b.office.Draw.Witness(b.ctx, b.clerk, d.ID, "钱见证", "打印签字留存")
	b.ok(err)
	_, err = b.office.Draw.Reveal(b.ctx, b.clerk, d.ID, "27182818284590452353", "27182818284590452353", "当众掷骰")
	b.ok(err)
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, v := range teams {
		for _, m := range v.Team.Members {
			if !slices.Contains(free, m.Inspector) {
				t.Errorf("%s is recused from %s and was matched", m.Name, v.SubjectName)
			}
		}
	}
}
