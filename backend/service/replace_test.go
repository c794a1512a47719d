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

// team reads a team of the office by its order.
func (b *bureau) team(order int) inspect.Team {
	b.t.Helper()
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	return teams[order-1].Team
}

// other is a member who is not the leader.
func other(t inspect.Team) inspect.Member {
	i := slices.IndexFunc(t.Members, func(m inspect.Member) bool { return m.Inspector != t.Leader && m.Inspector != t.Proposed })
	return t.Members[i]
}

func (b *bureau) asked(t inspect.Team, inspector string, cause inspect.Cause) inspect.ReplaceRequest {
	b.t.Helper()
	r, err := b.office.Match.AskReplacement(b.ctx, b.clerk, service.ReplaceAsk{Team: t.ID, Inspector: inspector, Cause: string(cause), Reason: "当日住院"})
	b.ok(err)
	return r
}

// byPhone is an oral consent of the 分管负责人.
func byPhone(r inspect.ReplaceRequest) service.ReplaceDecision {
	return service.ReplaceDecision{Request: r.ID, Approve: true, Kind: "oral", Approver: "吴分管", Post: "分管副局长", Date: "2026-03-02", Opinion: "同意"}
}

// replaced takes a member out of a team: asked, consented to, drawn.
func (b *bureau) replaced(t inspect.Team, inspector string) service.Replaced {
	b.t.Helper()
	r, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, byPhone(b.asked(t, inspector, inspect.CauseHealth)))
	b.ok(err)
	rep, err := b.office.Match.Replace(b.ctx, b.clerk, service.ReplaceInput{Request: r.ID})
	b.ok(err)
	return rep
}

func TestArticle16ReplacementNeedsACause(t *testing.T) {
	b := at(t, "approved")
	team := b.team(1)
	who := other(team).Inspector
	for _, cause := range []string{"", "下雨", "岗位调整"} { // a code, not a label
		b.refuses(b.office, inspect.Refused, "第十六条", func() error {
			_, err := b.office.Match.AskReplacement(b.ctx, b.clerk, service.ReplaceAsk{Team: team.ID, Inspector: who, Cause: cause, Reason: "有事"})
			return err
		})
	}
	b.refuses(b.office, inspect.Invalid, "第十六条", func() error {
		_, err := b.office.Match.AskReplacement(b.ctx, b.clerk, service.ReplaceAsk{Team: team.ID, Inspector: who, Cause: "work", Reason: " "})
		return err
	})
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // not a member
		_, err := b.office.Match.AskReplacement(b.ctx, b.clerk, service.ReplaceAsk{Team: team.ID, Inspector: "nobody", Cause: "work", Reason: "出警"})
		return err
	})
	b.asked(team, who, inspect.CauseWork)
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // twice
		_, err := b.office.Match.AskReplacement(b.ctx, b.clerk, service.ReplaceAsk{Team: team.ID, Inspector: who, Cause: "health", Reason: "住院"})
		return err
	})
	leader := b.as("韩组长", inspect.RoleLeader)
	b.refuses(b.office, inspect.Forbidden, "第十六条", func() error { // of somebody else
		_, err := b.office.Match.AskReplacement(b.ctx, leader, service.ReplaceAsk{Team: team.ID, Inspector: team.Leader, Cause: "recusal", Reason: "亲属"})
		return err
	})
}

// Persons are compared, not accounts: by name on paper, by id in an account.
func TestArticle16ReplacementConsent(t *testing.T) {
	b := at(t, "approved")
	team := b.team(1)
	who := other(team)
	r := b.asked(team, who.Inspector, inspect.CauseWork)
	for _, approver := range []string{b.clerk.Name, who.Name, " " + who.Name + " "} {
		b.refuses(b.office, inspect.Refused, "第十六条", func() error {
			in := byPhone(r)
			in.Approver = approver
			_, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, in)
			return err
		})
	}
	clerk2 := b.as("冯内勤", inspect.RoleOffice)
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // enters a consent of their own
		in := byPhone(r)
		in.Approver = "冯内勤"
		_, err := b.office.Match.DecideReplacement(b.ctx, clerk2, in)
		return err
	})
	b.refuses(b.office, inspect.Forbidden, "第二十二条", func() error { // an account that may not consent
		in := byPhone(r)
		in.Kind = "account"
		_, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, in)
		return err
	})
	b.refuses(b.office, inspect.Refused, "第十六条", func() error { // no draw without consent
		_, err := b.office.Match.Replace(b.ctx, b.clerk, service.ReplaceInput{Request: r.ID})
		return err
	})
	no := byPhone(r)
	no.Approve, no.Opinion = false, ""
	b.refuses(b.office, inspect.Invalid, "第十六条", func() error {
		_, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, no)
		return err
	})
	no.Opinion = "可以调班"
	r, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, no)
	b.ok(err)
	for _, step := range []func() error{
		func() error {
			_, err := b.office.Match.Replace(b.ctx, b.clerk, service.ReplaceInput{Request: r.ID})
			return err
		},
		func() error { _, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, byPhone(r)); return err },
	} {
		b.refuses(b.office, inspect.Refused, "第十六条", step) // it was refused
	}
	if got := b.team(1); len(got.Changes) != 0 || !slices.Equal(got.Members, team.Members) {
		t.Fatalf("the team changed: %+v", got)
	}
	// In an account, the deputy decides.
	r = b.asked(team, who.Inspector, inspect.CausePost)
	deputy := b.as("吴分管", inspect.RoleDeputy)
	r, err = b.office.Match.DecideReplacement(b.ctx, deputy, service.ReplaceDecision{Request: r.ID, Approve: true, Kind: "account", Opinion: "同意"})
	b.ok(err)
	if r.State != inspect.RequestApproved || r.Approver != "吴分管" {
		t.Fatalf("decided %+v", r)
	}
}

