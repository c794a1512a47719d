package service_test

import (
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

// TestLongTexts: 100,000 characters are kept to the last one, in a field, in a
// note of the visit and in one of a finding, and are taken back; what is longer
// than a field may be is refused and changes nothing.
func TestLongTexts(t *testing.T) {
	b, leader, s, f := ready(t, true)
	long := strings.Repeat("现场情况记录𠮷。", 12_500)
	note, ofFinding := "0190a000-0000-7000-8000-00000000000a", "0190a000-0000-7000-8000-00000000000b"
	b.fill(leader, f.Visit.ID, "note/"+note+"/at", inspect.Instant(b.now), "note/"+ofFinding+"/at", inspect.Instant(b.now), "note/"+ofFinding+"/finding", findingOf(s))
	b.now = b.now.Add(time.Minute)
	for _, path := range []string{"process", "note/" + note, "note/" + ofFinding} {
		b.fill(leader, f.Visit.ID, path, long)
		b.now = b.now.Add(time.Minute)
	}
	f, err := b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if f.Visit.Process != long || len(f.Visit.Notes) != 2 || f.Visit.Notes[0].Text != long || f.Visit.Notes[1].Text != long || f.Visit.Notes[1].Finding != findingOf(s) {
		t.Fatalf("kept %d of %d bytes, %d notes", len(f.Visit.Process), len(long), len(f.Visit.Notes))
	}
	for _, path := range []string{"note/" + ofFinding, "note/" + note, "process"} {
		u, err := b.field.Visit.Undo(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		if u.Change.Path != path || u.Fields[0].Value == long {
			t.Fatalf("taken back %s", u.Change.Path)
		}
	}
	b.refuses(b.field, inspect.Invalid, "", func() error {
		_, err := b.field.Visit.Save(b.ctx, leader, f.Visit.ID, "process", strings.Repeat("长", inspect.MaxField/3+1), 3)
		return err
	})
}
