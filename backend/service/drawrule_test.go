package service_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// strata is a task over two trades, each with its own rate, weighed by risk,
// whose list is not public yet.
func (b *bureau) strata() inspect.Task {
	b.t.Helper()
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	ids := []string{}
	for _, m := range ms.Rows {
		if m.Code == "A014-ZA01" || m.Code == "A014-ZA02" {
			ids = append(ids, m.ID)
		}
	}
	task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Name: "两业抽查", AdHocReason: "交办", Matters: ids, Trades: []string{"旅馆业", "娱乐场所"},
		Lead: "治安大队", Departments: []string{"治安大队"}, From: "2026-03-03", To: "2026-03-31", PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护",
		RatioNum: 1, RatioDen: 100, Rule: inspect.DrawRule{Rates: []inspect.TradeRate{{Trade: "娱乐场所", Num: 1, Den: 50}},
			Weights: inspect.RiskWeights{High: 3, Mid: 2}, PersonCap: 9, NamesFrom: "2026-12-31"}})
	b.ok(err)
	return task
}

func TestDrawRuleReachesTheStatement(t *testing.T) {
	b := at(t, "library")
	task := b.strata()
	pool, err := b.office.Task.Pool(b.ctx, b.clerk, task.ID)
	b.ok(err)
	want := (pool.Strata[0].Size+99)/100 + (pool.Strata[1].Size+49)/50
	if pool.Target != want {
		t.Fatalf("%+v, want %d", pool, want)
	}
	task = b.drawnTask(task)
	if len(task.Winners) != want {
		t.Fatalf("drew %d, want %d", len(task.Winners), want)
	}
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	rules := b.drawFile(draws[0], "rules.json")
	for _, says := range []string{`"stratum": "A",` + "\n      \"num\": 1,\n      \"den\": 100", `"stratum": "B",` + "\n      \"num\": 1,\n      \"den\": 50", "\"weights\": [\n    1,\n    2,\n    3\n  ]"} {
		if !strings.Contains(rules, says) {
			t.Errorf("rules.json lacks %s: %s", says, rules)
		}
	}
	if roster := b.drawFile(draws[1], "roster.txt"); !strings.HasSuffix(roster, "\t9\n") {
		t.Errorf("no cap of 9 in %s", roster)
	}
	weights := map[string]int{}
	for line := range strings.Lines(b.drawFile(draws[0], "frame.txt")) {
		weights[line[strings.LastIndexByte(line, '\t'):]]++
	}
	if len(weights) != 3 {
		t.Errorf("the register has all grades, the frame weighs %v", weights)
	}
}

// drawFile reads one stored file of a draw.
func (b *bureau) drawFile(d inspect.Drawing, name string) string {
	b.t.Helper()
	for _, f := range d.Files {
		if f.Name == name {
			data, err := store.Blob(b.ctx, b.office.Store(), f.SHA256)
			b.ok(err)
			return string(data)
		}
	}
	b.t.Fatalf("no %s among %v", name, d.Files)
	return ""
}

func TestArticle12DrawRules(t *testing.T) {
	b := at(t, "library")
	ids, departments := b.matters("旅馆业", false)
	good := inspect.Task{Name: "查", AdHocReason: "交办", Matters: ids, Lead: departments[0], From: "2026-03-03", To: "2026-03-31", PerSubject: 2,
		Origin: inspect.OriginLocal, OriginReason: "平台维护", RatioNum: 1, RatioDen: 100}
	for name, c := range map[string]struct {
		article string
		spoil   func(*inspect.Task)
	}{
		"rate over one":        {"第十二条", func(t *inspect.Task) { t.Rule.Rates = []inspect.TradeRate{{Trade: "旅馆业", Num: 3, Den: 2}} }},
		"rate without a whole": {"第十二条", func(t *inspect.Task) { t.Rule.Rates = []inspect.TradeRate{{Trade: "旅馆业", Num: 1}} }},
		"rate twice": {"第十二条", func(t *inspect.Task) {
			t.Rule.Rates = []inspect.TradeRate{{Trade: "旅馆业", Num: 1, Den: 2}, {Trade: "旅馆业", Num: 1, Den: 3}}
		}},
		"rate of another trade": {"第十二条", func(t *inspect.Task) { t.Rule.Rates = []inspect.TradeRate{{Trade: "典当业", Num: 1, Den: 2}} }},
		"rate and total": {"第十二条", func(t *inspect.Task) {
			t.Total = 3
			t.Rule.Rates = []inspect.TradeRate{{Trade: "旅馆业", Num: 1, Den: 2}}
		}},
		"weight too large": {"第十三条", func(t *inspect.Task) { t.Rule.Weights.High = 1001 }},
		"weight negative":  {"第十三条", func(t *inspect.Task) { t.Rule.Weights.Low = -1 }},
		"cap negative":     {"第十五条", func(t *inspect.Task) { t.Rule.PersonCap = -1 }},
		"no such day":      {"第十四条", func(t *inspect.Task) { t.Rule.NamesFrom = "2026-02-30" }},
	} {
		t.Run(name, func(t *testing.T) {
			task := good
			c.spoil(&task)
			b.refuses(b.office, inspect.Invalid, c.article, func() error { _, err := b.office.Task.New(b.ctx, b.clerk, task); return err })
		})
	}
}

