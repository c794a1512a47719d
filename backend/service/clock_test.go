package service_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// A laptop whose clock was set back three days says so, goes on recording, notes
// it in the log, and does not let a visit end before it began.
func TestClockSetBackOnSite(t *testing.T) {
	b := at(t, "dispatched")
	stop := b.stops()[0]
	leader, err := service.Actor(b.ctx, b.field, stop.Team.Leader, "field")
	b.ok(err)
	f, err := b.field.Visit.Start(b.ctx, leader, stop.Team.ID)
	b.ok(err)
	info, err := b.field.Workspace.Info(b.ctx)
	b.ok(err)
	if info.ClockNote != "" {
		t.Fatalf("the clock is right, but: %s", info.ClockNote)
	}
	b.now = b.now.AddDate(0, 0, -3)
	info, err = b.field.Workspace.Info(b.ctx)
	b.ok(err)
	if !strings.Contains(info.ClockNote, "早于最后一条记录") || !strings.Contains(info.ClockNote, "请先校准时间") {
		t.Fatalf("nothing is said of the clock: %q", info.ClockNote)
	}
	_, err = b.field.Visit.Save(b.ctx, leader, f.Visit.ID, "process", "时钟倒退之后", 0)
	b.ok(err)
	e, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID}, b.files.Evidence[0], nil)
	b.ok(err)
	_, err = b.field.Visit.Save(b.ctx, leader, f.Visit.ID, "endedAt", inspect.Instant(b.now), 0)
	b.ok(err)
	f, err = b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	problems := ""
	for _, p := range f.Problems {
		problems += p.Message
	}
	if f.Visit.Process != "时钟倒退之后" || len(f.Evidence) != 1 || !strings.Contains(problems, "检查结束时间早于开始时间") {
		t.Fatalf("%+v, %s", f.Visit, problems)
	}
	log, err := b.field.Trace.Log(b.ctx, leader, string(inspect.NounEvidence), e.ID, 1, 10)
	b.ok(err)
	if len(log.Rows) != 1 || !strings.Contains(log.Rows[0].Clock, "早于上一条记录") {
		t.Fatalf("log %+v", log.Rows)
	}
	h, err := b.field.Trace.Doctor(b.ctx, leader, nil)
	b.ok(err)
	if !h.OK {
		t.Fatalf("doctor: %v", h.Problems)
	}
}
