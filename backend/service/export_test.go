package service

import (
	"context"
	"errors"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Store lets tests look behind the services: nothing there is theirs to use.
func (sv *Services) Store() *store.Store { return sv.core.db }

// Actor is the actor of somebody who has signed in, without the password: what a
// password does is tested in account_test.go.
func Actor(ctx context.Context, sv *Services, ref, session string) (inspect.Actor, error) {
	return sv.Workspace.actor(ctx, ref, session)
}

// InitOld makes a workspace as versions did that knew neither passwords nor a key.
func InitOld(ctx context.Context, dir string, s Setup, o Options) (*Services, error) {
	o.Key = nil
	sv, err := open(dir, o)
	if err != nil {
		return nil, err
	}
	if err := sv.Workspace.init(ctx, s); err != nil {
		return nil, errors.Join(err, sv.Close())
	}
	return sv, nil
}
