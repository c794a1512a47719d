package cli

import (
	"flag"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

const consentOptions = "--approver 姓名 --post 职务 [--kind oral|paper|account --scan 签字页 --date 日期 --opinion 意见]"

func replaceCommands() []command {
	return []command{
		{path: "team replace", args: "检查组 人员 --cause post|work|health|recusal --why 情况 " + consentOptions + " [--lead] [--input dice|value --note 公共输入说明]",
			about: "快速更换：登记申请和分管负责人的同意，在合格人员中重新随机抽取；--lead 组长被更换时由抽中的人接任", min: 2, max: 2, must: "cause why", need: signedIn, setup: replaceMember},
		{path: "team recuse request", args: "检查组 人员 --why 关系", about: "申请回避，两日内决定；决定前不停止检查", min: 2, max: 2, must: "why", need: signedIn, setup: recuse},
		{path: "team recuse decide", args: "检查组 人员 [--refuse] [--lead] " + consentOptions, about: "登记回避的决定；同意即重新随机抽取", min: 2, max: 2, need: signedIn, setup: decideRecusal},
		{path: "team recuse list", args: "任务", about: "列出更换和回避申请、期限和决定", min: 1, max: 1, need: signedIn, setup: plain(listRequests)},
		{path: "team postpone", args: "检查组 人员", about: "更换已获批准而没有其他符合条件的人员：登记本次检查改期", min: 2, max: 2, need: signedIn, setup: plain(postpone)},
		{path: "team readout", args: "检查组", about: "外勤设备已出门：给出更换人员的核对码，电话读给组长", min: 1, max: 1, need: signedIn, setup: plain(readOut)},
		{path: "team phone", args: "检查组 人员 --code 核对码 --name 姓名 --badge 警号 --cert 执法证号 [--lead 组长警号]", about: "外勤设备：登记电话告知的更换，变更包到达前为待核",
			min: 2, max: 2, must: "code name badge cert", need: signedIn, setup: takePhone},
		{path: "pack amend", args: "检查组 --out 文件.zip", about: "更换人员后：为外勤设备制作签名任务变更包", min: 1, max: 1, must: "out", need: unlocked, setup: packAmend},
	}
}

// consent declares the options of a decision.
func consent(f *flag.FlagSet) *service.ReplaceDecision {
	d := &service.ReplaceDecision{Approve: true}
	f.StringVar(&d.Kind, "kind", string(inspect.ApprovalOral), "")
	f.StringVar(&d.Approver, "approver", "", "")
	f.StringVar(&d.Post, "post", "", "")
	f.StringVar(&d.Date, "date", "", "")
	f.StringVar(&d.Opinion, "opinion", "同意", "")
	f.StringVar(&d.ScanPath, "scan", "", "")
	return d
}

func replaceMember(f *flag.FlagSet) action {
	cause, why := f.String("cause", "", ""), f.String("why", "", "")
	lead := f.Bool("lead", false, "")
	in := service.ReplaceInput{}
	f.StringVar(&in.InputKind, "input", "", "")
	f.StringVar(&in.InputNote, "note", "", "")
	d := consent(f)
	return func(c *call) error {
		r, err := c.openRequest(c.args[0], c.args[1])
		if err != nil {
			return err
		}
		if r.ID == "" {
			v, m, err := c.memberOf(c.args[0], c.args[1])
			if err != nil {
				return err
			}
			if r, err = c.sv.Match.AskReplacement(c.ctx, c.a, service.ReplaceAsk{Team: v.Team.ID, Inspector: m.Inspector, Cause: *cause, Reason: *why}); err != nil {
				return err
			}
		}
		return c.settle(r, *d, in, *lead)
	}
}

func recuse(f *flag.FlagSet) action {
	why := f.String("why", "", "")
	return func(c *call) error {
		v, m, err := c.memberOf(c.args[0], c.args[1])
		if err != nil {
			return err
		}
		r, err := c.sv.Match.AskReplacement(c.ctx, c.a, service.ReplaceAsk{Team: v.Team.ID, Inspector: m.Inspector, Cause: string(inspect.CauseRecusal), Reason: *why})
		if err != nil {
			return err
		}
		return c.show(r, "已登记%s的回避申请，应在 %s 前决定；决定前不停止检查", r.Name, r.DueOn)
	}
}

func decideRecusal(f *flag.FlagSet) action {
	refuse, lead := f.Bool("refuse", false, ""), f.Bool("lead", false, "")
	d := consent(f)
	return func(c *call) error {
		r, err := c.openRequest(c.args[0], c.args[1])
		if err != nil {
			return err
		}
		if r.ID == "" {
			return inspect.E(inspect.NotFound, "%s没有待办的回避申请", c.args[1]).WithArticle("第十六条").WithHint("先用 team recuse request 登记；team recuse list 列出申请")
		}
		d.Approve = !*refuse
		return c.settle(r, *d, service.ReplaceInput{}, *lead)
	}
}

// settle decides a request, if it is not yet, and draws when it was approved. A
// request that was approved before goes straight to the draw.
func (c *call) settle(r inspect.ReplaceRequest, d service.ReplaceDecision, in service.ReplaceInput, lead bool) error {
	if r.State == inspect.RequestAsked {
		d.Request = r.ID
		if d.Date == "" {
			d.Date = inspect.LegalDate(inspect.Instant(c.now()))
		}
		var err error
		if r, err = c.sv.Match.DecideReplacement(c.ctx, c.a, d); err != nil {
			return err
		}
	}
	if r.State == inspect.RequestRefused {
		return c.show(r, "已登记：不予更换%s（%s %s：%s）", r.Name, r.Post, r.Approver, r.Opinion)
	}
	in.Request = r.ID
	rep, err := c.sv.Match.Replace(c.ctx, c.a, in)
	if err != nil {
		return err
	}
	if rep.Draw.State != inspect.DrawDone {
		return c.show(rep, "第%d次更换抽取：名册%d人，声明 %s\n请见证后用 draw witness、draw reveal %s/replacement 继续", rep.Draw.Attempt, rep.Draw.Pool, rep.Draw.Statement, rep.Draw.TaskNo)
	}
	if rep.NeedLeader && lead {
		if rep.Team, err = c.sv.Match.ChooseLeader(c.ctx, c.a, rep.Team.ID, rep.Team.Proposed, ""); err != nil {
			return err
		}
		rep.NeedLeader = false
	}
	if c.json {
		return c.printJSON(rep)
	}
	return c.replaced(rep)
}

func (c *call) replaced(rep service.Replaced) error {
	ch := rep.Team.Changes[len(rep.Team.Changes)-1]
	input := "公共随机输入 " + rep.Draw.PublicInput
	if rep.Draw.PublicInput == "" {
		input = rep.Draw.Source
	}
	if err := c.line("第%d次更换抽取：名册%d人，%s\n%s → %s（%s，%s同意）", ch.Attempt, rep.Draw.Pool, input, ch.Old.Name, ch.New.Name, ch.Cause.Label(), ch.Approver); err != nil {
		return err
	}
	if rep.NeedLeader {
		if err := c.line("组长已被更换，请用 team leader 重新选定（建议 %s）", ch.New.Name); err != nil {
			return err
		}
	}
	return c.toVoid(rep.ToVoid)
}

// toVoid lists papers issued in the name of somebody who has left.
func (c *call) toVoid(papers []inspect.Paper) error {
	list := []string{}
	for _, p := range papers {
		list = append(list, p.Number+" "+p.Name)
	}
	return c.lines("以原人员名义签发、应当作废重开的文书：", list)
}

func listRequests(c *call) error {
	rs, err := c.sv.Match.Requests(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, v := range rs {
		due := v.Request.DueOn
		if v.Overdue {
			due += "（已逾期）"
		}
		rows = append(rows, []string{v.SubjectName, v.Request.Name, v.CauseLabel, inspect.Minute(v.Request.AskedAt), due, v.StateLabel, v.Request.Approver})
	}
	return c.table(rs, []string{"检查对象", "人员", "理由", "申请时间", "决定期限", "状态", "决定人"}, rows)
}

func packAmend(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		v, err := c.team(c.args[0])
		if err != nil {
			return err
		}
		sent, err := c.sv.Dispatch.AmendPackage(c.ctx, c.a, v.Team.ID, *out)
		if err != nil {
			return err
		}
		return c.sent(sent)
	}
}

// memberOf finds a team and one of its members.
func (c *call) memberOf(team, who string) (service.TeamView, inspect.Member, error) {
	v, err := c.team(team)
	if err != nil {
		return v, inspect.Member{}, err
	}
	m, err := member(v.Team, who)
	return v, m, err
}

// openRequest is the request of a member that waits for a decision or a draw; ID
// "" = there is none.
func (c *call) openRequest(team, who string) (inspect.ReplaceRequest, error) {
	v, m, err := c.memberOf(team, who)
	if err != nil {
		return inspect.ReplaceRequest{}, err
	}
	rs, err := c.sv.Match.Requests(c.ctx, c.a, v.Team.Task)
	if err != nil {
		return inspect.ReplaceRequest{}, err
	}
	for _, r := range rs {
		if r.Request.Team == v.Team.ID && r.Request.Inspector == m.Inspector && (r.Request.State == inspect.RequestAsked || r.Request.State == inspect.RequestApproved) {
			return r.Request, nil
		}
	}
	return inspect.ReplaceRequest{}, nil
}
