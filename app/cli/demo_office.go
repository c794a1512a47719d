package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/fixture"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func (d *demo) setUp() (err error) {
	d.begin("虚构的分局：%s", fixture.Bureau)
	if d.files, err = fixture.Write(d.at("files")); err != nil {
		return err
	}
	d.lies(d.at("files"))
	d.office, err = service.Init(d.ctx, d.at("office"), service.Setup{Kind: service.KindOffice, Name: demoOffice, Organ: fixture.Bureau,
		Region: fixture.Region, Person: demoClerk, Password: []byte(demoPass), Passphrase: []byte(demoPass)}, d.options)
	if err != nil {
		return err
	}
	if d.clerk, err = d.office.Workspace.SignIn(d.ctx, service.Credentials{Person: demoClerk, Password: []byte(demoPass)}, "demo"); err != nil {
		return err
	}
	d.begin("办公室工作区“%s”，本单位根证书供他人核验", demoOffice)
	root := d.at("packages", "单位根证书.pem")
	if err := d.office.Workspace.SaveRoot(d.ctx, d.clerk, root); err != nil {
		return err
	}
	d.lies(d.at("office"))
	d.lies(root)
	_, err = d.office.Numbers.SaveRules(d.ctx, d.clerk, inspect.PaperNumbering{Agency: "某公（治）"})
	return err
}

// importLists previews and imports the three lists, recusals and leaves.
func (d *demo) importLists() error {
	d.begin("导入一单两库：先预览，再导入，有问题的行不导入")
	type file struct {
		kind service.ImportKind
		path string
	}
	files := []file{{service.ImportMatters, d.files.Matters}, {service.ImportInspectors, d.files.Inspectors}}
	for _, p := range d.files.Subjects {
		files = append(files, file{service.ImportSubjects, p})
	}
	files = append(files, file{service.ImportRecusals, d.files.Recusals}, file{service.ImportLeaves, d.files.Leaves})
	for _, f := range files {
		rep, err := d.office.Library.Preview(d.ctx, d.clerk, f.kind, f.path)
		if err != nil {
			return err
		}
		d.say("    %s  %s", rep.File, summary(rep))
		if len(rep.Problems) > 0 {
			d.say("      例如%s", problemLine(rep.Problems[0]))
			name := "问题清单-" + strings.TrimSuffix(rep.File, filepath.Ext(rep.File)) + ".xlsx"
			if err := d.office.Library.SaveProblems(d.ctx, d.clerk, f.kind, f.path, d.at("sheets", name)); err != nil {
				return err
			}
			d.lies(d.at("sheets", name))
		}
		if _, err := d.office.Library.Import(d.ctx, d.clerk, f.kind, f.path); err != nil {
			return err
		}
	}
	return nil
}

// enrolLaptop makes the laptop's workspace and has the office certify it.
func (d *demo) enrolLaptop() (err error) {
	d.begin("登记外勤设备“%s”：申请、签发、装入", demoLaptop)
	pass := []byte(demoPass)
	d.field, err = service.Init(d.ctx, d.at("field"), service.Setup{Kind: service.KindField, Name: demoLaptop, Passphrase: pass}, d.options)
	if err != nil {
		return err
	}
	if d.laptop, err = d.field.Workspace.SignIn(d.ctx, service.Credentials{Passphrase: pass}, "demo"); err != nil {
		return err
	}
	request, answer := d.at("packages", "外勤一号-登记申请.pem"), d.at("packages", "外勤一号-证书.pem")
	if err := d.field.Workspace.EnrolRequest(d.ctx, d.laptop, pass, request); err != nil {
		return err
	}
	device, err := d.office.Workspace.EnrolIssue(d.ctx, d.clerk, request, answer)
	if err != nil {
		return err
	}
	if err := d.field.Workspace.EnrolAccept(d.ctx, d.laptop, pass, answer); err != nil {
		return err
	}
	d.say("    设备指纹 %.16s", device.Fingerprint)
	d.lies(d.at("field"))
	return nil
}

// campaign is what a task of the demo is to be.
type campaign struct {
	name, trade string
	lead        string // 发起部门
	joint       bool   // with every department that has matters of the trade
	origin      inspect.Origin
	total       int
}

