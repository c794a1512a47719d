package service_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"shuangsuiji/backend/fixture"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// bureau is an office, a laptop, and the clock they share.
type bureau struct {
	t      *testing.T
	ctx    context.Context
	files  *fixture.Files
	dir    string
	now    time.Time
	office *service.Services
	field  *service.Services
	clerk  inspect.Actor // 办公室
}

var pass = []byte("pass")

func newBureau(t *testing.T) *bureau {
	t.Helper()
	b := &bureau{t: t, ctx: t.Context(), dir: t.TempDir(), now: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
	files, err := fixture.Write(filepath.Join(b.dir, "files"))
	b.ok(err)
	b.files = files
	b.office, err = service.Init(b.ctx, filepath.Join(b.dir, "办公室"), service.Setup{Kind: service.KindOffice, Name: "治安大队办公室",
		Organ: "某市公安局××分局", Region: "999901", Person: "周办公", Passphrase: pass}, b.options())
	b.ok(err)
	t.Cleanup(func() { b.ok(b.office.Close()) })
	b.clerk, err = b.office.Workspace.SignIn(b.ctx, "周办公", "test")
	b.ok(err)
	return b
}

// options: the clock moves one second at each look, so that order is visible.
func (b *bureau) options() service.Options {
	return service.Options{NoSync: true, Cost: service.MinCost, Now: func() time.Time { b.now = b.now.Add(time.Second); return b.now }}
}

func (b *bureau) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// refused demands an Error with a code and an article.
func (b *bureau) refused(err error, code inspect.Code, article string) {
	b.t.Helper()
	if err == nil {
		b.t.Fatalf("the step was not refused, want %s %s", code, article)
	}
	e := inspect.ForPerson(err)
	if e.Code != code || e.Article != article {
		b.t.Fatalf("refused as %s %s (%v), want %s %s", e.Code, e.Article, err, code, article)
	}
}

// library imports the one list and the two registers.
func (b *bureau) library() {
	b.t.Helper()
	imports := []struct {
		kind service.ImportKind
		path string
	}{{service.ImportMatters, b.files.Matters}, {service.ImportInspectors, b.files.Inspectors}}
	for _, p := range b.files.Subjects {
		imports = append(imports, struct {
			kind service.ImportKind
			path string
		}{service.ImportSubjects, p})
	}
	imports = append(imports, struct {
		kind service.ImportKind
		path string
	}{service.ImportRecusals, b.files.Recusals}, struct {
		kind service.ImportKind
		path string
	}{service.ImportLeaves, b.files.Leaves})
	for _, im := range imports {
		rep, err := b.office.Library.Import(b.ctx, b.clerk, im.kind, im.path)
		b.ok(err)
		if rep.Added == 0 {
			b.t.Fatalf("%s: nothing imported: %+v", im.path, rep)
		}
		for _, p := range rep.Problems {
			b.t.Logf("%s row %d %s %q: %s", filepath.Base(im.path), p.Row, p.Column, p.Value, p.Reason)
		}
	}
}

// planned makes a plan line and a task over the matters of one trade.
func (b *bureau) planned(trade string, joint bool) inspect.Task {
	b.t.Helper()
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	ids, lead := []string{}, ""
	departments := []string{}
	for _, m := range ms.Rows {
		for _, t := range m.Trades {
			if t != trade || (!joint && lead != "" && m.Department != lead) {
				continue
			}
			ids = append(ids, m.ID)
			if lead == "" {
				lead = m.Department
			}
			if len(departments) == 0 || departments[len(departments)-1] != m.Department {
				departments = append(departments, m.Department)
			}
		}
	}
	if len(ids) == 0 {
		b.t.Fatalf("no matter for %s in %+v", trade, ms.Rows)
	}
	plan, err := b.office.Plan.Save(b.ctx, b.clerk, inspect.Plan{Year: 2026, Name: trade + "双随机抽查", Matters: ids, Scope: "辖区全部" + trade,
		From: "2026-03-03", To: "2026-03-31", Estimated: 10, RatioNum: 1, RatioDen: 100, Lead: lead, Departments: departments, Joint: joint})
	b.ok(err)
	task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Plan: plan.ID, PerSubject: 2, Origin: inspect.OriginLocal, OriginReason: "平台维护期间先行抽取", Total: 3})
	b.ok(err)
	return task
}

// drawn freezes, witnesses and reveals one draw.
func (b *bureau) drawn(task inspect.Task, purpose, dice string) inspect.Drawing {
	b.t.Helper()
	d, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: task.ID, Purpose: purpose, InputKind: "dice", InputNote: "当众掷十面骰二十次"})
	b.ok(err)
	_, err = b.office.Draw.Reveal(b.ctx, b.clerk, d.ID, dice, dice, "当众掷骰")
	b.refused(err, inspect.Refused, "第十三条") // no input before the witness
	_, err = b.office.Draw.Witness(b.ctx, b.clerk, d.ID, "钱见证", "打印签字留存")
	b.ok(err)
	d, err = b.office.Draw.Reveal(b.ctx, b.clerk, d.ID, dice, dice, "当众掷骰")
	b.ok(err)
	return d
}

