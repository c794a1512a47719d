package sheet

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shuangsuiji/backend/inspect"
)

var people = []Field{
	{Name: "code", Titles: []string{"统一社会信用代码/注册号", "代码"}, Required: true},
	{Name: "name", Titles: []string{"企业名称", "名称"}, Required: true},
	{Name: "until", Titles: []string{"有效期至"}, Kind: Date},
	{Name: "trades", Titles: []string{"行业"}, Kind: List},
	{Name: "rate", Titles: []string{"比例"}, Kind: Number},
}

// put saves a workbook made by excelize, the second opinion.
func put(t testing.TB, build func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	build(f)
	path := filepath.Join(t.TempDir(), "表.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func putText(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func setRows(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
}

func readAll(t testing.TB, path string, fields []Field) (*Layout, []Row) {
	t.Helper()
	l, err := Inspect(path, fields)
	if err != nil {
		t.Fatal(err)
	}
	var rows []Row
	if err := Read(context.Background(), path, fields, l, func(r Row) error { rows = append(rows, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return l, rows
}

func TestTemplateShape(t *testing.T) {
	path := put(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1",
			[]any{"某市检查对象名录库"},
			[]any{"序号", "*统一社会信用代码/注册号", "企 业\n名 称", "有效期至（YYYY-MM-DD）", "行业", "说明"},
			[]any{"", "必填，18位数字或字母", "必填", "格式：2026-01-05", "多个用中文逗号分隔", ""},
			[]any{"1", "2", "3", "4", "5", "6"},
			[]any{"1", "案例（请删除）", "某某公司", "2026-01-05", "旅馆", ""},
			[]any{"1", "A1", "甲㛃公司　 ", "2026/1/5", "旅馆、典当", "x"},
			[]any{},
			[]any{"2", "A2", "", "明天", "", ""},
		)
	})
	l, rows := readAll(t, path, people)
	want := []Column{{"序号", ""}, {"*统一社会信用代码/注册号", "code"}, {"企业名称", "name"}, {"有效期至（YYYY-MM-DD）", "until"}, {"行业", "trades"}, {"说明", ""}}
	if !slices.Equal(l.Columns, want) {
		t.Errorf("columns %v", l.Columns)
	}
	if l.Sheet != "Sheet1" || l.HeaderRow != 2 || l.HeaderRows != 1 || !slices.Equal(l.Skipped, []int{1, 3, 4, 5}) {
		t.Errorf("layout %+v", l)
	}
	if !slices.Equal(l.Unknown, []string{"序号", "说明"}) || l.Missing != nil {
		t.Errorf("unknown %v, missing %v", l.Unknown, l.Missing)
	}
	if len(rows) != 2 || rows[0].No != 6 || rows[1].No != 8 {
		t.Fatalf("rows %+v", rows)
	}
	if r := rows[0]; r.Get("name") != "甲㛃公司" || r.Get("until") != "2026-01-05" || r.Get("trades") != "旅馆，典当" || r.Get("rate") != "" || r.Get("nosuch") != "" || r.Problems() != nil {
		t.Errorf("row %+v", r)
	}
	got := rows[1].Problems()
	if len(got) != 2 || got[0].Field != "name" || got[0].Row != 8 || got[1] != (Problem{8, "有效期至（YYYY-MM-DD）", "until", "明天", badDate}) {
		t.Errorf("problems %+v", got)
	}
}

func TestMergedHeadAndCells(t *testing.T) {
	path := put(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1",
			[]any{"清单"},
			[]any{"序号", "抽查项目", "", "检查对象", "事项类别", "", "备注"},
			[]any{"", "抽查类别", "抽查事项", "", "重点检查事项", "一般检查事项", ""},
			[]any{1, "旅馆业", "甲", "旅馆", "√", "", "同上"},
			[]any{2, "", "乙", "旅馆", "", "√", ""},
			[]any{3, "典当业", "丙", "典当", "", "√", ""},
		)
		for _, m := range [][2]string{{"A1", "G1"}, {"A2", "A3"}, {"B2", "C2"}, {"D2", "D3"}, {"E2", "F2"}, {"G2", "G3"}, {"B4", "B5"}, {"G4", "G6"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	fields := []Field{
		{Name: "category", Titles: []string{"抽查项目/抽查类别"}},
		{Name: "title", Titles: []string{"抽查事项"}, Required: true},
		{Name: "subjects", Titles: []string{"检查对象"}},
		{Name: "key", Titles: []string{"事项类别/重点检查事项"}},
		{Name: "note", Titles: []string{"备注"}},
	}
	l, rows := readAll(t, path, fields)
	if l.HeaderRow != 3 || l.HeaderRows != 2 || !slices.Equal(l.Skipped, []int{1}) || !slices.Equal(l.Unknown, []string{"序号", "事项类别/一般检查事项"}) {
		t.Errorf("layout %+v", l)
	}
	var got []string
	for _, r := range rows {
		got = append(got, r.Get("category")+r.Get("title")+r.Get("key")+r.Get("note"))
	}
	if want := []string{"旅馆业甲√同上", "旅馆业乙同上", "典当业丙同上"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCellTypes(t *testing.T) {
	path := put(t, func(f *excelize.File) {
		f.SetSheetName("Sheet1", "甲")
		setRows(t, f, "甲", []any{"代码", "名称", "有效期至", "比例"}, []any{"a", 13800000000, 46027, 0.1 + 0.2}, []any{"b", true, "", ""}, []any{"c", nil, "", ""}, []any{"d", 1e5, "", ""})
		style, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		f.SetCellStyle("甲", "C2", "C2", style)
		f.SetCellStyle("甲", "B5", "B5", style)
		f.SetCellFormula("甲", "B4", "1/0")
		f.SetCellRichText("甲", "A3", []excelize.RichTextRun{{Text: "b"}, {Text: "䶮"}})
	})
	_, rows := readAll(t, path, people)
	if r := rows[0]; r.Get("name") != "13800000000" || r.Get("until") != "2026-01-05" || r.Get("rate") != "0.3" || r.Problems() != nil {
		t.Errorf("%+v", r)
	}
	if r := rows[1]; r.Get("code") != "b䶮" || r.Get("name") != "TRUE" {
		t.Errorf("%+v", r)
	}
	if p := rows[2].Problems(); len(p) != 1 || !strings.Contains(p[0].Reason, "公式") {
		t.Errorf("%+v", p)
	}
	if r := rows[3]; r.Get("name") != "2173-10-14" {
		t.Errorf("a date in a text column: %+v", r)
	}
}

func TestPicksSheetAndHonoursMapping(t *testing.T) {
	path := put(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", []any{"说明"}, []any{"名称"})
		f.NewSheet("数据")
		setRows(t, f, "数据", []any{"代码", "名称", "简称", "名称"}, []any{"A1", "甲公司", "甲", "旧名"})
		f.NewSheet("隐藏")
		setRows(t, f, "隐藏", []any{"代码", "名称", "有效期至", "行业"})
		f.SetSheetVisible("隐藏", false)
	})
	l, err := Inspect(path, people)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Column{{"代码", "code"}, {"名称", "name"}, {"简称", ""}, {"名称（2）", ""}}; l.Sheet != "数据" || !slices.Equal(l.Columns, want) {
		t.Fatalf("%+v", l)
	}
	read := func() (string, error) {
		name := ""
		err := Read(context.Background(), path, people, l, func(r Row) error { name = r.Get("name"); return nil })
		return name, err
	}
	l.Columns[1].Field, l.Columns[3].Field = "", "name"
	if name, err := read(); err != nil || name != "旧名" {
		t.Errorf("edited mapping: %q, %v", name, err)
	}
	for _, c := range []struct {
		column Column
		words  string
	}{
		{Column{"简称", "name"}, "都对应到"},
		{Column{"简称", "nosuch"}, "不存在"},
		{Column{"没有", "until"}, "没有列“没有”"},
	} {
		kept := l.Columns[2]
		l.Columns[2] = c.column
		if _, err := read(); inspect.CodeOf(err) != inspect.Invalid || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%v: %v", c.column, err)
		}
		l.Columns[2] = kept
	}
	l.Columns = l.Columns[1:]
	if _, err := read(); err == nil || !strings.Contains(err.Error(), "缺少必需的列：统一社会信用代码/注册号") {
		t.Errorf("missing column: %v", err)
	}
}

func TestReadStops(t *testing.T) {
	path := putText(t, "a.csv", "代码,名称\n1,甲\n2,乙\n")
	l, err := Inspect(path, people)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Read(ctx, path, people, l, func(Row) error { return nil }); inspect.CodeOf(err) != inspect.Canceled {
		t.Error(err)
	}
	mine := inspect.E(inspect.Conflict, "停")
	if err := Read(context.Background(), path, people, l, func(Row) error { return mine }); err != error(mine) {
		t.Error(err)
	}
}

func TestCSV(t *testing.T) {
	const table = "代码,名称,备注\r\nA1,㛃䶮〇𠮷喆镕·（公司）,\"两\r\n行\"\r\n\r\nA2,乙,\r\n"
	gb := gb18030(t, table)
	for name, text := range map[string]string{
		"bom.csv": "\xef\xbb\xbf" + table, "utf8.txt": table, "gb18030.csv": gb, "tab.xls": strings.ReplaceAll(table, ",", "\t"), "semi.csv": strings.ReplaceAll(table, ",", ";"),
	} {
		fields := append(slices.Clone(people), Field{Name: "note", Titles: []string{"备注"}})
		_, rows := readAll(t, putText(t, name, text), fields)
		if len(rows) != 2 || rows[0].No != 2 || rows[1].No != 4 || rows[0].Get("name") != "㛃䶮〇𠮷喆镕·（公司）" || rows[0].Get("note") != "两\n行" || rows[1].Get("code") != "A2" {
			t.Errorf("%s: %+v", name, rows)
		}
	}
	_, rows := readAll(t, putText(t, "zero.csv", "代码,名称\n\"=\"\"00123\"\"\",'=甲\n"), people)
	if rows[0].Get("code") != "00123" || rows[0].Get("name") != "=甲" {
		t.Errorf("%+v", rows[0])
	}
}

func TestUTF8AcrossChunks(t *testing.T) {
	for shift := range 4 {
		text := "代码,名称\n" + strings.Repeat("x", shift) + strings.Repeat("𠮷", 40_000) + ",乙\n"
		_, rows := readAll(t, putText(t, "a.csv", text), people)
		if !strings.HasSuffix(rows[0].Get("code"), "𠮷𠮷") {
			t.Errorf("shift %d: wrong encoding chosen", shift)
		}
	}
}
