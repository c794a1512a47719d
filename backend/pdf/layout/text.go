package layout

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"shuangsuiji/backend/pdf/fontkit"
)

// Style is how text is set.
type Style struct {
	Chain    fontkit.Chain
	Size     float64 // height of the em
	Leading  float64 // from baseline to baseline
	Tracking float64 // added to the width of every full-width character
	Color    RGB
}

// Sized is the style at another size; the leading keeps its proportion.
func (s Style) Sized(size float64) Style {
	s.Leading *= size / s.Size
	s.Size = size
	return s
}

// Span is text in one style.
type Span struct {
	Text  string
	Style Style
}

// Align says where a line stands in its width.
type Align int

const (
	Justify Align = iota // both edges flush, but for the last line
	Left
	Center
	Right
)

// emAscent is the share of the em above the baseline in hanzi fonts.
const emAscent = 0.88

// baseline is the baseline's distance from the top of a line of the style.
func (s Style) baseline() float64 { return (s.Leading-s.Size)/2 + emAscent*s.Size }

// setter measures and sets a text made of spans. It remembers the first
// character that no face has.
type setter struct {
	text   string
	spans  []Span
	ends   []int // byte offset where each span ends
	absent rune
}

func newSetter(spans []Span) *setter {
	t := &setter{spans: spans}
	var all strings.Builder
	for _, s := range spans {
		all.WriteString(s.Text)
		t.ends = append(t.ends, all.Len())
	}
	t.text = all.String()
	return t
}

func (t *setter) style(off int) Style {
	for i, end := range t.ends {
		if off < end {
			return t.spans[i].Style
		}
	}
	return t.spans[len(t.spans)-1].Style
}

// Drawable tells whether a chain can show r: it has a glyph, or r is a line
// end, a tab or one of the check boxes. Invisible format characters are not
// drawable even where a font has an empty glyph for them: nobody can see what
// he signs.
func Drawable(c fontkit.Chain, r rune) bool {
	if isBlank(r) || isCheck(r) {
		return true
	}
	_, _, ok := c.Pick(r)
	return ok && r != utf8.RuneError && !unicode.Is(unicode.Cf, r)
}

func isBlank(r rune) bool {
	return r == '\t' || r == '\r' || r == '\n' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

func isCheck(r rune) bool { return r == '☐' || r == '☑' }

func isWide(r rune) bool { return r >= 0x1100 }

func (t *setter) advance(off int, r rune) float64 {
	w, _ := t.glyph(off, r)
	return w
}

// glyph is the advance and the face of the character at off; the face is nil
// for what is not drawn from a font.
func (t *setter) glyph(off int, r rune) (float64, *fontkit.Face) {
	s := t.style(off)
	switch {
	case r == '\t':
		return 2 * s.Size, nil
	case isBlank(r):
		return 0, nil
	case isCheck(r):
		return s.Size + s.Tracking, nil
	}
	face, g, ok := s.Chain.Pick(r)
	if !ok {
		if t.absent == 0 {
			t.absent = r
		}
		return s.Size, nil
	}
	w := float64(face.Font.Advance(g)) * s.Size / 1000
	if isWide(r) {
		w += s.Tracking
	}
	return w, face
}

func (t *setter) err() error {
	if t.absent != 0 {
		return fmt.Errorf("no face has a glyph for %U", t.absent)
	}
	return nil
}

// width is the natural width of text[from:to].
func (t *setter) width(from, to int) (w float64) {
	for off, r := range t.text[from:to] {
		w += t.advance(from+off, r)
	}
	return w
}

// line sets text[from:to] at x on baseline y in the given width.
func (t *setter) line(from, to int, x, y, width float64, align Align, last bool) []Op {
	visible := from + len(strings.TrimRight(t.text[from:to], " \r\n\v\f\u0085\u2028\u2029"))
	slack := width - t.width(from, visible)
	gap := 0.0
	switch align {
	case Center:
		x += slack / 2
	case Right:
		x += slack
	case Justify:
		if n := t.gaps(from, visible); n > 0 && !last {
			// A line left short by a long word stays ragged rather than gaping.
			if gap = slack / float64(n); gap > t.style(from).Size/8 {
				gap = 0
			}
		}
	}
	p := pen{t: t, x: x, y: y, gap: gap}
	p.draw(from, visible)
	p.gap = 0
	p.draw(visible, to)
	return p.ops
}

// gaps counts the places of text[from:to] that may be stretched.
func (t *setter) gaps(from, to int) (n int) {
	var prev rune
	for off, r := range t.text[from:to] {
		if off > 0 && stretches(prev, r) {
			n++
		}
		prev = r
	}
	return n
}

// stretches: between hanzi, and between hanzi and words, but not inside words.
func stretches(a, b rune) bool { return !(isWord(a) && isWord(b)) && !clings(b) }

// pen draws characters one after another, joining equal ones into one Text.
type pen struct {
	t    *setter
	x, y float64
	gap  float64
	ops  []Op
	open *Text // the text being joined; its end is at x
}

func (p *pen) draw(from, to int) {
	text := p.t.text[from:to]
	for off, r := range text {
		style := p.t.style(from + off)
		w, face := p.t.glyph(from+off, r)
		space := 0.0
		if isWide(r) {
			space = style.Tracking
		}
		next := off + utf8.RuneLen(r)
		if r == utf8.RuneError {
			next = off + 1
		}
		if next < len(text) {
			if b, _ := utf8.DecodeRuneInString(text[next:]); stretches(r, b) {
				space += p.gap
				w += p.gap
			}
		}
		switch {
		case isCheck(r):
			p.flush()
			p.ops = append(p.ops, checkBox(p.x, p.y, style, r == '☑')...)
		case face == nil:
			p.flush()
		case p.open != nil && p.open.Face == face && p.open.Size == style.Size &&
			p.open.Color == style.Color && p.open.Space == space:
			p.open.S += string(r)
		default:
			p.flush()
			p.open = &Text{X: p.x, Y: p.y, Face: face, Size: style.Size, Space: space, Color: style.Color, S: string(r)}
		}
		p.x += w
	}
	p.flush()
}

func (p *pen) flush() {
	if p.open != nil {
		p.ops = append(p.ops, *p.open)
		p.open = nil
	}
}

// checkBox draws ☐ or ☑ in the em square at x on baseline y.
func checkBox(x, y float64, s Style, on bool) []Op {
	side := 0.72 * s.Size
	left, top := x+(s.Size-side)/2, y-0.76*s.Size
	ops := []Op{Rect{left, top, side, side, 0.7}}
	if on {
		ops = append(ops,
			Line{X1: left + side*0.18, Y1: top + side*0.52, X2: left + side*0.42, Y2: top + side*0.8, Width: 1.1},
			Line{X1: left + side*0.42, Y1: top + side*0.8, X2: left + side*0.84, Y2: top + side*0.2, Width: 1.1})
	}
	return ops
}
