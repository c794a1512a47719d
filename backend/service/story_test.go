package service_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/sheet"
)

// finished takes an approved task through dispatch, visits and publication.
func (b *bureau) finished(task inspect.Task) {
	b.t.Helper()
	b.task = task
	b.handOver(task, b.laptop())
	b.visited()
	if rec := b.bringBack(filepath.Join(b.dir, "result.zip")); len(rec.Conflicts) > 0 {
		b.t.Fatalf("%+v", rec.Conflicts)
	}
	for i, r := range b.reviewed() {
		_, err := b.office.Result.OnFile(b.ctx, b.clerk, r.Result.ID, fmt.Sprintf("PT-%d", i+1), "周办公")
		b.ok(err)
		_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "", b.files.PublishProof)
		b.ok(err)
	}
	if state := b.reread(task).State; state != inspect.TaskClosed {
		b.t.Fatalf("the task is %s", state)
	}
	b.healthy(b.office, b.clerk)
	b.healthy(b.field, b.anyone(b.field))
}

// notice makes a notice of the task and gives its text.
func (b *bureau) notice(kind, format string) string {
	b.t.Helper()
	out := filepath.Join(b.dir, kind+"."+format)
	_, err := b.office.Publish.Notice(b.ctx, b.clerk, kind, b.task.ID, format, out)
	b.ok(err)
	text, err := readText(out)
	b.ok(err)
	return text
}

// TestPlatformDrawnTask: the platform drew subjects and inspectors; its list is
// imported, kept by digest, and never presented as a draw of ours.
func TestPlatformDrawnTask(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("娱乐场所")
	rep, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, task.ID, b.files.PlatformDraw)
	b.ok(err)
	if rep.Matched != b.files.DrawRows || len(rep.Task.Winners) != b.files.DrawRows || rep.Task.OriginFile != rep.File || rep.File == "" || rep.Task.PlatformNo == "" {
		t.Fatalf("%+v, the list has %d", rep, b.files.DrawRows)
	}
	if original, err := os.ReadFile(b.files.PlatformDraw); err != nil || !bytes.Equal(original, b.kept(b.office, rep.File)) {
		t.Fatal("the platform's file was not kept")
	}
	_, err = b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	task = b.reread(task)
	if task.State != inspect.TaskMatched {
		t.Fatalf("the platform matched the inspectors, the task is %s", task.State)
	}
	task = b.approve(task)
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(draws) != 0 {
		t.Fatalf("%d draws of ours", len(draws))
	}
	b.finished(task)
	text := b.notice(service.NoticeTask, "html")
	if !strings.Contains(text, "由监管平台抽取") || strings.Contains(text, "重算核验") {
		t.Fatal("the notice calls it a draw of ours")
	}
	for _, w := range task.Winners {
		if !strings.Contains(text, w.Name) {
			t.Errorf("%s is missing", w.Name)
		}
	}
}

// TestJointTask: four departments, a seat for each, led by the initiating one.
func TestJointTask(t *testing.T) {
	b := at(t, "library")
	task := b.approve(b.drawnTask(b.planned("旅馆业", true)))
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, v := range teams {
		departments := []string{}
		for _, m := range v.Team.Members {
			departments = append(departments, m.Department)
			if m.Inspector == v.Team.Leader && m.Department != task.Lead {
				t.Errorf("%s of %s leads", m.Name, m.Department)
			}
		}
		slices.Sort(departments)
		if !slices.Equal(departments, slices.Sorted(slices.Values(task.Departments))) {
			t.Errorf("the seats went to %v", departments)
		}
	}
	b.finished(task)
	var f service.VisitForm
	for _, r := range b.results() { // one visit for the matters of all
		f, err = b.office.Visit.Open(b.ctx, b.clerk, r.Result.Visit)
		b.ok(err)
		if len(f.Matters) < 3 || len(r.Result.Matters) != len(f.Matters) {
			t.Errorf("%d matters, %d results", len(f.Matters), len(r.Result.Matters))
		}
	}
}

