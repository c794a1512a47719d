package service_test

import (
	"path/filepath"
	"slices"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
)

// TestArticle14TasksComeFromTheOffice: our root vouches for every laptop, but a
// laptop cannot hand out tasks to another.
func TestArticle14TasksComeFromTheOffice(t *testing.T) {
	b := at(t, "dispatched")
	r := b.rogue("外勤二号")
	task := b.task
	task.Name = "改了名的任务"
	path := r.pack(pack.Task, "外勤一号", b.version(inspect.NounTask, task.ID, "", "", task))
	b.refuses(b.field, inspect.Refused, "第十四条", func() error { _, err := b.field.Dispatch.Open(b.ctx, b.anyone(b.field), path); return err })
}

// TestArticle14VisitOnlyWhatWasDispatchedHere: the grant is for one device.
func TestArticle14VisitOnlyWhatWasDispatchedHere(t *testing.T) {
	b := at(t, "dispatched")
	s := b.stops()[0]
	leader, err := service.Actor(b.ctx, b.office, s.Team.Leader, "test")
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十四条", func() error { _, err := b.office.Visit.Start(b.ctx, leader, s.Team.ID); return err })
	early := at(t, "approved")
	teams, err := early.office.Match.Teams(early.ctx, early.clerk, early.task.ID)
	b.ok(err)
	leader.Device = early.clerk.Device
	early.refuses(early.office, inspect.Refused, "第十四条", func() error {
		_, err := early.office.Visit.Start(early.ctx, leader, teams[0].Team.ID)
		return err
	})
}

func TestArticle15TwoInspectors(t *testing.T) {
	b := at(t, "library")
	ids, departments := b.matters("旅馆业", true)
	task := inspect.Task{Name: "查", AdHocReason: "交办", Matters: ids, Lead: departments[0], From: "2026-03-03", To: "2026-03-31", Origin: inspect.OriginPlatform}
	for _, n := range []int{-1, 0, 1} {
		task.PerSubject = n
		b.refuses(b.office, inspect.Invalid, "第十五条", func() error { _, err := b.office.Task.New(b.ctx, b.clerk, task); return err })
	}
	task.Joint, task.Departments, task.PerSubject = true, departments, len(departments)-1 // a department without a seat
	b.refuses(b.office, inspect.Invalid, "第十五条", func() error { _, err := b.office.Task.New(b.ctx, b.clerk, task); return err })
}

// TestArticle15EnoughQualifiedInspectors: nothing is relaxed to make it fit.
func TestArticle15EnoughQualifiedInspectors(t *testing.T) {
	for name, department := range map[string]string{"nobody": "无人大队", "not for this matter": "交警大队"} {
		t.Run(name, func(t *testing.T) {
			b := at(t, "library")
			ids, _ := b.matters("旅馆业", false)
			task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Name: "查", AdHocReason: "交办", Matters: ids, Lead: department, From: "2026-03-03", To: "2026-03-31",
				PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 3})
			b.ok(err)
			b.drawn(task, "subjects", "31415926535897932384")
			_, err = b.office.Task.Lock(b.ctx, b.clerk, task.ID)
			b.ok(err)
			b.refuses(b.office, inspect.Refused, "第十五条", func() error {
				_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "inspectors", InputKind: "dice", InputNote: "当众掷骰"})
				return err
			})
		})
	}
}

func TestArticle15PlatformInspectorNotEligible(t *testing.T) {
	b := at(t, "library")
	task := b.platformTask("旅馆业")
	s, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Trade: "旅馆业", Page: 1, Size: 1})
	b.ok(err)
	people, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	reasons := map[string]bool{}
	for _, p := range people.Rows {
		if why := p.Eligible(task.To); why != "" && !reasons[why] {
			reasons[why] = true
			b.refuses(b.office, inspect.Refused, "第十五条", func() error {
				_, err := b.office.Task.ImportPlatform(b.ctx, b.clerk, task.ID, b.csv("统一社会信用代码,名称,警号", s.Rows[0].Code+","+s.Rows[0].Name+","+p.Badge))
				return err
			})
		}
	}
	if len(reasons) < 3 {
		t.Fatalf("only %v tried: expired, invalid and auxiliary are in the register", reasons)
	}
}

