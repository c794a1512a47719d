package layout

// Table is a grid with full borders.
type Table struct {
	Cols  []Col
	Head  []string // repeated at the top of every page; nil for a form
	Rows  [][]Cell
	Style Style
	Bold  Style // of heads and labels
	After float64
}

// Col is a column: its share of the width and how its cells stand.
type Col struct {
	Share float64
	Align Align
}

// Cell is one cell; an empty one is struck.
type Cell struct {
	Text  string
	Foot  string  // at the cell's lower right: signature and date
	Span  int     // columns covered; 0 means 1
	Label bool    // set in the bold style, centred
	Open  bool    // left empty for handwriting
	Least float64 // least height
	Keep  bool    // the row stays on the page of the next one
}

const (
	padX = 4
	padY = 3
	// narrow is the width in ems below which flush edges would gape.
	narrow = 18
	// splitAbove is the height from which a row may be cut at a page's end.
	splitAbove = 160
)

func (t Table) boxes(width float64) ([]box, error) {
	edges := t.edges(width)
	var head *box
	var boxes []box
	if t.Head != nil {
		row := make([]Cell, len(t.Head))
		for i, text := range t.Head {
			row[i] = Cell{Text: text, Label: true}
		}
		made, err := t.row(row, edges, false)
		if err != nil {
			return nil, err
		}
		made[0].keep = true
		head = &made[0]
		boxes = made
	}
	last := 0 // boxes of the last row
	for _, row := range t.Rows {
		made, err := t.row(row, edges, true)
		if err != nil {
			return nil, err
		}
		last = len(made)
		for i := range made {
			made[i].head = head
		}
		if row[0].Keep {
			made[len(made)-1].keep = true
		}
		boxes = append(boxes, made...)
	}
	if n := len(boxes); n > 0 {
		boxes[n-1].h += t.After
	}
	// The last row of a list does not begin a page alone.
	if n := len(t.Rows); t.Head != nil && n > 2 && last == 1 {
		boxes[len(boxes)-2].keep = true
	}
	return boxes, nil
}

func (t Table) edges(width float64) []float64 {
	total := 0.0
	for _, c := range t.Cols {
		total += c.Share
	}
	edges := []float64{0}
	for _, c := range t.Cols {
		edges = append(edges, edges[len(edges)-1]+width*c.Share/total)
	}
	return edges
}

// laidCell is a cell broken into lines.
type laidCell struct {
	Cell
	x1, x2 float64
	style  Style
	align  Align
	text   *setter
	lines  []string
}

// row lays a row out as one box, or as a box a line when it is so tall that a
// page may have to cut it.
func (t Table) row(row []Cell, edges []float64, splits bool) ([]box, error) {
	var cells []laidCell
	height, natural, col := 0.0, 0.0, 0
	for _, c := range row {
		span := max(c.Span, 1)
		l := laidCell{Cell: c, x1: edges[col], x2: edges[col+span], style: t.Style, align: t.Cols[col].Align}
		if c.Label {
			l.style, l.align = t.Bold, Center
		}
		l.text = newSetter([]Span{{c.Text, l.style}})
		inner := l.x2 - l.x1 - 2*padX
		l.lines = Break(c.Text, inner, inner, l.text.advance)
		if err := l.text.err(); err != nil {
			return nil, err
		}
		h := float64(len(l.lines))*l.style.Leading + 2*padY
		if c.Foot != "" {
			h += l.style.Leading
		}
		natural, height = max(natural, h), max(height, h, c.Least)
		cells = append(cells, l)
		col += span
	}
	if splits && natural > splitAbove {
		return t.slices(cells)
	}
	b := box{h: height, ops: borders(cells, height, true, true)}
	for _, c := range cells {
		ops, err := c.draw(height)
		if err != nil {
			return nil, err
		}
		b.ops = append(b.ops, ops...)
	}
	return []box{b}, nil
}

