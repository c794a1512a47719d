package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Visit is the page's view of 现场检查.
type Visit struct{ s *Session }

// Today lists the firms of today's round.
func (x *Visit) Today() ([]service.Stop, error) {
	return call(x.s, "Visit.Today", func(ctx context.Context, a inspect.Actor) ([]service.Stop, error) {
		return x.s.ws.sv.Visit.Today(ctx, a)
	})
}

// Start opens a team's visit.
func (x *Visit) Start(team string) (service.VisitForm, error) {
	return call(x.s, "Visit.Start", func(ctx context.Context, a inspect.Actor) (service.VisitForm, error) {
		return x.s.ws.sv.Visit.Start(ctx, a, team)
	})
}

// FieldStart proposes what a 非随机检查 begins with on this laptop.
func (x *Visit) FieldStart() (service.FieldStart, error) {
	return call(x.s, "Visit.FieldStart", func(ctx context.Context, a inspect.Actor) (service.FieldStart, error) {
		return x.s.ws.sv.Visit.FieldStart(ctx, a)
	})
}

// StartNonRandom starts a 非随机检查 without a package.
func (x *Visit) StartNonRandom(in inspect.FieldCheck) (service.VisitForm, error) {
	return call(x.s, "Visit.StartNonRandom", func(ctx context.Context, a inspect.Actor) (service.VisitForm, error) {
		return x.s.ws.sv.Visit.StartNonRandom(ctx, a, in)
	})
}

// Open reads a visit with its fields.
func (x *Visit) Open(id string) (service.VisitForm, error) {
	return call(x.s, "Visit.Open", func(ctx context.Context, a inspect.Actor) (service.VisitForm, error) {
		return x.s.ws.sv.Visit.Open(ctx, a, id)
	})
}

// Standing tells how a visit stands now.
func (x *Visit) Standing(id string) (service.Standing, error) {
	return call(x.s, "Visit.Standing", func(ctx context.Context, a inspect.Actor) (service.Standing, error) {
		return x.s.ws.sv.Visit.Standing(ctx, a, id)
	})
}

// Save stores one field; it answers once the text is on disk.
func (x *Visit) Save(visit, path, value string, rev int64) (inspect.Field, error) {
	return call(x.s, "Visit.Save", func(ctx context.Context, a inspect.Actor) (inspect.Field, error) {
		return x.s.ws.sv.Visit.Save(ctx, a, visit, path, value, rev)
	})
}

// FieldHistory lists every value a field ever had.
func (x *Visit) FieldHistory(visit, path string) ([]inspect.Field, error) {
	return call(x.s, "Visit.FieldHistory", func(ctx context.Context, a inspect.Actor) ([]inspect.Field, error) {
		return x.s.ws.sv.Visit.FieldHistory(ctx, a, visit, path)
	})
}

// Arrange sets the order of the round.
func (x *Visit) Arrange(teams []string) ([]service.Stop, error) {
	return call(x.s, "Visit.Arrange", func(ctx context.Context, a inspect.Actor) ([]service.Stop, error) {
		return x.s.ws.sv.Visit.Arrange(ctx, a, teams)
	})
}

// Door tells what is known of a firm before anybody goes in.
func (x *Visit) Door(team string) (service.Door, error) {
	return call(x.s, "Visit.Door", func(ctx context.Context, a inspect.Actor) (service.Door, error) {
		return x.s.ws.sv.Visit.Door(ctx, a, team)
	})
}

// Undo takes the last change of an open visit back.
func (x *Visit) Undo(visit string) (service.Undone, error) {
	return call(x.s, "Visit.Undo", func(ctx context.Context, a inspect.Actor) (service.Undone, error) {
		return x.s.ws.sv.Visit.Undo(ctx, a, visit)
	})
}

// Changes lists who wrote what into a field when; path "" = into any.
func (x *Visit) Changes(visit, path string) ([]inspect.Change, error) {
	return call(x.s, "Visit.Changes", func(ctx context.Context, a inspect.Actor) ([]inspect.Change, error) {
		return x.s.ws.sv.Visit.Changes(ctx, a, visit, path)
	})
}

// Leave covers the form's edits with an audit leaf.
func (x *Visit) Leave(visit string) error {
	return do(x.s, "Visit.Leave", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Visit.Leave(ctx, a, visit)
	})
}

// Finish closes the visit after its self-check.
func (x *Visit) Finish(visit string) (service.VisitForm, error) {
	return call(x.s, "Visit.Finish", func(ctx context.Context, a inspect.Actor) (service.VisitForm, error) {
		return x.s.ws.sv.Visit.Finish(ctx, a, visit)
	})
}

// CaseCheck is the part of the 案卷自查 that looks beyond the record.
func (x *Visit) CaseCheck(visit string) ([]inspect.Error, error) {
	return call(x.s, "Visit.CaseCheck", func(ctx context.Context, a inspect.Actor) ([]inspect.Error, error) {
		return x.s.ws.sv.Visit.CaseCheck(ctx, a, visit)
	})
}
