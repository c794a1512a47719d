package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Assign splits a locked list among the 任务执行单位 and follows how far each
// has come (art. 14-15).
type Assign struct{ c *core }

// ShareView is a unit's share with what a page shows of it.
type ShareView struct {
	Share    inspect.Share  `json:"share"`
	Own      bool           `json:"own"`    // carried out by this office itself
	Device   string         `json:"device"` // name of the unit's office, "" = own or not enrolled
	Subjects []ShareSubject `json:"subjects"`
}

// ShareSubject is a subject of a share, in visit order.
type ShareSubject struct {
	ID         string `json:"id"`
	Order      int    `json:"order"`
	Name       string `json:"name"`
	Code       string `json:"code"`
	Station    string `json:"station"`
	Department string `json:"department"`
}

// Units lists who can carry out a part of a task: its 发起部门, which is this
// office itself unless it is enrolled, and every enrolled unit.
func (s *Assign) Units(ctx context.Context, a inspect.Actor, task string) ([]string, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := s.c.task(ctx, s.c.db, task)
	if err != nil {
		return nil, err
	}
	units, err := s.c.units(ctx, s.c.db)
	if err != nil {
		return nil, err
	}
	names := []string{t.Lead}
	for _, u := range units {
		if !slices.Contains(names, u.Unit) {
			names = append(names, u.Unit)
		}
	}
	return names, nil
}

// units lists the offices of units that hold a certificate, in the order of
// their names; of two for one unit the later.
func (c *core) units(ctx context.Context, r store.Reader) ([]inspect.Device, error) {
	rows, _, err := store.List[inspect.Device](ctx, r, inspect.NounDevice, store.Filter{})
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(d inspect.Device) bool { return d.Unit == "" || d.Revoked })
	slices.SortFunc(rows, func(a, b inspect.Device) int {
		return strings.Compare(a.Unit+" "+a.IssuedAt, b.Unit+" "+b.IssuedAt)
	})
	return rows, nil
}

// unit is the office of a unit; without one the ID is "".
func (c *core) unit(ctx context.Context, r store.Reader, name string) (inspect.Device, error) {
	units, err := c.units(ctx, r)
	if err != nil {
		return inspect.Device{}, err
	}
	for _, u := range slices.Backward(units) {
		if u.Unit == name {
			return u, nil
		}
	}
	return inspect.Device{}, nil
}

// Shares shows how the list is split, unit by unit; empty before the split.
func (s *Assign) Shares(ctx context.Context, a inspect.Actor, task string) ([]ShareView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := s.c.task(ctx, s.c.db, task)
	if err != nil {
		return nil, err
	}
	list := make([]ShareView, 0, len(t.Shares))
	for _, sh := range t.Shares {
		dev, err := s.c.unit(ctx, s.c.db, sh.Unit)
		if err != nil {
			return nil, err
		}
		v := ShareView{Share: sh, Own: dev.ID == "" && sh.Unit == t.Lead, Device: dev.Name, Subjects: []ShareSubject{}}
		for i, w := range t.Winners {
			if !slices.Contains(sh.Subjects, w.Subject) {
				continue
			}
			sub, err := store.Get[inspect.Subject](ctx, s.c.db, inspect.NounSubject, w.Subject)
			if err != nil {
				return nil, err
			}
			v.Subjects = append(v.Subjects, ShareSubject{w.Subject, i + 1, w.Name, w.Code, sub.Station, sub.Department})
		}
		list = append(list, v)
	}
	return list, nil
}

// Split divides the locked list by a rule. A subject whose station or 警种 has
// no enrolled unit stays with the 发起部门. It may be done anew until the first
// share is handed over.
func (s *Assign) Split(ctx context.Context, a inspect.Actor, task string, rule inspect.SplitRule) (inspect.Task, error) {
	var t inspect.Task
	err := s.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) (err error) {
		if t, err = s.splittable(ctx, tx, task); err != nil {
			return err
		}
		if rule != inspect.SplitByStation && rule != inspect.SplitByDepartment {
			return inspect.E(inspect.Invalid, "没有“%s”这种分派方式", rule).WithField("rule").WithArticle("第十四条").WithHint("可用 station（属地派出所）、department（监管警种）")
		}
		if t.Joint && rule == inspect.SplitByStation {
			return inspect.E(inspect.Refused, "联合抽查由发起部门（%s）具体组织实施，不按属地派出所分派", t.Lead).WithField("rule").WithArticle("第十三条").WithRef(t.No)
		}
		units, err := s.c.units(ctx, tx)
		if err != nil {
			return err
		}
		unitOf := map[string]string{}
		for _, w := range t.Winners {
			sub, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, w.Subject)
			if err != nil {
				return err
			}
			unitOf[w.Subject] = t.Lead
			for _, u := range units {
				if rule == inspect.SplitByStation && u.Unit == sub.Station || rule == inspect.SplitByDepartment && !t.Joint && inspect.Registers(u.Unit, sub.Department) {
					unitOf[w.Subject] = u.Unit
				}
			}
		}
		t.Divide(func(w inspect.Winner) string { return unitOf[w.Subject] })
		_, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "assign.split", Article: "第十四条", Detail: rule.Label()})
		return err
	})
	return t, err
}

