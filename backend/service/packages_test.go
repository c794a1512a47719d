package service_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// brought is what came from laptops, by digest, and where team and task stand.
func (b *bureau) brought() string {
	b.t.Helper()
	var s strings.Builder
	for _, n := range []inspect.Noun{inspect.NounVisit, inspect.NounEvidence, inspect.NounPaper, inspect.NounResult} {
		rows, _, err := store.List[json.RawMessage](b.ctx, b.office.Store(), n, store.Filter{})
		b.ok(err)
		for _, r := range rows {
			s.WriteString(string(n) + " " + store.Digest(r) + "\n")
		}
	}
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	for _, t := range teams {
		s.WriteString(t.Team.ID + " " + string(t.Team.State) + "\n")
	}
	conflicts, err := store.Conflicts(b.ctx, b.office.Store())
	b.ok(err)
	for _, c := range conflicts {
		s.WriteString(c.Digest + " " + c.Head + " " + c.Reason + "\n")
	}
	return s.String() + string(b.reread(b.task).State)
}

func (b *bureau) healthy(sv *service.Services, a inspect.Actor) {
	b.t.Helper()
	h, err := sv.Trace.Doctor(b.ctx, a, nil)
	b.ok(err)
	if !h.OK {
		b.t.Fatalf("doctor: %v", h.Problems)
	}
}

// TestTwoLaptopsInAnyOrder: each laptop has its teams; their packages, in any
// order and opened again, leave the office with the same.
func TestTwoLaptopsInAnyOrder(t *testing.T) {
	b := at(t, "approved")
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	packages := []string{}
	for i, name := range []string{"外勤一号", "外勤二号"} {
		field, setup := b.enrol(name)
		b.field = field
		mine := []string{teams[0].Team.ID}
		if i == 1 {
			mine = []string{teams[1].Team.ID, teams[2].Team.ID}
		}
		out := filepath.Join(b.dir, name+"-task.zip")
		_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, name, mine, out)
		b.ok(err)
		_, err = field.Dispatch.Open(b.ctx, setup, out)
		b.ok(err)
		for n, s := range b.stops() { // the second visit of a laptop comes in a second package
			leader := b.leader(s)
			f := b.inspected(leader, s, true)
			_, err := field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
			b.ok(err)
			out := filepath.Join(b.dir, name+string(rune('a'+n))+".zip")
			_, err = field.Dispatch.ResultPackage(b.ctx, b.anyone(field), b.task.ID, out)
			b.ok(err)
			packages = append(packages, out)
		}
		b.healthy(field, b.anyone(field))
		b.ok(field.Close())
		b.field = nil
	}
	if len(packages) != 3 {
		t.Fatalf("%d packages", len(packages))
	}
	b.ok(b.office.Close())
	office, want := filepath.Join(b.dir, "办公室"), ""
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2, 0, 1}, {2, 0, 2}} {
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
		got := b.brought()
		if want == "" {
			want = got
		}
		if got != want || !strings.HasSuffix(got, string(inspect.TaskReturned)) {
			t.Errorf("in the order %v:\n%s\nwant\n%s", order, got, want)
		}
		b.healthy(b.office, b.clerk)
		b.ok(b.office.Close())
	}
	b.office = nil
}

// TestOpenedTwice: the second time changes nothing but the log.
func TestOpenedTwice(t *testing.T) {
	b := at(t, "visited")
	out := filepath.Join(b.dir, "result.zip")
	if rec := b.bringBack(out); rec.Added == 0 || rec.Already {
		t.Fatalf("%+v", rec)
	}
	before := b.brought()
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	if !rec.Already || rec.Added != 0 || b.brought() != before {
		t.Fatalf("%+v", rec)
	}
	if rec = b.bringBack(filepath.Join(b.dir, "again.zip")); rec.Added != 0 || rec.Known == 0 || b.brought() != before {
		t.Fatalf("the same results in another package: %+v", rec)
	}
}

