package layout

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // formats a picture may have
	_ "image/png"
)

// Pictures stand in rows, each with its caption under it.
type Pictures struct {
	Items  []Picture
	PerRow int
	Height float64 // greatest height of a picture
	Style  Style
}

// Picture is a JPEG or PNG file with a caption.
type Picture struct {
	Data    []byte
	Caption string
}

func (p Pictures) boxes(width float64) ([]box, error) {
	slot := width / float64(p.PerRow)
	var boxes []box
	for i := 0; i < len(p.Items); i += p.PerRow {
		b := box{h: p.Height + p.Style.Leading + 6}
		for j, item := range p.Items[i:min(i+p.PerRow, len(p.Items))] {
			config, _, err := image.DecodeConfig(bytes.NewReader(item.Data))
			if err != nil || config.Width == 0 || config.Height == 0 {
				return nil, fmt.Errorf("picture %d: not a JPEG or PNG file: %w", i+j+1, err)
			}
			scale := min((slot-12)/float64(config.Width), p.Height/float64(config.Height))
			w, h := scale*float64(config.Width), scale*float64(config.Height)
			x := slot * float64(j)
			b.ops = append(b.ops, Image{x + (slot-w)/2, p.Height - h, w, h, item.Data, 0})
			caption, lines := fit(item.Caption, p.Style, slot-12)
			from := 0
			for n, line := range lines {
				y := p.Height + float64(n)*p.Style.Leading
				b.ops = append(b.ops, caption.line(from, from+len(line), x+6, y+p.Style.baseline(), slot-12, Center, true)...)
				from += len(line)
				b.h = max(b.h, y+p.Style.Leading+6)
			}
			if err := caption.err(); err != nil {
				return nil, err
			}
		}
		boxes = append(boxes, b)
	}
	return boxes, nil
}
