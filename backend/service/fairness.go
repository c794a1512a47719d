package service

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// fewDraws is the average variance of a count below which the chi-square
// approximation is too rough to say anything.
const fewDraws = 1.0

// Fairness says how evenly the draws of a period fell, what that shows and what
// it does not.
type Fairness struct {
	From       string            `json:"from"`
	To         string            `json:"to"`
	Draws      int               `json:"draws"`     // 本机抽取的人员匹配 in the test
	Crossed    int               `json:"crossed"`   // not in it: seats of several departments or qualifications overlap
	Elsewhere  int               `json:"elsewhere"` // teams matched by the platform or by hand: met, but not drawn here
	Statistic  float64           `json:"statistic"` // chi-square
	Freedom    int               `json:"freedom"`   // degrees of freedom
	P          float64           `json:"p"`
	Level      inspect.FairLevel `json:"level"`
	Verdict    string            `json:"verdict"`
	Limits     string            `json:"limits"` // what the figure does not show
	Inspectors []InspectorShare  `json:"inspectors"`
	Pairs      []PairShare       `json:"pairs"`    // most often first
	Meetings   []Meeting         `json:"meetings"` // inspectors who met the same subject twice or more
	Coverage   []TradeCoverage   `json:"coverage"`
	Attempts   []TaskAttempts    `json:"attempts"`
}

// InspectorShare is how often somebody was drawn and went.
type InspectorShare struct {
	Inspector  string  `json:"inspector"`
	Name       string  `json:"name"`
	Department string  `json:"department"`
	Drawn      int     `json:"drawn"`    // seats in the draws of the test
	Expected   float64 `json:"expected"` // given whom he shared each lot with
	Visits     int     `json:"visits"`   // teams he stands in, however matched
	Subjects   int     `json:"subjects"` // different ones
}

// PairShare is how often two people stood in one team.
type PairShare struct {
	A     string `json:"a"`
	B     string `json:"b"`
	NameA string `json:"nameA"`
	NameB string `json:"nameB"`
	Times int    `json:"times"`
}

// Meeting is how often an inspector stood in a team for one subject.
type Meeting struct {
	Inspector string `json:"inspector"`
	Subject   string `json:"subject"`
	Name      string `json:"name"`
	Firm      string `json:"firm"`
	Times     int    `json:"times"`
}

// TradeCoverage is how much of a trade was drawn and checked in the period.
type TradeCoverage struct {
	Trade     string `json:"trade"`
	Subjects  int    `json:"subjects"`  // valid ones now
	Drawn     int    `json:"drawn"`     // different ones on locked random lists
	Published int    `json:"published"` // different ones with a published result
}

// TaskAttempts are the draws of one task; abandoned ones stay on record.
type TaskAttempts struct {
	Task         string          `json:"task"`
	No           string          `json:"no"`
	Name         string          `json:"name"`
	Subjects     int             `json:"subjects"`   // numbered statements
	Inspectors   int             `json:"inspectors"` //
	Replacements int             `json:"replacements"`
	Abandoned    []AbandonedDraw `json:"abandoned"`
}

// AbandonedDraw is a statement that never got its public input.
type AbandonedDraw struct {
	Purpose string `json:"purpose"`
	Attempt int    `json:"attempt"`
	Reason  string `json:"reason"`
}

// Fairness reads the draws, teams and results of a period (dates, both
// included).
func (d *Draw) Fairness(ctx context.Context, a inspect.Actor, from, to string) (Fairness, error) {
	f := Fairness{From: from, To: to, Inspectors: []InspectorShare{}, Pairs: []PairShare{}, Meetings: []Meeting{}, Coverage: []TradeCoverage{}, Attempts: []TaskAttempts{}}
	if err := a.May(inspect.ActRead); err != nil {
		return f, err
	}
	if err := period(from, to); err != nil {
		return f, err
	}
	lots, err := d.lots(ctx, &f)
	if err != nil {
		return f, err
	}
	if err := d.met(ctx, &f, lots); err != nil {
		return f, err
	}
	return f, d.covered(ctx, &f)
}

// period refuses a period that has no beginning, no end, or no days.
func period(from, to string) error {
	if !isDay(from) || !isDay(to) || from > to {
		return inspect.E(inspect.Invalid, "起止日期不完整或颠倒").WithField("from").WithHint("填写起止日期，如 2026-01-01")
	}
	return nil
}

func (f *Fairness) holds(date string) bool { return f.From <= date && date <= f.To }

