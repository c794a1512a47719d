package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Plan is the page's view of 年度抽查计划.
type Plan struct{ s *Session }

// List lists the plan lines.
func (x *Plan) List(q service.Query) (service.PlanPage, error) {
	return call(x.s, "Plan.List", func(ctx context.Context, a inspect.Actor) (service.PlanPage, error) {
		return x.s.ws.sv.Plan.List(ctx, a, q)
	})
}

// Save adds a line (id "") or adjusts one.
func (x *Plan) Save(p inspect.Plan) (inspect.Plan, error) {
	return call(x.s, "Plan.Save", func(ctx context.Context, a inspect.Actor) (inspect.Plan, error) {
		return x.s.ws.sv.Plan.Save(ctx, a, p)
	})
}

// Published records where and when a line was made public.
func (x *Plan) Published(id, site, url, date string) error {
	return do(x.s, "Plan.Published", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Plan.Published(ctx, a, id, site, url, date)
	})
}

// Meters says how far a year has come by art. 8 and 11, and what is missing.
func (x *Plan) Meters(year int) (inspect.Meters, error) {
	return call(x.s, "Plan.Meters", func(ctx context.Context, a inspect.Actor) (inspect.Meters, error) {
		return x.s.ws.sv.Plan.Meters(ctx, a, year)
	})
}
