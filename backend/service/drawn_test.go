package service_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

const signature = "600x200;10,20 300,180;320,20 500,180"

// TestArticle20Drawn: nothing is signed on a screen before a named person
// decided on that kind of document; then only with a recording of the signing;
// what was signed stays as it is, and goes back to the office whole.
func TestArticle20Drawn(t *testing.T) {
	b := at(t, "approved")
	rule := inspect.DrawnRule{Kind: inspect.DocSceneRecord, On: true, DecidedBy: "吴分管", Post: "分管副局长", DecidedOn: "2026-03-01", Basis: "分局〔2026〕3号会议纪要"}
	decide := func(sv *service.Services, a inspect.Actor, change func(*inspect.DrawnRule)) func() error {
		return func() error {
			r := rule
			change(&r)
			_, err := sv.Drawn.Decide(b.ctx, a, r)
			return err
		}
	}
	for _, change := range []func(*inspect.DrawnRule){
		func(r *inspect.DrawnRule) { r.DecidedBy = " " }, func(r *inspect.DrawnRule) { r.DecidedBy = b.clerk.Name }, func(r *inspect.DrawnRule) { r.Post = "" },
		func(r *inspect.DrawnRule) { r.DecidedOn = "三月一日" }, func(r *inspect.DrawnRule) { r.DecidedOn = "2027-03-01" }, func(r *inspect.DrawnRule) { r.Basis = "" },
	} {
		b.refuses(b.office, inspect.Invalid, "第二十条", decide(b.office, b.clerk, change))
	}
	b.refuses(b.office, inspect.Refused, "第二十条", decide(b.office, b.clerk, func(r *inspect.DrawnRule) { r.On = false }))
	b.refuses(b.office, inspect.Refused, "第二十条", decide(b.office, b.clerk, func(r *inspect.DrawnRule) { r.Kind = inspect.DocApproval }))
	b.ok(decide(b.office, b.clerk, func(*inspect.DrawnRule) {})())
	b.refuses(b.office, inspect.Refused, "第二十条", decide(b.office, b.clerk, func(*inspect.DrawnRule) {}))

	b.dispatched()
	s := b.stops()[0]
	leader := b.leader(s)
	b.refuses(b.field, inspect.Forbidden, "第二十二条", decide(b.field, leader, func(r *inspect.DrawnRule) { r.Kind = inspect.DocOrderToCorrect }))
	f := b.filled(leader, s, true)
	recording, err := b.field.Evidence.Pending(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Recorder: "ZF-0007", Officer: leader.Name, Step: "签署"})
	b.ok(err)
	photo, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID}, b.files.Evidence[0], nil)
	b.ok(err)
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	issue := func(kind string) inspect.Paper {
		p, err := b.field.Paper.Issue(b.ctx, leader, kind, f.Visit.ID)
		b.ok(err)
		return p
	}
	record, order := issue("scene-record"), issue("order-to-correct")
	draw := func(id string, kind inspect.SignerKind, name, strokes, evidence string) func() error {
		return func() error {
			_, err := b.field.Paper.Draw(b.ctx, leader, id, inspect.DrawnSignature{Kind: kind, Name: name, Strokes: strokes, Evidence: evidence})
			return err
		}
	}
	file := func() error { _, err := b.field.Paper.FileDrawn(b.ctx, leader, record.ID); return err }
	form, err := b.field.Paper.DrawnForm(b.ctx, leader, record.ID)
	b.ok(err)
	if form.Refusal != "" || len(form.Recordings) != 4 || form.Recordings[3].ID != recording.ID || len(form.Names) != 1+len(f.Visit.Present) || !strings.Contains(form.Words, "不是电子印章") {
		t.Fatalf("the form says %+v", form)
	}

	b.refuses(b.field, inspect.Refused, "第二十条", draw(order.ID, inspect.SignerParty, "𠮷喆", signature, recording.ID)) // not that kind
	for _, evidence := range []string{"", photo.ID, "nothing"} {
		b.refuses(b.field, inspect.Refused, "第二十条", draw(record.ID, inspect.SignerParty, "𠮷喆", signature, evidence))
	}
	for _, c := range [][3]string{{"mayor", "𠮷喆", signature}, {"party", " ", signature}, {"party", "𠮷喆", ""}, {"party", "𠮷喆", "600x200;5,5 6,5"}} {
		b.refuses(b.field, inspect.Invalid, "第二十条", draw(record.ID, inspect.SignerKind(c[0]), c[1], c[2], recording.ID))
	}
	b.refuses(b.field, inspect.Refused, "第二十条", file) // nobody signed
	b.ok(draw(record.ID, inspect.SignerParty, "𠮷喆", signature, recording.ID)())
	b.refuses(b.field, inspect.Refused, "第二十条", draw(record.ID, inspect.SignerParty, "𠮷喆", signature, recording.ID)) // once
	b.ok(draw(record.ID, inspect.SignerOfficer, leader.Name, signature, recording.ID)())
	b.refuses(b.field, inspect.Refused, "第二十条", file) // one officer
	b.ok(draw(record.ID, inspect.SignerOfficer, "同组某某", signature, recording.ID)())
	b.ok(file())
	b.refuses(b.field, inspect.Refused, "第二十条", draw(record.ID, inspect.SignerWitness, "郑社区", signature, recording.ID)) // filed
	b.refuses(b.field, inspect.Refused, "第二十条", func() error { _, err := b.field.Paper.Void(b.ctx, leader, record.ID, "想重来"); return err })

	papers, err := b.field.Paper.List(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	for _, p := range papers {
		if p.ID == record.ID {
			if p.State != inspect.PaperFiled || p.Snapshot != record.Snapshot || p.PDF != record.PDF || len(p.Drawn) != 3 {
				t.Fatalf("signed: %+v", p)
			}
			record = p
		}
	}
	b.signedAs(b.field, record)

	// The office gets all of it with the result.
	out := filepath.Join(b.dir, "result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.No, out)
	b.ok(err)
	_, err = b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	b.signedAs(b.office, record)
	b.healthy(b.office, b.clerk)
}

// signedAs demands the signatures of a document, bound to its content, and the
// files that show them.
func (b *bureau) signedAs(sv *service.Services, p inspect.Paper) {
	b.t.Helper()
	for _, d := range p.Drawn {
		body, err := store.Blob(b.ctx, sv.Store(), d.Digest)
		b.ok(err)
		var s inspect.DrawnSignature
		b.ok(json.Unmarshal(body, &s))
		if s.Snapshot != p.Snapshot || s.Strokes != signature || s.Evidence != d.Evidence || s.Name != d.Name || s.Words != inspect.DrawnWords {
			b.t.Errorf("the signature is %+v", s)
		}
		if shown := b.kept(sv, d.PDF); store.Digest(shown) != d.PDF || d.PDF == p.PDF {
			b.t.Error("the signed file is not what is registered")
		}
	}
}

// TestOneWayOfSigning: a document with scanned pages is signed on paper to the end.
func TestOneWayOfSigning(t *testing.T) {
	on := inspect.DrawnRule{On: true}
	p := inspect.Paper{Noun: "visit", Name: "现场检查笔录", State: inspect.PaperPrinted, Sheets: []inspect.Sheet{{Page: 1}}}
	if err := p.Drawable(on); inspect.CodeOf(err) != inspect.Refused {
		t.Errorf("with a scanned page: %v", err)
	}
	p.Sheets, p.Signings = nil, []inspect.Signing{{Kind: inspect.SignerParty, Name: "甲"}}
	p.Drawn = []inspect.Drawn{{Kind: inspect.SignerWitness}, {Kind: inspect.SignerOfficer}, {Kind: inspect.SignerOfficer}}
	if err := p.FileDrawn(); inspect.CodeOf(err) != inspect.Refused || p.State != inspect.PaperPrinted {
		t.Errorf("with a signature on paper: %v", err)
	}
	p.Signings = nil
	if err := p.FileDrawn(); err != nil || p.State != inspect.PaperFiled {
		t.Errorf("signed throughout: %v", err)
	}
}

// TestWipedSignatures: the handwriting goes with the rest once the office has it.
func TestWipedSignatures(t *testing.T) {
	b := plainAt(t, "approved")
	_, err := b.office.Drawn.Decide(b.ctx, b.clerk, inspect.DrawnRule{Kind: inspect.DocSceneRecord, On: true, DecidedBy: "吴分管", Post: "分管副局长", DecidedOn: "2026-03-01", Basis: "会议纪要"})
	b.ok(err)
	b.dispatched()
	var leader inspect.Actor
	for _, s := range b.stops() {
		leader = b.leader(s)
		f := b.filled(leader, s, false)
		recording, err := b.field.Evidence.Pending(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Recorder: "ZF-0007", Officer: leader.Name})
		b.ok(err)
		_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		p, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Draw(b.ctx, leader, p.ID, inspect.DrawnSignature{Kind: inspect.SignerParty, Name: "𠮷喆", Strokes: signature, Evidence: recording.ID})
		b.ok(err)
	}
	out := filepath.Join(b.dir, "result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.ID, out)
	b.ok(err)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	_, err = b.field.Dispatch.Open(b.ctx, leader, rec.Receipt)
	b.ok(err)
	if len(b.holds(b.field.Dir(), signature)) == 0 {
		t.Fatal("the handwriting is nowhere")
	}
	_, err = b.field.Dispatch.Wipe(b.ctx, leader, b.task.ID)
	b.ok(err)
	if left := b.holds(b.field.Dir(), signature); len(left) != 0 {
		t.Errorf("the handwriting still stands in %v", left)
	}
	if left, err := os.ReadDir(filepath.Join(b.field.Dir(), "documents")); err != nil || len(left) != 0 {
		t.Errorf("%d documents are left, %v", len(left), err)
	}
	if len(b.holds(b.office.Dir(), signature)) == 0 {
		t.Error("the office has no handwriting")
	}
}
