package service

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"shuangsuiji/backend/backup"
	"shuangsuiji/backend/calendar"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/media"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// Services is the whole program over one open workspace. It is safe for
// concurrent callers.
type Services struct {
	Workspace *Workspace
	Home      *Home
	Library   *Library
	Plan      *Plan
	Task      *Task
	Exception *Exception
	Draw      *Draw
	Match     *Match
	Approval  *Approval
	Assign    *Assign
	Dispatch  *Dispatch
	Visit     *Visit
	Evidence  *Evidence
	Paper     *Paper
	Scan      *Scan
	Phrase    *Phrase
	Numbers   *Numbers
	Dossier   *Dossier
	Template  *Template
	Drawn     *Drawn
	Result    *Result
	Publish   *Publish
	Trust     *Trust
	Trace     *Trace
	Backup    *Backup
	Report    *Report
	core      *core
}

// core is what the stages share.
type core struct {
	db    *store.Store
	media *media.Store
	cal   *calendar.Calendar
	cost  int    // of key files this workspace writes
	key   []byte // of the workspace, nil = one that is not sealed yet

	accounts *accounts
	fonts    func() (*pdf.Fonts, error) // parsed on first use: a start must not wait for it
	faces    *fontCache
	texts    sync.Map // template text -> inspect.Template: read once, asked on every keystroke

	mu sync.RWMutex
	id *trust.Identity // nil until unlocked
	up *trust.Identity // of a unit's office, for its parent; nil until unlocked
	ca *trust.Identity // certified by another authority, for what leaves the bureau; nil = there is none, or locked

	sealing sync.Mutex // one package at a time: sequence numbers are never given twice

	backing      sync.Mutex // one backup at a time
	backupFailed string     // why the last automatic one failed; needs mu
}

// MinCost is the cheapest key file: for tests only.
const MinCost = trust.MinCost

// Options change how a workspace is opened; the zero value is what people use.
type Options struct {
	Now    func() time.Time // the clock; nil = time.Now
	NoSync bool             // tests that do not prove durability
	Cost   int              // of key files, see trust; 0 = the default, tests use the minimum
	Key    []byte           // of the workspace, see account; nil = one that is not sealed yet
}

// Init makes a new workspace in dir and opens it.
func Init(ctx context.Context, dir string, s Setup, o Options) (*Services, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	if store.Exists(dir) {
		return nil, inspect.E(inspect.Conflict, "该文件夹已有工作区：%s", dir).WithRef(dir).WithHint("换一个空文件夹，或直接打开它")
	}
	f, key, err := newAccounts(dir, s, o)
	if err != nil {
		return nil, err
	}
	o.Key = key
	sv, err := open(dir, o)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(sv.Workspace.init(ctx, s), sv.Workspace.initAccounts(ctx, f, s.Password)); err != nil {
		return nil, errors.Join(err, sv.Close())
	}
	return sv, nil
}

// Open opens the workspace in dir with its key; people Enter. Errors: NotFound
// when there is none, Busy when another process holds it, Unsupported when a newer
// build made it, Forbidden without the key of a sealed one.
func Open(dir string, o Options) (*Services, error) {
	if err := finishRestore(dir); err != nil {
		return nil, err
	}
	if !store.Exists(dir) {
		return nil, noWorkspace(dir)
	}
	return open(dir, o)
}

// finishRestore ends a restore that a kill or a power cut left half way.
func finishRestore(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, backup.Incoming)); err != nil {
		return nil
	}
	lock, err := store.Lock(dir)
	if err != nil {
		return err
	}
	return errors.Join(backup.Finish(dir), lock.Close())
}

