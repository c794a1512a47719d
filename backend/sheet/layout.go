package sheet

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
)

const (
	headDepth   = 30 // the head stands within these stored rows
	belowHead   = 8  // hint, numbering and sample lines stand within these rows below it
	shownTitles = 12
)

// Inspect finds the table in a file: its sheet, its head, and which column
// feeds which field. It reads the first rows only.
//
// Errors: NotFound and Storage (the file cannot be read), Unsupported (not a
// table, encrypted, an old format), Damaged, Invalid (empty, no head found).
// Missing and Unknown columns are no errors here; Read refuses missing ones.
func Inspect(path string, fields []Field) (*Layout, error) {
	return InspectHead(path, fields, func(Head) bool { return false })
}

// InspectHead is Inspect for a head that a person may have chosen: the first
// one that chosen accepts is taken, whatever its titles say. When there is none
// and none is found either, the error comes with a Layout whose Top is what a
// person can choose from and whose HeaderRow is 0.
func InspectHead(path string, fields []Field, chosen func(Head) bool) (*Layout, error) {
	src, err := open(path)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	name := filepath.Base(path)
	var best head
	var top []TopRow
	empty, picked := true, false
	for _, sheet := range src.sheets() {
		rows, err := firstRows(src, sheet, headDepth)
		if err != nil {
			return nil, err
		}
		empty = empty && len(rows) == 0
		top = append(top, topOf(sheet, rows)...)
		if picked {
			continue
		}
		if h, ok := pickHead(sheet, rows, fields, chosen); ok {
			best, picked = h, true
		} else if h := findHead(rows, fields); h.score > best.score {
			h.sheet, h.rows = sheet, rows
			best = h
		}
	}
	if empty {
		return nil, inspect.E(inspect.Invalid, "文件“%s”是空表，没有任何内容", name).WithRef(path).
			WithHint("请检查是否选错了文件，或数据在隐藏的工作表里")
	}
	if !picked && best.score < min(2, len(fields)) {
		return &Layout{Top: top}, inspect.E(inspect.Invalid, "文件“%s”里找不到表头", name).WithRef(path).
			WithHint("表头应有这些列：%s；请核对是否选错了文件，或指明表头在哪一行，再选定各列的对应", firstTitles(fields))
	}
	l := best.layout(fields)
	l.Top = top
	return l, nil
}

func firstTitles(fields []Field) string {
	var out []string
	for _, f := range fields {
		if len(f.Titles) > 0 && len(out) < shownTitles {
			out = append(out, f.Titles[0])
		}
	}
	if len(fields) > len(out) {
		return strings.Join(out, "、") + "等"
	}
	return strings.Join(out, "、")
}

// textRow is one stored row as trimmed text.
type textRow struct {
	no    int
	cells []string
}

func (r textRow) at(i int) string {
	if i < len(r.cells) {
		return r.cells[i]
	}
	return ""
}

func firstRows(src source, sheet string, depth int) ([]textRow, error) {
	var out []textRow
	err := walk(context.Background(), src, sheet, func(no int, cells []cell) error {
		if len(out) == depth+belowHead {
			return errStop
		}
		row := textRow{no: no, cells: make([]string, len(cells))}
		for i, c := range cells {
			row.cells[i] = trim(c.text)
		}
		out = append(out, row)
		return nil
	})
	return out, err
}

// head is a candidate: rows[at-height+1 .. at] hold the titles.
type head struct {
	sheet      string
	rows       []textRow
	at, height int
	score      int // fields matched
}

// findHead takes the row, or two rows, whose titles match the most fields;
// the first one, and the lower one, on a tie.
func findHead(rows []textRow, fields []Field) head {
	var best head
	for at := range min(len(rows), headDepth) {
		one := head{at: at, height: 1, score: matched(titles(rows[at:at+1]), fields)}
		if one.score > best.score {
			best = one
		}
		if at == 0 || rows[at].no != rows[at-1].no+1 {
			continue
		}
		two := head{at: at, height: 2, score: matched(titles(rows[at-1:at+1]), fields)}
		if two.score > best.score {
			best = two
		}
	}
	return best
}

// titles joins the head rows into one title a column; "" where there is none.
// A parent stands over the following columns that have a child but no parent
// of their own, which is how merged heads are stored.
func titles(rows []textRow) []string {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	out := make([]string, width)
	seen := map[string]int{}
	parent := ""
	for i := range out {
		title := rows[len(rows)-1].at(i)
		if len(rows) == 2 {
			if p := rows[0].at(i); p != "" {
				parent = p
			} else if title == "" {
				parent = ""
			}
			switch {
			case title == "":
				title = rows[0].at(i)
			case parent != "":
				title = parent + "/" + title
			}
		}
		title = strings.Join(strings.Fields(title), "")
		if title == "" {
			continue
		}
		if seen[title]++; seen[title] > 1 {
			title += "（" + strconv.Itoa(seen[title]) + "）"
		}
		out[i] = title
	}
	return out
}

