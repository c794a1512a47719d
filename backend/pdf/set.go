package pdf

import (
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/output"
)

// SetPart is a document of a set, and for whom its copies are: one copy each,
// marked at the head of every page. No copies = one, unmarked.
type SetPart struct {
	Snapshot []byte
	Copies   []string
}

// RenderSet makes one PDF of several documents in the order of printing: each
// keeps its sheet, its pages, its page numbers and its QR code. The issued
// documents are those of Render; this is a copy of them. pages counts the
// sides to print.
func RenderSet(f *Fonts, parts []SetPart) (out []byte, pages int, err error) {
	b := binder{fonts: f}
	for _, part := range parts {
		copies := part.Copies
		if len(copies) == 0 {
			copies = []string{""}
		}
		for _, mark := range copies {
			if _, err := b.document(part.Snapshot, mark); err != nil {
				return nil, 0, err
			}
		}
	}
	if b.first == nil {
		return nil, 0, inspect.E(inspect.Invalid, "没有要打印的文书")
	}
	out, err = output.Write(b.first, b.pages)
	return out, len(b.pages), err
}

// binder gathers the pages of several documents, each on a sheet of its own size.
type binder struct {
	fonts *Fonts
	first *layout.Doc
	pages []layout.Page
}

// document adds a snapshot's pages; mark "" = none.
func (b *binder) document(snapshot []byte, mark string) (pages int, err error) {
	doc, own, err := layStamped(b.fonts, snapshot, mark)
	if err != nil {
		return 0, err
	}
	return len(own), b.add(doc, own)
}

// drawn adds a document with the signatures made on a screen.
func (b *binder) drawn(snapshot []byte, signatures []inspect.DrawnSignature) error {
	doc, own, err := layDrawn(b.fonts, snapshot, signatures)
	if err != nil {
		return err
	}
	return b.add(doc, own)
}

func (b *binder) add(doc *layout.Doc, own []layout.Page) error {
	if b.first == nil {
		b.first = doc
	}
	for _, p := range own {
		p.W, p.H = doc.Sheet.W, doc.Sheet.H
		b.pages = append(b.pages, p)
	}
	return nil
}

// lay adds a page of the file's own: its cover, its list.
func (b *binder) lay(doc *layout.Doc) error {
	pages, err := layout.Lay(doc)
	if err != nil {
		return err
	}
	return b.add(doc, pages)
}

// count writes a running number at the lower right corner of every page from
// one on, as sheets in a file are numbered.
func (b *binder) count(from int, style layout.Style) error {
	for i := from; i < len(b.pages); i++ {
		p := &b.pages[i]
		doc := layout.Doc{Sheet: layout.Sheet{W: p.W, H: p.H, Top: p.H - 13*layout.MM, Right: 12 * layout.MM, Left: p.W / 2},
			Blocks: []layout.Block{layout.Para{Spans: []layout.Span{{Text: fmt.Sprintf("卷内第 %d 页", i-from+1), Style: style}}, Align: layout.Right}}}
		made, err := layout.Lay(&doc)
		if err != nil {
			return err
		}
		p.Ops = append(p.Ops, made[0].Ops...)
	}
	return nil
}
