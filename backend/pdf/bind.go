package pdf

import (
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
		page, err := picturePage(p, i)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return output.Write(doc, pages)
}

func unreadable(n int, err error) error {
	return inspect.E(inspect.Damaged, "第%d页的影像读不出", n+1).WithHint("退回这一页，重新扫描").Because(err)
}
