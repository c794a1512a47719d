package fontkit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
)

// Font is one parsed TrueType font. It never changes after Open.
type Font struct {
	src    source
	tables map[string]table

	unitsPerEm int
	ascent     int
	descent    int
	box        [4]int
	glyphs     int
	metrics    int // entries of hmtx that hold an advance
	longLoca   bool
	capHeight  int
	weight     int
	fsType     uint16
	name       string
	psName     string

	cmap cmap
	hmtx string
	loca string
}

type table struct{ off, n int }

// be16, be32 and i16 read big-endian numbers; callers checked the length.
func be16(s string, at int) int { return int(s[at])<<8 | int(s[at+1]) }
func be32(s string, at int) int { return be16(s, at)<<16 | be16(s, at+2) }
func i16(s string, at int) int  { return int(int16(be16(s, at))) }

// Open parses a font. The string is kept, not copied.
func Open(data string) (*Font, error) {
	src, err := openSource(data)
	if err != nil {
		return nil, err
	}
	f := &Font{src: src, tables: map[string]table{}}
	base, err := f.base()
	if err != nil {
		return nil, err
	}
	if err := f.readDirectory(base); err != nil {
		return nil, err
	}
	for _, step := range []func() error{f.readHead, f.readMetrics, f.readOS2, f.readCmap, f.readName} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// base is the offset of the table directory: that of the first font of a
// collection, 0 in a single font.
func (f *Font) base() (int, error) {
	tag, err := f.src.view(0, 4)
	if err != nil {
		return 0, err
	}
	switch tag {
	case "\x00\x01\x00\x00", "true":
		return 0, nil
	case "OTTO":
		return 0, fmt.Errorf("font: PostScript outlines are not supported")
	case "ttcf":
		head, err := f.src.view(0, 16)
		if err != nil {
			return 0, err
		}
		return be32(head, 12), nil
	}
	return 0, fmt.Errorf("font: not a TrueType file")
}

func (f *Font) readDirectory(base int) error {
	head, err := f.src.view(base, 12)
	if err != nil {
		return err
	}
	n := be16(head, 4)
	list, err := f.src.view(base+12, n*16)
	if err != nil {
		return err
	}
	for i := range n {
		e := list[i*16:]
		t := table{off: be32(e, 8), n: be32(e, 12)}
		if _, err := f.src.view(t.off, 0); err != nil || t.n > f.src.size()-t.off {
			return fmt.Errorf("font: table %q lies outside the file", e[:4])
		}
		f.tables[e[:4]] = t
	}
	return nil
}

// table gives a whole table, at least atLeast bytes long.
func (f *Font) table(tag string, atLeast int) (string, error) {
	t, ok := f.tables[tag]
	if !ok || t.n < atLeast {
		return "", fmt.Errorf("font: table %q is missing or too short", tag)
	}
	return f.src.view(t.off, t.n)
}

func (f *Font) readHead() error {
	head, err := f.table("head", 54)
	if err != nil {
		return err
	}
	f.unitsPerEm = be16(head, 18)
	if f.unitsPerEm < 16 || f.unitsPerEm > 16384 {
		return fmt.Errorf("font: %d units per em", f.unitsPerEm)
	}
	for i := range f.box {
		f.box[i] = i16(head, 36+2*i)
	}
	f.longLoca = be16(head, 50) != 0
	return nil
}

func (f *Font) readMetrics() error {
	hhea, err := f.table("hhea", 36)
	if err != nil {
		return err
	}
	maxp, err := f.table("maxp", 6)
	if err != nil {
		return err
	}
	f.ascent, f.descent = i16(hhea, 4), i16(hhea, 6)
	f.metrics, f.glyphs = be16(hhea, 34), be16(maxp, 4)
	if f.metrics < 1 || f.metrics > f.glyphs {
		return fmt.Errorf("font: %d advances for %d glyphs", f.metrics, f.glyphs)
	}
	if f.hmtx, err = f.table("hmtx", 4*f.metrics+2*(f.glyphs-f.metrics)); err != nil {
		return err
	}
	width := 2
	if f.longLoca {
		width = 4
	}
	if f.loca, err = f.table("loca", width*(f.glyphs+1)); err != nil {
		return err
	}
	if _, ok := f.tables["glyf"]; !ok {
		return fmt.Errorf("font: no TrueType outlines")
	}
	return nil
}

func (f *Font) readOS2() error {
	os2, err := f.table("OS/2", 78)
	if err != nil {
		return err
	}
	f.weight, f.fsType = be16(os2, 4), uint16(be16(os2, 8))
	f.capHeight = f.ascent
	if be16(os2, 0) >= 2 && len(os2) >= 90 {
		f.capHeight = i16(os2, 88)
	}
	return nil
}

// readName takes the full name (id 4) and the PostScript name (id 6): the
// English ones, else any.
func (f *Font) readName() error {
	name, err := f.table("name", 6)
	if err != nil {
		return err
	}
	count, strs := be16(name, 2), be16(name, 4)
	into := map[int]*string{4: &f.name, 6: &f.psName}
	for i := range count {
		at := 6 + 12*i
		if at+12 > len(name) {
			return errRange
		}
		field := into[be16(name, at+6)]
		english := be16(name, at+4) == 0x409
		if be16(name, at) != 3 || field == nil || (*field != "" && !english) {
			continue
		}
		from, n := strs+be16(name, at+10), be16(name, at+8)
		if from+n > len(name) {
			return errRange
		}
		units := make([]uint16, n/2)
		for j := range units {
			units[j] = uint16(be16(name, from+2*j))
		}
		*field = strings.TrimSpace(string(utf16.Decode(units)))
	}
	return nil
}

// Name is the font's own full name.
func (f *Font) Name() string { return f.name }

// PostScriptName is the font's name inside a PDF: ASCII letters, digits and
// hyphens only.
func (f *Font) PostScriptName() string {
	keep := func(r rune) rune {
		if r == '-' || (r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r))) {
			return r
		}
		return -1
	}
	if name := strings.Map(keep, f.psName); name != "" {
		return name
	}
	return "Unnamed"
}

