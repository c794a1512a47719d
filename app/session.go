package app

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
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
	now  func() time.Time

	started chan struct{} // closed by start; options and ctx are set before
	options Options
	ctx     context.Context

	mu      sync.Mutex
	ws      *workspace // nil until somebody signed in, the same ever after
	early   *logFile   // the workspace's log before somebody signed in
	failed  error      // why the last signing in could not open it
	actor   inspect.Actor
	locked  bool      // the screen: only the actor's password goes on
	touched time.Time // when the person last did something at the page
	idle    *time.Timer
}

func newSession(h host) *Session {
	return &Session{id: uuid.Must(uuid.NewV7()).String(), host: h, now: time.Now, started: make(chan struct{})}
}

// start gives the session its folder; calls that came earlier go on now. ctx
// ends the session's calls and jobs. The error says why the workspace cannot be
// opened.
func (s *Session) start(ctx context.Context, o Options) error {
	s.ctx, s.options = ctx, o
	close(s.started)
	return s.open()
}

// open tells why the workspace cannot be opened: nil also while nobody has signed
// in yet. A folder that was busy or empty is looked at again at each call, so that
// 重试 on the page is enough.
func (s *Session) open() error {
	<-s.started
	if s.workspace() != nil {
		return nil
	}
	if err := service.Probe(s.ctx, s.options.Workspace); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ws == nil && s.early == nil {
		var err error
		if s.early, err = openLog(filepath.Join(s.options.Workspace, "logs"), time.Now); err != nil {
			return workspaceError(s.options.Workspace, err)
		}
	}
	return nil
}

func (s *Session) workspace() *workspace {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ws
}

// close ends the session's jobs, then releases the workspace.
func (s *Session) close() error {
	s.jobs.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.idle != nil {
		s.idle.Stop()
	}
	switch {
	case s.ws != nil:
		return s.ws.Close()
	case s.early != nil:
		return s.early.Close()
	}
	return nil
}

func (s *Session) who() inspect.Actor {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.actor
	a.Session = s.id
	return a
}

// asking is who is asking, once the workspace is open and the screen is not
// locked. After a nil error s.ws may be read without a lock.
func (s *Session) asking() (inspect.Actor, error) {
	if err := s.open(); err != nil {
		return inspect.Actor{}, err
	}
	ws := s.workspace()
	if ws == nil {
		return inspect.Actor{}, inspect.E(inspect.Forbidden, "还没有登录").WithHint("先登录")
	}
	s.lockIfIdle()
	s.mu.Lock()
	locked := s.locked
	s.mu.Unlock()
	if locked {
		return inspect.Actor{}, inspect.E(inspect.Forbidden, "屏幕已锁定").WithField("locked").WithHint("输入密码解锁")
	}
	a := s.who()
	if a.Person == "" || ws.sv == nil {
		return a, nil
	}
	stands, err := ws.sv.Workspace.Stands(s.ctx, a)
	if err == nil && !stands {
		s.leave()
		s.host.emit(sessionEvent, "", "")
		return inspect.Actor{}, inspect.E(inspect.Forbidden, "%s的账户已停用，或角色已变动", a.Name).WithHint("重新登录")
	}
	return a, err
}

// log is the workspace's log, and stderr until there is a workspace.
func (s *Session) log() *slog.Logger {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.ws != nil:
		return s.ws.log
	case s.early != nil:
		return s.early.logger()
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
