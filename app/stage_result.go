package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Result is the page's view of 检查结果.
type Result struct{ s *Session }

// List lists the results of a task, "" for all.
func (x *Result) List(task string) ([]service.ResultView, error) {
	return call(x.s, "Result.List", func(ctx context.Context, a inspect.Actor) ([]service.ResultView, error) {
		return x.s.ws.sv.Result.List(ctx, a, task)
	})
}

// Change changes a result that was not reviewed yet.
func (x *Result) Change(id, code, followUp string) (inspect.Result, error) {
	return call(x.s, "Result.Change", func(ctx context.Context, a inspect.Actor) (inspect.Result, error) {
		return x.s.ws.sv.Result.Change(ctx, a, id, code, followUp)
	})
}

// Review passes a result on.
func (x *Result) Review(id string) (inspect.Result, error) {
	return call(x.s, "Result.Review", func(ctx context.Context, a inspect.Actor) (inspect.Result, error) {
		return x.s.ws.sv.Result.Review(ctx, a, id)
	})
}

// OnFile records that it was typed into the platform.
func (x *Result) OnFile(id, platformNo, operator string) (inspect.Result, error) {
	return call(x.s, "Result.OnFile", func(ctx context.Context, a inspect.Actor) (inspect.Result, error) {
		return x.s.ws.sv.Result.OnFile(ctx, a, id, platformNo, operator)
	})
}

// Published stops the clock of art. 21, with proof.
func (x *Result) Published(id, platformNo, proofPath string) (inspect.Result, error) {
	return call(x.s, "Result.Published", func(ctx context.Context, a inspect.Actor) (inspect.Result, error) {
		return x.s.ws.sv.Result.Published(ctx, a, id, platformNo, proofPath)
	})
}
