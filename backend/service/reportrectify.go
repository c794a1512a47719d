package service

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// seenAgain is what a later visit saw of a finding: the newest, or that it was corrected.
type seenAgain struct {
	recheck inspect.Recheck
	task    string // number
}

// rectify 整改销号表: every 责令限期整改 of the period's inspections with the day
// it is due, what a 复查 saw, and whether it is closed; and those overdue.
func (r *Report) rectify(ctx context.Context, in ReportInput, cases []oneCase) ([]sheet.Grid, error) {
	seen := map[string]seenAgain{} // finding id
	byList := map[[2]string][]inspect.Visit{}
	numbers := map[string]string{}
	err := store.Each(ctx, r.c.db, inspect.NounTask, func(t inspect.Task) error { numbers[t.ID] = t.No; return nil })
	if err != nil {
		return nil, err
	}
	err = store.Each(ctx, r.c.db, inspect.NounVisit, func(v inspect.Visit) error {
		if v.State == inspect.VisitOpen {
			return nil
		}
		byList[[2]string{v.Task, v.Subject}] = append(byList[[2]string{v.Task, v.Subject}], v)
		for _, x := range v.Rechecks {
			old, known := seen[x.Finding]
			if !known || old.recheck.State != inspect.RecheckDone && (x.State == inspect.RecheckDone || x.At > old.recheck.At) {
				seen[x.Finding] = seenAgain{x, numbers[v.Task]}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	head := []string{"序号", "任务编号", "任务名称", "发起部门", "检查对象", "统一社会信用代码", "所属派出所", "检查日期", "问题", "整改期限", "应复查日", "复查日期", "复查任务", "复查情况", "销号情况", "逾期天数"}
	rows, late := [][]string{}, [][]string{}
	for _, c := range cases {
		for _, v := range byList[[2]string{c.task.ID, c.subject.ID}] {
			for _, f := range v.Findings {
				if f.Measure != inspect.MeasureCorrect {
					continue
				}
				state, on, what, days := standingOf(f, seen[f.ID].recheck, c.today)
				row := []string{"", c.task.No, c.task.Name, c.task.Lead, c.subject.Name, c.subject.Code, c.subject.Station, inspect.LegalDate(v.StartedAt), f.Description,
					f.Deadline, f.RecheckOn(), on, seen[f.ID].task, what, state, ""}
				if row[0] = fmt.Sprint(len(rows) + 1); days > 0 {
					row[15] = fmt.Sprint(days)
					late = append(late, append([]string{fmt.Sprint(len(late) + 1)}, row[1:]...))
				}
				rows = append(rows, row)
			}
		}
	}
	return []sheet.Grid{titled(in, "整改销号表", head, rows), titled(in, "逾期未销号", head, late)}, nil
}

// standingOf says how an order to correct stands on a day: what was seen, when,
// and by how many days it is overdue.
func standingOf(f inspect.Finding, seen inspect.Recheck, today string) (state, on, what string, days int) {
	on, what = inspect.LegalDate(seen.At), seen.State.Label()
	if seen.Note != "" {
		what += "：" + seen.Note
	}
	switch {
	case seen.State == inspect.RecheckDone:
		return "已销号", on, what, 0
	case f.Deadline != "" && today > f.Deadline && seen.State == inspect.RecheckOpen:
		return "逾期，复查未整改", on, what, daysBetween(f.Deadline, today)
	case f.Deadline != "" && today > f.Deadline:
		return "逾期未复查", "", "", daysBetween(f.Deadline, today)
	case seen.State == inspect.RecheckOpen:
		return "整改期内，复查未整改", on, what, 0
	}
	return "整改期内", "", "", 0
}
