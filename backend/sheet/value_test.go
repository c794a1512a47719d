package sheet

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDate(t *testing.T) {
	for _, c := range []struct {
		in   string
		kind cellKind
		want string // "" means refused
	}{
		{"2026-01-05", textCell, "2026-01-05"},
		{"2026/1/5", textCell, "2026-01-05"},
		{"2026.1.5", textCell, "2026-01-05"},
		{"2026年1月5日", textCell, "2026-01-05"},
		{"2026 年 1 月 5 日", textCell, ""},
		{"２０２６－０１－０５", textCell, "2026-01-05"},
		{"20260105", textCell, "2026-01-05"},
		{"20260105", numberCell, "2026-01-05"},
		{"2026/1/5 0:00", textCell, "2026-01-05"},
		{"2026-01-05T08:30:00Z", textCell, "2026-01-05"},
		{"2026-01-05 08:30:00", dateCell, "2026-01-05"},
		{"46027", numberCell, "2026-01-05"},
		{"46027", textCell, "2026-01-05"},
		{"长期", textCell, Forever},
		{"长期有效", textCell, Forever},
		{"9999-09-09", textCell, Forever},
		{"2024-02-29", textCell, "2024-02-29"},
		{"2026-02-29", textCell, ""},
		{"2026-13-01", textCell, ""},
		{"2026年1月", textCell, ""},
		{"2026", numberCell, ""},
		{"26.1.5", textCell, ""},
		{"五月五日", textCell, ""},
		{"0026-01-05", textCell, ""},
		{"2026-01-05 下午", textCell, ""},
	} {
		got, reason := convert(cell{c.in, c.kind}, Date)
		if c.want == "" {
			if reason == "" || got != c.in {
				t.Errorf("%q: got %q, %q; want it refused and kept", c.in, got, reason)
			}
			continue
		}
		if got != c.want || reason != "" {
			t.Errorf("%q: got %q, %q; want %q", c.in, got, reason, c.want)
		}
	}
}

func TestNumberAndList(t *testing.T) {
	for in, want := range map[string]string{
		"5%": "0.05", "1,234.5": "1234.5", "１２": "12", "-3": "-3", "0.10": "0.1", "007": "7",
	} {
		if got, reason := convert(cell{in, textCell}, Number); got != want || reason != "" {
			t.Errorf("number %q: got %q, %q; want %q", in, got, reason, want)
		}
	}
	for _, in := range []string{"五", "0x10", "1e999", "NaN", "1_0", "不设上限"} {
		if got, reason := convert(cell{in, textCell}, Number); got != in || reason == "" {
			t.Errorf("number %q: got %q, %q; want it refused and kept", in, got, reason)
		}
	}
	for in, want := range map[string]string{
		"旅馆，典当": "旅馆，典当", "旅馆、典当,网吧; 印章；": "旅馆，典当，网吧，印章", "旅馆\n典当": "旅馆，典当", "、": "", "旅馆　": "旅馆",
	} {
		if got, _ := convert(cell{in, textCell}, List); got != want {
			t.Errorf("list %q: got %q, want %q", in, got, want)
		}
	}
}

func TestLongNumberIsAProblem(t *testing.T) {
	if _, reason := convert(cell{"999901199001010000", numberCell}, Text); reason == "" {
		t.Error("an identity number stored as a number lost digits, but was accepted")
	}
	if _, reason := convert(cell{"999901199001010000", textCell}, Text); reason != "" {
		t.Error("text of digits was refused:", reason)
	}
}

// Text keeps every character between the blanks around it.
func TestTextLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		core := "㛃" + rapid.String().Draw(t, "core") + "𠮷"
		pad := rapid.StringOfN(rapid.SampledFrom([]rune(" \t　\u00a0")), 0, 4, -1)
		got, reason := convert(cell{pad.Draw(t, "before") + core + pad.Draw(t, "after"), textCell}, Text)
		if got != core || reason != "" {
			t.Fatalf("got %q, %q; want %q", got, reason, core)
		}
	})
}

func TestListKeepsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringOfN(rapid.SampledFrom([]rune("旅馆典当ab1（）")), 1, 5, -1)
		parts := rapid.SliceOfN(part, 1, 6).Draw(t, "parts")
		sep := rapid.SampledFrom([]string{"，", "、", ",", "；", ";", "\n"}).Draw(t, "sep")
		if got, want := joinList(strings.Join(parts, sep)), strings.Join(parts, "，"); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// Every written date is read back, in every way of writing it.
func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 2_950_000).Draw(t, "day"))
		want := day.Format(time.DateOnly)
		serial, ok := dateSerial(want)
		if back := serialTime(serial).Format(time.DateOnly); !ok || back != want {
			t.Fatalf("serial %v of %s reads back as %s", serial, want, back)
		}
		if c := numericCell(serial, true, false); c != (cell{want, dateCell}) {
			t.Fatalf("cell %v, want %s", c, want)
		}
		for _, layout := range []string{"2006-01-02", "2006/1/2", "2006.1.2", "2006年1月2日", "2006年01月02日", "20060102", "2006-1-2 15:04:05"} {
			if got, reason := parseDate(day.Format(layout), textCell); got != want {
				t.Fatalf("%s: got %q, %q", day.Format(layout), got, reason)
			}
		}
	})
}

func TestSerials(t *testing.T) {
	for serial, want := range map[float64]string{1: "1900-01-01", 59: "1900-02-28", 61: "1900-03-01", 46027: "2026-01-05", 2958352: "9999-09-09"} {
		if got := serialTime(serial).Format(time.DateOnly); got != want {
			t.Errorf("%v: got %s, want %s", serial, got, want)
		}
		if got, ok := dateSerial(want); !ok || got != serial {
			t.Errorf("%s: got %v, want %v", want, got, serial)
		}
	}
	if c := numericCell(44565, true, true); c.text != "2026-01-05" {
		t.Errorf("1904 system: %q", c.text)
	}
	if c := numericCell(46027.5, true, false); c.text != "2026-01-05 12:00:00" {
		t.Errorf("with time: %q", c.text)
	}
	if c := numericCell(0.25, true, false); c != (cell{"06:00:00", textCell}) {
		t.Errorf("time alone: %v", c)
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy\\-mm\\-dd": true, `yyyy"年"m"月"d"日";@`: true, "[$-804]yyyy/m/d": true, "[h]:mm": true, "h:mm AM/PM": true,
		"General": false, "0.00": false, "0.00E+00": false, `0"日"`: false, "[Red]0": false, "@": false, "#,##0_);[Red]": false, "G/通用格式": false,
	} {
		if got := isDateFormat(200, code); got != want {
			t.Errorf("%q: got %v", code, got)
		}
	}
	if !isDateFormat(14, "") || !isDateFormat(57, "") || isDateFormat(0, "") || isDateFormat(49, "") {
		t.Error("built-in formats")
	}
}
