package service_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// unitOffice makes the office of a 任务执行单位 that the bureau certified.
func (b *bureau) unitOffice(name string) *bureau {
	b.t.Helper()
	u := &bureau{t: b.t, ctx: b.ctx, files: b.files, dir: filepath.Join(b.dir, name), now: b.now}
	b.ok(os.Mkdir(u.dir, 0o700))
	var err error
	u.office, err = service.Init(u.ctx, filepath.Join(u.dir, "办公室"), service.Setup{Kind: service.KindOffice, Name: name + "办公室",
		Organ: "某市公安局××分局", Region: "999901", Person: "周办公", Password: password, Passphrase: pass}, u.options())
	b.ok(err)
	b.t.Cleanup(u.close)
	u.clerk, err = service.Actor(u.ctx, u.office, "周办公", "test")
	b.ok(err)
	req, acc := filepath.Join(u.dir, "unit.req"), filepath.Join(u.dir, "unit.acc")
	b.ok(u.office.Workspace.EnrolRequest(u.ctx, u.clerk, pass, req))
	d, err := b.office.Workspace.EnrolUnit(b.ctx, b.clerk, req, name, acc)
	b.ok(err)
	b.ok(u.office.Workspace.EnrolAccept(u.ctx, u.clerk, pass, acc))
	if info, err := u.office.Workspace.Info(u.ctx); err != nil || info.Parent != "治安大队办公室" || info.UnitKey != d.Fingerprint || d.Unit != name {
		b.t.Fatalf("%+v %+v %v", info, d, err)
	}
	return u
}

// lockedList draws and locks all six firms of a trade, two in each of three stations.
func (b *bureau) lockedList() inspect.Task {
	b.t.Helper()
	b.matter("X-02", "旧货业", "")
	_, err := b.office.Library.Import(b.ctx, b.clerk, service.ImportSubjects, b.csv("名称,行业类别,经营地址,所属派出所",
		"甲旧货店,旧货业,一号,东关派出所", "乙旧货店,旧货业,二号,西关派出所", "丙旧货店,旧货业,三号,南苑派出所",
		"丁旧货店,旧货业,四号,东关派出所", "戊旧货店,旧货业,五号,西关派出所", "己旧货店,旧货业,六号,南苑派出所"))
	b.ok(err)
	ids, _ := b.matters("旧货业", false)
	task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Name: "旧货业抽查", AdHocReason: "专项", Matters: ids, Lead: "治安大队", From: "2026-03-03", To: "2026-03-31",
		PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 6})
	b.ok(err)
	b.drawn(task, "subjects", "31415926535897932384")
	task, err = b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	return task
}

// send writes the package of a unit's part and opens it in the unit's office.
func (b *bureau) send(task inspect.Task, u *bureau, unit string) inspect.Task {
	b.t.Helper()
	out := filepath.Join(b.dir, "assign-"+unit+".zip")
	_, err := b.office.Dispatch.AssignPackage(b.ctx, b.clerk, task.ID, unit, out)
	b.ok(err)
	rec, err := u.office.Dispatch.Open(u.ctx, u.clerk, out)
	b.ok(err)
	if rec.Added == 0 || len(rec.Conflicts) > 0 || rec.Kind != "assign" {
		b.t.Fatalf("opened %+v", rec)
	}
	tasks, err := u.office.Task.List(u.ctx, u.clerk, service.Query{})
	b.ok(err)
	u.task = tasks.Rows[0]
	return u.task
}

// worked does a unit's whole part: draw, leaders, scheme, approval, laptop,
// visits, results; one result is reviewed.
func (u *bureau) worked() {
	u.t.Helper()
	u.drawn(u.task, "inspectors", "27182818284590452353")
	teams, err := u.office.Match.Teams(u.ctx, u.clerk, u.task.ID)
	u.ok(err)
	first := teams[0].Team
	_, err = u.office.Match.ChooseLeader(u.ctx, u.clerk, first.ID, first.Members[1].Inspector, "熟悉该户情况")
	u.ok(err)
	_, err = u.office.Match.SetWorkPlan(u.ctx, u.clerk, u.scheme(u.team(1)))
	u.ok(err)
	u.task = u.approve(u.task)
	u.handOver(u.task, u.laptop())
	for _, s := range u.stops() {
		leader := u.leader(s)
		f := u.inspected(leader, s, false)
		_, err := u.field.Paper.Issue(u.ctx, leader, "scene-record", f.Visit.ID)
		u.ok(err)
	}
	if rec := u.bringBack(filepath.Join(u.dir, "from-laptop.zip")); len(rec.Conflicts) > 0 {
		u.t.Fatalf("%+v", rec)
	}
	u.task = u.reread(u.task)
	results, err := u.office.Result.List(u.ctx, u.clerk, u.task.ID)
	u.ok(err)
	_, err = u.office.Result.Review(u.ctx, u.clerk, results[0].Result.ID)
	u.ok(err)
}