func TestReplacementKeepsTheHistory(t *testing.T) {
	b := at(t, "approved")
	before := b.team(1)
	who := other(before)
	rep := b.replaced(before, who.Inspector)
	after := b.team(1)
	if len(after.Changes) != 1 || len(after.Members) != len(before.Members) {
		t.Fatalf("team %+v", after)
	}
	c := after.Changes[0]
	if c.Old != who || c.New.Inspector == who.Inspector || c.New.Seat != who.Seat || c.Cause != inspect.CauseHealth || c.Approver != "吴分管" ||
		c.Approval == "" || c.At == "" || c.Attempt != 1 || c.Led || c.Draw != rep.Draw.ID {
		t.Fatalf("change %+v", c)
	}
	if after.Leader != before.Leader || after.State != before.State || rep.NeedLeader {
		t.Fatal("the leader or the state moved")
	}
	if !slices.Equal(after.Drawn(), before.Members) {
		t.Fatalf("first drawn %+v, want %+v", after.Drawn(), before.Members)
	}
	aps, err := b.office.Approval.List(b.ctx, b.clerk, rep.Request.ID)
	b.ok(err)
	if len(aps) != 1 || aps[0].DueAt == "" || aps[0].Applicant != b.clerk.Person {
		t.Fatalf("approval %+v", aps)
	}
	// The draw is a numbered attempt that anyone can replay, and says that no
	// public input was used.
	if rep.Draw.Attempt != 1 || rep.Draw.State != inspect.DrawDone || rep.Draw.InputKind != "none" || rep.Draw.Source != "无公共随机输入" {
		t.Fatalf("draw %+v", rep.Draw)
	}
	if strings.Contains(rep.Draw.Reason, "身体") || strings.Contains(rep.Draw.Reason, who.Name) {
		t.Fatalf("the public reason tells too much: %s", rep.Draw.Reason)
	}
	for _, public := range []bool{true, false} {
		out := filepath.Join(b.dir, "replacement.zip")
		if !public {
			out = filepath.Join(b.dir, "replacement-internal.zip")
		}
		_, err := b.office.Draw.Package(b.ctx, b.clerk, rep.Draw.ID, public, out)
		b.ok(err)
		v, err := service.VerifyDraw(b.ctx, out, nil, b.now)
		b.ok(err)
		if v.Purpose != "replacement" || v.Winners != 1 {
			t.Fatalf("replay %+v", v)
		}
	}
	for _, d := range []string{rep.Draw.ID, before.Draw} {
		_, err := b.office.Paper.Issue(b.ctx, b.clerk, "draw-record", d)
		b.ok(err)
	}
	// The next one is numbered after it, and names it.
	second := b.replaced(b.team(2), other(b.team(2)).Inspector)
	if second.Draw.Attempt != 2 || second.Draw.Previous != rep.Draw.Statement {
		t.Fatalf("second draw %+v", second.Draw)
	}
	// Replacing whoever came in does not bring back whoever went.
	third := b.replaced(b.team(1), c.New.Inspector)
	if third.Team.Changes[1].New.Inspector == who.Inspector || !slices.Equal(third.Team.Drawn(), before.Members) {
		t.Fatalf("third %+v", third.Team.Changes)
	}
	h, err := b.office.Trace.Doctor(b.ctx, b.clerk, nil)
	b.ok(err)
	if !h.OK {
		t.Fatalf("doctor: %v", h.Problems)
	}
}

