package output

import (
	"bytes"
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
	if err := objs.addFonts(faces, z); err != nil {
		return nil, err
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

func utf16Hex(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
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
