package media

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	"shuangsuiji/backend/inspect"
)

const (
	thumbnailSide = 320         // pixels of the longer side
	maxPixels     = 100_000_000 // a larger picture would take too much memory to decode
	samples       = 4           // per side of a thumbnail's pixel
)

// Thumbnail is a JPEG of a stored picture, upright, its longer side at most 320
// pixels; smaller pictures keep their size. Errors: unsupported for anything but
// JPEG and PNG, for a picture that cannot be decoded and for one over 100
// megapixels; otherwise those of Open.
func (s *Store) Thumbnail(sha256 string) ([]byte, error) {
	f, err := s.Open(sha256)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return nil, cannotRead(sha256, err)
	}
	info, err := probe(f, stat.Size())
	if err != nil {
		return nil, cannotRead(sha256, err)
	}
	if info.Width == 0 || info.Height == 0 || info.Width > maxPixels/info.Height {
		return nil, noThumbnail(sha256, nil)
	}
	picture, _, err := image.Decode(io.NewSectionReader(f, 0, stat.Size()))
	if err != nil {
		return nil, noThumbnail(sha256, err)
	}
	orientation := 1
	if info.Mime == "image/jpeg" {
		orientation = readExif(f, stat.Size()).orientation
	}
	small, err := shrink(picture, orientation)
	if err != nil {
		return nil, noThumbnail(sha256, err)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, small, &jpeg.Options{Quality: 80}); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// shrink turns src upright and averages up to 16 samples for each pixel; what is
// transparent becomes white.
func shrink(src image.Image, orientation int) (image.Image, error) {
	from, ok := src.(image.RGBA64Image)
	if !ok {
		return nil, image.ErrFormat
	}
	size := src.Bounds().Size()
	if orientation >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	w, h := size.X, size.Y
	if long := max(w, h); long > thumbnailSide {
		w, h = max(1, w*thumbnailSide/long), max(1, h*thumbnailSide/long)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			var r, g, b uint32
			for j := range samples {
				for i := range samples {
					at := turn(orientation, size,
						(x*samples+i)*size.X/(w*samples), (y*samples+j)*size.Y/(h*samples))
					c := from.RGBA64At(src.Bounds().Min.X+at.X, src.Bounds().Min.Y+at.Y)
					white := 0xFFFF - uint32(c.A)
					r, g, b = r+uint32(c.R)+white, g+uint32(c.G)+white, b+uint32(c.B)+white
				}
			}
			const n = samples * samples * 0x101
			out.SetRGBA(x, y, color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 0xFF})
		}
	}
	return out, nil
}

// turn finds where the pixel shown at (x, y) of a picture shown with this size
// is stored, for the eight orientations of EXIF.
func turn(orientation int, size image.Point, x, y int) image.Point {
	right, bottom := size.X-1-x, size.Y-1-y
	switch orientation {
	case 2:
		return image.Pt(right, y)
	case 3:
		return image.Pt(right, bottom)
	case 4:
		return image.Pt(x, bottom)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(y, right)
	case 7:
		return image.Pt(bottom, right)
	case 8:
		return image.Pt(bottom, x)
	}
	return image.Pt(x, y)
}

func noThumbnail(sha256 string, cause error) *inspect.Error {
	return inspect.E(inspect.Unsupported, "这份证据没有缩略图").WithRef(sha256).
		WithHint("只有完整的 JPEG 和 PNG 图片才有；文件本身已原样保存，可以直接打开").Because(cause)
}
