package service

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// ColumnChoice says which field a person wants a column to become, "" for none.
type ColumnChoice struct {
	Title string `json:"title"`
	Field string `json:"field"`
}

// FieldView is a field that a column may become.
type FieldView struct {
	Name     string `json:"name"`
	Label    string `json:"label"`
	Required bool   `json:"required"`
}

// HeaderRow is the row of the column titles as a person points at it: Row 0 =
// where it is found; Sheet "" = the first sheet with anything in it.
type HeaderRow struct {
	Sheet string `json:"sheet"`
	Row   int    `json:"row"` // 1-based
}

// TopRow is one of the first rows of a file.
type TopRow struct {
	Sheet string   `json:"sheet"`
	Row   int      `json:"row"`
	Cells []string `json:"cells"`
}

// FileHead is what is known of a sheet's columns: which became what, and what a
// person may choose.
type FileHead struct {
	Sheet   string       `json:"sheet"`
	Header  int          `json:"header"` // row of the column titles, 0 = none was found: a person chooses one
	Top     []TopRow     `json:"top"`    // of a preview: the first rows, to choose the head from
	Columns []ColumnView `json:"columns"`
	Fields  []FieldView  `json:"fields"`  // what a column may become
	Missing []string     `json:"missing"` // fields that no column became and no row can do without
	Mapped  bool         `json:"mapped"`  // a person chose the columns of files with this head
	Skipped []int        `json:"skipped"` // title, hint and sample rows
}

// noHead is the head of what is no sheet.
func noHead() FileHead {
	return FileHead{Top: []TopRow{}, Columns: []ColumnView{}, Fields: []FieldView{}, Missing: []string{}, Skipped: []int{}}
}

func headOf(layout *sheet.Layout, fields []sheet.Field, mapped bool) FileHead {
	h := noHead()
	h.Sheet, h.Header, h.Top, h.Mapped = layout.Sheet, layout.HeaderRow, topRows(layout), mapped
	h.Skipped, h.Missing = append(h.Skipped, layout.Skipped...), append(h.Missing, layout.Missing...)
	for _, f := range fields {
		h.Fields = append(h.Fields, FieldView{f.Name, f.Titles[0], f.Required})
	}
	if layout.HeaderRow == 0 {
		return h
	}
	for _, c := range layout.Columns {
		h.Columns = append(h.Columns, ColumnView{c.Title, c.Field, fieldLabel(fields, c.Field)})
	}
	return h
}

// missing refuses a file without the columns that no row can do without.
func missing(layout *sheet.Layout, path string) *inspect.Error {
	return inspect.E(inspect.Invalid, "文件缺少必需的列：%s", strings.Join(layout.Missing, "、")).WithRef(path).WithField(layout.Missing[0]).
		WithHint("补上这些列，或在预览中为它们选择对应的列（命令行用 --map 列=字段；表头认错了的先用 --header-row 指明）")
}

func topRows(layout *sheet.Layout) []TopRow {
	out := make([]TopRow, len(layout.Top))
	for i, r := range layout.Top {
		out[i] = TopRow{r.Sheet, r.Row, r.Cells}
	}
	return out
}

// MapColumns remembers which column of a file becomes which field, for this file
// and all with the same head, and says what an import would do then. A head that
// a person points at is remembered with it, and the columns that choices do not
// name become what their titles say. Neither head nor choices forget what was
// remembered. A field may be named by its usual title.
func (l *Library) MapColumns(ctx context.Context, a inspect.Actor, kind ImportKind, path string, at HeaderRow, choices []ColumnChoice) (ImportReport, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return ImportReport{}, err
	}
	if err := l.importable(kind); err != nil {
		return ImportReport{}, err
	}
	if err := l.remember(ctx, a, inspect.ActLibrary, kind, path, at, choices); err != nil {
		return ImportReport{}, err
	}
	return l.Preview(ctx, a, kind, path)
}

// remember keeps choices for files with one head; act is what the actor must be
// allowed to do.
func (l *Library) remember(ctx context.Context, a inspect.Actor, act inspect.Action, kind ImportKind, path string, at HeaderRow, choices []ColumnChoice) error {
	layout, _, err := l.layout(ctx, kind, path, at)
	if err != nil {
		return err
	}
	if at.Row > 0 {
		choices = allColumns(layout, choices)
	}
	key := mappingKey(kind, titlesOf(layout))
	choices, err = chosenColumns(fieldsOf[kind], layout, choices)
	if err != nil {
		return err
	}
	text := ""
	if len(choices) > 0 {
		b, err := json.Marshal(choices)
		if err != nil {
			return err
		}
		text = string(b)
	}
	had, err := l.c.db.Meta(ctx, key)
	if err != nil || had == text {
		return err
	}
	return l.c.write(ctx, a, act, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, key, text); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "library.mapping", Article: articleOf[kind], Detail: string(kind)}, "", "", store.Digest([]byte(text)))
	})
}