// TestNoGrantNoHead: what a device says without a grant, beyond its grant, or
// after its grant was given to another, is kept and listed, never taken.
func TestNoGrantNoHead(t *testing.T) {
	b := at(t, "dispatched")
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	held := b.grant()
	r := b.rogue("外勤二号")
	visit := func(id string, team int) inspect.Visit {
		return inspect.Visit{ID: id, Task: b.task.ID, Team: teams[team].Team.ID, Subject: teams[team].Team.Subject, State: inspect.VisitHanded}
	}
	listed := func(path, reason string) {
		t.Helper()
		before := b.brought()
		rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, path)
		b.ok(err)
		if len(rec.Conflicts) != 1 || !strings.Contains(rec.Conflicts[0].Reason, reason) {
			t.Fatalf("%+v, want %s", rec.Conflicts, reason)
		}
		kept, err := store.Stored(b.ctx, b.office.Store(), rec.Conflicts[0].Digest)
		if err != nil || len(kept) == 0 {
			t.Fatal("it was not kept: ", err)
		}
		if after := b.brought(); !strings.HasPrefix(after, before[:strings.Index(before, teams[0].Team.ID)]) || !strings.Contains(after, rec.Conflicts[0].Digest) {
			t.Fatalf("a head moved:\n%s\n%s", before, after)
		}
		b.healthy(b.office, b.clerk)
	}
	listed(r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-1", "", "no-such-grant", visit("v-1", 0))), "没有这项派发授权")
	listed(r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-2", "", held.ID, visit("v-2", 0))), "没有这项派发授权") // another device's grant

	// A grant of its own for one team, which it stretches to another.
	_, err = b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤二号", []string{teams[1].Team.ID}, filepath.Join(b.dir, "second.zip"))
	b.ok(err)
	own := b.grant()
	listed(r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-3", "", own.ID, visit("v-3", 2))), "不包括这个检查组")

	// What hangs on a visit belongs to the visit's team, and a visit never changes it.
	stops := map[string]service.Stop{}
	for _, s := range b.stops() {
		stops[s.Team.ID] = s
	}
	first := stops[teams[0].Team.ID]
	done := b.inspected(b.leader(first), first, false)
	if rec := b.bringBack(filepath.Join(b.dir, "first.zip")); rec.Added == 0 || len(rec.Conflicts) > 0 {
		t.Fatalf("a team that stayed with the first laptop: %+v", rec)
	}
	theirs := done.Visit.ID
	listed(r.pack(pack.Result, "", b.version(inspect.NounEvidence, "e-1", "", own.ID, inspect.Evidence{ID: "e-1", Visit: theirs})), "不包括这个检查组")
	listed(r.pack(pack.Result, "", b.version(inspect.NounEvidence, "e-2", "", own.ID, inspect.Evidence{ID: "e-2", Visit: "no-such-visit"})), "不包括这个检查组")
	listed(r.pack(pack.Result, "", b.version(inspect.NounPaper, "p-1", "", own.ID, inspect.Paper{ID: "p-1", Noun: string(inspect.NounVisit), Ref: theirs})), "不包括这个检查组")
	listed(r.pack(pack.Result, "", b.version(inspect.NounVisit, theirs, "", own.ID, visit(theirs, 1))), "不包括这个检查组")

	// Team 2 now belongs to the second laptop: the first one's visit comes late.
	moved := stops[teams[1].Team.ID]
	b.inspected(b.leader(moved), moved, false)
	rec := b.bringBack(filepath.Join(b.dir, "late.zip"))
	if rec.Added == 0 || len(rec.Conflicts) != rec.Added || !strings.Contains(rec.Conflicts[0].Reason, "已被后来的派发取代") {
		t.Fatalf("%+v", rec)
	}
	if state := b.reread(b.task).State; state != inspect.TaskDispatched {
		t.Fatalf("the task is %s", state)
	}
	b.healthy(b.office, b.clerk)
}

// TestSentAgainToTheSameLaptop: a lost file, not a lost laptop.
func TestSentAgainToTheSameLaptop(t *testing.T) {
	b := at(t, "dispatched")
	s := b.stops()[0]
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", []string{s.Team.ID}, filepath.Join(b.dir, "again.zip"))
	b.ok(err)
	b.inspected(b.leader(s), s, false) // under the first grant
	if rec := b.bringBack(filepath.Join(b.dir, "result.zip")); len(rec.Conflicts) > 0 {
		t.Fatalf("%+v", rec.Conflicts)
	}
}

// TestWhatDoesNotBelongInAPackage: a laptop writes visits, not lists.
func TestWhatDoesNotBelongInAPackage(t *testing.T) {
	b := at(t, "dispatched")
	r := b.rogue("外勤二号")
	task := b.task
	task.Name = "改名"
	for _, raw := range map[inspect.Noun][]byte{
		inspect.NounTask:   b.version(inspect.NounTask, task.ID, "", "", task),
		inspect.NounPerson: b.version(inspect.NounPerson, "p-9", "", "", inspect.Person{ID: "p-9", Name: "混入", Role: inspect.RoleHead, Active: true}),
		inspect.NounGrant:  b.version(inspect.NounGrant, "g-9", "", "", inspect.Grant{ID: "g-9", Task: task.ID}),
	} {
		path := r.pack(pack.Result, "", raw)
		b.refuses(b.office, inspect.Refused, "", func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, path); return err })
	}
	// Another kind of package, and one for another reader.
	b.refuses(b.office, inspect.Refused, "", func() error {
		_, err := b.office.Dispatch.Open(b.ctx, b.clerk, r.pack(pack.Task, "", b.version(inspect.NounTask, task.ID, "", "", task)))
		return err
	})
	b.refuses(b.office, inspect.Refused, "", func() error {
		_, err := b.office.Dispatch.Open(b.ctx, b.clerk, r.pack(pack.Result, "别的办公室", b.version(inspect.NounVisit, "v-9", "", "", inspect.Visit{ID: "v-9"})))
		return err
	})
	// One number, two contents: the device forked, or somebody copied its key.
	r.sent = 50
	first := r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-8", "", "", inspect.Visit{ID: "v-8"}))
	_, err := b.office.Dispatch.Open(b.ctx, b.clerk, first)
	b.ok(err)
	r.sent = 50
	b.ok(os.Rename(first, first+".kept"))
	second := r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-7", "", "", inspect.Visit{ID: "v-7"}))
	b.refuses(b.office, inspect.Damaged, "", func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, second); return err })
}

