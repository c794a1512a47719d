package output

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// flatten makes a picture that PDF/A-1 allows: a JPEG in grey or colour passes
// as it is; anything else is painted on white, because transparency is
// forbidden, and written as an opaque PNG.
func flatten(data []byte) (out []byte, kind string, err error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, "", fmt.Errorf("picture: %w", err)
	}
	if format == "jpeg" && config.ColorModel != color.CMYKModel {
		if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
			return nil, "", fmt.Errorf("picture: %w", err)
		}
		return data, "jpeg", nil
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, "", fmt.Errorf("picture: %w", err)
	}
	flat := image.NewRGBA(src.Bounds())
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), src, src.Bounds().Min, draw.Over)
	var buf bytes.Buffer
	if err := png.Encode(&buf, flat); err != nil {
		return nil, "", err
	}
	return buf.Bytes(), "png", nil
}
