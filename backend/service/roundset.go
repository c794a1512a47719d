package service

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// RoundSet is what was prepared for the firms of a day, in one file to print.
type RoundSet struct {
	Path   string          `json:"path"`
	Firms  int             `json:"firms"`
	Issued []inspect.Paper `json:"issued"` // made now; those that stood already are in the file too
	Papers int             `json:"papers"`
	Left   []string        `json:"left"` // firms without papers, and why
}

// roundKinds are the papers a team takes along.
var roundKinds = []inspect.DocumentKind{inspect.DocInspectionNotice, inspect.DocCheckForm}

// RoundSet issues the 检查通知书 and the 现场检查表 of every firm of the round that is
// not finished (or of the teams named), and writes them in the order of the round
// into one PDF (P6, P18). A firm that lacks something is left out and named.
func (p *Paper) RoundSet(ctx context.Context, a inspect.Actor, teams []string, out string) (RoundSet, error) {
	set := RoundSet{Path: out, Issued: []inspect.Paper{}, Left: []string{}}
	if err := a.May(inspect.ActDocument); err != nil {
		return set, err
	}
	if out == "" {
		return set, inspect.E(inspect.Invalid, "没有写明文件保存到哪里").WithField("out").WithHint("选择保存的位置，如 D:\\今日文书.pdf")
	}
	if err := pack.Writable(out); err != nil {
		return set, err // before any number is used
	}
	stops, err := (&Visit{p.c}).Today(ctx, a)
	if err != nil {
		return set, err
	}
	wanted := map[string]bool{}
	for _, id := range teams {
		wanted[id] = true
	}
	snapshots := []pdf.SetPart{}
	for _, s := range stops {
		open := s.VisitState == "" || s.VisitState == string(inspect.VisitOpen)
		if len(teams) > 0 && !wanted[s.Team.ID] || len(teams) == 0 && !open {
			continue
		}
		own, err := p.stopSet(ctx, a, s, &set)
		if err != nil {
			set.Left = append(set.Left, fmt.Sprintf("%s：%s", s.SubjectName, inspect.ForPerson(err).Message))
			continue
		}
		set.Firms++
		snapshots = append(snapshots, own...)
	}
	if len(snapshots) == 0 {
		e := inspect.E(inspect.Refused, "路线单上没有可以准备文书的检查对象").WithArticle("第二十条")
		if len(set.Left) > 0 {
			e = e.WithHint("%s", set.Left[0])
		}
		return set, e
	}
	set.Papers = len(snapshots)
	fonts, err := p.c.fonts()
	if err != nil {
		return set, err
	}
	b, _, err := pdf.RenderSet(fonts, snapshots)
	if err != nil {
		return set, err
	}
	return set, writeFile(out, b)
}

// stopSet has the snapshots of one firm, issuing what does not stand yet.
func (p *Paper) stopSet(ctx context.Context, a inspect.Actor, s Stop, set *RoundSet) ([]pdf.SetPart, error) {
	own := []pdf.SetPart{}
	for _, kind := range roundKinds {
		rows, _, err := store.List[inspect.Paper](ctx, p.c.db, inspect.NounPaper, store.Where("ref", s.Team.ID, "kind", string(kind)))
		if err != nil {
			return nil, err
		}
		var paper inspect.Paper
		for _, x := range rows {
			if x.State != inspect.PaperVoid {
				paper = x
			}
		}
		if paper.ID == "" {
			if paper, err = p.Issue(ctx, a, string(kind), s.Team.ID); err != nil {
				return nil, err
			}
			set.Issued = append(set.Issued, paper)
		}
		snap, err := store.Blob(ctx, p.c.db, paper.Snapshot)
		if err != nil {
			return nil, err
		}
		own = append(own, pdf.SetPart{Snapshot: snap})
	}
	return own, nil
}
