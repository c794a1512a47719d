package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// AmendPackage tells the laptop of a dispatched team that its members changed
// (art. 16, P11): a grant of a new epoch to the same device, and a signed
// package with the new versions. A visit that was started there goes on.
func (d *Dispatch) AmendPackage(ctx context.Context, a inspect.Actor, team, out string) (Sent, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return Sent{}, err
	}
	if _, err := d.c.identity(); err != nil {
		return Sent{}, err
	}
	return d.c.send(ctx, a, inspect.ActDispatch, out, func(tx *store.Tx) (pack.Meta, []pack.Source, error) {
		task, grant, err := d.amend(ctx, tx, team)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		src, err := d.taskSources(ctx, tx, task, grant)
		return pack.Meta{Kind: pack.Amend, Task: task.ID, Recipient: grant.DeviceName, Grants: []string{grant.ID}}, src, err
	})
}

// amend makes the grant of the next epoch.
func (d *Dispatch) amend(ctx context.Context, tx *store.Tx, team string) (task inspect.Task, grant inspect.Grant, err error) {
	t, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, team)
	if err != nil {
		return task, grant, err
	}
	if task, err = d.c.task(ctx, tx, t.Task); err != nil {
		return task, grant, err
	}
	last, before, err := d.c.lastGrant(ctx, tx, t)
	if err != nil {
		return task, grant, err
	}
	if len(t.Changes) == 0 && t.Postponed == "" {
		return task, grant, inspect.E(inspect.Refused, "检查组没有更换过人员，不需要任务变更包").WithArticle("第十六条").WithRef(t.ID)
	}
	if err := replaceable(t); err != nil {
		return task, grant, err
	}
	if err := t.Ready(task); err != nil {
		return task, grant, err
	}
	if t.State != inspect.TeamDispatched {
		if err := t.State.To(inspect.TeamDispatched); err != nil {
			return task, grant, err
		}
		t.State = inspect.TeamDispatched
		if _, err := tx.Put(ctx, inspect.NounTeam, t.ID, t, store.Event{Action: "team.dispatch", Article: "第十六条"}); err != nil {
			return task, grant, err
		}
	}
	if err := d.accounts(ctx, tx, t); err != nil {
		return task, grant, err
	}
	approval := last.Approval // of a postponement
	if n := len(t.Changes); n > 0 {
		approval = t.Changes[n-1].Approval
	}
	grant = inspect.Grant{ID: store.NewID(), Task: task.ID, Departments: last.Departments, Teams: []string{t.ID}, Device: last.Device, DeviceName: last.DeviceName,
		Epoch: before + 1, IssuedAt: tx.At(), Approval: approval}
	_, err = tx.Put(ctx, inspect.NounGrant, grant.ID, grant, store.Event{Action: "dispatch.amend", Article: "第十六条", Approval: approval, Detail: last.DeviceName})
	return task, grant, err
}

// lastGrant is the newest grant that covers a team, and how many its task has.
func (c *core) lastGrant(ctx context.Context, r store.Reader, t inspect.Team) (inspect.Grant, int, error) {
	rows, total, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", t.Task).Sorted("-epoch"))
	if err != nil {
		return inspect.Grant{}, 0, err
	}
	if g, ok := inspect.Holders(rows)[t.ID]; ok {
		return g, total, nil
	}
	return inspect.Grant{}, 0, inspect.E(inspect.Refused, "检查组还没有派发到外勤设备，不需要任务变更包").WithArticle("第十四条").WithRef(t.ID).WithHint("直接派发任务包")
}

// unfinished refuses to change the team of a visit that is over on this laptop:
// its record names who was there (art. 20). One who was told by phone was.
func (c *core) unfinished(ctx context.Context, r store.Reader, team string) error {
	told, err := c.phoned(ctx, r, team)
	if err != nil || len(told) > 0 {
		return err
	}
	rows, _, err := store.List[inspect.Visit](ctx, r, inspect.NounVisit, store.Where("team", team))
	if err != nil || len(rows) == 0 || rows[0].State == inspect.VisitOpen {
		return err
	}
	return inspect.E(inspect.Refused, "检查已经结束（%s），没有导入人员变更", rows[0].State.Label()).WithArticle("第二十条").WithRef(rows[0].ID).
		WithHint("告知办公室检查已由原人员完成，并交回结果")
}

// outdated lists the papers of a team and of its visit that were issued in the
// name of somebody who has left: they are to be voided and issued anew (P11).
func (c *core) outdated(ctx context.Context, r store.Reader, t inspect.Team) ([]inspect.Paper, error) {
	refs := []string{t.ID}
	visits, _, err := store.List[inspect.Visit](ctx, r, inspect.NounVisit, store.Where("team", t.ID))
	if err != nil {
		return nil, err
	}
	for _, v := range visits {
		refs = append(refs, v.ID)
	}
	list := []inspect.Paper{}
	for _, ref := range refs {
		papers, _, err := store.List[inspect.Paper](ctx, r, inspect.NounPaper, store.Where("ref", ref).Sorted("number"))
		if err != nil {
			return nil, err
		}
		for _, p := range papers {
			if t.Outdated(p) {
				list = append(list, p)
			}
		}
	}
	return list, nil
}

// ToVoid lists the papers that a replacement made void, in either workspace.
func (m *Match) ToVoid(ctx context.Context, a inspect.Actor, team string) ([]inspect.Paper, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := store.Get[inspect.Team](ctx, m.c.db, inspect.NounTeam, team)
	if err != nil {
		return nil, err
	}
	return m.c.outdated(ctx, m.c.db, t)
}

// amended are the teams that an amend package speaks of, as they stand now.
func amended(ctx context.Context, r store.Reader, m pack.Meta) ([]inspect.Team, error) {
	list := []inspect.Team{}
	for _, id := range m.Grants {
		g, err := store.Get[inspect.Grant](ctx, r, inspect.NounGrant, id)
		if err != nil {
			return nil, err
		}
		for _, team := range g.Teams {
			t, err := store.Get[inspect.Team](ctx, r, inspect.NounTeam, team)
			if err != nil {
				return nil, err
			}
			list = append(list, t)
		}
	}
	return list, nil
}

// outdatedBy lists the papers that an amend package makes void here.
func (d *Dispatch) outdatedBy(ctx context.Context, tx *store.Tx, m pack.Meta) ([]inspect.Paper, error) {
	teams, err := amended(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	list := []inspect.Paper{}
	for _, t := range teams {
		papers, err := d.c.outdated(ctx, tx, t)
		if err != nil {
			return nil, err
		}
		list = append(list, papers...)
	}
	return list, nil
}
