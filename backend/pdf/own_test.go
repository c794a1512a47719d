package pdf

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

const ownForm = `# 试
kind: visitor-check
name: 访客登记核查表
class: 检查文书
local: true
for: visit
short: 访核
source: 分局指引
fields:
  - {key: seen, label: 核查情况, type: text, required: true, sample: 完整。}
body:
  - section: {title: 核查情况, of: seen}
  - blanks: ["检查人员签名"]
`

func TestOwnTemplateNamesTheLine(t *testing.T) {
	f := loadFonts(t)
	others := []inspect.Template{{Kind: "other", Name: "别的文书", Short: "别"}}
	if _, err := OwnTemplate(f, ownForm, others); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, line, says string }{
		{"short: 访核", "short: 别", "7", "重号"},
		{"name: 访客登记核查表", "name: 别的文书", "3", "已有"},
		{"local: true\n", "", "2", "local: true"},
		{"source: 分局指引", "source: ''", "2", "source"},
		{`  - blanks: ["检查人员签名"]`, "  - heading: 完", "12", "签名"},
		{", sample: 完整。", "", "10", "sample"},
		{"title: 核查情况", "title: \"核查\U0010FFFD\"", "12", "U+10FFFD"},
		{"class: 检查文书", "class: 案件文书", "4", "officialNumber"},
		{"kind: visitor-check", "kind: scene-record", "", "自动生成"},
	} {
		text := strings.Replace(ownForm, c.from, c.to, 1)
		_, err := OwnTemplate(f, text, others)
		if err == nil || !strings.Contains(err.Error(), c.says) || c.line != "" && !strings.Contains(err.Error(), "第 "+c.line+" 行") {
			t.Errorf("%s: want line %s and %q: %v", c.to, c.line, c.says, err)
		}
	}
}

// What a new form begins with is right as it stands.
func TestStarter(t *testing.T) {
	if _, err := OwnTemplate(loadFonts(t), Starter(), nil); err != nil {
		t.Error(err)
	}
}

// The sheet that shows the faces prints every character that one of them has.
func TestFontSheet(t *testing.T) {
	f := loadFonts(t)
	data, err := f.TestSheet("某市公安局虚构分局", "2026-03-05T10:00:00+08:00")
	if err != nil || !strings.HasPrefix(string(data), "%PDF-1.4") {
		t.Fatalf("%.10q %v", data, err)
	}
	for _, r := range rare {
		if err := f.Check("name", string(r)); err != nil || !strings.Contains(strings.Join(sheetText, ""), string(r)) {
			t.Errorf("%c: not on the sheet, or not printable: %v", r, err)
		}
	}
}
