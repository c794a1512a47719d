package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// twoLaptops is the stage "approved" with the task on laptop one; laptop two is
// certified and holds nothing. b.field is laptop one.
func twoLaptops(t *testing.T) (b *bureau, two *service.Services) {
	t.Helper()
	b = at(t, "approved")
	two, _ = b.enrol("外勤二号")
	t.Cleanup(func() { b.ok(two.Close()) })
	b.dispatched()
	return b, two
}

// given hands the first firm of laptop one to laptop two, whose receiver is the
// other member of the team.
func (b *bureau) given(stop service.Stop, out string) (service.HandedOver, error) {
	b.t.Helper()
	return b.field.Dispatch.HandOver(b.ctx, b.leader(stop), service.HandoverInput{Team: stop.Team.ID, Device: "外勤二号", Receiver: other(stop.Team).Inspector, Note: "电池将尽", Out: out})
}

// with makes another laptop the one that the helpers of b speak of.
func (b *bureau) with(sv *service.Services, fn func()) {
	was := b.field
	b.field = sv
	fn()
	b.field = was
}

// TestHandOver: half a visit goes to the other laptop with its fields, evidence
// and documents; there it is finished and brought back; the office knows where
// it is, takes all of it, and the first laptop may wipe its copy after the
// receipt.
func TestHandOver(t *testing.T) {
	b, two := twoLaptops(t)
	stop := b.stops()[0]
	leader := b.leader(stop)
	f, err := b.field.Visit.Start(b.ctx, leader, stop.Team.ID)
	b.ok(err)
	b.fill(leader, f.Visit.ID, "partyName", "在场经理", "statement", "交接之前所写")
	_, err = b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Step: "检查"}, b.files.Evidence[0], nil)
	b.ok(err)
	notice, err := b.field.Paper.Issue(b.ctx, leader, "inspection-notice", stop.Team.ID)
	b.ok(err)

	out := filepath.Join(b.dir, "handover.zip")
	done, err := b.given(stop, out)
	b.ok(err)
	if done.Handover.Taker != other(stop.Team).Name || len(done.Handover.Pending) == 0 || len(done.Handover.Versions) < 4 || done.Slip.Path == "" {
		t.Fatalf("%+v", done)
	}
	if s := b.stops(); !strings.Contains(s[len(s)-1].VisitLabel, "外勤二号") {
		t.Fatalf("the round of the first laptop does not say where it went: %+v", s[len(s)-1])
	}
	b.healthy(b.field, leader)

	slip, err := b.office.Dispatch.Open(b.ctx, b.clerk, done.Slip.Path)
	b.ok(err)
	if slip.Added != 1 {
		t.Fatalf("the slip brought %+v", slip)
	}
	setup, err := service.Actor(b.ctx, two, "", "field")
	b.ok(err)
	rec, err := two.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)
	if len(rec.Conflicts) != 0 {
		t.Fatalf("%+v", rec.Conflicts)
	}
	b.with(two, func() {
		stops := b.stops()
		if len(stops) != 1 || stops[0].VisitID != f.Visit.ID {
			t.Fatalf("the round of the second laptop: %+v", stops)
		}
		who := b.leader(stops[0])
		taken, err := two.Visit.Open(b.ctx, who, f.Visit.ID)
		b.ok(err)
		if taken.Visit.PartyName != "在场经理" || taken.Visit.Statement != "交接之前所写" || len(taken.Evidence) != 1 || taken.HandedTo != "" {
			t.Fatalf("taken: %+v", taken.Visit)
		}
		b.inspected(who, stops[0], true)
		_, err = two.Paper.Printed(b.ctx, who, notice.ID, 1)
		b.ok(err)
		b.healthy(two, who)
		back := b.bringBack(filepath.Join(b.dir, "two.zip"))
		if len(back.Conflicts) != 0 || back.Added < 8 {
			t.Fatalf("brought back %+v", back)
		}
	})
	if got := b.results(); len(got) != 1 || got[0].Result.Visit != f.Visit.ID {
		t.Fatalf("results: %+v", got)
	}
	paper, err := store.Get[inspect.Paper](b.ctx, b.office.Store(), inspect.NounPaper, notice.ID)
	b.ok(err)
	if paper.State != inspect.PaperPrinted {
		t.Fatalf("the document is %s", paper.State.Label())
	}
	b.healthy(b.office, b.clerk)

	for _, s := range b.stops() { // laptop one does the rest, hands it back and wipes all
		if s.Team.ID != stop.Team.ID {
			b.recorded(b.leader(s), s)
		}
	}
	back := b.bringBack(filepath.Join(b.dir, "one.zip"))
	_, err = b.field.Dispatch.Open(b.ctx, leader, back.Receipt)
	b.ok(err)
	b.isHanding(inspect.HandReceipt)
	_, err = b.field.Dispatch.Wipe(b.ctx, leader, b.task.ID)
	b.ok(err)
	b.healthy(b.field, leader)
	if left := b.holds(b.field.Dir(), "交接之前所写"); len(left) != 0 {
		t.Fatalf("%v", left)
	}
}

