package service

import (
	"context"
	"encoding/json"
	"time"

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
	c := inspect.Case{Visit: f.Visit, Team: f.Team, Organ: f.Task.Organ, Due: f.Papers, Steps: f.Steps, Inspectors: []inspect.Inspector{}}
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
	if c.Others, err = v.meanwhile(ctx, f.Visit); err != nil {
		return nil, err
	}
	if c.Papers, _, err = store.List[inspect.Paper](ctx, r, inspect.NounPaper, store.Where("ref", visit).Sorted("number")); err != nil {
		return nil, err
	}
	if c.Organs, err = v.organs(ctx, c.Papers); err != nil {
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

// longest is how long an inspection may last so that another that began before it
// is still looked at.
const longest = 48 * time.Hour

// meanwhile are the visits that may have gone on at the same time: the open ones
// with their fields, and of the others those that began while this one lasted or
// shortly before.
func (v *Visit) meanwhile(ctx context.Context, visit inspect.Visit) ([]inspect.Visit, error) {
	from, err := time.Parse(inspect.InstantLayout, visit.StartedAt)
	if err != nil {
		return []inspect.Visit{}, nil // no time to compare
	}
	open, _, err := store.List[inspect.Visit](ctx, v.c.db, inspect.NounVisit, store.Where("state", string(inspect.VisitOpen)))
	if err != nil {
		return nil, err
	}
	for i, o := range open {
		fields, err := store.Draft(ctx, v.c.db, inspect.NounVisit, o.ID)
		if err != nil {
			return nil, err
		}
		open[i] = inspect.VisitFrom(o, fields)
	}
	closed, _, err := store.List[inspect.Visit](ctx, v.c.db, inspect.NounVisit, store.Filter{
		Within: []store.Within{{Column: "started", From: inspect.Instant(from.Add(-longest)), To: max(visit.EndedAt, visit.StartedAt)}}})
	return append(open, closed...), err
}

// organs reads the organ's name off the frozen documents.
func (v *Visit) organs(ctx context.Context, papers []inspect.Paper) ([]string, error) {
	list := []string{}
	for _, p := range papers {
		raw, err := store.Blob(ctx, v.c.db, p.Snapshot)
		if err != nil {
			return nil, err
		}
		var of struct {
			Organ string `json:"organ"`
		}
		if err := json.Unmarshal(raw, &of); err != nil {
			return nil, inspect.E(inspect.Damaged, "文书 %s 的快照读不出来", p.Number).WithRef(p.ID).Because(err)
		}
		list = append(list, of.Organ)
	}
	return list, nil
}

// ifKnown reads an aggregate that a laptop may not hold; then it is empty.
func ifKnown[T any](ctx context.Context, r store.Reader, noun inspect.Noun, id string) (T, error) {
	x, err := store.Get[T](ctx, r, noun, id)
	if inspect.CodeOf(err) == inspect.NotFound {
		err = nil
	}
	return x, err
}
