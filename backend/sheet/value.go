package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/width"
)

// trim removes surrounding blanks: ASCII and full-width spaces, no-break and
// zero-width spaces, byte-order marks. Everything between them stays.
func trim(s string) string { return strings.TrimFunc(s, isBlank) }

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}

// narrow turns full-width letters, digits and signs into ASCII.
func narrow(s string) string { return width.Narrow.String(s) }

// convert gives the value of a cell for a field kind; reason is "" when it fits.
func convert(c cell, kind FieldKind) (value, reason string) {
	text := trim(c.text)
	switch c.kind {
	case errorCell:
		return text, "单元格是错误值 " + text + "，请改成正确的内容"
	case uncomputedCell:
		return text, "单元格是公式但没有计算结果，请在 Excel 中重新计算并保存，或改成固定的值"
	}
	if text == "" {
		return "", ""
	}
	switch kind {
	case Date:
		return parseDate(text, c.kind)
	case Number:
		return parseNumber(text)
	case List:
		return joinList(text), ""
	}
	if c.kind == numberCell && significant(text) > 15 {
		return text, "超过 15 位的数字存成了数值，末几位已被 Excel 改成 0，请把该列设为文本后重新填写"
	}
	return text, ""
}

// significant counts the digits of a decimal number without leading zeros.
func significant(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) && (n > 0 || r != '0') {
			n++
		}
	}
	return n
}

var foreverWords = map[string]bool{
	"长期": true, "长期有效": true, "永久": true, "永久有效": true,
	"无期限": true, "无固定期限": true, "长期固定": true, "不限期": true,
}

const badDate = "不是日期，请写成 2026-01-05 这样的格式；没有期限的写“长期”"

// parseDate reads the ways people write a date. A bare number is a date serial
// of the 1900 system; from 20000 (1954) to 80000 (2119) only, because smaller
// ones are years or counts that slipped into the column.
func parseDate(text string, kind cellKind) (string, string) {
	if foreverWords[text] {
		return Forever, ""
	}
	s := narrow(text)
	if kind == dateCell && len(s) >= 10 {
		s = s[:10]
	}
	if cut := strings.IndexAny(s, " T"); cut > 0 {
		clock := strings.TrimSpace(s[cut+1:])
		if !looksLikeClock(clock) {
			return text, badDate
		}
		s = s[:cut]
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(strings.TrimSuffix(s, "日"), "号"), func(r rune) bool {
		return r == '-' || r == '/' || r == '.' || r == '年' || r == '月'
	})
	switch {
	case len(parts) == 3:
	case len(parts) == 1 && len(s) == 8 && digits(s):
		parts = []string{s[:4], s[4:6], s[6:]}
	case len(parts) == 1 && len(s) == 5 && digits(s):
		n, _ := strconv.Atoi(s)
		if n >= 20000 && n <= 80000 {
			return serialTime(float64(n)).Format(time.DateOnly), ""
		}
		return text, badDate
	default:
		return text, badDate
	}
	y, m, d := parts[0], parts[1], parts[2]
	if len(y) != 4 || len(m) > 2 || len(d) > 2 || !digits(y) || !digits(m) || !digits(d) {
		return text, badDate
	}
	iso := y + "-" + pad2(m) + "-" + pad2(d)
	if _, err := time.Parse(time.DateOnly, iso); err != nil || y < "1900" {
		return text, "没有这一天：" + text + "，请核对年月日"
	}
	return iso, ""
}

func looksLikeClock(s string) bool {
	return s != "" && strings.Trim(s, "0123456789:.Z+") == ""
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func pad2(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func parseNumber(text string) (string, string) {
	s := strings.ReplaceAll(strings.ReplaceAll(narrow(text), ",", ""), " ", "")
	percent := strings.HasSuffix(s, "%")
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || strings.ContainsAny(s, "xX_pP") {
		return text, "不是数字"
	}
	if percent {
		v /= 100
	}
	return formatNumber(v), ""
}

// formatNumber shows a number as a wide Excel column does: 15 significant
// digits, no exponent; whole numbers in full.
func formatNumber(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e18 {
		return strconv.FormatInt(int64(v), 10)
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return strconv.FormatFloat(v, 'g', 15, 64)
	}
	return strconv.FormatFloat(r, 'f', -1, 64)
}

// joinList splits at the separators in use and joins with the Chinese comma
// that the platforms' templates ask for.
func joinList(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，、,；;\n\r", r) })
	kept := parts[:0]
	for _, p := range parts {
		if p = trim(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "，")
}

// serialTime is the instant of an Excel serial in the 1900 system, which
// counts a 29 February 1900 that never was.
func serialTime(serial float64) time.Time {
	day := math.Floor(serial)
	seconds := math.Round((serial - day) * 86400)
	if day < 60 {
		day++
	}
	return time.Date(1899, 12, 30, 0, 0, int(seconds), 0, time.UTC).AddDate(0, 0, int(day))
}

// dateSerial is the serial of a date 2006-01-02, for writing.
func dateSerial(iso string) (float64, bool) {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil || t.Year() < 1900 {
		return 0, false
	}
	const epoch = -25569 // 1899-12-30 in days of Unix time
	n := float64(t.Unix()/86400 - epoch)
	if n <= 60 {
		n--
	}
	return n, true
}
