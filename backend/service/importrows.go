package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"reflect"
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
	seen := map[string]int{}
	return b.each(ctx, path, ImportMatters, layout, func(r sheet.Row) error {
		m := inspect.Matter{Code: r.Get("code"), Category: r.Get("category"), Name: r.Get("name"), Trades: list(r.Get("trades")),
			Methods: list(r.Get("methods")), Authority: r.Get("authority"), Department: r.Get("department"), Basis: r.Get("basis"),
			Ratio: r.Get("ratio"), Frequency: r.Get("frequency"), Requirement: r.Get("requirement"), Remark: r.Get("remark"),
			EffectiveFrom: r.Get("effectiveFrom"), EffectiveTo: r.Get("effectiveTo"), Sensitive: affirm(r.Get("sensitive")) || strings.Contains(r.Get("remark"), "不公开"),
			Checklist: checks[r.Get("code")]}
		if m.Department == "" && m.Authority != "" {
			m.Department = m.Departments()[0]
		}
		switch {
		case strings.Contains(r.Get("level"), "重点"):
			m.Level = inspect.LevelKey
		case strings.Contains(r.Get("level"), "一般"):
			m.Level = inspect.LevelGeneral
		}
		if m.Checklist == nil {
			m.Checklist = []inspect.CheckItem{}
			b.warn(r.No, "检查要点", m.Code, "没有检查要点，现场只能整项作答")
		}
		if first, dup := seen[m.Code]; dup {
			b.problem(r.No, "事项编码", m.Code, "与第"+strconv.Itoa(first)+"行重复")
			return nil
		}
		seen[m.Code] = r.No
		if err := m.Validate(); err != nil {
			b.reject(r.No, err)
			return nil
		}
		old, exists := known[m.Code]
		if m.ID = old.ID; !exists {
			m.ID = store.NewID()
		}
		return b.take(exists, reflect.DeepEqual(old, m), store.Item{ID: m.ID, Aggregate: m})
	})
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
	// A register may hold a million subjects: what is compared is a digest.
	type present struct {
		id   string
		sum  [sha256.Size]byte
		note string // why an odd code is kept
		gone bool   // merged into another row
		row  int    // where the file has it, 0 = not yet
	}
	known := map[string]present{}
	if err := store.EachBody(ctx, l.c.db, inspect.NounSubject, func(body []byte) error {
		var s struct {
			ID         string `json:"id"`
			Code       string `json:"code"`
			CodeNote   string `json:"codeNote"`
			Name       string `json:"name"`
			Premises   string `json:"premises"`
			MergedInto string `json:"mergedInto"`
		}
		err := json.Unmarshal(body, &s)
		k := key(inspect.Subject{Code: s.Code, Name: s.Name, Premises: s.Premises})
		if s.MergedInto == "" || known[k].id == "" { // the row that stands goes before one that was merged
			known[k] = present{id: s.ID, sum: sha256.Sum256(body), note: s.CodeNote, gone: s.MergedInto != ""}
		}
		return err
	}); err != nil {
		return err
	}
	return b.each(ctx, path, ImportSubjects, layout, func(r sheet.Row) error {
		s := inspect.Subject{Name: r.Get("name"), Kind: r.Get("kind"), Trade: r.Get("trade"), Department: r.Get("department"),
			Station: r.Get("station"), Address: r.Get("address"), Premises: r.Get("premises"), LegalRep: r.Get("legalRep"),
			Contact: r.Get("contact"), Phone: r.Get("phone"), Founded: r.Get("founded"), Registrar: r.Get("registrar"),
			Status: r.Get("status"), Licence: r.Get("licence"), LicenceNo: r.Get("licenceNo"), LicenceFrom: r.Get("licenceFrom"),
			LicenceTo: r.Get("licenceTo"), Risk: r.Get("risk"), Key: affirm(r.Get("key")), LastChecked: r.Get("lastChecked"),
			Scope: r.Get("scope"), Issuer: r.Get("issuer"), Credit: r.Get("credit")}
		credit := code.CheckCredit(r.Get("code"))
		s.Code, s.CodeNote = credit.Code, credit.Warning
		if s.Premises == "" {
			s.Premises = s.Address
		}
		if err := s.Validate(); err != nil {
			b.reject(r.No, err)
			return nil
		}
		k := key(s)
		old := known[k]
		if old.row > 0 {
			b.problem(r.No, "统一社会信用代码/注册号", s.Code, "与第"+strconv.Itoa(old.row)+"行重复，只导入先出现的一行")
			return nil
		}
		old.row = r.No
		known[k] = old
		if credit.Warning != "" {
			b.warn(r.No, "统一社会信用代码/注册号", s.Code, credit.Warning+"（已导入，请核实）")
		}
		if old.gone {
			b.problem(r.No, "统一社会信用代码/注册号", s.Code, "这个检查对象已合并到另一条记录，不再更新")
			return nil
		}
		exists := old.id != ""
		if s.ID = old.id; !exists {
			s.ID = store.NewID()
		}
		if s.CodeNote != "" && old.note != "" {
			s.CodeNote = old.note // what somebody wrote about it stays
		}
		body, err := json.Marshal(s)
		if err != nil {
			return err
		}
		same := exists && sha256.Sum256(body) == old.sum
		if exists && !same { // it may only be written otherwise, by an older program
			had, err := store.Get[inspect.Subject](ctx, l.c.db, inspect.NounSubject, s.ID)
			if err != nil {
				return err
			}
			same = reflect.DeepEqual(had, s)
		}
		return b.take(exists, same, store.Item{ID: s.ID, Aggregate: s, Body: body})
	})
}

