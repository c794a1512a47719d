package service_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

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
	}
}

// matters lists the matters of a trade: of one department, or of all.
func (b *bureau) matters(trade string, joint bool) (ids, departments []string) {
	b.t.Helper()
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{})
	b.ok(err)
	for _, m := range ms.Rows {
		if !slices.Contains(m.Trades, trade) || !joint && len(departments) > 0 && m.Department != departments[0] {
			continue
		}
		ids = append(ids, m.ID)
		if !slices.Contains(departments, m.Department) {
			departments = append(departments, m.Department)
		}
	}
	if len(ids) == 0 {
		b.t.Fatalf("no matter for %s in %+v", trade, ms.Rows)
	}
	return ids, departments
}

// line is a complete plan line over the matters of a trade.
func (b *bureau) line(trade string, joint bool) inspect.Plan {
	b.t.Helper()
	ids, departments := b.matters(trade, joint)
	return inspect.Plan{Year: 2026, Name: trade + "双随机抽查", Matters: ids, Trades: []string{trade}, Scope: "辖区全部" + trade,
		From: "2026-03-03", To: "2026-03-31", Estimated: 10, RatioNum: 1, RatioDen: 100, Lead: departments[0], Departments: departments, Joint: joint}
}

// planned makes a plan line and a task of three subjects over it.
func (b *bureau) planned(trade string, joint bool) inspect.Task {
	b.t.Helper()
	return b.plannedFor(3, trade, joint)
}

func (b *bureau) plannedFor(total int, trade string, joint bool) inspect.Task {
	b.t.Helper()
	plan, err := b.office.Plan.Save(b.ctx, b.clerk, b.line(trade, joint))
	b.ok(err)
	task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Plan: plan.ID, PerSubject: max(2, len(plan.Departments)), Origin: inspect.OriginLocal,
		OriginReason: "平台维护期间先行抽取", Total: total})
	b.ok(err)
	return task
}

// platformTask is a task that the platform draws.
func (b *bureau) platformTask(trade string) inspect.Task {
	b.t.Helper()
	ids, departments := b.matters(trade, false)
	task, err := b.office.Task.New(b.ctx, b.clerk, inspect.Task{Name: trade + "平台抽查", AdHocReason: "平台统一抽取", Matters: ids, Lead: departments[0], Departments: departments,
		Scope: "辖区全部" + trade, From: "2026-03-03", To: "2026-03-31", PerSubject: 2, Origin: inspect.OriginPlatform})
	b.ok(err)
	return task
}

// as signs a new person in.
func (b *bureau) as(name string, role inspect.Role) inspect.Actor {
	b.t.Helper()
	p, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: name, Role: role})
	b.ok(err)
	a, err := service.Actor(b.ctx, b.office, p.ID, "test")
	b.ok(err)
	return a
}

