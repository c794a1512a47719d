package service_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/sheet"
)

type source struct {
	kind service.ImportKind
	path string
}

func (b *bureau) sources() []source {
	list := []source{{service.ImportMatters, b.files.Matters}, {service.ImportInspectors, b.files.Inspectors}}
	for _, p := range b.files.Subjects {
		list = append(list, source{service.ImportSubjects, p})
	}
	return append(list, source{service.ImportRecusals, b.files.Recusals}, source{service.ImportLeaves, b.files.Leaves})
}

// TestImportAgain: the same files change nothing, row for row; not even the log
// grows.
func TestImportAgain(t *testing.T) {
	b := at(t, "library")
	before := b.state(b.office)
	for _, s := range b.sources() {
		preview, err := b.office.Library.Preview(b.ctx, b.clerk, s.kind, s.path)
		b.ok(err)
		rep, err := b.office.Library.Import(b.ctx, b.clerk, s.kind, s.path)
		b.ok(err)
		for _, r := range []service.ImportReport{preview, rep} {
			if r.Added != 0 || r.Changed != 0 || r.Same != r.Good || r.Good == 0 {
				t.Errorf("%s: added %d, changed %d, same %d of %d", filepath.Base(s.path), r.Added, r.Changed, r.Same, r.Good)
			}
		}
	}
	if b.state(b.office) != before {
		t.Fatal("it left a trace")
	}
}

// TestImportCounts: what an import says fits what was put into the files.
func TestImportCounts(t *testing.T) {
	b := newBureau(t)
	for i, path := range b.files.Subjects {
		want := b.files.SubjectCounts[i]
		preview, err := b.office.Library.Preview(b.ctx, b.clerk, service.ImportSubjects, path)
		b.ok(err)
		rep, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, path)
		b.ok(err)
		if rep.Good != want.Good+want.BadCode || rep.Added != rep.Good || rep.Bad != want.NoName+want.BadDate+want.Duplicate || rep.Good+rep.Bad != want.Rows {
			t.Errorf("%s: %+v, put in %+v", filepath.Base(path), rep, want)
		}
		if preview.Good != rep.Good || preview.Added != rep.Added || preview.Bad != rep.Bad || len(preview.Problems) != len(rep.Problems) {
			t.Errorf("%s: the preview promised %+v, the import did %+v", filepath.Base(path), preview, rep)
		}
	}
}

// TestChangedRowUpdates: the row is found by its code, one new version is made,
// the others stay.
func TestChangedRowUpdates(t *testing.T) {
	b := newBureau(t)
	head := "统一社会信用代码,名称,行业类别,联系人"
	rows := []string{"91999901MA0000001A,甲旅馆,旅馆业,某甲", "91999901MA0000002B,乙旅馆,旅馆业,某乙", ",丙摊,旅馆业,某丙"}
	imported := func() service.ImportReport {
		rep, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv(append([]string{head}, rows...)...))
		b.ok(err)
		return rep
	}
	list := func() []inspect.Subject {
		page, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Order: "name"})
		b.ok(err)
		return page.Rows
	}
	if rep := imported(); rep.Added != 3 {
		t.Fatalf("%+v", rep)
	}
	before := list()
	rows[1] = "91999901MA0000002B,乙大旅馆,旅馆业,某乙"
	rows[2] = ",丙摊,旅馆业,某丁" // without a code: name and place
	if rep := imported(); rep.Added != 0 || rep.Changed != 2 || rep.Same != 1 {
		t.Fatalf("%+v", rep)
	}
	after := list()
	ids := map[string]string{}
	for _, s := range before {
		ids[s.ID] = s.Name
	}
	if len(after) != 3 {
		t.Fatalf("%d subjects", len(after))
	}
	for _, s := range after {
		if ids[s.ID] == "" {
			t.Errorf("%s has a new id", s.Name)
		}
	}
}

