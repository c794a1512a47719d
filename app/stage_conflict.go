package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Conflicts lists what waits for a decision, or what was decided.
func (x *Dispatch) Conflicts(decided bool) ([]service.ConflictView, error) {
	return call(x.s, "Dispatch.Conflicts", func(ctx context.Context, a inspect.Actor) ([]service.ConflictView, error) {
		return x.s.ws.sv.Dispatch.Conflicts(ctx, a, decided)
	})
}

// DecideConflict lets one of two versions stand.
func (x *Dispatch) DecideConflict(in service.Decision) error {
	return do(x.s, "Dispatch.DecideConflict", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Dispatch.DecideConflict(ctx, a, in)
	})
}
