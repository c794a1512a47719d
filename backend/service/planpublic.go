package service

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// planSnapshot gathers a year's plan as the public sees it (art. 10): every line
// in force, and of the cancelled ones those that the public already knew.
func (p *Paper) planSnapshot(ctx context.Context, tx *store.Tx, year, format string) (frozenDoc, error) {
	n, err := strconv.Atoi(year)
	if err != nil || len(year) != 4 {
		return frozenDoc{}, inspect.E(inspect.Invalid, "年度“%s”不对", year).WithField("task").WithArticle("第十条").WithHint("年度计划公示按年度制作，填四位年份")
	}
	plans, _, err := store.List[inspect.Plan](ctx, tx, inspect.NounPlan, store.Where("year", n).Sorted("no"))
	if err != nil {
		return frozenDoc{}, err
	}
	made, _, err := store.List[inspect.Publication](ctx, tx, inspect.NounPublication, store.Where("kind", string(inspect.DocPlanNotice), "ref", year))
	if err != nil {
		return frozenDoc{}, err
	}
	head, number, err := p.head(ctx, tx, DocKind{Kind: string(inspect.DocPlanNotice), short: "计公"}, year)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Version = 1 // the formats of one notice share its number
	for _, m := range made {
		if m.Format == format {
			head.Version++
		}
	}
	head.Number = fmt.Sprintf("%s-%d号", number[:strings.LastIndex(number, "-")], head.Version)
	s := inspect.PlanNoticeSnapshot{DocumentHead: head, Title: head.Organ + year + "年度抽查计划公示", Year: year, Lines: []inspect.PublicPlan{}, DatedOn: inspect.LegalDate(tx.At())}
	for _, plan := range plans {
		if plan.Cancelled != "" && plan.PublishedOn == "" {
			continue
		}
		ms, err := p.c.matters(ctx, tx, plan.Matters)
		if err != nil {
			return frozenDoc{}, err
		}
		l := inspect.PublicPlan{PlanNo: plan.No, Name: plan.Name, Matters: strings.Join(namesOf(ms), "；"), Scope: plan.Scope, From: plan.From, To: plan.To,
			Count: plan.Estimated, Ratio: plan.Percent(), Organs: cmp.Or(strings.Join(plan.Departments, "，"), plan.Lead), Type: "本部门"}
		if plan.Joint {
			l.Type = "联合"
		}
		switch {
		case plan.Cancelled != "":
			l.Note = "已取消"
		case plan.Version > 1:
			l.Note = fmt.Sprintf("第%d版（调整）", plan.Version)
		}
		s.Lines = append(s.Lines, l)
	}
	if len(s.Lines) == 0 {
		return frozenDoc{}, inspect.E(inspect.Refused, "%s年度还没有计划，不能制作年度计划公示", year).WithArticle("第十条").WithHint("先编制年度计划")
	}
	return frozenDoc{s, ""}, nil
}

// PlanNotices lists the notices made of a year's plan.
func (p *Publish) PlanNotices(ctx context.Context, a inspect.Actor, year int) ([]inspect.Publication, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.Publication](ctx, p.c.db, inspect.NounPublication, store.Where("kind", string(inspect.DocPlanNotice), "ref", strconv.Itoa(year)))
	return rows, err
}
