package media

import (
	"encoding/binary"
	"io"
	"strings"
	"time"
)

// exif is what is wanted of a JPEG's EXIF: the orientation, 1 to 8 (1 is
// upright, also when unknown), the instant the picture was taken, and the camera.
type exif struct {
	orientation int
	capturedAt  string
	model       string
}

// Tags of EXIF 2.3, 4.6.
const (
	tagModel          = 0x0110
	tagOrientation    = 0x0112
	tagExifIFD        = 0x8769
	tagTimeOriginal   = 0x9003
	tagOffsetOriginal = 0x9011
)

// readExif finds the EXIF segment in the JPEG headers.
func readExif(r io.ReaderAt, size int64) exif {
	none := exif{orientation: 1}
	at := int64(2)
	for range 100 { // segments before the picture; real files have about ten
		var h [4]byte
		if !readAt(r, h[:], at, size) || h[0] != 0xFF || h[1] == 0xDA {
			return none
		}
		length := int64(binary.BigEndian.Uint16(h[2:]))
		if length < 2 {
			return none
		}
		if h[1] == 0xE1 {
			body := make([]byte, length-2)
			if !readAt(r, body, at+4, size) {
				return none
			}
			if len(body) > 6 && string(body[:6]) == "Exif\x00\x00" {
				return parseExif(body[6:])
			}
		}
		at += 2 + length
	}
	return none
}

// parseExif reads the TIFF structure: a byte order, then lists of tags.
func parseExif(b []byte) exif {
	x := exif{orientation: 1}
	if len(b) < 8 {
		return x
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(b[:2]) == "MM" {
		order = binary.BigEndian
	}
	main := tags(b, order, order.Uint32(b[4:]))
	if v, ok := main[tagOrientation]; ok {
		if o := int(order.Uint16(v)); o >= 1 && o <= 8 {
			x.orientation = o
		}
	}
	x.model = line(b, order, main[tagModel])
	if v, ok := main[tagExifIFD]; ok {
		sub := tags(b, order, order.Uint32(v))
		taken, zone := ascii(b, order, sub[tagTimeOriginal], 19), ascii(b, order, sub[tagOffsetOriginal], 6)
		if zone == "" {
			zone = "+08:00" // China, where the program is used
		}
		if t, err := time.Parse("2006:01:02 15:04:05-07:00", taken+zone); err == nil && t.Year() >= 1970 {
			x.capturedAt = instant(t)
		}
	}
	return x
}

// tags reads one list: tag to the 4 bytes that hold its value or where it is.
func tags(b []byte, order binary.ByteOrder, at uint32) map[uint16][]byte {
	found := map[uint16][]byte{}
	if uint64(at)+2 > uint64(len(b)) {
		return found
	}
	rest := b[at:]
	count := int(order.Uint16(rest))
	rest = rest[2:]
	for ; count > 0 && len(rest) >= 12; count-- {
		found[order.Uint16(rest)] = rest[8:12]
		rest = rest[12:]
	}
	return found
}

// ascii is the text of n bytes that a value of more than 4 bytes points to.
func ascii(b []byte, order binary.ByteOrder, value []byte, n uint64) string {
	if value == nil {
		return ""
	}
	at := uint64(order.Uint32(value))
	if at+n > uint64(len(b)) {
		return ""
	}
	return string(b[at : at+n])
}

// line is the text, of at most 64 bytes, that a value of more than 4 bytes points
// to; "" unless it is plain printable ASCII.
func line(b []byte, order binary.ByteOrder, value []byte) string {
	if value == nil || uint64(order.Uint32(value)) >= uint64(len(b)) {
		return ""
	}
	text := b[order.Uint32(value):]
	text = text[:min(len(text), 64)]
	for i, c := range text {
		if c == 0 {
			return strings.TrimSpace(string(text[:i]))
		}
		if c < ' ' || c > '~' {
			break
		}
	}
	return ""
}
