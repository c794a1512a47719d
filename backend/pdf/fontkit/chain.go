package fontkit

// Face is a font under the short name it has inside a document.
type Face struct {
	ID   string // lower-case ASCII letters, unique among the faces of a program
	Font *Font
}

// Chain lists faces in order of preference.
type Chain []*Face

// Pick is the first face that has r, and its glyph; ok is false when none has.
func (c Chain) Pick(r rune) (face *Face, glyph uint16, ok bool) {
	for _, f := range c {
		if g := f.Font.Glyph(r); g != 0 {
			return f, g, true
		}
	}
	return nil, 0, false
}