// draw sets a whole cell: in the middle of the row's height when it is short,
// from the top when it has a foot.
func (c laidCell) draw(height float64) ([]Op, error) {
	if c.Text == "" && c.Foot == "" {
		if c.Open {
			return nil, nil
		}
		return []Op{slash((c.x1+c.x2)/2, height/2, c.style.Size)}, nil
	}
	top := (height - float64(len(c.lines))*c.style.Leading) / 2
	if c.Foot != "" {
		top = padY
	}
	foot, err := c.drawFoot(height)
	return append(c.drawLines(0, len(c.lines), top), foot...), err
}

// drawFoot sets the foot at the lower end of a box of height h.
func (c laidCell) drawFoot(h float64) ([]Op, error) {
	if c.Foot == "" {
		return nil, nil
	}
	foot := newSetter([]Span{{c.Foot, c.style}})
	y := h - padY - c.style.Leading + c.style.baseline()
	return foot.line(0, len(c.Foot), c.x1+padX, y, c.x2-c.x1-2*padX, Right, true), foot.err()
}

// drawLines sets lines from..to with the first of them at top.
func (c laidCell) drawLines(from, to int, top float64) []Op {
	var ops []Op
	at := 0
	for i, line := range c.lines {
		if i >= from && i < to {
			align := c.align
			if align == Justify && c.x2-c.x1 < narrow*c.style.Size {
				align = Left
			}
			last := i == len(c.lines)-1 || endsParagraph(line)
			ops = append(ops, c.text.line(at, at+len(line), c.x1+padX, top+c.style.baseline(), c.x2-c.x1-2*padX, align, last)...)
			top += c.style.Leading
		}
		at += len(line)
	}
	return ops
}

// slices cuts a tall row into boxes of one line each.
func (t Table) slices(cells []laidCell) ([]box, error) {
	n, leading := 0, 0.0
	for _, c := range cells {
		lines := len(c.lines)
		if c.Foot != "" {
			lines++
		}
		n, leading = max(n, lines), max(leading, c.style.Leading)
	}
	cut := []Op{Line{X1: cells[0].x1, X2: cells[len(cells)-1].x2, Width: tableWidth}}
	boxes := make([]box, n)
	for i := range boxes {
		b := box{h: leading, keep: i == 0 || i == n-2}
		top := 0.0
		if i == 0 {
			b.h, top = b.h+padY, padY
		} else {
			b.frame = cut
		}
		if i == n-1 {
			b.h += padY
			b.keep = false
		}
		b.ops = borders(cells, b.h, i == 0, i == n-1)
		for _, c := range cells {
			switch {
			case i < len(c.lines) && c.Text != "":
				b.ops = append(b.ops, c.drawLines(i, i+1, top)...)
			case i == 0 && c.Text == "" && c.Foot == "" && !c.Open:
				b.ops = append(b.ops, slash((c.x1+c.x2)/2, b.h/2, c.style.Size))
			}
			if i == n-1 {
				foot, err := c.drawFoot(b.h)
				if err != nil {
					return nil, err
				}
				b.ops = append(b.ops, foot...)
			}
		}
		boxes[i] = b
	}
	return boxes, nil
}

func borders(cells []laidCell, h float64, top, bottom bool) []Op {
	x1, x2 := cells[0].x1, cells[len(cells)-1].x2
	ops := []Op{Line{X1: x1, Y1: 0, X2: x1, Y2: h, Width: tableWidth}}
	for _, c := range cells {
		ops = append(ops, Line{X1: c.x2, Y1: 0, X2: c.x2, Y2: h, Width: tableWidth})
	}
	if top {
		ops = append(ops, Line{X1: x1, Y1: 0, X2: x2, Y2: 0, Width: tableWidth})
	}
	if bottom {
		ops = append(ops, Line{X1: x1, Y1: h, X2: x2, Y2: h, Width: tableWidth})
	}
	return ops
}
