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

// IssueBlank issues a document to be filled in by hand.
func (x *Paper) IssueBlank(kind, ref string) (inspect.Paper, error) {
	return call(x.s, "Paper.IssueBlank", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.IssueBlank(ctx, a, kind, ref)
	})
}

// Form opens a document for filling in.
func (x *Paper) Form(kind, ref string) (service.PaperForm, error) {
	return call(x.s, "Paper.Form", func(ctx context.Context, a inspect.Actor) (service.PaperForm, error) {
		return x.s.ws.sv.Paper.Form(ctx, a, kind, ref)
	})
}

// SaveField stores one blank of a document; it answers once the text is on disk.
func (x *Paper) SaveField(kind, ref, key, value string, rev int64) (inspect.Field, error) {
	return call(x.s, "Paper.SaveField", func(ctx context.Context, a inspect.Actor) (inspect.Field, error) {
		return x.s.ws.sv.Paper.SaveField(ctx, a, kind, ref, key, value, rev)
	})
}

// LeaveForm is called on leaving a document that is being filled in.
func (x *Paper) LeaveForm(kind, ref string) error {
	return do(x.s, "Paper.LeaveForm", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Paper.LeaveForm(ctx, a, kind, ref)
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

// Set lists what the inspection of a team needs on paper now.
func (x *Paper) Set(team string) ([]service.SetLine, error) {
	return call(x.s, "Paper.Set", func(ctx context.Context, a inspect.Actor) ([]service.SetLine, error) {
		return x.s.ws.sv.Paper.Set(ctx, a, team)
	})
}

// PrintSet writes a set with its copies in one file and registers the print.
func (x *Paper) PrintSet(team string, lines []service.SetLine, out string) (service.PrintedSet, error) {
	return call(x.s, "Paper.PrintSet", func(ctx context.Context, a inspect.Actor) (service.PrintedSet, error) {
		return x.s.ws.sv.Paper.PrintSet(ctx, a, team, lines, out)
	})
}

// Batch issues a kind for every inspection of a task. It answers with a job;
// Batched tells what it made.
func (x *Paper) Batch(task, kind, out string) (string, error) {
	return startJob(x.s, "Paper.Batch", "批量制作文书", func(ctx context.Context, a inspect.Actor, tell progress) (service.BatchReport, error) {
		return x.s.ws.sv.Paper.Batch(ctx, a, task, kind, out, func(done, total int64, note string) { tell(done, total, note) })
	})
}

// Batched is what an ended job of Batch made.
func (x *Paper) Batched(job string) (service.BatchReport, error) {
	return call(x.s, "Paper.Batched", func(context.Context, inspect.Actor) (service.BatchReport, error) {
		return jobResult[service.BatchReport](x.s, job)
	})
}
