package app

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func TestServeMedia(t *testing.T) {
	content := bytes.Repeat([]byte("0123456789abcdef"), (mediaChunk+4096)/16)
	path := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	size := len(content)
	open := func(sha256 string) (service.Content, error) {
		if sha256 != "aa" {
			return service.Content{}, inspect.E(inspect.NotFound, "没有这份材料")
		}
		f, err := os.Open(path)
		return service.Content{SectionReader: io.NewSectionReader(f, 0, int64(size)), Closer: f, Mime: "video/mp4"}, err
	}
	for _, tc := range []struct {
		name, method, path, ask string
		status, from, to        int // to is exclusive; from == to: no content checked
	}{
		{"whole", "GET", "/media/aa", "", 200, 0, size},
		{"head", "HEAD", "/media/aa", "", 200, 0, 0},
		{"open end is cut", "GET", "/media/aa", "bytes=0-", 206, 0, mediaChunk},
		{"long range is cut", "GET", "/media/aa", fmt.Sprintf("bytes=10-%d", size), 206, 10, 10 + mediaChunk},
		{"short range", "GET", "/media/aa", "bytes=5-9", 206, 5, 10},
		{"last byte", "GET", "/media/aa", fmt.Sprintf("bytes=%d-", size-1), 206, size - 1, size},
		{"suffix", "GET", "/media/aa", "bytes=-16", 206, size - 16, size},
		{"beyond the end", "GET", "/media/aa", fmt.Sprintf("bytes=%d-", size), 416, 0, 0},
		{"backwards", "GET", "/media/aa", "bytes=9-5", 416, 0, 0},
		{"several", "GET", "/media/aa", "bytes=0-1,4-5", 416, 0, 0},
		{"nonsense", "GET", "/media/aa", "bytes=x", 416, 0, 0},
		{"unknown", "GET", "/media/bb", "", 404, 0, 0},
		{"written to", "POST", "/media/aa", "", 405, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			req := httptest.NewRequest(tc.method, tc.path, nil)
			req.Header.Set("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
			if tc.ask != "" {
				req.Header.Set("Range", tc.ask)
			}
			w := httptest.NewRecorder()
			serveMedia(open, w, req)
			if w.Code != tc.status || w.Header().Get("Cache-Control") != "no-store" {
				t.Fatalf("%d %v", w.Code, w.Header())
			}
			if tc.from == tc.to {
				return
			}
			if !bytes.Equal(w.Body.Bytes(), content[tc.from:tc.to]) {
				t.Errorf("%d bytes, want %d", w.Body.Len(), tc.to-tc.from)
			}
			want := fmt.Sprintf("bytes %d-%d/%d", tc.from, tc.to-1, size)
			if w.Code == http.StatusPartialContent && w.Header().Get("Content-Range") != want {
				t.Errorf("Content-Range %q, want %q", w.Header().Get("Content-Range"), want)
			}
		})
	}
}
