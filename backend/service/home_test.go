package service_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
)

func TestOverview(t *testing.T) {
	b := newBureau(t)
	o, err := b.office.Home.Overview(b.ctx, b.clerk)
	b.ok(err)
	if o.Subjects != 0 || len(o.Tasks) != 0 {
		t.Fatalf("an empty office has %+v", o)
	}
	task := b.readyToGo("旅馆业")
	o, err = b.office.Home.Overview(b.ctx, b.clerk)
	b.ok(err)
	subjects := 0
	for _, c := range b.files.SubjectCounts {
		subjects += c.Good + c.BadCode // a code that fails its check is kept, with a warning
	}
	if o.Matters != b.files.MatterRows || o.Subjects != subjects || o.Plans != 1 || o.PlansUnpublished != 1 || len(o.Tasks) != 1 {
		t.Fatalf("overview %+v", o)
	}
	got, want := o.Tasks[0], inspect.TaskApproved
	if got.ID != task.ID || got.State != want || got.Winners != 3 || got.Draw != inspect.DrawDone || got.Leaderless != 0 || got.Late {
		t.Fatalf("task %+v", got)
	}
	_, err = b.office.Home.Overview(b.ctx, inspect.Actor{})
	b.refused(err, inspect.Forbidden, "")
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, d := range draws {
		full, err := b.office.Draw.Get(b.ctx, b.clerk, d.ID)
		b.ok(err)
		if len(d.Subjects) != 0 || len(full.Subjects) == 0 {
			t.Fatalf("a list carries %d pseudonyms, the draw itself %d", len(d.Subjects), len(full.Subjects))
		}
	}
}
