package service_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestDossier: the file of a task has every document, scan and missing thing in
// its list, its pages are numbered, and the signed original takes the place of
// the document.
func TestDossier(t *testing.T) {
	b := at(t, "returned")
	of := service.DossierOf{Task: b.task.ID}
	before, err := b.office.Dossier.Look(b.ctx, b.clerk, of)
	b.ok(err)
	papers, err := b.office.Paper.List(b.ctx, b.clerk, "")
	b.ok(err)
	record := papers[0]
	_, err = b.office.Paper.Printed(b.ctx, b.clerk, record.ID, 2)
	b.ok(err)
	_, err = b.office.Paper.AttachScan(b.ctx, b.clerk, record.ID, b.files.ApprovalScan)
	b.ok(err)
	_, err = b.office.Paper.Void(b.ctx, b.clerk, papers[1].ID, "地址写错")
	b.ok(err)
	out := filepath.Join(b.dir, "任务卷.pdf")
	file, err := b.office.Dossier.Bind(b.ctx, b.clerk, of, out, nil)
	b.ok(err)
	v := file.View
	if v.Missing <= before.Missing || v.Evidence == 0 || v.Title != b.task.Name {
		t.Errorf("%+v", v)
	}
	titles, notes := "", strings.Join(v.Notes, "\n")
	for _, l := range v.Lines {
		titles += l.Title + " " + l.Note + "\n"
		if l.Missing && !strings.HasPrefix(l.Note, "缺") {
			t.Errorf("missing, but not said: %+v", l)
		}
	}
	for _, want := range []string{"审批（吴分管）", "签批扫描件", "现场检查笔录 签字原件影像", "签发件，缺签字原件影像", "现场检查笔录 缺：没有制作", "行政检查通知书 缺：没有制作"} {
		if !strings.Contains(titles, want) {
			t.Errorf("%q is not listed in\n%s", want, titles)
		}
	}
	if !strings.Contains(notes, "已作废：地址写错") || !strings.Contains(notes, "待") {
		t.Errorf("notes: %s", notes)
	}
	raw, err := os.ReadFile(out)
	b.ok(err)
	if pagesOf(raw) != file.Pages {
		t.Errorf("%d pages, said %d", pagesOf(raw), file.Pages)
	}
	printed, err := exec.Command("pdftotext", "-raw", out, "-").Output()
	b.ok(err)
	text := strings.Join(strings.Fields(string(printed)), "")
	for _, want := range []string{"行政检查任务卷", "卷内目录", "卷内备考表", "证据材料清单", "卷内第 1 页", record.No(), "PDF/A-1b"} {
		if !strings.Contains(text, strings.Join(strings.Fields(want), "")) {
			t.Errorf("%q is not printed", want)
		}
	}
	again, err := b.office.Dossier.Look(b.ctx, b.clerk, service.DossierOf{Subject: b.results()[0].Result.Subject})
	b.ok(err)
	if again.Kind != "一企一档" || len(again.Lines) == 0 || len(again.Lines) >= len(v.Lines) {
		t.Errorf("%+v", again)
	}
	b.refuses(b.office, inspect.Invalid, "", func() error {
		_, err := b.office.Dossier.Look(b.ctx, b.clerk, service.DossierOf{})
		return err
	})
	b.refuses(b.office, inspect.Canceled, "", func() error {
		ctx, cancel := context.WithCancel(b.ctx)
		_, err := b.office.Dossier.Bind(ctx, b.clerk, of, filepath.Join(b.dir, "半卷.pdf"), func(int64, int64, string) { cancel() })
		return err
	})
	if _, err := os.Stat(filepath.Join(b.dir, "半卷.pdf")); err == nil {
		t.Error("a canceled file was left")
	}
	b.healthy(b.office, b.clerk)
}