// TestProblemList: what goes back to whoever filled the file in is an Excel
// file that can be read, with the reason beside each bad row.
func TestProblemList(t *testing.T) {
	b := newBureau(t)
	path := b.csv("统一社会信用代码,名称,行业类别,成立日期", "91999901MA0000001P,好旅馆,旅馆业,2020-01-01", "91999901MA0000002B,,旅馆业,", "91999901MA0000003C,=恶意,旅馆业,2019-02-30", "91999901MA0000001P,重复旅馆,旅馆业,")
	rep, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, path)
	b.ok(err)
	if rep.Bad != 3 || rep.Added != 1 {
		t.Fatalf("%+v", rep)
	}
	out := filepath.Join(b.dir, "问题清单.xlsx")
	b.ok(b.office.Library.SaveProblems(b.ctx, b.clerk, service.ImportSubjects, path, out))
	text := b.cells(out)
	for _, p := range rep.Problems {
		if !strings.Contains(text, p.Reason) {
			t.Errorf("the list does not say %q:\n%s", p.Reason, text)
		}
	}
	if !strings.Contains(text, "=恶意") || strings.Contains(text, "好旅馆") {
		t.Errorf("the bad rows, and only they, should stand in it:\n%s", text)
	}
	again, err := b.office.Library.Preview(b.ctx, b.clerk, service.ImportSubjects, out) // as it is, it is read again
	b.ok(err)
	if again.Good != 1 || again.Bad != 2 { // the duplicate is alone now
		t.Fatalf("%+v", again)
	}
}

// cells is every text of the first sheet of a workbook.
func (b *bureau) cells(path string) string {
	b.t.Helper()
	fields := []sheet.Field{}
	for _, n := range []string{"原行号", "问题", "统一社会信用代码", "名称"} {
		fields = append(fields, sheet.Field{Name: n, Titles: []string{n}})
	}
	layout, err := sheet.Inspect(path, fields)
	b.ok(err)
	var s strings.Builder
	for _, c := range layout.Columns {
		s.WriteString(c.Title + " ")
	}
	b.ok(sheet.Read(b.ctx, path, fields, layout, func(r sheet.Row) error {
		for _, f := range fields {
			s.WriteString(r.Get(f.Name) + "\t")
		}
		s.WriteString("\n")
		return nil
	}))
	return s.String()
}

// TestBadFiles: each is refused with a sentence, and nothing changes.
func TestBadFiles(t *testing.T) {
	b := at(t, "library")
	write := func(name, text string) string {
		path := filepath.Join(b.dir, name)
		b.ok(os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	b.ok(os.Mkdir(filepath.Join(b.dir, "目录.xlsx"), 0o700))
	for name, path := range map[string]string{
		"absent":        filepath.Join(b.dir, "没有.xlsx"),
		"folder":        filepath.Join(b.dir, "目录.xlsx"),
		"empty":         write("空.xlsx", ""),
		"a picture":     b.files.ApprovalScan,
		"html as xls":   write("网页.xls", "<html><table><tr><td>名称</td></tr></table></html>"),
		"head only":     b.csv("统一社会信用代码,名称,行业类别"),
		"no known head": b.csv("甲,乙,丙", "1,2,3"),
		"column absent": b.csv("统一社会信用代码,名称", "91999901MA0000001A,甲旅馆"),
		"all bad":       b.csv("统一社会信用代码,名称,行业类别", "91999901MA0000001A,,旅馆业"),
	} {
		before := b.state(b.office)
		_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, path)
		if e := inspect.ForPerson(err); err == nil || e.Code == inspect.Internal || e.Hint == "" || e.Message == "" {
			t.Errorf("%s: %+v", name, err)
		}
		if b.state(b.office) != before {
			t.Errorf("%s changed the store", name)
		}
	}
	if _, err := b.office.Library.Import(b.ctx, b.clerk, "cats", b.files.Matters); inspect.CodeOf(err) != inspect.Invalid {
		t.Errorf("an unknown kind: %v", err)
	}
}
