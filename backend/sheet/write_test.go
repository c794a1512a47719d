package sheet

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

var sample = []Grid{
	{
		Sheet: "抽查结果公告", Widths: []float64{6, 30, 0, 14}, HeaderRow: 2, Merges: [][4]int{{1, 1, 1, 4}},
		Rows: [][]Cell{
			{{Text: "抽查结果公告", Bold: true}},
			{{Text: "序号", Bold: true}, {Text: "抽查主体名称", Bold: true}, {Text: "检查完成日期", Bold: true}, {Text: "备注", Bold: true}},
			{{Number: 1, IsNumber: true}, {Text: "㛃䶮〇𠮷·（公司）"}, {Date: "2026-01-05"}, {Text: "=1+1"}},
			{{Number: 0.05, IsNumber: true}, {Text: "  两\n行\t "}, {Date: Forever}, {Text: "-甲 & <乙>"}},
			{},
			{{}, {Text: "@x"}, {Date: "不是日期"}, {Text: "\r\x01\ufffe"}},
		},
	},
	{Sheet: "空's"},
}

func TestSameGridsSameBytes(t *testing.T) {
	a, err := BytesXLSX(sample...)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	for range 2 { // the second time over the first
		if err := WriteXLSX(path, sample...); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("file and memory differ")
	}
	const want = "f91c91e202655197a75aeb09ac2681781bf6593bebe47aabf07c027d9637fdd4"
	if sum := sha256.Sum256(a); hex.EncodeToString(sum[:]) != want {
		t.Errorf("digest %x, want %s: the bytes of written workbooks changed", sum, want)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// openpyxl, an independent reader, sees what was meant.
func TestOpenpyxlReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := WriteXLSX(path, sample...); err != nil {
		t.Fatal(err)
	}
	const script = `
import sys, json, openpyxl
b = openpyxl.load_workbook(sys.argv[1]); s = b.worksheets[0]
print(json.dumps({"names": b.sheetnames, "dim": s.dimensions, "merged": [str(m) for m in s.merged_cells.ranges],
 "freeze": s.freeze_panes, "titles": s.print_title_rows, "width": s.column_dimensions["B"].width, "bold": s["A2"].font.b,
 "types": [c.data_type for c in s[3]], "cells": [[str(c.value) for c in r] for r in s.iter_rows()], "created": str(b.properties.created)}))`
	out, err := exec.Command("/usr/bin/python3", "-c", script, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s\nDebian: apt-get install python3-openpyxl", err, out)
	}
	var got struct {
		Names, Merged, Types         []string
		Dim, Freeze, Titles, Created string
		Width                        float64
		Bold                         bool
		Cells                        [][]string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if strings.Join(got.Names, "|") != "抽查结果公告|空's" || got.Dim != "A1:D6" || strings.Join(got.Merged, "|") != "A1:D1" || got.Freeze != "A3" ||
		strings.ReplaceAll(got.Titles, "$", "") != "1:2" || got.Width != 30 || !got.Bold || got.Created != "2000-01-01 00:00:00" {
		t.Errorf("%+v", got)
	}
	if strings.Join(got.Types, "") != "nsds" {
		t.Errorf("types %v", got.Types)
	}
	want := [][]string{{"1", "㛃䶮〇𠮷·（公司）", "2026-01-05 00:00:00", "=1+1"}, {"0.05", "  两\n行\t ", "9999-09-09 00:00:00", "-甲 & <乙>"}}
	for i, row := range want {
		for j, text := range row {
			if got.Cells[2+i][j] != text {
				t.Errorf("row %d column %d: %q, want %q", 3+i, j+1, got.Cells[2+i][j], text)
			}
		}
	}
}

// Any text comes back from our reader and from excelize as it went in, from
// xlsx and from CSV in both encodings.
func TestTextRoundTrip(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("_x00D8F=+'\"-@＝\n,；<&\u0001𠮷㛃"))))
		rows := [][]Cell{{{Text: "代码"}, {Text: "名称"}}}
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			a := "a" + strings.NewReplacer("\ufeff", "", "\x00", "").Replace(text.Draw(t, "a")) + "z"
			b := rapid.SampledFrom([]string{"", "=", "'=", "-", "''@", "_x0041_"}).Draw(t, "mark") + a
			rows = append(rows, []Cell{{Text: a}, {Text: b}})
		}
		g := Grid{Sheet: "S", Rows: rows}
		save := func(path string, b []byte) {
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(dir, "a.xlsx")
		book, err := BytesXLSX(g)
		if err != nil {
			t.Fatal(err)
		}
		save(path, book)
		compare := func(what string, fix func(string) string, read func(row, col int) string) {
			for i, row := range rows[1:] {
				for j, c := range row {
					if got, want := read(i+1, j), fix(c.Text); got != want {
						t.Fatalf("%s row %d: got %q, want %q", what, i+2, got, want)
					}
				}
			}
		}
		same := func(s string) string { return s }
		ours := func(path string) func(int, int) string {
			var all [][]string
			src, err := open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer src.Close()
			err = src.rows(src.sheets()[0], func(_ int, cells []cell) error {
				var row []string
				for _, c := range cells {
					row = append(row, c.text)
				}
				all = append(all, row)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return func(r, c int) string { return all[r][c] }
		}
		compare("xlsx", same, ours(path))
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		compare("excelize", same, func(r, c int) string {
			v, err := f.GetCellValue("S", cellName(r+1, c+1))
			if err != nil {
				t.Fatal(err)
			}
			return v
		})
		for _, gb := range []bool{false, true} {
			path := filepath.Join(dir, "a.csv")
			if gb && checkGB18030(g) != nil {
				continue
			}
			var b bytes.Buffer
			if err := g.writeCSV(&b, gb); err != nil {
				t.Fatal(err)
			}
			save(path, b.Bytes())
			compare("csv", toLF.Replace, ours(path))
		}
	})
}

