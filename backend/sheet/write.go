package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
)

// WriteXLSX writes the grids as the sheets of one workbook. The same grids
// give the same bytes; core properties carry a fixed time.
//
// Errors: Invalid (what Excel would refuse: see Grid), Storage (disk, rights,
// the file is open elsewhere); an existing file is then untouched.
func WriteXLSX(path string, grids ...Grid) error {
	if err := check(grids); err != nil {
		return err
	}
	return writeFile(path, func(w io.Writer) error { return writeBook(w, grids) })
}

// BytesXLSX is WriteXLSX into memory.
func BytesXLSX(grids ...Grid) ([]byte, error) {
	if err := check(grids); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := writeBook(&b, grids); err != nil {
		return nil, inspect.E(inspect.Internal, "生成表格失败").Because(err)
	}
	return b.Bytes(), nil
}

// Cell styles, by position in styles.xml.
const (
	styleText    = iota
	styleHead    // bold, centred, wrapped, light ground
	styleDate    // yyyy-mm-dd
	styleLiteral // text that looks like a formula: stays text when edited
	styleBoldDate
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsMain  = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	nsRel   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	nsPkg   = `http://schemas.openxmlformats.org/package/2006`
	mimeX   = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
)

func writeBook(w io.Writer, grids []Grid) error {
	z := zip.NewWriter(w)
	var types, sheets, rels, names strings.Builder
	for i, g := range grids {
		n := i + 1
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, n, mimeX)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escape(g.Sheet), n, n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, nsRel, n)
		if g.HeaderRow > 0 {
			fmt.Fprintf(&names, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">'%s'!$1:$%d</definedName>`,
				i, escape(strings.ReplaceAll(g.Sheet, "'", "''")), g.HeaderRow)
		}
	}
	if names.Len() > 0 {
		sheets.WriteString(`</sheets><definedNames>` + names.String() + `</definedNames>`)
	} else {
		sheets.WriteString(`</sheets>`)
	}
	parts := []struct{ name, body string }{
		{"[Content_Types].xml", `<Types xmlns="` + nsPkg + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + mimeX + `sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="` + mimeX + `styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + nsPkg + `/relationships"><Relationship Id="rId1" Type="` + nsRel + `/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="` + nsPkg + `/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="` + nsPkg + `/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>`},
		{"xl/workbook.xml", `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRel + `"><sheets>` + sheets.String() + `</workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + nsPkg + `/relationships">` + rels.String() + `<Relationship Id="rIdS" Type="` + nsRel + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", stylesXML},
	}
	for _, p := range parts {
		f, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, xmlHead+p.body); err != nil {
			return err
		}
	}
	for i, g := range grids {
		f, err := z.Create("xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml")
		if err != nil {
			return err
		}
		b := bufio.NewWriterSize(f, 64<<10)
		g.write(b)
		if err := b.Flush(); err != nil {
			return err
		}
	}
	return z.Close()
}

const stylesXML = `<styleSheet xmlns="` + nsMain + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="5">` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>` +
	`<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="center"/></xf>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>` +
	`<xf numFmtId="164" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>` +
	`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// write gives the worksheet part. Errors stick to w until its Flush.
func (g Grid) write(w *bufio.Writer) {
	last := 0
	for _, row := range g.Rows {
		last = max(last, len(row))
	}
	fmt.Fprintf(w, `%s<worksheet xmlns="%s"><dimension ref="A1`, xmlHead, nsMain)
	if len(g.Rows) > 1 || last > 1 {
		fmt.Fprintf(w, `:%s`, cellName(max(len(g.Rows), 1), max(last, 1)))
	}
	w.WriteString(`"/><sheetViews><sheetView workbookViewId="0">`)
	if g.HeaderRow > 0 {
		fmt.Fprintf(w, `<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>`, g.HeaderRow, g.HeaderRow+1)
	}
	w.WriteString(`</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`)
	var cols strings.Builder
	for i, width := range g.Widths {
		if width > 0 {
			fmt.Fprintf(&cols, `<col min="%d" max="%d" width="%s" customWidth="1"/>`, i+1, i+1, strconv.FormatFloat(width, 'f', -1, 64))
		}
	}
	if cols.Len() > 0 {
		w.WriteString(`<cols>` + cols.String() + `</cols>`)
	}
	w.WriteString(`<sheetData>`)
	for i, row := range g.Rows {
		no := strconv.Itoa(i + 1)
		w.WriteString(`<row r="` + no + `">`)
		for j, c := range row {
			c.write(w, columnName(j+1)+no)
		}
		w.WriteString(`</row>`)
	}
	w.WriteString(`</sheetData>`)
	if len(g.Merges) > 0 {
		fmt.Fprintf(w, `<mergeCells count="%d">`, len(g.Merges))
		for _, m := range g.Merges {
			fmt.Fprintf(w, `<mergeCell ref="%s:%s"/>`, cellName(m[0], m[1]), cellName(m[2], m[3]))
		}
		w.WriteString(`</mergeCells>`)
	}
	w.WriteString(`</worksheet>`)
}

func (c Cell) write(w *bufio.Writer, ref string) {
	style := styleText
	if c.Bold {
		style = styleHead
	}
	if serial, ok := dateSerial(c.Date); ok {
		style = styleDate
		if c.Bold {
			style = styleBoldDate
		}
		w.WriteString(`<c r="` + ref + `" s="` + strconv.Itoa(style) + `"><v>` + strconv.FormatFloat(serial, 'f', -1, 64) + `</v></c>`)
		return
	}
	text := c.Text
	switch {
	case c.Date != "":
		text = c.Date
	case c.IsNumber:
		w.WriteString(`<c r="` + ref + `" s="` + strconv.Itoa(style) + `"><v>` + strconv.FormatFloat(c.Number, 'g', -1, 64) + `</v></c>`)
		return
	}
	if text == "" && !c.Bold {
		return
	}
	if style == styleText && guard(text) != text {
		style = styleLiteral
	}
	w.WriteString(`<c r="` + ref + `" s="` + strconv.Itoa(style) + `"`)
	if text == "" {
		w.WriteString(`/>`)
		return
	}
	w.WriteString(` t="inlineStr"><is><t xml:space="preserve">` + escape(text) + `</t></is></c>`)
}

func cellName(row, col int) string { return columnName(col) + strconv.Itoa(row) }

// escape makes text fit for XML; what XML cannot hold, and text that looks
// like such an escape, becomes _xHHHH_ (ECMA-376 part 1, 22.9.2.19).
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < 0x20 && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			fmt.Fprintf(&b, "_x%04X_", r)
		case r == '_':
			if _, ok := escapedUnit(s[i:]); ok {
				b.WriteString("_x005F_")
				continue
			}
			b.WriteByte('_')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
