package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// WorkPlanInput is a team's 检查工作方案 as it is entered.
type WorkPlanInput struct {
	Team string           `json:"team"`
	Date string           `json:"date"` // of the visit
	Plan inspect.WorkPlan `json:"plan"`
	All  bool             `json:"all"` // for every team of the task that is not dispatched
}

// WorkPlan reads a team's 检查工作方案, or the template's draft of it.
func (m *Match) WorkPlan(ctx context.Context, a inspect.Actor, team string) (inspect.WorkPlan, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.WorkPlan{}, err
	}
	t, err := store.Get[inspect.Team](ctx, m.c.db, inspect.NounTeam, team)
	if err != nil {
		return inspect.WorkPlan{}, err
	}
	if t.WorkPlan != nil {
		return *t.WorkPlan, nil
	}
	task, err := m.c.task(ctx, m.c.db, t.Task)
	if err != nil {
		return inspect.WorkPlan{}, err
	}
	p := inspect.DraftWorkPlan(t, task)
	if t.Scheme != "" { // written as one text before plans had parts
		p.Procedure = []string{t.Scheme}
	}
	return p, nil
}

// Attach keeps a file that a plan relies on: a 委托书, an opinion.
func (m *Match) Attach(ctx context.Context, a inspect.Actor, path string) (inspect.FileRef, error) {
	if err := a.May(inspect.ActTeam); err != nil {
		return inspect.FileRef{}, err
	}
	item, err := m.c.media.Add(ctx, path, nil)
	return inspect.FileRef{Name: item.Name, SHA256: item.SHA256, Size: item.Size}, err
}

// SetWorkPlan writes the 检查工作方案 of a team, or of every team of its task that
// is not dispatched (art. 15). It is fixed after dispatch. It gives the number of
// plans written.
func (m *Match) SetWorkPlan(ctx context.Context, a inspect.Actor, in WorkPlanInput) (int, error) {
	n := 0
	err := m.c.write(ctx, a, inspect.ActTeam, func(tx *store.Tx) error {
		t, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, in.Team)
		if err != nil {
			return err
		}
		task, err := m.c.task(ctx, tx, t.Task)
		if err != nil {
			return err
		}
		if err := m.putWorkPlan(ctx, tx, t, task, in); err != nil {
			return err
		}
		if n = 1; !in.All {
			return nil
		}
		views, err := m.c.teams(ctx, tx, task.ID)
		if err != nil {
			return err
		}
		for _, v := range views {
			if v.Team.ID == t.ID || v.Team.State == inspect.TeamDispatched || v.Team.State == inspect.TeamReturned {
				continue
			}
			same := in
			same.Plan = in.Plan.For(t, v.Team, task)
			if err := m.putWorkPlan(ctx, tx, v.Team, task, same); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

func (m *Match) putWorkPlan(ctx context.Context, tx *store.Tx, t inspect.Team, task inspect.Task, in WorkPlanInput) error {
	if err := m.c.owns(ctx, task); err != nil {
		return err
	}
	if t.State == inspect.TeamDispatched || t.State == inspect.TeamReturned {
		return inspect.E(inspect.Refused, "检查组已派发，工作方案不能再改").WithArticle("第十五条").WithRef(t.ID)
	}
	if in.Date < task.From || in.Date > task.To {
		return inspect.E(inspect.Invalid, "检查日期“%s”不在任务期间", in.Date).WithField("date").WithArticle("第十五条").WithHint("任务期间 %s 至 %s", task.From, task.To)
	}
	if err := in.Plan.Validate(t, task); err != nil {
		return err
	}
	for _, sha := range in.Plan.Files() {
		f, err := m.c.media.Open(sha)
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	t.Date, t.WorkPlan, t.Scheme = in.Date, &in.Plan, in.Plan.Text()
	_, err := tx.Put(ctx, inspect.NounTeam, t.ID, t, store.Event{Action: "team.scheme", Article: "第十五条"})
	return err
}

func (p *Paper) workPlanSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref string) (frozenDoc, error) {
	team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	f, err := (&Visit{p.c}).form(ctx, tx, team)
	if err != nil {
		return frozenDoc{}, err
	}
	plan := f.Team.WorkPlan
	if plan == nil {
		return frozenDoc{}, inspect.E(inspect.Refused, "检查组还没有制定工作方案").WithArticle("第十五条").WithRef(ref).WithHint("在检查组页面写明分工、程序和时间后再制作")
	}
	head.Organ, head.TaskNo, head.TaskName = f.Task.Organ, f.Task.No, f.Task.Name
	grant, err := p.c.teamGrant(ctx, tx, team)
	return frozenDoc{inspect.WorkPlanSnapshot{DocumentHead: head, Party: partyOf(f.Subject), From: f.Task.From, To: f.Task.To, Date: f.Team.Date,
		Matters: namesOf(f.Matters), Methods: methodsOf(f.Matters), Officers: officersOf(f.Team, nil), Duties: plan.Duties, Procedure: plan.Procedure, Nodes: plan.Nodes,
		ThirdParties: plan.ThirdParties, Opinions: plan.Opinions, Author: tx.Actor().Name, DatedOn: inspect.LegalDate(tx.At())}, grant}, err
}

// teamGrant is the grant under which a laptop makes a team's papers; an office
// needs none.
func (c *core) teamGrant(ctx context.Context, r store.Reader, t inspect.Team) (string, error) {
	kind, err := c.db.Meta(ctx, metaKind)
	if err != nil || kind != KindField {
		return "", err
	}
	g, err := c.grantFor(ctx, r, t)
	return g.ID, err
}