// TestArticle15CapBlocks: a cap that leaves too few seats stops the freeze, and
// the rule is named.
func TestArticle15CapBlocks(t *testing.T) {
	b := at(t, "library")
	plan, err := b.office.Plan.Save(b.ctx, b.clerk, b.line("旅馆业", false))
	b.ok(err)
	task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Plan: plan.ID, PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护", Total: 44,
		Rule: inspect.DrawRule{PersonCap: 1}})
	b.ok(err)
	b.drawn(task, "subjects", "31415926535897932384")
	_, err = b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十五条", func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "inspectors", InputKind: "dice", InputNote: "当众掷骰"})
		if err != nil && (!strings.Contains(err.Error(), "每人上限已满") || !strings.Contains(err.Error(), "「")) {
			t.Errorf("the rule and the subjects are not named: %v", err)
		}
		return err
	})
}

func TestArticle13RedrawNeedsConsent(t *testing.T) {
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	freeze := func() error {
		_, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰", Reason: "见证人未到场"})
		return err
	}
	b.ok(freeze())
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	consent := func(approver string) error {
		_, err := b.office.Approval.Register(b.ctx, b.clerk, service.ApprovalInput{Noun: "draw", Ref: draws[0].ID, Kind: "oral", Approver: approver, Post: "分管副局长", Date: "2026-03-02", Opinion: "同意"})
		return err
	}
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { return consent("吴分管") }) // nothing was abandoned
	_, err = b.office.Draw.Abandon(b.ctx, b.clerk, draws[0].ID, "见证人未到场")
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "第十三条", freeze)
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { return consent(b.clerk.Name) }) // asker and approver are one
	b.ok(consent("吴分管"))
	b.ok(freeze())
	draws, err = b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(draws) != 2 || draws[1].Attempt != 2 || draws[1].Approval == "" || draws[0].State != inspect.DrawAbandoned {
		t.Fatalf("%+v", draws)
	}
}

const killedDir = "SSJ_REVEAL_KILLED"

// TestRevealKilled ends the process after the public input was committed and
// before a ticket was computed: the input stands, and there is one result.
func TestRevealKilled(t *testing.T) {
	dice := "31415926535897932384"
	if dir := os.Getenv(killedDir); dir != "" {
		revealAndDie(t, dir, os.Getenv("SSJ_REVEAL_DRAW"), dice)
		return
	}
	b := at(t, "library")
	task := b.planned("旅馆业", false)
	d, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
	b.ok(err)
	_, err = b.office.Draw.Witness(b.ctx, b.clerk, d.ID, "钱见证", "打印签字留存")
	b.ok(err)
	b.close()
	b.office = nil
	cmd := exec.Command(os.Args[0], "-test.run=^TestRevealKilled$", "-test.count=1")
	cmd.Env = append(os.Environ(), killedDir+"="+filepath.Join(b.dir, "办公室"), "SSJ_REVEAL_DRAW="+d.ID, "TMPDIR="+t.TempDir())
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the process was not killed: %v\n%s", err, out)
	}
	b.now = b.now.Add(time.Hour) // the dead process had its own clock
	b.open()
	d, err = b.office.Draw.Get(b.ctx, b.clerk, d.ID)
	b.ok(err)
	if d.State != inspect.DrawRevealed || d.PublicInput != dice || d.Seed != "" || len(b.reread(task).Winners) != 0 {
		t.Fatalf("after the kill: %+v", d)
	}
	other := strings.Repeat("1", 20)
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { _, err := b.office.Draw.Reveal(b.ctx, b.clerk, d.ID, other, other, "再掷"); return err })
	b.refuses(b.office, inspect.Refused, "第十三条", func() error { _, err := b.office.Draw.Abandon(b.ctx, b.clerk, d.ID, "不满意"); return err })
	d, err = b.office.Draw.Resume(b.ctx, b.clerk, d.ID)
	b.ok(err)
	if d.State != inspect.DrawDone || d.PublicInput != dice || len(b.reread(task).Winners) != 3 {
		t.Fatalf("resumed: %+v", d)
	}
	out2 := filepath.Join(b.dir, "draw.zip")
	_, err = b.office.Draw.Package(b.ctx, b.clerk, d.ID, true, out2)
	b.ok(err)
	rep, err := service.VerifyDraw(b.ctx, out2, nil, b.now)
	b.ok(err)
	if rep.Seed != d.Seed || rep.PublicInput != dice {
		t.Fatalf("%+v", rep)
	}
}

// revealAndDie reveals, and kills its process at the first look at the clock
// after the reveal is committed: where the result's transaction begins.
func revealAndDie(t *testing.T, dir, id, dice string) {
	now, armed := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC), false
	var sv *service.Services
	sv, err := service.Open(dir, service.Options{NoSync: true, Cost: service.MinCost, Key: key, Now: func() time.Time {
		now = now.Add(time.Millisecond)
		if armed {
			d, err := store.Get[inspect.Drawing](t.Context(), sv.Store(), inspect.NounDraw, id)
			if err == nil && d.State == inspect.DrawRevealed {
				self, err := os.FindProcess(os.Getpid())
				if err == nil {
					_ = self.Kill() // ends here, or the test finds that it did not
					select {}
				}
			}
		}
		return now
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := sv.Workspace.Unlock(t.Context(), pass); err != nil {
		t.Fatal(err)
	}
	clerk, err := service.Actor(t.Context(), sv, "周办公", "test")
	if err != nil {
		t.Fatal(err)
	}
	armed = true
	_, err = sv.Draw.Reveal(t.Context(), clerk, id, dice, dice, "当众掷骰")
	t.Fatalf("the draw went on: %v", err)
}
