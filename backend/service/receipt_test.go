package service_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// handing is where the task stands on the laptop.
func (b *bureau) handing() service.Handing {
	b.t.Helper()
	list, err := b.field.Dispatch.Handing(b.ctx, b.anyone(b.field))
	b.ok(err)
	for _, h := range list {
		if h.Task == b.task.ID {
			return h
		}
	}
	b.t.Fatalf("the task is not on the laptop: %+v", list)
	return service.Handing{}
}

func (b *bureau) isHanding(want inspect.HandState) service.Handing {
	b.t.Helper()
	h := b.handing()
	if h.State != want {
		b.t.Fatalf("the task is %s (%v), want %s", h.StateLabel, h.Lacks, want.Label())
	}
	return h
}

// holds tells whether any file of a workspace holds a text, program logs included.
func (b *bureau) holds(dir, text string) []string {
	b.t.Helper()
	found := []string{}
	b.ok(filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte(text)) {
			found = append(found, filepath.Base(path))
		}
		return err
	}))
	return found
}

// TestReceiptAndWipe: 未交, 已交待回执, 已回执, 已清除; afterwards no file of the
// laptop holds what the party said, the log keeps that it was wiped, and the
// laptop works on.
func TestReceiptAndWipe(t *testing.T) {
	b := plainAt(t, "dispatched")
	b.isHanding(inspect.HandHeld)
	said := "这句话只在本次笔录里出现过"
	for _, s := range b.stops() {
		leader := b.leader(s)
		f := b.filled(leader, s, true)
		b.fill(leader, f.Visit.ID, "statement", said)
		f, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		b.ok(err)
	}
	_, err := b.field.Backup.Make(b.ctx, b.anyone(b.field), "", nil)
	b.ok(err)
	b.isHanding(inspect.HandHeld)
	leader := b.leader(b.stops()[0])
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.ID, "")
	b.ok(err)
	out := filepath.Join(b.dir, "result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.ID, out)
	b.ok(err)
	b.isHanding(inspect.HandSent)

	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	if rec.Receipt == "" || rec.ReceiptNote != "" {
		t.Fatalf("no receipt: %+v", rec)
	}
	got, err := b.field.Dispatch.Open(b.ctx, leader, rec.Receipt)
	b.ok(err)
	if got.Kind != "receipt" || got.Added == 0 || len(got.Conflicts) != 0 {
		t.Fatalf("opened %+v", got)
	}
	h := b.isHanding(inspect.HandReceipt)
	if len(h.Visits) != 3 || h.Visits[0].Entries < 5 || h.Visits[0].Name == "" || h.ReceiptBy != "周办公" || len(h.Lacks) != 0 {
		t.Fatalf("%+v", h)
	}
	dir := b.field.Dir()
	if len(b.holds(dir, said)) < 2 {
		t.Fatalf("the text stands in %v", b.holds(dir, said))
	}
	wiped, err := b.field.Dispatch.Wipe(b.ctx, leader, b.task.ID)
	b.ok(err)
	if wiped.Versions == 0 || wiped.Files == 0 || !strings.Contains(wiped.Limit, "固态硬盘") || len(wiped.Kept) != 2 {
		t.Fatalf("%+v", wiped)
	}
	if left := b.holds(dir, said); len(left) != 0 {
		t.Fatalf("the text still stands in %v", left)
	}
	files := 0
	b.ok(filepath.WalkDir(filepath.Join(dir, "evidence"), func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files++
		}
		return err
	}))
	if papers, err := os.ReadDir(filepath.Join(dir, "documents")); err != nil || files+len(papers) != 0 {
		t.Fatalf("%d media and %d documents are left, %v", files, len(papers), err)
	}
	b.isHanding(inspect.HandWiped)
	b.healthy(b.field, leader)
	log, err := b.field.Trace.Log(b.ctx, leader, "task", b.task.ID, 1, 50)
	b.ok(err)
	if !strings.Contains(log.Rows[0].Detail, h.Receipt) || log.Rows[0].Action != "wipe" {
		t.Fatalf("the log says %+v", log.Rows[0])
	}
	b.ok(b.field.Close())
	b.field, err = service.Open(filepath.Join(b.dir, "外勤一号"), b.options())
	b.ok(err)
	b.ok(b.field.Workspace.Unlock(b.ctx, pass))
	b.healthy(b.field, leader)
	again, err := b.field.Dispatch.Open(b.ctx, leader, rec.Receipt)
	b.ok(err)
	if !again.Already {
		t.Fatalf("%+v", again)
	}
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Dispatch.Wipe(b.ctx, leader, b.task.ID)
		return err
	})
}

