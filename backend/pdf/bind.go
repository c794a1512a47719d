package pdf

import (
	"bytes"
	"image"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/output"
)

// Picture is one scanned page: a JPEG or PNG and how far to turn it clockwise
// to stand upright (0, 90, 180, 270).
type Picture struct {
	Data []byte
	Turn int
}

// Bind makes one PDF/A-1b of scanned pages, each on a sheet of A4, as large as
// it fits. JPEG data go in unchanged. created is 2006-01-02T15:04:05-07:00.
func Bind(title, author, created string, pictures []Picture) ([]byte, error) {
	doc := &layout.Doc{Title: title, Author: author, Created: created, Sheet: layout.A4(0, 0, 0, 0)}
	pages := []layout.Page{}
	for i, p := range pictures {
		c, _, err := image.DecodeConfig(bytes.NewReader(p.Data))
		if err != nil || c.Width == 0 || c.Height == 0 {
			return nil, inspect.E(inspect.Damaged, "第%d页的影像读不出", i+1).WithHint("退回这一页，重新扫描").Because(err)
		}
		w, h := float64(c.Width), float64(c.Height)
		if p.Turn%180 != 0 {
			w, h = h, w
		}
		k := min(doc.Sheet.W/w, doc.Sheet.H/h)
		w, h = w*k, h*k
		pages = append(pages, layout.Page{Ops: []layout.Op{
			layout.Image{X: (doc.Sheet.W - w) / 2, Y: (doc.Sheet.H - h) / 2, W: w, H: h, Data: p.Data, Turn: p.Turn}}})
	}
	return output.Write(doc, pages)
}
