package pdf

import (
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/fontkit"
	"shuangsuiji/backend/pdf/layout"
)

// form is what a template writes a document with: blocks are added one after
// another, blanks and bad dates are gathered.
type form struct {
	fonts  *Fonts
	info   KindInfo
	head   inspect.DocumentHead
	digest string
	dates  writer
	blanks []blank
	doc    layout.Doc

	text, bold layout.Style // running text, and labels or headings in it
	cell, th   layout.Style // in tables
}

func style(chain fontkit.Chain, size, leading float64) layout.Style {
	return layout.Style{Chain: chain, Size: size, Leading: leading}
}

// Sizes by their printers' names.
const (
	erHao     = 22 // 二号
	sanHao    = 16 // 三号
	siHao     = 14 // 四号
	xiaoSi    = 12 // 小四
	wuHao     = 10.5
	smallNote = 7.5
)

// begin sets what all kinds share.
func (f *form) begin() {
	fonts := f.fonts
	f.text, f.bold = style(fonts.body, xiaoSi, 21), style(fonts.head, xiaoSi, 21)
	f.cell, f.th = style(fonts.body, wuHao, 15), style(fonts.head, wuHao, 15)
	f.doc = layout.Doc{Title: f.info.Name + " " + f.head.Number, Author: f.head.Organ, Sheet: layout.A4(31, 22, 20, 26)}
	if f.head.IssuedAt != "" {
		if at, ok := f.dates.parse("issuedAt", f.head.IssuedAt); ok {
			f.doc.Created = at.Format("2006-01-02T15:04:05-07:00")
		}
	}
	note := style(fonts.body, smallNote, 10)
	note.Color = layout.Grey()
	f.doc.Frame = layout.Frame{Small: note, Number: style(fonts.body, wuHao, 14), QR: f.qr, Notes: f.notes()}
	if f.info.Local {
		f.doc.Frame.Mark = "分局内部表样"
	}
	if f.head.Draft || (f.info.Class == ClassCase && f.head.OfficialNumber == "") {
		f.doc.Frame.Stamp = "草稿"
	}
}

const rootPrefix = 16 // hex digits of the log's root that are printed

func (f *form) root() string {
	return f.head.CheckpointRoot[:min(rootPrefix, len(f.head.CheckpointRoot))]
}

func (f *form) qr(page, pages int) string {
	return fmt.Sprintf("SSJ1|%s|%s|%d/%d|%d|%d|%s", f.head.Number, f.digest, page, pages, f.head.Version, f.head.CheckpointSize, f.root())
}

// notes say beside the QR code what it says, for those without a camera.
func (f *form) notes() []string {
	return []string{
		f.head.Number,
		"快照 " + f.digest[:rootPrefix],
		fmt.Sprintf("第 %d 版 · 日志 %d", f.head.Version, f.head.CheckpointSize),
		f.root(),
	}
}

// number is the document's number, the official one when it is known.
func (f *form) number() string {
	if f.head.OfficialNumber != "" {
		return f.head.OfficialNumber
	}
	return f.head.Number
}

func (f *form) add(blocks ...layout.Block) { f.doc.Blocks = append(f.doc.Blocks, blocks...) }

// keep holds the last block on the page of what follows.
func (f *form) keep() {
	last := len(f.doc.Blocks) - 1
	f.doc.Blocks[last] = layout.Kept{Block: f.doc.Blocks[last]}
}

// need notes a blank the tags cannot express.
func (f *form) need(ok bool, path, label string) {
	if !ok {
		f.blanks = append(f.blanks, blank{path, label})
	}
}

// titleBlock is the organ, the document's name and its number.
func (f *form) titleBlock() {
	organ, name := style(f.fonts.title, sanHao, 26), style(f.fonts.title, erHao, 34)
	f.add(
		layout.Para{Spans: []layout.Span{{Text: f.head.Organ, Style: organ}}, Align: layout.Center, Balanced: true, Keep: true},
		layout.Para{Spans: []layout.Span{{Text: f.info.Name, Style: name}}, Align: layout.Center, Balanced: true, Keep: true},
		layout.Para{Spans: []layout.Span{{Text: f.number(), Style: f.text}}, Align: layout.Right, After: 4, Keep: true},
	)
}

func (f *form) fields(rows ...[]layout.Field) {
	f.add(layout.Fields{Rows: rows, Label: f.text, Value: f.text, After: 4})
}

// entry is a field of a row.
func entry(label, value string, share float64) layout.Field {
	return layout.Field{Label: label + "：", Value: value, Share: share}
}

// blankEntry is a field left empty for a hand.
func blankEntry(label string, share float64) layout.Field {
	return layout.Field{Label: label + "：", Share: share, Open: true}
}

