package service_test

import (
	"encoding/json"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// TestFullProcessRecord: a step without sound, picture or reason is found by the
// 案卷自查 with its place; a mark in a recording covers it and stands in the
// 音视频资料清单.
func TestFullProcessRecord(t *testing.T) {
	b, leader, _, f := ready(t, false)
	gaps := func() string {
		t.Helper()
		got, err := b.field.Visit.CaseCheck(b.ctx, leader, f.Visit.ID)
		b.ok(err)
		fields := []string{}
		for _, e := range got {
			if strings.Contains(e.Message, "音视频") {
				fields = append(fields, e.Field)
			}
		}
		return strings.Join(fields, " ")
	}
	if got := gaps(); got != "" {
		t.Fatalf("recorded as a whole, gaps %s", got)
	}
	// Of the second firm only the notice was filmed.
	s := b.stops()[1]
	leader = b.leader(s)
	f, err := b.field.Visit.Start(b.ctx, leader, s.Team.ID)
	b.ok(err)
	begun := inspect.Instant(b.now)
	b.pending(leader, f.Visit.ID, "告知", begun)
	b.fill(leader, f.Visit.ID, "statement", "已改正")
	if got := gaps(); got != "recordNote/进入 recordNote/陈述申辩" {
		t.Fatalf("gaps %s", got)
	}
	mark := "mark/" + store.NewID()
	b.fill(leader, f.Visit.ID, mark+"/at", inspect.Instant(b.now), mark+"/step", "进入", mark, "由前台带入", "recordNote/陈述申辩", "记录仪电量耗尽")
	if got := gaps(); got != "" {
		t.Fatalf("gaps %s", got)
	}
	f, err = b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if len(f.Steps) != 3 || len(f.Steps[1].By) != 1 || f.Steps[2].Reason != "记录仪电量耗尽" || len(f.Visit.Marks) != 1 {
		t.Fatalf("%+v %+v", f.Steps, f.Visit.Marks)
	}
	b.fill(leader, f.Visit.ID, "outcome", "closed", "outcomeNote", "停业", "witness", "社区李某", "noCheckCode", "现场无网络", "endedAt", inspect.Instant(b.now),
		"present", s.Team.Members[0].Inspector+"，"+s.Team.Members[1].Inspector)
	f, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	paper, err := b.field.Paper.Issue(b.ctx, leader, "evidence-list", f.Visit.ID)
	b.ok(err)
	raw, err := store.Blob(b.ctx, b.field.Store(), paper.Snapshot)
	b.ok(err)
	var list inspect.EvidenceListSnapshot
	b.ok(json.Unmarshal(raw, &list))
	if len(list.Items) != 1 || !strings.HasSuffix(list.Items[0].KeySpans, " 进入：由前台带入") {
		t.Fatalf("%+v", list.Items)
	}
}