// csv writes a table and gives its path.
func (b *bureau) csv(rows ...string) string {
	b.t.Helper()
	f, err := os.CreateTemp(b.dir, "*.csv")
	b.ok(err)
	_, err = f.WriteString(strings.Join(rows, "\n") + "\n")
	b.ok(err)
	b.ok(f.Close())
	return f.Name()
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

// matched draws subjects and inspectors of a task over 旅馆业.
func (b *bureau) matched() { b.task = b.drawnTask(b.planned("旅馆业", false)) }

// drawnTask draws subjects, locks the list and draws inspectors.
func (b *bureau) drawnTask(task inspect.Task) inspect.Task {
	b.t.Helper()
	b.drawn(task, "subjects", "31415926535897932384")
	_, err := b.office.Task.Lock(b.ctx, b.clerk, task.ID)
	b.ok(err)
	b.drawn(task, "inspectors", "27182818284590452353")
	return b.reread(task)
}

func (b *bureau) reread(task inspect.Task) inspect.Task {
	b.t.Helper()
	task, err := b.office.Task.Get(b.ctx, b.clerk, task.ID)
	b.ok(err)
	return task
}

func (b *bureau) approved() { b.task = b.approve(b.task) }

// approve takes the proposed leaders and registers the signed sheet.
func (b *bureau) approve(task inspect.Task) inspect.Task {
	b.t.Helper()
	_, err := b.office.Match.AcceptProposed(b.ctx, b.clerk, task.ID)
	b.ok(err)
	_, err = b.office.Approval.Register(b.ctx, b.clerk, b.sheet(task))
	b.ok(err)
	return b.reread(task)
}

// sheet is what the clerk enters from the signed 审批表.
func (b *bureau) sheet(task inspect.Task) service.ApprovalInput {
	return service.ApprovalInput{Noun: "task", Ref: task.ID, Kind: "paper", Approver: "吴分管", Post: "分管副局长",
		Date: "2026-03-02", Opinion: "同意", ScanPath: b.files.ApprovalScan}
}

// readyToGo does everything from the lists to the approval.
func (b *bureau) readyToGo(trade string) inspect.Task {
	b.t.Helper()
	b.library()
	return b.approve(b.drawnTask(b.planned(trade, false)))
}

// dispatched enrols a laptop and opens the task package there.
func (b *bureau) dispatched() {
	b.t.Helper()
	b.setup = b.laptop()
	b.handOver(b.task, b.setup)
}

// handOver writes the task package for the laptop and opens it there.
func (b *bureau) handOver(task inspect.Task, opener inspect.Actor) {
	b.t.Helper()
	out := filepath.Join(b.dir, "task-"+task.No+".zip")
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, task.ID, "外勤一号", nil, out)
	b.ok(err)
	rec, err := b.field.Dispatch.Open(b.ctx, opener, out)
	b.ok(err)
	if rec.Added == 0 || len(rec.Conflicts) > 0 {
		b.t.Fatalf("opened %+v", rec)
	}
}

// visited does every visit of the laptop and issues its documents.
func (b *bureau) visited() {
	b.t.Helper()
	for _, s := range b.stops() {
		leader := b.leader(s)
		f := b.recorded(leader, s)
		_, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		b.ok(err)
	}
}

func (b *bureau) stops() []service.Stop {
	b.t.Helper()
	stops, err := b.field.Visit.Today(b.ctx, b.anyone(b.field))
	b.ok(err)
	return stops
}

func (b *bureau) leader(s service.Stop) inspect.Actor {
	b.t.Helper()
	a, err := service.Actor(b.ctx, b.field, s.Team.Leader, "field")
	b.ok(err)
	return a
}

// returned brings the results back into the office.
func (b *bureau) returned() {
	b.t.Helper()
	b.bringBack(filepath.Join(b.dir, "result.zip"))
}

func (b *bureau) bringBack(out string) service.Received {
	b.t.Helper()
	_, err := b.field.Dispatch.ResultPackage(b.ctx, b.anyone(b.field), b.task.ID, out)
	b.ok(err)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	return rec
}

// laptop enrols a second workspace and returns its setup actor.
func (b *bureau) laptop() inspect.Actor {
	b.t.Helper()
	var a inspect.Actor
	b.field, a = b.enrol("外勤一号")
	return a
}

// enrol makes a laptop that the office certified; the caller closes it.
func (b *bureau) enrol(name string) (*service.Services, inspect.Actor) {
	b.t.Helper()
	initialize := service.Init
	if b.plain {
		initialize = service.InitOld
	}
	sv, err := initialize(b.ctx, filepath.Join(b.dir, name), service.Setup{Kind: service.KindField, Name: name, Passphrase: pass}, b.options())
	b.ok(err)
	a, err := service.Actor(b.ctx, sv, "", "field")
	b.ok(err)
	req, acc := filepath.Join(b.dir, name+".req"), filepath.Join(b.dir, name+".acc")
	b.ok(sv.Workspace.EnrolRequest(b.ctx, a, pass, req))
	_, err = b.office.Workspace.EnrolIssue(b.ctx, b.clerk, req, acc)
	b.ok(err)
	b.ok(sv.Workspace.EnrolAccept(b.ctx, a, pass, acc))
	return sv, a
}

