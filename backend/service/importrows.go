package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"os"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"

	"shuangsuiji/backend/code"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// fileDigest is the SHA-256 of a file on disk.
func fileDigest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", inspect.E(inspect.NotFound, "打不开文件：%s", path).WithRef(path).Because(err).WithHint("检查路径是否正确、文件是否正被别的程序独占")
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", inspect.E(inspect.Storage, "读取文件出错：%s", path).WithRef(path).Because(err).WithHint("确认它是文件而不是文件夹，移动盘没有拔出")
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func list(s string) []string {
	out := []string{}
	for _, p := range strings.Split(s, "，") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func affirm(s string) bool {
	switch strings.TrimSpace(s) {
	case "是", "Y", "y", "1", "有", "重点", "重点检查对象":
		return true
	}
	return false
}

// byKey indexes the present register by its natural key.
func byKey[T any](ctx context.Context, l *Library, noun inspect.Noun, key func(T) string) (map[string]T, error) {
	all, _, err := store.List[T](ctx, l.c.db, noun, store.Filter{})
	if err != nil {
		return nil, err
	}
	m := make(map[string]T, len(all))
	for _, t := range all {
		m[key(t)] = t
	}
	return m, nil
}

func (l *Library) readMatters(ctx context.Context, b *batch, path string, layout *sheet.Layout) error {
	known, err := byKey(ctx, l, inspect.NounMatter, func(m inspect.Matter) string { return m.Code })
	if err != nil {
		return err
	}
	checks, err := l.readChecklist(ctx, b, path)
	if err != nil {
		return err
	}
	has, seen := mappedFields(layout), map[string]int{}
	return b.each(ctx, path, ImportMatters, layout, func(r sheet.Row) error {
		old, exists := known[r.Get("code")]
		if r.Get("code") == "" { // the Beijing shape has no codes: by name, when it is the only one
			old, exists = named(known, r.Get("name"))
		}
		m := old
		code := m.Code
		fill(&m, r, has, matterText)
		if m.Code == "" {
			m.Code = code
		}
		setMatter(&m, r, has)
		if m.Department == "" && m.Authority != "" {
			m.Department = m.Departments()[0]
		}
		if lines := checks[m.Code]; lines != nil {
			m.Checklist = lines
		}
		if len(m.Checklist) == 0 {
			m.Checklist = []inspect.CheckItem{}
			b.warn(r.No, "检查要点", m.Code, "没有检查要点，现场只能整项作答")
		}
		if first, dup := seen[m.Code]; dup && m.Code != "" {
			b.problem(r.No, "事项编码", m.Code, "与第"+strconv.Itoa(first)+"行重复")
			return nil
		}
		seen[m.Code] = r.No
		if err := m.Validate(); err != nil {
			b.reject(r.No, err)
			return nil
		}
		if has["ratio"] || has["frequency"] {
			m.ReadLimits()
		}
		same := exists && reflect.DeepEqual(old, m)
		switch {
		case exists && !same && old.Ended != "":
			b.problem(r.No, "事项编码", m.Code, "这个事项已失效，不再更新；需要时另立一项")
			return nil
		case exists && !same: // an adjustment of the list (art. 7)
			m.Version, m.VersionFrom, m.Reason = max(1, old.Version)+1, l.c.today(), "导入清单文件"
		case !exists:
			m.ID, m.Version = store.NewID(), 1
		}
		return b.take(exists, same, store.Item{ID: m.ID, Aggregate: m})
	})
}

// setMatter writes the columns of a matter that are no plain text.
func setMatter(m *inspect.Matter, r sheet.Row, has map[string]bool) {
	if has["trades"] {
		m.Trades = list(r.Get("trades"))
	}
	if has["methods"] {
		m.Methods = list(r.Get("methods"))
	}
	if asked := list(r.Get("qualifications")); has["qualifications"] && len(asked)+len(m.Qualifications) > 0 {
		m.Qualifications = asked
	}
	if has["sensitive"] {
		m.Sensitive = affirm(r.Get("sensitive"))
	}
	m.Sensitive = m.Sensitive || strings.Contains(m.Remark, "不公开")
	if !has["level"] {
		return
	}
	m.Level = ""
	switch {
	case strings.Contains(r.Get("level"), "重点"):
		m.Level = inspect.LevelKey
	case strings.Contains(r.Get("level"), "一般"):
		m.Level = inspect.LevelGeneral
	}
}

// named finds the one matter of a name.
func named(known map[string]inspect.Matter, name string) (found inspect.Matter, one bool) {
	n := 0
	for _, m := range known {
		if m.Name == name && !m.Unlisted {
			found, n = m, n+1
		}
	}
	if n != 1 {
		return inspect.Matter{}, false
	}
	return found, true
}

// readChecklist reads the sheet 检查要点 of a matter file; a file without one
// yields nothing.
func (l *Library) readChecklist(ctx context.Context, b *batch, path string) (map[string][]inspect.CheckItem, error) {
	checks := map[string][]inspect.CheckItem{}
	layout, err := sheet.Inspect(path, fieldsOf[importChecklist])
	if err != nil || len(layout.Missing) > 0 {
		return checks, nil // the matters themselves were found; there is no such sheet
	}
	err = sheet.Read(ctx, path, fieldsOf[importChecklist], layout, func(r sheet.Row) error {
		for _, p := range r.Problems() {
			b.warn(p.Row, layout.Sheet+"/"+p.Column, p.Value, p.Reason)
		}
		no, err := strconv.Atoi(r.Get("no"))
		if err != nil {
			no = len(checks[r.Get("code")]) + 1
		}
		c := r.Get("code")
		checks[c] = append(checks[c], inspect.CheckItem{No: no, Text: r.Get("text"), Method: r.Get("method"), Law: r.Get("law")})
		return nil
	})
	for _, items := range checks {
		sort.SliceStable(items, func(i, j int) bool { return items[i].No < items[j].No })
		for i := range items { // two lines with one number would share their answer
			if i > 0 && items[i].No <= items[i-1].No {
				items[i].No = items[i-1].No + 1
			}
		}
	}
	return checks, err
}

func (l *Library) readSubjects(ctx context.Context, b *batch, path string, layout *sheet.Layout) error {
	key := func(s inspect.Subject) string {
		if s.Code != "" {
			return s.Code
		}
		return s.Name + "\n" + s.Premises // 无代码 objects: name and place
	}
	has := mappedFields(layout)
	// What is compared is the row as the file would have it: the fields that it
	// has no column for stay out. A register may hold a million subjects, so it
	// is compared by digest.
	columns := slices.Sorted(maps.Keys(has))
	seenAs := func(s inspect.Subject) [sha256.Size]byte {
		text := []byte{}
		for _, field := range columns {
			if p := subjectText(&s, field); p != nil {
				text = append(append(text, *p...), 0)
			}
		}
		return sha256.Sum256(append(text, yesNo(s.Key && has["key"])...))
	}
	type present struct {
		id   string
		sum  [sha256.Size]byte
		note string // why an odd code is kept
		gone bool   // merged into another row
		row  int    // where the file has it, 0 = not yet
	}
	known := map[string]present{}
	if err := store.Each(ctx, l.c.db, inspect.NounSubject, func(s inspect.Subject) error {
		k := key(s)
		if s.MergedInto == "" || known[k].id == "" { // the row that stands goes before one that was merged
			known[k] = present{id: s.ID, sum: seenAs(s), note: s.CodeNote, gone: s.MergedInto != ""}
		}
		return nil
	}); err != nil {
		return err
	}
	return b.each(ctx, path, ImportSubjects, layout, func(r sheet.Row) error {
		var s inspect.Subject
		fill(&s, r, has, subjectText)
		credit := code.CheckCredit(s.Code)
		s.Code, s.CodeNote, s.Key = credit.Code, credit.Warning, affirm(r.Get("key"))
		if s.Premises == "" {
			s.Premises = s.Address
		}
		k := key(s)
		old := known[k]
		if old.row > 0 {
			b.problem(r.No, "统一社会信用代码/注册号", s.Code, "与第"+strconv.Itoa(old.row)+"行重复，只导入先出现的一行")
			return nil
		}
		if old.gone {
			b.problem(r.No, "统一社会信用代码/注册号", s.Code, "这个检查对象已合并到另一条记录，不再更新")
			return nil
		}
		exists := old.id != ""
		same := exists && seenAs(s) == old.sum
		if exists && !same {
			had, err := store.Get[inspect.Subject](ctx, l.c.db, inspect.NounSubject, old.id)
			if err != nil {
				return err
			}
			s = had
			fill(&s, r, has, subjectText)
			s.Code, s.CodeNote = credit.Code, credit.Warning
			if has["key"] {
				s.Key = affirm(r.Get("key"))
			}
			if s.Premises == "" {
				s.Premises = s.Address
			}
		}
		if s.CodeNote != "" && old.note != "" {
			s.CodeNote = old.note // what somebody wrote about it stays
		}
		if !same {
			if err := s.Validate(); err != nil {
				b.reject(r.No, err)
				return nil
			}
		}
		old.row = r.No
		known[k] = old
		if credit.Warning != "" {
			b.warn(r.No, "统一社会信用代码/注册号", s.Code, credit.Warning+"（已导入，请核实）")
		}
		if s.ID = old.id; !exists {
			s.ID = store.NewID()
		}
		return b.take(exists, same, store.Item{ID: s.ID, Aggregate: s})
	})
}
