package layout

import "fmt"

// MM is a millimetre in points.
const MM = 72 / 25.4

// Sheet is a paper size with its margins.
type Sheet struct{ W, H, Top, Right, Bottom, Left float64 }

// A4 is an upright A4 sheet with margins in millimetres.
func A4(top, right, bottom, left float64) Sheet {
	return Sheet{210 * MM, 297 * MM, top * MM, right * MM, bottom * MM, left * MM}
}

// Official is the sheet of GB/T 9704-2012: type area 156 x 225 mm.
func Official() Sheet { return A4(37, 26, 35, 28) }

// Turned is the sheet lying on its side with the same margins by position.
func (s Sheet) Turned() Sheet { s.W, s.H = s.H, s.W; return s }

// Doc is a document before it is laid out.
type Doc struct {
	Title   string
	Author  string
	Created string // 2006-01-02T15:04:05+08:00
	Sheet   Sheet
	Blocks  []Block
	Strip   Fields // at the foot of every page, for signatures; may be empty
	Ending  Span   // written where the text ends, the rest of the page struck; may be empty
	Frame   Frame
}

// Lay lays a document out into pages.
func Lay(d *Doc) ([]Page, error) {
	f := flow{sheet: d.Sheet, bottom: d.Sheet.H - d.Sheet.Bottom}
	width := d.Sheet.W - d.Sheet.Left - d.Sheet.Right
	strip, err := d.Strip.boxes(width)
	if err != nil {
		return nil, err
	}
	for _, b := range strip {
		f.bottom -= b.h
	}
	var boxes []box
	for _, block := range d.Blocks {
		made, err := block.boxes(width)
		if err != nil {
			return nil, err
		}
		boxes = append(boxes, made...)
	}
	if err := f.place(boxes); err != nil {
		return nil, err
	}
	if d.Ending.Text != "" {
		if err := f.strike(d.Ending, width); err != nil {
			return nil, err
		}
	}
	for i := range f.pages {
		y := f.bottom
		for _, b := range strip {
			f.add(i, b.ops, y)
			y += b.h
		}
		ops, err := d.Frame.ops(d.Sheet, i+1, len(f.pages))
		if err != nil {
			return nil, err
		}
		f.pages[i].Ops = append(f.pages[i].Ops, ops...)
	}
	return f.pages, nil
}

// flow stacks boxes into pages.
type flow struct {
	sheet  Sheet
	bottom float64
	pages  []Page
	y      float64
}

func (f *flow) add(page int, ops []Op, y float64) {
	for _, op := range ops {
		f.pages[page].Ops = append(f.pages[page].Ops, op.moved(f.sheet.Left, y))
	}
}

func (f *flow) put(b box) {
	f.add(len(f.pages)-1, b.ops, f.y)
	f.y += b.h
}

func (f *flow) newPage() {
	f.pages = append(f.pages, Page{})
	f.y = f.sheet.Top
}

func (f *flow) place(boxes []box) error {
	f.newPage()
	room := f.bottom - f.sheet.Top
	for i := 0; i < len(boxes); {
		n, h := together(boxes[i:])
		headed := 0.0
		if boxes[i].head != nil {
			headed = boxes[i].head.h
		}
		if h+headed > room {
			n, h = 1, boxes[i].h // too tall to keep together anywhere
		}
		if h+headed > room+tolerance {
			return fmt.Errorf("a box of %.0f points does not fit a page of %.0f", h, room)
		}
		if f.y+h > f.bottom+tolerance && f.y > f.sheet.Top {
			f.turn(boxes[i])
		}
		for _, b := range boxes[i : i+n] {
			f.put(b)
		}
		i += n
	}
	return nil
}

// together is how many boxes stand on one page at least, and their height.
func together(boxes []box) (n int, h float64) {
	for n < len(boxes) {
		h += boxes[n].h
		n++
		if !boxes[n-1].keep {
			break
		}
	}
	return n, h
}

// turn begins the page that next begins with.
func (f *flow) turn(next box) {
	f.add(len(f.pages)-1, next.frame, f.y)
	f.newPage()
	if next.head != nil {
		f.put(*next.head)
	}
	f.add(len(f.pages)-1, next.frame, f.y)
}

// strike writes the ending and draws a stroke through the rest of the page, so
// that nothing can be added; less than three lines of room stay as they are.
func (f *flow) strike(ending Span, width float64) error {
	leading := ending.Style.Leading
	if f.bottom-f.y < 3*leading {
		return nil
	}
	t := newSetter([]Span{ending})
	f.add(len(f.pages)-1, t.line(0, len(ending.Text), 0, ending.Style.baseline(), width, Center, true), f.y+leading*0.3)
	top, end := f.y+leading*1.5, f.bottom-6
	f.add(len(f.pages)-1, []Op{Line{X1: width, Y1: top, X2: 0, Y2: end, Width: ruleWidth}}, 0)
	return t.err()
}
