package service

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// adjusted is the next version of a plan line: what was entered, over what only
// other steps may change.
func (p *Plan) adjusted(ctx context.Context, r store.Reader, old, plan inspect.Plan) (inspect.Plan, error) {
	nameOf, err := p.names(ctx, r)
	if err != nil {
		return plan, err
	}
	if err := plan.Adjusts(old, plan.Changes(old, nameOf)); err != nil {
		return plan, err
	}
	plan.No, plan.Version = old.No, max(1, old.Version)+1
	plan.Site, plan.URL, plan.PublishedOn, plan.Announced, plan.Cancelled = old.Site, old.URL, old.PublishedOn, old.Announced, ""
	return plan, nil
}

// names tells the name of a matter by its id.
func (p *Plan) names(ctx context.Context, r store.Reader) (func(id string) string, error) {
	ms, _, err := store.List[struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}](ctx, r, inspect.NounMatter, store.Filter{})
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, m := range ms {
		names[m.ID] = m.Name
	}
	return func(id string) string { return names[id] }, nil
}

// Published records where and when the present version of a plan line was made
// public (art. 10).
func (p *Plan) Published(ctx context.Context, a inspect.Actor, id, site, url, date string) error {
	if err := a.May(inspect.ActPlan); err != nil {
		return err
	}
	if err := p.announcement(site, date); err != nil {
		return err
	}
	return p.c.write(ctx, a, inspect.ActPlan, func(tx *store.Tx) error {
		plan, err := store.Get[inspect.Plan](ctx, tx, inspect.NounPlan, id)
		if err != nil {
			return err
		}
		return announce(ctx, tx, plan, site, url, date)
	})
}

// PublishedYear records one publication of a whole year's plan: for every line
// whose present version is not public yet. It returns how many they were.
func (p *Plan) PublishedYear(ctx context.Context, a inspect.Actor, year int, site, url, date string) (int, error) {
	if err := a.May(inspect.ActPlan); err != nil {
		return 0, err
	}
	if err := p.announcement(site, date); err != nil {
		return 0, err
	}
	n := 0
	return n, p.c.write(ctx, a, inspect.ActPlan, func(tx *store.Tx) error {
		plans, _, err := store.List[inspect.Plan](ctx, tx, inspect.NounPlan, store.Where("year", year).Sorted("no"))
		if err != nil {
			return err
		}
		for _, plan := range plans {
			switch plan.Standing() {
			case inspect.PlanPublished, inspect.PlanCancelled:
				continue
			}
			if err := announce(ctx, tx, plan, site, url, date); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return inspect.E(inspect.Refused, "%d年度没有待登记公开的计划", year).WithField("year").WithArticle("第十条").WithHint("核对年度；已登记的不重复登记")
		}
		return nil
	})
}

func (p *Plan) announcement(site, date string) error {
	switch {
	case strings.TrimSpace(site) == "" || date == "":
		return inspect.E(inspect.Invalid, "公开登记应写明网站和日期").WithField("site").WithArticle("第十条")
	case !isDay(date) || date > p.c.today():
		return inspect.E(inspect.Invalid, "公开日期“%s”不对", date).WithField("date").WithArticle("第十条").WithHint("填已经公开的日期，如 2026-03-01，不晚于今天")
	}
	return nil
}

// isDay tells whether s is a day written 2006-01-02.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func announce(ctx context.Context, tx *store.Tx, plan inspect.Plan, site, url, date string) error {
	if plan.Standing() == inspect.PlanCancelled {
		return inspect.E(inspect.Refused, "计划 %s 已取消，没有可登记的公开", plan.No).WithArticle("第十条").WithRef(plan.No)
	}
	if plan.Announced != plan.Version && date < plan.PublishedOn {
		return inspect.E(inspect.Invalid, "计划 %s 调整后的公开日期%s早于上一次公开%s", plan.No, date, plan.PublishedOn).WithField("date").WithArticle("第十条").WithRef(plan.No).
			WithHint("填写调整之后重新公开的日期")
	}
	plan.Site, plan.URL, plan.PublishedOn, plan.Announced = strings.TrimSpace(site), strings.TrimSpace(url), date, plan.Version
	_, err := tx.Put(ctx, inspect.NounPlan, plan.ID, plan, store.Event{Action: "plan.published", Article: "第十条"})
	return err
}