// TestArticle20WipeOnlyWhatIsReceipted: without a receipt, or with one that
// lacks something newer, nothing goes; the refusal names it.
func TestArticle20WipeOnlyWhatIsReceipted(t *testing.T) {
	b := at(t, "visited")
	leader := b.leader(b.stops()[0])
	wipe := func() error { _, err := b.field.Dispatch.Wipe(b.ctx, leader, b.task.ID); return err }
	b.refuses(b.field, inspect.Refused, "第二十条", wipe)
	rec := b.bringBack(filepath.Join(b.dir, "result.zip"))
	_, err := b.field.Dispatch.Open(b.ctx, leader, rec.Receipt)
	b.ok(err)
	newer, err := b.field.Paper.Issue(b.ctx, leader, "inspection-notice", b.stops()[0].Team.ID)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", wipe)
	if err := wipe(); !strings.Contains(err.Error(), newer.Number) {
		t.Fatalf("the refusal does not name what is newer: %v", err)
	}
	b.refuses(b.office, inspect.Refused, "第二十条", func() error {
		_, err := b.office.Dispatch.Wipe(b.ctx, b.clerk, b.task.ID)
		return err
	})
	if h := b.isHanding(inspect.HandHeld); len(h.Lacks) == 0 {
		t.Fatal("it does not say what is not handed back")
	}
	rec = b.bringBack(filepath.Join(b.dir, "again.zip"))
	_, err = b.field.Dispatch.Open(b.ctx, leader, rec.Receipt)
	b.ok(err)
	b.ok(wipe())
	b.healthy(b.field, leader)
}

// TestArticle20ReceiptOfAnotherDevice: a receipt for another laptop, or one that
// a laptop signed, is not taken.
func TestArticle20ReceiptOfAnotherDevice(t *testing.T) {
	b := at(t, "visited")
	rec := b.bringBack(filepath.Join(b.dir, "result.zip"))
	rows, _, err := store.List[inspect.Receipt](b.ctx, b.office.Store(), inspect.NounReceipt, store.Filter{})
	b.ok(err)
	forged := b.rogue("外勤二号").pack(pack.Receipt, "外勤一号", b.version(inspect.NounReceipt, rows[0].ID, "", "", rows[0]))
	leader := b.leader(b.stops()[0])
	b.refuses(b.field, inspect.Refused, "第十四条", func() error {
		_, err := b.field.Dispatch.Open(b.ctx, leader, forged)
		return err
	})
	other := rows[0]
	other.ID, other.Device = store.NewID(), strings.Repeat("0", 64)
	b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error { // its last version alone is for this laptop
		mine := rows[0]
		mine.ID = other.ID
		if _, err := tx.Put(b.ctx, inspect.NounReceipt, other.ID, other, store.Event{Action: "test"}); err != nil {
			return err
		}
		_, err := tx.Put(b.ctx, inspect.NounReceipt, mine.ID, mine, store.Event{Action: "test"})
		return err
	}))
	sent, err := b.office.Dispatch.ReceiptPackage(b.ctx, b.clerk, "外勤一号", filepath.Join(b.dir, "mixed.zip"))
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Dispatch.Open(b.ctx, leader, sent.Path)
		return err
	})
	b.refused(func() error {
		_, err := b.office.Dispatch.ReceiptPackage(b.ctx, b.clerk, "外勤二号", "")
		return err
	}(), inspect.Refused, "第二十条")
	if rec.Receipt == "" {
		t.Fatal("no receipt")
	}
}
