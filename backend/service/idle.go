package service

import (
	"context"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// metaIdle is after how many idle minutes the screen locks, "" = DefaultIdle.
const metaIdle = "idle"

// After how many minutes without a key or click the screen locks.
const (
	LeastIdle   = 5
	MostIdle    = 60
	DefaultIdle = 15
)

// IdleMinutes is after how many idle minutes the screen locks.
func (w *Workspace) IdleMinutes(ctx context.Context) (int, error) {
	text, err := w.c.db.Meta(ctx, metaIdle)
	if err != nil || text == "" {
		return DefaultIdle, err
	}
	return strconv.Atoi(text)
}

// SetIdle sets it for everybody who works at this PC. Error: Invalid.
func (w *Workspace) SetIdle(ctx context.Context, a inspect.Actor, minutes int) error {
	if err := a.May(inspect.ActSettings); err != nil {
		return err
	}
	if minutes < LeastIdle || minutes > MostIdle {
		return inspect.E(inspect.Invalid, "锁屏时间%d分钟不对", minutes).WithField("minutes").WithHint("填%d到%d分钟", LeastIdle, MostIdle)
	}
	return w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, metaIdle, strconv.Itoa(minutes)); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "settings.idle", Detail: strconv.Itoa(minutes)}, "", "", "")
	})
}
