package service_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// jointly is a joint task of the hotels' departments, dispatched with the forms of
// the outside ones, which the office sent out.
func jointly(t *testing.T) (b *bureau, s service.Stop, sent []service.SentForm) {
	t.Helper()
	b = at(t, "library")
	b.task = b.approve(b.drawnTask(b.planned("旅馆业", true)))
	b.refuses(b.office, inspect.Refused, "第十八条", func() error { // one for each department, not one for all
		_, err := b.office.Paper.Issue(b.ctx, b.clerk, "department-form", b.team(1).ID)
		return err
	})
	sent, err := b.office.Paper.SendForms(b.ctx, b.clerk, []string{b.team(1).ID}, t.TempDir())
	b.ok(err)
	if len(sent) < 2 {
		t.Fatalf("sent %+v", sent)
	}
	again, err := b.office.Paper.SendForms(b.ctx, b.clerk, []string{b.team(1).ID}, t.TempDir())
	b.ok(err)
	if len(again) != len(sent) || again[0].Paper.ID != sent[0].Paper.ID || again[0].Paper.Copies != 1 {
		t.Fatalf("sent once more %+v", again)
	}
	b.dispatched()
	stops := b.stops()
	i := slices.IndexFunc(stops, func(s service.Stop) bool { return s.Team.ID == b.team(1).ID })
	return b, stops[i], sent
}