// up writes the unit's result package.
func (u *bureau) up(name string) string {
	u.t.Helper()
	out := filepath.Join(u.dir, name)
	sent, err := u.office.Dispatch.ResultPackage(u.ctx, u.clerk, u.task.ID, out)
	u.ok(err)
	if sent.Kind != "result" {
		u.t.Fatalf("%+v", sent)
	}
	return out
}

// content is every aggregate of a workspace, whatever order it came in.
func (b *bureau) content(sv *service.Services) string {
	b.t.Helper()
	var s strings.Builder
	for _, n := range []inspect.Noun{inspect.NounTask, inspect.NounDraw, inspect.NounTeam, inspect.NounApproval, inspect.NounGrant, inspect.NounVisit,
		inspect.NounEvidence, inspect.NounPaper, inspect.NounResult, inspect.NounRecusal, inspect.NounRequest, inspect.NounPerson, inspect.NounInspector} {
		rows, _, err := store.List[json.RawMessage](b.ctx, sv.Store(), n, store.Filter{})
		b.ok(err)
		for _, r := range rows {
			fmt.Fprintf(&s, "%s %s\n", n, store.Digest(r))
		}
	}
	forks, err := store.Conflicts(b.ctx, sv.Store())
	b.ok(err)
	fmt.Fprintln(&s, forks)
	return s.String()
}

// TestTwoUnits: bureau → two units → laptops → back. The list is split by
// station, one subject is moved with a reason, the bureau keeps the rest. The
// units' packages, in either order and opened twice, leave the same store.
func TestTwoUnits(t *testing.T) {
	b := at(t, "library")
	east, west := b.unitOffice("东关派出所"), b.unitOffice("西关派出所")
	task := b.lockedList()
	task, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
	b.ok(err)
	shares, err := b.office.Assign.Shares(b.ctx, b.clerk, task.ID)
	b.ok(err)
	n := 0
	for _, v := range shares {
		n += len(v.Subjects)
		for _, s := range v.Subjects {
			if v.Own && (s.Station == "东关派出所" || s.Station == "西关派出所") || !v.Own && s.Station != v.Share.Unit {
				t.Fatalf("%s went to %s", s.Station, v.Share.Unit)
			}
		}
	}
	if n != len(task.Winners) || len(shares) != 3 {
		t.Fatalf("%d of %d in %d shares", n, len(task.Winners), len(shares))
	}
	own, err := task.ShareOf("治安大队")
	b.ok(err)
	moved := own.Subjects[0]
	task, err = b.office.Assign.Move(b.ctx, b.clerk, task.ID, moved, "东关派出所", "地址在两所交界，由东关所就近检查")
	b.ok(err)
	if len(task.Moves) != 1 || task.Moves[0].From != "治安大队" || task.Moves[0].Person != b.clerk.Person {
		t.Fatalf("%+v", task.Moves)
	}
	winners := task.Winners

	part := b.send(task, east, "东关派出所")
	b.send(task, west, "西关派出所")
	if part.Parent != task.ID || part.CreatedBy != east.clerk.Person || !slices.ContainsFunc(part.Winners, func(w inspect.Winner) bool { return w.Subject == moved }) {
		t.Fatalf("%+v", part)
	}
	kept, err := b.office.Assign.Keep(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if kept.No != task.No+"-03" && kept.No != task.No+"-02" && kept.No != task.No+"-01" || kept.Unit != "治安大队" || kept.State != inspect.TaskLocked {
		t.Fatalf("%+v", kept)
	}
	again, err := b.office.Dispatch.AssignPackage(b.ctx, b.clerk, task.ID, "东关派出所", filepath.Join(b.dir, "again.zip"))
	b.ok(err)
	if rec, err := east.office.Dispatch.Open(b.ctx, east.clerk, again.Path); err != nil || rec.Added != 0 || len(rec.Conflicts) > 0 {
		t.Fatalf("%+v %v", rec, err)
	}

	east.worked()
	early := west.up("early.zip") // nothing is done yet, and the bureau may know
	west.worked()
	packages := []string{east.up("east.zip"), early, west.up("west.zip")}
	for _, u := range []*bureau{east, west} {
		u.healthy(u.office, u.clerk)
	}

	contents := []string{}
	b.ok(b.office.Close())
	for i, order := range [][]int{{0, 1, 2}, {2, 1, 0, 2, 0, 1}} {
		dir := filepath.Join(b.dir, fmt.Sprint("copy", i))
		b.ok(os.CopyFS(dir, os.DirFS(filepath.Join(b.dir, "办公室"))))
		sv, err := service.Open(dir, b.options())
		b.ok(err)
		b.office = sv
		for _, p := range order {
			if rec, err := sv.Dispatch.Open(b.ctx, b.clerk, packages[p]); err != nil || len(rec.Conflicts) > 0 {
				t.Fatalf("order %v, package %d: %+v %v", order, p, rec, err)
			}
		}
		contents = append(contents, b.content(sv))
		b.healthy(sv, b.clerk)
		if whole := b.reread(task); whole.State != inspect.TaskAssigned || !slices.EqualFunc(whole.Winners, winners, func(a, b inspect.Winner) bool { return a.Subject == b.Subject }) {
			t.Fatalf("%+v", whole)
		}
		rows, err := sv.Assign.Progress(b.ctx, b.clerk, task.ID)
		b.ok(err)
		total := rows[len(rows)-1]
		if len(rows) != 4 || total.Subjects != len(winners) || total.Done != len(winners)-len(kept.Winners) || total.Matched != total.Done || total.Sent != total.Done || total.Open != 0 {
			t.Fatalf("%+v", rows)
		}
		teams, err := sv.Match.Teams(b.ctx, b.clerk, part.ID)
		b.ok(err)
		if first := teams[0].Team; first.Leader != first.Members[1].Inspector || first.LeadBasis != "熟悉该户情况" || first.Scheme == "" {
			t.Fatalf("%+v", first)
		}
		draws, err := sv.Draw.List(b.ctx, b.clerk, part.ID)
		b.ok(err)
		if len(draws) != 1 || draws[0].State != inspect.DrawDone {
			t.Fatalf("%+v", draws)
		}
		if i == 0 {
			b.ok(sv.Close())
		}
	}
	if contents[0] != contents[1] {
		t.Fatalf("the order shows:\n%s\n%s", contents[0], contents[1])
	}
}

func TestArticle13JointStaysWithTheLead(t *testing.T) {
	b := at(t, "library")
	b.unitOffice("东关派出所")
	task := b.plannedFor(2, "娱乐场所", true)
	b.drawn(task, "subjects", "31415926535897932384")
	task, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十三条", func() error {
		_, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
		return err
	})
	task, err = b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByDepartment)
	b.ok(err)
	if len(task.Shares) != 1 || task.Shares[0].Unit != task.Lead {
		t.Fatalf("%+v", task.Shares)
	}
	b.refuses(b.office, inspect.Refused, "第十三条", func() error {
		_, err := b.office.Assign.Move(b.ctx, b.clerk, task.ID, task.Winners[0].Subject, "东关派出所", "就近")
		return err
	})
}

