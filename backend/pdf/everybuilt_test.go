package pdf

import (
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// shared are texts that are printed as a part of a blank with others, or in a
// sentence that stands only with them: without one of them the blank is not empty.
var shared = map[inspect.DocumentKind]string{
	"approval": "unit taskName taskNo", "check-form": "basis unit past taskName taskNo", "department-form": "basis id unit taskName taskNo", "department-result": "basis by taskName taskNo", "draw-record": "publicInput taskName taskNo",
	"evidence-list": "content name keySpans taskName taskNo", "explanation": "unit code taskName taskNo", "supplement": "unit code taskName taskNo",
	"matter-notice": "category frequency ratio", "remote-record": "basis unit taskName taskNo shot url",
	"scene-record": "basis unit taskName taskNo content keepTill name officer place size state device keySpans", "task-notice": "proof",
	"work-plan": "unit code taskName taskNo",
}

// TestEveryBuiltKind: every kind whose form is part of the program names each
// mandatory blank that is empty, strikes each that may be, and goes on over the
// page with code, page number and strip. (TestEveryTemplate holds the kinds that
// are data to the same.)
func TestEveryBuiltKind(t *testing.T) {
	a := newAnywhere(t)
	longest := map[inspect.DocumentKind]place{}
	for _, p := range a.places {
		was := a.text(t, p)
		if was == "" || !slices.ContainsFunc(Kinds(), func(k KindInfo) bool { return k.Kind == p.kind }) {
			continue
		}
		empty := a.with(t, p, "")
		if _, err := build(a.fonts, empty); err != nil {
			if e := inspect.ForPerson(err); e.Code != inspect.Invalid || !strings.Contains(e.Ref, p.path) && e.Field != "taskName" {
				t.Errorf("%s without %s: %v", p.kind, p.path, e)
			}
		} else if name := p.path[strings.LastIndex(p.path, ".")+1:]; struck(t, a.fonts, empty) <= struck(t, a.fonts, a.all[p.kind]) &&
			!slices.Contains(strings.Fields(shared[p.kind]), strings.TrimRight(name, "[0123456789]")) {
			t.Errorf("%s: the empty %s is neither named nor struck", p.kind, p.path)
		}
		if p.path != "title" && p.path != "organ" && (longest[p.kind].path == "" || len(was) > len(a.text(t, longest[p.kind]))) {
			longest[p.kind] = p
		}
	}
	for kind, p := range longest {
		_, before := laid(t, a.fonts, a.all[kind])
		doc, pages := laid(t, a.fonts, a.with(t, p, strings.Repeat("一二三四五六七八九十", 400)))
		if len(pages) <= len(before) {
			t.Errorf("%s: a long %s does not go on over the page", kind, p.path)
		}
		for i, page := range pages {
			code := slices.ContainsFunc(page.Ops, func(op layout.Op) bool { _, is := op.(layout.Modules); return is })
			if !code || len(doc.Strip.Rows) > 0 && !strings.Contains(words(page), squeeze(doc.Strip.Rows[0][0].Label)) {
				t.Errorf("%s page %d: code %t, or no strip", kind, i+1, code)
			}
		}
	}
}

// struck counts what is struck or not ticked.
func struck(t *testing.T, f *Fonts, snapshot []byte) int {
	t.Helper()
	_, pages := laid(t, f, snapshot)
	return oblique(pages) + strings.Count(drawn(pages), "／") + strings.Count(drawn(pages), "☐")
}
