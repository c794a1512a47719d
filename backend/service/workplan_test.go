package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// scheme is the template's plan of a team, as it is entered.
func (b *bureau) scheme(t inspect.Team) service.WorkPlanInput {
	b.t.Helper()
	p, err := b.office.Match.WorkPlan(b.ctx, b.clerk, t.ID)
	b.ok(err)
	return service.WorkPlanInput{Team: t.ID, Date: t.Date, Plan: p}
}

// helped adds a third party and an expert's opinion, each with its paper.
func (b *bureau) helped(in service.WorkPlanInput) service.WorkPlanInput {
	b.t.Helper()
	f, err := b.office.Match.Attach(b.ctx, b.clerk, b.files.ApprovalScan)
	b.ok(err)
	in.Plan.ThirdParties = []inspect.ThirdParty{{Name: "某消防检测有限公司", People: "苏某", Scope: "自动报警系统检测", Commission: "委〔2026〕3号", File: f.SHA256, FileName: f.Name}}
	in.Plan.Opinions = []inspect.Opinion{{By: "某司法鉴定中心", About: "门锁强度鉴定", File: f.SHA256, FileName: f.Name}}
	return in
}

// One plan for all, then each team's own; it goes with the task package and is
// printed.
func TestWorkPlanForAllThenEach(t *testing.T) {
	b := at(t, "matched")
	_, err := b.office.Match.AcceptProposed(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	in := b.helped(b.scheme(b.team(1)))
	for i, d := range in.Plan.Duties {
		if d.Inspector == b.team(1).Leader {
			in.Plan.Duties[i].Duty = "总负责"
		}
	}
	in.All = true
	n, err := b.office.Match.SetWorkPlan(b.ctx, b.clerk, in)
	b.ok(err)
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	if n != len(teams) || n < 2 {
		t.Fatalf("%d plans for %d teams", n, len(teams))
	}
	for _, v := range teams {
		for _, d := range v.Team.WorkPlan.Duties {
			if (d.Duty == "总负责") != (d.Inspector == v.Team.Leader) {
				t.Fatalf("team %d: %+v", v.Team.Order, d)
			}
		}
	}
	second := b.scheme(b.team(2))
	second.Plan.Procedure = append(second.Plan.Procedure, "最后核对监控")
	_, err = b.office.Match.SetWorkPlan(b.ctx, b.clerk, second)
	b.ok(err)
	if strings.Contains(b.team(1).Scheme, "监控") || !strings.Contains(b.team(2).Scheme, "监控") {
		t.Fatal("one team's plan changed another's")
	}
	p, err := b.office.Paper.Issue(b.ctx, b.clerk, "work-plan", b.team(1).ID)
	b.ok(err)
	snap, err := store.Blob(b.ctx, b.office.Store(), p.Snapshot)
	b.ok(err)
	if !strings.Contains(string(snap), "某消防检测有限公司") {
		t.Fatalf("printed %s", snap)
	}
}

// A third party helps: it has no duty, takes no seat, and counts for nobody.
func TestArticle15ThirdPartyIsNoInspector(t *testing.T) {
	b := at(t, "matched")
	_, err := b.office.Match.AcceptProposed(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	team := b.team(1)
	for name, change := range map[string]func(*service.WorkPlanInput){
		"a duty": func(in *service.WorkPlanInput) {
			in.Plan.Duties = append(in.Plan.Duties, inspect.Duty{Inspector: "某消防检测有限公司", Name: "苏某", Duty: "检查"})
		},
		"an inspector as third party": func(in *service.WorkPlanInput) { in.Plan.ThirdParties[0].Name = team.Members[0].Name },
	} {
		b.refuses(b.office, inspect.Refused, "第十五条", func() error {
			in := b.helped(b.scheme(team))
			change(&in)
			_, err := b.office.Match.SetWorkPlan(b.ctx, b.clerk, in)
			if err == nil {
				t.Error("taken with " + name)
			}
			return err
		})
	}
	for name, change := range map[string]func(*service.WorkPlanInput){
		"no commission": func(in *service.WorkPlanInput) { in.Plan.ThirdParties[0].File = "" },
		"no opinion":    func(in *service.WorkPlanInput) { in.Plan.Opinions[0].File = "" },
		"no duty":       func(in *service.WorkPlanInput) { in.Plan.Duties[0].Duty = " " },
		"no procedure":  func(in *service.WorkPlanInput) { in.Plan.Procedure = nil },
		"no date":       func(in *service.WorkPlanInput) { in.Plan.Nodes = nil },
		"another month": func(in *service.WorkPlanInput) { in.Date = "2026-09-01" },
	} {
		b.refuses(b.office, inspect.Invalid, "第十五条", func() error {
			in := b.helped(b.scheme(team))
			change(&in)
			_, err := b.office.Match.SetWorkPlan(b.ctx, b.clerk, in)
			if err == nil {
				t.Error("taken with " + name)
			}
			return err
		})
	}
	// On site the two who count are inspectors.
	faults := inspect.CheckVisit(inspect.Visit{Present: []string{team.Leader, "某消防检测有限公司"}}, b.task, team, nil, nil)
	two := false
	for _, e := range faults {
		two = two || e.Article == "第十五条" && strings.Contains(e.Message, "1名")
	}
	if !two {
		t.Fatalf("a third party counted as the second inspector: %v", faults)
	}
}

// What a plan relies on goes to the laptop with it.
func TestWorkPlanGoesWithTheTask(t *testing.T) {
	b := at(t, "approved")
	in := b.helped(b.scheme(b.team(1)))
	_, err := b.office.Match.SetWorkPlan(b.ctx, b.clerk, in)
	b.ok(err)
	setup := b.laptop()
	out := filepath.Join(b.dir, "task.zip")
	_, err = b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, out)
	b.ok(err)
	_, err = b.field.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)
	leader := b.leader(b.stops()[0])
	f, err := b.field.Workspace.File(leader, in.Plan.ThirdParties[0].File)
	b.ok(err)
	b.ok(f.Close())
	who := other(b.team(1))
	rep := b.replaced(b.team(1), who.Inspector) // the newcomer takes the duty over
	for _, d := range rep.Team.WorkPlan.Duties {
		if d.Inspector == who.Inspector {
			t.Fatalf("still %+v", d)
		}
	}
}
