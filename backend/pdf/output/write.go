package output

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"shuangsuiji/backend/pdf/fontkit"
	"shuangsuiji/backend/pdf/layout"
)

// usedFace is a face with the characters one document shows in it.
type usedFace struct {
	face  *fontkit.Face
	runes []rune // sorted; the code of runes[i] is i+1, which is also its glyph in the subset
	codes map[rune]int
}

// Write makes the PDF of a laid-out document.
func Write(d *layout.Doc, pages []layout.Page) ([]byte, error) {
	faces := collect(pages)
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: d.Sheet.W, Ht: d.Sheet.H}})
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // streams are compressed in archive, with one compressor
	p := pen{pdf: pdf, faces: faces}
	for _, page := range pages {
		p.page(page)
	}
	var raw bytes.Buffer
	raw.Grow(p.held + 16<<10*len(pages)) // a file of scans is large: it is never held twice for want of room
	if p.err == nil {
		p.err = pdf.Output(&raw)
	}
	p.pdf, pdf = nil, nil // its own copies of the pictures go before ours are made
	if p.err != nil {
		return nil, p.err
	}
	return archive(raw.Bytes(), d, faces)
}

// collect lists the faces of the pages in order of their names, each with its
// characters in order.
func collect(pages []layout.Page) []*usedFace {
	byID := map[string]*usedFace{}
	for _, page := range pages {
		for _, op := range page.Ops {
			text, ok := op.(layout.Text)
			if !ok {
				continue
			}
			u := byID[text.Face.ID]
			if u == nil {
				u = &usedFace{face: text.Face, codes: map[rune]int{}}
				byID[text.Face.ID] = u
			}
			for _, r := range text.S {
				if _, ok := u.codes[r]; !ok {
					u.codes[r] = 0
					u.runes = append(u.runes, r)
				}
			}
		}
	}
	var faces []*usedFace
	for _, u := range byID {
		slices.Sort(u.runes)
		for i, r := range u.runes {
			u.codes[r] = i + 1
		}
		faces = append(faces, u)
	}
	sort.Slice(faces, func(i, j int) bool { return faces[i].face.ID < faces[j].face.ID })
	return faces
}

// pen draws operations, writing a change of state only when there is one.
type pen struct {
	pdf   *gofpdf.Fpdf
	faces []*usedFace
	err   error

	face   *usedFace
	size   float64
	space  float64
	color  layout.RGB
	width  float64
	height float64
	images int
	held   int // bytes of the pictures
}

func (p *pen) page(page layout.Page) {
	if page.W > 0 {
		p.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: page.W, Ht: page.H})
	} else {
		p.pdf.AddPage()
	}
	_, p.height = p.pdf.GetPageSize()
	p.face, p.size, p.space, p.color, p.width = nil, 0, 0, layout.RGB{}, 0
	for _, op := range page.Ops {
		switch op := op.(type) {
		case layout.Text:
			p.text(op)
		case layout.Line:
			p.stroke(op.Width, op.Color)
			p.pdf.Line(op.X1, op.Y1, op.X2, op.Y2)
		case layout.Rect:
			p.stroke(op.Width, layout.RGB{})
			p.pdf.Rect(op.X, op.Y, op.W, op.H, "D")
		case layout.Modules:
			p.modules(op)
		case layout.Image:
			p.image(op)
		}
	}
}

// text shows a run. gofpdf's own text calls need gofpdf's own fonts, which it
// parses twice, cuts again and describes wrongly; so the operators are written
// here and the fonts are added in archive.
func (p *pen) text(op layout.Text) {
	i := slices.IndexFunc(p.faces, func(u *usedFace) bool { return u.face == op.Face })
	p.paint(op.Color)
	var b strings.Builder
	b.WriteString("BT ")
	if p.face != p.faces[i] || p.size != op.Size {
		p.face, p.size = p.faces[i], op.Size
		fmt.Fprintf(&b, "/%s %.2f Tf ", op.Face.ID, op.Size)
	}
	if p.space != op.Space {
		p.space = op.Space
		fmt.Fprintf(&b, "%.4f Tc ", op.Space)
	}
	fmt.Fprintf(&b, "%.2f %.2f Td <", op.X, p.height-op.Y)
	for _, r := range op.S {
		const hex = "0123456789ABCDEF"
		code := p.face.codes[r]
		b.Write([]byte{hex[code>>12&15], hex[code>>8&15], hex[code>>4&15], hex[code&15]})
	}
	b.WriteString("> Tj ET")
	p.pdf.RawWriteStr(b.String())
}

func (p *pen) stroke(width float64, color layout.RGB) {
	if p.width != width {
		p.width = width
		p.pdf.RawWriteStr(fmt.Sprintf("%.2f w", width))
	}
	p.paint(color)
}

// paint sets the colour of strokes and fills.
func (p *pen) paint(c layout.RGB) {
	if p.color == c {
		return
	}
	p.color = c
	rgb := fmt.Sprintf("%.3f %.3f %.3f", float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
	p.pdf.RawWriteStr(rgb + " rg " + rgb + " RG")
}

// modules fills all runs of a code as one path.
func (p *pen) modules(m layout.Modules) {
	p.paint(layout.RGB{})
	var path []byte
	for _, r := range m.Runs {
		for _, v := range [4]float64{m.X + float64(r.X)*m.Side, p.height - m.Y - float64(r.Y+1)*m.Side, float64(r.N) * m.Side, m.Side} {
			path = append(strconv.AppendFloat(path, v, 'f', 3, 64), ' ')
		}
		path = append(path, "re\n"...)
	}
	p.pdf.RawWriteStr(string(path) + "f")
}

func (p *pen) image(op layout.Image) {
	data, kind, err := flatten(op.Data)
	if err != nil {
		p.err = err
		return
	}
	p.images++
	p.held += len(data)
	name := fmt.Sprint(p.images)
	options := gofpdf.ImageOptions{ImageType: kind, AllowNegativePosition: true} // a side turned later may begin outside
	p.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(data))
	if op.Turn == 0 {
		p.pdf.ImageOptions(name, op.X, op.Y, op.W, op.H, false, options, 0, "")
		return
	}
	// Turned about the middle of its box; lying on its side it is as wide as the box is high.
	x, y, w, h := op.X+op.W/2, op.Y+op.H/2, op.W, op.H
	if op.Turn%180 != 0 {
		w, h = h, w
	}
	turn := [][2]float64{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}[op.Turn/90%4] // cosine and sine
	c, s, up := turn[0], turn[1], p.height-y
	p.pdf.RawWriteStr(fmt.Sprintf("q %.0f %.0f %.0f %.0f %.3f %.3f cm", c, -s, s, c, x-c*x-s*up, up+s*x-c*up))
	p.pdf.ImageOptions(name, x-w/2, y-h/2, w, h, false, options, 0, "")
	p.pdf.RawWriteStr("Q")
}
