package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// timesSpent leaves a subject out of a pool (art. 8).
const timesSpent = "本年度该事项检查次数已达上限（第八条）"

// timesChecked counts the inspections of a year by subject and matter.
func (c *core) timesChecked(ctx context.Context, r store.Reader, year string) (map[[2]string]int, error) {
	rows, err := c.resultsOf(ctx, r, year)
	if err != nil {
		return nil, err
	}
	n := map[[2]string]int{}
	for _, x := range rows {
		for _, m := range x.Matters {
			n[[2]string{x.Subject, m.Matter}]++
		}
	}
	return n, nil
}

// resultsOf are the results of a year, each of the subject that its own was
// merged into.
func (c *core) resultsOf(ctx context.Context, r store.Reader, year string) ([]inspect.Result, error) {
	rows, _, err := store.List[inspect.Result](ctx, r, inspect.NounResult, store.Filter{})
	if err != nil {
		return nil, err
	}
	standing, err := c.survivors(ctx, r)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(x inspect.Result) bool { return !strings.HasPrefix(x.FinishedOn, year) })
	for i, x := range rows {
		rows[i].Subject = joinOr(standing[x.Subject], x.Subject)
	}
	return rows, nil
}

// spent tells whether every matter that fits the subject is a general one that
// was inspected there as often as the list allows in a year, and that no
// approved exception admits again.
func spent(s inspect.Subject, ms []inspect.Matter, times map[[2]string]int, except []inspect.Exception) bool {
	some := false
	for _, m := range ms {
		if !slices.Contains(m.Trades, s.Trade) {
			continue
		}
		if m.Level != inspect.LevelGeneral || m.MaxTimes == 0 || times[[2]string{s.ID, m.ID}] < m.MaxTimes ||
			slices.ContainsFunc(except, func(x inspect.Exception) bool { return x.Admits(s, m.ID) }) {
			return false
		}
		some = true
	}
	return some
}

// drawable refuses to draw more subjects than the upper ratios of general
// matters allow, or from a pool that the limits of art. 8 emptied.
func (c *core) drawable(ctx context.Context, r store.Reader, task inspect.Task, in []inspect.Subject, out []leftOut) error {
	if len(in) == 0 && slices.ContainsFunc(out, func(x leftOut) bool { return x.reason == timesSpent }) {
		return inspect.E(inspect.Refused, "任务的抽取库为空：符合条件的检查对象本年度检查次数均已达上限").WithArticle("第八条").WithRef(task.No).WithHint("一般检查事项按清单限制频次；另选事项，或先调整清单并公布")
	}
	ms, err := c.matters(ctx, r, task.Matters)
	if err != nil {
		return err
	}
	if ms, err = c.inForceOn(ctx, r, ms, task.From); err != nil {
		return err
	}
	for _, m := range ms {
		for _, trade := range task.Trades { // each may have a rate of its own
			num, den := task.RateOf(trade)
			if task.Total > 0 || den == 0 || !slices.Contains(m.Trades, trade) {
				continue
			}
			if err := m.Within(num, den); err != nil {
				return err
			}
		}
		n := 0
		for _, s := range in {
			if slices.Contains(m.Trades, s.Trade) {
				n++
			}
		}
		if most := m.Most(len(in)); task.Total > most && n > 0 {
			return inspect.E(inspect.Refused, "拟抽取%d户，超过一般检查事项“%s”的比例上限%s（抽取库%d户，至多%d户）", task.Total, m.Name, m.Upper(), len(in), most).
				WithField("total").WithArticle("第八条").WithRef(task.No).WithHint("减少抽取户数，或先调整清单并公布")
		}
	}
	return nil
}
