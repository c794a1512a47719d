package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Fairness says how evenly the draws of a period fell.
func (x *Draw) Fairness(from, to string) (service.Fairness, error) {
	return call(x.s, "Draw.Fairness", func(ctx context.Context, a inspect.Actor) (service.Fairness, error) {
		return x.s.ws.sv.Draw.Fairness(ctx, a, from, to)
	})
}

// SaveFairness writes it as a workbook without personal data.
func (x *Draw) SaveFairness(from, to, out string) error {
	return do(x.s, "Draw.SaveFairness", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Draw.SaveFairness(ctx, a, from, to, out)
	})
}
