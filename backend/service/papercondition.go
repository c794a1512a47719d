package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// mayMake refuses a document that its record gives no reason for, in whatever
// wording: a notice before the task was approved, an order or a letter without a
// finding whose measure it is.
func (p *Paper) mayMake(ctx context.Context, tx *store.Tx, t inspect.Template, ref string) error {
	switch t.Kind {
	case inspect.DocInspectionNotice, inspect.DocOrderToCorrect, inspect.DocOrderToStop, inspect.DocTransfer:
	default:
		return nil
	}
	_, team, err := p.locate(ctx, tx, t.Noun, ref)
	if err != nil {
		return err
	}
	f, err := (&Visit{p.c}).form(ctx, tx, team)
	if err != nil {
		return err
	}
	with := func(m inspect.Measure) error {
		if facts, _ := measured(f, m); len(facts) == 0 {
			return inspect.E(inspect.Refused, "本次检查没有%s的问题，不能制作%s", m.Label(), t.Name).WithArticle("第十九条").WithRef(f.Visit.ID)
		}
		return nil
	}
	switch t.Kind {
	case inspect.DocInspectionNotice:
		switch {
		case f.Task.Approval == "":
			return inspect.E(inspect.Refused, "任务还没有审批，不能制作检查通知书").WithArticle("第十五条").WithRef(f.Task.No)
		case len(officersOf(f.Team, nil)) < 2:
			return inspect.E(inspect.Refused, "检查人员不足两人，不能制作检查通知书").WithArticle("第十五条").WithRef(f.Task.No)
		}
		return nil
	case inspect.DocOrderToCorrect:
		return with(inspect.MeasureCorrect)
	case inspect.DocOrderToStop:
		return with(inspect.MeasureStop)
	}
	if err := with(inspect.MeasureTransfer); err != nil {
		return err
	}
	if to := transferredTo(f); len(to) > 1 {
		return inspect.E(inspect.Refused, "移送去向有%d个（%s），一份移送函只写一个去向", len(to), strings.Join(to, "；")).WithArticle("第十九条").
			WithRef(f.Visit.ID).WithHint("由办公室在执法办案信息系统中分别移送")
	}
	return nil
}

// transferredTo lists to whom findings go, each once.
func transferredTo(f VisitForm) []string {
	to := []string{}
	for _, x := range f.Visit.Findings {
		if note := strings.TrimSpace(x.MeasureNote); x.Measure == inspect.MeasureTransfer && !slices.Contains(to, note) {
			to = append(to, note)
		}
	}
	return to
}

// demanded words what is to be corrected and until when: one time for all, or
// each its own, so that no finding is lent another's.
func demanded(f VisitForm) (demands []string, earliest, words string) {
	limits := []string{}
	for _, x := range f.Visit.Findings {
		if x.Measure == inspect.MeasureCorrect {
			demands, limits = append(demands, "改正："+x.Description), append(limits, x.Deadline)
		}
	}
	if len(limits) == 0 {
		return demands, "", ""
	}
	if same := slices.Compact(slices.Clone(limits)); len(same) == 1 {
		return demands, same[0], "于" + inspect.ChineseDate(same[0]) + "前"
	}
	for i, limit := range limits {
		demands[i] += "（期限：" + limit + "）"
	}
	return demands, slices.Min(limits), "在各项所列期限前"
}
