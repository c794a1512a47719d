package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// remote tells whether a visit was made without going anywhere (art. 17).
func remote(f VisitForm) bool {
	return f.Visit.Outcome == inspect.OutcomeDone && !f.Visit.OnSite(f.Matters)
}

// measured are the findings with a measure, as facts; basis is what they breach.
func measured(f VisitForm, m inspect.Measure) (facts []string, basis string) {
	own := []inspect.Finding{}
	for _, x := range f.Visit.Findings {
		if x.Measure == m {
			own, facts = append(own, x), append(facts, x.Description)
		}
	}
	return facts, breachedBy(f.Matters, own)
}

// breachedBy is the legal basis of the matters that findings are about.
func breachedBy(ms []inspect.Matter, findings []inspect.Finding) string {
	breached := []inspect.Matter{}
	for _, x := range findings {
		for _, m := range ms {
			if m.ID == x.Matter {
				breached = append(breached, m)
			}
		}
	}
	return basisOf(breached)
}

func (p *Paper) remoteSnapshot(head inspect.DocumentHead, party inspect.PartySnapshot, f VisitForm) (frozenDoc, error) {
	if !remote(f) {
		return frozenDoc{}, inspect.E(inspect.Refused, "本次检查到了现场，应制作现场检查笔录").WithArticle("第十七条").WithRef(f.Visit.ID)
	}
	s := inspect.RemoteRecordSnapshot{DocumentHead: head, Party: party, StartedAt: f.Visit.StartedAt, EndedAt: f.Visit.EndedAt, Officers: officersOf(f.Team, f.Visit.Present),
		Basis: basisOf(f.Matters), Matters: matterLines(f), Findings: findingLines(f), Process: f.Visit.Process, Ways: []inspect.WaySnapshot{}}
	for _, m := range f.Matters {
		w := f.Visit.WayOf(m.ID)
		shot := shotOf(f, w)
		s.Ways = append(s.Ways, inspect.WaySnapshot{Matter: m.Name, Method: w.Method, URL: w.URL, At: w.At, Shot: shot.Name, SHA256: shot.SHA256, Papers: w.Papers})
	}
	return frozenDoc{s, f.Visit.Grant}, nil
}

func shotOf(f VisitForm, w inspect.Way) inspect.Evidence {
	for _, e := range f.Evidence {
		if e.ID == w.Shot {
			return e
		}
	}
	return inspect.Evidence{}
}

// wayOf words how one matter of a visit was inspected otherwise than the rest.
func wayOf(f VisitForm, w inspect.Way) string {
	text := matterName(f.Matters, w.Matter) + "：以" + w.Method + "方式检查"
	switch w.Method {
	case inspect.MethodPapers:
		text += "，查阅的资料：" + w.Papers
	case inspect.MethodWeb:
		shot := shotOf(f, w)
		text += "，网址 " + w.URL + "，监测时间 " + inspect.Minute(w.At) + "，截图 " + shot.Name + "（SHA-256 " + shot.SHA256 + "）"
	}
	return text + "。"
}

// checkFormSnapshot is prepared before anybody goes.
func (p *Paper) checkFormSnapshot(ctx context.Context, tx *store.Tx, head inspect.DocumentHead, ref string) (frozenDoc, error) {
	team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, ref)
	if err != nil {
		return frozenDoc{}, err
	}
	f, err := (&Visit{p.c}).form(ctx, tx, team)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Organ, head.TaskNo, head.TaskName = f.Task.Organ, f.Task.No, f.Task.Name
	s := inspect.CheckFormSnapshot{DocumentHead: head, Party: partyOf(f.Subject), Officers: officersOf(f.Team, nil), Matters: []inspect.BlankMatter{}, Past: []string{}}
	for _, m := range matterLines(VisitForm{Matters: f.Matters}) {
		blank := inspect.BlankMatter{Name: m.Name, Basis: m.Basis, Lines: []string{}}
		for _, l := range m.Lines {
			blank.Lines = append(blank.Lines, l.Content)
		}
		s.Matters = append(s.Matters, blank)
	}
	for _, x := range f.Team.Past {
		for _, y := range x.Findings {
			if y.Open {
				s.Past = append(s.Past, y.Description+"（"+x.On+" 责令整改，期限 "+y.Deadline+"）")
			}
		}
	}
	grant, err := p.c.teamGrant(ctx, tx, f.Team)
	return frozenDoc{s, grant}, err
}
