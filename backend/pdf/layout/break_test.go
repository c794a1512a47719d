package layout

import (
	"strings"
	"testing"
	"unicode"
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
// none is too wide if it could have been broken; none begins with a closing mark
// or ends with an opening one, unless it could be cut nowhere else.
func checkLines(t interface{ Fatalf(string, ...any) }, text string, width float64) {
	lines := Break(text, width, width, em)
	if strings.Join(lines, "") != text {
		t.Fatalf("lines are not the text: %q → %q", text, lines)
	}
	at := 0
	for i, line := range lines {
		if line == "" && text != "" {
			t.Fatalf("line %d of %q is empty", i, text)
		}
		w, n := 0.0, 0
		for off, r := range strings.TrimRight(line, " \t\r\n\v\f\u0085\u2028\u2029") {
			if !isBlank(r) || r == '\t' {
				w += em(off, r)
			}
			if !clings(r) {
				n++
			}
		}
		if w > width+tolerance && n > 1 && !strings.ContainsAny(line, "\r") {
			t.Fatalf("line %q of %q is %.0f wide in %.0f", line, text, w, width)
		}
		from := at
		at += len(line)
		if at == len(text) || endsParagraph(line) || goodCut(text, from, at) {
			continue
		}
		for off := range line {
			if off > 0 && goodCut(text, from, from+off) {
				t.Fatalf("%q of %q is followed by %q although it could end at %d", line, text, lines[i+1], off)
			}
		}
	}
}

// goodCut tells whether a line that began at from may end at: what is seen before
// is no opening mark, what is seen after no closing one, and no character is cut.
func goodCut(text string, from, at int) bool {
	next, _ := utf8.DecodeRuneInString(text[at:])
	last, _ := utf8.DecodeLastRuneInString(text[:at])
	if next == ' ' || next == '\t' || next == '\n' || next == 0x200D || last == 0x200D || unicode.In(next, unicode.M) {
		return false
	}
	seen := func(r rune) bool { return unicode.IsGraphic(r) && !unicode.In(r, unicode.Z, unicode.M) }
	before := []rune(text[from:at])
	for i := len(before) - 1; i >= 0; i-- {
		if seen(before[i]) {
			if strings.ContainsRune("#$£¥＃＄￥№", before[i]) || unicode.In(before[i], unicode.Ps, unicode.Pi) {
				return false
			}
			break
		}
	}
	for off, r := range text[at:] {
		if endsLine(text, at+off, r) {
			break
		}
		if seen(r) {
			return !strings.ContainsRune("!%),./-:;?]}°·ˇˉ―‖…‰′″℃∶、。〃々〻！％），－．：；？］｜｝～ー—﹐﹑﹒﹔﹕﹖﹗", r) && !unicode.In(r, unicode.Pe, unicode.Pf)
		}
	}
	return true
}

// A title is broken between words, whole names stay whole, and no line of it is
// one character.
func TestTitles(t *testing.T) {
	s := testStyle(t).Sized(22)
	set := func(text string, width float64) []string { return balanced(newSetter([]Span{{text, s}}), width) }
	for _, c := range []struct {
		text string
		ems  float64
		want string
	}{
		{"临江市公安局云溪分局治安管理大队", 30, "临江市公安局云溪分局治安管理大队"},
		{"临江市公安局云溪分局治安管理大队", 14, "临江市公安局云溪|分局治安管理大队"},
		{"临江市公安局云溪分局关于开展2026年度旅馆业双随机抽查的公告", 20, "临江市公安局云溪分局关于开展|2026年度旅馆业双随机抽查的公告"},
		{"责令限期整改治安隐患通知书", 12, "责令限期整改|治安隐患通知书"},
		{"一二三四五六七", 3, "一二三|四五|六七"},
	} {
		if got := strings.Join(set(c.text, c.ems*22), "|"); got != c.want {
			t.Errorf("%s in %.0f ems:\n got %s\nwant %s", c.text, c.ems, got, c.want)
		}
	}
	parts := append([]string{"某某", "云上祥", "虚构区", "的", "甲", "2026年", "第12号", "（试行）", "、", "PSB"}, titleWords...)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 2, 14).Draw(t, "title"), "")
		width := rapid.Float64Range(10, 30).Draw(t, "ems") * 22
		lines := set(text, width)
		if strings.Join(lines, "") != text {
			t.Fatalf("%q is not %q", lines, text)
		}
		for _, line := range lines {
			if len(lines) > 1 && utf8.RuneCountInString(line) < 2 {
				t.Fatalf("%q of %q stands alone", line, lines)
			}
		}
		at := 0
		for _, line := range lines[:len(lines)-1] {
			at += len(line)
			if !wordEnds(text, 5)[at] { // names are of five characters at most
				t.Fatalf("%q cuts a word", lines)
			}
		}
	})
}

func TestBreakKeepsEverything(t *testing.T) {
	alphabet := []rune("一二三四，。、（）《》“”—…abc123.,/-% \n\r\t　㛃𠮷e\u0301\u200b\u200d\u00a0\u2060\ufffd年月日￥$#[「」】»«")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.SampledFrom(alphabet), 20, 300, -1),
			rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 60), func(b []byte) string { return string(b) })).Draw(t, "text")
		checkLines(t, text, rapid.Float64Range(0, 120).Draw(t, "width"))
	})
}

func FuzzBreak(f *testing.F) {
	f.Add("一二三四五，六七“八九”2026年", 50.0)
	f.Add("\xff\xfe broken \xe4\xb8 utf8", 20.0)
	f.Add("e\u0301\u0301\u0301\u0301", 1.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if width != width || width > 1e6 || len(text) > 2000 {
			return
		}
		checkLines(t, text, width)
	})
}
