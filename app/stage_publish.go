package app

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// Publish is the page's view of 公示.
type Publish struct{ s *Session }

// Notice writes a notice of a task in a format.
func (x *Publish) Notice(notice, task, format, out string) (inspect.Publication, error) {
	return call(x.s, "Publish.Notice", func(ctx context.Context, a inspect.Actor) (inspect.Publication, error) {
		return x.s.ws.sv.Publish.Notice(ctx, a, notice, task, format, out)
	})
}

// Register records where and when a task notice was published.
func (x *Publish) Register(id, site, url, date string) (inspect.Publication, error) {
	return call(x.s, "Publish.Register", func(ctx context.Context, a inspect.Actor) (inspect.Publication, error) {
		return x.s.ws.sv.Publish.Register(ctx, a, id, site, url, date)
	})
}

// List lists the notices made for a task.
func (x *Publish) List(task string) ([]inspect.Publication, error) {
	return call(x.s, "Publish.List", func(ctx context.Context, a inspect.Actor) ([]inspect.Publication, error) {
		return x.s.ws.sv.Publish.List(ctx, a, task)
	})
}