// splittable gives a task whose list is locked and not handed over yet.
func (s *Assign) splittable(ctx context.Context, tx *store.Tx, ref string) (inspect.Task, error) {
	t, err := s.c.task(ctx, tx, ref)
	switch {
	case err != nil:
		return t, err
	case !t.Whole():
		return t, inspect.E(inspect.Refused, "这是已分派给%s的任务，不再分派", t.Unit).WithArticle("第十四条").WithRef(t.No)
	case t.Sent():
		return t, inspect.E(inspect.Refused, "名单已派发给执行单位，不能重新分派").WithArticle("第十四条").WithRef(t.No).WithHint("没有派发的单位之间可以逐户调整")
	case t.State != inspect.TaskLocked:
		return t, t.State.To(inspect.TaskAssigned)
	}
	return t, nil
}

// Move gives one subject to another unit, with a reason, before either share
// is handed over.
func (s *Assign) Move(ctx context.Context, a inspect.Actor, task, subject, unit, reason string) (inspect.Task, error) {
	var t inspect.Task
	err := s.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) (err error) {
		if t, err = s.c.task(ctx, tx, task); err != nil {
			return err
		}
		dev, err := s.c.unit(ctx, tx, unit)
		if err != nil {
			return err
		}
		if dev.ID == "" && unit != t.Lead {
			return inspect.E(inspect.Refused, "“%s”没有登记为执行单位", unit).WithField("unit").WithArticle("第十四条").WithHint("先为该单位的办公室签发证书")
		}
		if t.Joint && unit != t.Lead {
			return inspect.E(inspect.Refused, "联合抽查由发起部门（%s）具体组织实施", t.Lead).WithField("unit").WithArticle("第十三条").WithRef(t.No)
		}
		if err := t.Move(inspect.Moved{Subject: subject, To: unit, Reason: strings.TrimSpace(reason), Person: a.Person, At: tx.At()}); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "assign.move", Article: "第十四条", Reason: reason, Detail: unit})
		return err
	})
	return t, err
}

// owns refuses to work on a unit's part of a task anywhere but in the office of
// that unit: each aggregate has one owner. A laptop works under its grant.
func (c *core) owns(ctx context.Context, t inspect.Task) error {
	if t.UnitDevice == "" {
		return nil
	}
	kind, err := c.db.Meta(ctx, metaKind)
	if err != nil || kind == KindField {
		return err
	}
	mine, err := c.db.Meta(ctx, metaUnitKey)
	if err != nil || mine == t.UnitDevice {
		return err
	}
	return inspect.E(inspect.Refused, "任务%s已派发给%s，由该单位办理", t.No, t.Unit).WithArticle("第十五条").WithRef(t.No).WithHint("打开该单位交回的结果包，查看进度和结果")
}

// Progress counts, unit by unit, how far a task has come; the last row is the
// sum. A task without shares is one row of its own.
func (s *Assign) Progress(ctx context.Context, a inspect.Actor, task string) ([]inspect.UnitProgress, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := s.c.task(ctx, s.c.db, task)
	if err != nil {
		return nil, err
	}
	list := []inspect.UnitProgress{}
	if len(t.Shares) == 0 {
		unit := t.Unit
		if unit == "" {
			unit = t.Lead
		}
		p, err := s.progress(ctx, t, unit)
		return append(list, p), err
	}
	total := inspect.UnitProgress{Unit: "合计"}
	for _, sh := range t.Shares {
		p := inspect.UnitProgress{Unit: sh.Unit, Subjects: len(sh.Subjects), StateLabel: "待派发"}
		if sh.Task != "" {
			part, err := s.c.task(ctx, s.c.db, sh.Task)
			if err != nil {
				return nil, err
			}
			if p, err = s.progress(ctx, part, sh.Unit); err != nil {
				return nil, err
			}
		} else if t.To < s.c.today() {
			p.Overdue = p.Subjects
		}
		total.Add(p)
		list = append(list, p)
	}
	return append(list, total), nil
}

func (s *Assign) progress(ctx context.Context, t inspect.Task, unit string) (inspect.UnitProgress, error) {
	p := inspect.UnitProgress{Unit: unit, Task: t.ID, Subjects: len(t.Winners), StateLabel: t.State.Label()}
	teams, _, err := store.List[inspect.Team](ctx, s.c.db, inspect.NounTeam, store.Where("task", t.ID))
	if err != nil {
		return p, err
	}
	results, _, err := store.List[inspect.Result](ctx, s.c.db, inspect.NounResult, store.Where("task", t.ID))
	if err != nil {
		return p, err
	}
	p.Matched, p.Done = len(teams), len(results)
	for _, team := range teams {
		if team.State == inspect.TeamDispatched || team.State == inspect.TeamReturned {
			p.Sent++
		}
	}
	p.Open = max(0, p.Sent-p.Done)
	for _, r := range results {
		switch {
		case r.State == inspect.ResultPublished || r.State == inspect.ResultWithheld:
			p.Published++
		case r.DueOn != "" && r.DueOn < s.c.today():
			p.Overdue++
		}
	}
	if t.To < s.c.today() {
		p.Overdue += p.Subjects - p.Done
	}
	if t.UnitDevice == "" {
		return p, nil
	}
	packs, err := store.Packages(ctx, s.c.db, "in")
	if err != nil {
		return p, err
	}
	for _, x := range packs { // the last one handled stands first
		if x.Task == t.ID {
			p.ReceivedAt = x.At
			break
		}
	}
	return p, nil
}
