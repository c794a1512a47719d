package service

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"shuangsuiji/backend/account"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Credentials are what somebody shows to sign in. With the Password of Person:
// NewPassword changes it, and must when an administrator gave it. Without one,
// the 工作区口令 opens the workspace, and NewPassword becomes the person's: the
// first sign-in on a laptop, the first of a workspace from before there were
// passwords, and the way back when an administrator forgot. On a laptop without
// people yet the passphrase alone is enough.
type Credentials struct {
	Person      string // id, badge or name
	Password    []byte
	NewPassword []byte
	Passphrase  []byte
}

// byPassphrase tells which of the two ways it is.
func (by Credentials) byPassphrase() bool { return len(by.Password) == 0 && len(by.Passphrase) > 0 }

// accounts is the file of accounts of one workspace. Only who holds the
// workspace's lock changes it.
type accounts struct {
	dir string
	kdf account.KDF
	now func() time.Time
	mu  sync.Mutex
}

func accountsIn(dir string, o Options) *accounts {
	x := &accounts{dir: dir, kdf: account.Production, now: o.Now}
	if o.Cost == MinCost {
		x.kdf = account.Least
	}
	if x.now == nil {
		x.now = time.Now
	}
	return x
}

// change reads the file, has it changed, and saves what changed also when fn
// refuses: a wrong password was counted.
func (x *accounts) change(fn func(*account.File) error) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	f, err := account.Load(x.dir)
	if err != nil {
		return err
	}
	was, err := f.Bytes()
	if err != nil {
		return err
	}
	refused := fn(f)
	now, err := f.Bytes()
	if err == nil && !bytes.Equal(was, now) {
		err = f.Save(x.dir)
	}
	return cmp.Or(err, refused)
}

// admit judges credentials: whose they are ("" = nobody's, a laptop without
// people), and the key they open.
func (x *accounts) admit(by Credentials) (id string, key []byte, err error) {
	err = x.change(func(f *account.File) error {
		if by.byPassphrase() {
			if key, err = f.Recover(by.Passphrase, x.now()); err != nil {
				return err
			}
			if by.Person == "" && len(f.People) == 0 {
				return nil
			}
			p, err := f.Find(by.Person)
			if err != nil {
				return err
			}
			id = p.ID
			return fresh(by.NewPassword, *p)
		}
		p, err := f.Find(by.Person)
		if err != nil {
			return err
		}
		id = p.ID
		if key, err = p.Open(by.Password, x.now()); err != nil {
			return err
		}
		switch {
		case len(by.NewPassword) > 0 && bytes.Equal(by.NewPassword, by.Password):
			return inspect.E(inspect.Invalid, "新密码与原密码相同").WithField("newPassword").WithHint("换一个")
		case len(by.NewPassword) > 0:
			return p.Set(key, by.NewPassword, false, x.kdf)
		case p.Initial:
			return inspect.E(inspect.Forbidden, "%s的密码是管理员给的初始密码，首次登录须改成自己的", p.Name).WithField("newPassword").
				WithHint("设一个新密码再进入；命令行用 account change --as %s", p.Name)
		}
		return nil
	})
	if err != nil {
		return "", nil, err
	}
	return id, key, nil
}

// fresh checks a password that a person chooses by the passphrase.
func fresh(password []byte, p account.Person) error {
	if len(password) == 0 {
		return inspect.E(inspect.Forbidden, "%s还没有给自己设密码", p.Name).WithField("newPassword").
			WithHint("填写新密码；命令行用 account set --as %s", p.Name)
	}
	return account.Check(password, p.Name, p.Badge)
}

// Enter opens the workspace in dir for whoever signs in. Errors: as Open, and
// Forbidden for a wrong password, with Field "password", "passphrase" or
// "newPassword" when that one is wanted.
func Enter(ctx context.Context, dir string, by Credentials, session string, o Options) (*Services, inspect.Actor, error) {
	nobody := inspect.Actor{}
	if err := finishRestore(dir); err != nil {
		return nil, nobody, err
	}
	if !store.Exists(dir) {
		return nil, nobody, noWorkspace(dir)
	}
	if !account.Exists(dir) {
		if err := adopt(ctx, dir, by, o); err != nil {
			return nil, nobody, err
		}
	}
	lock, err := store.Lock(dir)
	if err != nil {
		return nil, nobody, err
	}
	id, key, err := accountsIn(dir, o).admit(by)
	if err := errors.Join(err, lock.Close()); err != nil {
		return nil, nobody, err
	}
	o.Key = key
	sv, err := open(dir, o)
	if err != nil {
		return nil, nobody, err
	}
	a, err := sv.Workspace.welcome(ctx, id, by, session)
	if err != nil {
		return nil, nobody, errors.Join(err, sv.Close())
	}
	return sv, a, nil
}

// SignIn makes the Actor of one session of the open workspace; errors as Enter.
func (w *Workspace) SignIn(ctx context.Context, by Credentials, session string) (inspect.Actor, error) {
	if err := w.c.syncAccounts(ctx); err != nil {
		return inspect.Actor{}, err
	}
	id, _, err := w.c.accounts.admit(by)
	if err != nil {
		return inspect.Actor{}, errors.Join(err, w.c.logTries(ctx))
	}
	return w.welcome(ctx, id, by, session)
}

