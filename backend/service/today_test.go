package service_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// TestTheRound: the leader's order holds, what was shared goes from firm to firm,
// and what was told to one party is never taken as told to the next.
func TestTheRound(t *testing.T) {
	b := at(t, "dispatched")
	stops := b.stops()
	if len(stops) < 3 {
		t.Fatalf("%d stops", len(stops))
	}
	leader := b.leader(stops[2])
	_, err := b.field.Visit.Arrange(b.ctx, leader, []string{stops[2].Team.ID, stops[0].Team.ID})
	b.ok(err)
	now := b.stops()
	if now[0].Team.ID != stops[2].Team.ID || now[1].Team.ID != stops[0].Team.ID || now[2].Team.ID != stops[1].Team.ID {
		t.Fatal("the order did not hold")
	}
	b.refuses(b.field, inspect.NotFound, "", func() error {
		_, err := b.field.Visit.Arrange(b.ctx, leader, []string{"nobody"})
		return err
	})
	b.refuses(b.field, inspect.Invalid, "", func() error {
		_, err := b.field.Visit.Arrange(b.ctx, leader, []string{stops[0].Team.ID, stops[0].Team.ID})
		return err
	})

	f, err := b.field.Visit.Start(b.ctx, leader, now[0].Team.ID)
	b.ok(err)
	if f.Carried != "" {
		t.Fatalf("the first firm of the day carries from %s", f.Carried)
	}
	all := []string{}
	for _, m := range now[0].Team.Members {
		all = append(all, m.Inspector)
	}
	b.fill(leader, f.Visit.ID, "vehicle", "警A0001", "rightsNote", "口头告知并交付告知书", "noCheckCode", "现场无网络", "credentials", "1", "rights", "1", "present", strings.Join(all, "，"), "partyName", "甲")
	second := b.leader(now[1])
	g, err := b.field.Visit.Start(b.ctx, second, now[1].Team.ID)
	b.ok(err)
	if g.Carried != now[0].SubjectName || g.Visit.Vehicle != "警A0001" || g.Visit.RightsNote != "口头告知并交付告知书" || g.Visit.NoCheckCode != "现场无网络" {
		t.Fatalf("carried %q %+v", g.Carried, g.Visit)
	}
	if g.Visit.Credentials || g.Visit.Rights || g.Visit.PartyName != "" {
		t.Fatal("what concerns the other party was carried")
	}
	for _, id := range g.Visit.Present {
		if !slices.ContainsFunc(now[1].Team.Members, func(m inspect.Member) bool { return m.Inspector == id }) {
			t.Fatalf("%s is not of this team", id)
		}
	}
	d, err := b.field.Visit.Door(b.ctx, leader, now[1].Team.ID)
	b.ok(err)
	if d.Next != now[2].Team.ID {
		t.Fatalf("next %s", d.Next)
	}

	// The round goes on without a firm that was put off to another day.
	b.fill(second, g.Visit.ID, "outcome", "later", "outcomeNote", "负责人外出", "secondOn", "2026-03-09")
	d, err = b.field.Visit.Door(b.ctx, leader, now[0].Team.ID)
	b.ok(err)
	if b.stops()[1].SecondOn != "2026-03-09" || d.Next != now[2].Team.ID {
		t.Fatalf("second on %q, next %s", b.stops()[1].SecondOn, d.Next)
	}
}

// byHand is an approved non-random task of one subject.
func (b *bureau) byHand(subject string) inspect.Task {
	b.t.Helper()
	in := b.report()
	in.Subjects = []string{subject}
	task, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, in)
	b.ok(err)
	_, err = b.office.Match.AssignByHand(b.ctx, b.clerk, task.ID, []service.HandTeam{{Subject: subject, Inspectors: b.able(task.Lead)[:2]}})
	b.ok(err)
	return b.approve(b.reread(task))
}

