package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestArticle14Recall: a part is taken back from a unit with the reason and
// handed to another; what the first still hands up is listed and not taken.
func TestArticle14Recall(t *testing.T) {
	b := at(t, "library")
	east, west := b.unitOffice("东关派出所"), b.unitOffice("西关派出所")
	task := b.lockedList()
	_, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
	b.ok(err)
	part := b.send(task, east, "东关派出所")
	b.send(task, west, "西关派出所")
	recall := func(part, to, why string) func() error {
		return func() error { _, err := b.office.Assign.Recall(b.ctx, b.clerk, task.ID, part, to, why); return err }
	}
	b.refuses(b.office, inspect.Invalid, "第十四条", recall(part.ID, "西关派出所", " "))
	b.refuses(b.office, inspect.Invalid, "第十四条", recall(part.ID, "东关派出所", "警力抽调"))
	b.refuses(b.office, inspect.Refused, "第十四条", recall(part.ID, "北湖派出所", "警力抽调")) // not enrolled
	b.refuses(b.office, inspect.NotFound, "第十四条", recall("p-none", "西关派出所", "警力抽调"))
	b.ok(recall(part.ID, "西关派出所", "警力抽调")())
	again := b.reread(task)
	if len(again.Recalls) != 1 || again.Recalls[0].Unit != "东关派出所" || again.Recalls[0].To != "西关派出所" || again.Recalls[0].Reason != "警力抽调" || b.reread(part).Recalled != "警力抽调" {
		t.Fatalf("%+v", again.Recalls)
	}
	b.refuses(b.office, inspect.NotFound, "第十四条", recall(part.ID, "西关派出所", "警力抽调")) // once
	out := filepath.Join(b.dir, "second.zip")
	_, err = b.office.Dispatch.AssignPackage(b.ctx, b.clerk, task.ID, "西关派出所", out)
	b.ok(err)
	rec, err := west.office.Dispatch.Open(b.ctx, west.clerk, out)
	b.ok(err)
	tasks, err := west.office.Task.List(b.ctx, west.clerk, service.Query{})
	b.ok(err)
	if len(rec.Conflicts) != 0 || len(tasks.Rows) != 2 || tasks.Rows[0].No == tasks.Rows[1].No || len(tasks.Rows[0].Winners) != 2 {
		t.Fatalf("%+v %+v", rec, tasks.Rows)
	}

	// The first unit did not know, and hands its work up.
	east.worked()
	rec, err = b.office.Dispatch.Open(b.ctx, b.clerk, east.up("late.zip"))
	b.ok(err)
	if len(rec.Conflicts) == 0 || !strings.Contains(rec.Conflicts[0].Reason, "已被后来的派发取代") {
		t.Fatalf("%+v", rec)
	}
	results, err := b.office.Result.List(b.ctx, b.clerk, part.ID)
	b.ok(err)
	if len(results) != 0 {
		t.Fatalf("a recalled unit's results were taken: %+v", results)
	}
	if len(b.waiting(false)) == 0 {
		t.Fatal("nothing is listed")
	}

	// The second unit has inspected: no longer.
	for _, x := range tasks.Rows {
		if x.No > west.task.No {
			west.task = x
		}
	}
	west.worked()
	_, err = b.office.Dispatch.Open(b.ctx, b.clerk, west.up("west.zip"))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十四条", recall(west.task.ID, "东关派出所", "再改"))
	b.healthy(b.office, b.clerk)
}

// TestUnitDrawAtTheBureau: of a unit's draw the bureau has the public files; it
// exports those, and says who keeps the others.
func TestUnitDrawAtTheBureau(t *testing.T) {
	b := at(t, "library")
	east := b.unitOffice("东关派出所")
	task := b.lockedList()
	_, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
	b.ok(err)
	part := b.send(task, east, "东关派出所")
	dr := east.drawn(part, "inspectors", "27182818284590452353")
	_, err = b.office.Dispatch.Open(b.ctx, b.clerk, east.up("teams.zip"))
	b.ok(err)
	out := filepath.Join(b.dir, "draw.zip")
	b.refuses(b.office, inspect.Refused, "第十五条", func() error {
		_, err := b.office.Draw.Package(b.ctx, b.clerk, dr.ID, false, out)
		if err != nil && !strings.Contains(err.Error(), "由东关派出所完成") {
			t.Errorf("%v", err)
		}
		return err
	})
	b.refuses(b.office, inspect.Refused, "第十五条", func() error { _, err := b.office.Draw.Open(b.ctx, b.clerk, dr.ID, "x", "某人"); return err })
	_, err = b.office.Draw.Package(b.ctx, b.clerk, dr.ID, true, out)
	b.ok(err)
	rep, err := b.office.Dispatch.Verify(b.ctx, b.clerk, out)
	b.ok(err)
	if !rep.OK || rep.Draw == nil || rep.Draw.Winners == 0 {
		t.Fatalf("%+v", rep)
	}
	_, err = b.office.Draw.Fairness(b.ctx, b.clerk, "2026-01-01", "2026-12-31")
	b.ok(err)
}

// TestUnitsOwnRegisterYields: a unit that keeps a list and people of its own
// takes the bureau's for the same codes, with their leave; nothing conflicts.
func TestUnitsOwnRegisterYields(t *testing.T) {
	b := at(t, "library")
	east := b.unitOffice("东关派出所")
	task := b.lockedList()
	person := b.badge("东关派出所")
	east.matter("X-02", "旧货业", "")
	_, err := east.office.Library.Import(b.ctx, east.clerk, service.ImportInspectors, b.csv("警号,姓名,所在业务部门,执法证编号,执法证有效期,执法事项范围",
		person.Badge+",旧名字,东关派出所,旧证,2030-01-01,旧货业"))
	b.ok(err)
	own, err := east.office.Library.Inspectors(b.ctx, east.clerk, service.Query{})
	b.ok(err)
	_, err = east.office.Library.AddLeave(b.ctx, east.clerk, inspect.Leave{Inspector: own.Rows[0].ID, From: "2026-03-01", To: "2026-12-31", Reason: "驻村"})
	b.ok(err)
	_, err = b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
	b.ok(err)
	b.send(task, east, "东关派出所") // no conflict, or it fails
	all, err := east.office.Library.Inspectors(b.ctx, east.clerk, service.Query{})
	b.ok(err)
	for _, p := range all.Rows {
		switch {
		case p.Badge == person.Badge && p.ID != person.ID:
			t.Errorf("the unit's own entry stands: %+v", p)
		case p.ID == own.Rows[0].ID && p.Serving():
			t.Errorf("two entries serve: %+v", p)
		}
	}
	dr := east.drawn(east.task, "inspectors", "27182818284590452353")
	for _, p := range dr.Persons {
		if p.ID == person.ID {
			t.Error("who is on leave by the unit's own register was in the roster")
		}
	}
	east.healthy(east.office, east.clerk)
}