// section is a heading with text after it; without text it is struck. A text
// of several paragraphs goes on indented.
func (f *form) section(heading, text string) {
	if strings.TrimSpace(text) == "" {
		f.add(layout.Fields{Rows: [][]layout.Field{{{Label: heading + "：", Share: 1}}}, Label: f.bold, Value: f.text})
		return
	}
	first, rest, more := strings.Cut(text, "\n")
	f.add(layout.Para{Spans: []layout.Span{{Text: heading + "：", Style: f.bold}, {Text: first, Style: f.text}}})
	for more {
		first, rest, more = strings.Cut(rest, "\n")
		f.para(first)
	}
}

// heading stands above a table and stays with it.
func (f *form) heading(text string) {
	f.add(layout.Para{Spans: []layout.Span{{Text: text + "：", Style: f.bold}}, Keep: true})
}

// para is indented running text.
func (f *form) para(text string) {
	f.add(layout.Para{Spans: []layout.Span{{Text: text, Style: f.text}}, Indent: 2 * (f.text.Size + f.text.Tracking)})
}

// table adds a grid.
func (f *form) table(cols []layout.Col, head []string, rows [][]layout.Cell) {
	f.add(layout.Table{Cols: cols, Head: head, Rows: rows, Style: f.cell, Bold: f.th, After: 5})
}

func cells(texts ...string) []layout.Cell {
	row := make([]layout.Cell, len(texts))
	for i, t := range texts {
		row[i] = layout.Cell{Text: t}
	}
	return row
}

// choices writes a closed list with its boxes ticked; what is chosen beyond
// the list is added to it.
func choices(list, chosen []string) string {
	var b strings.Builder
	put := func(mark, text string) {
		if b.Len() > 0 {
			b.WriteString("　")
		}
		b.WriteString(mark + text)
	}
	rest := append([]string(nil), chosen...)
	for _, item := range list {
		mark := "☐"
		for i, c := range rest {
			if c == item {
				mark, rest = "☑", append(rest[:i], rest[i+1:]...)
				break
			}
		}
		put(mark, item)
	}
	for _, c := range rest {
		put("☑", c)
	}
	return b.String()
}

// methods are the ways of inspecting of art. 17.
func methods() []string { return []string{"查阅资料", "实地核查", "网络监测"} }

func tick(on bool) string {
	if on {
		return "☑"
	}
	return "☐"
}

// needOfficers asks for two inspectors at least (行政处罚法第四十二条).
func (f *form) needOfficers(officers []inspect.OfficerSnapshot) {
	f.need(len(officers) >= 2, "officers", "两名以上检查人员的姓名和证件号")
}

// signStrip puts room for signatures at the foot of every page.
func (f *form) signStrip(rows ...[]layout.Field) {
	high := f.text
	high.Leading = 27
	f.doc.Strip = layout.Fields{Label: high, Value: high, Rows: rows}
}

// closing is the issuing organ and the date at the right, where the seal goes.
// It does not stand on a page without text.
func (f *form) closing(date string) {
	f.keep()
	indent := 4 * f.text.Size
	for i, line := range []string{f.head.Organ, date} {
		before := 0.0
		if i == 0 {
			before = f.text.Leading
		}
		f.add(layout.Para{Spans: []layout.Span{{Text: line, Style: f.text}}, Align: layout.Right, InsetR: indent, Before: before, Keep: i == 0})
	}
}

// receipt is the party's signature for a served document, on the page of its seal.
func (f *form) receipt() {
	small := style(f.fonts.body, xiaoSi, 24)
	f.keep()
	f.add(layout.Kept{Block: layout.Gap{H: 4}},
		layout.Para{Spans: []layout.Span{{Text: "送达情况", Style: style(f.fonts.head, xiaoSi, 20)}}, Keep: true},
		layout.Fields{Label: small, Value: small, Keep: true, Rows: [][]layout.Field{
			{blankEntry("受送达人签名（盖章）", 1.2), blankEntry("送达时间", 1)},
			{blankEntry("送达人签名", 1.2), blankEntry("见证人签名", 1)},
		}})
}

// numbered writes a list as 1. 2. 3., one paragraph each.
func (f *form) numbered(items []string) {
	for i, item := range items {
		f.para(fmt.Sprintf("%d．%s", i+1, item))
	}
}

// officerNames writes the inspectors on one line each.
func officerNames(officers []inspect.OfficerSnapshot) string {
	var lines []string
	for _, o := range officers {
		line := o.Name + "（执法证件号 " + o.CertNo + "）"
		if o.Leader {
			line += " 组长"
		}
		lines = append(lines, joined(line, o.Unit))
	}
	return strings.Join(lines, "\n")
}