// Embeddable tells whether the font's licence bits (OS/2 fsType) allow
// embedding a subset in a document that is printed and viewed.
func (f *Font) Embeddable() bool {
	const restricted, noSubset, bitmapOnly = 0x0002, 0x0100, 0x0200
	if f.fsType&(noSubset|bitmapOnly) != 0 {
		return false
	}
	return f.fsType&0x000F != restricted
}

// Glyph is the glyph of r, 0 when the font has none.
func (f *Font) Glyph(r rune) uint16 {
	g := f.cmap.glyph(r)
	if g >= f.glyphs {
		return 0
	}
	return uint16(g)
}

// Coverage is the number of characters that have a glyph.
func (f *Font) Coverage() int {
	n := 0
	f.cmap.each(func(r rune) {
		if f.Glyph(r) != 0 {
			n++
		}
	})
	return n
}

// Advance is the width of a glyph in thousandths of the em.
func (f *Font) Advance(glyph uint16) int { return f.scale(f.advance(int(glyph))) }

// Metrics are those of the whole font, in thousandths of the em.
type Metrics struct {
	Ascent, Descent, CapHeight int
	Box                        [4]int // left, bottom, right, top
	Weight                     int    // 400 is regular
}

// Metrics describes the font as a PDF's font descriptor does.
func (f *Font) Metrics() Metrics {
	m := Metrics{f.scale(f.ascent), f.scale(f.descent), f.scale(f.capHeight), f.box, f.weight}
	for i, v := range m.Box {
		m.Box[i] = f.scale(v)
	}
	return m
}

func (f *Font) advance(glyph int) int {
	return be16(f.hmtx, 4*min(glyph, f.metrics-1))
}

func (f *Font) scale(v int) int {
	half := f.unitsPerEm / 2
	if v < 0 {
		half = -half
	}
	return (v*1000 + half) / f.unitsPerEm
}

// outline is the glyf data of a glyph, empty for a blank one.
func (f *Font) outline(glyph int) (string, error) {
	var from, to int
	if f.longLoca {
		from, to = be32(f.loca, 4*glyph), be32(f.loca, 4*glyph+4)
	} else {
		from, to = 2*be16(f.loca, 2*glyph), 2*be16(f.loca, 2*glyph+2)
	}
	t := f.tables["glyf"]
	if from > to || to > t.n {
		return "", fmt.Errorf("font: glyph %d lies outside the table", glyph)
	}
	return f.src.view(t.off+from, to-from)
}
