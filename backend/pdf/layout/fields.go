package layout

// Widths of strokes.
const (
	ruleWidth  = 0.6 // rules under fields
	tableWidth = 0.7 // table borders
)

// leastSize is how far a value may shrink to stay on one rule.
const leastSize = 10

// Field is a label and a value over a rule.
type Field struct {
	Label string
	Value string
	Share float64 // of the row's width; fields of a row are relative to each other
	Open  bool    // left empty to be filled by hand; otherwise an empty value is struck
	Ink   []Ink   // signatures drawn over the rule, side by side
}

// Fields are rows of fields.
type Fields struct {
	Rows  [][]Field
	Label Style
	Value Style
	After float64
	Keep  bool // all rows on one page
}

// slotGap separates fields of a row.
const slotGap = 8

func (f Fields) boxes(width float64) ([]box, error) {
	var boxes []box
	for _, row := range f.Rows {
		for _, part := range f.parted(row, width) {
			made, err := f.row(part, width)
			if err != nil {
				return nil, err
			}
			boxes = append(boxes, made...)
		}
	}
	if n := len(boxes); n > 0 {
		boxes[n-1].h += f.After
		for i := range boxes[:n-1] {
			boxes[i].keep = boxes[i].keep || f.Keep
		}
	}
	return boxes, nil
}

// parted is a row, or each of its fields on a row of its own when a value would
// not fit its place on one line.
func (f Fields) parted(row []Field, width float64) [][]Field {
	for _, field := range row {
		label := newSetter([]Span{{field.Label, f.Label}})
		place := width*field.Share/shares(row) - slotGap - label.width(0, len(field.Label))
		if _, lines := fit(field.Value, f.Value, place); len(row) > 1 && len(lines) > 1 {
			alone := make([][]Field, len(row))
			for i := range row {
				alone[i] = row[i : i+1]
			}
			return alone
		}
	}
	return [][]Field{row}
}

func shares(row []Field) (total float64) {
	for _, field := range row {
		total += field.Share
	}
	return total
}

// row lays one row out, a box for each of its lines.
func (f Fields) row(row []Field, width float64) ([]box, error) {
	total := shares(row)
	var lines [][]Op
	x := 0.0
	for i, field := range row {
		w := width * field.Share / total
		end := x + w
		if i < len(row)-1 {
			end -= slotGap
		}
		made, err := f.field(field, x, end)
		if err != nil {
			return nil, err
		}
		for n, ops := range made {
			if n == len(lines) {
				lines = append(lines, nil)
			}
			lines[n] = append(lines[n], ops...)
		}
		x += w
	}
	boxes := make([]box, len(lines))
	for i, ops := range lines {
		boxes[i] = box{h: f.Label.Leading, ops: ops, keep: i < len(lines)-1 && len(lines) <= 4}
	}
	return boxes, nil
}

// field draws one field from x to end, line by line.
func (f Fields) field(field Field, x, end float64) ([][]Op, error) {
	label := newSetter([]Span{{field.Label, f.Label}})
	baseline := f.Label.baseline()
	first := label.line(0, len(field.Label), x, baseline, end-x, Left, true)
	x += label.width(0, len(field.Label))
	if err := label.err(); err != nil {
		return nil, err
	}
	if field.Value == "" && !field.Open {
		first = append(first, slash((x+end)/2, baseline-0.38*f.Label.Size, f.Label.Size))
	}
	for i, ink := range field.Ink {
		w := (end - x) / float64(len(field.Ink))
		first = append(first, ink.ops(x+w*float64(i)+2, 1, w-4, f.Label.Leading-3)...)
	}
	value, lines := fit(field.Value, f.Value, end-x)
	made := make([][]Op, len(lines))
	made[0] = first
	from := 0
	for i, line := range lines {
		made[i] = append(made[i], value.line(from, from+len(line), x, baseline, end-x, Left, true)...)
		rule := baseline + 0.2*f.Label.Size
		made[i] = append(made[i], Line{X1: x, Y1: rule, X2: end, Y2: rule, Width: ruleWidth})
		from += len(line)
	}
	return made, value.err()
}

// fit sets a value in a slot: at its size, else smaller down to leastSize, else
// at its size on as many lines as it needs.
func fit(text string, style Style, width float64) (*setter, []string) {
	for size := style.Size; size >= leastSize; size -= 0.5 {
		t := newSetter([]Span{{text, style.Sized(size)}})
		lines := Break(text, width, width, t.advance)
		if len(lines) == 1 && t.width(0, len(text)) <= width+tolerance {
			return t, lines
		}
	}
	t := newSetter([]Span{{text, style}})
	return t, Break(text, width, width, t.advance)
}

// slash strikes an unused blank: a stroke like ／ around the centre x, y.
func slash(x, y, size float64) Op {
	d := 0.4 * size
	return Line{X1: x - d, Y1: y + d, X2: x + d, Y2: y - d, Width: ruleWidth}
}
