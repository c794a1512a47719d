package service_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// report is a complaint about one hotel: item （三） over listed matters.
func (b *bureau) report() service.NonRandomInput {
	b.t.Helper()
	ids, departments := b.matters("旅馆业", false)
	return service.NonRandomInput{Task: inspect.Task{Name: "旅馆举报核查", Matters: ids, Lead: departments[0], Scope: "被举报旅馆", From: "2026-03-03", To: "2026-03-05",
		PerSubject: 2, NonRandom: &inspect.NonRandom{Item: inspect.ExemptReported, Reason: "群众举报未登记住宿人员信息"}},
		ProofPath: b.files.ApprovalScan, Subjects: []string{b.hotel(0).ID}}
}

// hotel is the nth valid hotel of the register.
func (b *bureau) hotel(n int) inspect.Subject {
	b.t.Helper()
	page, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	for _, s := range page.Rows {
		if s.Trade == "旅馆业" && s.Drawable() == "" {
			if n == 0 {
				return s
			}
			n--
		}
	}
	b.t.Fatal("no such hotel")
	return inspect.Subject{}
}

// able are inspectors of a department who may inspect now.
func (b *bureau) able(department string) []string {
	b.t.Helper()
	page, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	busy := map[string]bool{}
	leaves, _, err := store.List[inspect.Leave](b.ctx, b.office.Store(), inspect.NounLeave, store.Filter{})
	b.ok(err)
	for _, l := range leaves {
		busy[l.Inspector] = true
	}
	recusals, _, err := store.List[inspect.Recusal](b.ctx, b.office.Store(), inspect.NounRecusal, store.Filter{})
	b.ok(err)
	for _, r := range recusals {
		busy[r.Inspector] = true
	}
	ids := []string{}
	for _, p := range page.Rows {
		if p.Department == department && p.Eligible("2026-03-31") == "" && !busy[p.ID] {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

func TestArticle03NonRandomNeedsItemReasonProof(t *testing.T) {
	b := at(t, "library")
	for name, c := range map[string]struct {
		code    inspect.Code
		article string
		change  func(*service.NonRandomInput)
	}{
		"no item":                     {inspect.Refused, "第三条", func(in *service.NonRandomInput) { in.Task.NonRandom.Item = "" }},
		"a seventh item":              {inspect.Refused, "第三条", func(in *service.NonRandomInput) { in.Task.NonRandom.Item = "7" }},
		"no reason":                   {inspect.Invalid, "第三条", func(in *service.NonRandomInput) { in.Task.NonRandom.Reason = " " }},
		"no proof":                    {inspect.Refused, "第三条", func(in *service.NonRandomInput) { in.ProofPath = "" }},
		"of a plan":                   {inspect.Refused, "第三条", func(in *service.NonRandomInput) { in.Task.Plan = "plan" }},
		"no subject":                  {inspect.Invalid, "第三条", func(in *service.NonRandomInput) { in.Subjects = nil }},
		"no matter":                   {inspect.Invalid, "第三条", func(in *service.NonRandomInput) { in.Task.Matters = nil }},
		"one inspector":               {inspect.Invalid, "第十五条", func(in *service.NonRandomInput) { in.Task.PerSubject = 1 }},
		"listed, but called unlisted": {inspect.Refused, "第三条", func(in *service.NonRandomInput) { in.Task.NonRandom.Item = inspect.ExemptUnlisted }},
		"a matter of another trade": {inspect.Refused, "第二条", func(in *service.NonRandomInput) {
			in.Task.Matters, _ = b.matters("互联网上网服务营业场所", false)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			in := b.report()
			c.change(&in)
			b.refuses(b.office, c.code, c.article, func() error { _, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, in); return err })
		})
	}
	// What is not random cannot be smuggled in as random, nor drawn.
	task, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, b.report())
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第三条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "掷骰"})
		return err
	})
	b.refuses(b.office, inspect.Refused, "第三条", func() error {
		_, err := b.office.Publish.Notice(b.ctx, b.clerk, service.NoticeTask, task.ID, "pdf", filepath.Join(b.dir, "x.pdf"))
		return err
	})
}

func TestArticle15HandsOffRandomTeams(t *testing.T) {
	b := at(t, "library")
	task, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, b.report())
	b.ok(err)
	subject, people := task.Winners[0].Subject, b.able(task.Lead)
	assign := func(ids ...string) func() error {
		return func() error {
			_, err := b.office.Match.AssignByHand(b.ctx, b.clerk, task.ID, []service.HandTeam{{Subject: subject, Inspectors: ids}})
			return err
		}
	}
	page, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	bad := map[string]string{}
	for _, p := range page.Rows {
		if why := p.Eligible(task.To); why != "" {
			bad["not eligible"] = p.ID
		} else if p.Department != task.Lead {
			bad["of another department"] = p.ID
		}
	}
	if len(bad) != 2 {
		t.Fatalf("the fixture shows nothing: %v", bad)
	}
	b.refuses(b.office, inspect.Refused, "第十五条", assign(people[0]))
	b.refuses(b.office, inspect.Refused, "第十五条", assign(people[0], people[0]))
	for _, id := range bad {
		b.refuses(b.office, inspect.Refused, "第十五条", assign(people[0], id))
	}
	b.ok(assign(people[0], people[1])())
	// A random task is matched by a draw alone.
	random := b.planned("旅馆业", false)
	b.drawn(random, "subjects", "31415926535897932384")
	_, err = b.office.Task.Lock(b.ctx, b.clerk, random.ID)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十五条", func() error {
		_, err := b.office.Match.AssignByHand(b.ctx, b.clerk, random.ID, []service.HandTeam{})
		return err
	})
}

