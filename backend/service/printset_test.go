package service_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// TestPrintSet: what the situation needs is issued and printed with its copies in
// one file, each page marked; the second print says 补打; nothing that cannot be
// made is left out silently.
func TestPrintSet(t *testing.T) {
	b, leader, s, f := ready(t, true)
	lines, err := b.field.Paper.Set(b.ctx, leader, s.Team.ID)
	b.ok(err)
	kinds := []string{}
	for _, l := range lines {
		kinds = append(kinds, l.Kind)
	}
	if !slices.Equal(kinds, []string{"inspection-notice", "check-form", "scene-record", "order-to-correct"}) || len(lines[2].Lacks) == 0 {
		t.Fatalf("%+v", lines)
	}
	out := filepath.Join(b.dir, "现场.pdf")
	set, err := b.field.Paper.PrintSet(b.ctx, leader, s.Team.ID, lines, out)
	b.ok(err)
	if set.Papers != 2 || set.Copies != 3 || len(set.Left) != 2 {
		t.Errorf("%+v", set)
	}
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if lines, err = b.field.Paper.Set(b.ctx, leader, s.Team.ID); err != nil || len(lines) != 4 {
		t.Fatalf("%+v %v", lines, err)
	}
	out = filepath.Join(b.dir, "现场（二）.pdf")
	set, err = b.field.Paper.PrintSet(b.ctx, leader, s.Team.ID, lines, out)
	b.ok(err)
	if set.Papers != 4 || set.Copies != 6 || len(set.Left) != 0 {
		t.Errorf("%+v", set)
	}
	raw, err := os.ReadFile(out)
	b.ok(err)
	if pagesOf(raw) != set.Sheets {
		t.Errorf("%d sides, said %d", pagesOf(raw), set.Sheets)
	}
	text, err := exec.Command("pdftotext", "-raw", out, "-").Output()
	b.ok(err)
	for want, n := range map[string]int{"当事人补打（第2次打印）": 1, "附卷补打（第2次打印）": 2} {
		if got := strings.Count(strings.Join(strings.Fields(string(text)), ""), want); got < n {
			t.Errorf("%q stands %d times", want, got)
		}
	}
	papers, err := b.field.Paper.List(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	for _, p := range papers {
		if p.State != inspect.PaperPrinted || p.Copies != len(map[string][]string{"scene-record": {"附卷"}, "order-to-correct": {"附卷", "当事人"}}[p.Kind]) {
			t.Errorf("%+v", p)
		}
	}
	stale := slices.Clone(lines)
	stale[0].Paper = "another"
	b.refuses(b.field, inspect.Conflict, "", func() error {
		_, err := b.field.Paper.PrintSet(b.ctx, leader, s.Team.ID, stale, filepath.Join(b.dir, "三.pdf"))
		return err
	})
}

// TestBatch: every firm of a task gets its document once; a canceled batch goes
// on where it stopped.
func TestBatch(t *testing.T) {
	b := at(t, "approved")
	ctx, cancel := context.WithCancel(b.ctx)
	_, err := b.office.Paper.Batch(ctx, b.clerk, b.task.ID, "inspection-notice", "", func(done, _ int64, _ string) {
		if done == 1 {
			cancel()
		}
	})
	b.refused(err, inspect.Canceled, "")
	papers, err := b.office.Paper.List(b.ctx, b.clerk, "")
	b.ok(err)
	if len(papers) != 1 {
		t.Fatalf("%d made before the cancel", len(papers))
	}
	out := filepath.Join(b.dir, "通知书.pdf")
	rep, err := b.office.Paper.Batch(b.ctx, b.clerk, b.task.ID, "inspection-notice", out, nil)
	b.ok(err)
	if rep.Stood != 1 || rep.Made != 2 || len(rep.Left) != 0 {
		t.Errorf("%+v", rep)
	}
	raw, err := os.ReadFile(out)
	b.ok(err)
	if pagesOf(raw) != rep.Sheets {
		t.Errorf("%+v", rep)
	}
	again, err := b.office.Paper.Batch(b.ctx, b.clerk, b.task.ID, "inspection-notice", "", nil)
	b.ok(err)
	if again.Made != 0 || again.Stood != 3 {
		t.Errorf("%+v", again)
	}
	late, err := b.office.Paper.Batch(b.ctx, b.clerk, b.task.ID, "result-letter", "", nil)
	b.ok(err)
	if late.Made != 0 || len(late.Left) != 3 || !strings.Contains(late.Left[0], "还没有") {
		t.Errorf("%+v", late)
	}
	b.refuses(b.office, inspect.Refused, "", func() error {
		_, err := b.office.Paper.Batch(b.ctx, b.clerk, b.task.ID, "approval", "", nil)
		return err
	})
}