// planned makes the plan line, records where it was published, and sets up the task.
func (d *demo) planned(p campaign) (inspect.Task, error) {
	ms, err := d.mattersOf(p)
	if err != nil {
		return inspect.Task{}, err
	}
	line := inspect.Plan{Name: p.name, Scope: "辖区全部" + p.trade, Trades: []string{p.trade}, From: d.today(), To: d.later(30), Estimated: 10, RatioNum: 1, RatioDen: 100, Lead: ms[0].Department, Joint: p.joint}
	if line.Year, err = number("年度", d.today()[:4]); err != nil {
		return inspect.Task{}, err
	}
	for _, m := range ms {
		line.Matters = append(line.Matters, m.ID)
		if !slices.Contains(line.Departments, m.Department) {
			line.Departments = append(line.Departments, m.Department)
		}
	}
	plan, err := d.office.Plan.Save(d.ctx, d.clerk, line)
	if err != nil {
		return inspect.Task{}, err
	}
	if err := d.office.Plan.Published(d.ctx, d.clerk, plan.ID, "分局门户网站（虚构）", "https://example.invalid/plan/"+plan.No, d.today()); err != nil {
		return inspect.Task{}, err
	}
	task := inspect.Task{Plan: plan.ID, PerSubject: max(2, len(line.Departments)), Origin: p.origin}
	if p.origin == inspect.OriginLocal {
		task.Total, task.OriginReason = p.total, "平台维护期间先行抽取，事后由平台确认"
	}
	if task, err = d.office.Task.New(d.ctx, d.clerk, task); err != nil {
		return inspect.Task{}, err
	}
	d.say("    年度计划 %s %s（%s 至 %s，%s）", plan.No, plan.Name, plan.From, plan.To, strings.Join(plan.Departments, "、"))
	d.say("    任务 %s，%s", task.No, task.Origin.Label())
	return task, nil
}

// mattersOf picks the matters of a campaign: the leading department's first, in
// a joint one those of the others too.
func (d *demo) mattersOf(p campaign) ([]inspect.Matter, error) {
	all, err := d.office.Library.Matters(d.ctx, d.clerk, service.Query{})
	if err != nil {
		return nil, err
	}
	own, others := []inspect.Matter{}, []inspect.Matter{}
	for _, m := range all.Rows {
		switch {
		case !slices.Contains(m.Trades, p.trade):
		case m.Department == p.lead:
			own = append(own, m)
		case p.joint:
			others = append(others, m)
		}
	}
	if len(own) == 0 {
		return nil, inspect.E(inspect.NotFound, "示例清单里没有%s对“%s”的抽查事项", p.lead, p.trade)
	}
	return append(own, others...), nil
}

// drawn states a draw, has it witnessed and gives it the dice.
func (d *demo) drawn(task inspect.Task, purpose, dice string) (inspect.Drawing, error) {
	x, err := d.office.Draw.Freeze(d.ctx, d.clerk, service.FreezeInput{Task: task.ID, Purpose: purpose, InputKind: "dice", InputNote: "当众掷十面骰二十次"})
	if err != nil {
		return x, err
	}
	d.say("    %s：名录冻结（库中%d，排除%d），声明 %.16s，检查点 %s", purposeLabel(purpose), x.Pool, x.Excluded, x.Statement, x.Checkpoint)
	if x, err = d.office.Draw.Witness(d.ctx, d.clerk, x.ID, "钱见证", "打印签字留存"); err != nil {
		return x, err
	}
	if x, err = d.office.Draw.Reveal(d.ctx, d.clerk, x.ID, dice, dice, "当众掷骰，两人分别录入"); err != nil {
		return x, err
	}
	d.say("    见证后掷骰 %s，种子 %.16s", x.PublicInput, x.Seed)
	return x, nil
}

// locked locks the drawn list.
func (d *demo) locked(task inspect.Task) error {
	task, err := d.office.Task.Lock(d.ctx, d.clerk, task.ID)
	if err != nil {
		return err
	}
	d.say("    名单锁定：%d个检查对象，任务%s", len(task.Winners), task.State.Label())
	return nil
}

