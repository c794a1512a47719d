package pdf

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// anywhere puts texts into the snapshots of all kinds, at each place that holds
// words.
type anywhere struct {
	fonts  *Fonts
	all    map[inspect.DocumentKind][]byte
	places []place
	plain  map[inspect.DocumentKind]string // the samples' own words
	lists  map[string]bool                 // kind/key of the choices: 、 stands between what is ticked and is no word
}

type place struct {
	kind  inspect.DocumentKind
	steps []any  // names and indexes down the JSON
	path  string // as errors name it
}

func newAnywhere(t testing.TB) anywhere {
	a := anywhere{fonts: loadFonts(t), all: samples(t), plain: map[inspect.DocumentKind]string{}, lists: map[string]bool{}}
	templates, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range templates {
		for _, f := range of.Fields {
			a.lists[string(of.Kind)+"/"+f.Key] = f.Type == inspect.BlankChoice
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(a.all)) {
		var v any
		if err := json.Unmarshal(a.all[kind], &v); err != nil {
			t.Fatal(err)
		}
		a.gather(kind, v, nil, "")
		text, err := a.put(t, a.places[len(a.places)-1], "")
		if err != nil {
			t.Fatal(err)
		}
		a.plain[kind] = text
	}
	return a
}

func (a *anywhere) gather(kind inspect.DocumentKind, v any, steps []any, path string) {
	switch v := v.(type) {
	case map[string]any:
		if key, is := v["key"].(string); is { // a blank of a template, named by its key
			a.places = append(a.places, place{kind, append(slices.Clone(steps), "text"), key})
			return
		}
		_, form := v["template"] // what is for no task, or asks for it in fields of its own
		taskless := form || v["taskName"] == "" && v["taskNo"] == ""
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if name != "kind" && name != "template" && name != "data" && !(taskless && strings.HasPrefix(name, "task")) {
				a.gather(kind, v[name], append(slices.Clone(steps), name), strings.TrimPrefix(path+"."+name, "."))
			}
		}
	case []any:
		for i := range v {
			a.gather(kind, v[i], append(slices.Clone(steps), i), fmt.Sprintf("%s[%d]", path, i))
		}
	case string:
		// Dates, ids and digests are no words.
		name := path[strings.LastIndex(path, ".")+1:]
		if !printedElsewhere.MatchString(v) && !slices.Contains([]string{"sm3", "file", "inspector", "id"}, name) {
			a.places = append(a.places, place{kind, slices.Clone(steps), path})
		}
	}
}

// change is a sample with the text at a place changed.
func (a anywhere) change(t testing.TB, p place, fn func(string) string) []byte {
	var v any
	if err := json.Unmarshal(a.all[p.kind], &v); err != nil {
		t.Fatal(err)
	}
	at, set := v, func(string) {}
	for _, step := range p.steps {
		switch step := step.(type) {
		case string:
			m := at.(map[string]any)
			at, set = m[step], func(s string) { m[step] = s }
		case int:
			list := at.([]any)
			at, set = list[step], func(s string) { list[step] = s }
		}
	}
	set(fn(at.(string)))
	snapshot, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

func (a anywhere) text(t testing.TB, p place) (text string) {
	a.change(t, p, func(s string) string { text = s; return s })
	return text
}

func (a anywhere) with(t testing.TB, p place, text string) []byte {
	return a.change(t, p, func(string) string { return text })
}

// put lays a sample out with text added at a place, on one endless page.
func (a anywhere) put(t testing.TB, p place, text string) (string, error) {
	doc, err := build(a.fonts, a.change(t, p, func(s string) string { return s + text }))
	if err != nil {
		return "", err
	}
	doc.Sheet.H, doc.Frame.Notes = 60000, nil // they have the digest of the snapshot
	pages, err := layout.Lay(doc)
	return drawn(pages), err
}

// check: every character of text is drawn once more than without it, or the
// call fails and names the place and, when it cannot be printed, the character.
func (a anywhere) check(t testing.TB, p place, text string) error {
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("%s, %s with %q: %s", p.kind, p.path, text, fmt.Sprintf(format, args...))
	}
	undrawn := func(r rune) bool { return !layout.Drawable(a.fonts.body, r) }
	got, err := a.put(t, p, text)
	if err != nil {
		e := asError(t, err)
		if e.Code != inspect.Invalid || e.Field != p.path && !strings.HasPrefix(p.path, e.Field+"[") {
			return wrong("field %q: %v", e.Field, e)
		}
		named := func(r rune) bool { return undrawn(r) && strings.Contains(e.Message, fmt.Sprintf("%U", r)) }
		if strings.Contains(e.Message, "无法印出") && !slices.ContainsFunc([]rune(text), named) {
			return wrong("%v names no character of it", e)
		}
		return nil
	}
	for _, r := range text {
		switch {
		case undrawn(r):
			return wrong("%U cannot be drawn and was taken", r)
		case unicode.IsSpace(r) || r == '☐' || r == '☑':
		case r == '、' && a.lists[string(p.kind)+"/"+p.path]:
		case p.path == "officialNumber" && strings.ContainsRune(got, r): // it stands in place of the number
		case strings.Count(got, string(r)) < strings.Count(a.plain[p.kind], string(r))+strings.Count(text, string(r)):
			return wrong("%q is not drawn", r)
		}
	}
	return nil
}

// Whatever is written wherever, it is printed whole or refused by name.
func TestEveryRuneIsDrawnOrNamed(t *testing.T) {
	a := newAnywhere(t)
	if len(a.places) < 300 { // all kinds together
		t.Fatalf("only %d places", len(a.places))
	}
	if !testing.Short() {
		for _, p := range a.places { // each at least once
			if err := a.check(t, p, "㛃𠮷（〇）"); err != nil {
				t.Error(err)
			}
		}
	}
	if t.Failed() {
		return
	}
	rapid.Check(t, func(r *rapid.T) {
		p := rapid.SampledFrom(a.places).Draw(r, "place")
		text := rapid.OneOf(rapid.StringN(1, 20, -1), rapid.StringOfN(rapid.SampledFrom([]rune("㛃䶮喆镕〇𠮷“”（）、。e\u0301\u200b\u202e☑\n")), 1, 30, -1)).Draw(r, "text")
		if err := a.check(t, p, text); err != nil {
			r.Fatal(err)
		}
	})
}

func FuzzEveryRuneIsDrawnOrNamed(f *testing.F) {
	a := newAnywhere(f)
	f.Add(0, "㛃䶮喆镕〇𠮷")
	f.Add(100, "看不见\u200b")
	f.Add(200, "\xff\x00")
	f.Fuzz(func(t *testing.T, n int, text string) {
		if n < 0 || len(text) > 200 {
			return
		}
		if err := a.check(t, a.places[n%len(a.places)], strings.ToValidUTF8(text, "\uFFFD")); err != nil {
			t.Fatal(err)
		}
	})
}
