package service_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// TestRoundSet: one file has the papers of every firm of the day, each issued
// once; an unwritable place uses no number.
func TestRoundSet(t *testing.T) {
	b := at(t, "dispatched")
	stops := b.stops()
	leader := b.leader(stops[0])
	b.refuses(b.field, inspect.Storage, "", func() error {
		_, err := b.field.Paper.RoundSet(b.ctx, leader, nil, filepath.Join(b.dir, "没有", "今日.pdf"))
		return err
	})
	out := filepath.Join(b.dir, "今日.pdf")
	set, err := b.field.Paper.RoundSet(b.ctx, leader, nil, out)
	b.ok(err)
	if set.Firms != len(stops) || set.Papers != 2*len(stops) || len(set.Issued) != set.Papers || len(set.Left) != 0 {
		t.Fatalf("%+v", set)
	}
	file, err := os.ReadFile(out)
	b.ok(err)
	pages := 0
	for _, p := range set.Issued {
		pages += pagesOf(b.kept(b.field, p.PDF))
	}
	if got := pagesOf(file); got != pages || pages < set.Papers {
		t.Fatalf("the set has %d pages, its papers %d", got, pages)
	}
	again, err := b.field.Paper.RoundSet(b.ctx, leader, []string{stops[1].Team.ID}, filepath.Join(b.dir, "补打.pdf"))
	b.ok(err)
	if again.Firms != 1 || len(again.Issued) != 0 || again.Papers != 2 {
		t.Fatalf("%+v", again)
	}
	raw, err := store.Blob(b.ctx, b.field.Store(), set.Issued[1].Snapshot)
	b.ok(err)
	var form inspect.CheckFormSnapshot
	b.ok(json.Unmarshal(raw, &form))
	if len(form.Matters) == 0 || len(form.Matters[0].Lines) == 0 {
		t.Fatalf("%+v", form)
	}
}

var pageObject = regexp.MustCompile(`/Type\s*/Page[^s]`)

func pagesOf(pdf []byte) int { return len(pageObject.FindAll(bytes.TrimSpace(pdf), -1)) }

// TestMeasuresBringTheirPapers: each measure names its document and what is
// missing for it; once it is finished the document is made, and no other.
func TestMeasuresBringTheirPapers(t *testing.T) {
	b, leader, s, f := ready(t, true)
	path := "finding/" + findingOf(s) + "/"
	for _, c := range []struct {
		measure, note string
		kind          inspect.DocumentKind
		missing       int
	}{
		{"stop", "", inspect.DocOrderToStop, 0}, {"transfer", "", inspect.DocTransfer, 1}, {"penalty", "", "", 1}, {"transfer", "虚构区消防救援大队", inspect.DocTransfer, 0},
	} {
		b.fill(leader, f.Visit.ID, path+"measure", c.measure, path+"measureNote", c.note)
		f, err := b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		if len(f.Papers) != 2 || f.Papers[0].Kind != inspect.DocSceneRecord || f.Papers[1].Kind != c.kind || len(f.Papers[1].Missing) != c.missing {
			t.Fatalf("%s: %+v", c.measure, f.Papers)
		}
	}
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	_, err = b.field.Paper.Issue(b.ctx, leader, "transfer", f.Visit.ID)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第十九条", func() error {
		_, err := b.field.Paper.Issue(b.ctx, leader, "order-to-stop", f.Visit.ID)
		return err
	})
	b.refuses(b.field, inspect.Refused, "第十七条", func() error {
		_, err := b.field.Paper.Issue(b.ctx, leader, "remote-record", f.Visit.ID)
		return err
	})
}

// TestNobodyWentThere: a visit by papers alone wants no steps of a visit, and its
// record says so.
func TestNobodyWentThere(t *testing.T) {
	b, leader, _, f := ready(t, false)
	pairs := []string{"credentials", "", "rights", "", "recusal", "", "partyName", "", "noCheckCode", "", "place", ""}
	for _, m := range f.Matters {
		pairs = append(pairs, "method/"+m.ID, "查阅资料", "method/"+m.ID+"/papers", "登记簿，由负责人邮寄提供")
	}
	b.fill(leader, f.Visit.ID, pairs...)
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第十七条", func() error {
		_, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		return err
	})
	_, err = b.field.Paper.Issue(b.ctx, leader, "remote-record", f.Visit.ID)
	b.ok(err)
}
