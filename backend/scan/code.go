package scan

import (
	"image"
	"image/color"
	"math"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// attempts are how a part of a sheet is looked at, the quick ways first: as it
// is, then enlarged (a module of a 150 dpi scan has two pixels), then smoothed
// against the grain of the paper.
var attempts = []struct {
	scale  float64
	smooth int
}{{1, 0}, {2, 0}, {1.5, 0}, {2, 1}, {3, 1}, {3, 2}}

// readCode reads the QR code of a sheet and how far to turn the sheet.
func readCode(g *image.Gray) (text string, turn int) {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	x, y := w*45/100, h*30/100 // a sheet that lay askew in the scanner is still within
	if w > h {
		x, y = w*30/100, h*45/100
	}
	parts := []image.Rectangle{
		image.Rect(w-x, 0, w, y), image.Rect(0, h-y, x, h), // upright and upside down
		image.Rect(0, 0, x, y), image.Rect(w-x, h-y, w, h), // on its side
	}
	for _, a := range attempts {
		for _, p := range parts {
			if text, turn = decode(enlarge(g, p, a.scale, a.smooth)); text != "" {
				return text, turn
			}
		}
	}
	return decode(g)
}

var hints = map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"}

func decode(g *image.Gray) (text string, turn int) {
	r, err := guarded(func() (*gozxing.Result, error) {
		bitmap, err := gozxing.NewBinaryBitmapFromImage(g)
		if err != nil {
			return nil, err
		}
		return qrcode.NewQRCodeReader().Decode(bitmap, hints)
	})
	if err != nil || r.GetText() == "" {
		return "", 0
	}
	points := r.GetResultPoints() // lower left, upper left, upper right of the upright code
	if len(points) < 3 {
		return r.GetText(), 0
	}
	leans := math.Atan2(points[2].GetY()-points[1].GetY(), points[2].GetX()-points[1].GetX())
	quarter := int(math.Round(-leans/(math.Pi/2))) & 3
	return r.GetText(), quarter * 90
}

// grey is the brightness of a picture, its corner at 0,0.
func grey(img image.Image) *image.Gray {
	b := img.Bounds()
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	switch src := img.(type) {
	case *image.Gray:
		for y := range b.Dy() {
			copy(g.Pix[y*g.Stride:y*g.Stride+b.Dx()], src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.YCbCr: // every colour JPEG
		for y := range b.Dy() {
			copy(g.Pix[y*g.Stride:y*g.Stride+b.Dx()], src.Y[src.YOffset(b.Min.X, b.Min.Y+y):])
		}
	default:
		for y := range b.Dy() {
			for x := range b.Dx() {
				g.Pix[y*g.Stride+x] = color.GrayModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.Gray).Y
			}
		}
	}
	return g
}

// enlarge cuts a part out, k times larger, softened by boxes of 2·smooth+1.
func enlarge(g *image.Gray, part image.Rectangle, k float64, smooth int) *image.Gray {
	w, h := int(float64(part.Dx())*k), int(float64(part.Dy())*k)
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		fy := max(float64(part.Min.Y)+(float64(y)+.5)/k-.5, 0)
		y0 := min(int(fy), g.Rect.Dy()-1)
		y1 := min(y0+1, g.Rect.Dy()-1)
		for x := range w {
			fx := max(float64(part.Min.X)+(float64(x)+.5)/k-.5, 0)
			x0 := min(int(fx), g.Rect.Dx()-1)
			x1 := min(x0+1, g.Rect.Dx()-1)
			u, v := fx-float64(x0), fy-float64(y0)
			at := func(x, y int) float64 { return float64(g.Pix[y*g.Stride+x]) }
			out.Pix[y*out.Stride+x] = uint8((at(x0, y0)*(1-u)+at(x1, y0)*u)*(1-v) + (at(x0, y1)*(1-u)+at(x1, y1)*u)*v)
		}
	}
	if smooth > 0 {
		out = soften(soften(out, smooth, 1, out.Stride, w, h), smooth, out.Stride, 1, h, w)
	}
	return out
}

// soften averages along one direction: step to the neighbour, n of them, in m rows.
func soften(g *image.Gray, r, step, row, n, m int) *image.Gray {
	out := image.NewGray(g.Rect)
	for j := range m {
		for i := range n {
			sum, count := 0, 0
			for d := max(i-r, 0); d <= min(i+r, n-1); d++ {
				sum, count = sum+int(g.Pix[j*row+d*step]), count+1
			}
			out.Pix[j*row+i*step] = uint8(sum / count)
		}
	}
	return out
}

// blank tells a page without writing: of its middle, cut into cells, next to
// none is darker than its surroundings.
func blank(g *image.Gray) bool {
	const cells = 64
	w, h := g.Rect.Dx(), g.Rect.Dy()
	cw, ch := w*9/10/cells, h*9/10/cells
	if cw == 0 || ch == 0 {
		return false
	}
	sums, total := []float64{}, 0.0
	for j := range cells {
		for i := range cells {
			sum := 0
			for y := range ch {
				at := (h/20+j*ch+y)*g.Stride + w/20 + i*cw
				for _, p := range g.Pix[at : at+cw] {
					sum += int(p)
				}
			}
			mean := float64(sum) / float64(cw*ch)
			sums, total = append(sums, mean), total+mean
		}
	}
	dark := 0
	for _, s := range sums {
		if s < total/float64(len(sums))-8 {
			dark++
		}
	}
	return dark <= cells*cells/500
}