// A team that loses its leader has none until the unit chooses again, and does
// not go out before.
func TestReplacedLeaderIsChosenAgain(t *testing.T) {
	b := at(t, "approved")
	team := b.team(1)
	rep := b.replaced(team, team.Leader)
	if !rep.NeedLeader || rep.Team.State != inspect.TeamMatched || rep.Team.Proposed != rep.Team.Changes[0].New.Inspector || !rep.Team.Changes[0].Led {
		t.Fatalf("replaced %+v", rep.Team)
	}
	b.setup = b.laptop()
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", []string{team.ID}, filepath.Join(b.dir, "task.zip"))
	b.refused(err, inspect.Refused, "第十五条")
	_, err = b.office.Match.ChooseLeader(b.ctx, b.clerk, team.ID, rep.Team.Proposed, "")
	b.ok(err)
	b.handOver(b.task, b.setup)
	if n := len(b.stops()); n != 3 {
		t.Fatalf("%d stops", n)
	}
}

// A public input may be used: then the draw waits for witness and reveal.
func TestReplacementWithPublicInput(t *testing.T) {
	b := at(t, "approved")
	team := b.team(1)
	r, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, byPhone(b.asked(team, other(team).Inspector, inspect.CauseWork)))
	b.ok(err)
	in := service.ReplaceInput{Request: r.ID, InputKind: "dice", InputNote: "当众掷十面骰"}
	rep, err := b.office.Match.Replace(b.ctx, b.clerk, in)
	b.ok(err)
	again, err := b.office.Match.Replace(b.ctx, b.clerk, in) // nothing is stated twice
	b.ok(err)
	if rep.Draw.State != inspect.DrawStated || again.Draw.ID != rep.Draw.ID || len(b.team(1).Changes) != 0 {
		t.Fatalf("stated %+v then %+v", rep.Draw, again.Draw)
	}
	_, err = b.office.Draw.Witness(b.ctx, b.clerk, rep.Draw.ID, "钱见证", "打印签字留存")
	b.ok(err)
	dice := "27182818284590452353"
	_, err = b.office.Draw.Reveal(b.ctx, b.clerk, rep.Draw.ID, dice, dice, "当众掷骰")
	b.ok(err)
	if len(b.team(1).Changes) != 1 {
		t.Fatal("not replaced")
	}
}

// Whoever is drawn is qualified, and in many draws everyone qualified comes up.
func TestReplacementIsFairAmongTheQualified(t *testing.T) {
	b := at(t, "approved")
	team := b.team(1)
	who := other(team)
	inspectors, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	// One colleague each is recused, on leave, and not empowered.
	colleagues := slices.DeleteFunc(slices.Clone(inspectors.Rows), func(p inspect.Inspector) bool {
		return !slices.Contains(b.task.Departments, p.Department) || p.Eligible(b.task.To) != "" ||
			slices.ContainsFunc(team.Members, func(m inspect.Member) bool { return m.Inspector == p.ID })
	})
	b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
		r := inspect.Recusal{ID: store.NewID(), Subject: team.Subject, Inspector: colleagues[0].ID, Kind: "近亲属"}
		l := inspect.Leave{ID: store.NewID(), Inspector: colleagues[1].ID, From: b.task.To, To: b.task.To}
		p := colleagues[2]
		p.Scope = []string{"其他"}
		for noun, it := range map[inspect.Noun]store.Item{inspect.NounRecusal: {ID: r.ID, Aggregate: r}, inspect.NounLeave: {ID: l.ID, Aggregate: l}, inspect.NounInspector: {ID: p.ID, Aggregate: p}} {
			if _, err := tx.Put(b.ctx, noun, it.ID, it.Aggregate, store.Event{Action: "test"}); err != nil {
				return err
			}
		}
		return nil
	}))
	inspectors, err = b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	recusals, _, err := store.List[inspect.Recusal](b.ctx, b.office.Store(), inspect.NounRecusal, store.Where("subject", team.Subject))
	b.ok(err)
	leaves, _, err := store.List[inspect.Leave](b.ctx, b.office.Store(), inspect.NounLeave, store.Filter{})
	b.ok(err)
	matters, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	qualified := map[string]bool{}
	for _, p := range inspectors.Rows {
		ok := slices.Contains(b.task.Departments, p.Department) && p.Eligible(b.task.To) == "" &&
			!slices.ContainsFunc(team.Members, func(m inspect.Member) bool { return m.Inspector == p.ID }) &&
			!slices.ContainsFunc(recusals, func(r inspect.Recusal) bool { return r.Inspector == p.ID }) &&
			!slices.ContainsFunc(leaves, func(l inspect.Leave) bool { return l.Inspector == p.ID && l.Covers(b.task.From, b.task.To) })
		for _, m := range matters.Rows {
			ok = ok && (!slices.Contains(b.task.Matters, m.ID) || slices.Contains(p.Scope, m.Category))
		}
		if ok {
			qualified[p.ID] = true
		}
	}
	if len(qualified) < 3 || len(qualified) == len(inspectors.Rows) {
		t.Fatalf("%d of %d qualified: the fixture shows nothing", len(qualified), len(inspectors.Rows))
	}
	drawn := map[string]int{}
	for range 12 * len(qualified) {
		rep := b.replaced(team, who.Inspector)
		c := rep.Team.Changes[len(rep.Team.Changes)-1]
		if !qualified[c.New.Inspector] || rep.Draw.Pool != len(qualified) {
			t.Fatalf("drew %+v from %d, qualified %d", c.New, rep.Draw.Pool, len(qualified))
		}
		drawn[c.New.Inspector]++
		b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error { // the same team once more
			_, err := tx.Put(b.ctx, inspect.NounTeam, team.ID, team, store.Event{Action: "test"})
			return err
		}))
	}
	if len(drawn) != len(qualified) {
		t.Fatalf("only %d of %d qualified inspectors were ever drawn", len(drawn), len(qualified))
	}
}

