package service

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// ImportKind says what a file holds.
type ImportKind string

const (
	ImportMatters    ImportKind = "matters"
	ImportSubjects   ImportKind = "subjects"
	ImportInspectors ImportKind = "inspectors"
	ImportRecusals   ImportKind = "recusals"
	ImportLeaves     ImportKind = "leaves"
)

// articleOf is the article a file of each kind serves.
var articleOf = map[ImportKind]string{ImportMatters: "第七条", ImportSubjects: "第九条", ImportInspectors: "第九条", ImportRecusals: "第十六条", ImportLeaves: "第十六条"}

// ImportReport is a preview, or what an import did. Rows with problems are
// left out, each with its reason; rows with a warning are taken.
type ImportReport struct {
	Kind     string       `json:"kind"`
	File     string       `json:"file"`
	SHA256   string       `json:"sha256"`
	Sheet    string       `json:"sheet"`
	Header   int          `json:"header"` // row of the column titles
	Columns  []ColumnView `json:"columns"`
	Skipped  []int        `json:"skipped"` // title, hint and sample rows
	Good     int          `json:"good"`
	Added    int          `json:"added"`
	Changed  int          `json:"changed"`
	Same     int          `json:"same"`
	Bad      int          `json:"bad"`
	Problems []RowProblem `json:"problems"`
	Warnings []RowProblem `json:"warnings"`
}

// ColumnView says which of our fields a column became, "" for none.
type ColumnView struct {
	Title string `json:"title"`
	Field string `json:"field"`
	Label string `json:"label"` // the field's usual title
}

