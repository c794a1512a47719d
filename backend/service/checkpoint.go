package service

import (
	"context"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/store"
)

// point is the audit tree now: for people, for packages and documents.
type point struct {
	audit.Checkpoint
	short string
}

// checkpoint reads the tree's present size and root.
func (c *core) checkpoint(ctx context.Context, r store.Reader) (point, error) {
	origin, err := c.origin(ctx)
	if err != nil {
		return point{}, err
	}
	cp, err := store.Checkpoint(ctx, r, origin)
	return point{cp, audit.Short(cp)}, err
}

// origin names this workspace's log: one per device.
func (c *core) origin(ctx context.Context) (string, error) {
	device, err := c.db.Meta(ctx, metaDevice)
	return "shuangsuiji/" + device, err
}
