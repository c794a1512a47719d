package service_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// emergency is a check begun on the spot: the firm, the matter and the people
// typed by hand.
func (b *bureau) emergency() inspect.FieldCheck {
	return inspect.FieldCheck{Item: inspect.ExemptEmergency, Reason: "接报有人持械斗殴，现场排查", Organ: "某市公安局××分局", Lead: "治安大队",
		SubjectName: "临江烧烤店", Trade: "餐饮业", Premises: "虚构路 8 号", LegalRep: "钱某", Matters: []string{}, Unlisted: []string{"夜间经营场所秩序"},
		Members: []inspect.FieldMember{{Name: "韩值班", Badge: "900001", Department: "治安大队", CertNo: "执-1", CertUntil: "2027-12-31"},
			{Name: "尤值班", Badge: "900002", Department: "治安大队", CertNo: "执-2", CertUntil: "2027-12-31"}},
		Leader: "900001", Approver: "吴分管", Post: "分管副局长", ApprovedAt: inspect.Instant(b.now.Add(-10 * time.Minute)), Opinion: "同意"}
}

// A laptop without a package, a list or a register starts, finishes, and brings
// the check back as a task of its own.
func TestFieldCheckWithoutAnyPackage(t *testing.T) {
	b := at(t, "library")
	setup := b.laptop()
	p, err := b.field.Workspace.SavePerson(b.ctx, setup, inspect.Person{Name: "韩值班", Badge: "900001", Role: inspect.RoleLeader})
	b.ok(err)
	leader, err := service.Actor(b.ctx, b.field, p.ID, "field")
	b.ok(err)
	f, err := b.field.Visit.StartNonRandom(b.ctx, leader, b.emergency())
	b.ok(err)
	if f.Visit.State != inspect.VisitOpen || f.Task.NonRandom.ProofName != "电话报告记录.txt" || len(f.Matters) != 1 {
		t.Fatalf("started %+v", f)
	}
	stop := b.stops()[0]
	b.recorded(leader, stop)
	_, err = b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)
	notice, err := b.field.Paper.Issue(b.ctx, leader, "inspection-notice", f.Team.ID)
	b.ok(err)
	_, err = b.field.Paper.Printed(b.ctx, leader, notice.ID, 2)
	b.ok(err)
	_, err = b.field.Paper.Issue(b.ctx, leader, "approval", f.Task.ID) // to be signed within 24 hours
	b.ok(err)
	out := filepath.Join(b.dir, "back.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, f.Task.ID, out)
	b.ok(err)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	if len(rec.Conflicts) != 0 {
		t.Fatalf("conflicts %+v", rec.Conflicts)
	}
	task, err := b.office.Task.Get(b.ctx, b.clerk, f.Task.ID)
	b.ok(err)
	if task.Random() || task.State != inspect.TaskReturned || !strings.HasPrefix(task.No, "999901") || task.FieldNo != f.Task.No {
		t.Fatalf("the office has %+v", task)
	}
	results, _, err := store.List[inspect.Result](b.ctx, b.office.Store(), inspect.NounResult, store.Where("task", task.ID))
	b.ok(err)
	if len(results) != 1 {
		t.Fatalf("%d results", len(results))
	}
	papers, err := b.office.Paper.List(b.ctx, b.clerk, f.Team.ID)
	b.ok(err)
	if len(papers) != 1 || papers[0].ID != notice.ID || papers[0].State != inspect.PaperPrinted {
		t.Fatalf("papers of the team %+v", papers)
	}
	file, err := b.office.Workspace.File(b.clerk, task.NonRandom.Proof)
	b.ok(err)
	b.ok(file.Close())
	// Outside the ratios, inside the yearly count.
	m, err := b.office.Plan.Meters(b.ctx, b.clerk, 2026)
	b.ok(err)
	if m.NonRandom != 1 {
		t.Fatalf("meters %+v", m)
	}
	times, err := b.office.Task.Frequencies(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(times) != 1 || times[0].Nth != 1 {
		t.Fatalf("times %+v", times)
	}
	// The paper of the oral consent is due, and is filed once.
	aps, err := b.office.Approval.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(aps) != 1 || aps[0].DueAt == "" || aps[0].Scan != "" {
		t.Fatalf("approvals %+v", aps)
	}
	ap, err := b.office.Approval.Paper(b.ctx, b.clerk, aps[0].ID, b.files.ApprovalScan)
	b.ok(err)
	if ap.Scan == "" || ap.FiledAt == "" {
		t.Fatalf("filed %+v", ap)
	}
	b.refuses(b.office, inspect.Refused, "第十六条", func() error {
		_, err := b.office.Approval.Paper(b.ctx, b.clerk, ap.ID, b.files.ApprovalScan)
		return err
	})
	again, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	if !again.Already {
		t.Fatal("taken twice")
	}
}

// With what a laptop holds of the register, its rows decide who may inspect, and
// the subject is the register's own.
func TestFieldCheckOfAKnownSubject(t *testing.T) {
	b := at(t, "dispatched")
	stop := b.stops()[0]
	leader := b.leader(stop)
	start, err := b.field.Visit.FieldStart(b.ctx, leader)
	b.ok(err)
	if start.Organ != "某市公安局××分局" || len(start.Members) < 2 {
		t.Fatalf("proposed %+v", start)
	}
	in := b.emergency()
	in.Item, in.Subject, in.SubjectName, in.Unlisted, in.Matters = inspect.ExemptReported, stop.Team.Subject, "", []string{}, b.task.Matters
	in.Members = []inspect.FieldMember{}
	for _, m := range stop.Team.Members {
		in.Members = append(in.Members, inspect.FieldMember{Name: m.Name, Badge: m.Badge, Department: m.Department, CertNo: m.CertNo, CertUntil: "2027-01-01"})
		if m.Inspector == stop.Team.Leader {
			in.Leader = m.Badge
		}
	}
	f, err := b.field.Visit.StartNonRandom(b.ctx, leader, in)
	b.ok(err)
	if f.Subject.ID != stop.Team.Subject || f.Team.Leader != stop.Team.Leader {
		t.Fatalf("started %+v", f.Team)
	}
	at := slices.IndexFunc(b.stops(), func(s service.Stop) bool { return s.Team.ID == f.Team.ID })
	b.recorded(leader, b.stops()[at])
	out := filepath.Join(b.dir, "own.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, f.Task.ID, out)
	b.ok(err)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	times, err := b.office.Task.Frequencies(b.ctx, b.clerk, f.Task.ID)
	b.ok(err)
	if len(rec.Conflicts) != 0 || times[0].Nth != 2 { // the dispatched random check and this one
		t.Fatalf("%+v %+v", rec, times)
	}
}

// A firm that was typed on site is the register's own by its code: the year's
// count holds both.
func TestFieldCheckCountsByCode(t *testing.T) {
	b := at(t, "dispatched")
	stop := b.stops()[0]
	in := b.emergency()
	in.Code = stop.SubjectCode
	f, err := b.field.Visit.StartNonRandom(b.ctx, b.leader(stop), in)
	b.ok(err)
	if f.Subject.ID == stop.Team.Subject {
		t.Fatal("the typed subject is the known one")
	}
	at := slices.IndexFunc(b.stops(), func(s service.Stop) bool { return s.Team.ID == f.Team.ID })
	b.recorded(b.leader(stop), b.stops()[at])
	out := filepath.Join(b.dir, "own.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, b.leader(stop), f.Task.ID, out)
	b.ok(err)
	_, err = b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	times, err := b.office.Task.Frequencies(b.ctx, b.clerk, f.Task.ID)
	b.ok(err)
	if len(times) != 1 || times[0].Nth != 2 {
		t.Fatalf("%+v", times)
	}
}

func TestArticle03FieldCheck(t *testing.T) {
	b := at(t, "dispatched")
	leader := b.leader(b.stops()[0])
	for name, c := range map[string]struct {
		code    inspect.Code
		article string
		change  func(*inspect.FieldCheck)
	}{
		"no item":             {inspect.Refused, "第三条", func(f *inspect.FieldCheck) { f.Item = "" }},
		"no reason":           {inspect.Invalid, "第三条", func(f *inspect.FieldCheck) { f.Reason = " " }},
		"no matter":           {inspect.Invalid, "第三条", func(f *inspect.FieldCheck) { f.Unlisted = nil }},
		"no approver":         {inspect.Invalid, "第三条", func(f *inspect.FieldCheck) { f.Approver = "" }},
		"approved tomorrow":   {inspect.Invalid, "第三条", func(f *inspect.FieldCheck) { f.ApprovedAt = inspect.Instant(b.now.Add(24 * time.Hour)) }},
		"approved long ago":   {inspect.Refused, "第三条", func(f *inspect.FieldCheck) { f.ApprovedAt = inspect.Instant(b.now.Add(-25 * time.Hour)) }},
		"approves himself":    {inspect.Refused, "第十六条", func(f *inspect.FieldCheck) { f.Approver = "尤值班" }},
		"asks and approves":   {inspect.Refused, "第十六条", func(f *inspect.FieldCheck) { f.Approver = leader.Name }},
		"one inspector":       {inspect.Refused, "第十五条", func(f *inspect.FieldCheck) { f.Members = f.Members[:1] }},
		"the same twice":      {inspect.Invalid, "第十五条", func(f *inspect.FieldCheck) { f.Members[1] = f.Members[0] }},
		"expired certificate": {inspect.Refused, "第十五条", func(f *inspect.FieldCheck) { f.Members[1].CertUntil = "2026-03-01" }},
		"no leader":           {inspect.Refused, "第十五条", func(f *inspect.FieldCheck) { f.Leader = "" }},
		"no name":             {inspect.Invalid, "第九条", func(f *inspect.FieldCheck) { f.SubjectName = "" }},
		"a listed matter of another trade": {inspect.Refused, "第二条", func(f *inspect.FieldCheck) {
			f.Matters, f.Unlisted = b.task.Matters, nil
		}},
		"listed, but called unlisted": {inspect.Refused, "第三条", func(f *inspect.FieldCheck) {
			f.Item, f.Matters, f.Trade = inspect.ExemptUnlisted, b.task.Matters, "旅馆业"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			in := b.emergency()
			c.change(&in)
			b.refuses(b.field, c.code, c.article, func() error {
				_, err := b.field.Visit.StartNonRandom(b.ctx, leader, in)
				return err
			})
		})
	}
	b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error { // the office has its own way
		_, err := b.office.Visit.StartNonRandom(b.ctx, b.clerk, b.emergency())
		return err
	})
}

// A laptop brings back a check of its own, and nothing that it calls one.
func TestArticle03FieldCheckComesBackWhole(t *testing.T) {
	for name, forge := range map[string]func(tx *store.Tx, f service.VisitForm) error{
		"as a random task": func(tx *store.Tx, f service.VisitForm) error {
			f.Task.Kind = inspect.TaskRandom
			_, err := tx.Put(t.Context(), inspect.NounTask, f.Task.ID, f.Task, store.Event{Action: "test"})
			return err
		},
		"with one inspector": func(tx *store.Tx, f service.VisitForm) error {
			f.Team.Members = f.Team.Members[:1]
			_, err := tx.Put(t.Context(), inspect.NounTeam, f.Team.ID, f.Team, store.Event{Action: "test"})
			return err
		},
		"with a matter of the list": func(tx *store.Tx, f service.VisitForm) error {
			f.Matters[0].Unlisted = false
			_, err := tx.Put(t.Context(), inspect.NounMatter, f.Matters[0].ID, f.Matters[0], store.Event{Action: "test"})
			if err == nil {
				f.Matters[0].Unlisted, f.Matters[0].Code = true, "A014-ZA01x"
				_, err = tx.Put(t.Context(), inspect.NounMatter, f.Matters[0].ID, f.Matters[0], store.Event{Action: "test"})
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := at(t, "dispatched")
			leader := b.leader(b.stops()[0])
			f, err := b.field.Visit.StartNonRandom(b.ctx, leader, b.emergency())
			b.ok(err)
			at := slices.IndexFunc(b.stops(), func(s service.Stop) bool { return s.Team.ID == f.Team.ID })
			b.recorded(leader, b.stops()[at])
			b.ok(b.field.Store().Write(b.ctx, leader, func(tx *store.Tx) error { return forge(tx, f) }))
			out := filepath.Join(b.dir, "forged.zip")
			_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, f.Task.ID, out)
			b.ok(err)
			article := "第三条"
			if name == "with one inspector" {
				article = "第十五条"
			}
			b.refuses(b.office, inspect.Refused, article, func() error {
				_, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
				return err
			})
		})
	}
}
