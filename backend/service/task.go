package service

import (
	"context"
	"slices"
	"strings"

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
		task.Approval, task.OriginFile, task.PlatformNo, task.Pool, task.Excluded = "", "", "", 0, 0 // later steps fill them
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

// Why a subject is left out of a pool: it passed this year (art. 11), or the
// 分管负责人 approved that it stays out.
const (
	passedThisYear  = "本年度相同事项已检查合格（第十一条）"
	leftOutByReason = "经批准抽取前排除（书面理由）"
)

type leftOut struct {
	subject inspect.Subject
	reason  string
	detail  string // the written reason: for excluded.txt, which is internal
}

// written is the whole reason, for excluded.txt.
func (x leftOut) written() string {
	if x.detail == "" {
		return x.reason
	}
	return x.reason + "：" + x.detail
}

// pool splits the subjects of the task's trades into those that may be drawn
// and those left out, each with its reason.
func (c *core) pool(ctx context.Context, r store.Reader, task inspect.Task) (in []inspect.Subject, out []leftOut, err error) {
	ms, err := c.matters(ctx, r, task.Matters)
	if err != nil {
		return nil, nil, err
	}
	passed, err := c.passed(ctx, r, task.From[:4])
	if err != nil {
		return nil, nil, err
	}
	except, err := c.exceptions(ctx, r, task.ID)
	if err != nil {
		return nil, nil, err
	}
	full, err := c.fullAt(ctx, r, task)
	if err != nil {
		return nil, nil, err
	}
	times, err := c.timesChecked(ctx, r, task.From[:4])
	if err != nil {
		return nil, nil, err
	}
	for _, trade := range task.Trades {
		rows, _, err := store.List[inspect.Subject](ctx, r, inspect.NounSubject, store.Where("trade", trade, "merged", "").Sorted("code"))
		if err != nil {
			return nil, nil, err
		}
		for _, s := range rows {
			why, detail := s.Drawable(), ""
			if i := slices.IndexFunc(except, func(x inspect.Exception) bool { return x.LeavesOut(s) }); why == "" && i >= 0 {
				why, detail = leftOutByReason, except[i].Reason
			}
			if why == "" && repeats(s, ms, passed, except) {
				why = passedThisYear
			}
			if why == "" && full(s) {
				why = capReached
			}
			if why == "" && spent(s, ms, times, except) {
				why = timesSpent
			}
			if why != "" {
				out = append(out, leftOut{s, why, detail})
				continue
			}
			in = append(in, s)
		}
	}
	return in, out, nil
}

// passed is the set subject+matter that passed (R1) in a year.
func (c *core) passed(ctx context.Context, r store.Reader, year string) (map[[2]string]bool, error) {
	rows, _, err := store.List[inspect.Result](ctx, r, inspect.NounResult, store.Filter{})
	if err != nil {
		return nil, err
	}
	standing, err := c.survivors(ctx, r)
	if err != nil {
		return nil, err
	}
	m := map[[2]string]bool{}
	for _, x := range rows {
		if !strings.HasPrefix(x.FinishedOn, year) {
			continue
		}
		x.Subject = joinOr(standing[x.Subject], x.Subject)
		for _, mr := range x.Matters {
			if mr.Code == inspect.R1 {
				m[[2]string{x.Subject, mr.Matter}] = true
			}
		}
	}
	return m, nil
}

// repeats tells whether every matter that fits the subject is a general one it
// already passed this year (art. 11; key matters may repeat, and so may what an
// approved exception admits).
func repeats(s inspect.Subject, ms []inspect.Matter, passed map[[2]string]bool, except []inspect.Exception) bool {
	some := false
	for _, m := range ms {
		if !slices.Contains(m.Trades, s.Trade) {
			continue
		}
		admitted := slices.ContainsFunc(except, func(x inspect.Exception) bool { return x.Admits(s, m.ID) })
		if m.Level == inspect.LevelKey || admitted || !passed[[2]string{s.ID, m.ID}] {
			return false
		}
		some = true
	}
	return some
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
		task.State = inspect.TaskLocked
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
