package layout

import (
	"fmt"

	"rsc.io/qr"
)

// Frame is what stands outside the type area of every page.
type Frame struct {
	Small    Style    // marks and notes
	Number   Style    // page numbers
	Official bool     // page numbers and red rules of GB/T 9704-2012, letter form
	Organ    Span     // the red head of the letter form; only when Official
	Mark     string   // upper left, such as 分局内部表样
	Stamp    string   // boxed beside it, such as 草稿
	Notes    []string // beside the QR code
	QR       func(page, pages int) string
	Attached bool // a sheet added behind a document: no code, numbered as such
}

// Where the parts of the frame stand, from the edges of the sheet.
const (
	qrSide     = 20 * MM
	qrTop      = 8 * MM
	noteGap    = 2 * MM
	redTop     = 30 * MM // upper edge of the organ's name
	redRule    = 45 * MM // the double rule under it
	redFoot    = 20 * MM // the double rule at the foot, from below
	numberFoot = 14 * MM // page number's baseline, from below
	numberDown = 7 * MM  // GB/T 9704: below the type area
)

func (f Frame) ops(s Sheet, page, pages int) ([]Op, error) {
	var ops []Op
	if f.QR == nil {
		return nil, nil // the cover and the list of a file are no document
	}
	if !f.Attached {
		code, err := f.code(s, page, pages)
		if err != nil {
			return nil, err
		}
		ops = append(ops, code)
	}
	x := s.Left
	if f.Mark != "" {
		made, w, err := oneLine(Span{f.Mark, f.Small.Sized(9)}, x, qrTop+f.Small.Leading)
		if err != nil {
			return nil, err
		}
		ops, x = append(ops, made...), x+w+8
	}
	if f.Stamp != "" {
		size := f.Small.Sized(16)
		made, w, err := oneLine(Span{f.Stamp, size}, x+6, qrTop+f.Small.Leading+3)
		if err != nil {
			return nil, err
		}
		ops = append(append(ops, made...), Rect{x, qrTop - 4, w + 12, 24, 1})
	}
	right := s.W - s.Right - qrSide - noteGap
	for i, note := range f.Notes {
		t := newSetter([]Span{{note, f.Small}})
		w := t.width(0, len(note))
		ops = append(ops, t.line(0, len(note), right-w, qrTop+f.Small.Leading*float64(i+1), w, Left, true)...)
		if err := t.err(); err != nil {
			return nil, err
		}
	}
	number, err := f.number(s, page, pages)
	if err != nil {
		return nil, err
	}
	ops = append(ops, number...)
	if f.Official && page == 1 {
		red, err := f.redHead(s)
		if err != nil {
			return nil, err
		}
		ops = append(ops, red...)
	}
	return ops, nil
}

func oneLine(span Span, x, y float64) ([]Op, float64, error) {
	t := newSetter([]Span{span})
	w := t.width(0, len(span.Text))
	return t.line(0, len(span.Text), x, y, w, Left, true), w, t.err()
}

// number is 第X页 共Y页 in the middle, or — X — at the outer edge (GB/T 9704;
// the first page of a letter has none).
func (f Frame) number(s Sheet, page, pages int) ([]Op, error) {
	text := fmt.Sprintf("第 %d 页  共 %d 页", page, pages)
	switch {
	case f.Attached:
		text = fmt.Sprintf("附页 %d", page)
	case f.Official && page == 1:
		return nil, nil
	case f.Official:
		text = fmt.Sprintf("— %d —", page)
	}
	t := newSetter([]Span{{text, f.Number}})
	w := t.width(0, len(text))
	x, y := (s.W-w)/2, s.H-numberFoot
	if f.Official {
		y = s.H - s.Bottom + numberDown
		x = s.W - s.Right - w - f.Number.Size
		if page%2 == 0 {
			x = s.Left + f.Number.Size
		}
	}
	return t.line(0, len(text), x, y, w, Left, true), t.err()
}

// redHead is the letter form's head and rules: the organ's name centred in
// red, a double rule under it (thick over thin) and one at the foot (thin over
// thick), 170 mm long.
func (f Frame) redHead(s Sheet) ([]Op, error) {
	organ := f.Organ
	for {
		t := newSetter([]Span{organ})
		w := t.width(0, len(organ.Text))
		if w > 156*MM && organ.Style.Size > leastSize {
			organ.Style = organ.Style.Sized(organ.Style.Size - 1)
			continue
		}
		ops := t.line(0, len(organ.Text), (s.W-w)/2, redTop+emAscent*organ.Style.Size, w, Left, true)
		x1, x2 := (s.W-170*MM)/2, (s.W+170*MM)/2
		for _, rule := range []struct{ y, w float64 }{
			{redRule, 2.2}, {redRule + 3, 0.7}, {s.H - redFoot, 0.7}, {s.H - redFoot + 3, 2.2},
		} {
			ops = append(ops, Line{x1, rule.y, x2, rule.y, rule.w, Red()})
		}
		return ops, t.err()
	}
}

// code is the page's QR code in the upper right corner, where a scan of mixed
// sheets is told apart by it.
func (f Frame) code(s Sheet, page, pages int) (Modules, error) {
	c, err := qr.Encode(f.QR(page, pages), qr.M)
	if err != nil {
		return Modules{}, fmt.Errorf("QR code: %w", err)
	}
	m := Modules{X: s.W - s.Right - qrSide, Y: qrTop, Side: qrSide / float64(c.Size)}
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			n := 0
			for x+n < c.Size && c.Black(x+n, y) {
				n++
			}
			if n > 0 {
				m.Runs = append(m.Runs, Run{x, y, n})
				x += n
			}
		}
	}
	return m, nil
}
