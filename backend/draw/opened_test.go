package draw

import (
	"bytes"
	"strings"
	"testing"
)

// TestWinnersOpenings: the public form with the winners opened replays here and
// in Python, which says who they are; a swapped name, a missing winner and a
// loser among them are refused by both.
func TestWinnersOpenings(t *testing.T) {
	full := readVector(t, "subjects-plain")
	opened, err := WinnersOpenings(full)
	if err != nil {
		t.Fatal(err)
	}
	f := change(Public(full), WinnersFile, opened)
	r, err := Verify(f)
	if err != nil || r.Openings || !strings.Contains(strings.Join(r.Notes, "\n"), "每户当选对象的编号") {
		t.Fatalf("%+v %v", r, err)
	}
	lines := bytes.SplitAfter(opened, []byte("\n"))
	if len(lines)-1 != r.Winners {
		t.Fatalf("%d opened, %d won", len(lines)-1, r.Winners)
	}
	dir := t.TempDir()
	writeFiles(t, dir, f)
	out, err := python(t, dir)
	first := strings.Split(strings.TrimSpace(string(lines[0])), "\t")
	if err != nil || !strings.Contains(out, "OK 一致") || !strings.Contains(out, "winner 当选 "+first[0][:16]+" "+first[2]+" "+first[3]) {
		t.Fatalf("%v: %s", err, out)
	}
	var loser []byte
	for _, l := range bytes.SplitAfter(full[fileOpenings], []byte("\n")) {
		if len(l) > 0 && !bytes.Contains(opened, l) {
			loser = l
		}
	}
	for what, data := range map[string][]byte{
		"a swapped name":   bytes.Replace(opened, []byte(first[3]), []byte("某"), 1),
		"a missing winner": opened[len(lines[0]):],
		"a loser":          sortedLines(append(strings.Split(strings.TrimSuffix(string(opened), "\n"), "\n"), strings.TrimSuffix(string(loser), "\n"))),
	} {
		bad := change(f, WinnersFile, data)
		mustRefuse(t, bad, WinnersFile, what)
		writeFiles(t, dir, bad)
		if out, err := python(t, dir); err == nil || !strings.Contains(out, "FAIL") {
			t.Errorf("%s: Python says %s", what, out)
		}
	}
	if _, err := WinnersOpenings(Public(full)); err == nil {
		t.Error("opened without openings")
	}
}
