package sheet

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
)

// rows streams the cells of a sheet. An error of fn comes back unchanged.
func (x *xlsxFile) rows(sheet string, fn func(no int, cells []cell) error) error {
	w := rowWalker{x: x, fn: fn}
	err := x.each(x.paths[sheet], maxPart, w.event)
	if w.fnErr != nil {
		return w.fnErr
	}
	return x.explain(err, "工作表“"+sheet+"”读到第 "+strconv.Itoa(w.row)+" 行中断")
}

// rowWalker assembles cells (ECMA-376 part 1, 18.3.1.4) from XML events.
type rowWalker struct {
	x     *xlsxFile
	fn    func(no int, cells []cell) error
	fnErr error

	row      int
	col      int // 1-based
	cells    []cell
	kind     string // attribute t
	style    int
	formula  bool
	stored   bool   // there is a <v>
	value    []byte // of <v>
	inline   []byte // of <is><t>
	capture  *[]byte
	phonetic bool
}

func (w *rowWalker) event(s *xmlScanner, ev xmlEvent) error {
	if ev == xmlText {
		if w.capture != nil && !w.phonetic {
			*w.capture = append(*w.capture, s.text...)
		}
		return nil
	}
	switch string(s.name) {
	case "row":
		if ev == xmlEnd {
			w.fnErr = w.fn(w.row, w.cells)
			return w.fnErr
		}
		return w.startRow(s)
	case "c":
		if ev == xmlEnd {
			return w.endCell()
		}
		return w.startCell(s)
	case "v":
		w.stored = true
		w.capture = target(ev, &w.value)
	case "t":
		w.capture = target(ev, &w.inline)
	case "rPh":
		w.phonetic = ev == xmlStart
	case "f":
		w.formula = true
	}
	return nil
}

func target(ev xmlEvent, buf *[]byte) *[]byte {
	if ev == xmlStart {
		return buf
	}
	return nil
}

func (w *rowWalker) startRow(s *xmlScanner) error {
	next := w.row + 1
	if r := s.attr("r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < next {
			return errors.New("xlsx: row number " + r)
		}
		next = n
	}
	if next > MaxRows {
		return tooManyRows(w.x.name)
	}
	w.row, w.col, w.cells = next, 0, w.cells[:0]
	return nil
}

func (w *rowWalker) startCell(s *xmlScanner) error {
	w.col++
	if ref := s.attr("r"); ref != "" {
		col, ok := columnOf(ref)
		if !ok || col < w.col {
			return errors.New("xlsx: cell reference " + ref)
		}
		w.col = col
	}
	if w.col > maxColumns {
		return errors.New("xlsx: too many columns")
	}
	w.kind = s.attr("t")
	w.style, _ = strconv.Atoi(s.attr("s"))
	w.formula, w.stored, w.value, w.inline, w.capture = false, false, w.value[:0], w.inline[:0], nil
	return nil
}

func (w *rowWalker) endCell() error {
	c, err := w.cell()
	if err != nil || c.kind == blankCell {
		return err
	}
	for len(w.cells) < w.col-1 {
		w.cells = append(w.cells, cell{})
	}
	w.cells = append(w.cells, c)
	return nil
}

func (w *rowWalker) cell() (cell, error) {
	v := string(w.value)
	switch {
	case w.kind == "inlineStr":
		return cell{unescapeOOXML(string(w.inline)), textCell}, nil
	case v == "" && w.formula && !(w.stored && w.kind == "str"): // ="" is stored as empty text
		return cell{"", uncomputedCell}, nil
	case v == "":
		return cell{}, nil
	}
	switch w.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(v))
		text, ok := w.x.strings.at(i)
		if err != nil || !ok {
			return cell{}, errors.New("xlsx: shared string " + v)
		}
		return cell{text, textCell}, nil
	case "str":
		return cell{unescapeOOXML(v), textCell}, nil
	case "b":
		return cell{map[bool]string{true: "TRUE", false: "FALSE"}[strings.TrimSpace(v) == "1"], boolCell}, nil
	case "e":
		return cell{v, errorCell}, nil
	case "d":
		return cell{strings.TrimSuffix(strings.Replace(v, "T", " ", 1), " 00:00:00"), dateCell}, nil
	}
	v = strings.TrimSpace(v)
	date := w.style >= 0 && w.style < len(w.x.dates) && w.x.dates[w.style]
	if !date && digits(v) && (v[0] != '0' || len(v) == 1) {
		return cell{v, numberCell}, nil // long whole numbers stay as they are
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return cell{}, errors.New("xlsx: number " + v)
	}
	return numericCell(f, date, w.x.date1904), nil
}

// columnOf is the 1-based column of a reference like "AB12".
func columnOf(ref string) (int, bool) {
	col := 0
	for i := 0; i < len(ref); i++ {
		b := ref[i] &^ 0x20
		if b < 'A' || b > 'Z' {
			return col, i > 0
		}
		if col = col*26 + int(b-'A') + 1; col > maxColumns {
			return 0, false
		}
	}
	return 0, false
}

// cellAt parses "AB12".
func cellAt(ref string) (row, col int, ok bool) {
	col, ok = columnOf(ref)
	if !ok {
		return 0, 0, false
	}
	row, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	return row, col, err == nil && row >= 1 && row <= MaxRows
}

// merges reads <mergeCell ref="A1:B2"/>, which stand behind all rows.
func (x *xlsxFile) merges(sheet string) ([]span, error) {
	var out []span
	err := x.each(x.paths[sheet], maxPart, func(s *xmlScanner, ev xmlEvent) error {
		if ev != xmlStart || string(s.name) != "mergeCell" {
			return nil
		}
		from, to, ok := strings.Cut(s.attr("ref"), ":")
		if !ok {
			return nil
		}
		top, left, ok1 := cellAt(from)
		bottom, right, ok2 := cellAt(to)
		if !ok1 || !ok2 {
			return errors.New("xlsx: merged range " + s.attr("ref"))
		}
		out = append(out, span{top, left, bottom, right})
		return nil
	})
	return out, x.explain(err, "工作表“"+sheet+"”的合并单元格读不出来")
}

// unescapeOOXML decodes the _xHHHH_ escapes of ECMA-376 part 1, 22.9.2.19.
func unescapeOOXML(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	var high rune
	for len(s) > 0 {
		unit, ok := escapedUnit(s)
		if !ok || utf16.IsSurrogate(unit) && high == 0 && !pairFollows(s) {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		s = s[7:]
		switch {
		case high != 0:
			b.WriteRune(utf16.DecodeRune(high, unit))
			high = 0
		case utf16.IsSurrogate(unit):
			high = unit
		default:
			b.WriteRune(unit)
		}
	}
	return b.String()
}

func escapedUnit(s string) (rune, bool) {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 32)
	return rune(n), err == nil
}

// pairFollows tells whether s begins with two escapes that make one character.
func pairFollows(s string) bool {
	high, _ := escapedUnit(s)
	low, ok := escapedUnit(s[7:])
	return ok && utf16.DecodeRune(high, low) != '\uFFFD'
}
