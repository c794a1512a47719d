package pdf

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/template"
)

// asked are the kinds that issue 5's list and PRACTICE P15 name, and what each
// must show beside what all show: r the strip of a record on every page, w room
// for the party's own closing words.
var asked = map[inspect.DocumentKind]string{
	"work-plan": "r", "approval": "", "inspection-notice": "", "scene-record": "rw", "check-record": "rw", "result-sheet": "", "remote-record": "r", "measure-record": "rw",
	"interview": "rw", "rights-notice": "w", "statement-record": "rw", "preserve-decision": "", "register-list": "", "evidence-request": "", "edata-record": "rw", "sampling-list": "",
	"order-to-stop": "", "order-to-correct": "", "rectify-notice": "", "rectify-extension": "", "rectify-review": "", "penalty-notice-record": "rw", "spot-penalty": "", "service-receipt": "",
	"result-letter": "", "draw-record": "r", "dispatch-sheet": "", "replace-approval": "", "recusal-request": "", "recusal-decision": "", "commission": "", "expert-adoption": "",
	"publish-approval": "", "correct-approval": "", "review-register": "", "review-decision": "", "review-feedback": "", "evidence-list": "r", "exception-register": "",
	"explanation": "r", "supplement": "rw", "transfer": "", "copy-letter": "", "venue-record": "r", "check-form": "rw", "department-form": "rw", "department-result": "",
	"task-notice": "", "result-notice": "", "plan-notice": "", "matter-notice": "",
}

// laid is a sample of a kind, laid out.
func laid(t *testing.T, f *Fonts, snapshot []byte) (*layout.Doc, []layout.Page) {
	t.Helper()
	doc, pages, err := lay(f, snapshot)
	if err != nil {
		t.Fatal(err)
	}
	return doc, pages
}

func words(p layout.Page) string { return drawn([]layout.Page{p}) }

// oblique counts the strokes that strike what is left empty.
func oblique(pages []layout.Page) (n int) {
	for _, p := range pages {
		for _, op := range p.Ops {
			if l, ok := op.(layout.Line); ok && l.X1 != l.X2 && l.Y1 != l.Y2 {
				n++
			}
		}
	}
	return n
}

// TestEveryKind: every kind that the work asks for exists and shows what its
// form must: a code and a number on every page, 草稿 for a case until its
// official number is in, 分局内部表样 where no ministry designed it, the strip of
// a record on every page, room for closing words.
func TestEveryKind(t *testing.T) {
	f, all := loadFonts(t), samples(t)
	info := map[inspect.DocumentKind]KindInfo{}
	for _, k := range Kinds() {
		info[k.Kind] = k
	}
	forms, err := template.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range forms {
		info[k.Kind] = KindInfo{k.Kind, k.Name, k.Class, k.Local}
	}
	for kind := range info {
		if _, ok := asked[kind]; !ok {
			t.Errorf("%s is not in the table", kind)
		}
	}
	for kind, shows := range asked {
		snapshot, k := all[kind], info[kind]
		if snapshot == nil || k.Name == "" {
			t.Errorf("%s: no such kind, or no sample", kind)
			continue
		}
		doc, pages := laid(t, f, snapshot)
		for i, p := range pages {
			text := words(p)
			code := slices.ContainsFunc(p.Ops, func(op layout.Op) bool { _, is := op.(layout.Modules); return is })
			number := strings.Contains(text, fmt.Sprintf("第%d页共%d页", i+1, len(pages)))
			if doc.Frame.Official {
				number = i == 0 || strings.Contains(text, fmt.Sprintf("—%d—", i+1))
			}
			if !code || !number {
				t.Errorf("%s page %d: code %t, page number %t", kind, i+1, code, number)
			}
			if k.Local != strings.Contains(text, "分局内部表样") {
				t.Errorf("%s page %d: local %t", kind, i+1, k.Local)
			}
			if (k.Class == ClassCase) != strings.Contains(text, "草稿") {
				t.Errorf("%s page %d: 草稿 of %s", kind, i+1, k.Class)
			}
			if strings.Contains(shows, "r") && (len(doc.Strip.Rows) == 0 || !strings.Contains(text, squeeze(doc.Strip.Rows[0][0].Label))) {
				t.Errorf("%s page %d: no strip for signatures", kind, i+1)
			}
		}
		if record := strings.Contains(shows, "r"); record != (len(doc.Strip.Rows) > 0) || record && kind != inspect.DocCheckForm && doc.Ending.Text == "" {
			t.Errorf("%s: a record %t, strip %d rows, end %q", kind, record, len(doc.Strip.Rows), doc.Ending.Text)
		}
		ruled := slices.ContainsFunc(doc.Blocks, func(b layout.Block) bool { _, is := b.(layout.Ruled); return is })
		if strings.Contains(shows, "w") != ruled {
			t.Errorf("%s: room for closing words %t", kind, ruled)
		}
		// Nothing in it: every mandatory blank is named, and no PDF is made.
		bare, err := json.Marshal(map[string]any{"kind": kind})
		if err != nil {
			t.Fatal(err)
		}
		if _, isForm := templateOf(forms, kind); !isForm {
			_, err = Render(f, bare)
			if e := asError(t, err); e.Code != inspect.Invalid || strings.Count(e.Message, "、") < 1 {
				t.Errorf("%s without content: %v", kind, err)
			}
		}
	}
}

