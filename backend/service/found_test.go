package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func found(device string) service.FoundInput {
	return service.FoundInput{Device: device, Finder: "韩保管", On: "2026-03-02", Story: "落在勤务车后备箱，车一直锁着"}
}

// TestFoundLaptop: a report of loss is taken back; what nobody else was given goes
// on, with the same numbers; what went to another laptop stays there; what was sent
// while it counted as lost waits for a person.
func TestFoundLaptop(t *testing.T) {
	b := at(t, "approved")
	b.counted()
	two, setup := b.enrol("外勤二号")
	t.Cleanup(func() { b.ok(two.Close()) })
	b.dispatched()
	stops := b.stops()
	b.recorded(b.leader(stops[0]), stops[0])
	_, err := b.office.Dispatch.ReportLoss(b.ctx, b.clerk, loss("外勤一号"))
	b.ok(err)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, b.packed(filepath.Join(b.dir, "while.zip")))
	b.ok(err)
	anew := filepath.Join(b.dir, "anew.zip")
	_, err = b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤二号", []string{stops[1].Team.ID}, anew)
	b.ok(err)
	_, err = two.Dispatch.Open(b.ctx, setup, anew)
	b.ok(err)

	again, err := b.office.Dispatch.TakeBackLoss(b.ctx, b.clerk, found("外勤一号"))
	b.ok(err)
	dev := again.Holding.Device
	if dev.Revoked || dev.Revocation != nil || dev.Loss.Found.By != b.clerk.Name || dev.Loss.Story == "" {
		t.Fatalf("%+v", dev)
	}
	if len(again.Holding.Held) != 2 || len(again.Gone) != 1 || !strings.Contains(again.Gone[0], "外勤二号") || again.Waiting != len(rec.Conflicts) || again.Waiting == 0 || again.Leases == 0 {
		t.Fatalf("what holds: %+v, %d conflicts before", again, len(rec.Conflicts))
	}
	f := b.recorded(b.leader(stops[2]), stops[2])
	p, err := b.field.Paper.Issue(b.ctx, b.leader(stops[2]), "scene-record", f.Visit.ID)
	b.ok(err)
	if p.OfficialNumber == "" {
		t.Fatal("its numbers are gone")
	}
	rec, err = b.office.Dispatch.Open(b.ctx, b.clerk, b.packed(filepath.Join(b.dir, "after.zip")))
	b.ok(err)
	if rec.Added == 0 || len(rec.Conflicts) != 0 {
		t.Fatalf("what it sends now: %+v", rec)
	}
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error { // once
		_, err := b.office.Dispatch.TakeBackLoss(b.ctx, b.clerk, found("外勤一号"))
		return err
	})
	b.healthy(b.office, b.clerk)
}

// TestArticle22LossIsTakenBackByAName: who, when, where it was; and not once the
// revocation went out.
func TestArticle22LossIsTakenBackByAName(t *testing.T) {
	b := at(t, "dispatched")
	back := func(change func(*service.FoundInput)) func() error {
		return func() error {
			in := found("外勤一号")
			change(&in)
			_, err := b.office.Dispatch.TakeBackLoss(b.ctx, b.clerk, in)
			return err
		}
	}
	same := func(*service.FoundInput) {}
	b.refuses(b.office, inspect.Refused, "第二十二条", back(same)) // it is not lost
	_, err := b.office.Dispatch.ReportLoss(b.ctx, b.clerk, loss("外勤一号"))
	b.ok(err)
	for _, change := range []func(*service.FoundInput){
		func(in *service.FoundInput) { in.Finder = " " }, func(in *service.FoundInput) { in.On = "2026-03-01" }, func(in *service.FoundInput) { in.On = "2099-01-01" },
		func(in *service.FoundInput) { in.Story = "" },
	} {
		b.refuses(b.office, inspect.Invalid, "第二十二条", back(change))
	}
	leader := b.leader(b.stops()[0])
	b.refuses(b.field, inspect.Refused, "第二十二条", func() error {
		_, err := b.field.Dispatch.TakeBackLoss(b.ctx, leader, found("外勤一号"))
		return err
	})
	_, err = b.office.Trust.Package(b.ctx, b.clerk, filepath.Join(b.dir, "list.zip"))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第二十二条", back(same)) // others were told
}

// TestWipeIsTold: the office learns of a wipe with the laptop's next package.
func TestWipeIsTold(t *testing.T) {
	b := at(t, "visited")
	first := b.task
	leader := b.leader(b.stops()[0])
	back := b.bringBack(filepath.Join(b.dir, "result.zip"))
	_, err := b.field.Dispatch.Open(b.ctx, leader, back.Receipt)
	b.ok(err)
	_, err = b.field.Dispatch.Wipe(b.ctx, leader, first.ID)
	b.ok(err)
	if h := b.heldBy("外勤一号"); len(h.Wiped) != 0 {
		t.Fatalf("the office cannot know yet: %+v", h.Wiped)
	}
	b.task = b.approve(b.drawnTask(b.planned("典当业", false)))
	b.handOver(b.task, leader)
	for _, s := range b.stops() {
		if s.Team.Task == b.task.ID {
			b.recorded(b.leader(s), s)
			break
		}
	}
	next := b.packed(filepath.Join(b.dir, "next.zip"))
	for range 2 {
		_, err = b.office.Dispatch.Open(b.ctx, b.clerk, next)
		b.ok(err)
	}
	h := b.heldBy("外勤一号")
	if len(h.Wiped) != 1 || h.Wiped[0].TaskNo != first.No || h.Wiped[0].At == "" {
		t.Fatalf("told %+v", h.Wiped)
	}
	for _, x := range h.Held {
		if (x.WipedAt != "") != (x.Task == first.ID) {
			t.Fatalf("held %+v", x)
		}
	}
	b.healthy(b.office, b.clerk)
}

