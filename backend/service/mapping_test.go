package service_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestMappingIsRemembered: a person says what a column is; the next file with
// the same head is read so, until it is forgotten; another head is not.
func TestMappingIsRemembered(t *testing.T) {
	b := newBureau(t)
	head := "统一社会信用代码,招牌,行业类别,老板,编外"
	path := b.csv(head, "91999901MA0000001A,甲旅馆,旅馆业,某甲,一", "91999901MA0000002B,乙旅馆,旅馆业,某乙,二")
	preview, err := b.office.Library.Preview(b.ctx, b.clerk, service.ImportSubjects, path)
	b.ok(err)
	if preview.Mapped || !reflect.DeepEqual(preview.Missing, []string{"企业名称"}) || preview.Good != 0 {
		t.Fatalf("%+v", preview)
	}
	if _, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, path); inspect.CodeOf(err) != inspect.Invalid || !strings.Contains(err.Error(), "企业名称") {
		t.Fatalf("a file without names: %v", err)
	}
	for _, bad := range [][]service.ColumnChoice{{{"没有的列", "name"}}, {{"招牌", "颜色"}}, {{"招牌", "name"}, {"老板", "企业名称"}}} {
		before := b.state(b.office)
		if _, err := b.office.Library.MapColumns(b.ctx, b.clerk, service.ImportSubjects, path, service.HeaderRow{}, bad); inspect.CodeOf(err) != inspect.Invalid || b.state(b.office) != before {
			t.Errorf("%v: %v", bad, err)
		}
	}
	chosen := []service.ColumnChoice{{"招牌", "企业名称"}, {"老板", "legalRep"}, {"编外", ""}}
	preview, err = b.office.Library.MapColumns(b.ctx, b.clerk, service.ImportSubjects, path, service.HeaderRow{}, chosen)
	b.ok(err)
	if !preview.Mapped || len(preview.Missing) != 0 || preview.Good != 2 || len(preview.Warnings) != 2 { // the two codes
		t.Fatalf("%+v", preview)
	}
	before := b.state(b.office)
	_, err = b.office.Library.MapColumns(b.ctx, b.clerk, service.ImportSubjects, path, service.HeaderRow{}, chosen)
	b.ok(err)
	if b.state(b.office) != before {
		t.Error("the same choice left a trace")
	}
	again := b.csv(head, "91999901MA0000003C,丙旅馆,旅馆业,某丙,三")
	rep, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, again)
	b.ok(err)
	page, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	if rep.Added != 1 || len(page.Rows) != 1 || page.Rows[0].Name != "丙旅馆" || page.Rows[0].LegalRep != "某丙" {
		t.Fatalf("%+v %+v", rep, page.Rows)
	}
	other, err := b.office.Library.Preview(b.ctx, b.clerk, service.ImportSubjects, b.csv("统一社会信用代码,招牌,行业类别,老板", "91999901MA0000003C,丙旅馆,旅馆业,某丙"))
	b.ok(err)
	if other.Mapped || len(other.Missing) != 1 {
		t.Fatalf("another head: %+v", other)
	}
	preview, err = b.office.Library.MapColumns(b.ctx, b.clerk, service.ImportSubjects, path, service.HeaderRow{}, nil)
	b.ok(err)
	if preview.Mapped || len(preview.Missing) != 1 {
		t.Fatalf("forgotten: %+v", preview)
	}
}

