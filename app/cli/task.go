package cli

import (
	"flag"
	"fmt"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func taskCommands() []command {
	return []command{
		{path: "task new", args: "--plan 计划编号 | --adhoc 理由 --matters 编码,编码 --name 名称 --scope 范围 --from 日期 --to 日期 [--trades 行业,行业 --lead 部门 --departments 部门,部门] [--total 户数 | --ratio 1/100 | --rates 行业=5%,行业=10%] [--weights 高=3,中=2,低=1] [--per 人数 --cap 每人最多户数] [--names-from 名单公开日期] [--origin platform | --origin local --reason 理由]\n    或 --nonrandom 1至6 --why 理由 --proof 依据扫描件 --subjects 代码,代码 --name 名称 --from 日期 --to 日期 [--matters 编码,编码 --unlisted 清单外事项 --lead 部门 --departments 部门,部门]",
			about: "设置抽查任务；默认由平台抽取后导入，在本机抽取须写理由；--nonrandom 为第三条所列的非随机检查", need: signedIn, setup: newTask},
		{path: "task pool", args: "任务", about: "抽取库有多少户、排除多少户（只有数目）", min: 1, max: 1, need: signedIn, setup: plain(poolOf)},
		{path: "task freeze", args: "任务 --note 公共输入说明 [--input dice|value --reason 重抽理由]", about: "冻结名录并登记抽取声明（同 draw subjects）",
			min: 1, max: 1, must: "note", need: signedIn, setup: freeze("subjects")},
		{path: "task lock", args: "任务", about: "锁定抽中的名单，此后不能更改", min: 1, max: 1, need: signedIn, setup: plain(lockTask)},
		{path: "task show", args: "任务", about: "任务的现状和名单", min: 1, max: 1, need: signedIn, setup: plain(showTask)},
	}
}

func newTask(f *flag.FlagSet) action {
	t := inspect.Task{Origin: inspect.OriginPlatform}
	var plan, matters, trades, departments, ratio, rates, weights string
	f.StringVar(&rates, "rates", "", "")
	f.StringVar(&weights, "weights", "", "")
	f.IntVar(&t.Rule.PersonCap, "cap", 0, "")
	f.StringVar(&t.Rule.NamesFrom, "names-from", "", "")
	f.StringVar(&plan, "plan", "", "")
	f.StringVar(&t.AdHocReason, "adhoc", "", "")
	f.StringVar(&matters, "matters", "", "")
	f.StringVar(&trades, "trades", "", "")
	f.StringVar(&t.Name, "name", "", "")
	f.StringVar(&t.Scope, "scope", "", "")
	f.StringVar(&t.From, "from", "", "")
	f.StringVar(&t.To, "to", "", "")
	f.StringVar(&t.Lead, "lead", "", "")
	f.StringVar(&departments, "departments", "", "")
	f.IntVar(&t.Total, "total", 0, "")
	f.StringVar(&ratio, "ratio", "", "")
	f.IntVar(&t.PerSubject, "per", 2, "")
	f.StringVar((*string)(&t.Origin), "origin", string(t.Origin), "")
	f.StringVar(&t.OriginReason, "reason", "", "")
	var hand nonRandom
	hand.declare(f)
	return func(c *call) error {
		if plan != "" {
			p, err := c.plan(plan)
			if err != nil {
				return err
			}
			t.Plan = p.ID
		}
		ms, err := c.matters(words(matters))
		if err != nil {
			return err
		}
		for _, m := range ms {
			t.Matters = append(t.Matters, m.ID)
			if t.Lead == "" {
				t.Lead = m.Department
			}
		}
		if ratio != "" {
			if t.RatioNum, t.RatioDen, err = fraction(ratio); err != nil {
				return err
			}
		}
		if err := ruleFrom(&t.Rule, rates, weights); err != nil {
			return err
		}
		t.Trades = words(trades)
		t.Departments, t.Joint = together(t.Lead, departments)
		if hand != (nonRandom{}) {
			return hand.make(c, t)
		}
		saved, err := c.sv.Task.New(c.ctx, c.a, t)
		if err != nil {
			return err
		}
		return c.show(saved, "任务 %s：%s（%s）", saved.No, saved.Name, saved.Origin.Label())
	}
}

func poolOf(c *call) error {
	p, err := c.sv.Task.Pool(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{{"抽取库", strconv.Itoa(p.Pool)}}
	for _, s := range p.Strata {
		rows = append(rows, []string{"　" + s.Trade, strconv.Itoa(s.Size)})
	}
	rows = append(rows, []string{"拟抽取", strconv.Itoa(p.Target)}, []string{"排除", strconv.Itoa(p.Excluded)})
	for _, r := range p.Reasons {
		rows = append(rows, []string{"　" + r.Reason, strconv.Itoa(r.Count)})
	}
	return c.table(p, []string{"项目", "户数"}, rows)
}

func lockTask(c *call) error {
	t, err := c.sv.Task.Lock(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	return c.show(t, "任务 %s：%s，%d个检查对象", t.No, t.State.Label(), len(t.Winners))
}

func showTask(c *call) error {
	t, err := c.sv.Task.Get(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	if !c.json {
		if err := c.line("%s  %s\n状态：%s  来源：%s  时间：%s 至 %s", t.No, t.Name, t.State.Label(), t.Origin.Label(), t.From, t.To); err != nil {
			return err
		}
	}
	rows := [][]string{}
	for i, w := range t.Winners {
		rows = append(rows, []string{strconv.Itoa(i + 1), w.Name, w.Code})
	}
	for _, x := range t.Omitted {
		rows = append(rows, []string{"不列入", x.Name + "（" + x.Why + "：" + x.Reason + "）", x.Code})
	}
	return c.table(t, []string{"序号", "检查对象", "代码"}, rows)
}

func listTasks(c *call, q service.Query) error {
	p, err := c.sv.Task.List(c.ctx, c.a, q)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, t := range p.Rows {
		rows = append(rows, []string{t.No, t.Name, t.State.Label(), t.Origin.Label(), t.From + " 至 " + t.To, fmt.Sprintf("%d/%d", len(t.Winners), t.Pool)})
	}
	if err := c.table(p, []string{"任务编号", "名称", "状态", "来源", "时间", "抽中/库"}, rows); err != nil {
		return err
	}
	return c.more(p.Total, len(rows), q)
}
