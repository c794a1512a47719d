package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/word"
)

// Report makes what superiors ask for (P17): for a period and a unit, one file.
type Report struct{ c *core }

// ReportInput asks for one report.
type ReportInput struct {
	Kind inspect.ReportKind `json:"kind"`
	From string             `json:"from"` // dates, both included
	To   string             `json:"to"`
	Unit string             `json:"unit"` // department or 派出所, "" = all
}

// Units lists the departments and 派出所 that a report can be narrowed to.
func (r *Report) Units(ctx context.Context, a inspect.Actor) ([]string, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	units := []string{}
	for _, x := range []struct {
		noun inspect.Noun
		col  string
	}{{inspect.NounInspector, "department"}, {inspect.NounSubject, "station"}} {
		groups, err := store.Groups(ctx, r.c.db, x.noun, x.col)
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			if name := g.Values[0]; name != "" && !slices.Contains(units, name) {
				units = append(units, name)
			}
		}
	}
	return units, nil
}

// Save makes a report and writes it to out.
func (r *Report) Save(ctx context.Context, a inspect.Actor, in ReportInput, out string) error {
	if err := a.May(inspect.ActRead); err != nil {
		return err
	}
	if err := period(in.From, in.To); err != nil {
		return err
	}
	if strings.TrimSpace(out) == "" {
		return inspect.E(inspect.Invalid, "没有写明保存位置").WithField("out")
	}
	if in.Kind == inspect.ReportLibrary {
		grids, err := r.upkeep(ctx, in)
		if err != nil {
			return err
		}
		return sheet.WriteXLSX(out, grids...)
	}
	cases, err := r.cases(ctx, in)
	if err != nil {
		return err
	}
	switch in.Kind {
	case inspect.ReportLedger:
		return sheet.WriteXLSX(out, r.ledger(in, cases))
	case inspect.ReportStats:
		return sheet.WriteXLSX(out, r.stats(in, cases))
	case inspect.ReportJoint:
		return sheet.WriteXLSX(out, r.joint(in, cases))
	case inspect.ReportOverdue:
		return sheet.WriteXLSX(out, r.overdue(in, cases)...)
	case inspect.ReportRectify:
		grids, err := r.rectify(ctx, in, cases)
		if err != nil {
			return err
		}
		return sheet.WriteXLSX(out, grids...)
	case inspect.ReportSummary:
		doc, err := r.summary(ctx, in, cases)
		if err != nil {
			return err
		}
		b, err := word.Bytes(doc)
		if err != nil {
			return err
		}
		return writeFile(out, b)
	}
	return inspect.E(inspect.Invalid, "没有“%s”这种报表", in.Kind).WithField("kind").WithHint("可用 ledger（台账）、stats（统计）、joint（联合）、library（一单两库）、overdue（逾期）、rectify（整改销号）、summary（总结）")
}

// oneCase is one subject on the locked list of a task, and what came of it.
type oneCase struct {
	task    inspect.Task
	matters string
	subject inspect.Subject
	team    inspect.Team   // ID "" = not matched yet
	result  inspect.Result // ID "" = none yet
	today   string
}

// late tells whether its result is or was published after the day it was due.
func (c oneCase) late() bool {
	switch r := c.result; {
	case r.ID == "" || r.DueOn == "" || r.State == inspect.ResultWithheld:
		return false
	case r.State == inspect.ResultPublished:
		return inspect.LegalDate(r.PublishedAt) > r.DueOn
	default:
		return c.today > r.DueOn
	}
}

func (c oneCase) published() bool { return c.result.State == inspect.ResultPublished }

// taskKind is a task's kind in words.
func taskKind(t inspect.Task) string {
	switch {
	case !t.Random():
		return "非随机检查"
	case t.Joint:
		return "联合抽查"
	}
	return "双随机抽查"
}

// cases gathers the tasks whose period meets the report's, subject by subject.
// A unit has a case as 发起 or 参与部门, or as the subject's 派出所.
func (r *Report) cases(ctx context.Context, in ReportInput) ([]oneCase, error) {
	tasks, _, err := store.List[inspect.Task](ctx, r.c.db, inspect.NounTask, store.Filter{Order: "no"})
	if err != nil {
		return nil, err
	}
	list := []oneCase{}
	for _, t := range tasks {
		if t.Recalled != "" || t.From > in.To || t.To < in.From || t.State == inspect.TaskDraft || t.State == inspect.TaskFrozen || t.State == inspect.TaskDrawn {
			continue
		}
		ms, err := r.c.matters(ctx, r.c.db, t.Matters)
		if err != nil {
			return nil, err
		}
		teams, _, err := store.List[inspect.Team](ctx, r.c.db, inspect.NounTeam, store.Where("task", t.ID))
		if err != nil {
			return nil, err
		}
		results, _, err := store.List[inspect.Result](ctx, r.c.db, inspect.NounResult, store.Where("task", t.ID))
		if err != nil {
			return nil, err
		}
		all := in.Unit == "" || t.Lead == in.Unit || slices.Contains(t.Departments, in.Unit)
		for _, w := range t.Winners {
			if slices.ContainsFunc(t.Shares, func(s inspect.Share) bool { return s.Task != "" && slices.Contains(s.Subjects, w.Subject) }) {
				continue // the unit's part stands for it
			}
			s, err := store.Get[inspect.Subject](ctx, r.c.db, inspect.NounSubject, w.Subject)
			if err != nil {
				return nil, err
			}
			if !all && s.Station != in.Unit {
				continue
			}
			c := oneCase{task: t, matters: strings.Join(namesOf(ms), "；"), subject: s, today: r.c.today()}
			if i := slices.IndexFunc(teams, func(x inspect.Team) bool { return x.Subject == s.ID }); i >= 0 {
				c.team = teams[i]
			}
			if i := slices.IndexFunc(results, func(x inspect.Result) bool { return x.Subject == s.ID }); i >= 0 {
				c.result = results[i]
			}
			list = append(list, c)
		}
	}
	return list, nil
}
