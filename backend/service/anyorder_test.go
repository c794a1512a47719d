package service_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// threeLaptops do a task between them and give their packages: laptop one
// inspects a firm and hands another to laptop two, half done; laptop three
// brings its firm in two packages. None is opened in the office yet.
func threeLaptops(t *testing.T) (b *bureau, packages []string) {
	t.Helper()
	b = at(t, "approved")
	b.counted()
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	names, laptops := []string{"外勤一号", "外勤二号", "外勤三号"}, []*service.Services{}
	setups := []inspect.Actor{}
	for _, name := range names {
		sv, setup := b.enrol(name)
		laptops, setups = append(laptops, sv), append(setups, setup)
	}
	for i, mine := range [][]string{{teams[0].Team.ID, teams[1].Team.ID}, nil, {teams[2].Team.ID}} {
		if mine == nil {
			continue
		}
		out := filepath.Join(b.dir, names[i]+"-task.zip")
		_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, names[i], mine, out)
		b.ok(err)
		_, err = laptops[i].Dispatch.Open(b.ctx, setups[i], out)
		b.ok(err)
	}
	result := func(i int, name string) {
		t.Helper()
		b.with(laptops[i], func() { packages = append(packages, b.packed(filepath.Join(b.dir, name))) })
	}
	b.with(laptops[0], func() {
		stops := b.stops()
		b.recorded(b.leader(stops[0]), stops[0])
		over := b.leader(stops[1])
		f, err := b.field.Visit.Start(b.ctx, over, stops[1].Team.ID)
		b.ok(err)
		b.fill(over, f.Visit.ID, "partyName", "在场经理")
		_, err = b.field.Evidence.Add(b.ctx, over, service.EvidenceInput{Visit: f.Visit.ID, Step: "检查"}, b.files.Evidence[0], nil)
		b.ok(err)
		out := filepath.Join(b.dir, "handover.zip")
		done, err := b.given(stops[1], out)
		b.ok(err)
		packages = append(packages, done.Slip.Path)
		_, err = laptops[1].Dispatch.Open(b.ctx, setups[1], out)
		b.ok(err)
	})
	result(0, "one.zip")
	b.with(laptops[1], func() {
		s := b.stops()[0]
		f := b.recorded(b.leader(s), s)
		p, err := b.field.Paper.Issue(b.ctx, b.leader(s), "scene-record", f.Visit.ID)
		b.ok(err)
		if p.OfficialNumber == "" {
			t.Fatal("no numbers went along with the hand-over")
		}
	})
	result(1, "two.zip")
	b.with(laptops[2], func() { s := b.stops()[0]; b.recorded(b.leader(s), s) })
	result(2, "three.zip")
	b.with(laptops[2], func() {
		s := b.stops()[0]
		_, err := b.field.Paper.Issue(b.ctx, b.leader(s), "scene-record", s.VisitID)
		b.ok(err)
	})
	result(2, "three-again.zip")
	for _, sv := range laptops {
		b.ok(sv.Close())
	}
	return b, packages
}

// holders is who holds what by the grants that the office knows.
func (b *bureau) holders() string {
	b.t.Helper()
	rows, _, err := store.List[inspect.Grant](b.ctx, b.office.Store(), inspect.NounGrant, store.Filter{Order: "id"})
	b.ok(err)
	var s strings.Builder
	for _, g := range rows {
		s.WriteString(g.ID + " " + g.DeviceName)
		if g.Handover != nil {
			s.WriteString(" " + g.Handover.AcceptedBy + " " + g.Handover.AcceptedAt)
		}
		s.WriteString("\n")
	}
	for _, r := range b.ledger(b.office, "2026") { // whose numbers, and what became of them
		s.WriteString(r.Number + " " + string(r.Use) + " " + r.Device + "\n")
	}
	return s.String()
}

// TestAnyOrderTwiceThreeLaptops: whatever order the packages of three laptops
// are opened in, and however often, the office ends with one and the same.
func TestAnyOrderTwiceThreeLaptops(t *testing.T) {
	b, packages := threeLaptops(t)
	b.ok(b.office.Close())
	b.field = nil
	office, want := filepath.Join(b.dir, "办公室"), ""
	open := func(order []int) string {
		b.dir = t.TempDir()
		b.ok(os.CopyFS(filepath.Join(b.dir, "办公室"), os.DirFS(office)))
		b.open()
		for _, i := range order {
			rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, packages[i])
			b.ok(err)
			if len(rec.Conflicts) > 0 {
				t.Fatalf("%v: %+v", order, rec.Conflicts)
			}
		}
		b.healthy(b.office, b.clerk)
		got := b.brought() + "\n" + b.holders()
		b.ok(b.office.Close())
		b.ok(os.RemoveAll(b.dir))
		return got
	}
	all := []int{}
	for i := range packages {
		all = append(all, i)
	}
	want = open(all)
	if !strings.Contains(want, string(inspect.TaskReturned)) || strings.Count(want, "visit ") != 3 {
		t.Fatalf("the packages do not bring the task back:\n%s", want)
	}
	checks := flag.Lookup("rapid.checks").Value
	was := checks.String()
	b.ok(checks.Set("8")) // each opens an office of its own
	defer func() { b.ok(checks.Set(was)) }()
	rapid.Check(t, func(rt *rapid.T) {
		order := rapid.Permutation(append(all, rapid.SliceOfN(rapid.IntRange(0, len(all)-1), 0, 3).Draw(rt, "again")...)).Draw(rt, "order")
		if got := open(order); got != want {
			rt.Fatalf("in the order %v:\n%s\nwant\n%s", order, got, want)
		}
	})
	b.office = nil
}
