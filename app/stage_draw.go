package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Draw is the page's view of 随机抽取.
type Draw struct{ s *Session }

// List lists the draws of a task.
func (x *Draw) List(task string) ([]inspect.Drawing, error) {
	return call(x.s, "Draw.List", func(ctx context.Context, a inspect.Actor) ([]inspect.Drawing, error) {
		return x.s.ws.sv.Draw.List(ctx, a, task)
	})
}

// Freeze fixes the pool and logs the statement.
func (x *Draw) Freeze(in service.FreezeInput) (inspect.Drawing, error) {
	return call(x.s, "Draw.Freeze", func(ctx context.Context, a inspect.Actor) (inspect.Drawing, error) {
		return x.s.ws.sv.Draw.Freeze(ctx, a, in)
	})
}

// Witness records who saw the checkpoint leave this PC.
func (x *Draw) Witness(id, witness, how string) (inspect.Drawing, error) {
	return call(x.s, "Draw.Witness", func(ctx context.Context, a inspect.Actor) (inspect.Drawing, error) {
		return x.s.ws.sv.Draw.Witness(ctx, a, id, witness, how)
	})
}

// Reveal takes the public input and computes the result.
func (x *Draw) Reveal(id, first, second, source string) (inspect.Drawing, error) {
	return call(x.s, "Draw.Reveal", func(ctx context.Context, a inspect.Actor) (inspect.Drawing, error) {
		return x.s.ws.sv.Draw.Reveal(ctx, a, id, first, second, source)
	})
}

// Resume computes the result of a draw that a crash interrupted.
func (x *Draw) Resume(id string) (inspect.Drawing, error) {
	return call(x.s, "Draw.Resume", func(ctx context.Context, a inspect.Actor) (inspect.Drawing, error) {
		return x.s.ws.sv.Draw.Resume(ctx, a, id)
	})
}

// Abandon ends a draw before its public input; it stays on record.
func (x *Draw) Abandon(id, reason string) (inspect.Drawing, error) {
	return call(x.s, "Draw.Abandon", func(ctx context.Context, a inspect.Actor) (inspect.Drawing, error) {
		return x.s.ws.sv.Draw.Abandon(ctx, a, id, reason)
	})
}

// Package exports a draw, public or internal form.
func (x *Draw) Package(id string, public bool, out string) (service.Sent, error) {
	return call(x.s, "Draw.Package", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Draw.Package(ctx, a, id, public, out)
	})
}

// Open gives out one code's own line of a finished draw, for its request.
func (x *Draw) Open(id, code, asker string) (service.DrawOpening, error) {
	return call(x.s, "Draw.Open", func(ctx context.Context, a inspect.Actor) (service.DrawOpening, error) {
		return x.s.ws.sv.Draw.Open(ctx, a, id, code, asker)
	})
}

// Verify replays a draw from a package or a folder of its files.
func (x *Draw) Verify(file string) (service.DrawVerdict, error) {
	return call(x.s, "Draw.Verify", func(ctx context.Context, a inspect.Actor) (service.DrawVerdict, error) {
		return x.s.ws.sv.Draw.Verify(ctx, a, file)
	})
}
