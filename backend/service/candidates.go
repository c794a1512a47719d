package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Candidate is an inspector of a 非随机检查's departments, and why they may not
// take part.
type Candidate struct {
	Inspector  string   `json:"inspector"`
	Name       string   `json:"name"`
	Badge      string   `json:"badge"`
	Department string   `json:"department"`
	Why        string   `json:"why"`     // "" = may be chosen
	Recused    []string `json:"recused"` // ids of the task's subjects that they may not inspect
}

// Candidates lists whom AssignByHand takes, and whom it does not and why.
func (m *Match) Candidates(ctx context.Context, a inspect.Actor, ref string) ([]Candidate, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	task, err := m.c.task(ctx, m.c.db, ref)
	if err != nil {
		return nil, err
	}
	people, out, err := (&Draw{m.c}).roster(ctx, m.c.db, task, task.From)
	if err != nil {
		return nil, err
	}
	recused, _, err := store.List[inspect.Recusal](ctx, m.c.db, inspect.NounRecusal, store.Filter{})
	if err != nil {
		return nil, err
	}
	list := []Candidate{}
	for _, p := range people {
		c := Candidate{Inspector: p.ID, Name: p.Name, Badge: p.Badge, Department: p.Department, Recused: []string{}}
		for _, r := range recused {
			named := slices.ContainsFunc(task.Winners, func(w inspect.Winner) bool { return w.Subject == r.Subject })
			if named && r.Inspector == p.ID && r.From <= task.To && (r.To == "" || task.From <= r.To) {
				c.Recused = append(c.Recused, r.Subject)
			}
		}
		list = append(list, c)
	}
	for _, x := range out {
		list = append(list, Candidate{Name: x.Name, Badge: x.Code, Why: x.Reason, Recused: []string{}})
	}
	return list, nil
}
