package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
)

// addFonts embeds the subsets and names them in the resource dictionary
// (object 2), which gofpdf wrote without fonts.
func (o *objects) addFonts(faces []*usedFace, z *packer) error {
	empty := []byte("/Font <<\n>>\n")
	if !bytes.Contains((*o)[2], empty) {
		return errors.New("pdf: the resource dictionary is not as expected")
	}
	list := "/Font <<"
	for _, u := range faces {
		n, err := o.addFont(u, z)
		if err != nil {
			return err
		}
		list += fmt.Sprintf("/%s %d 0 R", u.face.ID, n)
	}
	(*o)[2] = bytes.Replace((*o)[2], empty, []byte(list+">>\n"), 1)
	return nil
}

// addFont embeds one subset as a composite font whose codes are its glyphs.
func (o *objects) addFont(u *usedFace, z *packer) (int, error) {
	glyphs := make([]uint16, len(u.runes))
	var advances strings.Builder
	for i, r := range u.runes {
		if glyphs[i] = u.face.Font.Glyph(r); glyphs[i] == 0 {
			return 0, fmt.Errorf("face %s has no glyph for %U", u.face.ID, r)
		}
		fmt.Fprintf(&advances, "%d ", u.face.Font.Advance(glyphs[i]))
	}
	cut, err := u.face.Font.Subset(glyphs)
	if err != nil {
		return 0, err
	}
	name := "/" + subsetTag(u) + "+" + u.face.Font.PostScriptName()
	file := o.add(z.stream(fmt.Sprintf("/Length1 %d", len(cut)), cut))
	set := o.add(z.stream("", cidSet(len(u.runes))))
	m := u.face.Font.Metrics()
	// StemV is not known to TrueType; the weight gives a fair guess.
	descriptor := o.add(fmt.Appendf(nil, "<</Type/FontDescriptor/FontName%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0"+
		"/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R/CIDSet %d 0 R>>", name,
		m.Box[0], m.Box[1], m.Box[2], m.Box[3], m.Ascent, m.Descent, m.CapHeight, 50+m.Weight*m.Weight/4225, file, set))
	cid := o.add(fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[1[%s]]>>", name, descriptor, advances.String()))
	unicode := o.add(z.stream("", unicodeMap(u)))
	return o.add(fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, cid, unicode)), nil
}

// subsetTag is six letters that differ between different subsets.
func subsetTag(u *usedFace) string {
	sum := sha256.Sum256([]byte(u.face.ID + string(u.runes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// unicodeMap states the character of every code, in UTF-16.
func unicodeMap(u *usedFace) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // entries of one block (Adobe TN 5014)
	for from := 0; from < len(u.runes); from += most {
		part := u.runes[from:min(from+most, len(u.runes))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, r := range part {
			fmt.Fprintf(&b, "<%04X> <%s>\n", u.codes[r], utf16Hex(string(r)))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// cidSet has a bit for every glyph shown, and for 0.
func cidSet(shown int) []byte {
	set := make([]byte, shown/8+1)
	for i := 0; i <= shown; i++ {
		set[i/8] |= 0x80 >> (i % 8)
	}
	return set
}
