package service_test

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// openedWinners is what the public package of a task's subjects' draw says of
// who its winners are, "" when it does not.
func (b *bureau) openedWinners(task inspect.Task) string {
	b.t.Helper()
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	i := slices.IndexFunc(draws, func(d inspect.Drawing) bool { return d.Purpose == "subjects" && d.State == inspect.DrawDone })
	out := filepath.Join(b.t.TempDir(), "draw.zip")
	_, err = b.office.Draw.Package(b.ctx, b.clerk, draws[i].ID, true, out)
	b.ok(err)
	v, err := b.office.Draw.Verify(b.ctx, b.clerk, out)
	b.ok(err)
	if !v.OK {
		b.t.Fatalf("%+v", v)
	}
	text, _ := exec.Command("unzip", "-p", out, "*/winners-openings.txt").Output() // fails when there is none
	return string(text)
}

// TestPublicDrawOpensWinners: once the list is locked and public, and not
// before, anybody can tell which firm is behind which winner.
func TestPublicDrawOpensWinners(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	b.drawn(task, "subjects", "31415926535897932384")
	if names := b.openedWinners(task); names != "" {
		t.Fatalf("not locked yet, and names %s", names)
	}
	_, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	names := b.openedWinners(task)
	for _, w := range b.reread(task).Winners {
		if !strings.Contains(names, w.DrawID+"\t") || !strings.Contains(names, "\t"+w.Code+"\t"+w.Name+"\n") {
			t.Errorf("%s is not opened", w.Name)
		}
	}
	if n := strings.Count(names, "\n"); n != 3 {
		t.Errorf("%d opened", n)
	}
}
