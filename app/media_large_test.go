package app

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// get fetches an address that the page was given, as the browser does.
func (s *serving) get(path, ranged string) (*http.Response, []byte) {
	s.t.Helper()
	req, err := http.NewRequest("GET", s.base+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	if ranged != "" {
		req.Header.Set("Range", ranged)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp, body
}

// link asks for an address by a method of Session.
func (s *serving) link(method, sha256 string) string {
	s.t.Helper()
	status, body := s.ask("POST", "/call/Session/"+method, `["`+sha256+`"]`, nil)
	var address string
	if err := json.Unmarshal([]byte(body), &address); err != nil || status != http.StatusOK {
		s.t.Fatal(status, body, err)
	}
	return strings.TrimPrefix(address, s.base)
}

// TestServeSeeksBeyond4GiB: a film longer than any 32-bit offset is read where the
// player asks, through the whole of serve.
func TestServeSeeksBeyond4GiB(t *testing.T) {
	s := startServe(t)
	sha := strings.Repeat("ab", 32)
	path := filepath.Join(s.dir, "evidence", sha[:2], sha)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	const size, mark = int64(5) << 30, int64(4)<<30 + 12345
	for at, text := range map[int64]string{0: "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", mark: "开始陈述申辩", size - 6: "结束"} {
		if _, err := f.WriteAt([]byte(text), at); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	link := s.link("Link", sha)
	for _, tc := range []struct{ ask, begins, rangeIs string }{
		{"bytes=4294979641-", "开始陈述申辩", "bytes 4294979641-4297076792/5368709120"},
		{"bytes=4294979641-4294979658", "开始陈述申辩", "bytes 4294979641-4294979658/5368709120"},
		{"bytes=-6", "结束", "bytes 5368709114-5368709119/5368709120"},
		{"bytes=0-", "\x00\x00\x00\x18ftyp", "bytes 0-2097151/5368709120"},
	} {
		resp, body := s.get(link, tc.ask)
		if resp.StatusCode != http.StatusPartialContent || resp.Header.Get("Content-Range") != tc.rangeIs || !strings.HasPrefix(string(body), tc.begins) ||
			resp.Header.Get("Content-Type") != "video/mp4" || len(body) > mediaChunk {
			t.Errorf("%s: %d %v, %d bytes", tc.ask, resp.StatusCode, resp.Header, len(body))
		}
	}
	if resp, _ := s.get(link, "bytes=5368709120-"); resp.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: %d", resp.StatusCode)
	}
	// A film has no thumbnail, and no picture is given without its own key.
	if resp, _ := s.get(s.link("ThumbLink", sha), ""); resp.StatusCode != http.StatusNotFound {
		t.Errorf("thumbnail of a film: %d", resp.StatusCode)
	}
	if resp, _ := s.get(strings.Replace(link, "/media/", "/media/thumb/", 1), ""); resp.StatusCode != http.StatusForbidden {
		t.Errorf("a key for another path: %d", resp.StatusCode)
	}
}
