package sheet

import (
	"encoding/binary"
	"errors"
	"math"

	"shuangsuiji/backend/inspect"
)

// xlsGrid collects the cells of one sheet; records may come in any order.
type xlsGrid struct {
	x       *xlsFile
	rows    [][]cell
	merges  []span
	pending *cell // formula whose text follows in a STRING record
}

// rows gives the cells of a sheet from the top.
func (x *xlsFile) rows(sheet string, fn func(no int, cells []cell) error) error {
	g, err := x.grid(sheet)
	if err != nil {
		return err
	}
	for i, cells := range g.rows {
		if len(cells) > 0 {
			if err := fn(i+1, cells); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *xlsFile) merges(sheet string) ([]span, error) {
	g, err := x.grid(sheet)
	if err != nil {
		return nil, err
	}
	return g.merges, nil
}

func (x *xlsFile) grid(sheet string) (*xlsGrid, error) {
	g := &xlsGrid{x: x}
	err := x.records(x.offsets[sheet], func(_, kind int, data []byte) error { return g.record(kind, data) })
	var known *inspect.Error
	if err != nil && !errors.As(err, &known) {
		return nil, damaged(x.name, "工作表“"+sheet+"”读不出来", err)
	}
	return g, err
}

func (g *xlsGrid) record(kind int, data []byte) error {
	switch kind {
	case recString:
		if g.pending != nil {
			r := biffReader{segs: [][]byte{data}}
			*g.pending = cell{r.text(int(r.u16())), textCell}
			g.pending = nil
			return r.err
		}
		return nil
	case recMergeCells:
		return g.merge(data)
	case recLabelSST, recLabel, recRString, recNumber, recRK, recMulRk, recBoolErr, recFormula:
	default:
		return nil
	}
	if len(data) < 6 {
		return errBIFF
	}
	row, col := int(binary.LittleEndian.Uint16(data)), int(binary.LittleEndian.Uint16(data[2:]))
	xf, body := int(binary.LittleEndian.Uint16(data[4:])), data[6:]
	if kind == recMulRk { // col, (xf, rk)..., last col
		for cells := data[4:]; len(cells) >= 8; cells, col = cells[6:], col+1 {
			c, err := g.x.number(rk(binary.LittleEndian.Uint32(cells[2:])), int(binary.LittleEndian.Uint16(cells)))
			if err != nil {
				return err
			}
			if _, err := g.put(row, col, c); err != nil {
				return err
			}
		}
		return nil
	}
	c, err := g.cell(kind, xf, body)
	if err != nil {
		return err
	}
	p, err := g.put(row, col, c)
	if err != nil {
		return err
	}
	if kind == recFormula && c.kind == uncomputedCell {
		g.pending = p
	}
	return nil
}

func (g *xlsGrid) cell(kind, xf int, body []byte) (cell, error) {
	r := biffReader{segs: [][]byte{body}}
	switch kind {
	case recLabelSST:
		i := int(r.u32())
		if r.err != nil || i >= len(g.x.strings) {
			return cell{}, errBIFF
		}
		return cell{g.x.strings[i], textCell}, nil
	case recLabel, recRString:
		text := r.text(int(r.u16()))
		return cell{text, textCell}, r.err
	case recRK:
		v := rk(r.u32())
		if r.err != nil {
			return cell{}, r.err
		}
		return g.x.number(v, xf)
	case recBoolErr:
		value, isError := r.u8(), r.u8()
		return boolOrError(value, isError != 0), r.err
	}
	if len(body) < 8 {
		return cell{}, errBIFF
	}
	bits := binary.LittleEndian.Uint64(body)
	if kind == recFormula && bits>>48 == 0xFFFF { // no number: text, boolean, error or empty
		switch body[0] {
		case 1, 2:
			return boolOrError(body[2], body[0] == 2), nil
		case 3:
			return cell{}, nil
		}
		return cell{"", uncomputedCell}, nil // a STRING record follows
	}
	return g.x.number(math.Float64frombits(bits), xf)
}

func boolOrError(v byte, isError bool) cell {
	if !isError {
		return cell{map[bool]string{true: "TRUE", false: "FALSE"}[v != 0], boolCell}
	}
	text := map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}[v]
	if text == "" {
		text = "#ERR"
	}
	return cell{text, errorCell}
}

// put stores a cell; the pointer is valid until the next put. BIFF8 has 256
// columns; a file with more would only waste memory.
func (g *xlsGrid) put(row, col int, c cell) (*cell, error) {
	if col > 255 {
		return nil, errBIFF
	}
	for len(g.rows) <= row {
		g.rows = append(g.rows, nil)
	}
	for len(g.rows[row]) <= col {
		g.rows[row] = append(g.rows[row], cell{})
	}
	g.rows[row][col] = c
	return &g.rows[row][col], nil
}

func (g *xlsGrid) merge(data []byte) error {
	r := biffReader{segs: [][]byte{data}}
	for n := int(r.u16()); n > 0 && r.err == nil; n-- {
		top, bottom, left, right := r.u16(), r.u16(), r.u16(), r.u16()
		g.merges = append(g.merges, span{int(top) + 1, int(left) + 1, int(bottom) + 1, int(right) + 1})
	}
	return r.err
}

// rk decodes the short numbers of [MS-XLS] 2.5.217.
func rk(v uint32) float64 {
	var f float64
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}