// RowProblem is one thing wrong with one row.
type RowProblem struct {
	Row    int    `json:"row"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// batch is what reading a file yields: aggregates to store, and what is wrong.
type batch struct {
	noun    inspect.Noun
	items   []store.Item
	rep     ImportReport
	bad     map[int]bool
	article string          // of the first row that a rule refused
	known   map[string]bool // ids that exist already
}

func (b *batch) problem(row int, column, value, reason string) {
	b.rep.Problems = append(b.rep.Problems, RowProblem{row, column, value, reason})
	b.bad[row] = true
}

func (b *batch) warn(row int, column, value, reason string) {
	b.rep.Warnings = append(b.rep.Warnings, RowProblem{row, column, value, reason})
}

// Preview reads a file and says what an import would do; nothing is stored.
func (l *Library) Preview(ctx context.Context, a inspect.Actor, kind ImportKind, path string) (ImportReport, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return ImportReport{}, err
	}
	b, err := l.read(ctx, kind, path)
	if err != nil {
		return ImportReport{}, err
	}
	return b.rep, nil
}

// Import reads a file and stores its good rows in one transaction: matched
// rows are updated, not duplicated; unchanged rows make no new version.
func (l *Library) Import(ctx context.Context, a inspect.Actor, kind ImportKind, path string) (ImportReport, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return ImportReport{}, err
	}
	b, err := l.read(ctx, kind, path)
	if err != nil {
		return ImportReport{}, err
	}
	if len(b.items) == 0 {
		if b.rep.Good == 0 {
			e := inspect.E(inspect.Invalid, "文件中没有可以导入的行：%s", filepath.Base(path)).WithRef(path).WithArticle(cmp.Or(b.article, articleOf[kind])).WithHint("按预览中的原因修改后再导入")
			if len(b.rep.Problems) > 0 {
				e.Message += fmt.Sprintf("（第%d行：%s）", b.rep.Problems[0].Row, b.rep.Problems[0].Reason)
			}
			return b.rep, e
		}
		return b.rep, nil
	}
	err = l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		return tx.PutMany(ctx, b.noun, b.items, store.Event{Action: "library.import", Article: "第九条",
			Reason: "来源文件 SHA-256 " + b.rep.SHA256, Detail: string(kind)})
	})
	return b.rep, err
}

// SaveProblems writes the problem list of a file as Excel, the reason beside
// each bad row, so that it can be sent back to whoever filled it in.
func (l *Library) SaveProblems(ctx context.Context, a inspect.Actor, kind ImportKind, path, out string) error {
	if err := a.May(inspect.ActLibrary); err != nil {
		return err
	}
	b, err := l.read(ctx, kind, path)
	if err != nil {
		return err
	}
	layout, err := sheet.Inspect(path, fieldsOf[kind])
	if err != nil {
		return err
	}
	list := make([]sheet.Problem, 0, len(b.rep.Problems))
	for _, p := range append(b.rep.Problems, b.rep.Warnings...) {
		list = append(list, sheet.Problem{Row: p.Row, Column: p.Column, Value: p.Value, Reason: p.Reason})
	}
	return sheet.WriteProblems(out, path, layout, list)
}

func (l *Library) read(ctx context.Context, kind ImportKind, path string) (*batch, error) {
	fields, ok := fieldsOf[kind]
	if !ok {
		return nil, inspect.E(inspect.Invalid, "不认识的导入种类“%s”", kind).WithField("kind").WithHint("可用 matters、subjects、inspectors、recusals、leaves")
	}
	digest, err := fileDigest(path)
	if err != nil {
		return nil, err
	}
	layout, err := sheet.Inspect(path, fields)
	if err != nil {
		return nil, err
	}
	b := &batch{bad: map[int]bool{}, known: map[string]bool{}, rep: ImportReport{Kind: string(kind), File: filepath.Base(path), SHA256: digest,
		Sheet: layout.Sheet, Header: layout.HeaderRow, Skipped: append([]int{}, layout.Skipped...), Problems: []RowProblem{}, Warnings: []RowProblem{}, Columns: []ColumnView{}}}
	for _, c := range layout.Columns {
		b.rep.Columns = append(b.rep.Columns, ColumnView{c.Title, c.Field, fieldLabel(fields, c.Field)})
	}
	for _, u := range layout.Unknown {
		b.warn(layout.HeaderRow, u, "", "这一列没有对应的字段，未导入")
	}
	if len(layout.Missing) > 0 {
		return nil, inspect.E(inspect.Invalid, "文件缺少必需的列：%v", layout.Missing).WithRef(path).WithField(layout.Missing[0]).
			WithHint("补上这些列，或核对表头文字后再导入")
	}
	read := map[ImportKind]func(context.Context, *batch, string, *sheet.Layout) error{
		ImportMatters: l.readMatters, ImportSubjects: l.readSubjects, ImportInspectors: l.readInspectors,
		ImportRecusals: l.readRecusals, ImportLeaves: l.readLeaves,
	}[kind]
	if err := read(ctx, b, path, layout); err != nil {
		return nil, err
	}
	b.rep.Bad = len(b.bad)
	return b, nil
}

// fieldLabel is the title that most files give a field.
func fieldLabel(fields []sheet.Field, name string) string {
	for _, f := range fields {
		if f.Name == name {
			return f.Titles[0]
		}
	}
	return ""
}

// rows runs fn for every row that could be read; a row whose cells have
// problems is reported and left out.
func (b *batch) rows(ctx context.Context, path string, kind ImportKind, l *sheet.Layout, fn func(sheet.Row) error) error {
	return sheet.Read(ctx, path, fieldsOf[kind], l, func(r sheet.Row) error {
		for _, p := range r.Problems() {
			b.problem(r.No, p.Column, p.Value, p.Reason)
		}
		if b.bad[r.No] {
			return nil
		}
		return fn(r)
	})
}

// take keeps a good row: a new aggregate, a changed one, or nothing to do.
func (b *batch) take(id string, exists, same bool, aggregate any) {
	b.rep.Good++
	switch {
	case same:
		b.rep.Same++
		return
	case exists:
		b.rep.Changed++
	default:
		b.rep.Added++
	}
	b.items = append(b.items, store.Item{ID: id, Aggregate: aggregate})
}

// reject reports a validation error of a row.
func (b *batch) reject(row int, err error) {
	e := inspect.ForPerson(err)
	reason := e.Message
	b.article = cmp.Or(b.article, e.Article)
	if e.Article != "" {
		reason = fmt.Sprintf("%s（%s）", e.Message, e.Article)
	}
	b.problem(row, e.Field, e.Ref, reason)
}
