package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"shuangsuiji/backend/pdf/layout"
)

// Producer is what the info dictionary and the metadata name.
const Producer = "shuangsuiji"

// archive rewrites gofpdf's file into PDF/A-1b.
func archive(raw []byte, d *layout.Doc, faces []*usedFace) ([]byte, error) {
	objs, err := parse(raw)
	if err != nil {
		return nil, err
	}
	root, info := len(objs)-1, len(objs)-2
	z := newPacker()
	for _, u := range faces {
		if err := objs.rewriteFont(u, z); err != nil {
			return nil, err
		}
	}
	objs.packPages(z)
	if err := objs.orderImages(); err != nil {
		return nil, err
	}
	meta, err := describe(d)
	if err != nil {
		return nil, err
	}
	objs[info] = meta.info()
	xmp := objs.add(stream("/Type/Metadata/Subtype/XML", meta.xmp()))
	icc := objs.add(stream("/N 3", srgb()))
	objs[root] = fmt.Appendf(nil, "<</Type/Catalog/Pages 1 0 R/Lang(zh-CN)/Metadata %d 0 R"+
		"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>"+
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"+
		"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]>>", xmp, icc)
	return objs.write(root, info), nil
}

// Positions of a font's objects after its Type0 dictionary, as gofpdf writes them.
const (
	cidFont = iota + 1
	toUnicode
	cidSystemInfo
	descriptor
	cidToGID
)

// rewriteFont gives one font its subset name, its real ToUnicode map, a CIDSet
// and the character collection that Identity-H means.
func (o *objects) rewriteFont(u *usedFace, z *packer) error {
	old := []byte("/utf8" + u.face.ID + "\n")
	n := -1
	for i, body := range *o {
		if bytes.Contains(body, []byte("/Subtype /Type0")) && bytes.Contains(body, old) {
			n = i
		}
	}
	if n < 0 {
		return fmt.Errorf("pdf: font %s was not written", u.face.ID)
	}
	objs := *o
	name := "/" + subsetTag(u) + "+" + u.face.Font.PostScriptName()
	objs[n] = fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, n+cidFont, n+toUnicode)
	objs[n+cidFont] = fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo %d 0 R/FontDescriptor %d 0 R"+
		"/CIDToGIDMap %d 0 R/W[%s]>>", name, n+cidSystemInfo, n+descriptor, n+cidToGID, widths(u))
	objs[n+toUnicode] = z.stream(unicodeMap(u))
	objs[n+cidSystemInfo] = []byte("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
	desc := bytes.Replace(objs[n+descriptor], old[:len(old)-1], []byte(name), 1)
	if bytes.Equal(desc, objs[n+descriptor]) || !bytes.HasSuffix(desc, []byte(">>")) {
		return fmt.Errorf("pdf: descriptor of font %s is not as expected", u.face.ID)
	}
	set := o.add(z.stream(cidSet(u)))
	(*o)[n+descriptor] = fmt.Appendf(nil, "%s/CIDSet %d 0 R>>", desc[:len(desc)-2], set)
	return nil
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

func utf16Hex(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

// widths lists the advances of all codes: ranges of codes of one advance. The
// codes between the used ones may fall into a range; they are never shown.
func widths(u *usedFace) string {
	var b strings.Builder
	advance := func(i int) int { return u.face.Font.Advance(u.face.Font.Glyph(u.runes[i])) }
	for i := 0; i < len(u.runes); {
		j, w := i, advance(i)
		for j+1 < len(u.runes) && advance(j+1) == w {
			j++
		}
		fmt.Fprintf(&b, "%d %d %d ", u.codes[u.runes[i]], u.codes[u.runes[j]], w)
		i = j + 1
	}
	return b.String()
}

// cidSet has a bit for every code of the subset, and for 0.
func cidSet(u *usedFace) []byte {
	set := make([]byte, (firstCode+codeStep*len(u.runes)+7)/8)
	set[0] = 0x80
	for _, code := range u.codes {
		set[code/8] |= 0x80 >> (code % 8)
	}
	return set
}

// imageRef finds the pictures in the resource dictionary (object 2).
var imageRef = regexp.MustCompile(`/I([0-9a-f]{40}) (\d+) 0 R`)

// orderImages numbers pictures in order of their digests: gofpdf's own order
// is that of a Go map when two are of one width.
func (o objects) orderImages() error {
	refs := imageRef.FindAllSubmatch(o[2], -1)
	bodies := map[string][]byte{}
	var names []string
	var numbers []int
	for _, ref := range refs {
		name := string(ref[1])
		n, err := strconv.Atoi(string(ref[2]))
		if err != nil || n >= len(o) {
			return fmt.Errorf("pdf: picture %s has no object", name)
		}
		if _, seen := bodies[name]; !seen {
			bodies[name] = o[n]
			names, numbers = append(names, name), append(numbers, n)
		}
	}
	sort.Strings(names)
	sort.Ints(numbers)
	number := map[string]int{}
	for i, name := range names {
		o[numbers[i]] = bodies[name]
		number[name] = numbers[i]
	}
	o[2] = imageRef.ReplaceAllFunc(o[2], func(ref []byte) []byte {
		name := string(imageRef.FindSubmatch(ref)[1])
		return fmt.Appendf(nil, "/I%s %d 0 R", name, number[name])
	})
	return nil
}

// metadata is what info dictionary and XMP both say; they must agree.
type metadata struct {
	title, author string
	created       time.Time // zero when not issued
}

func describe(d *layout.Doc) (metadata, error) {
	m := metadata{title: d.Title, author: d.Author}
	if d.Created == "" {
		return m, nil
	}
	var err error
	m.created, err = time.Parse(time.RFC3339, d.Created)
	return m, err
}

func (m metadata) info() []byte {
	date := ""
	if !m.created.IsZero() {
		at := m.created.Format("D:20060102150405-07'00'")
		date = fmt.Sprintf("/CreationDate(%s)/ModDate(%s)", at, at)
	}
	return fmt.Appendf(nil, "<</Title<FEFF%s>/Author<FEFF%s>/Creator(%s)/Producer(%s)%s>>",
		utf16Hex(m.title), utf16Hex(m.author), Producer, Producer, date)
}

func (m metadata) xmp() []byte {
	date := ""
	if !m.created.IsZero() {
		at := m.created.Format(time.RFC3339)
		date = fmt.Sprintf("<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>", at, at)
	}
	return fmt.Appendf(nil, "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"+
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>`+
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`+
		`<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator></rdf:Description>`+
		`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>%s</xmp:CreatorTool>%s</rdf:Description>`+
		`<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>%s</pdf:Producer></rdf:Description>`+
		`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>`+
		"</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
		escaped(m.title), escaped(m.author), Producer, date, Producer)
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer never fails
	return b.String()
}
