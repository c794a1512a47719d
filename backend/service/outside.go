package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// OutsiderInput enters an outside department's inspector into a team.
type OutsiderInput struct {
	inspect.Outsider

	Team string `json:"team"`
	All  bool   `json:"all"` // into every team of the task that has nobody of the department yet
}

// EnterOutsider puts an inspector of an outside department, who is in no register,
// into the seat that the draw left to their department (代录, P4). It gives the
// number of teams.
func (m *Match) EnterOutsider(ctx context.Context, a inspect.Actor, in OutsiderInput) (int, error) {
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
		if err := m.c.owns(ctx, task); err != nil {
			return err
		}
		teams := []inspect.Team{t}
		if in.All {
			views, err := m.c.teams(ctx, tx, task.ID)
			if err != nil {
				return err
			}
			for _, v := range views {
				has := slices.ContainsFunc(v.Team.Members, func(x inspect.Member) bool { return x.Department == in.Department })
				if v.Team.ID != t.ID && !has {
					teams = append(teams, v.Team)
				}
			}
		}
		for _, x := range teams {
			if err := x.Enter(in.Outsider, task, seatOf(task, in.Department)); err != nil {
				return err
			}
			if _, err := tx.Put(ctx, inspect.NounTeam, x.ID, x, store.Event{Action: "team.outside", Article: "第十五条", Detail: in.Department + " 证件有效期至 " + in.CertUntil}); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

// seatOf is the seat of a department of a joint task, 0 = it has none.
func seatOf(task inspect.Task, department string) int {
	for seat := 1; seat <= task.PerSubject; seat++ {
		if seatDepartment(task, seat) == department {
			return seat
		}
	}
	return 0
}

// deputed are the departments of a joint task that have nobody in the register:
// they name their own people, and the draw leaves their seats open.
func (d *Draw) deputed(ctx context.Context, r store.Reader, task inspect.Task) ([]string, error) {
	list := []string{}
	for _, dep := range task.Departments {
		if !task.Joint || dep == task.Lead {
			continue
		}
		n, err := store.Count(ctx, r, inspect.NounInspector, store.Where("department", dep))
		if err != nil {
			return nil, err
		}
		if n == 0 {
			list = append(list, dep)
		}
	}
	return list, nil
}

// RelieveInput names who takes the place of an outside department's inspector.
type RelieveInput struct {
	inspect.Outsider

	Request string `json:"request"` // consented to
}

// Relieve enters who takes the place of an outside department's inspector after
// consent (art. 16). Their own department names them; nobody of ours is drawn.
func (m *Match) Relieve(ctx context.Context, a inspect.Actor, in RelieveInput) (inspect.Team, error) {
	var t inspect.Team
	if err := m.c.inOffice(ctx); err != nil {
		return t, err
	}
	err := m.c.write(ctx, a, inspect.ActTeam, func(tx *store.Tx) error {
		r, err := store.Get[inspect.ReplaceRequest](ctx, tx, inspect.NounRequest, in.Request)
		if err != nil {
			return err
		}
		if err := r.State.To(inspect.RequestDone); err != nil {
			return err
		}
		if t, err = store.Get[inspect.Team](ctx, tx, inspect.NounTeam, r.Team); err != nil {
			return err
		}
		if err := replaceable(t); err != nil {
			return err
		}
		task, err := m.c.task(ctx, tx, t.Task)
		if err != nil {
			return err
		}
		old, err := memberOf(t, r.Inspector)
		if err != nil {
			return err
		}
		if err := t.Relieve(in.Outsider, task, old, inspect.TeamChange{Request: r.ID, Cause: r.Cause, Approval: r.Approval, Approver: r.Approver, At: tx.At()}); err != nil {
			return err
		}
		if _, err := tx.Put(ctx, inspect.NounTeam, t.ID, t, store.Event{Action: "team.relieved", Article: "第十六条", Approval: r.Approval, Detail: in.Department + " 证件有效期至 " + in.CertUntil}); err != nil {
			return err
		}
		r.State = inspect.RequestDone
		_, err = tx.Put(ctx, inspect.NounRequest, r.ID, r, store.Event{Action: "replace.done", Article: "第十六条", Approval: r.Approval})
		return err
	})
	return t, err
}
