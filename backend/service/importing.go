package service

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
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
var articleOf = map[ImportKind]string{ImportMatters: "第七条", ImportSubjects: "第九条", ImportInspectors: "第九条", ImportRecusals: "第十六条", ImportLeaves: "第十六条", importPlatform: "第十三条"}

// ImportReport is a preview, or what an import did. Rows with problems are
// left out, each with its reason; rows with a warning are taken.
type ImportReport struct {
	Kind   string `json:"kind"`
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	FileHead
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

// nounOf is what a file of each kind makes.
var nounOf = map[ImportKind]inspect.Noun{ImportMatters: inspect.NounMatter, ImportSubjects: inspect.NounSubject, ImportInspectors: inspect.NounInspector,
	ImportRecusals: inspect.NounRecusal, ImportLeaves: inspect.NounLeave}

// Progress hears how many rows are checked (total 0), then how many of all are
// stored. It is called often, from one goroutine at a time, never while the
// import holds the writer.
type Progress func(done, total int64)

// batch is what reading a file yields: what is wrong, and aggregates to keep.
type batch struct {
	rep     ImportReport
	bad     map[int]bool
	article string // of the first row that a rule refused
	rows    int64  // seen so far
	tell    Progress
	preview bool
	header  HeaderRow              // where a person saw the head
	keep    func(store.Item) error // nil = a preview: nothing is stored
	head    func(id string) (string, error)
}

func (b *batch) problem(row int, column, value, reason string) {
	b.rep.Problems = append(b.rep.Problems, RowProblem{row, column, value, reason})
	b.bad[row] = true
}

func (b *batch) warn(row int, column, value, reason string) {
	b.rep.Warnings = append(b.rep.Warnings, RowProblem{row, column, value, reason})
}

// Preview reads a file and says what an import would do; nothing is stored. A
// file that lacks columns, or whose head is not found, is no error here: a
// person may say which row is the head and which column becomes what.
func (l *Library) Preview(ctx context.Context, a inspect.Actor, kind ImportKind, path string) (ImportReport, error) {
	return l.PreviewAt(ctx, a, kind, path, HeaderRow{})
}

// PreviewAt is Preview of a file whose head a person points at.
func (l *Library) PreviewAt(ctx context.Context, a inspect.Actor, kind ImportKind, path string, at HeaderRow) (ImportReport, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return ImportReport{}, err
	}
	b := newBatch()
	b.preview, b.header = true, at
	err := l.read(ctx, b, kind, path)
	return b.rep, err
}

// Import reads a file and stores its good rows, all of them or none: matched
// rows are updated, not duplicated; unchanged rows make no new version.
func (l *Library) Import(ctx context.Context, a inspect.Actor, kind ImportKind, path string) (ImportReport, error) {
	return l.ImportTold(ctx, a, kind, path, func(int64, int64) {})
}

// ImportTold is Import that tells how far it is: first how many rows are
// checked, then how many of all are stored. The file is read and checked on one
// core while its rows are staged on another, so that few of them are in memory,
// and nobody else waits for either. Whatever ends it before all rows are
// checked (ctx, a damaged file, a full disk, the end of the process) leaves
// nothing stored; from then on it is stored to the end.
func (l *Library) ImportTold(ctx context.Context, a inspect.Actor, kind ImportKind, path string, tell Progress) (ImportReport, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return ImportReport{}, err
	}
	if err := l.importable(kind); err != nil {
		return ImportReport{}, err
	}
	for range importTries {
		b := newBatch()
		b.tell = tell
		err := l.importOnce(ctx, a, b, kind, path)
		if !errors.Is(err, store.ErrMoved) {
			return b.rep, err
		}
	}
	return ImportReport{}, inspect.E(inspect.Conflict, "导入期间%s一再被别处改动，没有导入任何一行", nounOf[kind].Label()).WithRef(path).WithHint("等别处的改动做完后再导入")
}

// importTries is how often a file is compared again with a register that
// changed meanwhile.
const importTries = 3

func (l *Library) importOnce(ctx context.Context, a inspect.Actor, b *batch, kind ImportKind, path string) (err error) {
	digest, err := fileDigest(path)
	if err != nil {
		return err
	}
	bulk, err := l.c.db.Stage(ctx, a, nounOf[kind])
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, bulk.Drop(ctx)) }()
	b.head = func(id string) (string, error) { return store.HeadOf(ctx, l.c.db, nounOf[kind], id) }
	items, wait := l.readAhead(ctx, b, kind, path)
	for it := range items {
		if err = bulk.Add(ctx, it); err != nil {
			break
		}
	}
	err = cmp.Or(err, wait()) // a file that could not be read to its end is not imported
	switch {
	case err != nil:
		return err
	case b.rep.SHA256 != digest:
		return inspect.E(inspect.Conflict, "文件在导入期间被改动：%s", filepath.Base(path)).WithRef(path).WithHint("关闭正在编辑它的程序后再导入，没有导入任何一行")
	case bulk.Total() == 0:
		return b.nothing(path, kind)
	}
	return bulk.Commit(ctx, store.Event{Action: "library.import", Article: "第九条", Reason: "来源文件 SHA-256 " + digest, Detail: string(kind)},
		func(done int) { b.tell(int64(done), int64(bulk.Total())) })
}

