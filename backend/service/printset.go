package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// SetLine is a document of the set that an inspection needs on paper (P6).
type SetLine struct {
	Kind   string   `json:"kind"`
	Name   string   `json:"name"`
	Ref    string   `json:"ref"`
	Paper  string   `json:"paper"`  // "" = it is made when the set is printed
	Number string   `json:"number"` // of the paper
	State  string   `json:"state"`
	Copies []string `json:"copies"` // for whom, one each; none = not printed
	Lacks  []string `json:"lacks"`  // why it cannot be made yet
}

// PrintedSet is a set in one file.
type PrintedSet struct {
	Path   string   `json:"path"`
	Papers int      `json:"papers"`
	Copies int      `json:"copies"`
	Sheets int      `json:"sheets"` // printed sides
	Left   []string `json:"left"`
}

// For whom copies are.
const (
	copyFile  = "附卷"
	copyParty = "当事人"
	copyOther = "受移送单位"
)

// copiesOf are the copies a kind is printed in: what is served on the party goes
// to it too, a letter to whom it is written.
func copiesOf(kind string) []string {
	switch inspect.DocumentKind(kind) {
	case inspect.DocInspectionNotice, inspect.DocOrderToCorrect, inspect.DocOrderToStop:
		return []string{copyFile, copyParty}
	case inspect.DocTransfer:
		return []string{copyFile, copyOther}
	}
	switch kind {
	case "rights-notice", "rectify-notice", "rectify-review", "result-letter", "preserve-decision", "register-list", "sampling-list", "evidence-request",
		"spot-penalty", "review-decision", "review-feedback", "recusal-decision":
		return []string{copyFile, copyParty}
	case "copy-letter":
		return []string{copyFile, copyOther}
	}
	return []string{copyFile}
}

// Set lists what the inspection of a team needs on paper now, in the order it is
// printed: the notice, the record and what the measures bring, then whatever
// else was issued for it.
func (p *Paper) Set(ctx context.Context, a inspect.Actor, team string) ([]SetLine, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return nil, err
	}
	t, err := store.Get[inspect.Team](ctx, p.c.db, inspect.NounTeam, team)
	if err != nil {
		return nil, err
	}
	f, err := (&Visit{p.c}).form(ctx, p.c.db, t)
	if err != nil {
		return nil, err
	}
	papers := []inspect.Paper{}
	for _, ref := range []string{t.ID, f.Visit.ID} {
		rows, _, err := store.List[inspect.Paper](ctx, p.c.db, inspect.NounPaper, store.Where("ref", ref).Sorted("id"))
		if err != nil {
			return nil, err
		}
		if ref != "" {
			papers = append(papers, rows...)
		}
	}
	papers = slices.DeleteFunc(papers, func(x inspect.Paper) bool { return x.State == inspect.PaperVoid })
	lines := []SetLine{}
	need := func(kind inspect.DocumentKind, name, ref string, lacks []string) {
		l := SetLine{Kind: string(kind), Name: name, Ref: ref, Copies: copiesOf(string(kind)), Lacks: append([]string{}, lacks...)}
		for i, x := range papers {
			if x.Kind == l.Kind {
				l.take(x)
				papers = slices.Delete(papers, i, i+1)
				break
			}
		}
		if !slices.ContainsFunc(lines, func(have SetLine) bool { return have.Kind == l.Kind }) {
			lines = append(lines, l)
		}
	}
	due := inspect.DuePapers(f.Visit, f.Matters)
	if due[0].Kind == inspect.DocSceneRecord {
		need(inspect.DocInspectionNotice, "行政检查通知书", t.ID, nil)
	}
	open := f.Visit.ID == "" || f.Visit.State == inspect.VisitOpen
	if open {
		need(inspect.DocCheckForm, "现场检查表", t.ID, nil)
	}
	for _, d := range due {
		lacks := d.Missing
		if d.Kind == "" {
			lines = append(lines, SetLine{Name: d.Name, Copies: []string{}, Lacks: append([]string{"在执法办案信息系统制作"}, lacks...)})
			continue
		}
		if open {
			lacks = append(slices.Clone(lacks), "检查还没有结束")
		}
		need(d.Kind, d.Name, f.Visit.ID, lacks)
	}
	for _, x := range papers {
		l := SetLine{Kind: x.Kind, Name: x.Name, Ref: x.Ref, Copies: copiesOf(x.Kind)}
		l.take(x)
		lines = append(lines, l)
	}
	return lines, nil
}

