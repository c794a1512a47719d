package service_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// TestArticle20Signing: signatures, refusals and changes by hand are registered
// of what was printed and is not filed; afterwards only explained. A second
// print says so on every page.
func TestArticle20Signing(t *testing.T) {
	b, leader, _, f := ready(t, false)
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	p, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)
	sign := func(s inspect.Signing) func() error {
		return func() error { _, err := b.field.Paper.Sign(b.ctx, leader, p.ID, s); return err }
	}
	change := func(c inspect.PaperChange) func() error {
		return func() error { _, err := b.field.Paper.Change(b.ctx, leader, p.ID, c); return err }
	}
	explain := func(id, kind, text string) func() error {
		return func() error { _, err := b.field.Paper.Explain(b.ctx, leader, id, kind, text); return err }
	}
	refused := func(code inspect.Code, step func() error) { t.Helper(); b.refuses(b.field, code, "第二十条", step) }
	party := inspect.Signing{Kind: inspect.SignerParty, Name: "𠮷喆"}
	fix := inspect.PaperChange{Page: 1, From: "二楼", To: "三楼", Who: "𠮷喆"}

	// Nothing was printed: there is nothing to sign, to change or to explain.
	refused(inspect.Refused, sign(party))
	refused(inspect.Refused, change(fix))
	refused(inspect.Refused, explain(p.ID, "explanation", "笔误"))

	p, err = b.field.Paper.Printed(b.ctx, leader, p.ID, 2)
	b.ok(err)
	if len(p.Reprints) != 0 || p.Copies != 2 {
		t.Fatalf("first print %+v", p)
	}
	for _, s := range []inspect.Signing{{Name: "甲"}, {Kind: "mayor", Name: "甲"}, {Kind: inspect.SignerParty, Name: " "},
		{Kind: inspect.SignerParty, Name: "甲", Refused: true, Witness: "乙"}, {Kind: inspect.SignerParty, Name: "甲", Refused: true, Reason: "不认可"},
		{Kind: inspect.SignerParty, Name: "甲", Refused: true, Reason: "不认可", Witness: "甲"}} {
		refused(inspect.Invalid, sign(s))
	}
	for _, c := range []inspect.PaperChange{{Page: 0, To: "三楼", Who: "甲"}, {Page: p.Pages + 1, To: "三楼", Who: "甲"}, {Page: 1, From: "三楼", To: "三楼 ", Who: "甲"}, {Page: 1, To: "三楼"}} {
		refused(inspect.Invalid, change(c))
	}
	b.ok(sign(party)())
	refused(inspect.Refused, sign(party)) // registered already
	b.ok(sign(inspect.Signing{Kind: inspect.SignerLegalRep, Name: "钱法人", Refused: true, Reason: "认为检查过频", Witness: "郑社区"})())
	b.ok(change(fix)())

	again, err := b.field.Paper.Printed(b.ctx, leader, p.ID, 1)
	b.ok(err)
	if len(again.Reprints) != 1 || again.Reprints[0].No != 2 || again.Copies != 3 || again.PDF != p.PDF || again.Reprints[0].PDF == p.PDF || again.PrintedAt != p.PrintedAt {
		t.Fatalf("second print %+v", again)
	}
	if marked := b.kept(b.field, again.Reprints[0].PDF); store.Digest(marked) != again.Reprints[0].PDF {
		t.Error("the second print is not what is registered")
	}

	refused(inspect.Invalid, explain(p.ID, "explanation", " "))
	refused(inspect.Invalid, explain(p.ID, "scene-record", "笔误"))
	refused(inspect.Refused, func() error { _, err := b.field.Paper.Issue(b.ctx, leader, "explanation", f.Visit.ID); return err })
	_, err = b.field.Paper.AttachScan(b.ctx, leader, p.ID, b.files.RecordScan)
	b.ok(err)
	refused(inspect.Refused, sign(inspect.Signing{Kind: inspect.SignerWitness, Name: "郑社区"}))
	refused(inspect.Refused, change(fix))
	for _, kind := range []string{"explanation", "explanation", "supplement"} {
		said, err := b.field.Paper.Explain(b.ctx, leader, p.ID, kind, "笔录第1页“二楼”应为“三楼”。")
		b.ok(err)
		if said.About != p.ID || said.Ref != f.Visit.ID || said.Number == p.Number {
			t.Fatalf("explained as %+v", said)
		}
	}
	now, err := b.field.Paper.List(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	for _, x := range now {
		if x.ID == p.ID && (x.Snapshot != p.Snapshot || x.PDF != p.PDF || len(x.Signings) != 2 || len(x.Changes) != 1) {
			t.Errorf("the signed document changed: %+v", x)
		}
	}
}
