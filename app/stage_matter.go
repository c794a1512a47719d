package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// SaveMatter adds a matter to the list (id "") or adjusts one.
func (x *Library) SaveMatter(m inspect.Matter) (inspect.Matter, error) {
	return call(x.s, "Library.SaveMatter", func(ctx context.Context, a inspect.Actor) (inspect.Matter, error) {
		return x.s.ws.sv.Library.SaveMatter(ctx, a, m)
	})
}

// EndMatter takes a matter out of the list after a day, with the reason.
func (x *Library) EndMatter(id, date, reason string) (inspect.Matter, error) {
	return call(x.s, "Library.EndMatter", func(ctx context.Context, a inspect.Actor) (inspect.Matter, error) {
		return x.s.ws.sv.Library.EndMatter(ctx, a, id, date, reason)
	})
}

// MattersPublished records where and when matters were made public: those
// given, or with none all that are not public yet. It returns how many.
func (x *Library) MattersPublished(ids []string, site, url, date string) (int, error) {
	return call(x.s, "Library.MattersPublished", func(ctx context.Context, a inspect.Actor) (int, error) {
		return x.s.ws.sv.Library.MattersPublished(ctx, a, ids, site, url, date)
	})
}

// MatterHistory tells how a matter came to be what it is, newest first.
func (x *Library) MatterHistory(id string) ([]service.MatterVersion, error) {
	return call(x.s, "Library.MatterHistory", func(ctx context.Context, a inspect.Actor) ([]service.MatterVersion, error) {
		return x.s.ws.sv.Library.MatterHistory(ctx, a, id)
	})
}
