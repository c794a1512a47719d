package template

import (
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// localForms is the article under which a bureau may have forms that no
// ministry designed.
const localForms = "公安机关办理行政案件程序规定第二百六十四条"

// Own checks a bureau's own template against all kinds there are: was is the
// built-in one of its kind, nil when there is none; taken are the other kinds.
// Errors: Refused, with the line and the article of what is demanded.
func Own(own, was *Form, taken []inspect.Template) error {
	r := reader{text: []byte(own.Text), code: inspect.Refused, article: localForms}
	for _, t := range taken {
		switch {
		case t.Short == own.Short:
			r.fault("$.short", "文号用字“%s”已用于%s，会与它重号", own.Short, t.Name)
		case t.Name == own.Name:
			r.fault("$.name", "已有名为“%s”的文书", own.Name)
		}
	}
	if was == nil {
		r.local(own)
	} else {
		r.article = was.article()
		r.same(own, was)
		r.asks(own, was)
		r.places(own, was)
		for _, word := range was.Keep {
			if !strings.Contains(own.printed(), word) {
				r.fault("$.body", "式样里没有“%s”，这项告知不能省略", word)
			}
		}
	}
	for _, f := range own.Fields {
		if f.Required && strings.TrimSpace(f.Sample) == "" {
			r.code = inspect.Invalid
			r.fault(own.at(f.Key), "必填栏目“%s”缺 sample（样例），不能预览", f.Label)
		}
	}
	return r.err
}

// article is what a refusal of this kind rests upon.
func (f *Form) article() string {
	if f.Law != "" {
		return f.Law
	}
	return f.Source
}

// at is the YAML path of a field.
func (f *Form) at(key string) string {
	i := slices.IndexFunc(f.Fields, func(x inspect.TemplateField) bool { return x.Key == key })
	if i < 0 {
		return "$.fields"
	}
	return fmt.Sprintf("$.fields[%d]", i)
}

// printed is every word of a template that comes onto paper.
func (f *Form) printed() string {
	var s strings.Builder
	for _, x := range f.Fields {
		s.WriteString(x.Label + x.Default)
	}
	for _, b := range f.Body {
		s.WriteString(b.Text + b.Plain + b.Heading)
		if b.Section != nil {
			s.WriteString(b.Section.Title)
		}
	}
	return s.String()
}

// local: what a form of the bureau's own must be.
func (r *reader) local(own *Form) {
	sealed := slices.ContainsFunc(own.Body, func(b Block) bool { return b.Closing != "" || b.Receipt })
	switch {
	case !own.Local:
		r.fault("$.kind", "公安部、司法部没有制定、内置式样中也没有的文书，应写 local: true，印作“分局内部表样”")
	case strings.TrimSpace(own.Source) == "":
		r.fault("$.kind", "缺 source（依据什么制定）")
	case own.Class == classes[1] && (len(own.Fields) == 0 || own.Fields[0].Key != "officialNumber"):
		r.fault("$.class", "案件文书的第一个栏目应为 officialNumber（正式文号），没有文号时印作草稿")
	case !sealed && len(own.signs()) == 0:
		r.fault("$.body", "没有签名或者落款的地方：写 strip、blanks（含“签名”）、grid 的 sign 或 closing")
	}
}

// same: what another wording of a built-in kind cannot change.
func (r *reader) same(own, was *Form) {
	for _, x := range []struct{ path, name, is, must string }{
		{"$.class", "class", own.Class, was.Class},
		{"$.for", "for", string(own.Noun), string(was.Noun)},
		{"$.short", "short", own.Short, was.Short},
		{"$.many", "many", fmt.Sprint(own.Many), fmt.Sprint(was.Many)},
		{"$.after", "after", fmt.Sprint(own.After), fmt.Sprint(was.After)},
		{"$.ready", "ready", fmt.Sprint(own.Ready), fmt.Sprint(was.Ready)},
		{"$.local", "local", fmt.Sprint(own.Local), fmt.Sprint(was.Local)},
		{"$.sheet", "sheet", own.Sheet, was.Sheet},
	} {
		if x.is != x.must {
			r.fault(x.path, "%s 应与内置式样相同（%s）", x.name, x.must)
		}
	}
	if own.Name != was.Name && !was.Local {
		r.fault("$.name", "法定文书的名称应为“%s”", was.Name)
	}
}

// asks: required fields stay as they are asked, fixed ones stay fixed.
func (r *reader) asks(own, was *Form) {
	for _, must := range was.Fields {
		official := must.Key == "officialNumber"
		if !must.Required && !must.Fixed && !official {
			continue
		}
		i := slices.IndexFunc(own.Fields, func(x inspect.TemplateField) bool { return x.Key == must.Key })
		if i < 0 {
			r.fault("$.fields", "缺内置式样的必填栏目“%s”（%s）", must.Label, must.Key)
			return
		}
		is, at := own.Fields[i], own.at(must.Key)
		switch {
		case must.Required && !is.Required:
			r.fault(at, "“%s”是必填栏目，应写 required: true", must.Label)
		case is.Type != must.Type:
			r.fault(at, "“%s”的 type 应为 %s", must.Label, must.Type)
		case must.Fixed && (!is.Fixed || is.From != must.From):
			r.fault(at, "“%s”取自检查记录，应写 from: %s, fixed: true", must.Label, must.From)
		}
		for _, option := range append(slices.Clone(must.Options), must.Columns...) {
			if !slices.Contains(is.Options, option) && !slices.Contains(is.Columns, option) {
				r.fault(at, "“%s”缺“%s”这一项", must.Label, option)
			}
		}
	}
}

// places: where people sign, seal and write by hand stays.
func (r *reader) places(own, was *Form) {
	if was.Strip != nil && own.Strip == nil {
		r.fault("$.body", "缺 strip：笔录每一页都要有签名栏")
	}
	have := own.signs()
	for _, sign := range was.signs() {
		if !slices.Contains(have, sign) {
			r.fault("$.body", "缺内置式样的签署栏“%s”", sign)
		}
	}
	for _, part := range []struct {
		name string
		is   func(Block) bool
	}{
		{"closing（落款和日期）", func(b Block) bool { return b.Closing != "" }},
		{"receipt（送达情况）", func(b Block) bool { return b.Receipt }},
		{"ruled（手写核对意见）", func(b Block) bool { return b.Ruled != nil }},
	} {
		if slices.ContainsFunc(was.Body, part.is) && !slices.ContainsFunc(own.Body, part.is) {
			r.fault("$.body", "缺 %s", part.name)
		}
	}
}

// signs are the names of the places where somebody signs.
func (f *Form) signs() []string {
	names := []string{}
	take := func(row []Slot) {
		for _, s := range row {
			if strings.Contains(s.Name, "签名") || strings.Contains(s.Name, "盖章") {
				names = append(names, s.Name)
			}
		}
	}
	for _, row := range f.Strip {
		take(row)
	}
	for _, b := range f.Body {
		for _, row := range b.Blanks {
			take(Slots(row))
		}
		for _, row := range b.Grid {
			if row.Sign != "" {
				names = append(names, row.Sign)
			}
		}
	}
	return names
}
