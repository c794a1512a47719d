package layout

// Ink is handwriting: strokes of points in a box of W by H units.
type Ink struct {
	W, H    float64
	Strokes [][][2]float64
}

// penWidth of handwriting, in points.
const penWidth = 1.1

// ops draws the ink as large as it fits into a place, at its left.
func (k Ink) ops(x, y, w, h float64) []Op {
	scale := min(w/k.W, h/k.H)
	y += (h - scale*k.H) / 2
	var ops []Op
	for _, s := range k.Strokes {
		for i := 1; i < len(s); i++ {
			ops = append(ops, Line{X1: x + scale*s[i-1][0], Y1: y + scale*s[i-1][1], X2: x + scale*s[i][0], Y2: y + scale*s[i][1], Width: penWidth})
		}
	}
	return ops
}

// Hand is one signature with what is said about it.
type Hand struct {
	Ink  Ink
	Says []string // one line each, broken where it must
}

// Hands are signatures, one under the other: the ink in a frame, what is said
// about it beside it.
type Hands struct {
	Items []Hand
	Ink   float64 // width of the frame
	High  float64 // height of the frame
	Style Style
}

func (s Hands) boxes(width float64) ([]box, error) {
	var boxes []box
	for _, item := range s.Items {
		b := box{ops: append([]Op{Rect{0, 0, s.Ink, s.High, tableWidth}}, item.Ink.ops(4, 4, s.Ink-8, s.High-8)...)}
		x, y := s.Ink+10, 0.0
		for _, text := range item.Says {
			t := newSetter([]Span{{text, s.Style}})
			from := 0
			for _, line := range Break(text, width-x, width-x, t.advance) {
				b.ops = append(b.ops, t.line(from, from+len(line), x, y+s.Style.baseline(), width-x, Left, true)...)
				from, y = from+len(line), y+s.Style.Leading
			}
			if err := t.err(); err != nil {
				return nil, err
			}
		}
		b.h = max(s.High, y) + 8
		boxes = append(boxes, b)
	}
	return boxes, nil
}
