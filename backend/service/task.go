package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Task keeps the 抽查任务 (art. 13-14).
type Task struct{ c *core }

// TaskPage is a page of tasks.
type TaskPage struct {
	Total int            `json:"total"`
	Rows  []inspect.Task `json:"rows"`
}

// List lists the tasks, newest number first.
func (t *Task) List(ctx context.Context, a inspect.Actor, q Query) (TaskPage, error) {
	if q.Order == "" {
		q.Order = "-no"
	}
	rows, total, err := page[inspect.Task](ctx, t.c, a, inspect.NounTask, q)
	return TaskPage{total, rows}, err
}

// Get reads one task by id or number.
func (t *Task) Get(ctx context.Context, a inspect.Actor, ref string) (inspect.Task, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.Task{}, err
	}
	return t.c.task(ctx, t.c.db, ref)
}

func (c *core) task(ctx context.Context, r store.Reader, ref string) (inspect.Task, error) {
	rows, _, err := store.List[inspect.Task](ctx, r, inspect.NounTask, store.Where("no", ref))
	if err != nil {
		return inspect.Task{}, err
	}
	if len(rows) == 1 {
		return rows[0], nil
	}
	return store.Get[inspect.Task](ctx, r, inspect.NounTask, ref)
}

// New sets a task up, from a plan line or ad hoc with a reason. What a plan
// line fixes (matters, trades, departments, joint) is taken from it.
func (t *Task) New(ctx context.Context, a inspect.Actor, task inspect.Task) (inspect.Task, error) {
	organ, err := t.c.db.Meta(ctx, metaOrgan)
	if err != nil {
		return task, err
	}
	err = t.c.write(ctx, a, inspect.ActTask, func(tx *store.Tx) error {
		if task.Plan != "" {
			plan, err := store.Get[inspect.Plan](ctx, tx, inspect.NounPlan, task.Plan)
			if err != nil {
				return err
			}
			if plan.Cancelled != "" {
				return inspect.E(inspect.Refused, "计划 %s 已取消，不能再设置任务", plan.No).WithField("plan").WithArticle("第十条").WithRef(plan.No).WithHint("选择其他计划项目")
			}
			task.PlanNo, task.PlanName = plan.No, plan.Name
			task.Matters, task.Trades, task.Lead, task.Departments, task.Joint = plan.Matters, plan.Trades, plan.Lead, plan.Departments, plan.Joint
			if task.Name == "" {
				task.Name = plan.Name
			}
			if task.Scope == "" {
				task.Scope = plan.Scope
			}
			if task.From == "" {
				task.From, task.To = plan.From, plan.To
			}
			if task.Total == 0 && task.RatioDen == 0 {
				task.RatioNum, task.RatioDen = plan.RatioNum, plan.RatioDen
			}
		}
		if len(task.Departments) == 0 {
			task.Departments = []string{task.Lead}
		}
		task.Kind, task.NonRandom = inspect.TaskRandom, nil // see NewNonRandom for the others
		task.Organ, task.State, task.CreatedBy, task.Winners = organ, inspect.TaskDraft, a.Person, []inspect.Winner{}
		task.Approval, task.OriginFile, task.OriginName, task.PlatformNo, task.Pool, task.Excluded, task.LockedOn, task.Registers = "", "", "", "", 0, 0, "", nil // later steps fill them
		if err := task.Validate(); err != nil {
			return err
		}
		ms, err := t.c.matters(ctx, tx, task.Matters)
		if err != nil {
			return err
		}
		if err := listed(ms, task.From, task.To); err != nil {
			return err
		}
		if task.Total == 0 && task.Origin == inspect.OriginLocal {
			if err := t.c.within(ctx, tx, ms, task.From, task.RatioNum, task.RatioDen); err != nil {
				return err
			}
		}
		if task.Trades, err = chosenTrades(task.Trades, ms); err != nil {
			return err
		}
		task.Rule.Rates = append([]inspect.TradeRate{}, task.Rule.Rates...)
		if err := task.RatesFit(); err != nil {
			return err
		}
		if task.No, err = t.c.nextNo(ctx, tx, inspect.NounTask, inspect.LegalDate(tx.At())); err != nil {
			return err
		}
		task.ID = store.NewID()
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.new", Article: "第十三条", Reason: task.AdHocReason})
		return err
	})
	return task, err
}

// PoolCount is a pool as counts only: who is in it stays hidden until drawn.
type PoolCount struct {
	Pool     int           `json:"pool"`
	Excluded int           `json:"excluded"`
	Target   int           `json:"target"` // how many would be drawn
	Strata   []StratumSize `json:"strata"`
	Reasons  []ReasonCount `json:"reasons"`
}

type StratumSize struct {
	Trade string `json:"trade"`
	Size  int    `json:"size"`
}

type ReasonCount struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// Pool counts who would be in the draw of a task.
func (t *Task) Pool(ctx context.Context, a inspect.Actor, ref string) (PoolCount, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return PoolCount{}, err
	}
	task, err := t.c.task(ctx, t.c.db, ref)
	if err != nil {
		return PoolCount{}, err
	}
	in, out, err := t.c.pool(ctx, t.c.db, task)
	if err != nil {
		return PoolCount{}, err
	}
	pc := PoolCount{Pool: len(in), Excluded: len(out), Target: task.Total, Strata: []StratumSize{}, Reasons: []ReasonCount{}}
	for _, trade := range task.Trades {
		n := 0
		for _, s := range in {
			if s.Trade == trade {
				n++
			}
		}
		pc.Strata = append(pc.Strata, StratumSize{trade, n})
		if task.Total == 0 {
			num, den := task.RateOf(trade)
			pc.Target += (n*num + den - 1) / max(den, 1)
		}
	}
	for _, x := range out {
		i := slices.IndexFunc(pc.Reasons, func(r ReasonCount) bool { return r.Reason == x.reason })
		if i < 0 {
			pc.Reasons = append(pc.Reasons, ReasonCount{Reason: x.reason})
			i = len(pc.Reasons) - 1
		}
		pc.Reasons[i].Count++
	}
	return pc, nil
}

// Lock fixes the drawn list (art. 14); afterwards it cannot change. Where the
// platform's list names the inspectors too, their teams follow at once.
func (t *Task) Lock(ctx context.Context, a inspect.Actor, ref string) (inspect.Task, error) {
	var task inspect.Task
	err := t.c.write(ctx, a, inspect.ActTask, func(tx *store.Tx) (err error) {
		if task, err = t.c.task(ctx, tx, ref); err != nil {
			return err
		}
		if err := task.State.To(inspect.TaskLocked); err != nil {
			return err
		}
		if err := t.c.lockable(ctx, tx, &task); err != nil {
			return err
		}
		if task.Registers, err = t.c.atLock(ctx, tx); err != nil {
			return err
		}
		task.State, task.LockedOn = inspect.TaskLocked, t.c.today()
		if _, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.lock", Article: "第十四条"}); err != nil {
			return err
		}
		if slices.ContainsFunc(task.Winners, func(w inspect.Winner) bool { return len(w.Inspectors) == 0 }) {
			return nil
		}
		return t.platformTeams(ctx, tx, &task)
	})
	return task, err
}