// TestNumbersGoWithAHandOver: the laptop that takes a firm gets its share of the
// numbers, the other goes on after them; none is used twice and none is missing.
func TestNumbersGoWithAHandOver(t *testing.T) {
	b := at(t, "approved")
	b.counted()
	two, setup := b.enrol("外勤二号")
	t.Cleanup(func() { b.ok(two.Close()) })
	b.dispatched()
	stops := b.stops()
	all, err := b.field.Numbers.Leases(b.ctx, b.anyone(b.field), "2026")
	b.ok(err)
	passed := stops[0]
	seen := map[string]string{}
	issue := func(sv *service.Services, s service.Stop) {
		t.Helper()
		b.with(sv, func() {
			f := b.recorded(b.leader(s), s)
			for _, x := range [][2]string{{"inspection-notice", s.Team.ID}, {"scene-record", f.Visit.ID}} {
				p, err := sv.Paper.Issue(b.ctx, b.leader(s), x[0], x[1])
				b.ok(err)
				if p.OfficialNumber == "" || seen[p.OfficialNumber] != "" {
					t.Fatalf("the number %q of %s was given before to %s", p.OfficialNumber, p.Number, seen[p.OfficialNumber])
				}
				seen[p.OfficialNumber] = p.Number
			}
		})
	}
	issue(b.field, stops[1])
	over := filepath.Join(b.dir, "over.zip")
	done, err := b.given(passed, over)
	b.ok(err)
	_, err = two.Dispatch.Open(b.ctx, setup, over)
	b.ok(err)
	share, err := two.Numbers.Leases(b.ctx, b.anyone(two), "2026")
	b.ok(err)
	mine := func(ls []inspect.NumberLease) (n int) {
		for _, l := range ls {
			for _, r := range l.Ranges {
				n += r.To - r.From + 1
			}
		}
		return n
	}
	if got, want := mine(share), mine(all)/len(stops); got != want {
		t.Fatalf("%d numbers went along, want %d", got, want)
	}
	issue(b.field, stops[2])
	b.with(two, func() { issue(two, b.stops()[0]) })
	first := b.bringBack(filepath.Join(b.dir, "one.zip"))
	b.with(two, func() {
		if back := b.bringBack(filepath.Join(b.dir, "two.zip")); len(back.Conflicts) != 0 { // the slip is inside
			t.Fatalf("%+v", back.Conflicts)
		}
	})
	slip, err := b.office.Dispatch.Open(b.ctx, b.clerk, done.Slip.Path)
	b.ok(err)
	if len(first.Conflicts)+len(slip.Conflicts) != 0 || slip.Added != 0 {
		t.Fatalf("%+v %+v", first, slip)
	}
	next := map[string]int{}
	for _, r := range b.ledger(b.office, "2026") {
		if r.Use == inspect.LedgerTwice || r.Use == inspect.LedgerUnknown || r.Use == inspect.LedgerOut || r.From != next[r.Series]+1 {
			t.Errorf("not explained: %+v", r)
		}
		next[r.Series] = r.To
	}
	b.healthy(b.office, b.clerk)
}

// TestAllHandedOverGivesTheRestBack: a laptop that passes its last firm on has no
// use for its numbers: the slip gives them back.
func TestAllHandedOverGivesTheRestBack(t *testing.T) {
	b := at(t, "approved")
	b.counted()
	two, _ := b.enrol("外勤二号")
	t.Cleanup(func() { b.ok(two.Close()) })
	b.dispatched()
	for _, s := range b.stops() {
		done, err := b.given(s, filepath.Join(b.dir, s.Team.ID+".zip"))
		b.ok(err)
		slip, err := b.office.Dispatch.Open(b.ctx, b.clerk, done.Slip.Path)
		b.ok(err)
		if len(slip.Conflicts) != 0 {
			t.Fatalf("%+v", slip.Conflicts)
		}
	}
	leases, err := b.office.Numbers.Leases(b.ctx, b.clerk, "2026")
	b.ok(err)
	open := 0
	for _, l := range leases {
		if l.DeviceName == "外勤一号" && l.State != inspect.LeaseReturned || l.DeviceName == "外勤二号" && l.State != inspect.LeaseOpen {
			t.Errorf("%s: %s", l.DeviceName, l.State.Label())
		}
		if l.State == inspect.LeaseOpen {
			open++
		}
	}
	if open == 0 {
		t.Error("nothing went along")
	}
}
