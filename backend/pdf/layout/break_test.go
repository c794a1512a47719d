package layout

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// em: full-width characters are 10 wide, others 5.
func em(_ int, r rune) float64 {
	if isWide(r) {
		return 10
	}
	return 5
}

func TestBreak(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  string // lines joined with |
	}{
		{"", 50, ""},
		{"一二三四五六七", 50, "一二三四五|六七"},
		{"一二三四五，六七", 50, "一二三四|五，六七"},   // no comma at the head of a line
		{"一二三四（五六七）", 50, "一二三四|（五六七）"}, // no opening mark at the end
		{"一二“三四五六”", 30, "一二|“三四|五六”"},  // both
		{"检查PSB-Link系统", 50, "检查|PSB-Link系|统"},
		{"合计1,234.50元整", 50, "合计|1,234.50元|整"}, // a number keeps its unit
		{"至2026年3月5日止", 50, "至2026年|3月5日止"},
		{"温度20℃以下", 35, "温度|20℃以|下"},
		{"hello big world", 40, "hello |big |world"},
		{"abcdefghijklmnop", 40, "abcdefgh|ijklmnop"}, // longer than a line
		{"一\n\n二", 50, "一\n|\n|二"},
		{"一\r\n二\n", 50, "一\r\n|二\n"},
		{"一二三四e\u0301", 45, "一二三四|e\u0301"},      // a mark stays with its letter
		{"。。。。。。。", 30, "。。。|。。。|。"},             // nothing is allowed, so anything is
		{"一二三　四五六", 40, "一二三　|四五六"},              // full-width blanks are characters
		{"他说了——没有", 40, "他说|了——没|有"},             // a dash is whole
		{"第一行末尾空格     二", 40, "第一行末|尾空格     |二"}, // blanks hang
	} {
		if got := strings.Join(Break(c.text, c.width, c.width, em), "|"); got != c.want {
			t.Errorf("%q in %.0f:\n got %q\nwant %q", c.text, c.width, got, c.want)
		}
	}
}

func TestBreakFirstLine(t *testing.T) {
	if got := strings.Join(Break("一二三四五六七", 30, 50, em), "|"); got != "一二三|四五六七" {
		t.Error(got)
	}
}

// checkLines: the lines joined are the text, byte for byte; no line is empty;
// none is too wide if it could have been broken; none begins with what must
// not begin a line unless nothing else was possible.
func checkLines(t interface{ Fatalf(string, ...any) }, text string, width float64) {
	lines := Break(text, width, width, em)
	if strings.Join(lines, "") != text {
		t.Fatalf("lines are not the text: %q → %q", text, lines)
	}
	for i, line := range lines {
		if line == "" && text != "" {
			t.Fatalf("line %d of %q is empty", i, text)
		}
		w, n := 0.0, 0
		for off, r := range strings.TrimRight(line, " \r\n\v\f\u0085\u2028\u2029") {
			if !isBlank(r) {
				w += em(off, r)
			}
			if !clings(r) {
				n++
			}
		}
		if w > width+tolerance && n > 1 && !strings.ContainsAny(line, "\t\r") {
			t.Fatalf("line %q of %q is %.0f wide in %.0f", line, text, w, width)
		}
		if i == 0 || endsParagraph(lines[i-1]) {
			continue
		}
		head, _ := utf8.DecodeRuneInString(line)
		if strings.ContainsRune(noStart, head) && mayBreakInside(lines[i-1]) {
			t.Fatalf("line %q of %q begins with %q", line, text, head)
		}
	}
}

func mayBreakInside(line string) bool {
	runes := []rune(line)
	for i := 1; i < len(runes); i++ {
		if mayBreak(runes[i-1], runes[i]) {
			return true
		}
	}
	return false
}

func TestBreakKeepsEverything(t *testing.T) {
	alphabet := []rune("一二三四，。、（）《》“”—…abc123.,/-% \n\r\t㛃𠮷e\u0301\u200d\u00a0\ufffd年月日")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.SampledFrom(alphabet), 20, 300, -1)).Draw(t, "text")
		checkLines(t, text, rapid.Float64Range(0, 120).Draw(t, "width"))
	})
}

func FuzzBreak(f *testing.F) {
	f.Add("一二三四五，六七“八九”2026年", 50.0)
	f.Add("\xff\xfe broken \xe4\xb8 utf8", 20.0)
	f.Add("e\u0301\u0301\u0301\u0301", 1.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if width != width || width > 1e6 {
			return
		}
		checkLines(t, text, width)
	})
}
