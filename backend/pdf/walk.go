package pdf

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"shuangsuiji/backend/inspect"
)

// walker visits every text of a snapshot. It gathers empty mandatory blanks
// and stops at the first character that cannot be printed.
type walker struct {
	fonts   *Fonts
	blanks  []blank
	invalid error
}

// blank is an empty mandatory field.
type blank struct{ path, label string }

// verify checks a whole snapshot: v is a pointer to one of inspect's types.
// more are blanks the kind itself found, such as too few inspectors.
func (f *Fonts) verify(kind string, v any, more []blank) error {
	w := walker{fonts: f}
	w.visit(reflect.ValueOf(v).Elem(), "", "", false)
	if w.invalid != nil {
		return w.invalid
	}
	w.blanks = append(w.blanks, more...)
	if len(w.blanks) == 0 {
		return nil
	}
	var labels, paths []string
	for _, b := range w.blanks {
		labels, paths = append(labels, b.label), append(paths, b.path)
	}
	return inspect.E(inspect.Invalid, "%s缺少必填内容：%s", kind, strings.Join(labels, "、")).
		WithField(paths[0]).WithRef(strings.Join(paths, ",")).WithHint("填好后再生成文书")
}

func (w *walker) visit(v reflect.Value, path, label string, required bool) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			w.field(v, i, path, label)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			// An item of a list that says nothing is no item.
			w.visit(v.Index(i), fmt.Sprintf("%s[%d]", path, i), fmt.Sprintf("%s第 %d 项", label, i+1), true)
		}
	case reflect.String:
		text := v.String()
		if required && strings.TrimSpace(text) == "" {
			w.blanks = append(w.blanks, blank{path, label})
		}
		if w.invalid == nil {
			w.invalid = w.fonts.check(path, label, text)
		}
	}
}

func (w *walker) field(v reflect.Value, i int, path, label string) {
	t := v.Type().Field(i)
	if t.Anonymous {
		w.visit(v.Field(i), path, label, false)
		return
	}
	name, options, _ := strings.Cut(t.Tag.Get("doc"), ",")
	if name == "" {
		name = t.Tag.Get("json")
	}
	if label != "" && t.Tag.Get("doc") != "" {
		name = label + "的" + name
	} else if label != "" {
		name = label
	}
	if t.Type.Kind() == reflect.Struct && t.Tag.Get("doc") == "" {
		name = ""
	}
	sub := t.Tag.Get("json")
	if path != "" {
		sub = path + "." + sub
	}
	w.visit(v.Field(i), sub, name, options == "required")
}

// isGraphic tells whether a character is something a person could see.
func isGraphic(r rune) bool { return unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) }
