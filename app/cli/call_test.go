package cli

import (
	"strings"
	"testing"

	"shuangsuiji/backend/service"
)

// TestTable holds the command table to what parse relies on.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, cmd := range commands() {
		switch {
		case seen[cmd.path]:
			t.Errorf("%s: twice in the table", cmd.path)
		case cmd.about == "" || cmd.setup == nil || cmd.max < cmd.min:
			t.Errorf("%s: incomplete", cmd.path)
		}
		seen[cmd.path] = true
		flags := newFlags(&call{})
		cmd.setup(flags)
		for _, name := range strings.Fields(cmd.must) {
			if flags.Lookup(name) == nil {
				t.Errorf("%s: must have --%s, which it does not declare", cmd.path, name)
			}
		}
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "ab": 2, "检查": 4, "𠮷a": 3, "——": 2, "（A）": 5} {
		if got := width(s); got != want {
			t.Errorf("width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestFraction(t *testing.T) {
	for s, want := range map[string][2]int{"1/100": {1, 100}, "5%": {5, 100}} {
		if n, d, err := fraction(s); err != nil || [2]int{n, d} != want {
			t.Errorf("fraction(%q) = %d/%d, %v", s, n, d, err)
		}
	}
	for _, s := range []string{"", "1", "%", "a/b", "1/", "0.5%"} {
		if _, _, err := fraction(s); err == nil {
			t.Errorf("fraction(%q) was accepted", s)
		}
	}
}

// TestFieldOf: what people write becomes the stored field, or is passed on for
// the service to refuse.
func TestFieldOf(t *testing.T) {
	var f service.VisitForm
	f.Visit.ID = "0198c0de-aaaa-7bbb-8ccc-ddddeeeeffff"
	for path, want := range map[string]string{
		"place": "place", "note/2": "note/0198c0de-aaaa-7bbb-8ccc-000000000002", "finding/1/item": "finding/0198c0de-aaaa-7bbb-8ccc-000000000001/item",
		"answer/A999/1": "answer/A999/1",
	} {
		if got, value, err := fieldOf(f, path, "x"); err != nil || got != want || value != "x" {
			t.Errorf("fieldOf(%q) = %q, %q, %v", path, got, value, err)
		}
	}
	if _, _, err := fieldOf(f, "note/first", "x"); err == nil {
		t.Error("a note without a number was accepted")
	}
}