func TestArticle15LeaderIsAMember(t *testing.T) {
	b := at(t, "matched")
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	team := teams[0].Team
	stranger := ""
	people, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	for _, p := range people.Rows {
		if !slices.ContainsFunc(team.Members, func(m inspect.Member) bool { return m.Inspector == p.ID }) {
			stranger = p.ID
		}
	}
	choose := func(who, reason string) func() error {
		return func() error { _, err := b.office.Match.ChooseLeader(b.ctx, b.clerk, team.ID, who, reason); return err }
	}
	other := team.Members[slices.IndexFunc(team.Members, func(m inspect.Member) bool { return m.Inspector != team.Proposed })].Inspector
	b.refuses(b.office, inspect.Refused, "第十五条", choose(stranger, "更熟悉"))
	b.refuses(b.office, inspect.Refused, "第十五条", choose("", "无"))
	b.refuses(b.office, inspect.Invalid, "第十五条", choose(other, ""))
	b.ok(choose(other, "熟悉该单位情况")())
}

// TestArticle15JointLeader: a joint task over four departments.
func TestArticle15JointLeader(t *testing.T) {
	b := at(t, "library")
	task := b.drawnTask(b.planned("旅馆业", true))
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, v := range teams {
		seats := map[string]int{}
		for _, m := range v.Team.Members {
			seats[m.Department]++
			if m.Department == task.Lead {
				continue
			}
			b.refuses(b.office, inspect.Refused, "第十五条", func() error {
				_, err := b.office.Match.ChooseLeader(b.ctx, b.clerk, v.Team.ID, m.Inspector, "更熟悉")
				return err
			})
		}
		for _, d := range task.Departments {
			if seats[d] == 0 {
				t.Errorf("%s has no seat in %+v", d, v.Team.Members)
			}
		}
		first := v.Team.Members[slices.IndexFunc(v.Team.Members, func(m inspect.Member) bool { return m.Seat == 1 })]
		if first.Department != task.Lead || first.Inspector != v.Team.Proposed {
			t.Errorf("seat 1 is %+v, proposed %s", first, v.Team.Proposed)
		}
	}
	if len(task.Departments) < 3 {
		t.Fatalf("only %v take part", task.Departments)
	}
	b.approve(task)
}

func TestArticle15ApprovalNeedsLeaders(t *testing.T) {
	b := at(t, "matched")
	b.refuses(b.office, inspect.Refused, "第十五条", func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, b.sheet(b.task)); return err })
}

func TestArticle15SchemeIsFixed(t *testing.T) {
	b := at(t, "dispatched")
	b.refuses(b.office, inspect.Refused, "第十五条", func() error {
		_, err := b.office.Match.SetWorkPlan(b.ctx, b.clerk, b.scheme(b.team(1)))
		return err
	})
}

func TestArticle16TeamIsFixed(t *testing.T) {
	b := at(t, "dispatched")
	team := b.stops()[0].Team
	for _, m := range team.Members {
		b.refuses(b.office, inspect.Refused, "第十六条", func() error {
			_, err := b.office.Match.ChooseLeader(b.ctx, b.clerk, team.ID, m.Inspector, "换人")
			return err
		})
	}
}

// TestArticle16AskerIsNotApprover compares persons, whatever the way.
func TestArticle16AskerIsNotApprover(t *testing.T) {
	b := at(t, "matched")
	_, err := b.office.Match.AcceptProposed(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	paper := b.sheet(b.task)
	paper.Approver = b.clerk.Name
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, paper); return err })
	oral := paper
	oral.Kind, oral.ScanPath = "oral", ""
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, oral); return err })
	promoted := b.clerk // the same person, now in another role
	promoted.Role = inspect.RoleDeputy
	account := service.ApprovalInput{Noun: "task", Ref: b.task.ID, Kind: "account", Opinion: "同意"}
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { _, err := b.office.Approval.Register(b.ctx, promoted, account); return err })
	_, err = b.office.Approval.Register(b.ctx, b.as("吴分管", inspect.RoleDeputy), account)
	b.ok(err)
	list, err := b.office.Approval.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	if len(list) != 1 || list[0].Approver != "吴分管" || list[0].Applicant != b.clerk.Person {
		t.Fatalf("%+v", list)
	}
}

// TestApprovalByWordOfMouth: the paper is due within a day; without a scan a
// signed sheet is no approval.
func TestApprovalByWordOfMouth(t *testing.T) {
	b := at(t, "matched")
	_, err := b.office.Match.AcceptProposed(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	in := b.sheet(b.task)
	in.ScanPath = ""
	b.refuses(b.office, inspect.Refused, "", func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, in); return err })
	in.ScanPath = filepath.Join(b.dir, "没有这个文件.jpg")
	b.refuses(b.office, inspect.NotFound, "", func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, in); return err })
	in.Kind, in.ScanPath = "oral", ""
	ap, err := b.office.Approval.Register(b.ctx, b.clerk, in)
	b.ok(err)
	if ap.DueAt == "" || ap.EnteredBy != b.clerk.Person || ap.Person != "" {
		t.Fatalf("%+v", ap)
	}
}