func templateOf(forms []*template.Form, kind inspect.DocumentKind) (*template.Form, bool) {
	i := slices.IndexFunc(forms, func(x *template.Form) bool { return x.Kind == kind })
	if i < 0 {
		return nil, false
	}
	return forms[i], true
}

// TestEveryTemplate: every kind that is data names all mandatory blanks that are
// empty; strikes those that may be; goes on over the page; prints as a blank
// form for a hand; and a case is no draft with its official number.
func TestEveryTemplate(t *testing.T) {
	f := loadFonts(t)
	forms, err := template.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range forms {
		field := func(key string) inspect.TemplateField {
			return form.Fields[slices.IndexFunc(form.Fields, func(x inspect.TemplateField) bool { return x.Key == key })]
		}
		make := func(blank bool, head inspect.DocumentHead, text func(inspect.TemplateField) string) []byte {
			s := Sample(form.Template, head)
			s.Blank = blank
			for i, v := range s.Values {
				s.Values[i].Text = text(field(v.Key))
			}
			data, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		head := sampleHead(form.Kind, "临〔2026〕AB12-1号")
		empty := func(inspect.TemplateField) string { return "" }
		_, err := Render(f, make(false, head, empty))
		required, optional, long := 0, 0, "" // optional: those with a sample
		for _, x := range form.Fields {
			if x.Required {
				required++
				if err == nil || !strings.Contains(err.Error(), x.Label) {
					t.Errorf("%s: the empty %s is not named: %v", form.Kind, x.Label, err)
				}
			} else if x.Sample != "" {
				optional++
			}
			if x.Type == inspect.BlankText && long == "" {
				long = x.Key
			}
		}
		if required == 0 {
			t.Errorf("%s has no mandatory blank", form.Kind)
		}
		_, full := laid(t, f, make(false, head, func(x inspect.TemplateField) string { return x.Sample }))
		_, least := laid(t, f, make(false, head, func(x inspect.TemplateField) string {
			if x.Required {
				return x.Sample
			}
			return ""
		}))
		struckIn := func(pages []layout.Page) int {
			return oblique(pages) + strings.Count(drawn(pages), "／") + strings.Count(drawn(pages), "☐")
		}
		if optional > 0 && struckIn(least) <= struckIn(full) {
			t.Errorf("%s: of %d blanks that may stay empty none is struck", form.Kind, optional)
		}
		if long != "" {
			text := strings.Repeat("一二三四五六七八九十", 400)
			doc, pages := laid(t, f, make(false, head, func(x inspect.TemplateField) string {
				if x.Key == long {
					return text
				}
				return x.Sample
			}))
			if len(pages) <= len(full) {
				t.Errorf("%s: a long %s does not go on over the page", form.Kind, long)
			}
			for i, p := range pages {
				if len(doc.Strip.Rows) > 0 && !strings.Contains(words(p), squeeze(doc.Strip.Rows[0][0].Label)) {
					t.Errorf("%s: no strip on page %d", form.Kind, i+1)
				}
			}
		}
		_, blank := laid(t, f, make(true, head, empty))
		for i, p := range blank {
			if !slices.ContainsFunc(p.Ops, func(op layout.Op) bool { _, is := op.(layout.Modules); return is }) {
				t.Errorf("%s: no code on page %d of the blank form", form.Kind, i+1)
			}
		}
		if form.Class == ClassCase {
			head.OfficialNumber = "某公（治）〔2026〕1号"
			_, pages := laid(t, f, make(false, head, func(x inspect.TemplateField) string { return x.Sample }))
			if text := drawn(pages); strings.Contains(text, "草稿") || !strings.Contains(text, "某公（治）〔2026〕1号") {
				t.Errorf("%s with its official number is still a draft", form.Kind)
			}
		}
	}
}

// 当场处罚决定书 has a type area of 130 x 160 mm.
func TestSpotPenaltyArea(t *testing.T) {
	doc, pages := laid(t, loadFonts(t), samples(t)["spot-penalty"])
	s := doc.Sheet
	w, h := (s.W-s.Left-s.Right)/layout.MM, (s.H-s.Top-s.Bottom)/layout.MM
	if len(pages) != 1 || w < 129.9 || w > 130.1 || h < 159.9 || h > 160.1 {
		t.Errorf("%.1f x %.1f mm, %d pages", w, h, len(pages))
	}
}
