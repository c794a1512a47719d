package service

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"shuangsuiji/backend/account"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// AccountList is who may sign in to a workspace: what its sign-in page shows.
type AccountList struct {
	Workspace string        `json:"workspace"` // name
	Kind      string        `json:"kind"`
	KindLabel string        `json:"kindLabel"`
	Old       bool          `json:"old"` // from before there were passwords: an administrator chooses the first
	People    []AccountView `json:"people"`
}

// AccountView is one account.
type AccountView struct {
	ID        string       `json:"id"`
	Name      string       `json:"name"`
	Badge     string       `json:"badge"`
	Role      inspect.Role `json:"role"`
	Password  bool         `json:"password"`  // has one; else the passphrase lets choose one
	Initial   bool         `json:"initial"`   // it is to be changed at the next sign-in
	ShutUntil string       `json:"shutUntil"` // instant, "" = not shut after wrong tries
}

// Accounts reads who may sign in to the workspace in dir, open or not, without a
// password.
func Accounts(ctx context.Context, dir string, o Options) (AccountList, error) {
	if !store.Exists(dir) {
		return AccountList{}, noWorkspace(dir)
	}
	if account.Exists(dir) {
		f, err := account.Load(dir)
		if err != nil {
			return AccountList{}, err
		}
		return accountList(f), nil
	}
	o.Key = nil
	sv, err := open(dir, o)
	if err != nil {
		return AccountList{}, err
	}
	info, err := sv.Workspace.Info(ctx)
	f := &account.File{Workspace: info.Name, Kind: info.Kind}
	if err == nil {
		var people []inspect.Person
		people, err = sv.core.people(ctx)
		f.Sync(people)
	}
	list := accountList(f)
	list.Old = true
	return list, errors.Join(err, sv.Close())
}

// Accounts is the list of the open workspace.
func (w *Workspace) Accounts(ctx context.Context) (AccountList, error) {
	if err := w.c.syncAccounts(ctx); err != nil {
		return AccountList{}, err
	}
	f, err := account.Load(w.c.db.Dir())
	if err != nil {
		return AccountList{}, err
	}
	return accountList(f), nil
}

// Closed describes a workspace that nobody has opened yet, as far as can be told.
func Closed(ctx context.Context, dir string, o Options) (WorkspaceInfo, error) {
	list, err := Accounts(ctx, dir, o)
	_, enrolled := os.Stat(filepath.Join(dir, "keys", "identity.key"))
	return WorkspaceInfo{Dir: dir, Kind: list.Kind, KindLabel: list.KindLabel, Name: list.Workspace, Enrolled: enrolled == nil}, err
}

func accountList(f *account.File) AccountList {
	l := AccountList{Workspace: f.Workspace, Kind: f.Kind, KindLabel: kindLabels[f.Kind], People: []AccountView{}}
	for _, p := range f.People {
		v := AccountView{ID: p.ID, Name: p.Name, Badge: p.Badge, Role: p.Role, Password: p.Slot != nil, Initial: p.Initial}
		if p.Tries.Failed >= account.Free {
			v.ShutUntil = p.Tries.Until
		}
		l.People = append(l.People, v)
	}
	return l
}
