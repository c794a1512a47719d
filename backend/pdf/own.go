package pdf

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/template"
)

// OwnTemplate reads a bureau's own template and checks all that can be known
// before somebody uses it: how it is written, what is demanded of its kind,
// that no other kind has its name or number word, that each of its characters
// can be printed, and that filled with its samples, and blank, it makes a
// document. others are the kinds in use. Errors name the line.
func OwnTemplate(fonts *Fonts, text string, others []inspect.Template) (inspect.Template, error) {
	own, err := template.Read([]byte(text))
	if err != nil {
		return inspect.Template{}, err
	}
	if i := slices.IndexFunc(Kinds(), func(k KindInfo) bool { return k.Kind == own.Kind }); i >= 0 {
		return own.Template, inspect.E(inspect.Refused, "%s由记录自动生成，不能用式样替换", Kinds()[i].Name).WithField("template").WithArticle("第二十条").WithHint("另取一个 kind")
	}
	builtin, err := template.Builtin()
	if err != nil {
		return own.Template, err
	}
	var was *template.Form
	if i := slices.IndexFunc(builtin, func(b *template.Form) bool { return b.Kind == own.Kind }); i >= 0 {
		was = builtin[i]
	}
	taken := slices.DeleteFunc(slices.Clone(others), func(t inspect.Template) bool { return t.Kind == own.Kind })
	if err := template.Own(own, was, taken); err != nil {
		return own.Template, err
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		if err := fonts.Check("template", strings.TrimRight(line, "\r\n")); err != nil {
			e := inspect.ForPerson(err)
			e.Message = "文书式样第 " + strconv.Itoa(n) + " 行：" + e.Message
			return own.Template, e.WithRef(strconv.Itoa(n))
		}
	}
	for _, blank := range []bool{false, true} {
		if _, err := PreviewTemplate(fonts, own.Template, inspect.DocumentHead{}, blank); err != nil {
			return own.Template, err
		}
	}
	return own.Template, nil
}

// PreviewTemplate makes the PDF of a template filled with its samples, or of
// its blank form; it is stamped as a draft.
func PreviewTemplate(fonts *Fonts, t inspect.Template, head inspect.DocumentHead, blank bool) ([]byte, error) {
	head.Draft, head.Number = true, t.Short+"〔样例〕1号"
	if head.Organ == "" {
		head.Organ = "（检查机关）"
	}
	s := Sample(t, head)
	if s.Blank = blank; blank {
		s.Values = []inspect.TemplateValue{}
	}
	body, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return Render(fonts, body)
}