func TestCSVInjection(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	g := Grid{Rows: [][]Cell{{{Text: "=cmd|' /C calc'!A0"}, {Text: "＝1"}, {Number: -5, IsNumber: true}, {Date: "2026-01-05"}, {Text: "+86"}}, {}, {{Text: "a"}}}}
	if err := WriteCSV(path, g, false); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\xef\xbb\xbf'=cmd|' /C calc'!A0,'＝1,-5,2026-01-05,'+86\r\n\r\na\r\n"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProblemList(t *testing.T) {
	source := put(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", []any{"名录"}, []any{"代码", "名称", "有效期至"}, []any{"A1", "甲", "2026-01-05"}, []any{"A2", "", "明天"}, []any{"A3", "丙"})
	})
	l, rows := readAll(t, source, people)
	var all []Problem
	for _, r := range rows {
		all = append(all, r.Problems()...)
	}
	all = append(all, Problem{Row: 5, Column: "代码", Field: "code", Value: "A3", Reason: "代码重复"}, Problem{Row: 99, Reason: "没有这一行"})
	path := filepath.Join(t.TempDir(), "问题.xlsx")
	if err := WriteProblems(path, source, l, all); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.GetRows("问题清单")
	if err != nil {
		t.Fatal(err)
	}
	want := "原行号|问题|代码|名称|有效期至\n" +
		"4|【名称】必填，不能为空；【有效期至】" + badDate + "|A2||明天\n" +
		"5|【代码】代码重复|A3|丙\n" +
		"99|没有这一行"
	var lines []string
	for _, r := range got {
		lines = append(lines, strings.Join(r, "|"))
	}
	if g := strings.Join(lines, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
	back, fixed := readAll(t, path, people)
	if strings.Join(back.Unknown, "|") != "原行号|问题" || len(fixed) != 3 || fixed[0].Get("code") != "A2" {
		t.Errorf("read back: %+v %+v", back, fixed)
	}
}

func TestUserDefinedCharacters(t *testing.T) {
	g := Grid{Rows: [][]Cell{{{Text: "\ue000"}}}}
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := WriteCSV(path, g, true); inspect.CodeOf(err) != inspect.Invalid || !strings.Contains(err.Error(), "U+E000") {
		t.Error(err)
	}
	if err := WriteCSV(path, g, false); err != nil {
		t.Error(err)
	}
}
