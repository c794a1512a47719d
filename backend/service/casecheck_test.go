package service_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// TestCaseCheck: the same leader in two firms at one time is found while both
// are open, and after the end what is not printed, not scanned.
func TestCaseCheck(t *testing.T) {
	b, leader, _, f := ready(t, false)
	check := func(want ...string) {
		t.Helper()
		got, err := b.field.Visit.CaseCheck(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		text := []string{}
		for _, e := range got {
			text = append(text, e.Field+" "+e.Message)
		}
		if len(got) != len(want) {
			t.Fatalf("found %v, want %v", text, want)
		}
		for i, w := range want {
			if !strings.Contains(text[i], w) {
				t.Fatalf("found %v, want %v", text, want)
			}
		}
	}
	check()
	before := f.Visit
	b.fill(leader, f.Visit.ID, "startedAt", "2020-01-01T01:00:00.000Z")
	check("startedAt 检查开始于2020-01-01，早于任务的审批日期")
	b.fill(leader, f.Visit.ID, "startedAt", before.StartedAt)
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	p, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)
	got, err := b.field.Visit.CaseCheck(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if len(got) == 0 || got[len(got)-1].Ref != p.ID || !strings.Contains(got[len(got)-1].Message, "还没有打印签字") {
		t.Fatalf("found %+v", got)
	}
	_, err = b.field.Visit.CaseCheck(b.ctx, inspect.Actor{}, f.Visit.ID)
	b.refused(err, inspect.Forbidden, "")
}
