package sheet

import (
	"strings"
	"time"
)

// isDateFormat tells whether a number format shows a date or a time. id is
// the built-in number (ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are the
// Chinese ones), code the format text of a custom one.
func isDateFormat(id int, code string) bool {
	if code == "" {
		return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
	}
	code, _, _ = strings.Cut(code, ";")
	quoted := false
	for i := 0; i < len(code); i++ {
		switch b := code[i]; {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\\' || b == '_' || b == '*':
			i++
		case b == '[':
			stop := strings.IndexByte(code[i:], ']')
			if stop < 0 {
				return false
			}
			if inner := strings.ToLower(code[i+1 : i+stop]); inner != "" && strings.Trim(inner, "hms") == "" {
				return true // [h] elapsed time
			}
			i += stop
		case strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			return false
		case strings.IndexByte("yYdDhHsSmMeE", b) >= 0:
			if (b == 'e' || b == 'E') && i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-') {
				return false // scientific notation
			}
			return true
		}
	}
	return false
}

// numericCell is the cell of a number v under a date or other format.
// date1904 marks workbooks that count days from 1904.
func numericCell(v float64, date, date1904 bool) cell {
	if !date || v < 0 || v >= 2958466 {
		return cell{formatNumber(v), numberCell}
	}
	clock := v < 1
	if date1904 {
		v += 1462
	}
	switch t := serialTime(v); {
	case clock:
		return cell{t.Format(time.TimeOnly), textCell}
	case t.Hour()+t.Minute()+t.Second() == 0:
		return cell{t.Format(time.DateOnly), dateCell}
	default:
		return cell{t.Format(time.DateTime), dateCell}
	}
}
