package cli

import (
	"flag"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func teamCommands() []command {
	return []command{
		{path: "team list", args: "任务", about: "列出检查组", min: 1, max: 1, need: signedIn, setup: plain(listTeams)},
		{path: "team leader", args: "任务 | 检查组 人员 [--reason 理由]", about: "按建议选定全部组长，或为一个检查组选定组长（警号或姓名）", min: 1, max: 2, need: signedIn, setup: leader},
		{path: "team scheme", args: "检查组 [--date 日期] [--duty 人员=分工] [--step 步骤] [--node 日期=事项] [--third 名称/委托书编号/范围/扫描件] [--opinion 出具单位/内容/扫描件] [--all]",
			about: "检查工作方案：由模板预填，各选项可重复；--all 用于全部未派发的检查组", min: 1, max: 1, need: signedIn, setup: workPlan},
		{path: "team outside", args: "检查组 部门 --name 姓名 --cert 执法证号 --until 有效期 [--all]", about: "联合抽查：代录名录库里没有人员的外部门的检查人员，--all 用于全部检查组",
			min: 2, max: 2, must: "name cert until", need: signedIn, setup: outside},
		{path: "approve", args: "任务 | 任务/subjects [--counts-only | --crossing] [--kind paper|oral|account] [--approver 姓名 --post 职务 --date 日期 --opinion 意见 --scan 签字页]",
			about: "登记任务的审批，或对作废后重新抽取（任务/subjects、任务/inspectors）的批准；--counts-only 为含敏感事项的任务公告只列数目的批准：纸质（附扫描件）、口头或账号", min: 1, max: 1, need: signedIn, setup: approve},
		{path: "team relieve", args: "检查组 人员 --name 姓名 --cert 执法证号 --until 有效期", about: "外部门自派的人员经同意更换：代录该部门另派的人员",
			min: 2, max: 2, must: "name cert until", need: signedIn, setup: relieve},
		{path: "approve pending", about: "列出还没有补办书面的口头同意和期限", need: signedIn, setup: plain(pendingPapers)},
		{path: "approve paper", args: "序号 --scan 签字页", about: "补登口头同意的书面签字页；序号见 approve pending", min: 1, max: 1, must: "scan", need: signedIn, setup: attachPaper},
	}
}

func listTeams(c *call) error {
	if len(c.args) == 0 {
		return misuse{"请写明任务"}
	}
	teams, err := c.sv.Match.Teams(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, v := range teams {
		name := ""
		if m, err := member(v.Team, v.Team.Leader); err == nil { // none is chosen yet
			name = m.Name
		}
		rows = append(rows, []string{strconv.Itoa(v.Team.Order), v.SubjectName, memberNames(v.Team), name, v.Team.Date, v.StateLabel})
	}
	return c.table(teams, []string{"序号", "检查对象", "检查人员", "组长", "日期", "状态"}, rows)
}

func leader(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		if len(c.args) == 1 {
			n, err := c.sv.Match.AcceptProposed(c.ctx, c.a, c.args[0])
			if err != nil {
				return err
			}
			return c.show(struct {
				Teams int `json:"teams"`
			}{n}, "已按建议为%d个检查组选定组长", n)
		}
		v, err := c.team(c.args[0])
		if err != nil {
			return err
		}
		m, err := member(v.Team, c.args[1])
		if err != nil {
			return err
		}
		t, err := c.sv.Match.ChooseLeader(c.ctx, c.a, v.Team.ID, m.Inspector, *reason)
		if err != nil {
			return err
		}
		return c.show(t, "“%s”的组长：%s", v.SubjectName, m.Name)
	}
}

func approve(f *flag.FlagSet) action {
	in := service.ApprovalInput{Noun: string(inspect.NounTask)}
	f.StringVar(&in.Kind, "kind", string(inspect.ApprovalPaper), "")
	f.StringVar(&in.Approver, "approver", "", "")
	f.StringVar(&in.Post, "post", "", "")
	f.StringVar(&in.Date, "date", "", "")
	f.StringVar(&in.Opinion, "opinion", "同意", "")
	f.StringVar(&in.ScanPath, "scan", "", "")
	nameless, crossing := f.Bool("counts-only", false, ""), f.Bool("crossing", false, "")
	return func(c *call) error {
		in.Ref = c.args[0]
		if *crossing {
			in.Noun = "crossing"
		}
		if *nameless {
			t, err := c.sv.Task.Get(c.ctx, c.a, in.Ref)
			if err != nil {
				return err
			}
			in.Noun, in.Ref = "nameless", t.ID
		}
		if strings.Contains(in.Ref, "/") {
			d, err := c.drawing(in.Ref)
			if err != nil {
				return err
			}
			in.Noun, in.Ref = string(inspect.NounDraw), d.ID
		}
		if in.Date == "" {
			in.Date = inspect.LegalDate(inspect.Instant(c.now()))
		}
		ap, err := c.sv.Approval.Register(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		return c.show(ap, "已登记审批：%s，%s %s，%s", ap.EnteredFor, ap.Post, ap.Approver, ap.Opinion)
	}
}
