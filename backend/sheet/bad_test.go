package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shuangsuiji/backend/inspect"
)

func gb18030(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func zipOf(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// bookOf is a minimal workbook around one worksheet part.
func bookOf(t testing.TB, sheet string) string {
	return zipOf(t, "xl/workbook.xml", `<workbook><sheets><sheet name="S" id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>`,
		"xl/s.xml", sheet)
}

func TestBadFiles(t *testing.T) {
	good, err := BytesXLSX(Grid{Sheet: "S", Rows: [][]Cell{{{Text: "代码"}, {Text: "名称"}}}})
	if err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(t.TempDir(), "l.xlsx")
	f := excelize.NewFile()
	if err := f.SaveAs(locked, excelize.Options{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	lockedBytes, err := os.ReadFile(locked)
	if err != nil {
		t.Fatal(err)
	}
	head := `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>代码</t></is></c><c r="B1" t="inlineStr"><is><t>名称</t></is></c></row>`
	for _, c := range []struct {
		name, content string
		code          inspect.Code
		words         string
	}{
		{"a.xlsx", "", inspect.Invalid, "空的（0 字节）"},
		{"a.xlsx", "%PDF-1.7 …", inspect.Unsupported, "PDF"},
		{"a.xls", "\n<html><table><tr><td>代码", inspect.Unsupported, "网页"},
		{"a.xls", "\xef\xbb\xbf<?xml version=\"1.0\"?>", inspect.Unsupported, "XML"},
		{"a.csv", "\xff\xfe\x00\x4e", inspect.Unsupported, "UTF-16"},
		{"a.csv", "代码\x00名称", inspect.Unsupported, "二进制"},
		{"a.csv", "\x81\xff\x81\xff,\xff\xff\n", inspect.Unsupported, "编码"},
		{"a.xlsx", "\xff\xd8\xff\xe0", inspect.Unsupported, "JPEG"},
		{"a.xlsx", zipOf(t, "word/document.xml", "x"), inspect.Unsupported, "Word"},
		{"a.xlsx", zipOf(t, "a.txt", "x"), inspect.Unsupported, "ZIP 压缩包"},
		{"a.xlsx", string(good[:len(good)-30]), inspect.Damaged, "压缩结构"},
		{"a.xlsx", string(lockedBytes), inspect.Unsupported, "打开密码"},
		{"a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), inspect.Damaged, "复合文档"},
		{"a.xlsx", bookOf(t, head+`<row r="2"><c r="A2"><v>1</v></c>`), inspect.Damaged, "第 2 行中断"},
		{"a.xlsx", bookOf(t, `<!DOCTYPE x [<!ENTITY a "b">]>`+head+`</sheetData></worksheet>`), inspect.Damaged, "已损坏"},
		{"a.xlsx", bookOf(t, head+`<row r="1048577"/></sheetData></worksheet>`), inspect.Invalid, "超过 1048576 行"},
		{"a.xlsx", bookOf(t, head+`<row r="2"><c r="XFE2"><v>1</v></c></row></sheetData></worksheet>`), inspect.Damaged, "已损坏"},
		{"a.xlsx", bookOf(t, strings.Repeat(" ", maxUnasked+1)), inspect.Damaged, "异常巨大"},
		{"a.xlsx", bookOf(t, `<worksheet><sheetData/></worksheet>`), inspect.Invalid, "空表"},
		{"a.csv", "\n\n ,　,\n", inspect.Invalid, "空表"},
		{"a.csv", "甲,乙\n1,2\n", inspect.Invalid, "找不到表头"},
		{"a.csv", "代码,名称\n", inspect.Invalid, "没有数据行"},
		{"a.csv", "代码,有效期至\n1,2\n", inspect.Invalid, "缺少必需的列：企业名称"},
		{"a.csv", "代码,名称\n" + strings.Repeat("1,2\n", MaxRows), inspect.Invalid, "超过 1048576 行"},
	} {
		path := putText(t, c.name, c.content)
		l, err := Inspect(path, people)
		if err == nil {
			err = Read(context.Background(), path, people, l, func(Row) error { return nil })
		}
		if inspect.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.words) || inspect.ForPerson(err).Hint == "" {
			t.Errorf("%s %.20q: got %s %v; want %s with %q", c.name, c.content, inspect.CodeOf(err), err, c.code, c.words)
		}
	}
	for path, code := range map[string]inspect.Code{filepath.Join(t.TempDir(), "没有.xlsx"): inspect.NotFound, t.TempDir(): inspect.Unsupported} {
		if _, err := Inspect(path, people); inspect.CodeOf(err) != code {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestBadGrids(t *testing.T) {
	dir := t.TempDir()
	cell := func(c Cell) Grid { return Grid{Sheet: "S", Rows: [][]Cell{{c}}} }
	for name, grids := range map[string][]Grid{
		"none":     nil,
		"no name":  {{}},
		"bad name": {{Sheet: "a/b"}},
		"long":     {{Sheet: strings.Repeat("表", 32)}},
		"twice":    {{Sheet: "a"}, {Sheet: "A"}},
		"utf8":     {cell(Cell{Text: "\xff"})},
		"cell":     {cell(Cell{Text: strings.Repeat("字", 32768)})},
		"merge":    {{Sheet: "S", Merges: [][4]int{{1, 1, 2, 2}, {2, 2, 3, 3}}}},
		"one cell": {{Sheet: "S", Merges: [][4]int{{1, 1, 1, 1}}}},
		"rows":     {{Sheet: "S", Rows: make([][]Cell, MaxRows+1)}},
	} {
		path := filepath.Join(dir, "x.xlsx")
		if err := WriteXLSX(path, grids...); inspect.CodeOf(err) != inspect.Invalid {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Fatalf("%s left %v behind", name, left)
		}
	}
	if err := WriteXLSX(filepath.Join(dir, "没有", "x.xlsx"), cell(Cell{})); inspect.CodeOf(err) != inspect.Storage || !strings.Contains(err.Error(), "不存在") {
		t.Error(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "d.xlsx"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteXLSX(filepath.Join(dir, "d.xlsx"), cell(Cell{})); inspect.CodeOf(err) != inspect.Storage {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