func open(dir string, o Options) (*Services, error) {
	db, err := store.Open(dir, store.Options{Now: o.Now, NoSync: o.NoSync, Key: o.Key, Keep: func(ctx context.Context, copied string) error { return sealCopy(ctx, dir, copied, o.Key) }})
	if err != nil {
		return nil, err
	}
	c := &core{db: db, cost: o.Cost, key: o.Key, accounts: accountsIn(db.Dir(), o)}
	if c.cost == 0 {
		c.cost = trust.DefaultCost
	}
	if err := c.folders(); err != nil {
		db.Close()
		return nil, err
	}
	if c.media, err = media.Open(filepath.Join(db.Dir(), "evidence")); err != nil {
		db.Close()
		return nil, err
	}
	if err := errors.Join(c.sealFiles(context.Background()), c.accountsOpened(context.Background())); err != nil {
		db.Close()
		return nil, err
	}
	_, _ = c.media.Sweep() // a folder that is read-only now still opens; the next opening sweeps
	if c.cal, err = calendar.Embedded(); err != nil {
		db.Close()
		return nil, err
	}
	_ = c.discard(context.Background()) // as above: what a wipe left behind
	c.faces = &fontCache{db: db, of: map[string]*pdf.Fonts{}}
	c.fonts = c.faces.now
	return &Services{
		Workspace: &Workspace{c}, Home: &Home{c}, Library: &Library{c}, Plan: &Plan{c}, Task: &Task{c}, Exception: &Exception{c}, Draw: &Draw{c}, Match: &Match{c},
		Approval: &Approval{c}, Assign: &Assign{c}, Dispatch: &Dispatch{c}, Visit: &Visit{c}, Evidence: &Evidence{c}, Paper: &Paper{c}, Scan: &Scan{c}, Numbers: &Numbers{c}, Dossier: &Dossier{c}, Phrase: &Phrase{c}, Template: &Template{c}, Drawn: &Drawn{c},
		Result: &Result{c}, Publish: &Publish{c}, Trust: &Trust{c}, Trace: &Trace{c}, Backup: &Backup{c}, Report: &Report{c}, core: c,
	}, nil
}

// fontDirs are where better faces than the embedded ones may lie: beside the
// program, in the workspace, and Windows' own.
func fontDirs(workspace string) []string {
	dirs := []string{filepath.Join(workspace, "fonts")}
	if exe, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Join(filepath.Dir(exe), "fonts"))
	}
	if root := os.Getenv("SystemRoot"); root != "" {
		dirs = append(dirs, filepath.Join(root, "Fonts"))
	}
	return dirs
}

// Close covers open edits with audit leaves and releases the workspace.
func (sv *Services) Close() error {
	ferr := errors.Join(sv.core.flushForms(context.Background()), sv.core.syncAccounts(context.Background()), sv.core.witness(context.Background(), sv.core.db))
	if err := sv.core.db.Close(); err != nil {
		return err
	}
	return ferr
}

// Dir is the workspace's folder.
func (sv *Services) Dir() string { return sv.core.db.Dir() }

func (c *core) folders() error {
	for _, d := range []string{"evidence", documents, "packages", "backups", "logs", "keys", "inbox", previews} {
		if err := os.MkdirAll(filepath.Join(c.db.Dir(), d), 0o700); err != nil {
			return inspect.E(inspect.Storage, "无法在工作区建立文件夹：%s", d).WithRef(c.db.Dir()).Because(err).
				WithHint("检查该文件夹是否只读、磁盘是否已满")
		}
	}
	return nil
}

func (c *core) path(parts ...string) string {
	return filepath.Join(append([]string{c.db.Dir()}, parts...)...)
}

// write asks the role table, then opens the one writable transaction.
func (c *core) write(ctx context.Context, a inspect.Actor, act inspect.Action, fn func(*store.Tx) error) error {
	if err := a.May(act); err != nil {
		return err
	}
	return c.db.Write(ctx, a, fn)
}

// today is the legal date now.
func (c *core) today() string { return calendar.Date(c.db.Now()) }

// identity is the unlocked identity of this device. Error: Forbidden.
func (c *core) identity() (*trust.Identity, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.id == nil {
		return nil, inspect.E(inspect.Forbidden, "设备密钥还没有解锁，不能签名").
			WithHint("输入工作区口令解锁；命令行用 --passphrase-file 或环境变量 SSJ_PASSPHRASE")
	}
	return c.id, nil
}

// flushForms covers the edits of every open form with audit leaves.
func (c *core) flushForms(ctx context.Context) error {
	forms, err := store.OpenForms(ctx, c.db)
	if err != nil || len(forms) == 0 {
		return err
	}
	a, err := c.itself(ctx)
	if err != nil {
		return err
	}
	return c.db.Write(ctx, a, func(tx *store.Tx) error {
		for _, f := range forms {
			if _, err := tx.FlushEdits(ctx, f.Noun, f.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// itself is the actor of what the program does on its own.
func (c *core) itself(ctx context.Context) (inspect.Actor, error) {
	device, err := c.db.Meta(ctx, metaDevice)
	return inspect.Actor{Person: "system", Name: "本机", Role: inspect.RoleAdmin, Device: device}, err
}
