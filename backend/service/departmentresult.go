package service

import (
	"context"
	"path/filepath"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// HandResults makes the 分部门结果移交单 of finished visits, one for each other
// department, and writes each as a PDF into dir. One that stands is written again.
func (p *Paper) HandResults(ctx context.Context, a inspect.Actor, teams []string, dir string) ([]SentForm, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return nil, err
	}
	if err := aFolder(dir); err != nil {
		return nil, err
	}
	sent := []SentForm{}
	for _, team := range teams {
		f, err := p.formOf(ctx, p.c.db, team)
		if err != nil {
			return sent, err
		}
		others, err := p.othersOf(ctx, team)
		if err != nil {
			return sent, err
		}
		for _, o := range others {
			if !o.Done {
				return sent, notFinished("分部门结果移交单", team)
			}
			x, err := p.handedTo(ctx, a, f.Visit.ID, o.Department)
			if err != nil {
				return sent, err
			}
			s := SentForm{Paper: x, PDF: filepath.Join(dir, fileName(o.Department+"-"+o.Subject+"-"+x.Number)+".pdf")}
			if err := p.Save(ctx, a, x.ID, s.PDF); err != nil {
				return sent, err
			}
			sent = append(sent, s)
		}
	}
	if len(sent) == 0 {
		return nil, inspect.E(inspect.Refused, "没有要移交其他部门的结果").WithArticle("第十八条").WithHint("只有联合抽查中由其他部门检查的事项才移交")
	}
	return sent, nil
}

// handedTo is the standing 分部门结果移交单 for a department, made now if there is none.
func (p *Paper) handedTo(ctx context.Context, a inspect.Actor, visit, department string) (inspect.Paper, error) {
	kind := string(inspect.DocDepartmentResult)
	rows, _, err := store.List[inspect.Paper](ctx, p.c.db, inspect.NounPaper, store.Where("ref", visit, "kind", kind))
	if err != nil {
		return inspect.Paper{}, err
	}
	i := slices.IndexFunc(rows, func(x inspect.Paper) bool {
		return x.State != inspect.PaperVoid && x.Form != nil && x.Form.Department == department
	})
	var x inspect.Paper
	if i >= 0 {
		x = rows[i]
	} else if x, err = p.issue(ctx, a, kind, visit, statement{department: department}, false); err != nil {
		return x, err
	}
	if x.State == inspect.PaperIssued {
		return p.Printed(ctx, a, x.ID, 1)
	}
	return x, nil
}

func (p *Paper) departmentResult(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, visit, department string) (frozenDoc, error) {
	if department == "" {
		return frozenDoc{}, inspect.E(inspect.Refused, "分部门结果移交单按部门制作").WithField("department").WithArticle("第十八条").WithHint("在检查组页面“移交结果”；命令行用 department results")
	}
	v, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, visit)
	if err != nil {
		return frozenDoc{}, err
	}
	if v.State == inspect.VisitOpen {
		return frozenDoc{}, notFinished("分部门结果移交单", visit)
	}
	f, err := p.formOf(ctx, tx, v.Team)
	if err != nil {
		return frozenDoc{}, err
	}
	own := mattersOf(f, department)
	theirs := func(matter string) bool {
		return slices.ContainsFunc(own, func(m inspect.Matter) bool { return m.ID == matter })
	}
	head.Organ, head.TaskNo, head.TaskName = f.Task.Organ, f.Task.No, f.Task.Name
	f.Matters = own
	f.Visit.Findings = slices.DeleteFunc(f.Visit.Findings, func(x inspect.Finding) bool { return !theirs(x.Matter) })
	return frozenDoc{inspect.DepartmentResultSnapshot{DocumentHead: head, Department: department, Party: partyOf(f.Subject), FinishedOn: inspect.LegalDate(v.EndedAt),
		Matters: matterLines(f), Findings: findingLines(f), DatedOn: inspect.LegalDate(head.IssuedAt)}, v.Grant}, nil
}
