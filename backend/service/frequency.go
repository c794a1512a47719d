package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Frequency is which check of the year a task is for one subject.
type Frequency struct {
	Subject string `json:"subject"`
	Name    string `json:"name"`
	Nth     int    `json:"nth"`   // 本年度本机关对该企业第 N 次
	Limit   int    `json:"limit"` // the organ's cap, 0 = none is set
	Text    string `json:"text"`
}

// Frequencies counts, for each subject of a task, the checks of this organ in the
// task's year: those approved before, random or not, and this one.
func (t *Task) Frequencies(ctx context.Context, a inspect.Actor, ref string) ([]Frequency, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	task, err := t.c.task(ctx, t.c.db, ref)
	if err != nil {
		return nil, err
	}
	return t.c.frequencies(ctx, t.c.db, task)
}

func (c *core) frequencies(ctx context.Context, r store.Reader, task inspect.Task) ([]Frequency, error) {
	k, err := c.checks(ctx, r, task.From[:4], task.ID)
	if err != nil {
		return nil, err
	}
	list := []Frequency{}
	for _, w := range task.Winners {
		s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, w.Subject)
		if err != nil {
			return nil, err
		}
		l := k.line(s, "")
		f := Frequency{Subject: w.Subject, Name: w.Name, Nth: l.Count + 1, Limit: l.Limit, Text: inspect.NthText(l.Count+1, l.Limit)}
		if !task.Random() && task.NonRandom.Item == inspect.ExemptOrdered {
			f.Text += "，本次为上级专门部署，不计入上限"
		}
		list = append(list, f)
	}
	return list, nil
}

// nthOf finds a subject's text.
func nthOf(times []Frequency, subject string) string {
	for _, f := range times {
		if f.Subject == subject {
			return f.Text
		}
	}
	return ""
}

// counted says of each team which check of the year it is; a laptop, which knows
// only its own tasks, keeps to what the office knew.
func (c *core) counted(ctx context.Context, task inspect.Task, teams []TeamView) error {
	kind, err := c.db.Meta(ctx, metaKind)
	if err != nil || kind != KindOffice {
		return err
	}
	times, err := c.frequencies(ctx, c.db, task)
	for i := range teams {
		teams[i].Frequency = nthOf(times, teams[i].Team.Subject)
	}
	return err
}

// frequencyText says it for the 审批表.
func frequencyText(list []Frequency) string {
	span := func(of func(Frequency) int) (low, high int) {
		for i, f := range list {
			if i == 0 || of(f) < low {
				low = of(f)
			}
			high = max(high, of(f))
		}
		return low, high
	}
	low, high := span(func(f Frequency) int { return f.Nth })
	text := fmt.Sprintf("本年度本机关对各户第%d至%d次检查", low, high)
	if low == high {
		text = fmt.Sprintf("本年度本机关对每户第%d次检查", high)
	}
	switch low, high = span(func(f Frequency) int { return f.Limit }); {
	case high == 0:
	case low == high:
		text += fmt.Sprintf("，上限%d次", high)
	default:
		text += fmt.Sprintf("，上限%d至%d次（0为未设）", low, high)
	}
	return text
}

// fullAt tells which subjects are at a cap of the task's organ or departments.
func (c *core) fullAt(ctx context.Context, r store.Reader, task inspect.Task) (func(inspect.Subject) bool, error) {
	k, err := c.checks(ctx, r, task.From[:4], task.ID)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(k.caps, func(x inspect.Cap) bool { return x.Limit > 0 }) {
		return func(inspect.Subject) bool { return false }, nil
	}
	departments := append([]string{"", task.Lead}, task.Departments...)
	return func(s inspect.Subject) bool {
		return slices.ContainsFunc(departments, func(d string) bool { return k.line(s, strings.TrimSpace(d)).Full() })
	}, nil
}
