package output

import (
	"bytes"
	"encoding/binary"
	"math"
)

// srgb is an ICC 2.1 monitor profile of sRGB (IEC 61966-2-1): the primaries
// adapted to D50 and the tone curve in 256 steps. It is computed here, so that
// no file with a licence of its own is needed.
func srgb() []byte {
	curve := new(bytes.Buffer)
	put(curve, []byte("curv"), uint32(0), uint32(256))
	for i := range 256 {
		v := float64(i) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		put(curve, uint16(math.Round(v*65535)))
	}
	const name = "sRGB IEC61966-2.1\x00"
	desc := new(bytes.Buffer)
	put(desc, []byte("desc"), uint32(0), uint32(len(name)), []byte(name), make([]byte, 4+4+2+1+67))
	text := new(bytes.Buffer)
	put(text, []byte("text"), uint32(0), []byte("No copyright, use freely\x00"))

	tags := []struct {
		sig  string
		data []byte
	}{
		{"desc", desc.Bytes()}, {"cprt", text.Bytes()},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)},
		{"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve.Bytes()}, {"gTRC", curve.Bytes()}, {"bTRC", curve.Bytes()},
	}
	list, body := new(bytes.Buffer), new(bytes.Buffer)
	put(list, uint32(len(tags)))
	start := 128 + 4 + 12*len(tags)
	at := 0
	for i, t := range tags {
		// The three curves are one.
		if i < 7 {
			at = start + body.Len()
			body.Write(t.data)
			body.Write(make([]byte, -len(t.data)&3))
		}
		put(list, []byte(t.sig), uint32(at), uint32(len(t.data)))
	}
	out := new(bytes.Buffer)
	put(out, uint32(start+body.Len()), uint32(0), uint32(0x02100000), []byte("mntrRGB XYZ "),
		[]uint16{2000, 1, 1, 0, 0, 0}, []byte("acsp"), make([]byte, 28))
	put(out, illuminant(), make([]byte, 128-80))
	out.Write(list.Bytes())
	out.Write(body.Bytes())
	return out.Bytes()
}

func put(b *bytes.Buffer, values ...any) {
	for _, v := range values {
		_ = binary.Write(b, binary.BigEndian, v) // a bytes.Buffer never fails
	}
}

func fixed(v float64) int32 { return int32(math.Round(v * 65536)) }

func illuminant() []int32 { return []int32{fixed(0.9642), fixed(1), fixed(0.8249)} }

func xyz(x, y, z float64) []byte {
	b := new(bytes.Buffer)
	put(b, []byte("XYZ "), uint32(0), []int32{fixed(x), fixed(y), fixed(z)})
	return b.Bytes()
}