// recorded does the whole visit of a stop, with one finding.
func (b *bureau) recorded(leader inspect.Actor, stop service.Stop) service.VisitForm {
	b.t.Helper()
	return b.inspected(leader, stop, true)
}

// inspected does the whole visit of a stop and finishes it.
func (b *bureau) inspected(leader inspect.Actor, stop service.Stop, finding bool) service.VisitForm {
	b.t.Helper()
	f := b.filled(leader, stop, finding)
	f, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	return f
}

// filled fills the form of a stop so that it may be finished.
func (b *bureau) filled(leader inspect.Actor, stop service.Stop, finding bool) service.VisitForm {
	b.t.Helper()
	f, err := b.field.Visit.Start(b.ctx, leader, stop.Team.ID)
	b.ok(err)
	present := ""
	for _, m := range stop.Team.Members {
		present += m.Inspector + "，"
	}
	b.fill(leader, f.Visit.ID, "present", present, "credentials", "1", "rights", "1", "recusal", "none", "noCheckCode", "现场无网络，十日内补录",
		"partyName", "𠮷喆", "partyPost", "值班经理", "statement", "无异议")
	for _, m := range f.Matters {
		items := m.Checklist
		if len(items) == 0 {
			items = []inspect.CheckItem{{No: 0}} // answered as a whole
		}
		for _, it := range items {
			value := "yes"
			if finding {
				value, finding = "no", false
				id := findingOf(stop)
				b.fill(leader, f.Visit.ID, "finding/"+id+"/matter", m.ID, "finding/"+id+"/item", fmt.Sprint(it.No),
					"finding/"+id+"/description", "一处安全出口被杂物堵占，㛃䶮〇镕。", "finding/"+id+"/measure", "correct", "finding/"+id+"/deadline", "2026-03-20")
			}
			b.fill(leader, f.Visit.ID, fmt.Sprintf("answer/%s/%d", m.ID, it.No), value)
		}
	}
	for _, path := range b.files.Evidence {
		_, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Step: "检查"}, path, nil)
		b.ok(err)
	}
	_, err = b.field.Evidence.Pending(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Step: inspect.StepWhole.Label(), Recorder: "ZF-0007", Officer: leader.Name})
	b.ok(err)
	b.fill(leader, f.Visit.ID, "endedAt", inspect.Instant(b.now))
	f, err = b.field.Visit.Open(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	return f
}

// findingOf is the id that filled gives the finding of a stop.
func findingOf(stop service.Stop) string { return "0198c0de-0000-7000-8000-" + stop.Team.ID[24:] }

// fill saves fields of an open visit: path, value, path, value...
func (b *bureau) fill(leader inspect.Actor, visit string, pairs ...string) {
	b.t.Helper()
	f, err := b.field.Visit.Open(b.ctx, leader, visit)
	b.ok(err)
	for i := 0; i < len(pairs); i += 2 {
		rev := int64(0)
		for _, x := range f.Fields {
			if x.Path == pairs[i] {
				rev = x.Rev
			}
		}
		_, err := b.field.Visit.Save(b.ctx, leader, visit, pairs[i], pairs[i+1], rev)
		b.ok(err)
	}
}

// pending registers a recording from an instant on that is still in its recorder.
func (b *bureau) pending(leader inspect.Actor, visit, step, from string) inspect.Evidence {
	b.t.Helper()
	e, err := b.field.Evidence.Pending(b.ctx, leader, service.EvidenceInput{Visit: visit, Step: step, Recorder: "ZF-0007", Officer: leader.Name, From: from})
	b.ok(err)
	return e
}
