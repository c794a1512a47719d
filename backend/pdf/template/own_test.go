package template

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// Every built-in template keeps its own rules, so that one more field is all
// that a changed copy of it needs to be right.
func TestBuiltinKeepsItsRules(t *testing.T) {
	list, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		text := strings.Replace(f.Text, "\nbody:\n", "\n  - {key: extraField, label: 另加的栏目}\nbody:\n  - fields: [\"extraField\"]\n", 1)
		own, err := Read([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", f.Kind, err)
			continue
		}
		if err := Own(own, f, nil); err != nil {
			t.Errorf("%s with one more field: %v", f.Kind, err)
		}
	}
}

// Whatever mandatory part of whichever kind is taken away, it is refused.
func TestNothingMandatoryGoes(t *testing.T) {
	list, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	refused := func(own, was *Form, what string) {
		t.Helper()
		err := Own(own, was, nil)
		e := inspect.ForPerson(err)
		if err == nil || e.Code != inspect.Refused || e.Article != was.article() || !strings.Contains(e.Message, "文书式样第 ") {
			t.Errorf("%s without %s: %v", was.Kind, what, err)
		}
	}
	for _, f := range list {
		for i, field := range f.Fields {
			if field.Required {
				own := *f
				own.Fields = append(append([]inspect.TemplateField{}, f.Fields[:i]...), f.Fields[i+1:]...)
				refused(&own, f, field.Label)
				own.Fields = append([]inspect.TemplateField{}, f.Fields...)
				own.Fields[i].Required = false
				refused(&own, f, field.Label+" asked")
			}
		}
		for i, b := range f.Body {
			twice := 0
			for _, other := range f.Body {
				if b.Ruled != nil && other.Ruled != nil {
					twice++
				}
			}
			if b.Closing != "" || b.Receipt || twice == 1 {
				own := *f
				own.Body = append(append([]Block{}, f.Body[:i]...), f.Body[i+1:]...)
				refused(&own, f, "its closing, receipt or ruled space")
			}
		}
		if f.Strip != nil {
			own := *f
			own.Strip = nil
			refused(&own, f, "its strip")
		}
		if len(f.Keep) > 0 {
			own := *f
			own.Body = []Block{{Text: "空"}}
			own.Fields = append([]inspect.TemplateField{}, f.Fields...)
			for i := range own.Fields {
				own.Fields[i].Default, own.Fields[i].Label = "", "栏"
			}
			refused(&own, f, "its words")
		}
	}
}
