package app

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/build/fonts"
)

// serving is a running Serve on an empty folder.
type serving struct {
	t     *testing.T
	base  string // "http://127.0.0.1:port"
	token string
	dir   string
}

// testPassword is everybody's.
const testPassword = "春风又绿江南岸上"

// signInAs is the form of somebody with that password.
func signInAs(person string) SignInForm { return SignInForm{Person: person, Password: testPassword} }

// newWorkspace makes an office with one person, 甲, and the passphrase "pass".
func newWorkspace(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "示例 分局")
	sv, err := service.Init(t.Context(), dir, service.Setup{Kind: service.KindOffice, Name: "示例分局", Region: "999901", Person: "甲", Password: []byte(testPassword), Passphrase: []byte("pass")},
		service.Options{NoSync: true, Cost: service.MinCost})
	if err != nil {
		t.Fatal(err)
	}
	if err := sv.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// startServe serves such a workspace, 甲 signed in.
func startServe(t *testing.T) *serving {
	t.Helper()
	dir := newWorkspace(t)
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{Workspace: dir, Addr: "127.0.0.1:0"}, w)
		w.Close()
	}()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err, <-ended)
	}
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	s := &serving{t, "http://" + u.Host, u.Query().Get("token"), dir}
	if status, body := s.ask("POST", "/call/Session/SignIn", `[{"person":"甲","password":"`+testPassword+`"}]`, nil); status != http.StatusOK {
		t.Fatal(status, body)
	}
	return s
}

// ask sends a request as the page does; change may spoil it.
func (s *serving) ask(method, path, body string, change func(*http.Request)) (int, string) {
	s.t.Helper()
	req, err := http.NewRequest(method, s.base+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	req.Header.Set("Origin", s.base)
	if change != nil {
		change(req)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func TestServeCalls(t *testing.T) {
	s := startServe(t)
	status, body := s.ask("POST", "/call/Session/Info", "[]", nil)
	var info Info
	if err := json.Unmarshal([]byte(body), &info); err != nil || status != http.StatusOK {
		t.Fatal(status, body, err)
	}
	if info.Workspace.Dir != s.dir || info.Window || info.Events == "" {
		t.Errorf("info %+v", info)
	}
	for _, tc := range []struct{ path, args, code string }{
		{"/call/Session/Nothing", "[]", "notfound"},
		{"/call/Session/attach", "[]", "notfound"},
		{"/call/Session/Info", "[1]", "invalid"},
		{"/call/Session/Info", "{}", "invalid"},
		{"/call/Session/Info", "", "invalid"},
		{"/call/Jobs/Cancel", "[7]", "invalid"},
		{"/call/Jobs/Cancel", `["x"]`, "notfound"},
		{"/call/Session/PickFile", `["sheet"]`, "unsupported"},
		{"/call/Session/PickFile", `["virus"]`, "invalid"},
	} {
		status, body := s.ask("POST", tc.path, tc.args, nil)
		var e inspect.Error
		if err := json.Unmarshal([]byte(body), &e); err != nil || status != http.StatusUnprocessableEntity || string(e.Code) != tc.code {
			t.Errorf("%s %s: %d %s, want code %s", tc.path, tc.args, status, body, tc.code)
		}
	}
}

func TestServeRefusesStrangers(t *testing.T) {
	s := startServe(t)
	for name, change := range map[string]func(*http.Request){
		"no token":       func(r *http.Request) { r.Header.Del("Authorization") },
		"wrong token":    func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") },
		"no origin":      func(r *http.Request) { r.Header.Del("Origin") },
		"foreign origin": func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:1") },
		"null origin":    func(r *http.Request) { r.Header.Set("Origin", "null") },
		"foreign host":   func(r *http.Request) { r.Host = "attacker.example" },
		"other site":     func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
	} {
		for _, path := range []string{"/call/Session/Info", "/upload?name=a.xlsx"} {
			if status, body := s.ask("POST", path, "[]", change); status != http.StatusForbidden || !strings.Contains(body, `"forbidden"`) {
				t.Errorf("%s, %s: %d %s", path, name, status, body)
			}
		}
	}
	if left, err := os.ReadDir(filepath.Join(s.dir, inboxDir)); err != nil || len(left) > 0 {
		t.Errorf("a refused upload left %v, %v", left, err)
	}
	for _, path := range []string{"/events", "/events?key=x", "/media/00?key=x", "/events?key=" + s.token} {
		if status, _ := s.ask("GET", path, "", nil); status != http.StatusForbidden {
			t.Errorf("GET %s: %d", path, status)
		}
	}
	for _, path := range []string{"/call/Session/Info", "/upload?name=a"} {
		if status, body := s.ask("GET", path, "", nil); status == http.StatusOK && !strings.Contains(body, "<html") {
			t.Errorf("GET %s: %d %s", path, status, body)
		}
	}
}

func TestServeListensOnLoopbackOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:80", "localhost:0", "127.0.0.1", ""} {
		if l, err := listenLoopback(addr); inspect.CodeOf(err) != inspect.Refused {
			if l != nil {
				l.Close()
			}
			t.Errorf("%q: %v", addr, err)
		}
	}
	taken, err := listenLoopback("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	if _, err := listenLoopback(taken.Addr().String()); inspect.CodeOf(err) != inspect.Busy {
		t.Errorf("a taken port: %v", err)
	}
}

func TestServeSaysWhyAFolderDoesNotOpen(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "data.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	err := Serve(t.Context(), Options{Workspace: dir, Addr: "127.0.0.1:0"}, io.Discard)
	if err == nil || inspect.CodeOf(err) == inspect.Internal {
		t.Errorf("got %v", err)
	}
}

func TestPagesCarryAPolicy(t *testing.T) {
	s := startServe(t)
	var nonces []string
	for range 2 {
		resp, err := http.Get(s.base + "/")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		csp := resp.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("policy %q", csp)
		}
		nonces = append(nonces, csp)
	}
	if nonces[0] == nonces[1] {
		t.Error("two answers share a nonce")
	}
}

