package code

import (
	"strings"
	"unicode"
)

// normalise makes s half-width and upper-case and drops what cannot be seen.
func normalise(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E: // full-width ！ to ～ stand in ASCII order
			r -= 0xFEE0
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		}
		return unicode.ToUpper(r)
	}, s)
	return strings.TrimLeft(s, "'’")
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
