package app

import (
	"context"
	"path/filepath"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Info is what the page's frame shows.
type Info struct {
	Window    bool                  `json:"window"`    // native dialogs exist
	Events    string                `json:"events"`    // address of the event stream, "" in the window
	Now       string                `json:"now"`       // instant of the answer
	Folder    string                `json:"folder"`    // absolute path of the workspace
	Ready     bool                  `json:"ready"`     // false: the folder holds no workspace yet
	Workspace service.WorkspaceInfo `json:"workspace"` // what is open
	Actor     inspect.Actor         `json:"actor"`     // who is signed in; person "" = nobody
	RoleLabel string                `json:"roleLabel"`
	Locked    bool                  `json:"locked"` // the screen: Session.Resume goes on
}

// Info tells what is open and who is signed in. It is the one call that also
// answers in a folder without a workspace.
func (s *Session) Info() (Info, error) {
	problem := s.open()
	return protect(s.log(), "Session.Info", func() (Info, error) {
		folder, err := filepath.Abs(s.options.Workspace)
		if err != nil {
			return Info{}, err
		}
		info := Info{Window: s.host.window(), Now: inspect.Instant(time.Now()), Folder: folder}
		if !info.Window {
			info.Events = s.host.link(eventsPath)
		}
		switch {
		case inspect.CodeOf(problem) == inspect.NotFound:
			return info, nil
		case problem != nil:
			return Info{}, problem
		}
		info.Ready = true
		ws := s.workspace()
		if ws == nil {
			info.Workspace, err = service.Closed(s.ctx, folder, service.Options{})
			return info, err
		}
		s.lockIfIdle()
		info.Actor = s.who()
		info.RoleLabel = info.Actor.Role.Label()
		s.mu.Lock()
		info.Locked = s.locked
		s.mu.Unlock()
		info.Workspace, err = ws.sv.Workspace.Info(s.ctx)
		return info, err
	})
}

// SetTheme keeps the colours of this PC: day or night.
func (s *Session) SetTheme(theme string) error {
	return do(s, "Session.SetTheme", func(ctx context.Context, a inspect.Actor) error {
		return s.ws.sv.Workspace.SetTheme(ctx, a, theme)
	})
}

// SetupForm is what a new workspace needs.
type SetupForm struct {
	Kind       string `json:"kind"`       // office, field
	Name       string `json:"name"`       // of the office or the laptop
	Organ      string `json:"organ"`      // 检查机关 as printed; "" = the name
	Region     string `json:"region"`     // 6-digit 区划 code, office only
	Person     string `json:"person"`     // the first person, office only
	Password   string `json:"password"`   // of that person
	Passphrase string `json:"passphrase"` // protects the device key, and is the way back when passwords are forgotten
}

// Setup makes the workspace in the session's folder and signs its first person
// in.
func (s *Session) Setup(form SetupForm) error {
	<-s.started
	_, err := protect(s.log(), "Session.Setup", func() (struct{}, error) {
		return struct{}{}, s.setup(form)
	})
	return err
}

func (s *Session) setup(form SetupForm) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	folder, err := filepath.Abs(s.options.Workspace)
	if err != nil {
		return workspaceError(s.options.Workspace, err)
	}
	sv, err := service.Init(s.ctx, folder, service.Setup{
		Kind: form.Kind, Name: form.Name, Organ: form.Organ, Region: form.Region,
		Person: form.Person, Password: []byte(form.Password), Passphrase: []byte(form.Passphrase),
	}, service.Options{})
	if err != nil {
		return err
	}
	if s.ws, err = withLog(folder, sv, nil); err != nil {
		return err
	}
	by := service.Credentials{Person: form.Person, Password: []byte(form.Password)}
	if form.Kind == service.KindField {
		by = service.Credentials{Passphrase: []byte(form.Passphrase)}
	}
	a, err := sv.Workspace.SignIn(s.ctx, by, s.id)
	if err == nil {
		s.enter(a)
	}
	return err
}

// Accounts lists who may sign in. It needs nobody signed in.
func (s *Session) Accounts() (service.AccountList, error) {
	problem := s.open()
	return protect(s.log(), "Session.Accounts", func() (service.AccountList, error) {
		if problem != nil {
			return service.AccountList{}, problem
		}
		if ws := s.workspace(); ws != nil {
			return ws.sv.Workspace.Accounts(s.ctx)
		}
		return service.Accounts(s.ctx, s.options.Workspace, service.Options{})
	})
}

// People lists everybody who has or had an account.
func (s *Session) People() ([]inspect.Person, error) {
	return call(s, "Session.People", func(ctx context.Context, a inspect.Actor) ([]inspect.Person, error) {
		return s.ws.sv.Workspace.People(ctx, a)
	})
}

// SignInForm is what somebody shows to sign in: with the password; or, where there
// is none yet or it is forgotten, with the passphrase and a new password.
type SignInForm struct {
	Person      string `json:"person"`
	Password    string `json:"password"`
	NewPassword string `json:"newPassword"` // to have from now on, "" = the same
	Passphrase  string `json:"passphrase"`  // also unlocks the device key; "" leaves it locked
}