// lots judges the finished draws of inspectors and counts every task's attempts.
func (d *Draw) lots(ctx context.Context, f *Fairness) (draw.Balance, error) {
	draws, _, err := store.List[inspect.Drawing](ctx, d.c.db, inspect.NounDraw, store.Filter{})
	if err != nil {
		return draw.Balance{}, err
	}
	slices.SortFunc(draws, func(x, y inspect.Drawing) int {
		return cmp.Or(cmp.Compare(x.StatedAt, y.StatedAt), cmp.Compare(x.ID, y.ID))
	})
	all := []draw.Lot{}
	for _, dr := range draws {
		if !f.holds(inspect.LegalDate(dr.StatedAt)) {
			continue
		}
		if err := d.attempted(ctx, f, dr); err != nil {
			return draw.Balance{}, err
		}
		if dr.State != inspect.DrawDone || dr.Purpose != string(draw.PurposeInspectors) {
			continue
		}
		files, err := d.files(ctx, d.c.db, dr)
		if err != nil {
			return draw.Balance{}, err
		}
		lots, crossed, err := draw.Lots(files)
		if err != nil {
			return draw.Balance{}, err
		}
		if crossed {
			f.Crossed++
			continue
		}
		f.Draws++
		id := refs(dr.Persons)
		for _, l := range lots {
			for i, p := range l.Persons {
				l.Persons[i] = id[p]
			}
			all = append(all, l)
		}
	}
	b := draw.BalanceOf(all)
	f.judge(b)
	return b, nil
}

// judge puts the figure into words.
func (f *Fairness) judge(b draw.Balance) {
	f.Statistic, f.Freedom, f.P = math.Round(b.Statistic*100)/100, b.Freedom, math.Round(b.P*10000)/10000
	figure := fmt.Sprintf("卡方 %.2f，自由度 %d，p=%.4f。", f.Statistic, f.Freedom, f.P)
	switch {
	case b.Freedom == 0 || b.Variance < fewDraws:
		f.Level = inspect.FairFew
		f.Verdict = fmt.Sprintf("期间内只有%d次本机人员抽取可以比较，次数太少，不作判断。抽取多了以后再看。", f.Draws)
	case b.P < 0.001:
		f.Level = inspect.FairOdd
		f.Verdict = figure + "机会均等时出现这样大的差别不到千分之一，请核对名册、回避和请假的登记，并用“核验抽取”逐次重算。"
	case b.P < 0.05:
		f.Level = inspect.FairWatch
		f.Verdict = figure + "机会均等时也会偶然出现这样的差别（每二十次约一次），单看这一项不能说明有偏向。"
	default:
		f.Level = inspect.FairEven
		f.Verdict = figure + "各人被抽中的次数与机会均等相符。"
	}
	f.Limits = "本项只比较次数：与同一次抽取中条件相同的人相比，各人被抽中的次数是否相差过大。它不能证明每一次抽取没有被操纵（那要逐次重算核验），" +
		"也看不出谁被抽去查了谁；平台匹配和指定的检查组不在其内。"
	if f.Crossed > 0 {
		f.Limits += fmt.Sprintf("另有%d次抽取的席位要求交叉，各人的应得次数不好比较，没有计入。", f.Crossed)
	}
}

// attempted adds a draw to its task's attempts.
func (d *Draw) attempted(ctx context.Context, f *Fairness, dr inspect.Drawing) error {
	i := slices.IndexFunc(f.Attempts, func(t TaskAttempts) bool { return t.Task == dr.Task })
	if i < 0 {
		t, err := d.c.task(ctx, d.c.db, dr.Task)
		if err != nil {
			return err
		}
		i = len(f.Attempts)
		f.Attempts = append(f.Attempts, TaskAttempts{Task: t.ID, No: t.No, Name: t.Name, Abandoned: []AbandonedDraw{}})
	}
	t, purpose := &f.Attempts[i], ""
	switch draw.Purpose(dr.Purpose) {
	case draw.PurposeSubjects:
		t.Subjects, purpose = t.Subjects+1, "抽取检查对象"
	case draw.PurposeInspectors:
		t.Inspectors, purpose = t.Inspectors+1, "匹配检查人员"
	default:
		t.Replacements, purpose = t.Replacements+1, "更换检查人员"
	}
	if dr.State == inspect.DrawAbandoned {
		t.Abandoned = append(t.Abandoned, AbandonedDraw{purpose, dr.Attempt, cmp.Or(dr.AbandonedFor, dr.Reason)})
	}
	return nil
}

