package service_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// report makes one report and gives its text, cell after cell.
func (b *bureau) reportText(kind inspect.ReportKind, unit string) string {
	b.t.Helper()
	out := filepath.Join(b.t.TempDir(), "report"+kind.Ext())
	b.ok(b.office.Report.Save(b.ctx, b.clerk, service.ReportInput{Kind: kind, From: "2026-01-01", To: "2026-12-31", Unit: unit}, out))
	text, err := exec.Command("unzip", "-p", out, "xl/worksheets/*.xml", "word/document.xml").Output()
	if len(text) == 0 {
		b.ok(err)
	}
	return string(text)
}

// Every report of a year with one task whose three results came back, one of
// them published.
func TestReports(t *testing.T) {
	b := at(t, "returned")
	results := b.results()
	r := results[0]
	_, err := b.office.Result.Review(b.ctx, b.clerk, r.Result.ID)
	b.ok(err)
	_, err = b.office.Result.OnFile(b.ctx, b.clerk, r.Result.ID, "PT-77", "周办公")
	b.ok(err)
	_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "", b.files.PublishProof)
	b.ok(err)
	b.now = b.now.AddDate(0, 1, 0) // the two others are late
	for kind, want := range map[inspect.ReportKind][]string{
		inspect.ReportLedger:  {"工作台账（2026-01-01 至 2026-12-31，全部单位）", b.task.No, r.SubjectName, r.SubjectCode, "PT-77", "已公示", "组长"},
		inspect.ReportStats:   {"合计", b.task.Lead, "未发现问题"},
		inspect.ReportJoint:   {"联合抽查统计", "0次"},
		inspect.ReportLibrary: {"检查对象", "抽查事项", "执法检查人员", "2026-03-02", "周办公"},
		inspect.ReportOverdue: {"逾期清单", results[1].SubjectName, results[2].SubjectName, results[1].Result.DueOn},
		inspect.ReportSummary: {"2026年“双随机、一公开”监管工作总结", "共实施双随机抽查任务1个", "抽取和选定检查对象3户，已检查3户，已公示1户，公示率33.33%", "结果公示逾期2户", "（请补充）"},
	} {
		text := b.reportText(kind, "")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s has no %s", kind, w)
			}
		}
		if kind == inspect.ReportOverdue && strings.Contains(text, r.SubjectName) {
			t.Error("what was published in time is late")
		}
	}
	if text := b.reportText(inspect.ReportRectify, ""); !strings.Contains(text, "整改销号表") || strings.Count(text, "安全出口被杂物堵占") < 3 || !strings.Contains(text, "整改期内") && !strings.Contains(text, "逾期未复查") {
		t.Errorf("the orders to correct are missing")
	}
	for _, unit := range []string{b.task.Lead, "网安大队"} {
		if has := strings.Contains(b.reportText(inspect.ReportLedger, unit), r.SubjectName); has != (unit == b.task.Lead) {
			t.Errorf("the ledger of %s: %v", unit, has)
		}
	}
	units, err := b.office.Report.Units(b.ctx, b.clerk)
	b.ok(err)
	if !strings.Contains(strings.Join(units, " "), b.task.Lead) {
		t.Fatalf("%v", units)
	}
	out := filepath.Join(b.dir, "x")
	for _, bad := range []service.ReportInput{{Kind: "weekly", From: "2026-01-01", To: "2026-12-31"}, {Kind: inspect.ReportStats, From: "2026-12-31", To: "2026-01-01"}, {Kind: inspect.ReportStats}} {
		b.refused(b.office.Report.Save(b.ctx, b.clerk, bad, out), inspect.Invalid, "")
		if _, err := os.Stat(out); err == nil {
			t.Fatal("a file was written")
		}
	}
}