// TestSensitiveMatter: its notices say how many, not who, in every form, once
// that was approved; its public draw opens no winner.
func TestSensitiveMatter(t *testing.T) {
	b := at(t, "library")
	task := b.planned("民用爆炸物品", false)
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{Search: "民用爆炸物品从业单位"})
	b.ok(err)
	if !ms.Rows[0].Sensitive {
		t.Fatal("the list says 对象名单不公开, and the matter is not sensitive")
	}
	task.Matters = []string{ms.Rows[0].ID}
	task, err = b.office.Task.New(b.ctx, b.clerk, inspect.Task{Name: "民爆单位抽查", AdHocReason: "计划外安排", Matters: task.Matters, Trades: []string{"民用爆炸物品"}, Lead: "治安大队",
		Scope: "辖区全部", From: "2026-03-03", To: "2026-03-31", PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 2})
	b.ok(err)
	task = b.approve(b.drawnTask(task))
	b.finished(task)
	hide := service.ApprovalInput{Noun: "nameless", Ref: task.ID, Kind: "oral", Approver: "周办公", Post: "民警", Date: "2026-03-02", Opinion: "同意"}
	register := func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, hide); return err }
	for kind, article := range map[string]string{service.NoticeTask: "第十四条", service.NoticeResults: "第二十一条"} {
		b.refuses(b.office, inspect.Refused, article, func() error { // the flag alone decides nothing
			_, err := b.office.Publish.Notice(b.ctx, b.clerk, kind, task.ID, "html", filepath.Join(b.dir, "x.html"))
			return err
		})
	}
	b.refuses(b.office, inspect.Refused, "第十六条", register) // who asks
	hide.Approver, hide.Post = "吴分管", "分管副局长"
	b.ok(register())
	b.refuses(b.office, inspect.Refused, "第二十一条", register) // once
	if names := b.openedWinners(task); names != "" {
		t.Errorf("the public draw of a sensitive matter names %s", names)
	}
	for _, kind := range []string{service.NoticeTask, service.NoticeResults} {
		for _, format := range []string{"html", "json"} {
			text := b.notice(kind, format)
			for _, w := range task.Winners {
				if strings.Contains(text, w.Name) || strings.Contains(text, w.Code) {
					t.Errorf("the %s notice as %s names %s", kind, format, w.Name)
				}
			}
		}
	}
	if text := b.notice(service.NoticeResults, "html"); !strings.Contains(text, "2户") || !strings.Contains(text, "名单依法不予公开") || !strings.Contains(text, inspect.R5.Label()) {
		t.Fatal("the counts are missing: ", text)
	}
	if text := b.notice(service.NoticeTask, "html"); !strings.Contains(text, ">2<") {
		t.Fatal("the count is missing")
	}
	out := filepath.Join(b.dir, "upload.zip")
	_, err = b.office.Dispatch.Upload(b.ctx, b.clerk, task.ID, out)
	b.ok(err)
}

// TestOneSubjectsWay follows a name with rare characters from the Excel row to
// the published notice: the bytes never change.
func TestOneSubjectsWay(t *testing.T) {
	b := at(t, "library")
	const name, code, place = "𠮷喆㛃䶮〇镕·“堂”（分店）锁行", "92999901MA00990005", "某市××区㛃街𠮷号"
	in := filepath.Join(b.dir, "一户.xlsx")
	b.ok(sheet.WriteXLSX(in, sheet.Grid{Sheet: "名录", HeaderRow: 1, Rows: [][]sheet.Cell{
		{{Text: "统一社会信用代码"}, {Text: "名称"}, {Text: "行业类别"}, {Text: "实际经营地址"}},
		{{Text: code}, {Text: " " + name + "　"}, {Text: "开锁业"}, {Text: place}},
	}}))
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, in)
	b.ok(err)
	found, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Search: "㛃 𠮷喆"})
	b.ok(err)
	if found.Total != 1 || found.Rows[0].Name != name {
		t.Fatalf("the register has %+v", found.Rows)
	}
	subject := found.Rows[0]
	b.matter("X-01", "开锁业", "")
	task := b.approve(b.drawnTask(b.plannedFor(1, "开锁业", false)))
	if w := task.Winners[0]; w.Name != name || w.Subject != subject.ID {
		t.Fatalf("drawn %+v", w)
	}
	b.task = task
	b.handOver(task, b.laptop())
	s := b.stops()[0]
	if s.SubjectName != name || s.Address != place {
		t.Fatalf("the laptop shows %+v", s)
	}
	f := b.inspected(b.leader(s), s, false)
	if f.Visit.Place != place || f.Subject.ID != subject.ID {
		t.Fatalf("the visit is at %q", f.Visit.Place)
	}
	_, err = b.field.Paper.Issue(b.ctx, b.leader(s), "scene-record", f.Visit.ID) // every character has a glyph
	b.ok(err)
	if rec := b.bringBack(filepath.Join(b.dir, "result.zip")); len(rec.Conflicts) > 0 {
		t.Fatalf("%+v", rec.Conflicts)
	}
	if r := b.reviewed()[0]; r.SubjectName != name || r.Result.Subject != subject.ID || r.Result.Code != inspect.R1 {
		t.Fatalf("%+v", r)
	}
	for _, kind := range []string{service.NoticeTask, service.NoticeResults} {
		out := filepath.Join(b.dir, kind+".xlsx")
		_, err := b.office.Publish.Notice(b.ctx, b.clerk, kind, task.ID, "xlsx", out)
		b.ok(err)
		if got := b.column(out, "抽查市场主体名称", "抽查主体名称"); !slices.Equal(got, []string{name}) {
			t.Errorf("%s as Excel names %q", kind, got)
		}
		if text := b.notice(kind, "html"); !strings.Contains(text, "<td>"+name+"</td>") {
			t.Errorf("%s as HTML does not name it", kind)
		}
		var any json.RawMessage
		text := b.notice(kind, "json")
		b.ok(json.Unmarshal([]byte(text), &any))
		if !strings.Contains(text, `"entName": "`+name+`"`) {
			t.Errorf("%s as JSON does not name it: %s", kind, text)
		}
		b.notice(kind, "pdf")
	}
}

// column reads one column of an Excel notice.
func (b *bureau) column(path string, titles ...string) []string {
	b.t.Helper()
	fields := []sheet.Field{{Name: "name", Titles: titles, Required: true}, {Name: "no", Titles: []string{"序号"}}, {Name: "code", Titles: []string{"统一社会信用代码/注册号"}, Required: true}}
	layout, err := sheet.Inspect(path, fields)
	b.ok(err)
	out := []string{}
	b.ok(sheet.Read(b.ctx, path, fields, layout, func(r sheet.Row) error {
		if r.Get("code") != "" {
			out = append(out, r.Get("name"))
		}
		return nil
	}))
	return out
}