// sheetOf gives the rows of a form's sheet by column, to be filled in.
func sheetOf(t *testing.T, path string) [][]string {
	t.Helper()
	titles := []string{"检查表编号", "校验", "序号", "抽查事项", "检查内容", "检查结论", "情况说明", "检查人员", "执法证号", "检查日期"}
	fields := []sheet.Field{}
	for _, x := range titles {
		fields = append(fields, sheet.Field{Name: x, Titles: []string{x}})
	}
	l, err := sheet.Inspect(path, fields)
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{titles}
	if err := sheet.Read(t.Context(), path, fields, l, func(r sheet.Row) error {
		row := []string{}
		for _, x := range titles {
			row = append(row, r.Get(x))
		}
		rows = append(rows, row)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

const (
	colAnswer, colNote, colOfficer, colDate = 5, 6, 7, 9
)

func (b *bureau) filledSheet(rows [][]string) string {
	lines := []string{}
	for _, r := range rows {
		lines = append(lines, strings.Join(r, ","))
	}
	return b.csv(lines...)
}

// answeredRows are the rows of a form with every line answered.
func answeredRows(t *testing.T, sent service.SentForm) [][]string {
	rows := sheetOf(t, sent.Sheet)
	for i := range rows[1:] {
		rows[i+1][colAnswer], rows[i+1][colDate] = "符合", "2026-03-05"
	}
	return rows
}

// openJoint opens the joint visit without the outside departments' people, with
// every matter of our own answered.
func (b *bureau) openJoint(s service.Stop) (inspect.Actor, service.VisitForm) {
	b.t.Helper()
	leader := b.leader(s)
	f := b.filled(leader, s, false)
	present := ""
	for _, m := range s.Team.Members {
		if !m.Outside {
			present += m.Inspector + "，"
		}
	}
	b.fill(leader, f.Visit.ID, "present", present)
	others := inspect.OthersIn(f.Task, f.Team)
	for _, m := range f.Matters {
		for _, it := range m.Checklist {
			if inspect.OwnerOf(m, f.Task, others) != "" {
				b.fill(leader, f.Visit.ID, fmt.Sprintf("answer/%s/%d", m.ID, it.No), "")
			}
		}
	}
	f, err := b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	return leader, f
}

// The office sends the forms, the laptop takes one sheet back and has a reason for
// the other: the visit finishes, and the record prints who answered what.
func TestFormsOfOtherDepartments(t *testing.T) {
	b, s, sent := jointly(t)
	leader, f := b.openJoint(s)
	first, second := sent[0].Paper.Form.Department, sent[1].Paper.Form.Department

	rows := answeredRows(t, sent[0])
	rows[1][colAnswer], rows[1][colNote] = "不符合", "灭火器过期四具，已责令更换"
	x, err := b.field.Paper.TakeForm(b.ctx, leader, b.filledSheet(rows))
	b.ok(err)
	if len(x.Form.Returns) != 1 || len(x.Form.Clashes) != 0 || x.Form.Returns[0].By != leader.Name || x.Form.Returns[0].On != "2026-03-05" {
		t.Fatalf("taken %+v", x.Form)
	}
	list, err := b.field.Paper.OtherDepartments(b.ctx, leader, []string{s.Team.ID})
	b.ok(err)
	i := slices.IndexFunc(list, func(o service.OtherDepartment) bool { return o.Department == first })
	if o := list[i]; o.Answered != o.Lines || o.Reply.Officer == "" || o.Reply.Form != x.Number || !strings.HasPrefix(o.State, "已答复：") {
		t.Fatalf("answered %+v", o)
	}
	b.refused(func() error { _, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID); return err }(), inspect.Refused, "第十八条")
	for _, o := range list {
		if o.Department != first {
			b.fill(leader, f.Visit.ID, inspect.ReplyPath(o.Department, "reason"), "当日另有救援任务，未到场")
		}
	}
	f, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if n := len(f.Visit.Findings); n != 1 || f.Visit.Findings[0].Measure != inspect.MeasureOwner || f.Visit.Findings[0].Description != "灭火器过期四具，已责令更换" {
		t.Fatalf("findings %+v", f.Visit.Findings)
	}
	p, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)
	snap, err := store.Blob(b.ctx, b.field.Store(), p.Snapshot)
	b.ok(err)
	for _, want := range []string{"由" + first + "检查（", "分部门检查表" + x.Number, second + "未答复：当日另有救援任务，未到场"} {
		if !strings.Contains(string(snap), want) {
			t.Errorf("the record does not print %q", want)
		}
	}
	// What they found goes to them, nothing of ours with it.
	handed, err := b.field.Paper.HandResults(b.ctx, leader, []string{s.Team.ID}, t.TempDir())
	b.ok(err)
	again, err := b.field.Paper.HandResults(b.ctx, leader, []string{s.Team.ID}, t.TempDir())
	b.ok(err)
	i = slices.IndexFunc(handed, func(x service.SentForm) bool { return x.Paper.Form.Department == first })
	snap, err = store.Blob(b.ctx, b.field.Store(), handed[i].Paper.Snapshot)
	b.ok(err)
	ours := f.Matters[slices.IndexFunc(f.Matters, func(m inspect.Matter) bool { return inspect.OwnerOf(m, f.Task, inspect.OthersIn(f.Task, f.Team)) == "" })]
	if len(handed) != len(sent) || again[i].Paper.ID != handed[i].Paper.ID || !strings.Contains(string(snap), "灭火器过期四具") || strings.Contains(string(snap), ours.Name) {
		t.Fatalf("handed to %s: %s", first, snap)
	}
	// Back in the office: the sheet that came back is there, and who took it.
	b.bringBack(filepath.Join(b.dir, "result.zip"))
	back, err := b.office.Paper.List(b.ctx, b.clerk, s.Team.ID)
	b.ok(err)
	i = slices.IndexFunc(back, func(p inspect.Paper) bool { return p.ID == x.ID })
	if len(back[i].Form.Returns) != 1 {
		t.Fatalf("in the office %+v", back[i].Form)
	}
	results, err := b.office.Result.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	if !slices.ContainsFunc(results[0].Result.Matters, func(m inspect.MatterResult) bool { return m.Owner == first && m.Problem != "" }) {
		t.Fatalf("result %+v", results[0].Result.Matters)
	}
	// The other department's sheet comes late: it is kept, the record stays.
	late := slices.IndexFunc(sent, func(s service.SentForm) bool { return s.Paper.Form.Department == second })
	y, err := b.office.Paper.TakeForm(b.ctx, b.clerk, b.filledSheet(answeredRows(t, sent[late])))
	b.ok(err)
	v, err := b.office.Visit.Open(b.ctx, b.clerk, f.Visit.ID)
	b.ok(err)
	if len(y.Form.Returns) != 1 || len(v.Visit.Answers) != len(f.Visit.Answers) {
		t.Fatalf("late %+v", y.Form)
	}
}

// TestArticle18OtherDepartments: nothing of another department's matters may be
// open without who answered or why nobody did; a sheet that says another thing
// than the record changes nothing until a named person decides.
func TestArticle18OtherDepartments(t *testing.T) {
	b, s, sent := jointly(t)
	leader, f := b.openJoint(s)
	finish := func() error {
		_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
		return err
	}
	b.refuses(b.field, inspect.Refused, "第十八条", finish)
	b.refuses(b.field, inspect.Refused, "第二十条", func() error { // nothing to hand on yet
		_, err := b.field.Paper.HandResults(b.ctx, leader, []string{s.Team.ID}, t.TempDir())
		return err
	})
	for _, x := range sent {
		d := x.Paper.Form.Department
		b.fill(leader, f.Visit.ID, inspect.ReplyPath(d, "officer"), "路人甲")
		b.refuses(b.field, inspect.Refused, "第十六条", finish)
		b.fill(leader, f.Visit.ID, inspect.ReplyPath(d, "officer"), "", inspect.ReplyPath(d, "reason"), "当日未到场")
	}
	own := inspect.Finding{ID: store.NewID()}
	ours := f.Matters[slices.IndexFunc(f.Matters, func(m inspect.Matter) bool { return inspect.OwnerOf(m, f.Task, inspect.OthersIn(f.Task, f.Team)) == "" })]
	path := "finding/" + own.ID + "/"
	b.fill(leader, f.Visit.ID, path+"matter", ours.ID, path+"item", "1", path+"description", "门锁损坏", path+"measure", "owner")
	b.refuses(b.field, inspect.Refused, "第十九条", finish) // ours is ours to pursue
	b.fill(leader, f.Visit.ID, path+"deleted", "1")

	d := sent[0].Paper.Form.Department
	for name, change := range map[string]func([][]string){
		"another form":          func(r [][]string) { r[1][0] = "检录〔2026〕1号" },
		"another content":       func(r [][]string) { r[1][4] = "别的内容" },
		"a line twice":          func(r [][]string) { r[len(r)-1][2] = r[1][2]; r[len(r)-1][4] = r[1][4] },
		"no such conclusion":    func(r [][]string) { r[1][colAnswer] = "大致符合" },
		"no words to a problem": func(r [][]string) { r[1][colAnswer] = "不符合" },
		"nobody":                func(r [][]string) { eachRow(r, colOfficer, "") },
		"a stranger":            func(r [][]string) { eachRow(r, colOfficer, "路人甲") },
		"no day":                func(r [][]string) { eachRow(r, colDate, "") },
		"nothing":               func(r [][]string) { eachRow(r, colAnswer, "") },
	} {
		rows := answeredRows(t, sent[0])
		change(rows)
		before := b.state(b.field)
		if _, err := b.field.Paper.TakeForm(b.ctx, leader, b.filledSheet(rows)); err == nil || inspect.CodeOf(err) == inspect.Internal {
			t.Errorf("%s: %v", name, err)
		}
		if b.state(b.field) != before {
			t.Errorf("%s changed something", name)
		}
	}
	// Somebody typed another conclusion before the sheet came.
	rows := answeredRows(t, sent[0])
	list, err := b.field.Paper.OtherDepartments(b.ctx, leader, []string{s.Team.ID})
	b.ok(err)
	theirs := f.Matters[slices.IndexFunc(f.Matters, func(m inspect.Matter) bool { return m.Name == list[0].Matters[0] })]
	line := fmt.Sprintf("answer/%s/%d", theirs.ID, theirs.Checklist[0].No)
	if list[0].Department != d {
		t.Fatalf("%s is not first", d)
	}
	b.fill(leader, f.Visit.ID, line, "na")
	x, err := b.field.Paper.TakeForm(b.ctx, leader, b.filledSheet(rows))
	b.ok(err)
	if len(x.Form.Clashes) != 1 || x.Form.Clashes[0].Ours != inspect.AnswerNA || x.Form.Clashes[0].Theirs != inspect.AnswerYes {
		t.Fatalf("clashes %+v", x.Form.Clashes)
	}
	b.refuses(b.field, inspect.Conflict, "", func() error { // the same sheet
		_, err := b.field.Paper.TakeForm(b.ctx, leader, b.filledSheet(rows))
		return err
	})
	b.refuses(b.field, inspect.Refused, "第十八条", finish)
	b.refuses(b.field, inspect.Invalid, "第十八条", func() error {
		_, err := b.field.Paper.DecideForm(b.ctx, leader, x.ID, 0, "theirs", " ")
		return err
	})
	x, err = b.field.Paper.DecideForm(b.ctx, leader, x.ID, 0, "theirs", "当面核实，以该部门的为准")
	b.ok(err)
	if c := x.Form.Clashes[0]; c.By != leader.Name || c.Taken != "theirs" || c.At == "" {
		t.Fatalf("decided %+v", c)
	}
	history, err := b.field.Visit.FieldHistory(b.ctx, leader, f.Visit.ID, line)
	b.ok(err)
	if last := history[len(history)-1]; last.Value != "yes" {
		t.Fatalf("history %+v", history)
	}
	b.ok(finish())
	b.refuses(b.field, inspect.Refused, "第十八条", func() error { // the record is frozen
		_, err := b.field.Paper.EnterForm(b.ctx, leader, x.ID)
		return err
	})
}

// A sheet that came to the office before anybody went is entered on the laptop;
// a signed page comes in by its code, as any.
func TestFormTakenBeforeTheVisit(t *testing.T) {
	b := at(t, "library")
	b.task = b.approve(b.drawnTask(b.planned("旅馆业", true)))
	sent, err := b.office.Paper.SendForms(b.ctx, b.clerk, []string{b.team(1).ID}, t.TempDir())
	b.ok(err)
	_, err = b.office.Paper.TakeForm(b.ctx, b.clerk, b.filledSheet(answeredRows(t, sent[0])))
	b.ok(err)
	second := answeredRows(t, sent[0])
	second[1][colAnswer] = "不适用"
	x, err := b.office.Paper.TakeForm(b.ctx, b.clerk, b.filledSheet(second)) // their two sheets differ
	b.ok(err)
	if len(x.Form.Clashes) != 1 {
		t.Fatalf("clashes %+v", x.Form.Clashes)
	}
	x, err = b.office.Paper.DecideForm(b.ctx, b.clerk, x.ID, 0, "ours", "第一份已签名")
	b.ok(err)
	b.dispatched()
	stops := b.stops()
	s := stops[slices.IndexFunc(stops, func(s service.Stop) bool { return s.Team.ID == x.Ref })]
	leader, f := b.openJoint(s)
	x, err = b.field.Paper.EnterForm(b.ctx, leader, x.ID)
	b.ok(err)
	f, err = b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if r := f.Visit.ReplyOf(x.Form.Department, f.Team); r.Form != x.Number || r.Officer == "" {
		t.Fatalf("reply %+v", r)
	}
	if _, err := os.Stat(sent[0].PDF); err != nil {
		t.Fatal(err)
	}
	batch, err := b.field.Scan.Add(b.ctx, leader, "", []string{b.scannerPDF("部门.pdf", b.printed(b.field, x, 150)...)}, nil)
	b.ok(err)
	if batch.Waiting != 0 || batch.Papers[0].Paper.ID != x.ID || !batch.Papers[0].Whole {
		t.Fatalf("scanned %+v", batch)
	}
	filed, err := b.field.Scan.File(b.ctx, leader, []string{x.ID})
	b.ok(err)
	if filed[0].State != inspect.PaperFiled {
		t.Fatalf("%+v", filed)
	}
}

func eachRow(rows [][]string, col int, text string) {
	for i := range rows[1:] {
		rows[i+1][col] = text
	}
}