// readyToGo draws subjects and inspectors, chooses leaders and approves.
func (b *bureau) readyToGo(trade string) inspect.Task {
	b.t.Helper()
	b.library()
	task := b.planned(trade, false)
	b.drawn(task, "subjects", "31415926535897932384")
	_, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	b.drawn(task, "inspectors", "27182818284590452353")
	_, err = b.office.Match.AcceptProposed(b.ctx, b.clerk, task.ID)
	b.ok(err)
	_, err = b.office.Approval.Register(b.ctx, b.clerk, service.ApprovalInput{Noun: "task", Ref: task.ID, Kind: "paper", Approver: "吴分管", Post: "分管副局长",
		Date: "2026-03-02", Opinion: "同意", ScanPath: b.files.ApprovalScan})
	b.ok(err)
	task, err = b.office.Task.Get(b.ctx, b.clerk, task.ID)
	b.ok(err)
	return task
}

// laptop enrols a second workspace and returns its setup actor.
func (b *bureau) laptop() inspect.Actor {
	b.t.Helper()
	var err error
	b.field, err = service.Init(b.ctx, filepath.Join(b.dir, "外勤一号"), service.Setup{Kind: service.KindField, Name: "外勤一号", Passphrase: pass}, b.options())
	b.ok(err)
	b.t.Cleanup(func() { b.ok(b.field.Close()) })
	a, err := b.field.Workspace.SignIn(b.ctx, "", "field")
	b.ok(err)
	req, acc := filepath.Join(b.dir, "req.pem"), filepath.Join(b.dir, "acc.pem")
	b.ok(b.field.Workspace.EnrolRequest(b.ctx, a, pass, req))
	_, err = b.office.Workspace.EnrolIssue(b.ctx, b.clerk, req, acc)
	b.ok(err)
	b.ok(b.field.Workspace.EnrolAccept(b.ctx, a, pass, acc))
	return a
}

// recorded does the whole visit of a stop, with one finding.
func (b *bureau) recorded(leader inspect.Actor, stop service.Stop) service.VisitForm {
	b.t.Helper()
	f, err := b.field.Visit.Start(b.ctx, leader, stop.Team.ID)
	b.ok(err)
	save := func(path, value string) {
		b.t.Helper()
		rev := int64(0)
		for _, x := range f.Fields {
			if x.Path == path {
				rev = x.Rev
			}
		}
		_, err := b.field.Visit.Save(b.ctx, leader, f.Visit.ID, path, value, rev)
		b.ok(err)
	}
	present := ""
	for _, m := range stop.Team.Members {
		present += m.Inspector + "，"
	}
	for _, kv := range [][2]string{{"present", present}, {"credentials", "1"}, {"rights", "1"}, {"noCheckCode", "现场无网络，十日内补录"},
		{"partyName", "𠮷喆"}, {"partyPost", "值班经理"}, {"statement", "无异议"}} {
		save(kv[0], kv[1])
	}
	first := true
	for _, m := range f.Matters {
		for _, it := range m.Checklist {
			value := "yes"
			if first {
				value, first = "no", false
				id := "0198c0de-0000-7000-8000-" + stop.Team.ID[24:]
				save("finding/"+id+"/matter", m.ID)
				save("finding/"+id+"/item", fmt.Sprint(it.No))
				save("finding/"+id+"/description", "一处安全出口被杂物堵占，㛃䶮〇镕。")
				save("finding/"+id+"/measure", "correct")
				save("finding/"+id+"/deadline", "2026-03-20")
			}
			save(fmt.Sprintf("answer/%s/%d", m.ID, it.No), value)
		}
	}
	for _, path := range b.files.Evidence {
		_, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Step: "检查"}, path, nil)
		b.ok(err)
	}
	_, err = b.field.Evidence.Pending(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Step: "告知", Recorder: "ZF-0007", Officer: leader.Name})
	b.ok(err)
	save("endedAt", inspect.Instant(b.now))
	f, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	return f
}