func TestArticle14SharesAreFixedOnceSent(t *testing.T) {
	b := at(t, "library")
	east := b.unitOffice("东关派出所")
	split := func(task inspect.Task) func() error {
		return func() error {
			_, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
			return err
		}
	}
	draft := b.planned("旅馆业", false)
	b.refuses(b.office, inspect.Refused, "第十四条", split(draft)) // not locked
	task := b.lockedList()
	b.ok(split(task)())
	b.ok(split(task)()) // anew, as long as nothing was sent
	task = b.reread(task)
	own, err := task.ShareOf("治安大队")
	b.ok(err)
	move := func(subject, unit, why string) func() error {
		return func() error { _, err := b.office.Assign.Move(b.ctx, b.clerk, task.ID, subject, unit, why); return err }
	}
	b.refuses(b.office, inspect.Invalid, "第十四条", move(own.Subjects[0], "东关派出所", " "))
	b.refuses(b.office, inspect.Refused, "第十四条", move(own.Subjects[0], "北湖派出所", "就近")) // not enrolled
	b.refuses(b.office, inspect.Invalid, "第十四条", move(own.Subjects[0], "治安大队", "就近"))  // already there
	b.refuses(b.office, inspect.NotFound, "第十四条", move("s-none", "东关派出所", "就近"))
	b.send(task, east, "东关派出所")
	b.refuses(b.office, inspect.Refused, "第十四条", move(own.Subjects[0], "东关派出所", "就近"))
	b.refuses(b.office, inspect.Refused, "第十四条", split(task))
	b.refuses(b.office, inspect.Refused, "第十四条", func() error { _, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID); return err })
	b.refuses(east.office, inspect.Refused, "第十四条", func() error { // a part is not split again
		_, err := east.office.Assign.Split(b.ctx, east.clerk, east.task.ID, inspect.SplitByStation)
		return err
	})
}