// led takes the proposed leaders and shows the first teams.
func (d *demo) led(task inspect.Task) error {
	if _, err := d.office.Match.AcceptProposed(d.ctx, d.clerk, task.ID); err != nil {
		return err
	}
	teams, err := d.office.Match.Teams(d.ctx, d.clerk, task.ID)
	if err != nil {
		return err
	}
	for _, v := range teams[:min(3, len(teams))] {
		d.say("    检查组%d　%s：%s，组长%s", v.Team.Order, v.SubjectName, memberNames(v.Team), leaderName(v.Team))
	}
	if n := len(teams) - 3; n > 0 {
		d.say("    ……另有%d组", n)
	}
	return nil
}

func leaderName(t inspect.Team) string {
	m, err := member(t, t.Leader)
	if err != nil {
		return "（未选）"
	}
	return m.Name
}

// approved prints the form, and registers what the leader signed on paper.
func (d *demo) approved(task inspect.Task) error {
	teams, err := d.office.Match.Teams(d.ctx, d.clerk, task.ID)
	if err != nil {
		return err
	}
	plan, err := d.office.Match.WorkPlan(d.ctx, d.clerk, teams[0].Team.ID)
	if err != nil {
		return err
	}
	if _, err := d.office.Match.SetWorkPlan(d.ctx, d.clerk, service.WorkPlanInput{Team: teams[0].Team.ID, Date: d.today(), Plan: plan, All: true}); err != nil {
		return err
	}
	form, err := d.paper(d.office, d.clerk, string(inspect.DocApproval), task.ID, task.No)
	if err != nil {
		return err
	}
	if _, err := d.office.Paper.Printed(d.ctx, d.clerk, form.ID, 1); err != nil {
		return err
	}
	if _, err := d.office.Approval.Register(d.ctx, d.clerk, service.ApprovalInput{Noun: string(inspect.NounTask), Ref: task.ID, Kind: string(inspect.ApprovalPaper),
		Approver: "吴分管", Post: "分管副局长", Date: d.today(), Opinion: "同意", ScanPath: d.files.ApprovalScan}); err != nil {
		return err
	}
	_, err = d.office.Paper.AttachScan(d.ctx, d.clerk, form.ID, d.files.ApprovalScan)
	d.say("    审批表打印、吴分管签字、扫描登记")
	return err
}

// paper issues a document and puts a copy of its PDF into documents/.
func (d *demo) paper(sv *service.Services, a inspect.Actor, kind, ref, name string) (inspect.Paper, error) {
	p, err := sv.Paper.Issue(d.ctx, a, kind, ref)
	if err != nil {
		return p, err
	}
	out := d.at("documents", p.Name+"-"+name+".pdf")
	if err := sv.Paper.Save(d.ctx, a, p.ID, out); err != nil {
		return p, err
	}
	d.say("    %s %s", p.Name, p.Number)
	d.lies(out)
	return p, nil
}

// leaderOf signs a leader in on the laptop, who chooses a password at the first
// time.
func (d *demo) leaderOf(team inspect.Team) (inspect.Actor, error) {
	list, err := d.field.Workspace.Accounts(d.ctx)
	if err != nil {
		return inspect.Actor{}, err
	}
	by := service.Credentials{Person: team.Leader, Password: []byte(demoPass)}
	for _, p := range list.People {
		if p.ID == team.Leader && !p.Password {
			by = service.Credentials{Person: team.Leader, Passphrase: []byte(demoPass), NewPassword: []byte(demoPass)}
		}
	}
	return d.field.Workspace.SignIn(d.ctx, by, "demo")
}

// leadersReady gives every leader on the laptop the demo's password.
func (d *demo) leadersReady() error {
	list, err := d.field.Workspace.Accounts(d.ctx)
	if err != nil {
		return err
	}
	for _, p := range list.People {
		if p.Role != inspect.RoleLeader || p.Password {
			continue
		}
		if _, err := d.leaderOf(inspect.Team{Leader: p.ID}); err != nil {
			return err
		}
	}
	return nil
}
