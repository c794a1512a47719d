package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"shuangsuiji/backend/inspect"
)

// wav is one second of silence for every 8000 bytes; declared is the data length
// its header claims.
func wav(data int, declared uint32) []byte {
	b := []byte("RIFF\x00\x00\x00\x00WAVELIST\x03\x00\x00\x00abc\x00fmt \x10\x00\x00\x00\x01\x00\x01\x00")
	b = binary.LittleEndian.AppendUint32(b, 8000)
	b = binary.LittleEndian.AppendUint32(b, 8000)
	b = append(b, "\x01\x00\x08\x00data"...)
	b = binary.LittleEndian.AppendUint32(b, declared)
	return append(b, make([]byte, data)...)
}

func atom(kind string, body ...[]byte) []byte {
	content := bytes.Join(body, nil)
	b := binary.BigEndian.AppendUint32(nil, uint32(8+len(content)))
	return append(append(b, kind...), content...)
}

// created is 2026-03-02T01:00:00Z in seconds since 1904.
const created = 1772413200 + 2082844800

func mvhd(version byte, duration uint64) []byte {
	b := []byte{version, 0, 0, 0}
	if version == 1 {
		for _, v := range []uint64{created, created} {
			b = binary.BigEndian.AppendUint64(b, v)
		}
		b = binary.BigEndian.AppendUint32(b, 600)
		b = binary.BigEndian.AppendUint64(b, duration)
	} else {
		for _, v := range []uint32{created, created, 600, uint32(duration)} {
			b = binary.BigEndian.AppendUint32(b, v)
		}
	}
	return atom("mvhd", b, make([]byte, 80))
}

func mp4(brand string, head []byte) []byte {
	big := binary.BigEndian.AppendUint64([]byte("\x00\x00\x00\x01mdat"), 16+5) // 64-bit length
	return bytes.Join([][]byte{
		atom("ftyp", []byte(brand), make([]byte, 8)), append(big, "media"...), atom("moov", atom("udta"), head),
	}, nil)
}

