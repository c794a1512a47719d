package code

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCheckCredit(t *testing.T) {
	for _, c := range []struct {
		in, code string
		kind     Kind
		warning  string // a part of it; "" for none
	}{
		{"91350200MA2YJ1XR9G", "91350200MA2YJ1XR9G", Credit, ""},
		{"913502000728319549", "913502000728319549", Credit, ""},
		{"91350200776049653B", "91350200776049653B", Credit, "校验码不符"},
		{"91350203M0001QAY9B", "91350203M0001QAY9B", Credit, "校验码不符"}, // in real use: a warning, never a refusal
		{"91350200ma2yj1xr9g", "91350200MA2YJ1XR9G", Credit, ""},
		{" ９１３５０２００ＭＡ２ＹＪ１ＸＲ９Ｇ\u3000", "91350200MA2YJ1XR9G", Credit, ""},
		{"'9135 0200\tMA2Y\u200bJ1XR9G\ufeff", "91350200MA2YJ1XR9G", Credit, ""},
		{"9135O200MA2YJ1XR9G", "9135O200MA2YJ1XR9G", Credit, "数字 0"},
		{"91350200MA2YJIXR9G", "91350200MA2YJIXR9G", Credit, "数字 1"},
		{"9135020AMA2YJ1XR9G", "9135020AMA2YJ1XR9G", Credit, "行政区划"},
		{"91350200-A2YJ1XR9G", "91350200-A2YJ1XR9G", Credit, "不允许的字符"},
		{"913502000728319000", "913502000728319000", Credit, "截断"},
		{"110108000000016", "110108000000016", Registration, ""},
		{"110108000000017", "110108000000017", Registration, "末位应为 6"},
		{"9.1350200072832E+17", "9.1350200072832E+17", Other, "科学计数法"},
		{"1101080000000", "1101080000000", Other, "13 位"},
		{"某某旅馆", "某某旅馆", Other, "4 位"},
		{"字字字字字字", "字字字字字字", Other, "6 位"}, // 18 bytes, not 18 characters
		{"9135020旅MA2YJ1XR9G", "9135020旅MA2YJ1XR9G", Credit, "第 8 位"},
		{"", "", None, ""},
		{" / ", "", None, ""},
		{"——", "", None, ""},
		{"无", "", None, ""},
		{"暂无", "", None, ""},
	} {
		got := CheckCredit(c.in)
		if got.Code != c.code || got.Kind != c.kind || !strings.Contains(got.Warning, c.warning) || (c.warning == "") != (got.Warning == "") {
			t.Errorf("CheckCredit(%q) = %+v, want %+v", c.in, got, c)
		}
	}
}

// Any one wrong character, and any two neighbours swapped, is warned about:
// the modulus is prime and neighbouring weights differ.
func TestCreditFindsSlips(t *testing.T) {
	char := rapid.SampledFrom([]byte(alphabet))
	digit := rapid.SampledFrom([]byte(alphabet[:10]))
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SliceOfN(char, 17, 17).Draw(t, "characters")
		copy(c[2:8], rapid.SliceOfN(digit, 6, 6).Draw(t, "region"))
		c = append(c, creditCheck(string(c)))
		if r := CheckCredit(strings.ToLower(string(c))); r.Warning != "" || r.Code != string(c) {
			t.Fatalf("%s: %+v", c, r)
		}
		i := rapid.IntRange(0, 17).Draw(t, "i")
		wrong := append([]byte(nil), c...)
		if wrong[i] = char.Draw(t, "wrong"); wrong[i] != c[i] && CheckCredit(string(wrong)).Warning == "" {
			t.Fatalf("%s passed for %s", wrong, c)
		}
		j := rapid.IntRange(0, 16).Draw(t, "j")
		swapped := append([]byte(nil), c...)
		swapped[j], swapped[j+1] = c[j+1], c[j]
		if c[j] != c[j+1] && CheckCredit(string(swapped)).Warning == "" {
			t.Fatalf("%s passed for %s", swapped, c)
		}
	})
}

func TestRegistrationFindsSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.StringMatching(`[0-9]{14}`).Draw(t, "digits")
		c += string(registrationCheck(c))
		if r := CheckCredit(c); r.Warning != "" || r.Kind != Registration {
			t.Fatalf("%s: %+v", c, r)
		}
		i := rapid.IntRange(0, 14).Draw(t, "i")
		d := rapid.StringMatching(`[0-9]`).Draw(t, "d")
		if wrong := c[:i] + d + c[i+1:]; wrong != c && CheckCredit(wrong).Warning == "" {
			t.Fatalf("%s passed for %s", wrong, c)
		}
	})
}

func TestCheckID(t *testing.T) {
	for _, c := range []struct{ in, warning string }{
		{"11010519491231002X", ""}, // the two examples of GB 11643-1999
		{"440524188001010014", ""},
		{"11010519491231002x", ""},
		{"１１０１０５ 19491231 ００２Ｘ", ""},
		{"", ""},
		{"110105194912310021", "校验码"},
		{"11010519490230002X", "出生日期"},
		{"110105194913310020", "出生日期"},
		{"110105170001010020", "出生日期"},
		{"11010519491231002A", "字母 X"},
		{"1101051949123100XX", "字母 X"},
		{"110105491231002", "15 位旧号"},
		{"1101051949123100", "16 位"},
		{"某某某某某某", "6 位"}, // 18 bytes, not 18 characters
		{"1101051949123100某X", "字母 X"},
	} {
		got := CheckID(c.in)
		if !strings.Contains(got, c.warning) || (c.warning == "") != (got == "") {
			t.Errorf("CheckID(%q) = %q, want %q", c.in, got, c.warning)
		}
	}
}

func TestIDFindsSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[0-9]{6}19[0-9]{2}0[1-9]1[0-9][0-9]{3}`).Draw(t, "id")
		id += string(idCheck(id))
		if w := CheckID(id); w != "" {
			t.Fatalf("%s: %s", id, w)
		}
		i := rapid.IntRange(0, 16).Draw(t, "i")
		d := rapid.StringMatching(`[0-9]`).Draw(t, "d")
		if wrong := id[:i] + d + id[i+1:]; wrong != id && CheckID(wrong) == "" {
			t.Fatalf("%s passed for %s", wrong, id)
		}
	})
}

func TestMask(t *testing.T) {
	for in, want := range map[string]string{
		"11010519491231002X": "110***********002X",
		"11010519491231002x": "110***********002X",
		"110105491231002":    "110********1002",
		"X1234567":           "********",
		"":                   "",
	} {
		if got := MaskID(in); got != want {
			t.Errorf("MaskID(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"12345678901":       "123****8901",
		"123 4567 8901":     "123****8901",
		"+86 123-4567-8901": "+123****8901",
		"１２３４５６７８９０１":       "123****8901",
		"0000-1234567":      "000****4567",
		"1234567":           "****67",
		"张某 12345678901、8765432（值班）": "张某 123****8901、****32（值班）",
		"110": "110",
		"":    "",
	} {
		if got := MaskPhone(in); got != want {
			t.Errorf("MaskPhone(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzChecks(f *testing.F) {
	for _, s := range []string{"91350200MA2YJ1XR9G", "11010519491231002X", "110108000000016", "９无\xff", "O'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := CheckCredit(s)
		if again := CheckCredit(r.Code); again != r {
			t.Fatalf("%q: %+v, checked again %+v", s, r, again)
		}
		if utf8.ValidString(s) && !utf8.ValidString(r.Warning+CheckID(s)+MaskID(s)+MaskPhone(s)) {
			t.Fatalf("%q became invalid UTF-8", s)
		}
	})
}
