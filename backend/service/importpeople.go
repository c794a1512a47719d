package service

import (
	"context"
	"reflect"
	"strconv"

	"shuangsuiji/backend/code"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

func (l *Library) readInspectors(ctx context.Context, b *batch, path string, layout *sheet.Layout) error {
	known, err := byKey(ctx, l, inspect.NounInspector, func(i inspect.Inspector) string { return i.Badge })
	if err != nil {
		return err
	}
	has, seen := mappedFields(layout), map[string]int{}
	return b.each(ctx, path, ImportInspectors, layout, func(r sheet.Row) error {
		badge := first(r, "badge", "staffNo")
		old, exists := known[badge]
		p := old
		if !exists {
			p = inspect.Inspector{Scope: []string{}, Qualifications: []string{}, Outside: r.Get("badge") == "" && r.Get("policeCert") == ""}
		}
		fill(&p, r, has, inspectorText)
		setInspector(&p, r, has)
		p.Badge = badge
		if err := p.Validate(); err != nil {
			b.reject(r.No, err)
			return nil
		}
		if firstRow, dup := seen[p.Badge]; dup {
			b.problem(r.No, "警号", p.Badge, "与第"+strconv.Itoa(firstRow)+"行重复")
			return nil
		}
		seen[p.Badge] = r.No
		b.doubles(r)
		if warning := code.CheckID(p.IDNumber); p.IDNumber != "" && warning != "" {
			p.IDNote = joinOr(old.IDNote, warning)
			b.warn(r.No, "身份证号", code.MaskID(p.IDNumber), warning+"（已导入，请核实）")
		}
		if why := p.Eligible(l.c.today()); why != "" {
			b.warn(r.No, "姓名", p.Name, "不能参加匹配："+why)
		}
		if !exists {
			p.ID = store.NewID()
		}
		return b.take(exists, reflect.DeepEqual(old, p), store.Item{ID: p.ID, Aggregate: p})
	})
}

// setInspector writes the columns of an inspector that are no plain text, or
// that two columns may give.
func setInspector(p *inspect.Inspector, r sheet.Row, has map[string]bool) {
	if p.Unit == "" {
		p.Unit = p.Department
	}
	if has["post"] || has["duty"] {
		p.Post = first(r, "post", "duty")
	}
	if has["policeCert"] || has["certNo"] {
		p.CertNo = first(r, "policeCert", "certNo")
	}
	if has["scope"] {
		p.Scope = list(r.Get("scope"))
	}
	if has["qualifications"] {
		p.Qualifications = list(r.Get("qualifications"))
	}
	if has["auxiliary"] {
		p.Auxiliary = affirm(r.Get("auxiliary"))
	}
	if has["outside"] {
		p.Outside = affirm(r.Get("outside")) || p.Outside && p.ID == ""
	}
	if has["expert"] {
		p.Expert = affirm(r.Get("expert"))
	}
}

// doubles says which of two columns for one field was not taken.
func (b *batch) doubles(r sheet.Row) {
	for _, pair := range [][2]string{{"badge", "staffNo"}, {"policeCert", "certNo"}, {"post", "duty"}, {"department", "branch"}} {
		taken, left := r.Get(pair[0]), r.Get(pair[1])
		if taken != "" && left != "" && taken != left {
			b.warn(r.No, fieldLabel(fieldsOf[ImportInspectors], pair[1]), left, "与“"+fieldLabel(fieldsOf[ImportInspectors], pair[0])+"”不同，只保留后者")
		}
	}
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