func picture(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w { // left half red, right half blue; lower half see-through
			c := color.NRGBA{R: 255, A: 255}
			if x >= w/2 {
				c = color.NRGBA{B: 255, A: 255}
			}
			if y >= h/2 {
				c.A = 0
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func pngBytes(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// jpegBytes has an EXIF segment when orientation is not 0.
func jpegBytes(t testing.TB, m image.Image, order binary.AppendByteOrder, orientation uint16, taken, zone string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	if orientation == 0 {
		return b.Bytes()
	}
	mark := "II*\x00"
	if order.String() == "BigEndian" {
		mark = "MM\x00*"
	}
	x := order.AppendUint32([]byte(mark), 8)
	entry := func(tag, kind uint16, count, value uint32) {
		x = order.AppendUint16(order.AppendUint16(x, tag), kind)
		x = order.AppendUint32(order.AppendUint32(x, count), value)
	}
	short := uint32(orientation)
	if mark[0] == 'M' {
		short <<= 16 // a SHORT stands in the first two bytes
	}
	x = order.AppendUint16(x, 3) // at 8
	entry(tagModel, 2, 9, 107)
	entry(tagOrientation, 3, 1, short)
	entry(tagExifIFD, 4, 1, 50)
	x = order.AppendUint32(x, 0)
	x = order.AppendUint16(x, 2) // at 50
	entry(tagTimeOriginal, 2, 20, 80)
	entry(tagOffsetOriginal, 2, 7, 100)
	x = order.AppendUint32(x, 0)
	x = append(append(x, taken...), make([]byte, 20-len(taken))...) // at 80
	x = append(append(x, zone...), 0)
	x = append(x, "ZF-CAM 1\x00"...) // at 107
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(2+6+len(x)))
	segment = append(append(segment, "Exif\x00\x00"...), x...)
	return append(append(bytes.Clone(b.Bytes()[:2]), segment...), b.Bytes()[2:]...)
}

func TestProbe(t *testing.T) {
	le, be := binary.LittleEndian, binary.BigEndian
	wide := picture(40, 20)
	const at = "2026-03-02T01:00:00.000Z"
	for name, c := range map[string]struct {
		content []byte
		want    Info
	}{
		"wav":               {wav(12000, 12000), Info{"audio/wav", ".wav", 1.5, 0, 0, "", ""}},
		"wav, power lost":   {wav(8000, 0), Info{"audio/wav", ".wav", 1, 0, 0, "", ""}},
		"wav, streamed":     {wav(8000, math.MaxUint32), Info{"audio/wav", ".wav", 1, 0, 0, "", ""}},
		"wav, cut":          {wav(8000, 8000)[:30], Info{"audio/wav", ".wav", 0, 0, 0, "", ""}},
		"mp4":               {mp4("isom", mvhd(0, 1500)), Info{"video/mp4", ".mp4", 2.5, 0, 0, at, ""}},
		"mp4, 64 bits":      {mp4("mp42", mvhd(1, 600*3600*5)), Info{"video/mp4", ".mp4", 18000, 0, 0, at, ""}},
		"mp4, unknown":      {mp4("isom", mvhd(0, math.MaxUint32)), Info{"video/mp4", ".mp4", 0, 0, 0, at, ""}},
		"mp4, no head":      {mp4("isom", nil), Info{"video/mp4", ".mp4", 0, 0, 0, "", ""}},
		"mov":               {mp4("qt  ", mvhd(0, 600)), Info{"video/quicktime", ".mov", 1, 0, 0, at, ""}},
		"m4a":               {mp4("M4A ", mvhd(0, 600)), Info{"audio/mp4", ".m4a", 1, 0, 0, at, ""}},
		"heic":              {mp4("heic", nil), Info{"image/heic", ".heic", 0, 0, 0, "", ""}},
		"png":               {pngBytes(t, 40, 20), Info{"image/png", ".png", 0, 40, 20, "", ""}},
		"png, cut":          {pngBytes(t, 40, 20)[:20], Info{"image/png", ".png", 0, 0, 0, "", ""}},
		"jpeg":              {jpegBytes(t, wide, le, 0, "", ""), Info{"image/jpeg", ".jpg", 0, 40, 20, "", ""}},
		"jpeg, on its side": {jpegBytes(t, wide, le, 6, "2026:03:02 09:00:00", "      "), Info{"image/jpeg", ".jpg", 0, 20, 40, "", "ZF-CAM 1"}},
		"jpeg, zone":        {jpegBytes(t, wide, be, 1, "2026:03:02 10:00:00", "+09:00"), Info{"image/jpeg", ".jpg", 0, 40, 20, at, "ZF-CAM 1"}},
		"jpeg, no time":     {jpegBytes(t, wide, be, 3, "    :  :     :  :  ", "+08:00"), Info{"image/jpeg", ".jpg", 0, 40, 20, "", "ZF-CAM 1"}},
		"pdf":               {[]byte("%PDF-1.4\n"), Info{"application/pdf", ".pdf", 0, 0, 0, "", ""}},
		"text":              {[]byte("笔录"), Info{"text/plain", "", 0, 0, 0, "", ""}},
		"zip":               {[]byte("PK\x03\x04"), Info{"application/zip", "", 0, 0, 0, "", ""}},
		"noise":             {[]byte{0, 1, 2, 3}, Info{"application/octet-stream", "", 0, 0, 0, "", ""}},
		"one byte":          {[]byte{0xFF}, Info{"text/plain", "", 0, 0, 0, "", ""}},
	} {
		got, err := Probe(write(t, "claims to be.docx", c.content))
		if err != nil || got != c.want {
			t.Errorf("%s: %+v %v, want %+v", name, got, err, c.want)
		}
	}
	_, err := Probe(t.TempDir() + "/gone")
	wantCode(t, err, inspect.Storage)
}

func TestExtension(t *testing.T) {
	for name, want := range map[string]string{
		"a.DOCX": ".docx", "a.tar.gz": ".gz", "a": "", "a.": "", ".profile": ".profile", "a.b c": "",
		"a.照片": "", "a.toolongtobe": "",
	} {
		if got := extension(name); got != want {
			t.Errorf("extension(%q) = %q, want %q", name, got, want)
		}
	}
}

func near(c color.Color, r, g, b uint8) bool {
	x, y, z, _ := c.RGBA()
	d := func(p uint32, q uint8) bool { return math.Abs(float64(p>>8)-float64(q)) < 40 }
	return d(x, r) && d(y, g) && d(z, b)
}

func TestThumbnail(t *testing.T) {
	ctx, s := context.Background(), open(t)
	thumb := func(content []byte) image.Image {
		t.Helper()
		item, err := s.Add(ctx, write(t, "p", content), nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := s.Thumbnail(item.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		m, kind, err := image.Decode(bytes.NewReader(b))
		if err != nil || kind != "jpeg" {
			t.Fatal(kind, err)
		}
		return m
	}
	for size, want := range map[image.Point]image.Point{
		{40, 20}: {40, 20}, {640, 480}: {320, 240}, {480, 1000}: {153, 320}, {2000, 2}: {320, 1}, {321, 321}: {320, 320},
	} {
		if got := thumb(pngBytes(t, size.X, size.Y)).Bounds().Size(); got != want {
			t.Errorf("%v became %v, want %v", size, got, want)
		}
	}
	m := thumb(pngBytes(t, 1000, 800))
	if !near(m.At(20, 20), 255, 0, 0) || !near(m.At(300, 20), 0, 0, 255) || !near(m.At(160, 240), 255, 255, 255) {
		t.Errorf("colours: %v %v %v", m.At(20, 20), m.At(300, 20), m.At(160, 240))
	}

	// Red, as stored, is on the left. Where is it when shown?
	for orientation, red := range map[uint16]image.Point{
		1: {5, 20}, 2: {75, 20}, 3: {75, 20}, 4: {5, 20}, 5: {20, 5}, 6: {20, 5}, 7: {20, 75}, 8: {20, 75},
	} {
		full := image.NewRGBA(image.Rect(0, 0, 80, 40))
		for y := range 40 {
			for x := range 80 {
				c := color.RGBA{R: 255, A: 255}
				if x >= 40 {
					c = color.RGBA{B: 255, A: 255}
				}
				full.SetRGBA(x, y, c)
			}
		}
		m := thumb(jpegBytes(t, full, binary.BigEndian, orientation, "2026:03:02 09:00:00", "+08:00"))
		blue := image.Pt(m.Bounds().Dx()-1-red.X, m.Bounds().Dy()-1-red.Y)
		if !near(m.At(red.X, red.Y), 255, 0, 0) || !near(m.At(blue.X, blue.Y), 0, 0, 255) {
			t.Errorf("orientation %d: %v at %v, %v at %v", orientation, m.At(red.X, red.Y), red, m.At(blue.X, blue.Y), blue)
		}
	}
}

// The corner stored first tells all eight orientations apart (EXIF 2.3, figure 7).
func TestTurn(t *testing.T) {
	for orientation, shown := range map[int]image.Point{
		1: {0, 0}, 2: {3, 0}, 3: {3, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 3}, 8: {0, 3},
	} {
		size := image.Pt(4, 2)
		if orientation >= 5 {
			size = image.Pt(2, 4)
		}
		if got := turn(orientation, size, shown.X, shown.Y); got != (image.Point{}) {
			t.Errorf("orientation %d shows %v at %v", orientation, got, shown)
		}
	}
}

func TestThumbnailRefuses(t *testing.T) {
	ctx, s := context.Background(), open(t)
	whole := pngBytes(t, 64, 64)
	for _, content := range [][]byte{[]byte("text"), wav(8, 8), whole[:len(whole)-20], append([]byte("\xff\xd8\xff\xe0"), noise(100)...)} {
		item, err := s.Add(ctx, write(t, "p.jpg", content), nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Thumbnail(item.SHA256)
		wantCode(t, err, inspect.Unsupported)
	}
	huge := bytes.Clone(whole) // claims 2^31-1 pixels each way
	binary.BigEndian.PutUint32(huge[16:], math.MaxInt32)
	binary.BigEndian.PutUint32(huge[20:], math.MaxInt32)
	item, err := s.Add(ctx, write(t, "huge.png", huge), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Thumbnail(item.SHA256)
	wantCode(t, err, inspect.Unsupported)
	_, err = s.Thumbnail("0")
	wantCode(t, err, inspect.NotFound)
}

func FuzzProbe(f *testing.F) {
	f.Add(wav(100, 100))
	f.Add(mp4("isom", mvhd(0, 1500)))
	f.Add(mp4("qt  ", mvhd(1, 1500)))
	f.Add(pngBytes(f, 4, 4))
	f.Add(jpegBytes(f, picture(4, 4), binary.BigEndian, 6, "2026:03:02 09:00:00", "+08:00"))
	f.Add(jpegBytes(f, picture(4, 4), binary.LittleEndian, 1, "2026:03:02 09:00:00", "+08:00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		info, err := probe(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		if !(info.Duration >= 0) || math.IsInf(info.Duration, 0) || info.Width < 0 || info.Height < 0 || info.Mime == "" {
			t.Fatalf("%+v", info)
		}
	})
}
