package pdf

import (
	"bytes"
	"fmt"
	"image"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/output"
)

// Dossier 卷宗 is a file bound as one PDF: cover, list of contents, the documents
// and scans in their order, the list of evidence, and the closing note.
type Dossier struct {
	Kind     string // 一企一档, 任务卷
	Organ    string
	Title    string
	Facts    [][2]string // on the cover: label, value
	Made     string      // 2006-01-02T15:04:05-07:00
	MadeOn   string      // as printed
	Maker    string
	Parts    []DossierPart
	Evidence []DossierEvidence
	Notes    []string // of the 备考表: what is missing, void, or not as it was
}

// DossierPart is one entry of the 卷内目录. Without Snapshot and Pictures it is
// missing, and Note says so.
type DossierPart struct {
	Number, Title, Date, Note string
	Snapshot                  []byte
	Drawn                     []inspect.DrawnSignature // on a screen, of the snapshot
	Pictures                  []Picture
}

// DossierEvidence is a line of the evidence list.
type DossierEvidence struct {
	Of, Name, Kind, When, Size, SHA256, SM3, State string
}

// RenderDossier binds a file. Its pages are numbered from the first document on;
// what is printed is PDF/A-1b, scans as pictures without text. told is called before every part;
// its error ends the work.
func RenderDossier(f *Fonts, d Dossier, told func(done int) error) (out []byte, pages int, err error) {
	content := binder{fonts: f}
	at, last := make([]int, len(d.Parts)), make([]int, len(d.Parts))
	for i, p := range d.Parts {
		if err := told(i); err != nil {
			return nil, 0, err
		}
		at[i] = len(content.pages) + 1
		switch {
		case len(p.Drawn) > 0:
			err = content.drawn(p.Snapshot, p.Drawn)
		case p.Snapshot != nil:
			_, err = content.document(p.Snapshot, "")
		}
		if err != nil {
			return nil, 0, err
		}
		for n, picture := range p.Pictures {
			page, err := picturePage(picture, n)
			if err != nil {
				return nil, 0, err
			}
			content.pages = append(content.pages, page)
		}
		last[i] = len(content.pages)
	}
	w := newFileWriter(f, d)
	if len(d.Evidence) > 0 {
		if err := content.lay(w.evidence(d)); err != nil {
			return nil, 0, err
		}
	}
	front := binder{fonts: f}
	evidenceAt := 0
	if n := len(d.Parts); len(d.Evidence) > 0 {
		evidenceAt = 1
		if n > 0 {
			evidenceAt = last[n-1] + 1
		}
	}
	if err := front.lay(w.cover(d, len(content.pages))); err != nil {
		return nil, 0, err
	}
	if err := front.lay(w.contents(d, at, last, evidenceAt, len(content.pages))); err != nil {
		return nil, 0, err
	}
	from := len(front.pages)
	front.pages = append(front.pages, content.pages...)
	if err := front.count(from, w.small); err != nil {
		return nil, 0, err
	}
	if err := front.lay(w.closing(d, len(content.pages))); err != nil {
		return nil, 0, err
	}
	out, err = output.Write(front.first, front.pages)
	return out, len(front.pages), err
}

// picturePage is a scanned page as large as it fits a sheet of A4.
func picturePage(p Picture, n int) (layout.Page, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(p.Data))
	if err != nil || c.Width == 0 || c.Height == 0 {
		return layout.Page{}, unreadable(n, err)
	}
	sheet := layout.A4(0, 0, 0, 0)
	w, h := float64(c.Width), float64(c.Height)
	if p.Turn%180 != 0 {
		w, h = h, w
	}
	k := min(sheet.W/w, sheet.H/h)
	w, h = w*k, h*k
	return layout.Page{W: sheet.W, H: sheet.H, Ops: []layout.Op{
		layout.Image{X: (sheet.W - w) / 2, Y: (sheet.H - h) / 2, W: w, H: h, Data: p.Data, Turn: p.Turn}}}, nil
}

// fileWriter makes the pages that are the file's own.
type fileWriter struct {
	title, organ, text, bold, cell, th, small layout.Style
	doc                                       layout.Doc
}

func newFileWriter(f *Fonts, d Dossier) fileWriter {
	w := fileWriter{title: style(f.title, 30, 46), organ: style(f.title, erHao, 34), text: style(f.body, siHao, 30), bold: style(f.head, siHao, 30),
		cell: style(f.body, wuHao, 15), th: style(f.head, wuHao, 15), small: style(f.body, 9, 12)}
	w.doc = layout.Doc{Title: d.Title, Author: d.Organ, Created: d.Made, Sheet: layout.A4(25, 22, 20, 26)}
	return w
}

func (w fileWriter) heading(text string) layout.Block {
	return layout.Para{Spans: []layout.Span{{Text: text, Style: w.organ}}, Align: layout.Center, After: 8, Keep: true}
}

func (w fileWriter) para(text string) layout.Block {
	return layout.Para{Spans: []layout.Span{{Text: text, Style: w.text}}, Indent: 2 * w.text.Size}
}