// met counts who stood in which team, with whom, for which subject.
func (d *Draw) met(ctx context.Context, f *Fairness, b draw.Balance) error {
	teams, _, err := store.List[inspect.Team](ctx, d.c.db, inspect.NounTeam, store.Filter{})
	if err != nil {
		return err
	}
	people := map[string]*InspectorShare{}
	share := func(id, name, department string) *InspectorShare {
		if people[id] == nil {
			people[id] = &InspectorShare{Inspector: id, Name: name, Department: department}
		}
		return people[id]
	}
	pairs, firms := map[[2]string]*PairShare{}, map[[2]string]int{}
	for _, t := range teams {
		if !f.holds(t.Date) {
			continue
		}
		if t.Draw == "" {
			f.Elsewhere++
		}
		for i, m := range t.Members {
			s := share(m.Inspector, m.Name, m.Department)
			s.Visits++
			if firms[[2]string{m.Inspector, t.Subject}]++; firms[[2]string{m.Inspector, t.Subject}] == 1 {
				s.Subjects++
			}
			for _, o := range t.Members[i+1:] {
				x, y := m, o
				if y.Inspector < x.Inspector {
					x, y = y, x
				}
				key := [2]string{x.Inspector, y.Inspector}
				if pairs[key] == nil {
					pairs[key] = &PairShare{A: x.Inspector, B: y.Inspector, NameA: x.Name, NameB: y.Name}
				}
				pairs[key].Times++
			}
		}
	}
	for _, s := range b.Shares {
		if people[s.Person] == nil { // never drawn
			p, err := store.Get[inspect.Inspector](ctx, d.c.db, inspect.NounInspector, s.Person)
			if err != nil {
				return err
			}
			share(s.Person, p.Name, p.Department)
		}
		people[s.Person].Drawn, people[s.Person].Expected = s.Count, math.Round(s.Expected*100)/100
	}
	for _, s := range people {
		f.Inspectors = append(f.Inspectors, *s)
	}
	for _, p := range pairs {
		f.Pairs = append(f.Pairs, *p)
	}
	for key, n := range firms {
		if n < 2 {
			continue
		}
		s, err := store.Get[inspect.Subject](ctx, d.c.db, inspect.NounSubject, key[1])
		if err != nil {
			return err
		}
		f.Meetings = append(f.Meetings, Meeting{Inspector: key[0], Subject: s.ID, Name: people[key[0]].Name, Firm: s.Name, Times: n})
	}
	slices.SortFunc(f.Inspectors, func(x, y InspectorShare) int {
		return cmp.Or(cmp.Compare(x.Department, y.Department), cmp.Compare(y.Visits, x.Visits), cmp.Compare(x.Inspector, y.Inspector))
	})
	slices.SortFunc(f.Pairs, func(x, y PairShare) int {
		return cmp.Or(cmp.Compare(y.Times, x.Times), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	slices.SortFunc(f.Meetings, func(x, y Meeting) int {
		return cmp.Or(cmp.Compare(y.Times, x.Times), cmp.Compare(x.Inspector, y.Inspector), cmp.Compare(x.Subject, y.Subject))
	})
	return nil
}

// covered counts, trade by trade, what was drawn and what is published.
func (d *Draw) covered(ctx context.Context, f *Fairness) error {
	groups, err := store.Groups(ctx, d.c.db, inspect.NounSubject, "trade", "status", "merged")
	if err != nil {
		return err
	}
	at := map[string]int{}
	place := func(trade string) *TradeCoverage {
		if _, ok := at[trade]; !ok {
			at[trade] = len(f.Coverage)
			f.Coverage = append(f.Coverage, TradeCoverage{Trade: trade})
		}
		return &f.Coverage[at[trade]]
	}
	for _, g := range groups {
		if g.Values[2] == "" && (inspect.Subject{Status: g.Values[1]}).Drawable() == "" {
			place(g.Values[0]).Subjects += g.Count
		}
	}
	tasks, _, err := store.List[inspect.Task](ctx, d.c.db, inspect.NounTask, store.Filter{})
	if err != nil {
		return err
	}
	standing, err := d.c.survivors(ctx, d.c.db)
	if err != nil {
		return err
	}
	drawn, random := map[string]bool{}, map[string]bool{}
	for _, t := range tasks {
		if !t.Random() || t.State == inspect.TaskDraft || t.State == inspect.TaskFrozen || t.State == inspect.TaskDrawn {
			continue
		}
		random[t.ID] = true
		if f.holds(t.From) {
			for _, w := range t.Winners {
				drawn[joinOr(standing[w.Subject], w.Subject)] = false
			}
		}
	}
	results, _, err := store.List[inspect.Result](ctx, d.c.db, inspect.NounResult, store.Where("state", string(inspect.ResultPublished)))
	if err != nil {
		return err
	}
	for _, r := range results {
		if random[r.Task] && f.holds(r.FinishedOn) {
			drawn[joinOr(standing[r.Subject], r.Subject)] = true
		}
	}
	ids := []string{}
	for id := range drawn {
		ids = append(ids, id)
	}
	rows, err := store.Columns(ctx, d.c.db, inspect.NounSubject, ids, "trade")
	for _, row := range rows {
		c := place(row[1])
		c.Drawn++
		if drawn[row[0]] {
			c.Published++
		}
	}
	return err
}
