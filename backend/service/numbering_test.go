package service_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// TestNumbering: each kind goes on after its own highest number, whoever gave
// that; a change of the rule leaves the numbers that were given.
func TestNumbering(t *testing.T) {
	b := at(t, "library")
	n, err := b.office.Workspace.Numbering(b.ctx, b.clerk)
	b.ok(err)
	if n.NextPlan != "99990120260001" || n.NextTask != "999901202603020001" {
		t.Fatalf("%+v", n)
	}
	task := b.planned("旅馆业", false)
	if task.PlanNo != "99990120260001" || task.No != "999901202603020001" {
		t.Fatalf("%s %s", task.PlanNo, task.No)
	}
	// Another office's task was merged, with a gap; a unit's part of a task has a longer number.
	for _, no := range []string{"999901202603020007", "999901202603020009-01"} {
		b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
			other := task
			other.ID, other.No = store.NewID(), no
			_, err := tx.Put(b.ctx, inspect.NounTask, other.ID, other, store.Event{Action: "task.new"})
			return err
		}))
	}
	if next := b.planned("旅馆业", false); next.No != "999901202603020008" || next.PlanNo != "99990120260002" {
		t.Fatalf("%s %s", next.PlanNo, next.No)
	}
	n, err = b.office.Workspace.SaveNumbering(b.ctx, b.clerk, inspect.NumberByDate, inspect.NumberByYear)
	b.ok(err)
	next := b.planned("旅馆业", false)
	if next.No != n.NextTask || next.No != "99990120260001" || next.PlanNo != n.NextPlan || next.PlanNo != "999901202603020001" {
		t.Fatalf("%s %s, announced %+v", next.PlanNo, next.No, n)
	}
	if back, err := b.office.Workspace.PreviewNumbering(b.ctx, b.clerk, inspect.NumberByYear, inspect.NumberByDate); err != nil || back.NextTask != "999901202603020009" {
		t.Fatalf("%+v %v", back, err)
	}
	b.refuses(b.office, inspect.Invalid, "", func() error {
		_, err := b.office.Workspace.SaveNumbering(b.ctx, b.clerk, "month", inspect.NumberByDate)
		return err
	})
	legal := b.as("郑法制", inspect.RoleLegal)
	b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error {
		_, err := b.office.Workspace.SaveNumbering(b.ctx, legal, inspect.NumberByYear, inspect.NumberByDate)
		return err
	})
}

// TestNumbersRunOut: the ten-thousandth is refused, not wrapped.
func TestNumbersRunOut(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
		task.ID, task.No = store.NewID(), "999901202603029999"
		_, err := tx.Put(b.ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.new"})
		return err
	}))
	b.refuses(b.office, inspect.Refused, "", func() error {
		_, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Plan: task.Plan, PerSubject: 2, Origin: inspect.OriginPlatform})
		return err
	})
}

// TestPaperOfAnOralConsent: due in 24 hours, shown overdue after them, and
// taken late all the same.
func TestPaperOfAnOralConsent(t *testing.T) {
	b := at(t, "matched")
	_, err := b.office.Match.AcceptProposed(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	_, err = b.office.Approval.Register(b.ctx, b.clerk, service.ApprovalInput{Noun: "task", Ref: b.task.ID, Kind: "oral", Approver: "吴分管", Post: "分管副局长", Date: "2026-03-02", Opinion: "同意"})
	b.ok(err)
	pending := func() []service.PendingPaper {
		list, err := b.office.Approval.Pending(b.ctx, b.clerk)
		b.ok(err)
		return list
	}
	first := pending()
	if len(first) != 1 || first[0].Overdue || first[0].Approval.DueAt == "" {
		t.Fatalf("%+v", first)
	}
	id := first[0].Approval.ID
	b.now = b.now.AddDate(0, 0, 2)
	if list := pending(); !list[0].Overdue {
		t.Fatalf("%+v", list)
	}
	ap, err := b.office.Approval.Paper(b.ctx, b.clerk, id, b.files.ApprovalScan)
	b.ok(err)
	if ap.Scan == "" || !ap.Overdue(ap.FiledAt) || len(pending()) != 0 {
		t.Fatalf("%+v", ap)
	}
}
