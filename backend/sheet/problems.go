package sheet

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
)

// WriteProblems writes the rows of a source file that have problems as a
// workbook, each with its row number and the reasons beside it, under the
// titles of the source. Corrected in place it can be imported again: the two
// extra columns match no field. Problems of rows that are no longer in the
// source are listed at the end without their cells.
//
// Errors: as Read for the source, as WriteXLSX for the result.
func WriteProblems(path, source string, l *Layout, problems []Problem) error {
	reasons := map[int][]string{}
	for _, p := range problems {
		text := p.Reason
		if p.Column != "" {
			text = "【" + p.Column + "】" + p.Reason
		}
		if !slices.Contains(reasons[p.Row], text) {
			reasons[p.Row] = append(reasons[p.Row], text)
		}
	}
	src, err := open(source)
	if err != nil {
		return err
	}
	defer src.Close()
	t, err := openTable(src, filepath.Base(source), l)
	if err != nil {
		return err
	}
	g := Grid{Sheet: "问题清单", HeaderRow: 1, Widths: []float64{8, 50}}
	head := []Cell{{Text: "原行号", Bold: true}, {Text: "问题", Bold: true}}
	for _, title := range t.titles {
		head = append(head, Cell{Text: title, Bold: true})
		g.Widths = append(g.Widths, 20)
	}
	g.Rows = append(g.Rows, head)
	add := func(no int, cells []cell) {
		row := []Cell{{Number: float64(no), IsNumber: true}, {Text: strings.Join(reasons[no], "；")}}
		for _, c := range cells {
			row = append(row, Cell{Text: c.text})
		}
		g.Rows = append(g.Rows, row)
		delete(reasons, no)
	}
	err = t.each(context.Background(), func(no int, cells []cell) error {
		if reasons[no] != nil {
			add(no, cells)
		}
		return nil
	})
	if err != nil {
		return err
	}
	rest := make([]int, 0, len(reasons))
	for no := range reasons {
		rest = append(rest, no)
	}
	slices.Sort(rest)
	for _, no := range rest {
		add(no, nil)
	}
	return WriteXLSX(path, g)
}
