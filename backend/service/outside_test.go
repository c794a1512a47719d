package service_test

import (
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

const museum = "区文化和旅游局" // nobody of it is in the register

// withMuseum is a joint task of the hotels' department and an outside one, drawn
// and matched.
func (b *bureau) withMuseum() inspect.Task {
	b.t.Helper()
	task := b.planned("旅馆业", false)
	task.Joint, task.Departments = true, []string{task.Lead, museum}
	b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
		_, err := tx.Put(b.ctx, inspect.NounTask, task.ID, task, store.Event{Action: "test"})
		return err
	}))
	return b.drawnTask(task)
}

func deputy(t inspect.Team) service.OutsiderInput {
	return service.OutsiderInput{Team: t.ID, Outsider: inspect.Outsider{Department: museum, Name: "文某", CertNo: "文执-7", CertUntil: "2027-12-31"}}
}

// The draw leaves the outside department's seats open; entered once for all, the
// team goes out, signs and counts as any.
func TestOutsidersWithoutAccounts(t *testing.T) {
	b := at(t, "library")
	task := b.withMuseum()
	if !slices.Equal(task.Deputed, []string{museum}) {
		t.Fatalf("deputed %v", task.Deputed)
	}
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, v := range teams {
		if len(v.Team.Members) != 1 || v.Team.Members[0].Department != task.Lead {
			t.Fatalf("drawn %+v", v.Team.Members)
		}
	}
	b.refuses(b.office, inspect.Refused, "第十五条", func() error { // nobody of theirs yet
		_, err := b.office.Match.ChooseLeader(b.ctx, b.clerk, teams[0].Team.ID, teams[0].Team.Proposed, "")
		return err
	})
	in := deputy(teams[0].Team)
	in.All = true
	n, err := b.office.Match.EnterOutsider(b.ctx, b.clerk, in)
	b.ok(err)
	if n != len(teams) {
		t.Fatalf("%d of %d teams", n, len(teams))
	}
	in = deputy(teams[0].Team)
	in.Name, in.CertNo = "旅某", "文执-8" // a correction
	_, err = b.office.Match.EnterOutsider(b.ctx, b.clerk, in)
	b.ok(err)
	b.task = b.approve(task)
	if m := b.team(1).Members; len(m) != 2 || m[1].Name != "旅某" || !m[1].Outside || m[1].Seat != 2 {
		t.Fatalf("members %+v", m)
	}
	b.dispatched()
	stop := b.stops()[0]
	f := b.recorded(b.leader(stop), stop)
	p, err := b.field.Paper.Issue(b.ctx, b.leader(stop), "scene-record", f.Visit.ID)
	b.ok(err)
	snap, err := store.Blob(b.ctx, b.field.Store(), p.Snapshot)
	b.ok(err)
	if !strings.Contains(string(snap), "文执-8") || !strings.Contains(string(snap), museum) {
		t.Fatalf("printed %s", snap)
	}
}

func TestArticle15OutsidersOnlyWhereNobodyIsRegistered(t *testing.T) {
	b := at(t, "library")
	task := b.withMuseum()
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for name, c := range map[string]struct {
		code   inspect.Code
		change func(*service.OutsiderInput)
	}{
		"our own department's seat": {inspect.Refused, func(in *service.OutsiderInput) { in.Department = task.Lead }},
		"a department not in it":    {inspect.Refused, func(in *service.OutsiderInput) { in.Department = "网安大队" }},
		"expires before the end":    {inspect.Refused, func(in *service.OutsiderInput) { in.CertUntil = "2026-03-30" }},
		"no certificate":            {inspect.Invalid, func(in *service.OutsiderInput) { in.CertNo = " " }},
		"no name":                   {inspect.Invalid, func(in *service.OutsiderInput) { in.Name = "" }},
		"no date":                   {inspect.Invalid, func(in *service.OutsiderInput) { in.CertUntil = "长期" }},
		"a member's certificate":    {inspect.Refused, func(in *service.OutsiderInput) { in.CertNo = teams[0].Team.Members[0].CertNo }},
	} {
		b.refuses(b.office, c.code, "第十五条", func() error {
			in := deputy(teams[0].Team)
			c.change(&in)
			_, err := b.office.Match.EnterOutsider(b.ctx, b.clerk, in)
			if err == nil {
				t.Error("taken with " + name)
			}
			return err
		})
	}
	_, err = b.office.Match.EnterOutsider(b.ctx, b.clerk, deputy(teams[0].Team))
	b.ok(err)
}

// One of theirs who cannot come is relieved by another of theirs, after consent,
// and the laptop learns of it as of every replacement.
func TestArticle16OutsiderIsRelieved(t *testing.T) {
	b := at(t, "library")
	task := b.withMuseum()
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
	b.ok(err)
	in := deputy(teams[0].Team)
	in.All = true
	_, err = b.office.Match.EnterOutsider(b.ctx, b.clerk, in)
	b.ok(err)
	b.task = b.approve(task)
	b.dispatched()
	team := b.team(1)
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // out already
		_, err := b.office.Match.EnterOutsider(b.ctx, b.clerk, deputy(team))
		return err
	})
	next := inspect.Outsider{Department: museum, Name: "旅某", CertNo: "文执-8", CertUntil: "2027-12-31"}
	r := b.asked(team, team.Members[1].Inspector, inspect.CauseHealth)
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // no consent yet
		_, err := b.office.Match.Relieve(b.ctx, b.clerk, service.RelieveInput{Request: r.ID, Outsider: next})
		return err
	})
	r, err = b.office.Match.DecideReplacement(b.ctx, b.clerk, byPhone(r))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // nobody of ours is drawn for them
		_, err := b.office.Match.Replace(b.ctx, b.clerk, service.ReplaceInput{Request: r.ID})
		return err
	})
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // the same once more
		_, err := b.office.Match.Relieve(b.ctx, b.clerk, service.RelieveInput{Request: r.ID, Outsider: in.Outsider})
		return err
	})
	b.refuses(b.office, inspect.Refused, "第十五条", func() error { // our seat
		ours := next
		ours.Department = task.Lead
		_, err := b.office.Match.Relieve(b.ctx, b.clerk, service.RelieveInput{Request: r.ID, Outsider: ours})
		return err
	})
	_, err = b.office.Match.Relieve(b.ctx, b.clerk, service.RelieveInput{Request: r.ID, Outsider: next})
	b.ok(err)
	read, err := b.office.Match.ReadOut(b.ctx, b.clerk, team.ID)
	b.ok(err)
	_, err = b.field.Match.TakePhone(b.ctx, b.leader(b.stops()[0]), typed(team, read))
	b.ok(err)
	rec, err := b.amended(team.ID)
	b.ok(err)
	if len(rec.Phoned) != 1 || rec.Phoned[0].State != inspect.RequestConfirmed || b.stops()[0].Team.Members[1].Name != "旅某" {
		t.Fatalf("%+v %+v", rec.Phoned, b.stops()[0].Team.Members)
	}
}
