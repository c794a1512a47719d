package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// CaseCheck is the part of the 案卷自查 that looks beyond the record (P18): other
// visits of the same people, the approval, certificates, the result, and which
// documents are not signed or not scanned. An empty list: nothing was found.
func (v *Visit) CaseCheck(ctx context.Context, a inspect.Actor, visit string) ([]inspect.Error, error) {
	f, err := v.Open(ctx, a, visit)
	if err != nil {
		return nil, err
	}
	r := v.c.db
	c := inspect.Case{Visit: f.Visit, Team: f.Team, Due: f.Papers, Inspectors: []inspect.Inspector{}}
	if c.Approval, err = ifKnown[inspect.Approval](ctx, r, inspect.NounApproval, f.Task.Approval); err != nil {
		return nil, err
	}
	for _, m := range f.Team.Members {
		i, err := ifKnown[inspect.Inspector](ctx, r, inspect.NounInspector, m.Inspector)
		if err != nil {
			return nil, err
		}
		c.Inspectors = append(c.Inspectors, i)
	}
	if c.Others, _, err = store.List[inspect.Visit](ctx, r, inspect.NounVisit, store.Filter{}); err != nil {
		return nil, err
	}
	for i, o := range c.Others {
		if o.State != inspect.VisitOpen {
			continue
		}
		fields, err := store.Draft(ctx, r, inspect.NounVisit, o.ID)
		if err != nil {
			return nil, err
		}
		c.Others[i] = inspect.VisitFrom(o, fields)
	}
	if c.Papers, _, err = store.List[inspect.Paper](ctx, r, inspect.NounPaper, store.Where("ref", visit).Sorted("number")); err != nil {
		return nil, err
	}
	results, _, err := store.List[inspect.Result](ctx, r, inspect.NounResult, store.Where("visit", visit))
	if err != nil {
		return nil, err
	}
	if len(results) > 0 {
		c.Result = results[0]
	}
	out := []inspect.Error{}
	for _, e := range inspect.CheckCase(c) {
		out = append(out, *e)
	}
	return out, nil
}

// ifKnown reads an aggregate that a laptop may not hold; then it is empty.
func ifKnown[T any](ctx context.Context, r store.Reader, noun inspect.Noun, id string) (T, error) {
	x, err := store.Get[T](ctx, r, noun, id)
	if inspect.CodeOf(err) == inspect.NotFound {
		err = nil
	}
	return x, err
}
