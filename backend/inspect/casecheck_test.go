package inspect

import (
	"strings"
	"testing"
)

// TestCheckCase: each check finds its fault, names the field to jump to, and is
// silent about a file in order.
func TestCheckCase(t *testing.T) {
	order := func() Case {
		return Case{
			Visit: Visit{ID: "v", StartedAt: "2026-03-05T01:00:00.000Z", EndedAt: "2026-03-05T02:00:00.000Z", Present: []string{"a", "b"},
				Outcome: OutcomeDone, State: VisitFinished},
			Team:     Team{Members: []Member{{Inspector: "a", Name: "甲"}, {Inspector: "b", Name: "乙"}}},
			Approval: Approval{ID: "x", Date: "2026-03-05"}, Inspectors: []Inspector{{ID: "a", Name: "甲", CertUntil: "2026-03-05"}},
			Others: []Visit{{ID: "w", StartedAt: "2026-03-05T02:00:00.000Z", EndedAt: "2026-03-05T03:00:00.000Z", Present: []string{"a"}}},
			Papers: []Paper{{Kind: "scene-record", State: PaperFiled}, {Kind: "scene-record", State: PaperVoid}}, Result: Result{ID: "r", Code: R1},
		}
	}
	if got := CheckCase(order()); len(got) != 0 {
		t.Fatalf("a file in order: %v", got)
	}
	for name, c := range map[string]struct {
		field, word string
		spoil       func(*Case)
	}{
		"in two places":   {"startedAt", "甲同时在两处检查", func(c *Case) { c.Others[0].StartedAt = "2026-03-05T01:59:00.000Z" }},
		"before approval": {"startedAt", "早于任务的审批日期", func(c *Case) { c.Approval.Date = "2026-03-06" }},
		"expired":         {"present", "到期", func(c *Case) { c.Inspectors[0].CertUntil = "2026-03-04" }},
		"R1 and findings": {"result", "记录中有1个问题", func(c *Case) { c.Visit.Findings = []Finding{{ID: "f"}} }},
		"R5 and none":     {"result", "没有发现问题", func(c *Case) { c.Result.Code = R5 }},
		"another organ":   {"papers", "机关名称是“乙局”，任务的是“甲局”", func(c *Case) { c.Organ, c.Organs = "甲局", []string{"乙局", "丙局"} }},
		"not printed":     {"papers", "还没有打印签字", func(c *Case) { c.Papers[0].State = PaperIssued }},
		"not signed":      {"papers", "没有登记签署情况", func(c *Case) { c.Papers[0].State = PaperPrinted }},
		"not scanned": {"papers", "签字件还没有扫描归档", func(c *Case) {
			c.Papers[0].State, c.Papers[0].Signings = PaperPrinted, []Signing{{Name: "甲"}}
		}},
		"page missing": {"papers", "缺第2、3页", func(c *Case) {
			c.Papers[0].State, c.Papers[0].Pages, c.Papers[0].Sheets = PaperPrinted, 3, []Sheet{{Page: 1}}
		}},
		"not made": {"papers", "还没有制作责令改正通知书", func(c *Case) { c.Due = []DuePaper{{Kind: DocOrderToCorrect, Name: "责令改正通知书"}} }},
	} {
		x := order()
		c.spoil(&x)
		got := CheckCase(x)
		if len(got) != 1 || got[0].Field != c.field || got[0].Article == "" || !strings.Contains(got[0].Message, c.word) {
			t.Errorf("%s: %v", name, got)
		}
	}
	x := order()
	x.Visit.State, x.Papers[0].State = VisitOpen, PaperIssued
	if got := CheckCase(x); len(got) != 0 {
		t.Errorf("an open visit owes no documents yet: %v", got)
	}
}