func TestArticle14OnlyEnrolledUnits(t *testing.T) {
	b := at(t, "library")
	b.unitOffice("东关派出所")
	task := b.lockedList()
	out := filepath.Join(b.dir, "x.zip")
	assign := func(unit string) func() error {
		return func() error {
			_, err := b.office.Dispatch.AssignPackage(b.ctx, b.clerk, task.ID, unit, out)
			return err
		}
	}
	b.refuses(b.office, inspect.NotFound, "第十四条", assign("东关派出所")) // the list is not split
	_, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
	b.ok(err)
	b.refuses(b.office, inspect.NotFound, "第十四条", assign("西关派出所"))
	b.refuses(b.office, inspect.Invalid, "", func() error {
		_, err := b.office.Workspace.EnrolUnit(b.ctx, b.clerk, "x.req", " ", "x.acc")
		return err
	})
}

func TestArticle15TheUnitMatches(t *testing.T) {
	b := at(t, "library")
	east := b.unitOffice("东关派出所")
	task := b.lockedList()
	_, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
	b.ok(err)
	part := b.send(task, east, "东关派出所")
	b.refuses(b.office, inspect.Refused, "第十五条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: part.ID, Purpose: "inspectors", InputKind: "dice", InputNote: "当众掷骰"})
		return err
	})
	east.drawn(part, "inspectors", "27182818284590452353")
	teams, err := east.office.Match.Teams(b.ctx, east.clerk, part.ID)
	b.ok(err)
	for _, v := range teams {
		for _, m := range v.Team.Members {
			if m.Department != "东关派出所" {
				t.Fatalf("%s of %s was matched", m.Name, m.Department)
			}
		}
	}
	_, err = b.office.Dispatch.Open(b.ctx, b.clerk, east.up("teams.zip"))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十五条", func() error {
		_, err := b.office.Match.ChooseLeader(b.ctx, b.clerk, teams[0].Team.ID, teams[0].Team.Proposed, "")
		return err
	})
}

// TestArticle14UnitPackages: only the parent's own package is opened, a unit
// writes its own part and nothing else, and the locked list stays.
func TestArticle14UnitPackages(t *testing.T) {
	b := at(t, "library")
	east, west := b.unitOffice("东关派出所"), b.unitOffice("西关派出所")
	task := b.lockedList()
	_, err := b.office.Assign.Split(b.ctx, b.clerk, task.ID, inspect.SplitByStation)
	b.ok(err)
	b.send(task, east, "东关派出所")
	b.send(task, west, "西关派出所")
	b.refuses(west.office, inspect.Refused, "", func() error { // addressed to the other
		_, err := west.office.Dispatch.Open(b.ctx, west.clerk, filepath.Join(b.dir, "assign-东关派出所.zip"))
		return err
	})
	key := func(u *bureau, file string) *trust.Identity {
		id, err := trust.Load(filepath.Join(u.dir, "办公室", "keys", file), pass)
		b.ok(err)
		return id
	}
	raw, err := store.HeadBytes(b.ctx, east.office.Store(), inspect.NounTask, east.task.ID)
	b.ok(err)
	b.task = task
	own := b.rogue("某设备")
	// The unit of the west signs a part for the east, as if it were the bureau.
	forger := &device{b: east, id: key(west, "unit.key"), name: "治安大队办公室"}
	forged := forger.pack(pack.Assign, "东关派出所办公室", raw)
	b.refuses(east.office, inspect.Refused, "第十四条", func() error { _, err := east.office.Dispatch.Open(b.ctx, east.clerk, forged); return err })
	// The unit of the west writes the part of the east: kept, listed, not accepted.
	stolen := forger.pack(pack.Result, "", raw)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, stolen)
	b.ok(err)
	if len(rec.Conflicts) != 1 || !strings.Contains(rec.Conflicts[0].Reason, "没有这项派发授权") {
		t.Fatalf("%+v", rec)
	}
	// A unit that takes a subject off its list is refused as a whole.
	v, err := store.ParseVersion(raw)
	b.ok(err)
	var part inspect.Task
	b.ok(json.Unmarshal(v.Body, &part))
	part.Winners = part.Winners[1:]
	v.Parent = store.Digest(raw)
	v.Body, err = json.Marshal(part)
	b.ok(err)
	shorter, err := json.Marshal(v)
	b.ok(err)
	cut := (&device{b: east, id: key(east, "unit.key"), name: "东关派出所办公室"}).pack(pack.Result, "", shorter)
	b.refuses(b.office, inspect.Refused, "第十四条", func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, cut); return err })
	// An office without a parent opens no part at all, whoever of ours signed it.
	b.refuses(b.office, inspect.Refused, "第十四条", func() error {
		_, err := b.office.Dispatch.Open(b.ctx, b.clerk, own.pack(pack.Assign, "治安大队办公室", raw))
		return err
	})
}