func (l *SetLine) take(x inspect.Paper) {
	l.Paper, l.Number, l.State, l.Lacks = x.ID, x.No(), x.State.Label(), []string{}
	if x.State == inspect.PaperFiled {
		l.Copies = []string{} // signed already
	}
}

// PrintSet issues what of a set is not made yet, writes all copies in one PDF in
// printing order, each page marked with whom it is for, and registers the print;
// a second print of a document is marked 补打. What cannot be made is named.
func (p *Paper) PrintSet(ctx context.Context, a inspect.Actor, team string, lines []SetLine, out string) (PrintedSet, error) {
	set := PrintedSet{Path: out, Left: []string{}}
	if err := a.May(inspect.ActDocument); err != nil {
		return set, err
	}
	if out == "" {
		return set, inspect.E(inspect.Invalid, "没有写明文件保存到哪里").WithField("out").WithHint("选择保存的位置，如 D:\\现场文书.pdf")
	}
	known, err := p.Set(ctx, a, team)
	if err != nil {
		return set, err
	}
	if err := pack.Writable(out); err != nil {
		return set, err // before any number is used
	}
	fonts, err := p.c.fonts()
	if err != nil {
		return set, err
	}
	parts, printed := []pdf.SetPart{}, []SetLine{}
	for _, l := range lines {
		i := slices.IndexFunc(known, func(k SetLine) bool { return k.Kind == l.Kind && k.Paper == l.Paper })
		if i < 0 {
			return set, inspect.E(inspect.Conflict, "%s的情况刚刚有变动，没有打印", l.Name).WithRef(l.Paper).WithHint("重新打开打印清单")
		}
		if len(l.Copies) == 0 || len(known[i].Lacks) > 0 {
			if len(known[i].Lacks) > 0 {
				set.Left = append(set.Left, known[i].Name+"："+strings.Join(known[i].Lacks, "、"))
			}
			continue
		}
		part, paper, err := p.setPart(ctx, a, known[i], l.Copies)
		if err != nil {
			set.Left = append(set.Left, known[i].Name+"："+inspect.ForPerson(err).Message)
			continue
		}
		l.Paper = paper
		parts, printed = append(parts, part), append(printed, l)
	}
	if len(parts) == 0 {
		e := inspect.E(inspect.Refused, "没有可以打印的文书").WithArticle("第二十条")
		if len(set.Left) > 0 {
			e = e.WithHint("%s", set.Left[0])
		}
		return set, e
	}
	b, sheets, err := pdf.RenderSet(fonts, parts)
	if err != nil {
		return set, err
	}
	if err := writeFile(out, b); err != nil {
		return set, err
	}
	for _, l := range printed {
		if _, err := p.Printed(ctx, a, l.Paper, len(l.Copies)); err != nil {
			return set, err
		}
		set.Papers, set.Copies = set.Papers+1, set.Copies+len(l.Copies)
	}
	set.Sheets = sheets
	return set, nil
}

// setPart is a document of the set with its marks, issued now if it is not yet.
func (p *Paper) setPart(ctx context.Context, a inspect.Actor, l SetLine, copies []string) (pdf.SetPart, string, error) {
	id := l.Paper
	if id == "" {
		made, err := p.Issue(ctx, a, l.Kind, l.Ref)
		if err != nil {
			return pdf.SetPart{}, "", err
		}
		id = made.ID
	}
	x, err := store.Get[inspect.Paper](ctx, p.c.db, inspect.NounPaper, id)
	if err != nil {
		return pdf.SetPart{}, "", err
	}
	if err := x.State.To(inspect.PaperPrinted); err != nil {
		return pdf.SetPart{}, "", err
	}
	snap, err := store.Blob(ctx, p.c.db, x.Snapshot)
	if err != nil {
		return pdf.SetPart{}, "", err
	}
	part := pdf.SetPart{Snapshot: snap}
	for _, c := range copies {
		mark := c
		if x.State == inspect.PaperPrinted {
			mark = fmt.Sprintf("%s　补打（第%d次打印）", c, len(x.Reprints)+2)
		}
		part.Copies = append(part.Copies, mark)
	}
	return part, id, nil
}
