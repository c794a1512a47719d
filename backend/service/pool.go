package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Why a subject is left out of a pool, or of the platform's list: it passed
// this year (art. 11), or the 分管负责人 approved that it stays out.
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

// sieve holds what keeps a subject from being inspected for a task this year.
// One rule serves the pool of a draw made here and the list of the platform.
type sieve struct {
	matters []inspect.Matter
	passed  map[[2]string]bool
	times   map[[2]string]int
	full    func(inspect.Subject) bool
	except  []inspect.Exception
}

func (c *core) sieve(ctx context.Context, r store.Reader, task inspect.Task) (v sieve, err error) {
	if v.matters, err = c.matters(ctx, r, task.Matters); err != nil {
		return v, err
	}
	if v.passed, err = c.passed(ctx, r, task.From[:4]); err != nil {
		return v, err
	}
	if v.except, err = c.exceptions(ctx, r, task.ID); err != nil {
		return v, err
	}
	if v.full, err = c.fullAt(ctx, r, task); err != nil {
		return v, err
	}
	v.times, err = c.timesChecked(ctx, r, task.From[:4])
	return v, err
}

// out is the approved reason to leave a subject out, and whether there is one.
func (v sieve) out(s inspect.Subject) (reason string, is bool) {
	if i := slices.IndexFunc(v.except, func(x inspect.Exception) bool { return x.LeavesOut(s) }); i >= 0 {
		return v.except[i].Reason, true
	}
	return "", false
}

// barred says why a subject may not be inspected again this year, or "".
func (v sieve) barred(s inspect.Subject) string {
	switch {
	case repeats(s, v.matters, v.passed, v.except):
		return passedThisYear
	case v.full(s):
		return capReached
	case spent(s, v.matters, v.times, v.except):
		return timesSpent
	}
	return ""
}

// pool splits the subjects of the task's trades into those that may be drawn
// and those left out, each with its reason.
func (c *core) pool(ctx context.Context, r store.Reader, task inspect.Task) (in []inspect.Subject, out []leftOut, err error) {
	v, err := c.sieve(ctx, r, task)
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
			if why == "" {
				if reason, is := v.out(s); is {
					why, detail = leftOutByReason, reason
				} else {
					why = v.barred(s)
				}
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
	rows, err := c.resultsOf(ctx, r, year)
	if err != nil {
		return nil, err
	}
	m := map[[2]string]bool{}
	for _, x := range rows {
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
