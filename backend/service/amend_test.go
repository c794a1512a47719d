package service_test

import (
	"path/filepath"
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// amended writes the amend package of a team and opens it on the laptop.
func (b *bureau) amended(team string) (service.Received, error) {
	b.t.Helper()
	out := filepath.Join(b.t.TempDir(), "amend.zip")
	_, err := b.office.Dispatch.AmendPackage(b.ctx, b.clerk, team, out)
	b.ok(err)
	return b.field.Dispatch.Open(b.ctx, b.anyone(b.field), out)
}

// After dispatch the laptop learns of it by an amend package: an open visit
// keeps its record, old papers are listed, the result comes back under the old
// grant.
func TestReplacementAfterDispatch(t *testing.T) {
	b := at(t, "dispatched")
	team := b.team(1)
	who := other(team)
	stop := b.stops()[0]
	leader := b.leader(stop)
	notice, err := b.field.Paper.Issue(b.ctx, leader, "inspection-notice", team.ID)
	b.ok(err)
	officeNotice, err := b.office.Paper.Issue(b.ctx, b.clerk, "inspection-notice", team.ID)
	b.ok(err)
	f, err := b.field.Visit.Start(b.ctx, leader, team.ID)
	b.ok(err)
	b.fill(leader, f.Visit.ID, "partyName", "在场经理")

	_, err = b.office.Dispatch.AmendPackage(b.ctx, b.clerk, team.ID, filepath.Join(b.dir, "none.zip"))
	b.refused(err, inspect.Refused, "第十六条") // nothing changed yet
	rep := b.replaced(team, who.Inspector)
	if len(rep.ToVoid) != 1 || rep.ToVoid[0].ID != officeNotice.ID {
		t.Fatalf("to void in the office: %+v", rep.ToVoid)
	}
	rec, err := b.amended(team.ID)
	b.ok(err)
	if rec.Kind != "amend" || len(rec.Conflicts) != 0 || len(rec.ToVoid) != 1 || rec.ToVoid[0].ID != notice.ID {
		t.Fatalf("opened %+v", rec)
	}
	comer := rep.Team.Changes[0].New
	stop = b.stops()[0]
	if !slices.ContainsFunc(stop.Team.Members, func(m inspect.Member) bool { return m == comer }) {
		t.Fatalf("the laptop's team: %+v", stop.Team.Members)
	}
	if _, err := service.Actor(b.ctx, b.field, comer.Inspector, "field"); err != nil {
		t.Fatalf("the new member cannot sign in: %v", err)
	}
	f, err = b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if f.Visit.PartyName != "在场经理" {
		t.Fatalf("the record was lost: %+v", f.Visit)
	}
	_, err = b.field.Paper.Void(b.ctx, leader, notice.ID, "检查人员更换")
	b.ok(err)
	left, err := b.field.Match.ToVoid(b.ctx, leader, team.ID)
	b.ok(err)
	if len(left) != 0 {
		t.Fatalf("still to void: %+v", left)
	}
	for _, s := range b.stops() {
		b.recorded(b.leader(s), s)
	}
	back := b.bringBack(filepath.Join(b.dir, "back.zip"))
	if len(back.Conflicts) != 0 {
		t.Fatalf("conflicts %+v", back.Conflicts)
	}
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // the visit is over
		_, err := b.office.Match.AskReplacement(b.ctx, b.clerk, service.ReplaceAsk{Team: team.ID, Inspector: comer.Inspector, Cause: "work", Reason: "出警"})
		return err
	})
}

func TestArticle20AmendAfterTheVisit(t *testing.T) {
	b := at(t, "visited")
	team := b.team(1)
	b.replaced(team, other(team).Inspector)
	out := filepath.Join(b.dir, "amend.zip")
	_, err := b.office.Dispatch.AmendPackage(b.ctx, b.clerk, team.ID, out)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Dispatch.Open(b.ctx, b.anyone(b.field), out)
		return err
	})
}

// A laptop changes no team.
func TestArticle16OnlyTheOfficeReplaces(t *testing.T) {
	b := at(t, "dispatched")
	stop := b.stops()[0]
	leader := b.leader(stop)
	b.refuses(b.field, inspect.Refused, "第十六条", func() error {
		_, err := b.field.Match.AskReplacement(b.ctx, leader, service.ReplaceAsk{Team: stop.Team.ID, Inspector: leader.Person, Cause: "recusal", Reason: "亲属"})
		return err
	})
}
