package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// SaveMeters writes the meters of a year as a workbook.
func (x *Plan) SaveMeters(year int, out string) error {
	return do(x.s, "Plan.SaveMeters", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Plan.SaveMeters(ctx, a, year, out)
	})
}

// CloseYear 年终结账 freezes the meters of a year.
func (x *Plan) CloseYear(in service.CloseInput) (inspect.YearClose, error) {
	return call(x.s, "Plan.CloseYear", func(ctx context.Context, a inspect.Actor) (inspect.YearClose, error) {
		return x.s.ws.sv.Plan.CloseYear(ctx, a, in)
	})
}

// YearClosed is the closing of a year; its id is "" when it is not closed.
func (x *Plan) YearClosed(year int) (inspect.YearClose, error) {
	return call(x.s, "Plan.YearClosed", func(ctx context.Context, a inspect.Actor) (inspect.YearClose, error) {
		return x.s.ws.sv.Plan.YearClosed(ctx, a, year)
	})
}

// Caps lists the yearly caps on checks of firms.
func (x *Plan) Caps() ([]inspect.Cap, error) {
	return call(x.s, "Plan.Caps", func(ctx context.Context, a inspect.Actor) ([]inspect.Cap, error) {
		return x.s.ws.sv.Plan.Caps(ctx, a)
	})
}

// SetCap sets a cap; limit 0 takes it away.
func (x *Plan) SetCap(c inspect.Cap) (inspect.Cap, error) {
	return call(x.s, "Plan.SetCap", func(ctx context.Context, a inspect.Actor) (inspect.Cap, error) {
		return x.s.ws.sv.Plan.SetCap(ctx, a, c)
	})
}

// CapOf says how a firm stands to the caps in a year.
func (x *Plan) CapOf(subject string, year int) (inspect.CapState, error) {
	return call(x.s, "Plan.CapOf", func(ctx context.Context, a inspect.Actor) (inspect.CapState, error) {
		return x.s.ws.sv.Plan.CapOf(ctx, a, subject, year)
	})
}

// ExceptCap registers the consent to one check of a firm over its cap.
func (x *Plan) ExceptCap(in service.CapException) (inspect.Approval, error) {
	return call(x.s, "Plan.ExceptCap", func(ctx context.Context, a inspect.Actor) (inspect.Approval, error) {
		return x.s.ws.sv.Plan.ExceptCap(ctx, a, in)
	})
}
