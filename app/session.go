package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// instant is the form of every instant that crosses the bridge.
const instant = "2006-01-02T15:04:05.000Z"

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

// Session is one page's connection: who is asking, and where events go.
type Session struct {
	id   string
	host host
	jobs jobTable

	opened  chan struct{} // closed by attach; the fields below are set before
	ws      *workspace
	problem error // why the workspace did not open
	ctx     context.Context

	mu    sync.Mutex
	actor inspect.Actor
}

func newSession(h host) *Session {
	return &Session{id: uuid.Must(uuid.NewV7()).String(), host: h, opened: make(chan struct{})}
}

// attach gives the session its workspace, or the reason why there is none.
// Calls that came earlier go on now. ctx ends the session's calls and jobs.
func (s *Session) attach(ctx context.Context, ws *workspace, problem error) {
	s.ctx, s.ws, s.problem = ctx, ws, problem
	close(s.opened)
}

func (s *Session) who() inspect.Actor {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.actor
	a.Session = s.id
	return a
}

func (s *Session) log() *slog.Logger {
	if s.ws == nil {
		return slog.New(slog.DiscardHandler) // there is no folder to log into
	}
	return s.ws.log
}

// Info is what the page's frame shows.
type Info struct {
	Window    bool                  `json:"window"`    // native dialogs exist
	Workspace service.WorkspaceInfo `json:"workspace"` // what is open
	Actor     inspect.Actor         `json:"actor"`     // who is signed in; person "" = nobody
	RoleLabel string                `json:"roleLabel"`
	Now       string                `json:"now"`    // instant of the answer
	Events    string                `json:"events"` // address of the event stream, "" in the window
}

// Info tells what is open and who is signed in.
func (s *Session) Info() (Info, error) {
	return call(s, "Session.Info", func(ctx context.Context, a inspect.Actor) (Info, error) {
		info := Info{Window: s.host.window(), Actor: a, RoleLabel: a.Role.Label(), Now: time.Now().UTC().Format(instant)}
		var err error
		if info.Workspace, err = s.ws.sv.Workspace.Info(ctx); err != nil {
			return Info{}, err
		}
		if !info.Window {
			info.Events = s.host.link(eventsPath)
		}
		return info, nil
	})
}

// People lists who may sign in.
func (s *Session) People() ([]inspect.Person, error) {
	return call(s, "Session.People", func(ctx context.Context, _ inspect.Actor) ([]inspect.Person, error) {
		return s.ws.sv.Workspace.People(ctx)
	})
}

// SignIn signs a person in; passphrase also unlocks the device key, "" leaves
// it locked.
func (s *Session) SignIn(person, passphrase string) (inspect.Actor, error) {
	return call(s, "Session.SignIn", func(ctx context.Context, _ inspect.Actor) (inspect.Actor, error) {
		if passphrase != "" {
			if err := s.ws.sv.Workspace.Unlock(ctx, []byte(passphrase)); err != nil {
				return inspect.Actor{}, err
			}
		}
		a, err := s.ws.sv.Workspace.SignIn(ctx, person, s.id)
		if err != nil {
			return inspect.Actor{}, err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.actor = a
		return a, nil
	})
}

// SignOut ends the person's session; the page shows the sign-in again.
func (s *Session) SignOut() error {
	return do(s, "Session.SignOut", func(context.Context, inspect.Actor) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.actor = inspect.Actor{}
		return nil
	})
}

// Roles is the role x action table (角色权限表).
func (s *Session) Roles() ([]inspect.Grants, error) {
	return call(s, "Session.Roles", func(context.Context, inspect.Actor) ([]inspect.Grants, error) {
		return s.ws.sv.Workspace.Roles(), nil
	})
}

// DocumentKinds lists the 文书 that can be issued.
func (s *Session) DocumentKinds() ([]service.DocKind, error) {
	return call(s, "Session.DocumentKinds", func(context.Context, inspect.Actor) ([]service.DocKind, error) {
		return s.ws.sv.Paper.Kinds(), nil
	})
}

// Link is the address under which the page can show a stored file (evidence,
// a document's PDF, a scan) named by its SHA-256.
func (s *Session) Link(sha256 string) (string, error) {
	return call(s, "Session.Link", func(context.Context, inspect.Actor) (string, error) {
		return s.host.link(mediaPath + sha256), nil
	})
}

// fileFilter is a choice in an open dialog.
type fileFilter struct{ label, pattern string }

// FileKind names the kinds of file a page may ask for.
type FileKind string

const (
	FileSheet    FileKind = "sheet"
	FilePackage  FileKind = "package"
	FileScan     FileKind = "scan"
	FileEvidence FileKind = "evidence"
)

var fileFilters = map[FileKind]fileFilter{
	FileSheet:    {"表格（*.xlsx;*.xls;*.csv）", "*.xlsx;*.xls;*.csv"},
	FilePackage:  {"数据包（*.zip;*.age）", "*.zip;*.age"},
	FileScan:     {"扫描件（*.pdf;*.jpg;*.png）", "*.pdf;*.jpg;*.jpeg;*.png"},
	FileEvidence: {"全部文件（*.*）", "*.*"},
}

// PickFile asks for an existing file and returns its path, "" when cancelled.
func (s *Session) PickFile(kind FileKind) (string, error) {
	return call(s, "Session.PickFile", func(context.Context, inspect.Actor) (string, error) {
		filter, ok := fileFilters[kind]
		if !ok {
			return "", inspect.E(inspect.Invalid, "没有“%s”这类文件", kind).WithField("kind")
		}
		return s.host.pickFile("选择文件", filter)
	})
}

// PickSave asks where to write a file called name, "" when cancelled.
func (s *Session) PickSave(name string) (string, error) {
	return call(s, "Session.PickSave", func(context.Context, inspect.Actor) (string, error) {
		return s.host.pickSave("保存到", name)
	})
}