func (w fileWriter) cover(d Dossier, pages int) *layout.Doc {
	doc := w.doc
	doc.Blocks = []layout.Block{layout.Gap{H: 60},
		layout.Para{Spans: []layout.Span{{Text: d.Organ, Style: w.organ}}, Align: layout.Center, Balanced: true},
		layout.Gap{H: 40},
		layout.Para{Spans: []layout.Span{{Text: "行政检查" + d.Kind, Style: w.title}}, Align: layout.Center},
		layout.Gap{H: 60}}
	rows := [][]layout.Field{{{Label: "案卷题名：", Value: d.Title, Share: 1}}}
	for _, x := range d.Facts {
		rows = append(rows, []layout.Field{{Label: x[0] + "：", Value: x[1], Share: 1}})
	}
	rows = append(rows, []layout.Field{{Label: "卷内页数：", Value: fmt.Sprintf("%d 页", pages), Share: 1}, {Label: "保管期限：", Share: 1, Open: true}},
		[]layout.Field{{Label: "立卷人：", Value: d.Maker, Share: 1}, {Label: "立卷日期：", Value: d.MadeOn, Share: 1}})
	doc.Blocks = append(doc.Blocks, layout.Fields{Rows: rows, Label: w.bold, Value: w.text})
	return &doc
}

// contents is the 卷内目录: what is missing has a line of its own, without pages.
func (w fileWriter) contents(d Dossier, at, last []int, evidenceAt, pages int) *layout.Doc {
	doc := w.doc
	rows := [][]layout.Cell{}
	span := func(from, to int) string {
		if from > to {
			return "缺"
		}
		if from == to {
			return strconv.Itoa(from)
		}
		return fmt.Sprintf("%d—%d", from, to)
	}
	for i, p := range d.Parts {
		rows = append(rows, cells(strconv.Itoa(i+1), p.Number, p.Title, p.Date, span(at[i], last[i]), p.Note))
	}
	if evidenceAt > 0 {
		rows = append(rows, cells(strconv.Itoa(len(rows)+1), "", "证据材料清单（附校验值）", "", span(evidenceAt, pages), fmt.Sprintf("%d 件，另存", len(d.Evidence))))
	}
	doc.Blocks = []layout.Block{w.heading("卷内目录"), layout.Table{Style: w.cell, Bold: w.th, Rows: rows, Head: []string{"序号", "文号", "题名", "日期", "页号", "备注"},
		Cols: []layout.Col{{Share: 0.9, Align: layout.Center}, {Share: 3}, {Share: 4.6}, {Share: 2, Align: layout.Center}, {Share: 1.4, Align: layout.Center}, {Share: 3}}}}
	return &doc
}

func (w fileWriter) evidence(d Dossier) *layout.Doc {
	doc := w.doc
	doc.Sheet = doc.Sheet.Turned()
	cell, th := w.cell.Sized(9), w.th.Sized(9)
	rows := [][]layout.Cell{}
	for i, e := range d.Evidence {
		digests := []string{}
		if e.SHA256 != "" {
			digests = append(digests, "SHA-256 "+e.SHA256)
		}
		if e.SM3 != "" {
			digests = append(digests, "SM3 "+e.SM3)
		}
		rows = append(rows, cells(strconv.Itoa(i+1), e.Of, e.Name, e.Kind, e.When, e.Size, strings.Join(digests, "\n"), e.State))
	}
	doc.Blocks = []layout.Block{w.heading("证据材料清单"), layout.Table{Style: cell, Bold: th, Rows: rows, Head: []string{"序号", "所属检查", "名称", "种类", "时间", "大小", "校验值", "情况"},
		Cols: []layout.Col{{Share: 0.8, Align: layout.Center}, {Share: 2.6}, {Share: 3}, {Share: 1.3, Align: layout.Center}, {Share: 2, Align: layout.Center}, {Share: 1.6, Align: layout.Right}, {Share: 5.4}, {Share: 2}}}}
	return &doc
}

func (w fileWriter) closing(d Dossier, pages int) *layout.Doc {
	doc := w.doc
	doc.Blocks = []layout.Block{w.heading("卷内备考表"), w.para(fmt.Sprintf("本卷共有文件材料 %d 页，另有证据材料 %d 件不在卷内，见证据材料清单。", pages, len(d.Evidence))),
		w.para("本卷由程序按登记内容装订，格式为 PDF/A-1b。签发的文书按冻结的快照重排，与签发时同文；扫描页以影像装入，没有文字层，不能检索，影像本身是否清晰以原件为准。"),
		layout.Para{Spans: []layout.Span{{Text: "需要说明的情况：", Style: w.bold}}, Before: 8, Keep: true}}
	if len(d.Notes) == 0 {
		doc.Blocks = append(doc.Blocks, w.para("应附文书齐全，没有需要说明的情况。"))
	}
	for i, n := range d.Notes {
		doc.Blocks = append(doc.Blocks, w.para(fmt.Sprintf("%d．%s", i+1, n)))
	}
	doc.Blocks = append(doc.Blocks, layout.Gap{H: 40}, layout.Fields{Label: w.text, Value: w.text, Keep: true, Rows: [][]layout.Field{
		{blankEntry("立卷人签名", 1), blankEntry("立卷日期", 1)}, {blankEntry("检查人签名", 1), blankEntry("检查日期", 1)}}})
	return &doc
}
