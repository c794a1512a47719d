package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/code"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
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
// line fixes (matters, departments, joint) is taken from it.
func (t *Task) New(ctx context.Context, a inspect.Actor, task inspect.Task) (inspect.Task, error) {
	region, err := t.c.db.Meta(ctx, metaRegion)
	if err != nil {
		return task, err
	}
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
			task.PlanNo, task.PlanName = plan.No, plan.Name
			task.Matters, task.Lead, task.Departments, task.Joint = plan.Matters, plan.Lead, plan.Departments, plan.Joint
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
		task.Organ, task.State, task.CreatedBy, task.Winners = organ, inspect.TaskDraft, a.Person, []inspect.Winner{}
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
		task.Trades = tradesOf(ms)
		n, err := store.Count(ctx, tx, inspect.NounTask, store.Filter{})
		if err != nil {
			return err
		}
		task.ID, task.No = store.NewID(), inspect.TaskNo(region, inspect.LegalDate(tx.At()), n+1)
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
			pc.Target += (n*task.RatioNum + task.RatioDen - 1) / max(task.RatioDen, 1)
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

type leftOut struct {
	subject inspect.Subject
	reason  string
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
	for _, trade := range task.Trades {
		rows, _, err := store.List[inspect.Subject](ctx, r, inspect.NounSubject, store.Where("trade", trade).Sorted("code"))
		if err != nil {
			return nil, nil, err
		}
		for _, s := range rows {
			why := s.Drawable()
			if why == "" && repeats(s, ms, passed) {
				why = "本年度相同事项已检查合格（第十一条）"
			}
			if why != "" {
				out = append(out, leftOut{s, why})
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
	m := map[[2]string]bool{}
	for _, x := range rows {
		if !strings.HasPrefix(x.FinishedOn, year) {
			continue
		}
		for _, mr := range x.Matters {
			if mr.Code == inspect.R1 {
				m[[2]string{x.Subject, mr.Matter}] = true
			}
		}
	}
	return m, nil
}

// repeats tells whether every matter that fits the subject is a general one it
// already passed this year (art. 11; key matters may repeat).
func repeats(s inspect.Subject, ms []inspect.Matter, passed map[[2]string]bool) bool {
	some := false
	for _, m := range ms {
		if !slices.Contains(m.Trades, s.Trade) {
			continue
		}
		if m.Level == inspect.LevelKey || !passed[[2]string{s.ID, m.ID}] {
			return false
		}
		some = true
	}
	return some
}

// Lock fixes the drawn list (art. 14); afterwards it cannot change.
func (t *Task) Lock(ctx context.Context, a inspect.Actor, ref string) (inspect.Task, error) {
	return t.c.moveTask(ctx, a, inspect.ActTask, ref, inspect.TaskLocked, store.Event{Action: "task.lock", Article: "第十四条"})
}

// moveTask moves a task along its states.
func (c *core) moveTask(ctx context.Context, a inspect.Actor, act inspect.Action, ref string, to inspect.TaskState, e store.Event) (inspect.Task, error) {
	var task inspect.Task
	err := c.write(ctx, a, act, func(tx *store.Tx) (err error) {
		if task, err = c.task(ctx, tx, ref); err != nil {
			return err
		}
		if err := task.State.To(to); err != nil {
			return err
		}
		task.State = to
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, e)
		return err
	})
	return task, err
}

// PlatformReport says how the platform's list was taken.
type PlatformReport struct {
	Task    inspect.Task `json:"task"`
	Matched int          `json:"matched"`
	File    string       `json:"file"`
}

// ImportPlatform takes the list that the platform drew (art. 13; the default).
// The file is kept by digest; the draw is recorded as the platform's and is
// never presented as replayable.
func (t *Task) ImportPlatform(ctx context.Context, a inspect.Actor, ref, path string) (PlatformReport, error) {
	if err := a.May(inspect.ActDraw); err != nil {
		return PlatformReport{}, err
	}
	layout, err := sheet.Inspect(path, fieldsOf[importPlatform])
	if err != nil {
		return PlatformReport{}, err
	}
	item, err := t.c.media.Add(ctx, path, nil)
	if err != nil {
		return PlatformReport{}, err
	}
	type line struct{ no, code, name string }
	var lines []line
	problems := []string{}
	err = sheet.Read(ctx, path, fieldsOf[importPlatform], layout, func(r sheet.Row) error {
		for _, p := range r.Problems() {
			problems = append(problems, fmt.Sprintf("第%d行“%s”：%s", p.Row, p.Column, p.Reason))
		}
		lines = append(lines, line{r.Get("no"), code.CheckCredit(r.Get("code")).Code, r.Get("name")})
		return nil
	})
	if err != nil {
		return PlatformReport{}, err
	}
	if len(problems) > 0 || len(lines) == 0 {
		return PlatformReport{}, inspect.E(inspect.Invalid, "平台名单有%d处问题，没有导入：%s", len(problems), strings.Join(problems[:min(3, len(problems))], "；")).
			WithRef(path).WithHint("核对是否为平台导出的抽取名单，改正后重新导入")
	}
	rep := PlatformReport{File: item.SHA256}
	err = t.c.write(ctx, a, inspect.ActDraw, func(tx *store.Tx) error {
		task, err := t.c.task(ctx, tx, ref)
		if err != nil {
			return err
		}
		if task.Origin != inspect.OriginPlatform {
			return inspect.E(inspect.Refused, "任务设为本机抽取，不能改为导入平台名单").WithArticle("第十三条").WithRef(task.No).WithHint("另建一个平台抽取的任务")
		}
		if err := task.State.To(inspect.TaskDrawn); err != nil {
			return err
		}
		seen := map[string]bool{}
		for _, l := range lines {
			if seen[l.code+l.name] {
				return inspect.E(inspect.Invalid, "平台名单中“%s”出现了两次，没有导入", l.name).WithRef(path).WithHint("核对名单后重新导入")
			}
			seen[l.code+l.name] = true
			rows, _, err := store.List[inspect.Subject](ctx, tx, inspect.NounSubject, store.Where("code", l.code))
			if err != nil {
				return err
			}
			if len(rows) != 1 {
				return inspect.E(inspect.Invalid, "平台名单中的“%s”（%s）不在检查对象名录库中，没有导入", l.name, l.code).
					WithArticle("第九条").WithRef(l.code).WithHint("先把该对象补入名录库，再导入名单")
			}
			rep.Matched++
			task.Winners = append(task.Winners, inspect.Winner{Subject: rows[0].ID, Code: l.code, Name: rows[0].Name})
			task.PlatformNo = l.no
		}
		task.State, task.OriginFile, task.Pool = inspect.TaskDrawn, item.SHA256, 0
		rep.Task = task
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "draw.import", Article: "第十三条",
			Reason: "平台抽取名单 SHA-256 " + item.SHA256, Detail: fmt.Sprintf("%d个对象", len(lines))})
		return err
	})
	return rep, err
}