// The same visit, documents and results as every task; outside the yearly
// ratios, inside the count of checks of a firm.
func TestNonRandomFromReportToResult(t *testing.T) {
	b := at(t, "dispatched")
	before, d := b.meter(2026, "治安大队")
	stops := b.stops()
	in := b.report()
	in.Task.Matters, in.Unlisted = nil, []string{"大型活动临时住宿场所安全"}
	in.Task.NonRandom.Item = inspect.ExemptUnlisted
	in.Subjects = []string{stops[0].Team.Subject, b.hotel(50).ID}
	task, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, in)
	b.ok(err)
	fs, err := b.office.Task.Frequencies(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(fs) != 2 || fs[0].Nth != 2 || fs[1].Nth != 1 {
		t.Fatalf("frequencies %+v", fs)
	}
	people := b.able(task.Lead)
	_, err = b.office.Match.AssignByHand(b.ctx, b.clerk, task.ID, []service.HandTeam{{Subject: in.Subjects[1], Inspectors: people[:2]}, {Subject: in.Subjects[0], Inspectors: people[1:3]}})
	b.ok(err)
	_, err = b.office.Paper.Issue(b.ctx, b.clerk, "approval", task.ID)
	b.ok(err)
	_, err = b.office.Match.AcceptProposed(b.ctx, b.clerk, task.ID)
	b.ok(err)
	own := b.sheet(task)
	own.Approver = b.clerk.Name
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { _, err := b.office.Approval.Register(b.ctx, b.clerk, own); return err })
	_, err = b.office.Approval.Register(b.ctx, b.clerk, b.sheet(task))
	b.ok(err)
	b.handOver(task, b.anyone(b.field))
	for _, s := range b.stops() {
		if s.Team.Task != task.ID {
			continue
		}
		leader := b.leader(s)
		f := b.recorded(leader, s)
		if len(f.Matters) != 1 || f.Matters[0].Name != "大型活动临时住宿场所安全" {
			t.Fatalf("matters %+v", f.Matters)
		}
		_, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		b.ok(err)
	}
	b.task = task
	if rec := b.bringBack(filepath.Join(b.dir, "nonrandom.zip")); len(rec.Conflicts) != 0 {
		t.Fatalf("conflicts %+v", rec.Conflicts)
	}
	results, err := b.office.Result.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, r := range results {
		_, err = b.office.Result.Review(b.ctx, b.clerk, r.Result.ID)
		b.ok(err)
		_, err = b.office.Result.OnFile(b.ctx, b.clerk, r.Result.ID, "PT-9", "周办公")
		b.ok(err)
		_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "", b.files.PublishProof)
		b.ok(err)
	}
	if got := b.reread(task); got.State != inspect.TaskClosed || len(results) != 2 {
		t.Fatalf("%s with %d results", got.State, len(results))
	}
	out := filepath.Join(b.dir, "result.html")
	_, err = b.office.Publish.Notice(b.ctx, b.clerk, service.NoticeResults, task.ID, "html", out)
	b.ok(err)
	text, err := readText(out)
	b.ok(err)
	if !strings.Contains(text, "非随机检查") || strings.Contains(text, "抽查结果公示</h1>") {
		t.Fatal("the notice calls it a random inspection")
	}
	after, d2 := b.meter(2026, "治安大队")
	if after.NonRandom != 1 || after.Tasks != before.Tasks || d2 != d {
		t.Fatalf("the ratios moved: %+v %+v", after, d2)
	}
	// An unlisted matter is for this task alone.
	b.refuses(b.office, inspect.Refused, "第二条", func() error {
		line := b.line("旅馆业", false)
		line.Matters = slices.Clone(task.Matters)
		_, err := b.office.Plan.Save(b.ctx, b.clerk, line)
		return err
	})
}

// Inspectors may be matched by a draw too.
func TestNonRandomMatchedByADraw(t *testing.T) {
	b := at(t, "library")
	in := b.report()
	in.Unlisted = []string{"清单外事项"}
	task, err := b.office.Task.NewNonRandom(b.ctx, b.clerk, in)
	b.ok(err)
	b.drawn(task, "inspectors", "27182818284590452353")
	if got := b.reread(task); got.State != inspect.TaskMatched {
		t.Fatalf("task is %s", got.State)
	}
}
