package media

import (
	"encoding/binary"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// Info is what a file's content says about it; doc.go gives the units. Mime is
// "application/octet-stream" for what is not known. Ext is "" where the content
// does not decide it.
type Info struct {
	Mime, Ext     string
	Duration      float64
	Width, Height int
	CapturedAt    string
	Device        string // the camera of a photo
}

// Probe looks into the file at path. Content that is broken or unknown is no
// error, it only leaves fields empty; a file that cannot be read is (storage).
func Probe(path string) (Info, error) {
	f, err := os.Open(path)
	if err != nil {
		return Info{}, cannotRead(path, err)
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return Info{}, cannotRead(path, err)
	}
	info, err := probe(f, stat.Size())
	if err != nil {
		return Info{}, cannotRead(path, err)
	}
	return info, nil
}

// extensions are those that follow from the content alone. A zip may be a
// document, and text may be anything: their extension is the original's.
var extensions = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
	"image/bmp": ".bmp", "image/heic": ".heic", "application/pdf": ".pdf",
	"audio/wav": ".wav", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "video/mp4": ".mp4",
	"video/quicktime": ".mov", "video/3gpp": ".3gp", "video/avi": ".avi", "video/webm": ".webm",
}

func probe(r io.ReaderAt, size int64) (Info, error) {
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return Info{}, err
	}
	info := Info{Mime: sniff(head)}
	info.Ext = extensions[info.Mime]
	switch info.Mime {
	case "audio/wav":
		info.Duration = wavDuration(r, size)
	case "video/mp4", "video/quicktime", "video/3gpp", "audio/mp4":
		info.Duration, info.CapturedAt = movie(r, size)
	case "image/jpeg", "image/png":
		config, _, err := image.DecodeConfig(io.NewSectionReader(r, 0, size))
		if err != nil {
			return info, nil
		}
		info.Width, info.Height = config.Width, config.Height
		if info.Mime == "image/jpeg" {
			x := readExif(r, size)
			info.CapturedAt, info.Device = x.capturedAt, x.model
			if x.orientation >= 5 { // lies on its side
				info.Width, info.Height = info.Height, info.Width
			}
		}
	}
	return info, nil
}

// sniff is http.DetectContentType, told apart further for recordings.
func sniff(head []byte) string {
	if len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WAVE" {
		return "audio/wav"
	}
	if len(head) >= 12 && string(head[4:8]) == "ftyp" {
		switch brand := string(head[8:12]); {
		case brand == "qt  ":
			return "video/quicktime"
		case brand == "M4A " || brand == "M4B ":
			return "audio/mp4"
		case strings.HasPrefix(brand, "3g"):
			return "video/3gpp"
		case brand == "heic" || brand == "heix" || brand == "mif1":
			return "image/heic"
		}
		return "video/mp4"
	}
	mime, _, _ := strings.Cut(http.DetectContentType(head), ";")
	return mime
}

// maxBoxes bounds the walk through a file made of nothing but tiny chunks.
const maxBoxes = 10_000

// wavDuration is the length of the data chunk over the bytes per second of the
// fmt chunk. A recorder that lost power leaves a data length of 0 or all ones;
// then the data goes on to the end of the file.
func wavDuration(r io.ReaderAt, size int64) float64 {
	var bytesPerSecond int64
	for at, n := int64(12), 0; n < maxBoxes; n++ {
		var h [8]byte
		if !readAt(r, h[:], at, size) {
			return 0
		}
		length := int64(binary.LittleEndian.Uint32(h[4:]))
		at += 8
		switch string(h[:4]) {
		case "fmt ":
			var f [16]byte
			if length < 16 || !readAt(r, f[:], at, size) {
				return 0
			}
			bytesPerSecond = int64(binary.LittleEndian.Uint32(f[8:]))
		case "data":
			if length == 0 || length > size-at {
				length = size - at
			}
			if bytesPerSecond == 0 {
				return 0
			}
			return float64(length) / float64(bytesPerSecond)
		}
		at += length + length&1 // chunks are padded to even length
	}
	return 0
}

// movie reads moov/mvhd (ISO/IEC 14496-12, 8.2.2): duration in seconds and the
// time of creation.
func movie(r io.ReaderAt, size int64) (seconds float64, createdAt string) {
	at, end, ok := box(r, 0, size, "moov")
	if !ok {
		return 0, ""
	}
	if at, end, ok = box(r, at, end, "mvhd"); !ok {
		return 0, ""
	}
	var m [32]byte // version 1; version 0 is shorter
	long := readAt(r, m[:], at, end)
	if !long && !readAt(r, m[:20], at, end) {
		return 0, ""
	}
	var created, scale, duration uint64
	switch {
	case m[0] == 0:
		created = uint64(binary.BigEndian.Uint32(m[4:]))
		scale = uint64(binary.BigEndian.Uint32(m[12:]))
		duration = uint64(binary.BigEndian.Uint32(m[16:]))
		if duration == 1<<32-1 {
			duration = 0
		}
	case m[0] == 1 && long:
		created = binary.BigEndian.Uint64(m[4:])
		scale = uint64(binary.BigEndian.Uint32(m[20:]))
		duration = binary.BigEndian.Uint64(m[24:])
		if duration == 1<<64-1 {
			duration = 0
		}
	}
	if scale != 0 {
		seconds = float64(duration) / float64(scale)
	}
	const from1904to1970 = 2_082_844_800
	if created > from1904to1970 && created < from1904to1970+1<<32 {
		createdAt = instant(time.Unix(int64(created-from1904to1970), 0))
	}
	return seconds, createdAt
}

// box finds the first box of a kind in [at, end) and returns where its content
// begins and ends.
func box(r io.ReaderAt, at, end int64, kind string) (from, to int64, ok bool) {
	for range maxBoxes {
		var h [16]byte
		if !readAt(r, h[:8], at, end) {
			return 0, 0, false
		}
		length, header := int64(binary.BigEndian.Uint32(h[:])), int64(8)
		switch length {
		case 0: // to the end
			length = end - at
		case 1: // 64-bit length follows
			if !readAt(r, h[:], at, end) {
				return 0, 0, false
			}
			length, header = int64(binary.BigEndian.Uint64(h[8:])), 16
		}
		if length < header || length > end-at {
			return 0, 0, false
		}
		if string(h[4:8]) == kind {
			return at + header, at + length, true
		}
		at += length
	}
	return 0, 0, false
}

// readAt fills b from at if all of it lies before end.
func readAt(r io.ReaderAt, b []byte, at, end int64) bool {
	if at < 0 || at > end-int64(len(b)) {
		return false
	}
	_, err := r.ReadAt(b, at)
	return err == nil || err == io.EOF
}

// instant writes a time in the one form this program uses.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
