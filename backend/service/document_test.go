package service_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// numbers are the identity numbers and phones that a workspace knows.
func (b *bureau) numbers(sv *service.Services) []string {
	b.t.Helper()
	out := []string{}
	add := func(all ...string) {
		for _, n := range all {
			if len(n) >= 7 {
				out = append(out, n)
			}
		}
	}
	b.ok(store.Each(b.ctx, sv.Store(), inspect.NounSubject, func(s inspect.Subject) error { add(s.Phone); return nil }))
	b.ok(store.Each(b.ctx, sv.Store(), inspect.NounInspector, func(i inspect.Inspector) error { add(i.IDNumber, i.Phone); return nil }))
	return out
}

// openIn lists the files below a workspace in which one of the numbers, or a PDF,
// stands open. What was written for others (packages/) and evidence as it came are
// not this workspace's to seal.
func (b *bureau) openIn(dir string, numbers []string) []string {
	b.t.Helper()
	found := []string{}
	b.ok(filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() && (e.Name() == "packages" || e.Name() == "evidence") {
			return fs.SkipDir
		}
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, n := range numbers {
			if bytes.Contains(raw, []byte(n)) {
				found = append(found, filepath.Base(path)+": "+n)
				break
			}
		}
		if bytes.HasPrefix(raw, []byte("%PDF-")) {
			found = append(found, filepath.Base(path))
		}
		return err
	}))
	return found
}

// TestNothingPersonalStandsOpen: no identity number and no phone of the registers
// stands in the database, SQLite's log, the program's logs, issued documents or
// backups, while the workspaces are open and after they were closed.
func TestNothingPersonalStandsOpen(t *testing.T) {
	b := at(t, "returned")
	_, err := b.office.Paper.Issue(b.ctx, b.clerk, "approval", b.task.ID)
	b.ok(err)
	for _, sv := range []*service.Services{b.office, b.field} {
		_, err = sv.Backup.Make(b.ctx, b.anyone(sv), "", nil)
		b.ok(err)
	}
	office, field := b.numbers(b.office), b.numbers(b.field)
	if len(office) < 50 || len(field) < 3 {
		t.Fatalf("%d numbers in the office, %d on the laptop", len(office), len(field))
	}
	for range 2 {
		if open := append(b.openIn(filepath.Join(b.dir, "办公室"), office), b.openIn(filepath.Join(b.dir, "外勤一号"), field)...); len(open) > 0 {
			t.Fatalf("stands open: %s", strings.Join(open, "，"))
		}
		b.close()
		b.office, b.field = nil, nil
	}
	b.open()
	b.healthy(b.office, b.clerk)
}

// TestSealingAnOldWorkspace: a workspace of earlier days is sealed, its documents'
// files too, when it is first opened with a key; nothing in it changes.
func TestSealingAnOldWorkspace(t *testing.T) {
	b := plainAt(t, "approved")
	paper, err := b.office.Paper.Issue(b.ctx, b.clerk, "approval", b.task.ID)
	b.ok(err)
	numbers, dir := b.numbers(b.office), b.office.Dir()
	if len(b.openIn(dir, numbers)) < 2 {
		t.Fatalf("the test does not see what stands open: %q", b.openIn(dir, numbers))
	}
	b.close()
	b.plain = false
	b.open()
	if open := b.openIn(dir, numbers); len(open) > 0 {
		t.Fatalf("stands open: %s", strings.Join(open, "，"))
	}
	if store.Digest(b.kept(b.office, paper.PDF)) != paper.PDF {
		t.Error("the document is not what was issued")
	}
	b.healthy(b.office, b.clerk)
}

// TestTamperedDocument: a document's file that was changed, or is another's, is
// named by doctor and not given out.
func TestTamperedDocument(t *testing.T) {
	b := at(t, "approved")
	one, err := b.office.Paper.Issue(b.ctx, b.clerk, "approval", b.task.ID)
	b.ok(err)
	two, err := b.office.Paper.Issue(b.ctx, b.clerk, "task-notice", b.task.ID)
	b.ok(err)
	file := func(p inspect.Paper) string { return filepath.Join(b.office.Dir(), "documents", p.PDF+".pdf") }
	other, err := os.ReadFile(file(two))
	b.ok(err)
	b.ok(os.WriteFile(file(one), other, 0o600))
	if _, err := b.office.Paper.PDF(b.ctx, b.clerk, one.ID); inspect.CodeOf(err) != inspect.Damaged {
		t.Errorf("given out: %v", err)
	}
	h, err := b.office.Trace.Doctor(b.ctx, b.clerk, nil)
	b.ok(err)
	if h.OK || !strings.Contains(strings.Join(h.Problems, "，"), one.Number) {
		t.Errorf("doctor says %v", h.Problems)
	}
}
