package app

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/frontend"
)

const (
	callBytes    = 16 << 20 // most bytes of arguments
	shutdownTime = 5 * time.Second
)

// server offers one session's bound structs on loopback.
type server struct {
	host    string // "127.0.0.1:port", as the browser must name it
	token   string
	hub     *eventHub
	session *Session
	methods dispatcher
}

// Serve opens the workspace and answers on a loopback address until ctx ends.
// The page's address, token included, is written to out once it is reachable.
func Serve(ctx context.Context, o Options, out io.Writer) error {
	listener, err := listenLoopback(o.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := newServer(listener.Addr().String())
	// A folder without a workspace is fine: the page asks how to set it up. Over a
	// damaged one it offers to restore.
	err = s.session.start(ctx, o)
	if code := inspect.CodeOf(err); err != nil && code != inspect.NotFound && code != inspect.Damaged {
		return err
	}
	httpServer := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	if _, err := fmt.Fprintf(out, "http://%s/?token=%s\n", s.host, s.token); err != nil {
		return errors.Join(inspect.E(inspect.Storage, "无法输出网址").Because(err), s.session.close())
	}
	if o.Open {
		openPage(fmt.Sprintf("http://%s/?token=%s", s.host, s.token), out)
	}
	ended := make(chan error, 1)
	go func() { ended <- httpServer.Serve(listener) }()
	var failed error
	select {
	case <-ctx.Done():
	case failed = <-ended:
	}
	cancel() // ends event streams, calls and jobs
	grace, stop := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer stop()
	shutdownErr := httpServer.Shutdown(grace)
	return errors.Join(failed, shutdownErr, s.session.close())
}

// listenLoopback refuses every address that another machine could reach.
func listenLoopback(addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	if err != nil || ip == nil || !ip.IsLoopback() {
		return nil, inspect.E(inspect.Refused, "serve 只能在本机地址上提供服务，不接受 %q", addr).
			WithField("addr").WithHint("请用 127.0.0.1:端口，端口写 0 表示任选空闲端口")
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, inspect.E(inspect.Busy, "地址 %s 不能使用", addr).WithField("addr").
			WithHint("该端口可能已被占用，请换一个端口，或写 0 任选空闲端口").Because(err)
	}
	return listener, nil
}

func newServer(host string) *server {
	s := &server{host: host, token: rand.Text(), hub: newEventHub()}
	s.session = newSession(s)
	s.methods = newDispatcher(Bound(s.session))
	return s
}

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /", servePages(frontend.Dist()))
	mux.HandleFunc("POST /call/{struct}/{method}", s.withToken(s.call))
	mux.HandleFunc("POST /upload", s.withToken(s.upload))
	mux.HandleFunc("GET "+eventsPath, s.withKey(s.hub.ServeHTTP))
	mux.HandleFunc("GET "+mediaPath+"{sha256}", s.withKey(func(w http.ResponseWriter, r *http.Request) {
		serveMedia(s.session.openMedia, w, r)
	}))
	mux.HandleFunc("GET "+thumbPath+"{sha256}", s.withKey(func(w http.ResponseWriter, r *http.Request) {
		serveThumb(s.session.openThumb, w, r)
	}))
	return s.sameOrigin(mux)
}

// sameOrigin refuses what did not come from our own page: a foreign Host is DNS
// rebinding, a foreign Origin another page in the same browser.
func (s *server) sameOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin, site := r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site")
		own := origin == "http://"+s.host || (origin == "" && r.Method != http.MethodPost)
		if r.Host != s.host || !own || (site != "" && site != "same-origin" && site != "none") {
			refuse(w, inspect.E(inspect.Forbidden, "请求不是本程序的页面发出的").
				WithHint("请用 serve 打印的网址打开页面"))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) withToken(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok || !hmac.Equal([]byte(token), []byte(s.token)) {
			refuse(w, inspect.E(inspect.Forbidden, "页面没有有效的口令").
				WithHint("请用 serve 打印的完整网址重新打开页面"))
			return
		}
		next(w, r)
	}
}

func (s *server) withKey(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !hmac.Equal([]byte(r.URL.Query().Get("key")), []byte(s.key(r.URL.Path))) {
			refuse(w, inspect.E(inspect.Forbidden, "链接无效").WithHint("请从页面中打开"))
			return
		}
		next(w, r)
	}
}

// key opens one path for reading, for what the browser fetches by itself and
// without our header.
func (s *server) key(path string) string {
	mac := hmac.New(sha256.New, []byte(s.token))
	mac.Write([]byte(path))
	return hex.EncodeToString(mac.Sum(nil))
}

func (s *server) call(w http.ResponseWriter, r *http.Request) {
	args, err := io.ReadAll(http.MaxBytesReader(w, r.Body, callBytes))
	if err != nil {
		fail(w, inspect.E(inspect.Invalid, "一次提交的内容过多").WithHint("请分批提交").Because(err))
		return
	}
	out, err := s.methods.run(r.PathValue("struct")+"."+r.PathValue("method"), args)
	if err != nil {
		fail(w, err)
		return
	}
	writeJSON(w, http.StatusOK, out)
}

func (s *server) upload(w http.ResponseWriter, r *http.Request) {
	path, err := protect(s.session.log(), "upload", func() (string, error) {
		a, err := s.session.asking()
		if err == nil {
			err = a.May(inspect.ActRead)
		}
		if err != nil {
			return "", err
		}
		return saveUpload(s.session.ws.dir, r.URL.Query().Get("name"), http.MaxBytesReader(w, r.Body, uploadBytes))
	})
	if err != nil {
		fail(w, err)
		return
	}
	answer, err := json.Marshal(path)
	if err != nil {
		fail(w, err)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

func refuse(w http.ResponseWriter, err error) {
	writeJSON(w, http.StatusForbidden, []byte(formatError(err)))
}

func fail(w http.ResponseWriter, err error) {
	writeJSON(w, http.StatusUnprocessableEntity, []byte(formatError(err)))
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	// A failing write means that the page went away.
	_, _ = w.Write(body)
}

// The rest makes server the host of its session.

func (s *server) window() bool { return false }

func (s *server) link(path string) string { return path + "?key=" + s.key(path) }

func (s *server) emit(name, key string, payload any) { s.hub.emit(name, key, payload) }

func (s *server) pickFile(string, fileFilter) (string, error) { return "", errNoDialogs() }

func (s *server) pickSave(string, string) (string, error) { return "", errNoDialogs() }

func errNoDialogs() error {
	return inspect.E(inspect.Unsupported, "浏览器方式下没有选择文件的窗口").
		WithHint("请填写文件的完整路径，或用“上传”")
}

// openMedia gives a stored file to whoever is signed in on this session.
func (s *Session) openMedia(sha256 string) (service.Content, error) {
	a, err := s.asking()
	if err != nil {
		return service.Content{}, err
	}
	return s.ws.sv.Workspace.File(a, sha256)
}

func (s *Session) openThumb(sha256 string) ([]byte, error) {
	a, err := s.asking()
	if err != nil {
		return nil, err
	}
	return s.ws.sv.Workspace.Thumbnail(a, sha256)
}
