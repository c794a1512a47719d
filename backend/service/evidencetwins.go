package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Twin says that an item has the same content as another: told, not forbidden.
type Twin struct {
	Evidence string `json:"evidence"` // of the visit asked about
	Other    string `json:"other"`
	Where    string `json:"where"` // 本次检查, or the firm and the task
	Name     string `json:"name"`  // what the other is called
}

// Twins lists the items of a visit whose digest stands elsewhere too: in the visit,
// in the same task, in other visits.
func (e *Evidence) Twins(ctx context.Context, a inspect.Actor, visit string) ([]Twin, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	pairs, err := store.SameEvidence(ctx, e.c.db, visit)
	if err != nil {
		return nil, err
	}
	v, err := store.Get[inspect.Visit](ctx, e.c.db, inspect.NounVisit, visit)
	if err != nil {
		return nil, err
	}
	out, places := []Twin{}, map[string]string{visit: "本次检查"}
	for _, p := range pairs {
		other, err := store.Get[inspect.Evidence](ctx, e.c.db, inspect.NounEvidence, p.Other)
		if err != nil {
			return nil, err
		}
		if places[other.Visit] == "" {
			if places[other.Visit], err = e.placeOf(ctx, v, other.Visit); err != nil {
				return nil, err
			}
		}
		out = append(out, Twin{p.Evidence, p.Other, places[other.Visit], other.Title()})
	}
	return out, nil
}

func (e *Evidence) placeOf(ctx context.Context, of inspect.Visit, visit string) (string, error) {
	v, err := store.Get[inspect.Visit](ctx, e.c.db, inspect.NounVisit, visit)
	if err != nil {
		return "", err
	}
	s, err := ifKnown[inspect.Subject](ctx, e.c.db, inspect.NounSubject, v.Subject)
	if err != nil {
		return "", err
	}
	if v.Task == of.Task {
		return "同一任务的“" + s.Name + "”", nil
	}
	t, err := ifKnown[inspect.Task](ctx, e.c.db, inspect.NounTask, v.Task)
	return "另一次检查“" + s.Name + "”（任务 " + t.No + "）", err
}