// TestRareCharactersHaveAFace: the page gets the whole face that names fall back on.
func TestRareCharactersHaveAFace(t *testing.T) {
	s := startServe(t)
	resp, err := http.Get(s.base + "/fonts/rare.ttf")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	face, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "font/ttf" {
		t.Fatal(resp.Status, resp.Header, err)
	}
	if want := fmt.Sprintf("%x  LXGWWenKai-Regular.ttf", sha256.Sum256(face)); !strings.Contains(fonts.Sums(), want) {
		t.Errorf("%d bytes: %s is not in SHA256SUMS", len(face), want)
	}
}

func TestServeUpload(t *testing.T) {
	s := startServe(t)
	content := strings.Repeat("检查对象", 100_000)
	status, body := s.ask("POST", "/upload?name="+url.QueryEscape(`..\..\名录 (1).xlsx`), content, nil)
	var path string
	if err := json.Unmarshal([]byte(body), &path); err != nil || status != http.StatusOK {
		t.Fatal(status, body, err)
	}
	if !strings.HasPrefix(path, filepath.Join(s.dir, inboxDir)) || !strings.HasSuffix(path, "名录 (1).xlsx") {
		t.Errorf("path %s", path)
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, []byte(content)) {
		t.Errorf("%d bytes of %d, %v", len(got), len(content), err)
	}
	second, body := s.ask("POST", "/upload?name=a.xlsx", "", nil)
	if second != http.StatusOK {
		t.Errorf("an empty file: %d %s", second, body)
	}
}

func TestUploadTooLargeLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	_, err := saveUpload(dir, "a.zip", http.MaxBytesReader(nil, io.NopCloser(strings.NewReader("12345")), 4))
	if inspect.CodeOf(err) != inspect.Refused {
		t.Errorf("got %v", err)
	}
	left, err := os.ReadDir(filepath.Join(dir, inboxDir))
	if err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"名录.xlsx":       "名录.xlsx",
		`C:\x\名录.xlsx`:  "C__x_名录.xlsx",
		"../../etc":     "_._etc",
		"con.txt":       "文件con.txt",
		"LPT1":          "文件LPT1",
		"COM1.a.csv":    "文件COM1.a.csv",
		"":              "文件",
		"...":           "文件",
		"a.xls. ":       "a.xls",
		"a\x00b\n.csv":  "a_b_.csv",
		"案例（请删除）.xlsx":  "案例（请删除）.xlsx",
		"无扩展名":          "无扩展名",
		"\xff\xfe.xlsx": "__.xlsx",
	} {
		if got := cleanName(in); got != want {
			t.Errorf("cleanName(%q) = %q, want %q", in, got, want)
		}
	}
	if got := cleanName(strings.Repeat("长", 200) + ".xlsx"); len(got) > 255 || !strings.HasSuffix(got, "长.xlsx") {
		t.Errorf("long name became %q", got)
	}
}

func TestEventsReachThePage(t *testing.T) {
	s := newServer("127.0.0.1:1")
	first, second := &eventStream{wake: make(chan struct{}, 1)}, &eventStream{wake: make(chan struct{}, 1)}
	s.hub.streams[first], s.hub.streams[second] = true, true
	s.emit("job", "a", 1)
	s.emit("job", "b", 2)
	s.emit("job", "a", 3)
	for _, stream := range []*eventStream{first, second} {
		<-stream.wake
		got := stream.take()
		if len(got) != 2 || string(got[0].data) != "3" || string(got[1].data) != "2" {
			t.Errorf("pending %v", got)
		}
	}
}

func TestEventStream(t *testing.T) {
	s := startServe(t)
	_, body := s.ask("POST", "/call/Session/Info", "[]", nil)
	var info Info
	if err := json.Unmarshal([]byte(body), &info); err != nil {
		t.Fatal(err)
	}
	resp, err := http.Get(s.base + info.Events)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	line, err := bufio.NewReader(resp.Body).ReadString('\n')
	if err != nil || resp.Header.Get("Content-Type") != "text/event-stream" || line != ": ready\n" {
		t.Errorf("%q, %v, %v", line, resp.Header, err)
	}
}
