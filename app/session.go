package app

import (
	"context"
	"log/slog"
	"os"
	"sync"

	"github.com/google/uuid"

	"shuangsuiji/backend/inspect"
)

// host is what differs between the window and serve.
type host interface {
	// window says whether native dialogs exist.
	window() bool
	// link turns the path of a file or stream into an address the page can open.
	link(path string) string
	// emit sends an event to the page. A later event with the same name and key
	// may replace an earlier one that was not delivered yet.
	emit(name, key string, payload any)
	// pickFile and pickSave ask the person for a path; "" means cancelled.
	pickFile(title string, filter fileFilter) (string, error)
	pickSave(title, name string) (string, error)
}

// Session is one page's connection: which workspace, who is asking, and where
// events go.
type Session struct {
	id   string
	host host
	jobs jobTable

	started chan struct{} // closed by start; options and ctx are set before
	options Options
	ctx     context.Context

	mu    sync.Mutex
	ws    *workspace // nil until it could be opened, the same ever after
	actor inspect.Actor
}

func newSession(h host) *Session {
	return &Session{id: uuid.Must(uuid.NewV7()).String(), host: h, started: make(chan struct{})}
}

// start gives the session its folder; calls that came earlier go on now. ctx
// ends the session's calls and jobs. The error says why the workspace did not
// open.
func (s *Session) start(ctx context.Context, o Options) error {
	s.ctx, s.options = ctx, o
	close(s.started)
	return s.open()
}

// open opens the workspace unless it is open. A folder that was busy or empty
// is tried again at each call, so that 重试 on the page is enough. After a nil
// error s.ws may be read without a lock.
func (s *Session) open() error {
	<-s.started
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ws != nil {
		return nil
	}
	ws, err := openWorkspace(s.ctx, s.options)
	if err != nil {
		return err
	}
	s.ws = ws
	return nil
}

// close ends the session's jobs, then releases the workspace.
func (s *Session) close() error {
	s.jobs.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ws == nil {
		return nil
	}
	return s.ws.Close()
}

func (s *Session) who() inspect.Actor {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.actor
	a.Session = s.id
	return a
}

// log is the workspace's log, and stderr until there is a workspace.
func (s *Session) log() *slog.Logger {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ws == nil {
		return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	return s.ws.log
}