// Cancel takes a plan line out with a reason; it stays on record. One that a
// task was made from stays in force.
func (p *Plan) Cancel(ctx context.Context, a inspect.Actor, id, reason string) (inspect.Plan, error) {
	var plan inspect.Plan
	err := p.c.write(ctx, a, inspect.ActPlan, func(tx *store.Tx) (err error) {
		if plan, err = store.Get[inspect.Plan](ctx, tx, inspect.NounPlan, id); err != nil {
			return err
		}
		used, err := store.Count(ctx, tx, inspect.NounTask, store.Where("plan", id))
		switch {
		case err != nil:
			return err
		case strings.TrimSpace(reason) == "":
			return inspect.E(inspect.Invalid, "取消计划 %s 应写明理由", plan.No).WithField("reason").WithArticle("第十条").WithRef(plan.No)
		case plan.Cancelled != "":
			return inspect.E(inspect.Refused, "计划 %s 已经取消", plan.No).WithArticle("第十条").WithRef(plan.No)
		case used > 0:
			return inspect.E(inspect.Refused, "计划 %s 已设置%d个抽查任务，不能取消", plan.No, used).WithArticle("第十条").WithRef(plan.No).WithHint("以后的安排有变化的，调整该计划并写明理由")
		}
		plan.Version, plan.Cancelled, plan.Reason = max(1, plan.Version)+1, strings.TrimSpace(reason), strings.TrimSpace(reason)
		_, err = tx.Put(ctx, inspect.NounPlan, id, plan, store.Event{Action: "plan.cancel", Article: "第十条", Reason: reason})
		return err
	})
	return plan, err
}

// PlanVersion is one step in the history of a plan line.
type PlanVersion struct {
	Version     int                  `json:"version"` // from 1
	At          string               `json:"at"`      // instant
	By          string               `json:"by"`      // name
	What        string               `json:"what"`    // 编制, 调整, 公开, 取消
	Reason      string               `json:"reason"`
	Changes     []inspect.PlanChange `json:"changes"`
	Site        string               `json:"site"` // of a publication
	URL         string               `json:"url"`
	PublishedOn string               `json:"publishedOn"`
}

// History tells how a plan line came to be what it is, newest first.
func (p *Plan) History(ctx context.Context, a inspect.Actor, id string) ([]PlanVersion, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	bodies, err := store.History(ctx, p.c.db, inspect.NounPlan, id)
	if err != nil {
		return nil, err
	}
	nameOf, err := p.names(ctx, p.c.db)
	if err != nil {
		return nil, err
	}
	list := []PlanVersion{}
	var old inspect.Plan
	for i, b := range bodies {
		v, err := store.ParseVersion(b)
		if err != nil {
			return nil, err
		}
		var plan inspect.Plan
		if err := json.Unmarshal(v.Body, &plan); err != nil {
			return nil, inspect.E(inspect.Damaged, "计划的历史版本格式不对").WithRef(id).Because(err)
		}
		by, err := p.c.personName(ctx, p.c.db, v.Person)
		if err != nil {
			return nil, err
		}
		step := PlanVersion{Version: max(1, plan.Version), At: v.At, By: by, What: "编制", Changes: []inspect.PlanChange{}}
		if i > 0 {
			step.Changes = plan.Changes(old, nameOf)
			switch {
			case plan.Cancelled != "" && old.Cancelled == "":
				step.What, step.Reason = "取消", plan.Reason
			case plan.Version != old.Version || len(step.Changes) > 0: // older workspaces did not count versions
				step.What, step.Reason = "调整", plan.Reason
			default:
				step.What, step.Site, step.URL, step.PublishedOn = "公开", plan.Site, plan.URL, plan.PublishedOn
			}
		}
		list, old = append(list, step), plan
	}
	slices.Reverse(list)
	return list, nil
}

// personName is the name of a person by id; of one who has no account, the id.
func (c *core) personName(ctx context.Context, r store.Reader, id string) (string, error) {
	p, err := store.Get[inspect.Person](ctx, r, inspect.NounPerson, id)
	if inspect.CodeOf(err) == inspect.NotFound {
		return id, nil
	}
	return p.Name, err
}