// Nobody qualified: the visit is postponed, and nothing is relaxed.
func TestArticle16NobodyToReplace(t *testing.T) {
	b := at(t, "approved")
	team := b.team(1)
	who := other(team)
	r, err := b.office.Match.DecideReplacement(b.ctx, b.clerk, byPhone(b.asked(team, who.Inspector, inspect.CauseWork)))
	b.ok(err)
	inspectors, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
		for _, p := range inspectors.Rows {
			l := inspect.Leave{ID: store.NewID(), Inspector: p.ID, From: "2026-03-03", To: "2026-03-03"}
			if _, err := tx.Put(b.ctx, inspect.NounLeave, l.ID, l, store.Event{Action: "test"}); err != nil {
				return err
			}
		}
		return nil
	}))
	b.refuses(b.office, inspect.Refused, "第十六条", func() error {
		_, err := b.office.Match.Replace(b.ctx, b.clerk, service.ReplaceInput{Request: r.ID})
		if err != nil && !strings.Contains(inspect.ForPerson(err).Hint, "改期") {
			t.Errorf("the hint does not speak of postponing: %v", err)
		}
		return err
	})
}

func TestRecusalRequest(t *testing.T) {
	b := at(t, "dispatched") // the members have accounts
	team := b.team(1)
	who := other(team)
	self, err := service.Actor(b.ctx, b.office, who.Inspector, "test")
	b.ok(err)
	r, err := b.office.Match.AskReplacement(b.ctx, self, service.ReplaceAsk{Team: team.ID, Inspector: who.Inspector, Cause: "recusal", Reason: "与负责人系近亲属"})
	b.ok(err)
	if r.DueOn != "2026-03-04" { // two calendar days after 2026-03-02
		t.Fatalf("due %s", r.DueOn)
	}
	if r.Overdue("2026-03-04") || !r.Overdue("2026-03-05") {
		t.Fatal("overdue is wrong")
	}
	// The work goes on meanwhile.
	f, err := b.field.Visit.Start(b.ctx, b.leader(b.stops()[0]), team.ID)
	b.ok(err)
	if f.Visit.State != inspect.VisitOpen {
		t.Fatal("not started")
	}
	r, err = b.office.Match.DecideReplacement(b.ctx, b.clerk, byPhone(r))
	b.ok(err)
	recused, _, err := store.List[inspect.Recusal](b.ctx, b.office.Store(), inspect.NounRecusal, store.Where("subject", team.Subject, "inspector", who.Inspector))
	b.ok(err)
	if len(recused) != 1 || recused[0].From != "2026-03-02" || recused[0].To != "" {
		t.Fatalf("recusals %+v", recused)
	}
	rep, err := b.office.Match.Replace(b.ctx, b.clerk, service.ReplaceInput{Request: r.ID})
	b.ok(err)
	if rep.Team.Changes[0].Cause != inspect.CauseRecusal || rep.Request.State != inspect.RequestDone {
		t.Fatalf("%+v", rep)
	}
	views, err := b.office.Match.Requests(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	if len(views) != 1 || views[0].StateLabel != "已更换" || views[0].CauseLabel != "执行回避" {
		t.Fatalf("%+v", views)
	}
}