// nothing says why a file gave no row to store; none is needed when all of it
// is in the register already.
func (b *batch) nothing(path string, kind ImportKind) error {
	if b.rep.Good > 0 {
		b.tell(b.rows, b.rows)
		return nil
	}
	e := inspect.E(inspect.Invalid, "文件中没有可以导入的行：%s", filepath.Base(path)).WithRef(path).WithArticle(cmp.Or(b.article, articleOf[kind])).WithHint("按预览中的原因修改后再导入")
	if len(b.rep.Problems) > 0 {
		e.Message += fmt.Sprintf("（第%d行：%s）", b.rep.Problems[0].Row, b.rep.Problems[0].Reason)
	}
	return e
}

// readAhead reads a file while the items it gives are being taken. wait ends
// the reading, if it has not ended, and tells what became of it.
func (l *Library) readAhead(ctx context.Context, b *batch, kind ImportKind, path string) (iter.Seq[store.Item], func() error) {
	ctx, cancel := context.WithCancel(ctx)
	ready, done := make(chan []store.Item, 2), make(chan error, 1)
	var broken any // a panic belongs to the caller's goroutine, where it is caught
	var part []store.Item
	send := func() error {
		select {
		case ready <- part:
			part = nil
			return nil
		case <-ctx.Done():
			return inspect.E(inspect.Canceled, "操作已取消，没有导入任何一行").Because(ctx.Err())
		}
	}
	b.keep = func(it store.Item) (err error) {
		if part = append(part, it); len(part) == 200 {
			err = send()
		}
		return err
	}
	go func() {
		var err error
		defer func() {
			broken = recover()
			close(ready)
			done <- err
		}()
		if err = l.read(ctx, b, kind, path); err == nil {
			err = send()
		}
	}()
	items := func(yield func(store.Item) bool) {
		for part := range ready {
			for _, it := range part {
				if !yield(it) {
					return
				}
			}
		}
	}
	return items, func() error {
		cancel()
		err := <-done
		if broken != nil {
			panic(broken)
		}
		return err
	}
}

// SaveProblems writes the problem list of a file as Excel, the reason beside
// each bad row, so that it can be sent back to whoever filled it in.
func (l *Library) SaveProblems(ctx context.Context, a inspect.Actor, kind ImportKind, path, out string) error {
	if err := a.May(inspect.ActLibrary); err != nil {
		return err
	}
	b := newBatch()
	if err := l.read(ctx, b, kind, path); err != nil {
		return err
	}
	layout, _, err := l.layout(ctx, kind, path, HeaderRow{})
	if err != nil {
		return err
	}
	list := make([]sheet.Problem, 0, len(b.rep.Problems))
	for _, p := range append(b.rep.Problems, b.rep.Warnings...) {
		list = append(list, sheet.Problem{Row: p.Row, Column: p.Column, Value: p.Value, Reason: p.Reason})
	}
	return sheet.WriteProblems(out, path, layout, list)
}

func newBatch() *batch {
	return &batch{bad: map[int]bool{}, tell: func(int64, int64) {}}
}

func (l *Library) importable(kind ImportKind) error {
	if _, ok := nounOf[kind]; !ok {
		return inspect.E(inspect.Invalid, "不认识的导入种类“%s”", kind).WithField("kind").WithHint("可用 matters、subjects、inspectors、recusals、leaves")
	}
	return nil
}

// read fills b from a file.
func (l *Library) read(ctx context.Context, b *batch, kind ImportKind, path string) error {
	if err := l.importable(kind); err != nil {
		return err
	}
	fields := fieldsOf[kind]
	digest, err := fileDigest(path)
	if err != nil {
		return err
	}
	layout, mapped, err := l.layout(ctx, kind, path, b.header)
	if layout == nil || err != nil && !b.preview {
		return err
	}
	b.rep = ImportReport{Kind: string(kind), File: filepath.Base(path), SHA256: digest, FileHead: headOf(layout, fields, mapped), Problems: []RowProblem{}, Warnings: []RowProblem{}}
	if !b.preview {
		b.rep.Top = []TopRow{}
	}
	if layout.HeaderRow == 0 {
		return nil
	}
	for _, u := range layout.Unknown {
		b.warn(layout.HeaderRow, u, "", "这一列没有对应的字段，未导入")
	}
	if len(layout.Missing) > 0 {
		if b.preview {
			return nil
		}
		return missing(layout, path)
	}
	read := map[ImportKind]func(context.Context, *batch, string, *sheet.Layout) error{
		ImportMatters: l.readMatters, ImportSubjects: l.readSubjects, ImportInspectors: l.readInspectors,
		ImportRecusals: l.readRecusals, ImportLeaves: l.readLeaves,
	}[kind]
	err = read(ctx, b, path, layout)
	b.rep.Bad = len(b.bad)
	return err
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
func (b *batch) each(ctx context.Context, path string, kind ImportKind, l *sheet.Layout, fn func(sheet.Row) error) error {
	return sheet.Read(ctx, path, fieldsOf[kind], l, func(r sheet.Row) error {
		if b.rows++; b.rows%500 == 0 {
			b.tell(b.rows, 0)
		}
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
func (b *batch) take(exists, same bool, it store.Item) error {
	b.rep.Good++
	switch {
	case same:
		b.rep.Same++
		return nil
	case exists:
		b.rep.Changed++
	default:
		b.rep.Added++
	}
	if b.keep == nil {
		return nil
	}
	if exists {
		var err error
		if it.Parent, err = b.head(it.ID); err != nil {
			return err
		}
	}
	return b.keep(it)
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
