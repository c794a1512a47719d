package service

import (
	"cmp"
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// pastShown is how many earlier inspections a team is told of; those that left
// something open are told of in any case.
const pastShown = 3

// past is what this workspace knows of earlier inspections of a subject, newest
// first: those of the rows merged into it are its own.
func (c *core) past(ctx context.Context, r store.Reader, subject string) ([]inspect.PastCheck, error) {
	ids := []string{subject}
	merged, err := store.IDs(ctx, r, inspect.NounSubject, store.Where("merged", subject))
	if err != nil {
		return nil, err
	}
	visits := []inspect.Visit{}
	for _, id := range append(ids, merged...) {
		rows, _, err := store.List[inspect.Visit](ctx, r, inspect.NounVisit, store.Where("subject", id))
		if err != nil {
			return nil, err
		}
		visits = append(visits, rows...)
	}
	visits = slices.DeleteFunc(visits, func(v inspect.Visit) bool { return v.State == inspect.VisitOpen })
	slices.SortFunc(visits, func(a, b inspect.Visit) int {
		return cmp.Or(cmp.Compare(b.StartedAt, a.StartedAt), cmp.Compare(b.ID, a.ID))
	})
	seen := map[string]bool{}
	for _, v := range visits {
		for _, x := range v.Rechecks {
			seen[x.Finding] = seen[x.Finding] || x.State == inspect.RecheckDone
		}
	}
	list := []inspect.PastCheck{}
	for i, v := range visits {
		p, err := c.pastCheck(ctx, r, v, seen)
		if err != nil {
			return nil, err
		}
		if i < pastShown || inspect.OpenPast([]inspect.PastCheck{p}) > 0 {
			list = append(list, p)
		}
	}
	return list, nil
}

// pastCheck tells of one visit; done are the findings seen to be corrected.
func (c *core) pastCheck(ctx context.Context, r store.Reader, v inspect.Visit, done map[string]bool) (inspect.PastCheck, error) {
	p := inspect.PastCheck{On: inspect.LegalDate(v.StartedAt), Result: v.Outcome.Label(), Findings: []inspect.PastFinding{}}
	t, err := store.Get[inspect.Task](ctx, r, inspect.NounTask, v.Task)
	if err != nil {
		return p, err
	}
	p.TaskNo, p.TaskName = t.No, t.Name
	matters, err := c.matters(ctx, r, t.Matters)
	if err != nil {
		return p, err
	}
	results, _, err := store.List[inspect.Result](ctx, r, inspect.NounResult, store.Where("visit", v.ID))
	if err != nil {
		return p, err
	}
	for _, x := range results {
		p.Result = x.Code.Label()
	}
	for _, f := range v.Findings {
		p.Findings = append(p.Findings, inspect.PastFinding{ID: f.ID, Matter: matterName(matters, f.Matter), Description: f.Description,
			Measure: f.Measure.Label(), Deadline: f.Deadline, RecheckOn: f.RecheckOn(), Open: f.Measure == inspect.MeasureCorrect && !done[f.ID]})
	}
	return p, nil
}