// allColumns are the choices, and what the titles of the other columns say.
func allColumns(layout *sheet.Layout, choices []ColumnChoice) []ColumnChoice {
	out := slices.Clone(choices)
	for _, c := range layout.Columns {
		same := func(x ColumnChoice) bool { return x.Title == c.Title || x.Field != "" && x.Field == c.Field }
		if !slices.ContainsFunc(choices, same) {
			out = append(out, ColumnChoice{c.Title, c.Field})
		}
	}
	return out
}

// layout finds the head of a file, at the row that a person points at, or else
// one for which a mapping is remembered, or else by its titles, and lays over it
// what is remembered. It tells whether anything is. Where no head is found, the
// layout says what a person can choose from beside the error.
func (l *Library) layout(ctx context.Context, kind ImportKind, path string, at HeaderRow) (*sheet.Layout, bool, error) {
	var broken error
	layout, err := sheet.InspectHead(path, fieldsOf[kind], func(h sheet.Head) bool {
		if at.Row > 0 {
			return h.Row == at.Row && (at.Sheet == "" || at.Sheet == h.Sheet)
		}
		text, err := l.c.db.Meta(ctx, mappingKey(kind, h.Titles))
		broken = cmp.Or(broken, err)
		return text != ""
	})
	switch {
	case broken != nil:
		return nil, false, broken
	case at.Row < 0 || at.Row > 0 && (layout != nil && layout.HeaderRow != at.Row || at.Sheet != "" && layout != nil && layout.Sheet != at.Sheet):
		return nil, false, inspect.E(inspect.Invalid, "第%d行不能作为表头：空行，或在前30行以外", at.Row).WithField("header").WithRef(path).WithHint("在文件前面的行里指明列名所在的一行")
	case err != nil:
		return layout, false, err
	}
	mapped, err := l.remembered(ctx, kind, layout)
	if err != nil {
		return nil, false, err
	}
	return layout, mapped, nil
}

func titlesOf(l *sheet.Layout) []string {
	titles := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		titles[i] = c.Title
	}
	return titles
}

// mappingKey is where the mapping of files with one head is kept.
func mappingKey(kind ImportKind, titles []string) string {
	sum := sha256.Sum256([]byte(strings.Join(titles, "\n")))
	return "mapping/" + string(kind) + "/" + hex.EncodeToString(sum[:16])
}

// chosenColumns holds choices to the file and the fields there are.
func chosenColumns(fields []sheet.Field, l *sheet.Layout, choices []ColumnChoice) ([]ColumnChoice, error) {
	out, taken := make([]ColumnChoice, 0, len(choices)), map[string]string{}
	for _, c := range choices {
		if !slices.ContainsFunc(l.Columns, func(x sheet.Column) bool { return x.Title == c.Title }) {
			return nil, inspect.E(inspect.Invalid, "文件里没有列“%s”", c.Title).WithField(c.Title).WithHint("核对表头文字；两行表头写作 上/下")
		}
		i := slices.IndexFunc(fields, func(f sheet.Field) bool {
			return c.Field != "" && (f.Name == c.Field || slices.Contains(f.Titles, c.Field))
		})
		if i < 0 && c.Field != "" {
			return nil, inspect.E(inspect.Invalid, "列“%s”要对应的“%s”不存在", c.Title, c.Field).WithField(c.Title).WithHint("可用：%s", strings.Join(labelsOf(fields), "、"))
		}
		if i >= 0 {
			c.Field = fields[i].Name
			if other := taken[c.Field]; other != "" {
				return nil, inspect.E(inspect.Invalid, "列“%s”和“%s”都对应到“%s”", other, c.Title, fields[i].Titles[0]).WithField(c.Title).WithHint("只保留一列，另一列选“不导入”")
			}
			taken[c.Field] = c.Title
		}
		out = append(out, c)
	}
	return out, nil
}

func labelsOf(fields []sheet.Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Titles[0]
	}
	return out
}

// remembered lays what a person chose over what the titles say. It tells whether
// there was anything.
func (l *Library) remembered(ctx context.Context, kind ImportKind, layout *sheet.Layout) (bool, error) {
	text, err := l.c.db.Meta(ctx, mappingKey(kind, titlesOf(layout)))
	if err != nil || text == "" {
		return false, err
	}
	var choices []ColumnChoice
	if err := json.Unmarshal([]byte(text), &choices); err != nil {
		return false, err
	}
	chosen, fields := map[string]bool{}, map[string]bool{}
	for _, c := range choices {
		chosen[c.Title], fields[c.Field] = true, true
	}
	for i := range layout.Columns {
		c := &layout.Columns[i]
		if !chosen[c.Title] && fields[c.Field] {
			c.Field = "" // the field was given to another column
		}
		for _, choice := range choices {
			if choice.Title == c.Title {
				c.Field = choice.Field
			}
		}
	}
	layout.Unknown = slices.DeleteFunc(layout.Unknown, func(t string) bool { return chosen[t] })
	layout.Missing = layout.Missing[:0]
	for _, f := range fieldsOf[kind] {
		if f.Required && !slices.ContainsFunc(layout.Columns, func(c sheet.Column) bool { return c.Field == f.Name }) {
			layout.Missing = append(layout.Missing, f.Titles[0])
		}
	}
	return true, nil
}
