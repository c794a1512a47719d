package layout

// Block is one part of a document: Para, Fields, Table, Ruled, Picture or Gap.
type Block interface {
	// boxes lays the block out in the given width.
	boxes(width float64) ([]box, error)
}

// box is a piece of a page that is not divided. Its operations are relative to
// its top left corner.
type box struct {
	h     float64
	ops   []Op
	keep  bool // stays on the page of the next box
	head  *box // drawn above it when it begins a page
	frame []Op // what closes a table row cut before this box: drawn at both edges
}

// Gap is empty space.
type Gap struct{ H float64 }

func (g Gap) boxes(float64) ([]box, error) { return []box{{h: g.H}}, nil }

// Kept is a block that stays on the page of the next one, with its last lines.
type Kept struct{ Block }

func (k Kept) boxes(width float64) ([]box, error) {
	boxes, err := k.Block.boxes(width)
	if n := len(boxes); n > 0 {
		boxes[n-1].keep = true
	}
	return boxes, err
}

// Para is a paragraph.
type Para struct {
	Spans    []Span
	Align    Align
	Indent   float64 // of the first line
	Inset    float64 // of every line, left
	InsetR   float64 // of every line, right
	Before   float64
	After    float64
	Keep     bool // stays on the page of the next block
	Balanced bool // lines of like length, broken between words, for titles
}

func (p Para) boxes(width float64) ([]box, error) {
	t := newSetter(p.Spans)
	width -= p.Inset + p.InsetR
	lines := Break(t.text, width-p.Indent, width, t.advance)
	if p.Balanced {
		lines = balanced(t, width)
	}
	style := p.Spans[0].Style
	boxes := make([]box, len(lines))
	from := 0
	for i, line := range lines {
		to := from + len(line)
		x, w := p.Inset, width
		if i == 0 {
			x, w = x+p.Indent, w-p.Indent
		}
		last := i == len(lines)-1 || endsParagraph(line)
		boxes[i] = box{h: style.Leading, ops: t.line(from, to, x, style.baseline(), w, p.Align, last)}
		// Neither the first nor the last line of a paragraph stands alone.
		boxes[i].keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
		from = to
	}
	if err := t.err(); err != nil {
		return nil, err
	}
	boxes[0].ops = shift(boxes[0].ops, 0, p.Before)
	boxes[0].h += p.Before
	boxes[len(boxes)-1].h += p.After
	boxes[len(boxes)-1].keep = p.Keep
	return boxes, nil
}

func endsParagraph(line string) bool {
	r := []rune(line)
	return len(r) > 0 && isBlank(r[len(r)-1]) && r[len(r)-1] != '\t'
}

func shift(ops []Op, dx, dy float64) []Op {
	for i, op := range ops {
		ops[i] = op.moved(dx, dy)
	}
	return ops
}

// Ruled is empty ruled space for words written by hand. What stands before it
// should be a kept paragraph.
type Ruled struct {
	Lines int
	Pitch float64
}

func (r Ruled) boxes(width float64) ([]box, error) {
	b := box{h: float64(r.Lines) * r.Pitch}
	for i := range r.Lines {
		y := float64(i+1) * r.Pitch
		b.ops = append(b.ops, Line{X1: 0, Y1: y, X2: width, Y2: y, Width: ruleWidth})
	}
	return []box{b}, nil
}