// TestTheDoorTellsThePast: findings and open rectifications go out with the next
// task package, and what the team sees corrected is open no more.
func TestTheDoorTellsThePast(t *testing.T) {
	b := at(t, "returned")
	first, _, err := store.List[inspect.Visit](b.ctx, b.office.Store(), inspect.NounVisit, store.Filter{})
	b.ok(err)
	subject := first[0].Subject
	hand := func(n string) service.Stop {
		t.Helper()
		b.ok(err)
		task := b.byHand(subject)
		out := filepath.Join(b.dir, n+".zip")
		_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, task.ID, "外勤一号", nil, out)
		b.ok(err)
		_, err = b.field.Dispatch.Open(b.ctx, b.anyone(b.field), out)
		b.ok(err)
		for _, s := range b.stops() {
			if s.Team.Task == task.ID {
				return s
			}
		}
		t.Fatal("the firm is not on the round")
		return service.Stop{}
	}
	s := hand("again")
	d, err := b.field.Visit.Door(b.ctx, b.leader(s), s.Team.ID)
	b.ok(err)
	if s.OpenPast != 1 || len(d.Past) != 1 || d.Past[0].Findings[0].Deadline != "2026-03-20" || !strings.Contains(d.Past[0].Findings[0].Description, "安全出口") {
		t.Fatalf("%d open, %+v", s.OpenPast, d.Past)
	}
	leader := b.leader(s)
	f := b.filled(leader, s, false)
	b.fill(leader, f.Visit.ID, "past/"+d.Past[0].Findings[0].ID, "done", "past/"+d.Past[0].Findings[0].ID+"/note", "出口已清空")
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	out := filepath.Join(b.dir, "again-result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, b.anyone(b.field), s.Team.Task, out)
	b.ok(err)
	_, err = b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	if s = hand("third"); s.OpenPast != 0 || len(s.Team.Past) != 2 {
		t.Fatalf("%d open, %+v", s.OpenPast, s.Team.Past)
	}
}

// TestArticle17Ways: each method has its own shape, and only one that the list of
// matters names; what is read or watched needs no steps of a visit.
func TestArticle17Ways(t *testing.T) {
	b, leader, _, f := ready(t, false)
	m := f.Matters[0]
	p := "method/" + m.ID
	b.finishRefuses("第十七条", leader, f, p, "检验检测")
	named := strings.Join(m.Methods, "，")
	if !strings.Contains(named, "查阅资料") {
		t.Fatalf("the sample's matter is inspected by %s", named)
	}
	b.finishRefuses("第十七条", leader, f, p, "查阅资料")
	b.finishRefuses("第十七条", leader, f, p, "网络监测")
}

func TestArticle18PutOff(t *testing.T) {
	b, leader, _, f := ready(t, false)
	b.finishRefuses("第十八条", leader, f, "outcome", "later", "outcomeNote", "负责人外出")
	b.finishRefuses("第十八条", leader, f, "outcome", "later", "outcomeNote", "负责人外出", "secondOn", "2026-02-01")
	b.finishRefuses("第十八条", leader, f, "outcome", "later", "outcomeNote", "负责人外出", "secondOn", "2026-03-09")
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID) // came again
	b.ok(err)
}

// TestUndo: the last change goes first, across people; both stay in the history;
// a finished record is not undone.
func TestUndo(t *testing.T) {
	b, leader, s, f := ready(t, false)
	before, err := b.field.Visit.Changes(b.ctx, leader, f.Visit.ID, "place")
	b.ok(err)
	b.fill(leader, f.Visit.ID, "place", "后门", "witness", "物业甲")
	u, err := b.field.Visit.Undo(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if u.Change.Path != "witness" || u.Change.Label != "见证人" || u.Fields[0].Value != "" {
		t.Fatalf("%+v", u)
	}
	u, err = b.field.Visit.Undo(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if u.Change.Path != "place" || u.Fields[0].Value != f.Visit.Place {
		t.Fatalf("%+v", u)
	}
	after, err := b.field.Visit.Changes(b.ctx, leader, f.Visit.ID, "place")
	b.ok(err)
	if len(after) != len(before)+2 || after[0].New != f.Visit.Place || after[0].Person != leader.Name || after[1].New != "后门" {
		t.Fatalf("%+v", after)
	}
	for n := u.Left; n > 0; n-- { // all the way back
		if u, err = b.field.Visit.Undo(b.ctx, leader, f.Visit.ID); err != nil || u.Left >= n {
			t.Fatalf("%d left, %+v, %v", n, u, err)
		}
		n = u.Left + 1
	}
	b.refuses(b.field, inspect.NotFound, "", func() error { _, err := b.field.Visit.Undo(b.ctx, leader, f.Visit.ID); return err })
	blank, err := b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if blank.Visit.StartedAt == "" || blank.Visit.Place != f.Visit.Place || len(blank.Visit.Present) != 0 {
		t.Fatalf("what began the visit was undone: %+v", blank.Visit)
	}
	g := b.filled(leader, s, false)
	_, err = b.field.Visit.Finish(b.ctx, leader, g.Visit.ID)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", func() error { _, err := b.field.Visit.Undo(b.ctx, leader, f.Visit.ID); return err })
}
