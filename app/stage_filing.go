package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Filings lists what was made for the provincial platform and what it answered.
func (x *Dispatch) Filings(task string) ([]service.FilingView, error) {
	return call(x.s, "Dispatch.Filings", func(ctx context.Context, a inspect.Actor) ([]service.FilingView, error) {
		return x.s.ws.sv.Dispatch.Filings(ctx, a, task)
	})
}

// FilingSent registers that a package was brought to the platform.
func (x *Dispatch) FilingSent(id, on, way string) (inspect.Filing, error) {
	return call(x.s, "Dispatch.FilingSent", func(ctx context.Context, a inspect.Actor) (inspect.Filing, error) {
		return x.s.ws.sv.Dispatch.FilingSent(ctx, a, id, on, way)
	})
}

// Deliver copies a package to the folder for the platform and registers it as sent.
func (x *Dispatch) Deliver(id, path string) (inspect.Filing, error) {
	return call(x.s, "Dispatch.Deliver", func(ctx context.Context, a inspect.Actor) (inspect.Filing, error) {
		return x.s.ws.sv.Dispatch.Deliver(ctx, a, id, path)
	})
}

// FilingAnswered registers the platform's receipt.
func (x *Dispatch) FilingAnswered(in service.FilingAnswer) (inspect.Filing, error) {
	return call(x.s, "Dispatch.FilingAnswered", func(ctx context.Context, a inspect.Actor) (inspect.Filing, error) {
		return x.s.ws.sv.Dispatch.FilingAnswered(ctx, a, in)
	})
}
