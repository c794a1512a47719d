package app

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"shuangsuiji/backend/service"
)

const (
	mediaPath  = "/media/"
	thumbPath  = mediaPath + "thumb/" // a small JPEG of a picture
	mediaChunk = 2 << 20              // most bytes in one ranged answer: WebView2 buffers answers whole
)

// mediaOpener gives the content named by a SHA-256 in hex.
type mediaOpener func(sha256 string) (service.Content, error)

// serveMedia answers GET /media/{sha256}. Ranges are cut to mediaChunk, and
// nothing is cached: evidence must not stay behind in a browser's profile.
func serveMedia(open mediaOpener, w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "只能读取", http.StatusMethodNotAllowed)
		return
	}
	f, err := open(strings.TrimPrefix(r.URL.Path, mediaPath))
	if err != nil {
		http.Error(w, forPerson(err).Error(), http.StatusNotFound)
		return
	}
	defer f.Close()
	size := f.Size()
	h.Set("Content-Type", f.Mime)
	h.Set("Accept-Ranges", "bytes")
	h.Set("X-Content-Type-Options", "nosniff")
	from, to, status := int64(0), size, http.StatusOK
	if want := r.Header.Get("Range"); want != "" {
		var ok bool
		if from, to, ok = parseRange(want, size); !ok {
			h.Set("Content-Range", fmt.Sprintf("bytes */%d", size))
			http.Error(w, "没有这一段", http.StatusRequestedRangeNotSatisfiable)
			return
		}
		status = http.StatusPartialContent
		h.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, size))
	}
	h.Set("Content-Length", strconv.FormatInt(to-from, 10))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	// A failing copy means that the reader went away: there is nobody to tell.
	_, _ = io.Copy(w, io.NewSectionReader(f, from, to-from))
}

// serveThumb answers GET /media/thumb/{sha256}.
func serveThumb(thumb func(sha256 string) ([]byte, error), w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	picture, err := thumb(strings.TrimPrefix(r.URL.Path, thumbPath))
	if err != nil {
		http.Error(w, forPerson(err).Error(), http.StatusNotFound)
		return
	}
	h.Set("Content-Type", "image/jpeg")
	h.Set("Content-Length", strconv.Itoa(len(picture)))
	// A failing write means that the reader went away.
	_, _ = w.Write(picture)
}

// parseRange reads one "bytes=from-to" of a file of size bytes and cuts it to
// mediaChunk; the result is half open.
func parseRange(s string, size int64) (from, to int64, ok bool) {
	spec, found := strings.CutPrefix(s, "bytes=")
	first, last, dash := strings.Cut(spec, "-")
	if !found || !dash || strings.Contains(spec, ",") {
		return 0, 0, false
	}
	if first == "" { // the last n bytes
		n, err := strconv.ParseInt(last, 10, 64)
		if err != nil || n <= 0 || size == 0 {
			return 0, 0, false
		}
		from, to = max(0, size-n), size
	} else {
		var err error
		if from, err = strconv.ParseInt(first, 10, 64); err != nil || from < 0 || from >= size {
			return 0, 0, false
		}
		to = size
		if last != "" {
			end, err := strconv.ParseInt(last, 10, 64)
			if err != nil || end < from {
				return 0, 0, false
			}
			to = min(size, end+1)
		}
	}
	return from, min(to, from+mediaChunk), true
}