// welcome makes the actor of who was admitted.
func (w *Workspace) welcome(ctx context.Context, id string, by Credentials, session string) (inspect.Actor, error) {
	a, err := w.actor(ctx, id, session)
	if err != nil || id == "" {
		return a, err
	}
	kind, err := w.c.db.Meta(ctx, metaKind)
	if err != nil {
		return inspect.Actor{}, err
	}
	action := ""
	switch {
	case by.byPassphrase():
		if kind == KindOffice && a.May(inspect.ActPeople) != nil {
			return inspect.Actor{}, inspect.E(inspect.Forbidden, "%s（%s）的密码由管理员给，不能凭工作区口令设", a.Name, a.Role.Label()).WithField("password").
				WithArticle("第二十二条").WithHint("请管理员或办公室在“设置—人员”给一个初始密码")
		}
		action = "account.recover"
		if err := w.c.accounts.change(func(f *account.File) error { return w.set(f, id, by.NewPassword, false) }); err != nil {
			return inspect.Actor{}, err
		}
	case len(by.NewPassword) > 0:
		action = "account.change"
	default:
		return a, nil
	}
	return a, w.c.accountEvent(ctx, a, action, id, "")
}

// set gives a person a password.
func (w *Workspace) set(f *account.File, id string, password []byte, initial bool) error {
	p, err := f.Find(id)
	if err != nil {
		return err
	}
	return p.Set(w.c.key, password, initial, w.c.accounts.kdf)
}

// accountEvent logs what happened to somebody's account, "" = to the passphrase.
func (c *core) accountEvent(ctx context.Context, a inspect.Actor, action, person, detail string) error {
	noun := inspect.NounPerson
	if person == "" {
		noun = ""
	}
	return c.db.Write(ctx, a, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Event{Action: action, Article: "第二十二条", Detail: detail}, noun, person, "")
	})
}

// accountsOpened is done at each opening.
func (c *core) accountsOpened(ctx context.Context) error {
	return errors.Join(c.syncAccounts(ctx), c.logTries(ctx))
}

// syncAccounts brings the list of accounts in step with the people of the
// database. A workspace without accounts yet has none to bring.
func (c *core) syncAccounts(ctx context.Context) error {
	if !account.Exists(c.db.Dir()) {
		return nil
	}
	people, err := c.people(ctx)
	if err != nil {
		return err
	}
	return c.accounts.change(func(f *account.File) error { f.Sync(people); return nil })
}

// logTries writes the wrong passwords that the audit log does not know yet.
func (c *core) logTries(ctx context.Context) error {
	if !account.Exists(c.db.Dir()) {
		return nil
	}
	a, err := c.itself(ctx)
	if err != nil {
		return err
	}
	return c.accounts.change(func(f *account.File) error {
		tell := func(t *account.Tries, person string) error {
			if t.Unlogged == 0 {
				return nil
			}
			detail := fmt.Sprintf("%d %s", t.Unlogged, t.LastAt)
			t.Unlogged = 0
			return c.accountEvent(ctx, a, "account.failed", person, detail)
		}
		if err := tell(&f.Tries, ""); err != nil {
			return err
		}
		for i := range f.People {
			if err := tell(&f.People[i].Tries, f.People[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// Probe tells without a password why the workspace in dir cannot be opened now:
// NotFound, Busy, Damaged.
func Probe(ctx context.Context, dir string) error {
	if err := finishRestore(dir); err != nil {
		return err
	}
	if !store.Exists(dir) {
		return noWorkspace(dir)
	}
	lock, err := store.Lock(dir)
	if err != nil {
		return err
	}
	_, _, err = store.Peek(ctx, dir)
	return errors.Join(err, lock.Close())
}

func noWorkspace(dir string) error {
	return inspect.E(inspect.NotFound, "这里还没有工作区：%s", dir).WithRef(dir).WithHint("用 init 建立工作区，或换一个文件夹")
}

// newAccounts makes the file of a new workspace, in which there is no database
// yet, and gives its key.
func newAccounts(dir string, s Setup, o Options) (*account.File, []byte, error) {
	key := o.Key
	if key == nil {
		key = account.NewKey()
	}
	if s.Kind == KindOffice {
		if len(s.Password) == 0 {
			return nil, nil, inspect.E(inspect.Invalid, "没有给首位人员设密码").WithField("newPassword").WithHint("登录要用；命令行用 --password-file 或环境变量 SSJ_PASSWORD 给出")
		}
		if err := account.Check(s.Password, s.Person, ""); err != nil {
			return nil, nil, err
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, inspect.E(inspect.Storage, "无法使用文件夹：%s", dir).WithRef(dir).Because(err).WithHint("检查路径是否只读、磁盘是否已满")
	}
	return account.New(s.Name, s.Kind, key, s.Passphrase, accountsIn(dir, o).kdf), key, nil
}

// initAccounts adds the first person to the accounts of a new workspace and
// writes the file: until then nobody can come back.
func (w *Workspace) initAccounts(ctx context.Context, f *account.File, password []byte) error {
	people, err := w.c.people(ctx)
	if err != nil {
		return err
	}
	f.Sync(people)
	for i := range f.People {
		if err := f.People[i].Set(w.c.key, password, false, w.c.accounts.kdf); err != nil {
			return err
		}
	}
	return f.Save(w.c.db.Dir())
}

// holdPassphrase refuses another passphrase than the workspace's: its key file and
// its accounts have one and the same.
func (c *core) holdPassphrase(passphrase []byte) error {
	if !account.Exists(c.db.Dir()) {
		return nil
	}
	return c.accounts.change(func(f *account.File) error {
		_, err := f.Recover(passphrase, c.accounts.now())
		return err
	})
}
