package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// metaTheme keeps the colours of this workspace's PC: day, night, "" = as the system.
const metaTheme = "theme"

// SetTheme keeps day or night for everybody who works at this PC. Error: Invalid.
func (w *Workspace) SetTheme(ctx context.Context, a inspect.Actor, theme string) error {
	if err := a.May(inspect.ActRead); err != nil {
		return err
	}
	if theme != "day" && theme != "night" {
		return inspect.E(inspect.Invalid, "没有“%s”这种配色", theme).WithField("theme").WithHint("填 day（日间）或 night（夜间）")
	}
	return w.c.write(ctx, a, inspect.ActRead, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, metaTheme, theme); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "settings.theme", Detail: theme}, "", "", "")
	})
}
