package fontkit

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// Flags of a component of a composite glyph (OpenType, glyf).
const (
	wordArgs        = 0x0001
	oneScale        = 0x0008
	moreComponents  = 0x0020
	twoScales       = 0x0040
	twoByTwo        = 0x0080
	hasInstructions = 0x0100
)

// Subset builds a TrueType font whose glyph i+1 is glyphs[i], followed by those
// they are made of. Its character map gives code i+1 to glyph i+1, so the codes
// are private to one document and the real characters are stated by the
// document's ToUnicode map. glyphs are distinct. Hinting is dropped. The same
// input gives the same bytes.
func (f *Font) Subset(glyphs []uint16) ([]byte, error) {
	if len(glyphs) == 0 || len(glyphs) >= 0xD800 {
		return nil, fmt.Errorf("font: a document cannot use %d glyphs of a face", len(glyphs))
	}
	c := cutter{font: f, newID: map[int]int{0: 0}, order: []int{0}}
	for _, g := range glyphs {
		if int(g) >= f.glyphs {
			return nil, fmt.Errorf("font: no glyph %d", g)
		}
		c.add(int(g))
	}
	if err := c.cutOutlines(); err != nil {
		return nil, err
	}
	return c.assemble(len(glyphs))
}

// cutter collects the glyphs of one subset.
type cutter struct {
	font  *Font
	newID map[int]int // old glyph → new glyph
	order []int       // old glyphs in the order of the new ones
	glyf  []byte
	loca  []int
}

func (c *cutter) add(old int) int {
	if id, ok := c.newID[old]; ok {
		return id
	}
	c.newID[old] = len(c.order)
	c.order = append(c.order, old)
	return len(c.order) - 1
}

// cutOutlines copies the outlines; components found on the way join the end
// of the list and are copied in their turn.
func (c *cutter) cutOutlines() error {
	for i := 0; i < len(c.order); i++ {
		c.loca = append(c.loca, len(c.glyf))
		data, err := c.font.outline(c.order[i])
		if err != nil {
			return err
		}
		if data == "" {
			continue
		}
		if len(data) < 10 {
			return errRange
		}
		if i16(data, 0) >= 0 {
			err = c.simple(data)
		} else {
			err = c.composite(data)
		}
		if err != nil {
			return fmt.Errorf("glyph %d: %w", c.order[i], err)
		}
		for len(c.glyf)%4 != 0 {
			c.glyf = append(c.glyf, 0)
		}
	}
	c.loca = append(c.loca, len(c.glyf))
	return nil
}

// simple copies a simple glyph without its instructions.
func (c *cutter) simple(data string) error {
	ends := 10 + 2*i16(data, 0)
	if ends+2 > len(data) {
		return errRange
	}
	body := ends + 2 + be16(data, ends)
	if body > len(data) {
		return errRange
	}
	c.glyf = append(c.glyf, data[:ends]...)
	c.glyf = append(c.glyf, 0, 0)
	c.glyf = append(c.glyf, data[body:]...)
	return nil
}

// composite copies a composite glyph, renumbering its components.
func (c *cutter) composite(data string) error {
	c.glyf = append(c.glyf, data[:10]...)
	for at := 10; ; {
		if at+4 > len(data) {
			return errRange
		}
		flags, part := be16(data, at), be16(data, at+2)
		if part >= c.font.glyphs {
			return fmt.Errorf("component %d does not exist", part)
		}
		n := 6
		if flags&wordArgs != 0 {
			n += 2
		}
		switch {
		case flags&oneScale != 0:
			n += 2
		case flags&twoScales != 0:
			n += 4
		case flags&twoByTwo != 0:
			n += 8
		}
		if at+n > len(data) {
			return errRange
		}
		c.glyf = binary.BigEndian.AppendUint16(c.glyf, uint16(flags&^hasInstructions))
		c.glyf = binary.BigEndian.AppendUint16(c.glyf, uint16(c.add(part)))
		c.glyf = append(c.glyf, data[at+4:at+n]...)
		at += n
		if flags&moreComponents == 0 {
			return nil
		}
	}
}

// assemble writes the tables a PDF needs, in order of their tags.
func (c *cutter) assemble(codes int) ([]byte, error) {
	f := c.font
	tables := map[string][]byte{"glyf": c.glyf, "cmap": cmapTable(codes)}
	for _, t := range []struct {
		tag string
		min int
	}{{"head", 54}, {"hhea", 36}, {"maxp", 6}, {"OS/2", 78}, {"post", 32}} {
		data, err := f.table(t.tag, t.min)
		if err != nil {
			return nil, err
		}
		tables[t.tag] = []byte(data)
	}
	put := binary.BigEndian.PutUint16
	put(tables["head"][50:], 1) // long loca
	put(tables["hhea"][34:], uint16(len(c.order)))
	put(tables["maxp"][4:], uint16(len(c.order)))
	post := append([]byte{0, 3, 0, 0}, tables["post"][4:16]...)
	tables["post"] = append(post, make([]byte, 16)...)
	tables["name"] = []byte{0, 0, 0, 0, 0, 6}
	for _, old := range c.order {
		bearing := be16(f.hmtx, 4*min(old, f.metrics-1)+2)
		if old >= f.metrics {
			bearing = be16(f.hmtx, 4*f.metrics+2*(old-f.metrics))
		}
		tables["hmtx"] = binary.BigEndian.AppendUint16(tables["hmtx"], uint16(f.advance(old)))
		tables["hmtx"] = binary.BigEndian.AppendUint16(tables["hmtx"], uint16(bearing))
	}
	for _, off := range c.loca {
		tables["loca"] = binary.BigEndian.AppendUint32(tables["loca"], uint32(off))
	}
	return sfnt(tables), nil
}

// cmapTable maps the codes from 1 on to the glyphs of the same number, in
// format 4: one segment and the closing one.
func cmapTable(codes int) []byte {
	var out []byte
	for _, w := range []int{
		0, 1, 3, 1, 0, 12, // header: one subtable, Windows Unicode
		4, 32, 0, 4, 4, 1, 0, // format 4, two segments
		codes, 0xFFFF, 0, // ends
		1, 0xFFFF, // starts
		0, 1, // deltas
		0, 0, // no lists of glyphs
	} {
		out = binary.BigEndian.AppendUint16(out, uint16(w))
	}
	return out
}

// sfnt joins tables into a font file with its checksums.
func sfnt(tables map[string][]byte) []byte {
	var tags []string
	size := 12
	for tag, data := range tables {
		tags = append(tags, tag)
		size += 16 + (len(data)+3)&^3
	}
	sort.Strings(tags)
	out := make([]byte, 12, size)
	entry, power := 0, 1
	for power*2 <= len(tags) {
		power, entry = power*2, entry+1
	}
	copy(out, "\x00\x01\x00\x00")
	for i, v := range []int{len(tags), power * 16, entry, (len(tags) - power) * 16} {
		binary.BigEndian.PutUint16(out[4+2*i:], uint16(v))
	}
	at := 12 + 16*len(tags)
	for _, tag := range tags {
		data := tables[tag]
		if tag == "head" {
			binary.BigEndian.PutUint32(data[8:], 0)
		}
		out = append(out, tag...)
		for _, v := range []uint32{checksum(data), uint32(at), uint32(len(data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		at += (len(data) + 3) &^ 3
	}
	var headAt int
	for _, tag := range tags {
		if tag == "head" {
			headAt = len(out)
		}
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(data []byte) (sum uint32) {
	for ; len(data) >= 4; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	if len(data) > 0 {
		var last [4]byte
		copy(last[:], data)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}
