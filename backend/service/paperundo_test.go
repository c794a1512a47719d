package service_test

import (
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

// TestBlanksHaveTheirHistory: what was written into a document's blanks stays
// with who and when, and is taken back until the document is issued.
func TestBlanksHaveTheirHistory(t *testing.T) {
	b, leader, _, f := ready(t, false)
	form, err := b.field.Paper.Form(b.ctx, leader, "interview", f.Visit.ID)
	b.ok(err)
	began := map[string]string{}
	for _, x := range form.Fields {
		began[x.Path] = x.Value
	}
	rev := map[string]int64{}
	save := func(key, text string) {
		t.Helper()
		x, err := b.field.Paper.SaveField(b.ctx, leader, "interview", f.Visit.ID, key, text, rev[key])
		b.ok(err)
		rev[key] = x.Rev
		b.now = b.now.Add(time.Minute)
	}
	undo := func(key, want string) {
		t.Helper()
		u, err := b.field.Paper.Undo(b.ctx, leader, "interview", f.Visit.ID)
		b.ok(err)
		if u.Change.Path != key || len(u.Fields) != 1 || u.Fields[0].Value != want {
			t.Fatalf("taken back: %+v", u)
		}
		rev[key] = u.Fields[0].Rev
	}
	nothing := func() {
		t.Helper()
		b.refuses(b.field, inspect.NotFound, "", func() error {
			_, err := b.field.Paper.Undo(b.ctx, leader, "interview", f.Visit.ID)
			return err
		})
	}
	nothing()
	save("writer", "记录某")
	save("talk", "登记遗漏系疏忽")
	save("talk", "登记遗漏系疏忽，已补登")
	undo("talk", "登记遗漏系疏忽")
	save("person", "丙某某")
	changes, err := b.field.Paper.Changes(b.ctx, leader, "interview", f.Visit.ID)
	b.ok(err)
	if len(changes) != 5 || changes[0].Label != "被询问人" || changes[0].Is != "丙某某" || changes[0].Person != leader.Name || changes[4].Label != "记录人" || changes[0].At <= changes[4].At {
		t.Fatalf("the history is %+v", changes)
	}
	undo("person", began["person"])
	// The visit's own history has none of it.
	visits, err := b.field.Visit.Changes(b.ctx, leader, f.Visit.ID, "")
	b.ok(err)
	for _, c := range visits {
		if c.Is == "丙某某" {
			t.Error("a blank stands in the history of the visit")
		}
	}
	// Once it is issued, its blanks are no longer anybody's to take back.
	save("began", "2026-03-02T01:00:00.000Z")
	save("ended", "2026-03-02T02:00:00.000Z")
	save("idKind", "居民身份证 000000000000000000")
	_, err = b.field.Paper.Issue(b.ctx, leader, "interview", f.Visit.ID)
	b.ok(err)
	nothing()
}
