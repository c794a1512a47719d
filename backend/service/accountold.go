package service

import (
	"context"
	"errors"
	"path/filepath"

	"shuangsuiji/backend/account"
	"shuangsuiji/backend/backup"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

// adopt gives a workspace from before there were passwords its accounts: the
// passphrase that opens its key file is the way in, and the first who administers
// it chooses a password.
func adopt(ctx context.Context, dir string, by Credentials, o Options) error {
	if !by.byPassphrase() {
		return inspect.E(inspect.Forbidden, "本工作区由早先的版本建立，还没有密码").WithField("passphrase").
			WithHint("先由管理员（办公室人员）凭工作区口令设自己的密码；命令行用 account set --as 姓名")
	}
	if err := opensKeyFile(dir, by.Passphrase); err != nil {
		return err
	}
	_, err := adoptRestored(ctx, dir, by, o)
	return err
}

// adoptRestored is adopt after the passphrase has opened something else; it
// answers with the key.
func adoptRestored(ctx context.Context, dir string, by Credentials, o Options) ([]byte, error) {
	o.Key = nil
	sv, err := open(dir, o)
	if err != nil {
		return nil, err
	}
	err = errors.Join(sv.adopt(ctx, by), sv.Close())
	return sv.core.key, err
}

func (sv *Services) adopt(ctx context.Context, by Credentials) error {
	c := sv.core
	info, err := sv.Workspace.Info(ctx)
	if err != nil {
		return err
	}
	people, err := c.people(ctx)
	if err != nil {
		return err
	}
	c.key = account.NewKey()
	f := account.New(info.Name, info.Kind, c.key, by.Passphrase, c.accounts.kdf)
	f.Sync(people)
	if len(people) > 0 {
		p, err := f.Find(by.Person)
		if err == nil {
			err = fresh(by.NewPassword, *p)
		}
		if a := (inspect.Actor{Person: "p", Name: by.Person}); err == nil && info.Kind == KindOffice {
			a.Name, a.Role = p.Name, p.Role
			err = a.May(inspect.ActPeople)
		}
		if err != nil {
			return err
		}
	}
	return f.Save(c.db.Dir())
}

// opensKeyFile holds a passphrase to the device's key file. A device without one
// has nothing that could contradict.
func opensKeyFile(dir string, passphrase []byte) error {
	path, err := backup.KeyFile(dir)
	if err != nil {
		return nil
	}
	if filepath.Base(path) == "pending.key" {
		_, err = trust.LoadPending(path, passphrase)
	} else {
		_, err = trust.Load(path, passphrase)
	}
	if err != nil {
		return inspect.ForPerson(err).WithField("passphrase")
	}
	return nil
}