// match gives for each title the index of its field, or -1. Whole titles go
// first; what is left is tried without remarks in brackets, then by child
// title alone when no other column has the same one.
func match(titles []string, fields []Field) []int {
	out := make([]int, len(titles))
	for i := range out {
		out[i] = -1
	}
	taken := make([]bool, len(fields))
	leaves := map[string]int{}
	for _, t := range titles {
		leaves[leaf(t)]++
	}
	passes := []func(string) string{
		normal,
		func(t string) string { return normal(remark.ReplaceAllString(narrow(t), "")) },
		func(t string) string {
			if leaves[leaf(t)] > 1 {
				return ""
			}
			return leaf(t)
		},
	}
	named := map[string]int{} // the first field of each title
	for f := range fields {
		for _, t := range fields[f].Titles {
			if k := normal(t); k != "" {
				if _, known := named[k]; !known {
					named[k] = f
				}
			}
		}
	}
	for _, key := range passes {
		for i, t := range titles {
			if t == "" || out[i] >= 0 {
				continue
			}
			if f, known := named[key(t)]; known && !taken[f] {
				out[i], taken[f] = f, true
			}
		}
	}
	return out
}

func matched(titles []string, fields []Field) int {
	n := 0
	for _, f := range match(titles, fields) {
		if f >= 0 {
			n++
		}
	}
	return n
}

var remark = regexp.MustCompile(`\([^)]*\)`)

// normal makes titles comparable: no blanks, no marks of required columns,
// half-width signs, upper-case letters.
func normal(title string) string {
	t := strings.Map(func(r rune) rune {
		if isBlank(r) || r == '*' || r == ':' {
			return -1
		}
		return r
	}, narrow(title))
	return strings.ToUpper(t)
}

// leaf is the last part of a title; the slash in 代码/注册号 is as good as a
// join, which only matters when no whole title matched.
func leaf(title string) string {
	t := normal(remark.ReplaceAllString(narrow(title), ""))
	return t[strings.LastIndexByte(t, '/')+1:]
}

func (h head) layout(fields []Field) *Layout {
	l := &Layout{Sheet: h.sheet, HeaderRow: h.rows[h.at].no, HeaderRows: h.height}
	heads := titles(h.rows[h.at-h.height+1 : h.at+1])
	found := match(heads, fields)
	for i, t := range heads {
		switch {
		case t == "":
		case found[i] >= 0:
			l.Columns = append(l.Columns, Column{t, fields[found[i]].Name})
		default:
			l.Columns = append(l.Columns, Column{t, ""})
			l.Unknown = append(l.Unknown, t)
		}
	}
	for i, f := range fields {
		if f.Required && !slices.Contains(found, i) {
			l.Missing = append(l.Missing, f.title())
		}
	}
	for _, r := range h.rows[:h.at-h.height+1] {
		l.Skipped = append(l.Skipped, r.no)
	}
	for _, r := range h.rows[h.at+1:] {
		if r.no > l.HeaderRow+belowHead {
			break
		}
		if isSample(r) || isHint(r) || isNumbering(r) {
			l.Skipped = append(l.Skipped, r.no)
		}
	}
	return l
}

func (f Field) title() string {
	if len(f.Titles) > 0 {
		return f.Titles[0]
	}
	return f.Name
}

var (
	sampleWords = regexp.MustCompile(`(案例|示例|样例|例子).{0,4}(删除|勿删)|^(示例|样例|案例)$`)
	hintWords   = regexp.MustCompile(`必填|选填|可不填|填写|请输入|请选择|下拉|格式|逗号分隔|逗号隔开|[Yy]{4}|例如|如：|^例：|位数字`)
)

// isSample finds the line 案例（请删除） of the platforms' templates.
func isSample(r textRow) bool { return slices.ContainsFunc(r.cells, sampleWords.MatchString) }

// isHint finds lines that tell how to fill the columns in.
func isHint(r textRow) bool {
	filled, hints := 0, 0
	for _, c := range r.cells {
		if c != "" {
			filled++
			if hintWords.MatchString(c) {
				hints++
			}
		}
	}
	return hints*2 >= filled && filled > 0
}

// isNumbering finds a line 1, 2, 3 … under the head.
func isNumbering(r textRow) bool {
	for i, c := range r.cells {
		if strings.Trim(c, "()（）") != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(r.cells) >= 3
}
