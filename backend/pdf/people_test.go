package pdf

import (
	"encoding/json"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/template"
)

// TestPeople: who interpreted and which legal representative came stands in the
// record with a line to sign on, and only then.
func TestPeople(t *testing.T) {
	f := loadFonts(t)
	text := func(snapshot any) string {
		t.Helper()
		frozen, err := json.Marshal(snapshot)
		if err != nil {
			t.Fatal(err)
		}
		_, pages, err := lay(f, frozen)
		if err != nil {
			t.Fatal(err)
		}
		return drawn(pages)
	}
	count := func(all, part string, want int) {
		t.Helper()
		if got := strings.Count(all, part); got != want {
			t.Errorf("%s stands %d times, want %d", part, got, want)
		}
	}
	scene := sampleScene()
	alone := text(scene)
	count(alone, "翻译人员", 0)
	count(alone, "法定代表人（负责人）签名", 0)
	scene.Interpreter, scene.InterpreterID, scene.Language, scene.LegalRep, scene.LegalRepID = "翻某", "译证0001", "英语", "㛃䶮喆", "000000000000000001"
	with := text(scene)
	pages := strings.Count(with, "检查人员签名")
	count(with, "翻译人员签名", pages)
	count(with, "法定代表人（负责人）签名", pages)
	for _, part := range []string{"翻某", "译证0001", "英语", "000000000000000001"} {
		count(with, part, 1)
	}

	builtin, err := template.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	for _, form := range builtin {
		s := Sample(form.Template, sampleHead(form.Kind, "虚〔2026〕1号"))
		at := -1
		for i, v := range s.Values {
			if v.Key == "interpreter" {
				at = i
			}
		}
		if at < 0 {
			continue
		}
		kinds++
		count(text(s), "翻译人员签名", 0)
		s.Values[at] = inspect.TemplateValue{Key: "interpreter", Text: "翻某"}
		if all := text(s); strings.Count(all, "翻译人员签名") < 1 || strings.Count(all, "翻某") != 1 {
			t.Errorf("%s does not say who interpreted, or has no line for it", form.Kind)
		}
		s.Blank = true
		s.Values[at].Text = ""
		if strings.Count(text(s), "翻译人员签名") < 1 {
			t.Errorf("the blank %s has no line for an interpreter", form.Kind)
		}
	}
	if kinds < 6 {
		t.Errorf("%d kinds of records know interpreters", kinds)
	}
}
