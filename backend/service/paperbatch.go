package service

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// BatchReport is what a batch made.
type BatchReport struct {
	Name   string   `json:"name"`
	Path   string   `json:"path"` // the one PDF of all of them, "" = none was wanted
	Made   int      `json:"made"`
	Stood  int      `json:"stood"` // were made before
	Left   []string `json:"left"`  // firms without, and why
	Sheets int      `json:"sheets"`
}

// Batch issues one kind of document for every inspection of a task. What stands
// is left as it is, so that a batch that was canceled or broken off goes on where
// it stopped when it is begun again. out, if not "", gets all of them in the
// order of the teams. progress counts firms.
func (p *Paper) Batch(ctx context.Context, a inspect.Actor, task, kind, out string, progress func(done, total int64, note string)) (BatchReport, error) {
	rep := BatchReport{Path: out, Left: []string{}}
	if err := a.May(inspect.ActDocument); err != nil {
		return rep, err
	}
	k, err := p.kind(ctx, p.c.db, kind)
	if err != nil {
		return rep, err
	}
	rep.Name = k.Name
	if out != "" {
		if err := pack.Writable(out); err != nil {
			return rep, err // before any number is used
		}
	}
	t, err := p.c.task(ctx, p.c.db, task)
	if err != nil {
		return rep, err
	}
	teams, _, err := store.List[inspect.Team](ctx, p.c.db, inspect.NounTeam, store.Where("task", t.ID).Sorted("ord"))
	if err != nil {
		return rep, err
	}
	switch inspect.Noun(k.Noun) {
	case inspect.NounTeam, inspect.NounVisit, inspect.NounResult:
	default:
		return rep, inspect.E(inspect.Refused, "%s不是逐户制作的文书，没有批量", k.Name).WithField("kind").WithHint("直接制作")
	}
	if k.About || k.Repeatable {
		return rep, inspect.E(inspect.Refused, "%s可以有多份，不批量制作", k.Name).WithField("kind")
	}
	if len(teams) == 0 {
		return rep, inspect.E(inspect.Refused, "任务还没有检查组").WithRef(t.No).WithArticle("第十五条").WithHint("先匹配检查人员")
	}
	if progress == nil {
		progress = func(int64, int64, string) {}
	}
	parts := []pdf.SetPart{}
	for i, team := range teams {
		if err := ctx.Err(); err != nil {
			return rep, inspect.E(inspect.Canceled, "已取消：本次制作 %d 份，已有 %d 份，其余没有制作", rep.Made, rep.Stood).WithHint("再次批量制作即接着做").Because(err)
		}
		s, err := store.Get[inspect.Subject](ctx, p.c.db, inspect.NounSubject, team.Subject)
		if err != nil {
			return rep, err
		}
		progress(int64(i), int64(len(teams)), fmt.Sprintf("第 %d 户，共 %d 户：%s", i+1, len(teams), s.Name))
		x, fresh, err := p.batchOne(ctx, a, k, team)
		if err != nil {
			if ctx.Err() != nil {
				continue // said above
			}
			rep.Left = append(rep.Left, s.Name+"："+inspect.ForPerson(err).Message)
			continue
		}
		if fresh {
			rep.Made++
		} else {
			rep.Stood++
		}
		snap, err := store.Blob(ctx, p.c.db, x.Snapshot)
		if err != nil {
			return rep, err
		}
		parts = append(parts, pdf.SetPart{Snapshot: snap})
	}
	if out == "" || len(parts) == 0 {
		rep.Path = ""
		return rep, nil
	}
	progress(int64(len(teams)), int64(len(teams)), "合成一个文件")
	fonts, err := p.c.fonts()
	if err != nil {
		return rep, err
	}
	b, sheets, err := pdf.RenderSet(fonts, parts)
	if err != nil {
		return rep, err
	}
	rep.Sheets = sheets
	return rep, writeFile(out, b)
}

// batchOne is a team's document, issued now if none stands.
func (p *Paper) batchOne(ctx context.Context, a inspect.Actor, k DocKind, team inspect.Team) (x inspect.Paper, fresh bool, err error) {
	ref, noun := team.ID, inspect.Noun(k.Noun)
	if noun != inspect.NounTeam {
		ids, err := store.IDs(ctx, p.c.db, inspect.NounVisit, store.Where("team", team.ID))
		if err == nil && noun == inspect.NounResult && len(ids) > 0 {
			ids, err = store.IDs(ctx, p.c.db, inspect.NounResult, store.Where("visit", ids[0]))
		}
		if err != nil {
			return x, false, err
		}
		if len(ids) == 0 {
			return x, false, inspect.E(inspect.Refused, "还没有%s", noun.Label())
		}
		ref = ids[0]
	}
	rows, _, err := store.List[inspect.Paper](ctx, p.c.db, inspect.NounPaper, store.Where("ref", ref, "kind", k.Kind))
	if err != nil {
		return x, false, err
	}
	for _, have := range rows {
		if have.State != inspect.PaperVoid {
			return have, false, nil
		}
	}
	x, err = p.Issue(ctx, a, k.Kind, ref)
	return x, true, err
}
