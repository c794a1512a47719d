package service_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// ordinary brings back a visit without problems whose photo, sound and film are
// nobody's evidence, and gives its items that are copied.
func (b *bureau) ordinary() (ids []string) {
	b.t.Helper()
	s := b.stops()[0]
	leader := b.leader(s)
	f := b.inspected(leader, s, false)
	b.bringBack(filepath.Join(b.dir, "result.zip"))
	for _, e := range f.Evidence {
		if e.State == inspect.EvidenceCopied {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// TestArticle20Erasure: only what is due, only by another person's approval on
// record, and the log keeps what went.
func TestArticle20Erasure(t *testing.T) {
	b := at(t, "dispatched")
	ids := b.ordinary()
	ask := func(list []string, reason string) func() error {
		return func() error { _, err := b.office.Evidence.AskErase(b.ctx, b.clerk, list, reason); return err }
	}
	b.refuses(b.office, inspect.Refused, "第二十条", ask(ids, "期满")) // not due yet
	b.now = b.now.Add(400 * 24 * time.Hour)
	_, err := b.office.Evidence.KeepForever(b.ctx, b.clerk, ids[2], "重大活动安保期间")
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十条", func() error {
		_, err := b.office.Evidence.KeepForever(b.ctx, b.clerk, ids[2], "再次")
		return err
	})
	b.refuses(b.office, inspect.Invalid, "第二十条", func() error { _, err := b.office.Evidence.KeepForever(b.ctx, b.clerk, ids[0], " "); return err })
	b.refuses(b.office, inspect.Refused, "第二十条", ask(ids, "期满")) // one of them is kept
	b.refuses(b.office, inspect.Invalid, "第二十条", ask(ids[:2], " "))
	b.refuses(b.office, inspect.Invalid, "第二十条", ask(nil, "期满"))
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Evidence.AskErase(b.ctx, b.anyone(b.field), ids[:2], "期满")
		return err
	})
	request, err := b.office.Evidence.AskErase(b.ctx, b.clerk, ids[:2], "保存期满")
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十条", ask(ids[:2], "期满"))
	erase := func() error { _, err := b.office.Evidence.Erase(b.ctx, b.clerk, request); return err }
	b.refuses(b.office, inspect.Refused, "第二十条", erase)
	sheet := service.ApprovalInput{Noun: "erasure", Ref: request, Kind: "paper", Approver: "吴分管", Post: "分管副局长", Date: "2027-04-06", Opinion: "同意", ScanPath: b.files.ApprovalScan}
	register := func(spoil func(*service.ApprovalInput)) func() error {
		in := sheet
		spoil(&in)
		return func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, in); return err }
	}
	b.refuses(b.office, inspect.Refused, "第十六条", register(func(in *service.ApprovalInput) { in.Approver = "周办公" })) // who asked
	b.refuses(b.office, inspect.Refused, "第二十条", register(func(in *service.ApprovalInput) { in.Kind = "oral" }))
	b.refuses(b.office, inspect.NotFound, "", register(func(in *service.ApprovalInput) { in.Ref = "x" }))
	b.ok(register(func(*service.ApprovalInput) {})())
	b.refuses(b.office, inspect.Refused, "第二十条", register(func(*service.ApprovalInput) {}))

	due, err := b.office.Evidence.Keeping(b.ctx, b.clerk, true)
	b.ok(err)
	if len(due) != 2 || due[0].Subject == "" || due[0].Keep.Until == "" || !due[0].Due {
		t.Fatalf("%+v", due)
	}
	gone := b.stored(due[0].Evidence.SHA256)
	b.ok(erase())
	for _, k := range due {
		if _, err := os.Stat(b.stored(k.Evidence.SHA256)); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", k.Evidence.Name, err)
		}
	}
	log, err := b.office.Trace.Log(b.ctx, b.clerk, string(inspect.NounEvidence), ids[0], 1, 5)
	b.ok(err)
	if log.Rows[0].Action != "erase.done" || len(log.Rows[0].Detail) != 64 {
		t.Fatalf("%+v", log.Rows[0])
	}
	// It is not changed, not offered again, and a package does not bring it back.
	b.refuses(b.office, inspect.Refused, "第二十条", func() error {
		return b.office.Evidence.HandOver(b.ctx, b.clerk, ids[:1], inspect.Custody{From: "甲", To: "乙", Where: "x", Why: "y"})
	})
	again, err := b.office.Dispatch.Open(b.ctx, b.clerk, filepath.Join(b.dir, "result.zip"))
	b.ok(err)
	if _, err := os.Stat(gone); !again.Already || !os.IsNotExist(err) {
		t.Fatalf("the package brought it back: %v", err)
	}
	bad, err := b.office.Evidence.VerifyAll(b.ctx, b.clerk, nil)
	b.ok(err)
	if len(bad) != 0 {
		t.Fatal(bad)
	}
	// A file left by a crash is named, and erasing again removes it.
	b.ok(os.MkdirAll(filepath.Dir(gone), 0o700))
	b.ok(os.WriteFile(gone, []byte("x"), 0o400))
	bad, err = b.office.Evidence.VerifyAll(b.ctx, b.clerk, nil)
	b.ok(err)
	if len(bad) != 1 || !strings.Contains(bad[0], "已批准销毁，但文件还在") {
		t.Fatal(bad)
	}
	b.ok(erase())
	if _, err := os.Stat(gone); !os.IsNotExist(err) {
		t.Fatal("it is still there")
	}
	h, err := b.office.Trace.Doctor(b.ctx, b.clerk, nil)
	b.ok(err)
	if !h.OK {
		t.Fatal(h.Problems)
	}
}

// TestArticle20EvidenceStays: what is evidence of a problem is never erasable, and a
// file that another item still needs stays when one of them goes.
func TestArticle20EvidenceStays(t *testing.T) {
	b := at(t, "dispatched")
	ids := b.ordinary()
	s := b.stops()[1]
	leader := b.leader(s)
	f := b.filled(leader, s, true)
	kept, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Finding: findingOf(s)}, b.files.Evidence[0], nil)
	b.ok(err)
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	b.bringBack(filepath.Join(b.dir, "second.zip"))
	b.now = b.now.Add(400 * 24 * time.Hour)
	b.refuses(b.office, inspect.Refused, "第二十条", func() error {
		_, err := b.office.Evidence.AskErase(b.ctx, b.clerk, []string{kept.ID}, "期满")
		return err
	})
	request, err := b.office.Evidence.AskErase(b.ctx, b.clerk, ids[:1], "期满") // the same photo
	b.ok(err)
	_, err = b.office.Approval.Register(b.ctx, b.as("吴分管", inspect.RoleDeputy), service.ApprovalInput{Noun: "erasure", Ref: request, Kind: "account", Opinion: "同意"})
	b.ok(err)
	gone, err := b.office.Evidence.Erase(b.ctx, b.clerk, request)
	b.ok(err)
	if gone[0].State != inspect.EvidenceErased || gone[0].SHA256 != kept.SHA256 {
		t.Fatalf("%+v", gone)
	}
	if _, err := os.Stat(b.stored(kept.SHA256)); err != nil {
		t.Fatal("the file of evidence in a case went with it:", err)
	}
}

// stored is where the office keeps a file.
func (b *bureau) stored(sha256 string) string {
	return filepath.Join(b.dir, "办公室", "evidence", sha256[:2], sha256)
}
