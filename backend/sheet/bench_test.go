package sheet

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

const benchRows = 100_000

func benchGrid() (Grid, []Field) {
	g := Grid{Sheet: "名录", HeaderRow: 1}
	var fields []Field
	var head []Cell
	for c := range 10 {
		title := fmt.Sprintf("列%d", c)
		head = append(head, Cell{Text: title, Bold: true})
		f := Field{Name: title, Titles: []string{title}}
		if c == 8 {
			f.Kind = Date
		}
		fields = append(fields, f)
	}
	g.Rows = append(g.Rows, head)
	for r := range benchRows {
		row := make([]Cell, 10)
		for c := range 8 {
			row[c].Text = fmt.Sprintf("某市某某区某某路%d号%d室", r, c)
		}
		row[8].Date = "2026-01-05"
		row[9] = Cell{Number: float64(r), IsNumber: true}
		g.Rows = append(g.Rows, row)
	}
	return g, fields
}

func BenchmarkWrite(b *testing.B) {
	g, _ := benchGrid()
	path := filepath.Join(b.TempDir(), "a.xlsx")
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteXLSX(path, g); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	g, fields := benchGrid()
	ours := filepath.Join(b.TempDir(), "a.xlsx")
	if err := WriteXLSX(ours, g); err != nil {
		b.Fatal(err)
	}
	theirs := filepath.Join(b.TempDir(), "b.xlsx") // shared strings, as Excel writes
	f, err := excelize.OpenFile(ours)
	if err != nil {
		b.Fatal(err)
	}
	if err := f.SetCellStr("名录", "A2", "甲"); err != nil {
		b.Fatal(err)
	}
	if err := f.SaveAs(theirs); err != nil {
		b.Fatal(err)
	}
	f.Close()
	for name, path := range map[string]string{"inline": ours, "shared": theirs} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l, err := Inspect(path, fields)
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				if err := Read(context.Background(), path, fields, l, func(r Row) error { n++; return nil }); err != nil || n != benchRows {
					b.Fatal(n, err)
				}
			}
		})
		b.Run(name+"/excelize", func(b *testing.B) {
			for b.Loop() {
				f, err := excelize.OpenFile(path)
				if err != nil {
					b.Fatal(err)
				}
				rows, err := f.Rows("名录")
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
					if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
						b.Fatal(err)
					}
				}
				rows.Close()
				f.Close()
			}
		})
	}
}
