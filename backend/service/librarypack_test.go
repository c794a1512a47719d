package service_test

import (
	"path/filepath"
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// librarySent writes a unit's library package and opens it there.
func (b *bureau) librarySent(u *bureau, unit, name string) service.Received {
	b.t.Helper()
	out := filepath.Join(b.dir, name)
	_, err := b.office.Dispatch.LibraryPackage(b.ctx, b.clerk, unit, out)
	b.ok(err)
	rec, err := u.office.Dispatch.Open(u.ctx, u.clerk, out)
	b.ok(err)
	return rec
}

// firm is the one live row of a code.
func (b *bureau) firm(code string) service.SubjectCard {
	b.t.Helper()
	card, err := b.office.Library.SubjectCard(b.ctx, b.clerk, code)
	b.ok(err)
	return card
}

func (b *bureau) setPhone(code, phone string) {
	b.t.Helper()
	card := b.firm(code)
	card.Subject.Phone = phone
	_, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: card.Subject, Head: card.Head, Reason: "来电"})
	b.ok(err)
}

// TestArticle09LibraryPackage: an enrolled unit gets its part of the one list
// and the two registers; sent again it updates and doubles nothing; what the
// unit has otherwise waits for a named person, whose word later updates follow.
func TestArticle09LibraryPackage(t *testing.T) {
	b := newBureau(t)
	b.matter("X-02", "旧货业", "")
	head := "统一社会信用代码,名称,行业类别,经营地址,所属派出所,联系电话"
	rows := []string{"91999901MA0000001A,甲店,旧货业,一号,东关派出所,1", "91999901MA0000002B,乙店,旧货业,二号,东关派出所,2", "91999901MA0000003C,丙店,旧货业,三号,东关派出所,3"}
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv(append([]string{head}, append(rows, "91999901MA0000009K,远店,旧货业,九号,西关派出所,9")...)...))
	b.ok(err)
	out := filepath.Join(b.dir, "x.zip")
	b.refuses(b.office, inspect.NotFound, "第九条", func() error {
		_, err := b.office.Dispatch.LibraryPackage(b.ctx, b.clerk, "东关派出所", out)
		return err
	})
	u := b.unitOffice("东关派出所")
	// The unit has two of the three already: one alike, one with another telephone.
	_, err = u.office.Library.Import(u.ctx, u.clerk, service.ImportSubjects, u.csv(head, rows[0], "91999901MA0000002B,乙店,旧货业,二号,东关派出所,自记"))
	b.ok(err)
	own := u.firm("91999901MA0000001A").Subject.ID

	rec := b.librarySent(u, "东关派出所", "one.zip")
	if rec.Kind != "library" || len(rec.Conflicts) != 1 || rec.Conflicts[0].Noun != inspect.NounSubject {
		t.Fatalf("%+v", rec)
	}
	live, err := u.office.Library.Subjects(u.ctx, u.clerk, service.Query{})
	b.ok(err)
	if live.Total != 3 || u.firm("91999901MA0000001A").Subject.ID == own || u.firm("91999901MA0000002B").Subject.Phone != "自记" {
		t.Fatalf("%d rows, %+v", live.Total, live.Rows)
	}
	list, err := u.office.Dispatch.Conflicts(u.ctx, u.clerk, false)
	b.ok(err)
	if len(list) != 1 || list[0].Name != "乙店" || !slices.Contains(list[0].Fields, service.ConflictField{Label: "联系电话", Head: "自记", Other: "2"}) || list[0].Head.At == "" {
		t.Fatalf("%+v", list)
	}

	// The bureau changes two of them; the first is the unit's copy, the second waits still.
	b.setPhone("91999901MA0000001A", "11")
	b.setPhone("91999901MA0000002B", "22")
	if rec = b.librarySent(u, "东关派出所", "two.zip"); len(rec.Conflicts) != 1 || u.firm("91999901MA0000001A").Subject.Phone != "11" || u.firm("91999901MA0000002B").Subject.Phone != "自记" {
		t.Fatalf("%+v", rec)
	}
	b.ok(u.office.Dispatch.DecideConflict(u.ctx, u.clerk, service.Decision{Digest: rec.Conflicts[0].Digest, Take: true, Person: "冯所长", Post: "所长", Reason: "以分局为准"}))
	if s := u.firm("91999901MA0000002B").Subject; s.Phone != "22" {
		t.Fatalf("%+v", s)
	}
	b.setPhone("91999901MA0000002B", "222")
	if rec = b.librarySent(u, "东关派出所", "three.zip"); len(rec.Conflicts) != 0 || u.firm("91999901MA0000002B").Subject.Phone != "222" {
		t.Fatalf("%+v %+v", rec, u.firm("91999901MA0000002B").Subject)
	}
	if live, err = u.office.Library.Subjects(u.ctx, u.clerk, service.Query{}); err != nil || live.Total != 3 {
		t.Fatalf("%v %d rows", err, live.Total)
	}

	// What the unit changes on its own copy is its word until somebody decides.
	u.setPhone("91999901MA0000003C", "所里的")
	b.setPhone("91999901MA0000003C", "分局的")
	if rec = b.librarySent(u, "东关派出所", "four.zip"); len(rec.Conflicts) != 1 || u.firm("91999901MA0000003C").Subject.Phone != "所里的" {
		t.Fatalf("%+v", rec)
	}
	if rec, err = u.office.Dispatch.Open(u.ctx, u.clerk, filepath.Join(b.dir, "four.zip")); err != nil || !rec.Already {
		t.Fatalf("%+v %v", rec, err)
	}
	for _, x := range []*bureau{b, u} {
		if h, err := x.office.Trace.Doctor(x.ctx, x.clerk, func(int64, int64) {}); err != nil || !h.OK {
			t.Fatalf("%+v %v", h, err)
		}
	}
	b.refuses(b.office, inspect.Refused, "", func() error {
		_, err := b.office.Dispatch.Open(b.ctx, b.clerk, filepath.Join(b.dir, "one.zip"))
		return err
	})
}