func TestTheMainJob(t *testing.T) {
	b := newBureau(t)
	task := b.readyToGo("旅馆业")
	setup := b.laptop()

	out := filepath.Join(b.dir, "task.zip")
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, task.ID, "外勤一号", nil, out)
	b.ok(err)
	rec, err := b.field.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)
	if rec.Added == 0 || len(rec.Conflicts) > 0 {
		t.Fatalf("opened %+v", rec)
	}
	again, err := b.field.Dispatch.Open(b.ctx, b.anyone(b.field), out)
	b.ok(err)
	if !again.Already {
		t.Fatalf("opened twice: %+v", again)
	}

	stops, err := b.field.Visit.Today(b.ctx, b.anyone(b.field))
	b.ok(err)
	if len(stops) != 3 {
		t.Fatalf("%d stops, want 3", len(stops))
	}
	for _, s := range stops {
		leader, err := b.field.Workspace.SignIn(b.ctx, s.Team.Leader, "field")
		b.ok(err)
		f := b.recorded(leader, s)
		paper, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Issue(b.ctx, leader, "order-to-correct", f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Issue(b.ctx, leader, "evidence-list", f.Visit.ID)
		b.ok(err)
		_, err = b.field.Paper.Printed(b.ctx, leader, paper.ID, 2)
		b.ok(err)
		_, err = b.field.Paper.AttachScan(b.ctx, leader, paper.ID, b.files.RecordScan)
		b.ok(err)
	}
	result := filepath.Join(b.dir, "result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, b.anyone(b.field), task.ID, result)
	b.ok(err)
	rec, err = b.office.Dispatch.Open(b.ctx, b.clerk, result)
	b.ok(err)
	if len(rec.Conflicts) > 0 {
		t.Fatalf("conflicts: %+v", rec.Conflicts)
	}

	results, err := b.office.Result.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if len(results) != 3 {
		t.Fatalf("%d results, want 3", len(results))
	}
	for i, r := range results {
		if r.Result.Code != inspect.R5 || r.Result.DueOn == "" {
			t.Fatalf("result %+v", r.Result)
		}
		_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "PT-1", b.files.PublishProof)
		b.refused(err, inspect.Refused, "第二十一条") // not before review and entry
		_, err = b.office.Result.Review(b.ctx, b.clerk, r.Result.ID)
		b.ok(err)
		_, err = b.office.Result.OnFile(b.ctx, b.clerk, r.Result.ID, fmt.Sprintf("PT-%d", i+1), "周办公")
		b.ok(err)
		_, err = b.office.Result.Published(b.ctx, b.clerk, r.Result.ID, "", b.files.PublishProof)
		b.ok(err)
	}
	task, err = b.office.Task.Get(b.ctx, b.clerk, task.ID)
	b.ok(err)
	if task.State != inspect.TaskClosed {
		t.Fatalf("task is %s, want closed", task.State)
	}
	for _, n := range []string{service.NoticeTask, service.NoticeResults} {
		for _, f := range []string{"pdf", "xlsx", "html", "json"} {
			_, err := b.office.Publish.Notice(b.ctx, b.clerk, n, task.ID, f, filepath.Join(b.dir, n+"."+f))
			b.ok(err)
		}
	}
	for _, kind := range []string{"approval", "task-notice"} {
		_, err = b.office.Paper.Issue(b.ctx, b.clerk, kind, task.ID)
		b.ok(err)
	}
	upload := filepath.Join(b.dir, "upload.zip")
	_, err = b.office.Dispatch.Upload(b.ctx, b.clerk, task.ID, upload)
	b.ok(err)
	v, err := service.VerifyPackage(b.ctx, upload, nil, b.now)
	b.ok(err)
	if !v.OK {
		t.Fatalf("upload: %+v", v.Verdict)
	}
	draws, err := b.office.Draw.List(b.ctx, b.clerk, task.ID)
	b.ok(err)
	for _, d := range draws {
		for _, public := range []bool{true, false} {
			out := filepath.Join(b.dir, fmt.Sprintf("draw-%s-%v.zip", d.Purpose, public))
			_, err := b.office.Draw.Package(b.ctx, b.clerk, d.ID, public, out)
			b.ok(err)
			rep, err := service.VerifyDraw(b.ctx, out, nil, b.now)
			b.ok(err)
			if rep.Winners == 0 || rep.Openings == public {
				t.Fatalf("replay of %s: %+v", out, rep)
			}
		}
		_, err = b.office.Paper.Issue(b.ctx, b.clerk, "draw-record", d.ID)
		b.ok(err)
	}
	for _, sv := range []*service.Services{b.office, b.field} {
		h, err := sv.Trace.Doctor(b.ctx, b.anyone(sv), nil)
		b.ok(err)
		if !h.OK {
			t.Fatalf("doctor: %v", h.Problems)
		}
	}
}

// anyone signs in the first person of a workspace who may audit.
func (b *bureau) anyone(sv *service.Services) inspect.Actor {
	b.t.Helper()
	people, err := sv.Workspace.People(b.ctx)
	b.ok(err)
	for _, p := range people {
		if p.Role == inspect.RoleLeader || p.Role == inspect.RoleOffice {
			a, err := sv.Workspace.SignIn(b.ctx, p.ID, "test")
			b.ok(err)
			return a
		}
	}
	b.t.Fatal("nobody may")
	return inspect.Actor{}
}
