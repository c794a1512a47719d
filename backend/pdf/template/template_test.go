package template

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

func TestBuiltin(t *testing.T) {
	list, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != len(order) {
		t.Errorf("%d templates, %d in the order they are shown", len(list), len(order))
	}
	kinds, shorts := map[inspect.DocumentKind]bool{}, map[string]bool{}
	for _, f := range list {
		if kinds[f.Kind] || shorts[f.Short] {
			t.Errorf("%s: its kind or the word of its numbers stands twice", f.Kind)
		}
		kinds[f.Kind], shorts[f.Short] = true, true
		if f.Source == "" {
			t.Errorf("%s does not say what it follows", f.Kind)
		}
		if f.Class == "案件文书" && f.Fields[0].Key != "officialNumber" {
			t.Errorf("%s: a document of a case asks for its official number first (P7)", f.Kind)
		}
		for _, field := range f.Fields {
			if field.Required && field.Sample == "" {
				t.Errorf("%s: %s has no sample to preview", f.Kind, field.Key)
			}
		}
	}
}

const good = `# 试
kind: test-form
name: 试用文书
class: 检查文书
for: visit
short: 试
fields:
  - {key: party, label: 单位, from: party.name}
  - {key: body, label: 内容, type: text}
body:
  - fields: ["party"]
  - text: "{body}。"
`

func TestReadNamesTheLine(t *testing.T) {
	if _, err := Read([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, line, says string }{
		{"class: 检查文书", "class: 公文", "4", "class"},
		{"for: visit", "for: moon", "5", "for"},
		{"short: 试", "short: 太长的文号用字了", "6", "short"},
		{"kind: test-form", "kind: 试", "2", "kind"},
		{"from: party.name", "from: party.mother", "8", "来源"},
		{"type: text", "type: essay", "9", "type"},
		{"key: body", "key: party", "9", "两次"},
		{`fields: ["party"]`, `fields: ["part"]`, "11", "没有“part”"},
		{`fields: ["party"]`, `fields: ["party:x"]`, "11", "宽度"},
		{`"{body}。"`, `"{bdy}。"`, "12", "没有“bdy”"},
		{`  - text: "{body}。"`, `  - list: party`, "12", "line"},
		{`  - text: "{body}。"`, `  - heading: 题`, "9", "没有用在"},
		{"name: 试用文书", "name: 试用文书\nnames: 甲", "4", "没有这一项“names”"},
		{"name: 试用文书", "name: 试用文书\nname: 甲", "4", "两次"},
		{"name: 试用文书", "name: [", "", ""},
	} {
		text := strings.Replace(good, c.from, c.to, 1)
		_, err := Read([]byte(text))
		if inspect.CodeOf(err) != inspect.Invalid {
			t.Errorf("%s: %v", c.to, err)
			continue
		}
		if !strings.Contains(err.Error(), "第 "+c.line+" 行") && c.line != "" || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: want line %s and %q: %v", c.to, c.line, c.says, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(good))
	list, err := Builtin()
	if err != nil {
		f.Fatal(err)
	}
	for _, t := range list {
		f.Add([]byte(t.Text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		form, err := Read(text)
		if (form == nil) == (err == nil) && err == nil {
			t.Fatal("neither a form nor an error")
		}
		if err != nil && inspect.CodeOf(err) != inspect.Invalid {
			t.Fatalf("%v", err)
		}
	})
}
