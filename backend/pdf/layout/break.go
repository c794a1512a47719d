package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Characters that may not begin a line, and those that may not end one
// (GB/T 15834, and the ASCII marks that act alike).
const (
	noStart = "!%),./-:;?]}°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！％），－．：；？］｜｝～々〻ー—"
	noEnd   = "#$([{£¥‘“‹〈《「『【〔〖〝＃＄（［｛￡￥№"
	units   = "年月日时分秒元角米克吨升条款项号次户页份名岁"
)

// tolerance absorbs the rounding of sums of advances, in points.
const tolerance = 0.01

// Break cuts text into lines no wider than width (the first one no wider than
// first). advance gives the width of the character at byte offset off; line
// ends have none. Every line end of the text ends a line and stays in it.
// Blanks at the end of a line may hang beyond the width.
func Break(text string, first, width float64, advance func(off int, r rune) float64) []string {
	var lines []string
	start, limit := 0, first
	cutAt := func(at int) {
		lines = append(lines, text[start:at])
		start, limit = at, width
	}
	var x float64
	best := 0 // the last place where the line may end
	for off := 0; off < len(text); {
		r, n := utf8.DecodeRuneInString(text[off:])
		if endsLine(text, off, r) {
			cutAt(off + n)
			off, x = start, 0
			continue
		}
		w := advance(off, r)
		if r != ' ' && x+w > limit+tolerance && off > start {
			if best <= start {
				best = wholeCluster(text, start, off)
			}
			cutAt(best)
			off, x = start, 0
			continue
		}
		x += w
		off += n
		if off < len(text) {
			if next, _ := utf8.DecodeRuneInString(text[off:]); mayBreak(r, next) {
				best = off
			}
		}
	}
	if start < len(text) || len(lines) == 0 {
		lines = append(lines, text[start:])
	}
	return lines
}

// endsLine tells whether the character at off ends its line; of CR LF it is LF.
func endsLine(text string, off int, r rune) bool {
	switch r {
	case '\n', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	case '\r':
		return !strings.HasPrefix(text[off+1:], "\n")
	}
	return false
}

// wholeCluster moves an emergency break at off back to the start of a base
// character with its marks, unless that is the whole line.
func wholeCluster(text string, start, off int) int {
	for at := off; at > start; {
		if r, _ := utf8.DecodeRuneInString(text[at:]); !clings(r) {
			return at
		}
		_, n := utf8.DecodeLastRuneInString(text[:at])
		at -= n
	}
	return off
}

// mayBreak tells whether a line may end after a and the next begin with b.
func mayBreak(a, b rune) bool {
	switch {
	case b == ' ' || clings(b) || glues(a) || glues(b):
		return false
	case strings.ContainsRune(noStart, b) || strings.ContainsRune(noEnd, a):
		return false
	case isWord(a) && isWord(b):
		return false
	case unicode.IsDigit(a) && strings.ContainsRune(units, b):
		return false
	}
	return true
}

// clings: marks, joiners and variation selectors stay with what precedes them.
func clings(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == 0x200D || r == '\n'
}

// glues: no-break space, narrow no-break space, word joiner, zero-width joiner.
func glues(r rune) bool { return r == 0xA0 || r == 0x202F || r == 0x2060 || r == 0x200D }

// isWord tells whether r is part of a word, number, code or address that is
// not broken: letters of alphabets, digits and the ASCII signs inside them.
func isWord(r rune) bool {
	if r < 0x80 {
		return r > ' ' && !strings.ContainsRune("()[]{}<>\"!?;", r)
	}
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) && r < 0x2000
}
