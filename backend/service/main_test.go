package service_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func TestTheMainJob(t *testing.T) {
	b := newBureau(t)
	task := b.readyToGo("旅馆业")
	setup := b.laptop()

	out := filepath.Join(b.dir, "task.zip")
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, task.ID, "外勤一号", nil, out)
	b.ok(err)
	rec, err := b.field.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)
	if rec.Added == 0 || len(rec.Conflicts) > 0 {
		t.Fatalf("opened %+v", rec)
	}
	again, err := b.field.Dispatch.Open(b.ctx, b.anyone(b.field), out)
	b.ok(err)
	if !again.Already {
		t.Fatalf("opened twice: %+v", again)
	}

	stops, err := b.field.Visit.Today(b.ctx, b.anyone(b.field))
	b.ok(err)
	if len(stops) != 3 {
		t.Fatalf("%d stops, want 3", len(stops))
	}
	for _, s := range stops {
		leader, err := service.Actor(b.ctx, b.field, s.Team.Leader, "field")
		b.ok(err)
		f := b.recorded(leader, s)
		paper, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Issue(b.ctx, leader, "order-to-correct", f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Issue(b.ctx, leader, "evidence-list", f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Printed(b.ctx, leader, paper.ID, 2)
		b.ok(err)
		_, err = b.field.Paper.AttachScan(b.ctx, leader, paper.ID, b.files.RecordScan)
		b.ok(err)
	}
	result := filepath.Join(b.dir, "result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, b.anyone(b.field), task.ID, result)
	b.ok(err)
	rec, err = b.office.Dispatch.Open(b.ctx, b.clerk, result)
	b.ok(err)
	if len(rec.Conflicts) > 0 {
		t.Fatalf("conflicts: %+v", rec.Conflicts)
	}

	results, err := b.office.Result.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(results) != 3 {
		t.Fatalf("%d results, want 3", len(results))
	}
	for i, r := range results {
		if r.Result.Code != inspect.R5 || r.Result.DueOn == "" {
			t.Fatalf("result %+v", r.Result)
		}
		_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "PT-1", b.files.PublishProof)
		b.refused(err, inspect.Refused, "第二十一条") // not before review and entry
		_, err = b.office.Result.Review(b.ctx, b.clerk, r.Result.ID)
		b.ok(err)
		_, err = b.office.Result.OnFile(b.ctx, b.clerk, r.Result.ID, fmt.Sprintf("PT-%d", i+1), "周办公")
		b.ok(err)
		_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "", b.files.PublishProof)
		b.ok(err)
	}
	task, err = b.office.Task.Get(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if task.State != inspect.TaskClosed {
		t.Fatalf("task is %s, want closed", task.State)
	}
	for _, n := range []string{service.NoticeTask, service.NoticeResults} {
		for _, f := range []string{"pdf", "xlsx", "html", "json"} {
			_, err := b.office.Publish.Notice(b.ctx, b.clerk, n, task.ID, f, filepath.Join(b.dir, n+"."+f))
			b.ok(err)
		}
	}
	for _, kind := range []string{"approval", "task-notice"} {
		_, err = b.office.Paper.Issue(b.ctx, b.clerk, kind, task.ID)
		b.ok(err)
	}
	upload := filepath.Join(b.dir, "upload.zip")
	_, err = b.office.Dispatch.Upload(b.ctx, b.clerk, task.ID, upload)
	b.ok(err)
	v, err := service.VerifyPackage(b.ctx, upload, nil, b.now)
	b.ok(err)
	if !v.OK {
		t.Fatalf("upload: %+v", v.Verdict)
	}
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, d := range draws {
		for _, public := range []bool{true, false} {
			out := filepath.Join(b.dir, fmt.Sprintf("draw-%s-%v.zip", d.Purpose, public))
			_, err := b.office.Draw.Package(b.ctx, b.clerk, d.ID, public, out)
			b.ok(err)
			rep, err := service.VerifyDraw(b.ctx, out, nil, b.now)
			b.ok(err)
			if rep.Winners == 0 || rep.Openings == public {
				t.Fatalf("replay of %s: %+v", out, rep)
			}
		}
		_, err = b.office.Paper.Issue(b.ctx, b.clerk, "draw-record", d.ID)
		b.ok(err)
	}
	for _, sv := range []*service.Services{b.office, b.field} {
		h, err := sv.Trace.Doctor(b.ctx, b.anyone(sv), nil)
		b.ok(err)
		if !h.OK {
			t.Fatalf("doctor: %v", h.Problems)
		}
	}
}
