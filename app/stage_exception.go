package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Exception is the page's view of 例外登记.
type Exception struct{ s *Session }

// List lists the exceptions of a task.
func (x *Exception) List(task string) ([]service.ExceptionView, error) {
	return call(x.s, "Exception.List", func(ctx context.Context, a inspect.Actor) ([]service.ExceptionView, error) {
		return x.s.ws.sv.Exception.List(ctx, a, task)
	})
}

// Ask enters an exception.
func (x *Exception) Ask(in inspect.Exception) (inspect.Exception, error) {
	return call(x.s, "Exception.Ask", func(ctx context.Context, a inspect.Actor) (inspect.Exception, error) {
		return x.s.ws.sv.Exception.Ask(ctx, a, in)
	})
}

// Decide registers the decision on an exception.
func (x *Exception) Decide(in service.ExceptionDecision) (inspect.Exception, error) {
	return call(x.s, "Exception.Decide", func(ctx context.Context, a inspect.Actor) (inspect.Exception, error) {
		return x.s.ws.sv.Exception.Decide(ctx, a, in)
	})
}