// SignIn signs a person in; the first of a process opens the workspace. An error
// whose field is newPassword asks for one.
func (s *Session) SignIn(form SignInForm) (inspect.Actor, error) {
	<-s.started
	return protect(s.log(), "Session.SignIn", func() (inspect.Actor, error) {
		a, err := s.signIn(service.Credentials{Person: form.Person, Password: []byte(form.Password),
			NewPassword: []byte(form.NewPassword), Passphrase: []byte(form.Passphrase)})
		if err != nil {
			return inspect.Actor{}, err
		}
		return a, nil
	})
}

func (s *Session) signIn(by service.Credentials) (inspect.Actor, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	unlock := by.Passphrase
	var a inspect.Actor
	var err error
	if s.ws == nil {
		if s.ws, a, err = openWorkspace(s.ctx, s.options, by, s.id, s.early); err != nil {
			s.ws, s.failed = nil, err
			return a, err
		}
		if len(unlock) == 0 {
			unlock = s.options.Passphrase
		}
	} else if a, err = s.ws.sv.Workspace.SignIn(s.ctx, by, s.id); err != nil {
		return a, err
	}
	if len(unlock) > 0 {
		// A laptop that waits for its certificate has nothing to unlock yet.
		if err := s.ws.sv.Workspace.Unlock(s.ctx, unlock); err != nil && inspect.CodeOf(err) != inspect.NotFound {
			return a, err
		}
	}
	s.enter(a)
	return a, nil
}

// SignOut ends the person's session; the page shows the sign-in again.
func (s *Session) SignOut() error {
	<-s.started
	_, err := protect(s.log(), "Session.SignOut", func() (struct{}, error) {
		s.leave()
		return struct{}{}, nil
	})
	return err
}

// UnlockKey opens the device's key with the workspace's passphrase.
func (s *Session) UnlockKey(passphrase string) error {
	return do(s, "Session.UnlockKey", func(ctx context.Context, a inspect.Actor) error {
		if err := a.May(inspect.ActRead); err != nil {
			return err
		}
		return s.ws.sv.Workspace.Unlock(ctx, []byte(passphrase))
	})
}

// ChangePassword changes one's own password.
func (s *Session) ChangePassword(old, fresh string) error {
	return do(s, "Session.ChangePassword", func(ctx context.Context, a inspect.Actor) error {
		return s.ws.sv.Workspace.ChangePassword(ctx, a, []byte(old), []byte(fresh))
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
	return call(s, "Session.DocumentKinds", func(ctx context.Context, _ inspect.Actor) ([]service.DocKind, error) {
		return s.ws.sv.Paper.Kinds(ctx)
	})
}

// Link is the address under which the page can show a stored file (evidence,
// a document's PDF, a scan) named by its SHA-256.
func (s *Session) Link(sha256 string) (string, error) {
	return call(s, "Session.Link", func(context.Context, inspect.Actor) (string, error) {
		return s.host.link(mediaPath + sha256), nil
	})
}

// ThumbLink is the address of a small picture of a stored image.
func (s *Session) ThumbLink(sha256 string) (string, error) {
	return call(s, "Session.ThumbLink", func(context.Context, inspect.Actor) (string, error) {
		return s.host.link(thumbPath + sha256), nil
	})
}

// fileFilter is a choice in an open dialog.
type fileFilter struct{ label, pattern string }

// FileKind names the kinds of file a page may ask for.
type FileKind string

const (
	FileSheet       FileKind = "sheet"
	FilePackage     FileKind = "package"
	FileList        FileKind = "list" // the platform's drawn list
	FileScan        FileKind = "scan"
	FileTemplate    FileKind = "template"
	FileFont        FileKind = "font"
	FileEvidence    FileKind = "evidence"
	FileCertificate FileKind = "certificate"
	FileBackup      FileKind = "backup"
	FileKey         FileKind = "key"
)

var fileFilters = map[FileKind]fileFilter{
	FileSheet:       {"表格（*.xlsx;*.xls;*.csv）", "*.xlsx;*.xls;*.csv"},
	FileList:        {"抽取名单（*.xlsx;*.xls;*.csv;*.json）", "*.xlsx;*.xls;*.csv;*.json"},
	FilePackage:     {"数据包（*.zip;*.age）", "*.zip;*.age"},
	FileScan:        {"扫描件（*.pdf;*.jpg;*.png;*.tif）", "*.pdf;*.jpg;*.jpeg;*.png;*.tif;*.tiff"},
	FileCertificate: {"登记文件（*.pem）", "*.pem"},
	FileTemplate:    {"文书式样（*.yaml）", "*.yaml;*.yml"},
	FileFont:        {"字体（*.ttf;*.ttc;*.otf）", "*.ttf;*.ttc;*.otf"},
	FileBackup:      {"备份（backup-*.zip）", "*.zip"},
	FileKey:         {"密钥文件（*.key）", "*.key"},
	FileEvidence:    {"全部文件（*.*）", "*.*"},
}

// PickFile asks for an existing file and returns its path, "" when cancelled. It
// also answers where there is no workspace yet: a backup is picked there.
func (s *Session) PickFile(kind FileKind) (string, error) {
	return protect(s.log(), "Session.PickFile", func() (string, error) {
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
