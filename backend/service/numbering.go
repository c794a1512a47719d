package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

const (
	metaPlanRule = "planRule"
	metaTaskRule = "taskRule"
)

// Numbering is how plans and tasks are numbered here, and which numbers they
// would get now.
type Numbering struct {
	Plan     inspect.NumberRule `json:"plan"`
	Task     inspect.NumberRule `json:"task"`
	NextPlan string             `json:"nextPlan"` // of this year
	NextTask string             `json:"nextTask"` // of today
}

// Numbering reads the rules and previews the next numbers.
func (w *Workspace) Numbering(ctx context.Context, a inspect.Actor) (Numbering, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return Numbering{}, err
	}
	n, err := w.c.numbering(ctx)
	if err != nil {
		return n, err
	}
	return w.preview(ctx, w.c.db, n)
}

// PreviewNumbering shows the next numbers under other rules; nothing changes.
func (w *Workspace) PreviewNumbering(ctx context.Context, a inspect.Actor, plan, task inspect.NumberRule) (Numbering, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return Numbering{}, err
	}
	return w.preview(ctx, w.c.db, Numbering{Plan: plan, Task: task})
}

func (w *Workspace) preview(ctx context.Context, r store.Reader, n Numbering) (Numbering, error) {
	if err := n.Plan.Validate(); err != nil {
		return n, inspect.ForPerson(err).WithField("plan")
	}
	if err := n.Task.Validate(); err != nil {
		return n, inspect.ForPerson(err).WithField("task")
	}
	var err error
	if n.NextPlan, err = w.c.next(ctx, r, inspect.NounPlan, n.Plan, w.c.today()); err != nil {
		return n, err
	}
	n.NextTask, err = w.c.next(ctx, r, inspect.NounTask, n.Task, w.c.today())
	return n, err
}

// SaveNumbering changes the rules for what is numbered from now on; numbers
// that were given stay.
func (w *Workspace) SaveNumbering(ctx context.Context, a inspect.Actor, plan, task inspect.NumberRule) (Numbering, error) {
	n := Numbering{Plan: plan, Task: task}
	err := w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) (err error) {
		if n, err = w.preview(ctx, tx, n); err != nil {
			return err
		}
		for _, kv := range [][2]string{{metaPlanRule, string(plan)}, {metaTaskRule, string(task)}} {
			if err := tx.SetMeta(ctx, kv[0], kv[1]); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Event{Action: "settings.numbering", Article: "第十三条", Detail: "计划 " + string(plan) + " 任务 " + string(task)}, "", "", "")
	})
	return n, err
}

// numbering reads the rules: a plan is numbered by its year and a task by its
// day until somebody chooses otherwise.
func (c *core) numbering(ctx context.Context) (Numbering, error) {
	n := Numbering{Plan: inspect.NumberByYear, Task: inspect.NumberByDate}
	for key, rule := range map[string]*inspect.NumberRule{metaPlanRule: &n.Plan, metaTaskRule: &n.Task} {
		v, err := c.db.Meta(ctx, key)
		if err != nil {
			return n, err
		}
		if v != "" {
			*rule = inspect.NumberRule(v)
		}
	}
	return n, nil
}

// nextNo numbers a new plan or task by the rule in force. date is 2006-01-02.
// It goes on after the highest number there is, whoever gave it, so that none
// is given twice; a unit's part of a task has a longer number and does not count.
func (c *core) nextNo(ctx context.Context, tx *store.Tx, noun inspect.Noun, date string) (string, error) {
	n, err := c.numbering(ctx)
	if err != nil {
		return "", err
	}
	rule := n.Task
	if noun == inspect.NounPlan {
		rule = n.Plan
	}
	return c.next(ctx, tx, noun, rule, date)
}

func (c *core) next(ctx context.Context, r store.Reader, noun inspect.Noun, rule inspect.NumberRule, date string) (string, error) {
	region, err := c.db.Meta(ctx, metaRegion)
	if err != nil {
		return "", err
	}
	prefix := rule.Prefix(region, date)
	top, err := store.Highest(ctx, r, noun, "no", prefix, len(prefix)+4)
	if err != nil {
		return "", err
	}
	return inspect.NumberAfter(prefix, top)
}
