package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Paper is the page's view of 文书.
type Paper struct{ s *Session }

// List lists the documents of a visit, team, task or draw.
func (x *Paper) List(ref string) ([]inspect.Paper, error) {
	return call(x.s, "Paper.List", func(ctx context.Context, a inspect.Actor) ([]inspect.Paper, error) {
		return x.s.ws.sv.Paper.List(ctx, a, ref)
	})
}

// Issue freezes and renders a document.
func (x *Paper) Issue(kind, ref string) (inspect.Paper, error) {
	return call(x.s, "Paper.Issue", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.Issue(ctx, a, kind, ref)
	})
}

// RoundSet prepares the papers of the firms of a day in one file.
func (x *Paper) RoundSet(teams []string, out string) (service.RoundSet, error) {
	return call(x.s, "Paper.RoundSet", func(ctx context.Context, a inspect.Actor) (service.RoundSet, error) {
		return x.s.ws.sv.Paper.RoundSet(ctx, a, teams, out)
	})
}

// Save copies a document's PDF to a place.
func (x *Paper) Save(id, out string) error {
	return do(x.s, "Paper.Save", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Paper.Save(ctx, a, id, out)
	})
}

// Printed records a print for signing.
func (x *Paper) Printed(id string, copies int) (inspect.Paper, error) {
	return call(x.s, "Paper.Printed", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.Printed(ctx, a, id, copies)
	})
}

// AttachScan files the image of the signed original.
func (x *Paper) AttachScan(id, path string) (inspect.Paper, error) {
	return call(x.s, "Paper.AttachScan", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.AttachScan(ctx, a, id, path)
	})
}

// Void takes a document out of use.
func (x *Paper) Void(id, reason string) (inspect.Paper, error) {
	return call(x.s, "Paper.Void", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.Void(ctx, a, id, reason)
	})
}

// Sign registers a signature on paper, or its refusal.
func (x *Paper) Sign(id string, s inspect.Signing) (inspect.Paper, error) {
	return call(x.s, "Paper.Sign", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.Sign(ctx, a, id, s)
	})
}

// Change registers a change by hand on the signed sheet.
func (x *Paper) Change(id string, c inspect.PaperChange) (inspect.Paper, error) {
	return call(x.s, "Paper.Change", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.Change(ctx, a, id, c)
	})
}

// Explain issues a 情况说明 or 补充笔录 about a signed document.
func (x *Paper) Explain(id, kind, text string) (inspect.Paper, error) {
	return call(x.s, "Paper.Explain", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.Explain(ctx, a, id, kind, text)
	})
}
