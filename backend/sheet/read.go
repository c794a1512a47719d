package sheet

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Read calls fn for every row of data, in order, one row in memory at a time.
// A Row may be kept. Which column feeds which field is l's alone, so a mapping
// that a person changed is respected; titles are looked up in the file again,
// and columns may have moved since.
//
// Errors: as Inspect, and Invalid (a required field has no column, a column of
// l is not in the file or names an unknown field, two columns feed one field,
// no rows of data), Canceled. An error of fn ends the reading and comes back
// unchanged.
func Read(ctx context.Context, path string, fields []Field, l *Layout, fn func(Row) error) error {
	src, err := open(path)
	if err != nil {
		return err
	}
	defer src.Close()
	t, err := openTable(src, filepath.Base(path), l)
	if err != nil {
		return err
	}
	plan, err := t.plan(fields)
	if err != nil {
		return err
	}
	index := map[string]int{}
	for i, f := range fields {
		index[f.Name] = i
	}
	rows := 0
	err = t.each(ctx, func(no int, cells []cell) error {
		rows++
		return fn(makeRow(no, cells, fields, plan, index))
	})
	if err == nil && rows == 0 {
		return inspect.E(inspect.Invalid, "%s只有表头，没有数据行", t.place()).WithRef(path).
			WithHint("请检查是否选错了文件或工作表")
	}
	return err
}

// table is one sheet of an open file with its layout.
type table struct {
	src    source
	name   string // of the file
	l      *Layout
	titles []string // as they stand in the file now
	merges []span   // vertical ones, one column wide, below the head
}

func openTable(src source, name string, l *Layout) (*table, error) {
	t := &table{src: src, name: name, l: l}
	if !slices.Contains(src.sheets(), l.Sheet) {
		return nil, inspect.E(inspect.Invalid, "文件“%s”里没有工作表“%s”", name, l.Sheet).WithRef(name).
			WithHint("请重新选择文件，核对列的对应关系")
	}
	var rows []textRow
	err := walk(context.Background(), src, l.Sheet, func(no int, cells []cell) error {
		if no > l.HeaderRow {
			return errStop
		}
		if no > l.HeaderRow-max(l.HeaderRows, 1) {
			row := textRow{no: no}
			for _, c := range cells {
				row.cells = append(row.cells, trim(c.text))
			}
			rows = append(rows, row)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, inspect.E(inspect.Invalid, "%s第 %d 行不是表头", t.place(), l.HeaderRow).WithRef(name).
			WithHint("请重新选择文件，核对表头所在的行")
	}
	t.titles = titles(rows)
	merges, err := src.merges(l.Sheet)
	if err != nil {
		return nil, err
	}
	for _, m := range merges {
		if m.top > l.HeaderRow && m.bottom > m.top && m.left == m.right {
			t.merges = append(t.merges, m)
		}
	}
	slices.SortFunc(t.merges, func(a, b span) int { return a.top - b.top })
	return t, nil
}

func (t *table) place() string {
	if t.l.Sheet == "" {
		return "文件“" + t.name + "”"
	}
	return "文件“" + t.name + "”的工作表“" + t.l.Sheet + "”"
}

// feed says which column (0-based) feeds a field; -1 for none.
type feed struct {
	column int
	title  string
}

func (t *table) plan(fields []Field) ([]feed, error) {
	plan := make([]feed, len(fields))
	for i := range plan {
		plan[i].column = -1
	}
	for _, c := range t.l.Columns {
		if c.Field == "" {
			continue
		}
		f := slices.IndexFunc(fields, func(f Field) bool { return f.Name == c.Field })
		at := slices.Index(t.titles, c.Title)
		switch {
		case f < 0:
			return nil, inspect.E(inspect.Invalid, "列“%s”对应的字段“%s”不存在", c.Title, c.Field).WithField(c.Field).
				WithHint("请重新选择该列对应的内容")
		case at < 0:
			return nil, inspect.E(inspect.Invalid, "%s里没有列“%s”", t.place(), c.Title).WithField(c.Field).
				WithHint("请核对表头，或重新选择该列对应的内容")
		case plan[f].column >= 0:
			return nil, inspect.E(inspect.Invalid, "列“%s”和“%s”都对应到“%s”", plan[f].title, c.Title, fields[f].title()).
				WithField(c.Field).WithHint("请只保留一列，另一列选“不导入”")
		}
		plan[f] = feed{at, c.Title}
	}
	var missing []string
	for i, f := range fields {
		if f.Required && plan[i].column < 0 {
			missing = append(missing, f.title())
		}
	}
	if len(missing) > 0 {
		return nil, inspect.E(inspect.Invalid, "%s缺少必需的列：%s", t.place(), strings.Join(missing, "、")).
			WithRef(t.name).WithHint("请补上该列，或为它选择对应的列")
	}
	return plan, nil
}

// each walks the rows of data with vertically merged cells filled in.
func (t *table) each(ctx context.Context, fn func(no int, cells []cell) error) error {
	type fill struct {
		span
		value cell
	}
	var open []fill
	next := 0
	return walk(ctx, t.src, t.l.Sheet, func(no int, cells []cell) error {
		if no <= t.l.HeaderRow || slices.Contains(t.l.Skipped, no) {
			return nil
		}
		open = slices.DeleteFunc(open, func(f fill) bool { return f.bottom < no })
		for _, f := range open {
			for len(cells) < f.left {
				cells = append(cells, cell{})
			}
			if cells[f.left-1].text == "" {
				cells[f.left-1] = f.value
			}
		}
		for ; next < len(t.merges) && t.merges[next].top <= no; next++ {
			if m := t.merges[next]; m.top == no && m.left <= len(cells) {
				open = append(open, fill{m, cells[m.left-1]})
			}
		}
		return fn(no, cells)
	})
}

func makeRow(no int, cells []cell, fields []Field, plan []feed, index map[string]int) Row {
	r := Row{No: no, index: index, values: make([]string, len(fields))}
	for i, f := range fields {
		p := plan[i]
		if p.column < 0 {
			continue
		}
		var c cell
		if p.column < len(cells) {
			c = cells[p.column]
		}
		value, reason := convert(c, f.Kind)
		if value == "" && reason == "" && f.Required {
			reason = "必填，不能为空"
		}
		r.values[i] = value
		if reason != "" {
			r.problems = append(r.problems, Problem{no, p.title, f.Name, trim(c.text), reason})
		}
	}
	return r
}
