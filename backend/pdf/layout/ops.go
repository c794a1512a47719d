package layout

import "shuangsuiji/backend/pdf/fontkit"

// Op is one drawing operation of a page: Text, Line, Rect, Modules or Image.
type Op interface{ moved(dx, dy float64) Op }

// RGB is a colour of sRGB; the zero value is black.
type RGB struct{ R, G, B uint8 }

// Red is the colour of an official letter's head, Grey that of marks.
func Red() RGB  { return RGB{200, 0, 0} }
func Grey() RGB { return RGB{90, 90, 90} }

// Text is a run of characters of one face on one baseline.
type Text struct {
	X, Y  float64
	Face  *fontkit.Face
	Size  float64
	Space float64 // added after each character
	Color RGB
	S     string
}

// Line is a straight stroke.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Color          RGB
}

// Rect is an outlined rectangle.
type Rect struct {
	X, Y, W, H float64
	Width      float64
}

// Modules are the black squares of a QR code, Side points each; Runs are
// horizontal runs of squares in module units.
type Modules struct {
	X, Y float64
	Side float64
	Runs []Run
}

// Run is N squares from column X of row Y.
type Run struct{ X, Y, N int }

// Image is a picture; Data is a JPEG or PNG file. Turned, it fills the same box:
// Turn is 0, 90, 180 or 270 degrees clockwise.
type Image struct {
	X, Y, W, H float64
	Data       []byte
	Turn       int
}

func (o Text) moved(dx, dy float64) Op    { o.X += dx; o.Y += dy; return o }
func (o Rect) moved(dx, dy float64) Op    { o.X += dx; o.Y += dy; return o }
func (o Modules) moved(dx, dy float64) Op { o.X += dx; o.Y += dy; return o }
func (o Image) moved(dx, dy float64) Op   { o.X += dx; o.Y += dy; return o }
func (o Line) moved(dx, dy float64) Op {
	o.X1, o.X2, o.Y1, o.Y2 = o.X1+dx, o.X2+dx, o.Y1+dy, o.Y2+dy
	return o
}

// Page is one finished sheet.
type Page struct {
	Ops  []Op
	W, H float64 // of its sheet where several documents are bound; 0 = the document's
}
