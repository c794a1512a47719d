package pdf

import (
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/output"
)

// RenderSet makes one PDF of several snapshots, for printing in one go: each
// keeps its pages, its page numbers and its QR code. The issued documents are
// those of Render; this is a copy of them.
func RenderSet(f *Fonts, snapshots [][]byte) ([]byte, error) {
	var set *layout.Doc
	var pages []layout.Page
	for _, s := range snapshots {
		doc, own, err := lay(f, s)
		if err != nil {
			return nil, err
		}
		if set == nil {
			set = doc
		}
		pages = append(pages, own...)
	}
	if set == nil {
		return nil, inspect.E(inspect.Invalid, "没有要打印的文书")
	}
	return output.Write(set, pages)
}
