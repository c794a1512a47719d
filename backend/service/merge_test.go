package service_test

import (
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestArticle14MergeOfADrawnSubject: a subject on a list under way stays; the
// other of the two may go.
func TestArticle14MergeOfADrawnSubject(t *testing.T) {
	b := at(t, "approved")
	drawn, err := b.office.Library.SubjectCard(b.ctx, b.clerk, b.task.Winners[0].Subject)
	b.ok(err)
	twin := newSubject("", drawn.Subject.Name+"（重复）")
	twin.Trade = "典当业"
	card, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: twin})
	b.ok(err)
	merge := func(keep, drop, why string) func() error {
		return func() error { _, err := b.office.Library.Merge(b.ctx, b.clerk, keep, drop, why); return err }
	}
	b.refuses(b.office, inspect.Refused, "第十四条", merge(card.Subject.ID, drawn.Subject.ID, "同一家"))
	b.refuses(b.office, inspect.Invalid, "第九条", merge(drawn.Subject.ID, card.Subject.ID, " "))
	b.refuses(b.office, inspect.Invalid, "第九条", merge(drawn.Subject.ID, drawn.Subject.ID, "同一家"))
	b.ok(merge(drawn.Subject.ID, card.Subject.ID, "同一家")())
	b.refuses(b.office, inspect.Refused, "第九条", merge(drawn.Subject.ID, card.Subject.ID, "再合并一次"))
	card.Subject.Phone = "1"
	b.refuses(b.office, inspect.Conflict, "第九条", func() error { // the row that went is not changed any more
		_, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: card.Subject, Head: card.Head})
		return err
	})
}

// TestMergeFollows: results of the row that went count for the one kept, its
// recusals go over, lists and searches and imports leave it out.
func TestMergeFollows(t *testing.T) {
	b := at(t, "returned")
	gone := b.results()[0].Result.Subject
	old, err := b.office.Library.SubjectCard(b.ctx, b.clerk, gone)
	b.ok(err)
	keep := newSubject("", "保留的"+old.Subject.Name)
	card, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: keep})
	b.ok(err)
	i := b.badge("治安大队")
	_, err = b.office.Library.AddRecusal(b.ctx, b.clerk, inspect.Recusal{Subject: gone, Inspector: i.Badge, Kind: "近亲属"})
	b.ok(err)
	meters, err := b.office.Plan.Meters(b.ctx, b.clerk, 2026)
	b.ok(err)
	p, err := b.office.Library.MergePreview(b.ctx, b.clerk, card.Subject.ID, gone)
	b.ok(err)
	if p.Results != 1 || p.Teams != 1 || p.Recusals < 1 || len(p.Differences) == 0 {
		t.Fatalf("%+v", p)
	}
	kept, err := b.office.Library.Merge(b.ctx, b.clerk, card.Subject.ID, gone, "同一家")
	b.ok(err)
	if len(kept.MergedFrom) != 1 || kept.MergedFrom[0].Status != "已合并" || !slices.ContainsFunc(kept.Recusals, func(r service.RecusalView) bool { return r.Badge == i.Badge }) {
		t.Fatalf("%+v", kept)
	}
	if rows := b.rows(service.Query{Search: old.Subject.Name}); slices.ContainsFunc(rows, func(s inspect.Subject) bool { return s.ID == gone }) {
		t.Error("a search finds the row that went")
	}
	if rows := b.rows(service.Query{Merged: true}); len(rows) != 1 || rows[0].ID != gone {
		t.Errorf("merged: %+v", rows)
	}
	after, err := b.office.Plan.Meters(b.ctx, b.clerk, 2026)
	b.ok(err)
	sum := func(m inspect.Meters) (covered, all int) {
		for _, d := range m.Departments {
			covered, all = covered+d.Covered+d.Waiting, all+d.Subjects
		}
		return covered, all
	}
	was, before := sum(meters)
	is, now := sum(after)
	if was != is || now != before-1 {
		t.Errorf("covered %d of %d, after the merge %d of %d", was, before, is, now)
	}
	if b.results()[0].SubjectName != old.Subject.Name {
		t.Error("the result lost its subject")
	}
	if old.Subject.Code != "" { // a file that still lists it does not bring it back
		_, err = b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("统一社会信用代码,企业名称,行业类别", old.Subject.Code+",又来一次,旅馆业"))
		if inspect.CodeOf(err) != inspect.Invalid {
			t.Error(err)
		}
	}
	if problems, err := b.office.Store().Doctor(b.ctx, "shuangsuiji/"+b.clerk.Device); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}