// TestUnwrittenPackageChangesNothing: nothing is dispatched, nothing handed
// back, while the file that says so is not on the disk.
func TestUnwrittenPackageChangesNothing(t *testing.T) {
	b := at(t, "approved")
	setup := b.laptop()
	before := b.brought()
	taken := filepath.Join(b.dir, "taken.zip")
	b.ok(os.WriteFile(taken, []byte("somebody's"), 0o600))
	log := func(sv *service.Services, a inspect.Actor) int64 {
		h, err := sv.Trace.Doctor(b.ctx, a, nil)
		b.ok(err)
		return h.Entries
	}
	entries := log(b.office, b.clerk)
	for _, out := range []string{filepath.Join(b.dir, "没有这个文件夹", "task.zip"), taken} {
		if _, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, out); err == nil {
			t.Fatal("written to ", out)
		}
	}
	if b.brought() != before || log(b.office, b.clerk) != entries {
		t.Fatal("the office thinks it dispatched something")
	}
	out := filepath.Join(b.dir, "task.zip")
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, out)
	b.ok(err)
	_, err = b.field.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)

	s := b.stops()[0]
	f := b.inspected(b.leader(s), s, false)
	who := b.anyone(b.field)
	entries = log(b.field, who)
	for _, out := range []string{filepath.Join(b.dir, "没有这个文件夹", "result.zip"), taken} {
		if _, err := b.field.Dispatch.ResultPackage(b.ctx, who, b.task.ID, out); err == nil {
			t.Fatal("written to ", out)
		}
	}
	again, err := b.field.Visit.Open(b.ctx, who, f.Visit.ID)
	b.ok(err)
	if again.Visit.State != inspect.VisitFinished || log(b.field, who) != entries {
		t.Fatalf("the laptop thinks it handed the visit back: %s", again.Visit.State)
	}
	b.bringBack(filepath.Join(b.dir, "result.zip"))
}
