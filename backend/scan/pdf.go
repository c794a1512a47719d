package scan

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"io"
	"regexp"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"shuangsuiji/backend/inspect"
)

func init() { model.ConfigPath = "disable" } // pdfcpu would write a folder of its own

// pdfSheets are the pages of a scanner's PDF. The file must stay open.
func pdfSheets(ctx context.Context, f io.ReadSeeker) ([]sheet, error) {
	conf := model.NewDefaultConfiguration()
	conf.Offline, conf.ValidationMode = true, model.ValidationRelaxed
	conf.Limits.MaxImagePixels, conf.Limits.MaxDecodeBytes = maxPixels, 4*maxPixels
	doc, err := pdfcpu.ReadWithContext(ctx, f, conf)
	if errors.Is(err, context.Canceled) {
		return nil, inspect.E(inspect.Canceled, "已取消读取扫描件").Because(err)
	}
	if err != nil {
		return nil, inspect.E(inspect.Invalid, "PDF 读不出：已损坏或加了密码").WithHint("重新扫描，不加密码；或扫描成 JPEG").Because(err)
	}
	if err := doc.EnsurePageCount(); err != nil {
		return nil, broken("PDF 读不出，没有页", err)
	}
	if doc.PageCount < 1 || doc.PageCount > maxPages {
		return nil, inspect.E(inspect.Invalid, "扫描件有%d页，一次不超过%d页", doc.PageCount, maxPages).WithHint("分成几个文件")
	}
	out := make([]sheet, doc.PageCount)
	for i := range out {
		out[i] = func() ([]byte, error) { return pdfSheet(doc, i+1) }
	}
	return out, nil
}

// pdfSheet is the one picture of a page. A page put together from several is
// refused: whatever one of them showed would be lost.
func pdfSheet(doc *model.Context, no int) ([]byte, error) {
	page, _, inherited, err := doc.PageDict(no, false)
	if err != nil {
		return nil, broken("这一页读不出，可能已损坏", err)
	}
	resources := inherited.Resources
	if own, found := page.Find("Resources"); found {
		if resources, err = doc.DereferenceDict(own); err != nil {
			return nil, broken("这一页读不出，可能已损坏", err)
		}
	}
	content, err := doc.PageContent(page, no)
	if err != nil && !errors.Is(err, model.ErrNoContent) {
		return nil, broken("这一页读不出，可能已损坏", err)
	}
	drawn := pictures{doc: doc}
	if err := drawn.in(content, resources, 0); err != nil {
		return nil, err
	}
	best, area, rest, number := drawn.best, drawn.area, drawn.rest, drawn.number
	if best == nil {
		return nil, inspect.E(inspect.Invalid, "这一页不是扫描图像（PDF 页中没有图）")
	}
	if rest*10 > area {
		return nil, inspect.E(inspect.Invalid, "这一页由几幅图叠成（压缩型 PDF），不能完整取出；在扫描仪上改用普通 PDF 或 JPEG 重新扫描")
	}
	img, err := pdfcpu.ExtractImage(doc, best, false, "", number, false)
	if err != nil || img == nil || img.Reader == nil {
		return nil, broken("这一页的图像读不出", err)
	}
	data, err := io.ReadAll(img.Reader)
	if err != nil {
		return nil, broken("这一页的图像读不出", err)
	}
	switch img.FileType {
	case "jpg", "png":
		return data, nil
	case "tif":
		pages, err := tiffSheets(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return pages[0]()
	}
	return nil, inspect.E(inspect.Invalid, "这一页用了读不出的压缩方式（%s）；在扫描仪上改用 JPEG 或普通 PDF 重新扫描", img.FileType)
}

// pictures are those that a page draws: resources may be shared by all pages.
type pictures struct {
	doc        *model.Context
	best       *types.StreamDict // the largest
	number     int               // its object
	area, rest int               // pixels of the largest, and of all others
}

var draws = regexp.MustCompile(`/([^\s/\[\]<>(){}%]+)\s+Do\b`)

func (p *pictures) in(content []byte, resources types.Dict, depth int) error {
	ref, found := resources.Find("XObject")
	if !found || depth > 4 {
		return nil
	}
	objects, err := p.doc.DereferenceDict(ref)
	if err != nil {
		return broken("这一页读不出，可能已损坏", err)
	}
	for _, m := range draws.FindAllSubmatch(content, -1) {
		o, found := objects.Find(string(m[1]))
		if !found {
			continue
		}
		sd, _, err := p.doc.DereferenceStreamDict(o)
		if err != nil || sd == nil || sd.Subtype() == nil {
			continue // what cannot be read is not drawn by any viewer either
		}
		if *sd.Subtype() == "Form" {
			own := resources
			if r, found := sd.Find("Resources"); found {
				if own, err = p.doc.DereferenceDict(r); err != nil {
					return broken("这一页读不出，可能已损坏", err)
				}
			}
			if err := sd.Decode(); err != nil {
				return broken("这一页读不出，可能已损坏", err)
			}
			if err := p.in(sd.Content, own, depth+1); err != nil {
				return err
			}
			continue
		}
		w, h := sd.IntEntry("Width"), sd.IntEntry("Height")
		if *sd.Subtype() != "Image" || w == nil || h == nil {
			continue
		}
		if err := sized(*w, *h); err != nil {
			return err
		}
		a := *w * *h
		if a <= p.area {
			p.rest += a
			continue
		}
		p.best, p.area, p.rest = sd, a, p.rest+p.area
		if ref, ok := o.(types.IndirectRef); ok {
			p.number = ref.ObjectNumber.Value()
		}
	}
	return nil
}

// asPNG writes a picture as an opaque PNG, grey when it has no colour.
func asPNG(img image.Image) ([]byte, error) {
	if _, ok := img.(*image.Gray); !ok {
		flat := image.NewRGBA(img.Bounds())
		draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
		img = flat
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, img)
	return out.Bytes(), err
}
