package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Plan keeps the 年度抽查计划 (art. 10-12).
type Plan struct{ c *core }

// PlanPage is a page of plan lines.
type PlanPage struct {
	Total int            `json:"total"`
	Rows  []inspect.Plan `json:"rows"`
}

// List lists the plan lines, newest number first.
func (p *Plan) List(ctx context.Context, a inspect.Actor, q Query) (PlanPage, error) {
	if q.Order == "" {
		q.Order = "-no"
	}
	rows, total, err := page[inspect.Plan](ctx, p.c, a, inspect.NounPlan, q)
	return PlanPage{total, rows}, err
}

// Save adds a plan line (ID "") or adjusts one; every adjustment is a version.
func (p *Plan) Save(ctx context.Context, a inspect.Actor, plan inspect.Plan) (inspect.Plan, error) {
	if err := a.May(inspect.ActPlan); err != nil {
		return plan, err
	}
	if err := plan.Validate(); err != nil {
		return plan, err
	}
	err := p.c.write(ctx, a, inspect.ActPlan, func(tx *store.Tx) error {
		ms, err := p.c.matters(ctx, tx, plan.Matters)
		if err != nil {
			return err
		}
		if err := listed(ms, plan.From, plan.To); err != nil {
			return err
		}
		if err := p.c.within(ctx, tx, ms, plan.From, plan.RatioNum, plan.RatioDen); err != nil {
			return err
		}
		if plan.Trades, err = chosenTrades(plan.Trades, ms); err != nil {
			return err
		}
		action := "plan.adjust"
		if plan.ID != "" {
			old, err := store.Get[inspect.Plan](ctx, tx, inspect.NounPlan, plan.ID)
			if err != nil {
				return err
			}
			if plan, err = p.adjusted(ctx, tx, old, plan); err != nil {
				return err
			}
		} else {
			action = "plan.add"
			today := inspect.LegalDate(tx.At())
			if plan.No, err = p.c.nextNo(ctx, tx, inspect.NounPlan, fmt.Sprintf("%04d%s", plan.Year, today[4:])); err != nil {
				return err
			}
			plan.ID, plan.Version = store.NewID(), 1
			plan.Site, plan.URL, plan.PublishedOn, plan.Announced, plan.Reason, plan.Cancelled = "", "", "", 0, "", "" // later steps fill them
		}
		_, err = tx.Put(ctx, inspect.NounPlan, plan.ID, plan, store.Event{Action: action, Article: "第十二条", Reason: plan.Reason})
		return err
	})
	return plan, err
}

// listed refuses matters that are not in force for the whole period (art. 2).
func listed(ms []inspect.Matter, from, to string) error {
	for _, m := range ms {
		if !m.InForce(from) || !m.InForce(to) {
			return inspect.E(inspect.Refused, "抽查事项“%s”在%s至%s期间不在有效的抽查事项清单内", m.Name, from, to).
				WithArticle("第二条").WithRef(m.ID).WithHint("更换事项，或先调整清单并公布")
		}
	}
	return nil
}

// tradesOf is the union of the trades the matters speak of, in their order.
func tradesOf(ms []inspect.Matter) []string {
	out := []string{}
	for _, m := range ms {
		for _, t := range m.Trades {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// chosenTrades are the trades a plan line or task is about: those chosen, which
// the matters must speak of, or all of them when none is chosen.
func chosenTrades(chosen []string, ms []inspect.Matter) ([]string, error) {
	all := tradesOf(ms)
	if len(chosen) == 0 {
		return all, nil
	}
	for _, t := range chosen {
		if !slices.Contains(all, t) {
			return nil, inspect.E(inspect.Invalid, "所选抽查事项的检查对象里没有“%s”", t).WithField("trades").WithArticle("第十二条").
				WithHint("可选：%s", strings.Join(all, "，"))
		}
	}
	return chosen, nil
}
