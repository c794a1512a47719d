package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Doc is a document, part by part.
type Doc struct{ Parts []Part }

// Part is one of: a heading, a paragraph, a table (its first row the head).
type Part struct {
	Title   string // 标题, centred
	Heading string
	Text    string
	Rows    [][]string
}

const (
	head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	main = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	pkg  = `http://schemas.openxmlformats.org/package/2006`
	mime = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

// Bytes makes the file. Sizes are GB/T 9704: title 二号, text 三号, tables 小四;
// A4 with margins of 37, 26, 35 and 28 mm.
func Bytes(d Doc) ([]byte, error) {
	var body strings.Builder
	for _, p := range d.Parts {
		switch {
		case p.Title != "":
			para(&body, p.Title, "center", 0, face("方正小标宋简体", 44, false))
		case p.Heading != "":
			para(&body, p.Heading, "left", 640, face("黑体", 32, false))
		case p.Rows != nil:
			table(&body, p.Rows)
		default:
			para(&body, p.Text, "both", 640, face("仿宋", 32, false))
		}
	}
	body.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + pkg + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="` + mime + `document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + pkg + `/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="` + main + `"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(head + f[1]))
		}
		if err != nil {
			return nil, inspect.E(inspect.Internal, "生成文档失败").Because(err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, inspect.E(inspect.Internal, "生成文档失败").Because(err)
	}
	return out.Bytes(), nil
}

// face is a run's properties: face, size in half points, bold.
func face(name string, size int, bold bool) string {
	b := ""
	if bold {
		b = "<w:b/>"
	}
	return fmt.Sprintf(`<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="%s"/>%s<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr>`, name, b, size, size)
}

// para is a paragraph; indent is that of its first line in twentieths of a point.
func para(w *strings.Builder, text, align string, indent int, run string) {
	fmt.Fprintf(w, `<w:p><w:pPr><w:spacing w:line="580" w:lineRule="exact"/><w:ind w:firstLine="%d"/><w:jc w:val="%s"/></w:pPr><w:r>%s<w:t xml:space="preserve">%s</w:t></w:r></w:p>`, indent, align, run, escape(text))
}

func table(w *strings.Builder, rows [][]string) {
	w.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(w, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	w.WriteString(`</w:tblBorders></w:tblPr><w:tblGrid>`)
	for range rows[0] {
		w.WriteString(`<w:gridCol w:w="1000"/>`)
	}
	w.WriteString(`</w:tblGrid>`)
	for i, row := range rows {
		w.WriteString(`<w:tr>`)
		if i == 0 {
			w.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
		}
		for _, cell := range row {
			fmt.Fprintf(w, `<w:tc><w:tcPr/><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>%s<w:t xml:space="preserve">%s</w:t></w:r></w:p></w:tc>`, face("仿宋", 24, i == 0), escape(cell))
		}
		w.WriteString(`</w:tr>`)
	}
	w.WriteString(`</w:tbl><w:p/>`)
}

// escape writes a text for XML; what XML cannot hold becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a strings.Builder does not fail
	}
	return b.String()
}