// TestHeaderPointedAt: a file of whose titles none is known shows its first rows;
// a person points at the head and maps by hand; files with that head follow,
// wherever it stands, until it is forgotten.
func TestHeaderPointedAt(t *testing.T) {
	b := newBureau(t)
	path := b.csv("旅馆花名册,,", "序,招牌,干什么的", "1,甲旅馆,旅馆业", "2,乙旅馆,旅馆业")
	preview := func(at service.HeaderRow) service.ImportReport {
		t.Helper()
		rep, err := b.office.Library.PreviewAt(b.ctx, b.clerk, service.ImportSubjects, path, at)
		b.ok(err)
		return rep
	}
	rep := preview(service.HeaderRow{})
	if rep.Header != 0 || len(rep.Columns) != 0 || len(rep.Fields) == 0 || len(rep.Top) != 4 || !reflect.DeepEqual(rep.Top[1], service.TopRow{Row: 2, Cells: []string{"序", "招牌", "干什么的"}}) {
		t.Fatalf("%+v", rep)
	}
	b.refuses(b.office, inspect.Invalid, "", func() error {
		_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, path)
		return err
	})
	for _, bad := range []service.HeaderRow{{Row: 5}, {Row: -1}, {Sheet: "没有", Row: 2}} {
		if _, err := b.office.Library.PreviewAt(b.ctx, b.clerk, service.ImportSubjects, path, bad); inspect.CodeOf(err) != inspect.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	rep = preview(service.HeaderRow{Row: 2})
	if rep.Header != 2 || len(rep.Columns) != 3 || !reflect.DeepEqual(rep.Missing, []string{"企业名称"}) || rep.Mapped {
		t.Fatalf("%+v", rep)
	}
	choices := []service.ColumnChoice{{"招牌", "name"}, {"干什么的", "行业类别"}}
	rep, err := b.office.Library.MapColumns(b.ctx, b.clerk, service.ImportSubjects, path, service.HeaderRow{Row: 2}, choices)
	b.ok(err)
	if rep.Header != 2 || !rep.Mapped || rep.Good != 2 || rep.Skipped[0] != 1 {
		t.Fatalf("%+v", rep)
	}
	lower := b.csv("某分局,,", "旅馆花名册,,", "序,招牌,干什么的", "1,丙旅馆,旅馆业")
	done, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, lower)
	b.ok(err)
	if done.Header != 3 || done.Added != 1 {
		t.Fatalf("%+v", done)
	}
	rep, err = b.office.Library.MapColumns(b.ctx, b.clerk, service.ImportSubjects, path, service.HeaderRow{}, nil)
	b.ok(err)
	if rep.Header != 0 || rep.Mapped {
		t.Fatalf("forgotten: %+v", rep)
	}
}

// TestAbsentColumnKeepsTheField: a file of two columns corrects those two.
func TestAbsentColumnKeepsTheField(t *testing.T) {
	b := newBureau(t)
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("统一社会信用代码,名称,行业类别,联系人,信用等级", "91999901MA0000001A,甲旅馆,旅馆业,某甲,A"))
	b.ok(err)
	rep, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("统一社会信用代码,名称", "91999901MA0000001A,甲大旅馆", "91999901MA0000002B,新的"))
	b.ok(err)
	page, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	if rep.Changed != 1 || rep.Bad != 1 || len(page.Rows) != 1 { // a new one needs its trade
		t.Fatalf("%+v", rep)
	}
	if s := page.Rows[0]; s.Name != "甲大旅馆" || s.Trade != "旅馆业" || s.Contact != "某甲" || s.Credit != "A" {
		t.Fatalf("%+v", s)
	}
	if rep, err = b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("统一社会信用代码,名称", "91999901MA0000001A,甲大旅馆")); err != nil || rep.Same != 1 {
		t.Fatalf("%+v %v", rep, err)
	}
}

// TestExportComesBack: what is exported in any shape and read in again is the
// same in every row, and no column of it is without a field.
func TestExportComesBack(t *testing.T) {
	b := at(t, "library")
	shapes, err := b.office.Library.Shapes(b.ctx, b.clerk)
	b.ok(err)
	for _, s := range shapes {
		t.Run(string(s.Kind)+"-"+s.Name, func(t *testing.T) {
			out := filepath.Join(b.dir, s.Name+string(s.Kind)+".xlsx")
			done, err := b.office.Library.Export(b.ctx, b.clerk, s.Kind, s.Name, service.Query{}, out)
			b.ok(err)
			before := b.state(b.office)
			rep, err := b.office.Library.Import(b.ctx, b.clerk, s.Kind, out)
			b.ok(err)
			if s.Name == "pool" { // two columns: those without a code are known by place, which it lacks
				rep.Same += rep.Bad
			}
			if rep.Same != done.Rows || rep.Added+rep.Changed != 0 || done.Rows == 0 {
				t.Errorf("%d rows came back as %d added, %d changed, %d same, %v", done.Rows, rep.Added, rep.Changed, rep.Same, rep.Problems)
			}
			for _, c := range rep.Columns {
				if c.Field == "" {
					t.Errorf("column %s has no field", c.Title)
				}
			}
			if b.state(b.office) != before {
				t.Error("it left a trace")
			}
		})
	}
	b.refuses(b.office, inspect.Invalid, "", func() error {
		_, err := b.office.Library.Export(b.ctx, b.clerk, service.ImportSubjects, "火星", service.Query{}, filepath.Join(b.dir, "x.xlsx"))
		return err
	})
}
