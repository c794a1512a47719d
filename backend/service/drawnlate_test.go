package service_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestArticle20SigningRecorded: documents are signed after the visit's end, so what
// records the signing is still registered then, and nothing else; until the results
// go back.
func TestArticle20SigningRecorded(t *testing.T) {
	b := at(t, "approved")
	rule := inspect.DrawnRule{Kind: inspect.DocSceneRecord, On: true, DecidedBy: "吴分管", Post: "分管副局长", DecidedOn: "2026-03-01", Basis: "分局〔2026〕3号会议纪要"}
	_, err := b.office.Drawn.Decide(b.ctx, b.clerk, rule)
	b.ok(err)
	b.dispatched()
	s := b.stops()[0]
	leader := b.leader(s)
	f := b.filled(leader, s, false)
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	paper, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)

	late := service.EvidenceInput{Visit: f.Visit.ID, Recorder: "ZF-0009", Officer: leader.Name, Step: inspect.StepSigning.Label()}
	pending := func(in service.EvidenceInput) func() error {
		return func() error { _, err := b.field.Evidence.Pending(b.ctx, leader, in); return err }
	}
	other, thing := late, late
	other.Step, thing.Kind = "检查", "物品"
	b.refuses(b.field, inspect.Refused, "第二十条", pending(other))
	if err := pending(other)(); !strings.Contains(inspect.ForPerson(err).Hint, "签署") {
		t.Fatalf("the refusal does not tell the way: %v", err)
	}
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Evidence.Refer(b.ctx, leader, service.ReferInput{About: thing, Name: "登记簿", Place: "物证室"})
		return err
	})
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Evidence.Add(b.ctx, leader, late, b.files.Evidence[1], nil)
		return err
	})

	recording, err := b.field.Evidence.Pending(b.ctx, leader, late)
	b.ok(err)
	film := late
	film.Kind = "录像"
	_, err = b.field.Evidence.Refer(b.ctx, leader, service.ReferInput{About: film, Name: "签署.mp4", Place: "二楼采集站"})
	b.ok(err)
	form, err := b.field.Paper.DrawnForm(b.ctx, leader, paper.ID)
	b.ok(err)
	if n := len(form.Recordings); n < 2 || form.Recordings[n-2].ID != recording.ID {
		t.Fatalf("%+v", form.Recordings)
	}
	_, err = b.field.Paper.Draw(b.ctx, leader, paper.ID, inspect.DrawnSignature{Kind: inspect.SignerParty, Name: "𠮷喆", Strokes: signature, Evidence: recording.ID})
	b.ok(err)

	out := filepath.Join(b.dir, "result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.No, out)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", pending(late))
	_, err = b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	items, err := b.office.Evidence.List(b.ctx, b.clerk, f.Visit.ID)
	b.ok(err)
	if !slices.ContainsFunc(items, func(e inspect.Evidence) bool { return e.ID == recording.ID }) {
		t.Fatalf("the office has %+v", items)
	}
	b.healthy(b.office, b.clerk)
}
