package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// DrawnRules lists which kinds of documents may be signed on a screen.
func (x *Settings) DrawnRules() ([]inspect.DrawnRule, error) {
	return call(x.s, "Settings.DrawnRules", func(ctx context.Context, a inspect.Actor) ([]inspect.DrawnRule, error) {
		return x.s.ws.sv.Drawn.Rules(ctx, a)
	})
}

// DecideDrawn enters the decision on one kind.
func (x *Settings) DecideDrawn(rule inspect.DrawnRule) (inspect.DrawnRule, error) {
	return call(x.s, "Settings.DecideDrawn", func(ctx context.Context, a inspect.Actor) (inspect.DrawnRule, error) {
		return x.s.ws.sv.Drawn.Decide(ctx, a, rule)
	})
}

// DrawnForm tells whether and how a document can be signed on a screen.
func (x *Paper) DrawnForm(id string) (service.DrawnForm, error) {
	return call(x.s, "Paper.DrawnForm", func(ctx context.Context, a inspect.Actor) (service.DrawnForm, error) {
		return x.s.ws.sv.Paper.DrawnForm(ctx, a, id)
	})
}

// Draw takes a signature on a screen.
func (x *Paper) Draw(id string, s inspect.DrawnSignature) (inspect.Paper, error) {
	return call(x.s, "Paper.Draw", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.Draw(ctx, a, id, s)
	})
}

// FileDrawn files a document that everybody signed on the screen.
func (x *Paper) FileDrawn(id string) (inspect.Paper, error) {
	return call(x.s, "Paper.FileDrawn", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.FileDrawn(ctx, a, id)
	})
}

// Changes lists who wrote what into a document's blanks when.
func (x *Paper) Changes(kind, ref string) ([]inspect.Change, error) {
	return call(x.s, "Paper.Changes", func(ctx context.Context, a inspect.Actor) ([]inspect.Change, error) {
		return x.s.ws.sv.Paper.Changes(ctx, a, kind, ref)
	})
}

// Undo takes the last change of a document's blanks back.
func (x *Paper) Undo(kind, ref string) (service.Undone, error) {
	return call(x.s, "Paper.Undo", func(ctx context.Context, a inspect.Actor) (service.Undone, error) {
		return x.s.ws.sv.Paper.Undo(ctx, a, kind, ref)
	})
}
