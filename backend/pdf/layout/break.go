package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Characters that may not begin a line, and those that may not end one
// (GB/T 15834, and the ASCII marks that act alike), beside all that Unicode
// calls closing (Pe, Pf) or opening (Ps, Pi).
const (
	noStart = "!%),./-:;?]}°·ˇˉ―‖…‰′″℃∶、。〃々〻！％），－．：；？］｜｝～ー—﹐﹑﹒﹔﹕﹖﹗"
	noEnd   = "#$([{£¥＃＄￥№"
	units   = "年月日时分秒元角米克吨升条款项号次户页份名岁"
)

// tolerance absorbs the rounding of sums of advances, in points.
const tolerance = 0.01

// Break cuts text into lines no wider than width (the first one no wider than
// first). advance gives the width of the character at byte offset off; line
// ends have none. Every line end of the text ends a line and stays in it.
// Blanks at the end of a line may hang beyond the width.
//
// A word longer than a line is cut inside, though not where a mark would stand
// wrong. Only a line that has no other place at all (nothing but marks) is cut
// against 禁则: nothing may run off the sheet.
func Break(text string, first, width float64, advance func(off int, r rune) float64) []string {
	return breakLines(text, first, width, advance, nil)
}

// breakLines is Break that, where allowed is given, ends lines only at offsets
// that it allows, as long as a line has any.
func breakLines(text string, first, width float64, advance func(off int, r rune) float64, allowed []bool) []string {
	var lines []string
	start, limit := 0, first
	cutAt := func(at int) {
		lines = append(lines, text[start:at])
		start, limit = at, width
	}
	then := ahead{text: text}
	var x float64
	var seen rune // the last character that shows
	// The last places of the line where it may end: as asked, without breaking a
	// word, and without a mark standing wrong.
	var best, whole, inside int
	for off := 0; off < len(text); {
		r, n := utf8.DecodeRuneInString(text[off:])
		if endsLine(text, off, r) {
			cutAt(off + n)
			off, x, seen = start, 0, 0
			continue
		}
		w := advance(off, r)
		if !hangs(r) && x+w > limit+tolerance && off > start {
			if best <= start {
				best = whole
			}
			if best <= start {
				best = inside
			}
			if best <= start {
				best = wholeCluster(text, start, off)
			}
			cutAt(best)
			off, x, seen = start, 0, 0
			continue
		}
		x += w
		off += n
		if shows(r) {
			seen = r
		}
		if off == len(text) {
			break
		}
		next, _ := utf8.DecodeRuneInString(text[off:])
		if hangs(next) || clings(next) || joins(r) || opens(seen) || then.closes(off, next) {
			continue
		}
		inside = off
		if mayBreak(r, next) {
			whole = off
			if allowed == nil || allowed[off] {
				best = off
			}
		}
	}
	if start < len(text) || len(lines) == 0 {
		lines = append(lines, text[start:])
	}
	return lines
}

// closes and opens: what may not begin a line, and what may not end it.
func closes(r rune) bool {
	return r != 0 && !isHan(r) && (strings.ContainsRune(noStart, r) || unicode.In(r, unicode.Pe, unicode.Pf))
}

func opens(r rune) bool {
	return r != 0 && !isHan(r) && (strings.ContainsRune(noEnd, r) || unicode.In(r, unicode.Ps, unicode.Pi))
}

// hangs: blanks that may stand beyond the end of a line.
func hangs(r rune) bool { return r == ' ' || r == '\t' }

// shows tells whether r can be seen: no blank, no mark on another character.
func shows(r rune) bool {
	return isHan(r) || r > ' ' && r < 0x7F || !unicode.In(r, unicode.Z, unicode.C) && !clings(r)
}

// ahead tells of the offsets of a text whether the first character that shows
// from there on, in its line, may not begin one. Almost always that is the next
// character, so the table is made only when it is not.
type ahead struct {
	text   string
	closed []bool
}

func (a *ahead) closes(off int, next rune) bool {
	if shows(next) {
		return closes(next)
	}
	if a.closed == nil {
		a.closed = make([]bool, len(a.text)+1)
		for at := len(a.text); at > 0; {
			r, n := utf8.DecodeLastRuneInString(a.text[:at])
			was := a.closed[at]
			at -= n
			a.closed[at] = was && !endsLine(a.text, at, r)
			if shows(r) {
				a.closed[at] = closes(r)
			}
		}
	}
	return a.closed[off]
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

// mayBreak tells whether words, numbers and what is glued let a line end after
// a and the next begin with b.
func mayBreak(a, b rune) bool {
	switch {
	case glues(a) || glues(b):
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
	return r == '\n' || r == 0x200D || r >= 0x300 && !isHan(r) && unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc)
}

// isHan: the common hanzi, which no other rule is about.
func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// joins: a zero-width joiner makes one character of its neighbours.
func joins(r rune) bool { return r == 0x200D }

// glues: no-break space, narrow no-break space, word joiner, zero-width joiner.
func glues(r rune) bool { return r == 0xA0 || r == 0x202F || r == 0x2060 || joins(r) }

// isWord tells whether r is part of a word, number, code or address that is
// not broken: letters of alphabets, digits and the ASCII signs inside them.
func isWord(r rune) bool {
	if r < 0x80 {
		return r > ' ' && !strings.ContainsRune("()[]{}<>\"!?;", r)
	}
	return r < 0x2000 && unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}
