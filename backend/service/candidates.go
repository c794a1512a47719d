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
	Inspector  string  `json:"inspector"`
	Name       string  `json:"name"`
	Badge      string  `json:"badge"`
	Department string  `json:"department"`
	Why        string  `json:"why"`   // "" = may be chosen
	Unfit      []Unfit `json:"unfit"` // for these subjects of the task
}

// Unfit is one subject that an inspector may not inspect, and why.
type Unfit struct {
	Subject string `json:"subject"`
	Why     string `json:"why"`
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
	needs, err := m.c.needsOf(ctx, m.c.db, task)
	if err != nil {
		return nil, err
	}
	list := []Candidate{}
	for _, p := range people {
		c := Candidate{Inspector: p.ID, Name: p.Name, Badge: p.Badge, Department: p.Department, Unfit: []Unfit{}}
		for i, w := range task.Winners {
			why := lacks(p, needs[i])
			if slices.ContainsFunc(recused, func(r inspect.Recusal) bool {
				return r.Subject == w.Subject && r.Inspector == p.ID && r.Bars(task.From, task.To)
			}) {
				why = "与检查对象有回避关系"
			}
			if why != "" {
				c.Unfit = append(c.Unfit, Unfit{w.Subject, why})
			}
		}
		list = append(list, c)
	}
	for _, x := range out {
		list = append(list, Candidate{Name: x.Name, Badge: x.Code, Why: x.Reason, Unfit: []Unfit{}})
	}
	return list, nil
}

// needsOf are the 岗位资质 that each subject of a 非随机检查 asks of its people, in
// the order of its subjects.
func (c *core) needsOf(ctx context.Context, r store.Reader, task inspect.Task) ([][]string, error) {
	ms, err := c.mattersOn(ctx, r, task)
	if err != nil {
		return nil, err
	}
	list := make([][]string, len(task.Winners))
	for i, w := range task.Winners {
		s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, w.Subject)
		if err != nil {
			return nil, err
		}
		list[i] = qualifications(fitting(ms, s.Trade), "")
	}
	return list, nil
}