func (l *Library) readInspectors(ctx context.Context, b *batch, path string, layout *sheet.Layout) error {
	known, err := byKey(ctx, l, inspect.NounInspector, func(i inspect.Inspector) string { return i.Badge })
	if err != nil {
		return err
	}
	seen := map[string]int{}
	return b.each(ctx, path, ImportInspectors, layout, func(r sheet.Row) error {
		p := inspect.Inspector{Badge: first(r, "badge", "staffNo"), Name: r.Get("name"), Gender: r.Get("gender"), IDNumber: r.Get("idNumber"),
			Phone: r.Get("phone"), Department: r.Get("department"), Unit: first(r, "unit", "department"), Post: r.Get("post"),
			Scope: list(r.Get("scope")), Qualifications: list(r.Get("qualifications")), Grade: r.Get("grade"),
			CertNo: first(r, "policeCert", "certNo"), CertUntil: r.Get("certUntil"), Auxiliary: affirm(r.Get("auxiliary")),
			Outside: affirm(r.Get("outside")) || r.Get("badge") == "" && r.Get("policeCert") == "", Status: r.Get("status")}
		if err := p.Validate(); err != nil {
			b.reject(r.No, err)
			return nil
		}
		if firstRow, dup := seen[p.Badge]; dup {
			b.problem(r.No, "警号", p.Badge, "与第"+strconv.Itoa(firstRow)+"行重复")
			return nil
		}
		seen[p.Badge] = r.No
		old, exists := known[p.Badge]
		if warning := code.CheckID(p.IDNumber); warning != "" {
			p.IDNote = joinOr(old.IDNote, warning)
			b.warn(r.No, "身份证号", code.MaskID(p.IDNumber), warning+"（已导入，请核实）")
		}
		if why := p.Eligible(l.c.today()); why != "" {
			b.warn(r.No, "姓名", p.Name, "不能参加匹配："+why)
		}
		if p.ID = old.ID; !exists {
			p.ID = store.NewID()
		}
		return b.take(exists, reflect.DeepEqual(old, p), store.Item{ID: p.ID, Aggregate: p})
	})
}

func first(r sheet.Row, fields ...string) string {
	for _, f := range fields {
		if v := r.Get(f); v != "" {
			return v
		}
	}
	return ""
}

func (l *Library) readRecusals(ctx context.Context, b *batch, path string, layout *sheet.Layout) error {
	subjects, err := byKey(ctx, l, inspect.NounSubject, func(s inspect.Subject) string {
		if s.MergedInto != "" {
			return ""
		}
		return s.Code
	})
	if err != nil {
		return err
	}
	people, err := byKey(ctx, l, inspect.NounInspector, func(i inspect.Inspector) string { return i.Badge })
	if err != nil {
		return err
	}
	known, err := byKey(ctx, l, inspect.NounRecusal, func(r inspect.Recusal) string { return r.Subject + r.Inspector })
	if err != nil {
		return err
	}
	seen := map[string]int{}
	return b.each(ctx, path, ImportRecusals, layout, func(r sheet.Row) error {
		s, ok := subjects[code.CheckCredit(r.Get("subject")).Code]
		if !ok {
			b.problem(r.No, "检查对象代码", r.Get("subject"), "检查对象名录库中没有这个代码")
			return nil
		}
		p, ok := people[r.Get("inspector")]
		if !ok {
			b.problem(r.No, "警号", r.Get("inspector"), "执法检查人员名录库中没有这个警号")
			return nil
		}
		x := inspect.Recusal{Subject: s.ID, Inspector: p.ID, Kind: r.Get("kind"), From: r.Get("from"), To: r.Get("to")}
		if first, dup := seen[x.Subject+x.Inspector]; dup {
			b.problem(r.No, "警号", p.Badge, "与第"+strconv.Itoa(first)+"行重复")
			return nil
		}
		seen[x.Subject+x.Inspector] = r.No
		old, exists := known[x.Subject+x.Inspector]
		if x.ID = old.ID; !exists {
			x.ID = store.NewID()
		}
		return b.take(exists, old == x, store.Item{ID: x.ID, Aggregate: x})
	})
}

func (l *Library) readLeaves(ctx context.Context, b *batch, path string, layout *sheet.Layout) error {
	people, err := byKey(ctx, l, inspect.NounInspector, func(i inspect.Inspector) string { return i.Badge })
	if err != nil {
		return err
	}
	known, err := byKey(ctx, l, inspect.NounLeave, func(v inspect.Leave) string { return v.Inspector + v.From })
	if err != nil {
		return err
	}
	seen := map[string]int{}
	return b.each(ctx, path, ImportLeaves, layout, func(r sheet.Row) error {
		p, ok := people[r.Get("inspector")]
		if !ok {
			b.problem(r.No, "警号", r.Get("inspector"), "执法检查人员名录库中没有这个警号")
			return nil
		}
		x := inspect.Leave{Inspector: p.ID, From: r.Get("from"), To: r.Get("to"), Reason: r.Get("reason")}
		if x.From > x.To {
			b.problem(r.No, "止", x.To, "早于起始日期 "+x.From)
			return nil
		}
		if first, dup := seen[x.Inspector+x.From]; dup {
			b.problem(r.No, "起", x.From, "与第"+strconv.Itoa(first)+"行重复")
			return nil
		}
		seen[x.Inspector+x.From] = r.No
		old, exists := known[x.Inspector+x.From]
		if x.ID = old.ID; !exists {
			x.ID = store.NewID()
		}
		return b.take(exists, old == x, store.Item{ID: x.ID, Aggregate: x})
	})
}
