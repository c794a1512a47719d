package fontkit

import (
	"fmt"
	"sort"
)

// cmap maps characters to glyphs. It reads the table in place.
type cmap struct {
	format int    // 4 or 12
	data   string // the subtable
}

// readCmap takes the best Unicode subtable: format 12 (all planes) before
// format 4 (the basic plane).
func (f *Font) readCmap() error {
	all, err := f.table("cmap", 4)
	if err != nil {
		return err
	}
	for i := range be16(all, 2) {
		at := 4 + 8*i
		if at+8 > len(all) {
			return errRange
		}
		platform, encoding, off := be16(all, at), be16(all, at+2), be32(all, at+4)
		if platform != 0 && (platform != 3 || (encoding != 1 && encoding != 10)) {
			continue
		}
		if off < 0 || off+16 > len(all) {
			return errRange
		}
		switch sub := all[off:]; be16(sub, 0) {
		case 12:
			n := be32(sub, 12)
			if n > (len(sub)-16)/12 {
				return errRange
			}
			f.cmap = cmap{12, sub[:16+12*n]}
		case 4:
			n := be16(sub, 6) / 2
			if n < 1 || 16+8*n > len(sub) {
				return errRange
			}
			if f.cmap.format != 12 {
				f.cmap = cmap{4, sub}
			}
		}
	}
	if f.cmap.format == 0 {
		return fmt.Errorf("font: no Unicode character map")
	}
	return nil
}

func (c cmap) glyph(r rune) int {
	if r < 0 {
		return 0
	}
	if c.format == 12 {
		n := (len(c.data) - 16) / 12
		i := sort.Search(n, func(i int) bool { return be32(c.data, 16+12*i+4) >= int(r) })
		if i == n || be32(c.data, 16+12*i) > int(r) {
			return 0
		}
		return be32(c.data, 16+12*i+8) + int(r) - be32(c.data, 16+12*i)
	}
	if r > 0xFFFF {
		return 0
	}
	n := be16(c.data, 6) / 2
	i := sort.Search(n, func(i int) bool { return be16(c.data, 14+2*i) >= int(r) })
	if i == n {
		return 0
	}
	return c.segment(i, n, int(r))
}

// segment resolves r in segment i of n of a format 4 table.
func (c cmap) segment(i, n, r int) int {
	start := be16(c.data, 16+2*n+2*i)
	if start > r {
		return 0
	}
	delta, rangeAt := be16(c.data, 16+4*n+2*i), 16+6*n+2*i
	rangeOff := be16(c.data, rangeAt)
	if rangeOff == 0 {
		return (r + delta) & 0xFFFF
	}
	at := rangeAt + rangeOff + 2*(r-start)
	if at+2 > len(c.data) {
		return 0
	}
	if g := be16(c.data, at); g != 0 {
		return (g + delta) & 0xFFFF
	}
	return 0
}

// each calls fn once for every character of the ranges, in order. Ranges of a
// broken table may overlap or be absurd; characters beyond Unicode are left out.
func (c cmap) each(fn func(rune)) {
	next := 0
	visit := func(from, to int) {
		for r := max(from, next); r <= min(to, 0x10FFFF); r++ {
			fn(rune(r))
		}
		next = max(next, to+1)
	}
	if c.format == 12 {
		for at := 16; at < len(c.data); at += 12 {
			visit(be32(c.data, at), be32(c.data, at+4))
		}
		return
	}
	n := be16(c.data, 6) / 2
	for i := range n {
		visit(be16(c.data, 16+2*n+2*i), be16(c.data, 14+2*i))
	}
}
