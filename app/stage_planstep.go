package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Cancel takes a line out, with a reason.
func (x *Plan) Cancel(id, reason string) (inspect.Plan, error) {
	return call(x.s, "Plan.Cancel", func(ctx context.Context, a inspect.Actor) (inspect.Plan, error) {
		return x.s.ws.sv.Plan.Cancel(ctx, a, id, reason)
	})
}

// PublishedYear records one publication of a whole year's plan; it returns for
// how many lines.
func (x *Plan) PublishedYear(year int, site, url, date string) (int, error) {
	return call(x.s, "Plan.PublishedYear", func(ctx context.Context, a inspect.Actor) (int, error) {
		return x.s.ws.sv.Plan.PublishedYear(ctx, a, year, site, url, date)
	})
}

// History tells how a line came to be what it is, newest first.
func (x *Plan) History(id string) ([]service.PlanVersion, error) {
	return call(x.s, "Plan.History", func(ctx context.Context, a inspect.Actor) ([]service.PlanVersion, error) {
		return x.s.ws.sv.Plan.History(ctx, a, id)
	})
}

// PlanNotices lists the notices made of a year's plan.
func (x *Publish) PlanNotices(year int) ([]inspect.Publication, error) {
	return call(x.s, "Publish.PlanNotices", func(ctx context.Context, a inspect.Actor) ([]inspect.Publication, error) {
		return x.s.ws.sv.Publish.PlanNotices(ctx, a, year)
	})
}