// TestHandOverWithoutASlip: nobody brought the slip to the office; it travels in
// the result package.
func TestHandOverWithoutASlip(t *testing.T) {
	b, two := twoLaptops(t)
	stop := b.stops()[0]
	_, err := b.field.Visit.Start(b.ctx, b.leader(stop), stop.Team.ID)
	b.ok(err)
	out := filepath.Join(b.dir, "handover.zip")
	_, err = b.given(stop, out)
	b.ok(err)
	setup, err := service.Actor(b.ctx, two, "", "field")
	b.ok(err)
	_, err = two.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)
	b.with(two, func() {
		s := b.stops()[0]
		b.recorded(b.leader(s), s)
		if back := b.bringBack(filepath.Join(b.dir, "two.zip")); len(back.Conflicts) != 0 {
			t.Fatalf("%+v", back.Conflicts)
		}
	})
	b.healthy(b.office, b.clerk)
}

// TestArticle20HandedOverIsFrozen: what was handed over can only be read.
func TestArticle20HandedOverIsFrozen(t *testing.T) {
	b, _ := twoLaptops(t)
	stop := b.stops()[0]
	leader := b.leader(stop)
	f, err := b.field.Visit.Start(b.ctx, leader, stop.Team.ID)
	b.ok(err)
	_, err = b.given(stop, filepath.Join(b.dir, "handover.zip"))
	b.ok(err)
	for _, step := range []func() error{
		func() error {
			_, err := b.field.Visit.Save(b.ctx, leader, f.Visit.ID, "vehicle", "警A", 0)
			return err
		},
		func() error { _, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID); return err },
		func() error {
			_, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID}, b.files.Evidence[0], nil)
			return err
		},
		func() error {
			_, err := b.field.Paper.Issue(b.ctx, leader, "inspection-notice", stop.Team.ID)
			return err
		},
	} {
		b.refuses(b.field, inspect.Refused, "第二十条", step)
	}
	got, err := b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if got.HandedTo != "外勤二号" {
		t.Fatalf("handed to %q", got.HandedTo)
	}
	again, err := b.given(stop, filepath.Join(b.dir, "again.zip"))
	b.ok(err)
	if again.Sent.Path == "" {
		t.Fatal("a lost package cannot be written again")
	}
}

// TestArticle16HandOverWithinTheTeam: the receiver belongs to the team; a visit
// that is finished goes to the office.
func TestArticle16HandOverWithinTheTeam(t *testing.T) {
	b, two := twoLaptops(t)
	stop, next := b.stops()[0], b.stops()[1]
	stranger := next.Team.Members[0].Inspector
	for _, m := range next.Team.Members {
		if m.Inspector != stop.Team.Members[0].Inspector && m.Inspector != stop.Team.Members[1].Inspector {
			stranger = m.Inspector
		}
	}
	give := func(receiver string) func() error {
		return func() error {
			_, err := b.field.Dispatch.HandOver(b.ctx, b.leader(stop), service.HandoverInput{Team: stop.Team.ID, Device: "外勤二号", Receiver: receiver})
			return err
		}
	}
	b.refuses(b.field, inspect.Refused, "第十六条", give(stranger))
	b.refuses(b.field, inspect.Refused, "第十六条", give(""))
	b.recorded(b.leader(stop), stop)
	b.refuses(b.field, inspect.Refused, "第二十条", give(other(stop.Team).Inspector))

	out := filepath.Join(b.dir, "handover.zip") // another firm, opened there by somebody else
	_, err := b.given(next, out)
	b.ok(err)
	setup, err := service.Actor(b.ctx, two, "", "field")
	b.ok(err)
	_, err = two.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)
	leader, err := service.Actor(b.ctx, two, next.Team.Leader, "field")
	b.ok(err)
	again, err := b.given(next, filepath.Join(b.dir, "again.zip"))
	b.ok(err)
	b.refuses(two, inspect.Forbidden, "第十六条", func() error {
		_, err := two.Dispatch.Open(b.ctx, leader, again.Sent.Path)
		return err
	})
}

// TestArticle14PassOnOnlyOnesOwn: a laptop cannot pass on what it does not hold.
func TestArticle14PassOnOnlyOnesOwn(t *testing.T) {
	b, _ := twoLaptops(t)
	held := b.grant()
	r := b.rogue("外勤三号")
	forged := inspect.Grant{ID: store.NewID(), Task: held.Task, Departments: held.Departments, Teams: held.Teams[:1], Subjects: []string{}, Device: r.id.Fingerprint(), DeviceName: "外勤三号",
		Epoch: held.Epoch, Hand: 1, Handover: &inspect.Handover{FromGrant: held.ID, FromDevice: held.Device, Pending: []string{}, Versions: []inspect.ReceivedVersion{}, Files: []string{}, Slips: []string{}}}
	out := r.pack(pack.Handover, "", b.version(inspect.NounGrant, forged.ID, "", held.ID, forged))
	b.refuses(b.office, inspect.Refused, "第十四条", func() error {
		_, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
		return err
	})
}
