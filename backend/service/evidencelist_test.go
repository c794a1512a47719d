package service_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestManyEvidence: a visit with 500 items opens, and tells how it stands, without
// sending them; pages part them without gap or overlap, the newest first.
func TestManyEvidence(t *testing.T) {
	b, leader, _, f := ready(t, false)
	standing := func() int {
		s, err := b.field.Visit.Standing(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		answer, err := json.Marshal(s)
		b.ok(err)
		form, err := b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		if form.Items != s.Items || len(form.Evidence) != s.Items || !slices.EqualFunc(form.Steps, s.Steps, func(x, y inspect.StepRecord) bool { return slices.Equal(x.Names, y.Names) }) {
			t.Fatalf("%d items, %d said, %d read", form.Items, s.Items, len(form.Evidence))
		}
		return len(answer)
	}
	few := standing()
	added := []string{}
	for i := range 500 {
		e, err := b.field.Evidence.Refer(b.ctx, leader, service.ReferInput{Name: fmt.Sprintf("IMG_%04d.jpg", i), Place: "相机存储卡",
			About: service.EvidenceInput{Visit: f.Visit.ID, Kind: "照片", Step: "检查"}})
		b.ok(err)
		added = append(added, e.ID)
	}
	if many := standing(); many > few+100 {
		t.Fatalf("the answer grew from %d to %d bytes", few, many)
	}
	listed := []string{}
	for page := 1; ; page++ {
		p, err := b.field.Evidence.Page(b.ctx, leader, f.Visit.ID, page, 60)
		b.ok(err)
		if p.Total != f.Items+500 || len(p.Rows) > 60 {
			t.Fatalf("%d of %d", len(p.Rows), p.Total)
		}
		if len(p.Rows) == 0 {
			break
		}
		for _, e := range p.Rows {
			listed = append(listed, e.ID)
		}
	}
	slices.Reverse(added)
	if len(listed) != f.Items+500 || !slices.Equal(listed[:500], added) {
		t.Fatalf("%d are listed", len(listed))
	}
	_, err := b.field.Evidence.Page(b.ctx, inspect.Actor{}, f.Visit.ID, 1, 10)
	if inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal(err)
	}
}
