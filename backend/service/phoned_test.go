package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// typed is what the leader types while the office reads it out.
func typed(team inspect.Team, r service.ReadOut) service.PhonedInput {
	return service.PhonedInput{Team: team.ID, Inspector: r.Old.Inspector, Name: r.New.Name, Badge: r.New.Badge, CertNo: r.New.CertNo, Code: r.Code}
}

// One who was told by phone takes part, finishes with the team, and is named on
// the papers; the package that comes in the evening confirms it.
func TestPhonedReplacementIsConfirmed(t *testing.T) {
	b := at(t, "dispatched")
	team := b.team(1)
	rep := b.replaced(team, other(team).Inspector)
	read, err := b.office.Match.ReadOut(b.ctx, b.clerk, team.ID)
	b.ok(err)
	leader := b.leader(b.stops()[0])
	in := typed(team, read)
	in.Code = strings.ToLower(strings.ReplaceAll(in.Code, "-", " ")) // as one types it
	r, err := b.field.Match.TakePhone(b.ctx, leader, in)
	b.ok(err)
	if r.State != inspect.RequestPhoned {
		t.Fatalf("stands as %s", r.State)
	}
	stop := b.stops()[0]
	if m := stop.Team.Members; len(m) != 2 || !(m[0].Unconfirmed || m[1].Unconfirmed) {
		t.Fatalf("the laptop's team: %+v", m)
	}
	f := b.recorded(leader, stop)
	p, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)
	snap, err := store.Blob(b.ctx, b.field.Store(), p.Snapshot)
	b.ok(err)
	if !strings.Contains(string(snap), read.New.CertNo) || strings.Contains(string(snap), read.Old.CertNo) {
		t.Fatalf("the record names %s", snap)
	}
	rec, err := b.amended(team.ID)
	b.ok(err)
	if len(rec.Phoned) != 1 || rec.Phoned[0].State != inspect.RequestConfirmed {
		t.Fatalf("the package says %+v", rec.Phoned)
	}
	for _, s := range b.stops()[1:] {
		b.recorded(b.leader(s), s)
	}
	if back := b.bringBack(filepath.Join(b.dir, "back.zip")); len(back.Conflicts) != 0 {
		t.Fatalf("conflicts %+v", back.Conflicts)
	}
	v, err := b.office.Visit.Open(b.ctx, b.clerk, f.Visit.ID)
	b.ok(err)
	if !strings.Contains(strings.Join(v.Visit.Present, " "), rep.Team.Changes[0].New.Inspector) {
		t.Fatalf("the office does not know who was there: %v", v.Visit.Present)
	}
}

// A package that names somebody else contradicts what was told, and says so.
func TestPhonedReplacementIsContradicted(t *testing.T) {
	b := at(t, "dispatched")
	team := b.team(1)
	b.replaced(team, other(team).Inspector)
	read, err := b.office.Match.ReadOut(b.ctx, b.clerk, team.ID)
	b.ok(err)
	leader := b.leader(b.stops()[0])
	// Whoever holds the grant could read out another name: only the signed package decides.
	grants, _, err := store.List[inspect.Grant](b.ctx, b.office.Store(), inspect.NounGrant, store.Where("task", team.Task).Sorted("epoch"))
	b.ok(err)
	in := typed(team, read)
	in.Name = "冒名顶"
	leading := team.Members[0]
	if leading.Inspector != team.Leader {
		leading = team.Members[1]
	}
	in.Code = inspect.ReadOutCode(grants[0].ID, team.ID, 1, read.Old.Badge, in.Badge, in.Name, leading.Badge)
	_, err = b.field.Match.TakePhone(b.ctx, leader, in)
	b.ok(err)
	rec, err := b.amended(team.ID)
	b.ok(err)
	if len(rec.Phoned) != 1 || rec.Phoned[0].State != inspect.RequestContradicted {
		t.Fatalf("the package says %+v", rec.Phoned)
	}
	for _, m := range b.stops()[0].Team.Members {
		if m.Unconfirmed || m.Name == "冒名顶" {
			t.Fatalf("still in the team: %+v", m)
		}
	}
	views, err := b.field.Match.Requests(b.ctx, leader, team.Task)
	b.ok(err)
	if len(views) != 1 || views[0].StateLabel != "与变更包不符" {
		t.Fatalf("listed as %+v", views)
	}
}

func TestArticle16PhonedReplacement(t *testing.T) {
	b := at(t, "dispatched")
	team, second := b.team(1), b.team(2)
	leader := b.leader(b.stops()[0])
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // nothing to read out
		_, err := b.office.Match.ReadOut(b.ctx, b.clerk, team.ID)
		return err
	})
	b.replaced(team, other(team).Inspector)
	read, err := b.office.Match.ReadOut(b.ctx, b.clerk, team.ID)
	b.ok(err)
	for name, wrong := range map[string]func(*service.PhonedInput){
		"code":   func(in *service.PhonedInput) { in.Code = "00000-00000" },
		"name":   func(in *service.PhonedInput) { in.Name += "某" },
		"badge":  func(in *service.PhonedInput) { in.Badge = "999999" },
		"leaver": func(in *service.PhonedInput) { in.Inspector = team.Leader; in.Leader = in.Badge },
		"team":   func(in *service.PhonedInput) { in.Team, in.Inspector = second.ID, other(second).Inspector },
	} {
		b.refuses(b.field, inspect.Refused, "第十六条", func() error {
			in := typed(team, read)
			wrong(&in)
			_, err := b.field.Match.TakePhone(b.ctx, leader, in)
			if err == nil {
				t.Error("taken with a wrong " + name)
			}
			return err
		})
	}
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // the office has no phone call to enter
		_, err := b.office.Match.TakePhone(b.ctx, b.clerk, typed(team, read))
		return err
	})
	_, err = b.field.Match.TakePhone(b.ctx, leader, typed(team, read))
	b.ok(err)
}

// With nobody left the visit is postponed: it is not dispatched and does not
// start, until somebody can be drawn.
func TestArticle16PostponedVisit(t *testing.T) {
	b := at(t, "dispatched")
	team := b.team(1)
	r, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, byPhone(b.asked(team, other(team).Inspector, inspect.CauseWork)))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // somebody is left
		_, err := b.office.Match.Postpone(b.ctx, b.clerk, r.ID)
		return err
	})
	inspectors, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	leave := func(to string) {
		b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
			for _, p := range inspectors.Rows {
				l := inspect.Leave{ID: p.ID, Inspector: p.ID, From: "2026-03-01", To: to}
				if _, err := tx.Put(b.ctx, inspect.NounLeave, l.ID, l, store.Event{Action: "test"}); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	leave("2027-01-01")
	late, err := b.office.Match.Postpone(b.ctx, b.clerk, r.ID)
	b.ok(err)
	if late.Postponed == "" {
		t.Fatal("not postponed")
	}
	b.refuses(b.office, inspect.Refused, "第十六条", func() error {
		_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", []string{team.ID}, filepath.Join(b.dir, "late.zip"))
		return err
	})
	_, err = b.amended(team.ID) // the laptop is told
	b.ok(err)
	leader := b.leader(b.stops()[0])
	b.refuses(b.field, inspect.Refused, "第十六条", func() error {
		_, err := b.field.Visit.Start(b.ctx, leader, team.ID)
		return err
	})
	leave("2026-03-01")
	rep, err := b.office.Match.Replace(b.ctx, b.clerk, service.ReplaceInput{Request: r.ID})
	b.ok(err)
	if rep.Team.Postponed != "" || len(rep.Team.Changes) != 1 {
		t.Fatalf("after the draw %+v", rep.Team)
	}
}
