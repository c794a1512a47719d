package cli

import (
	"cmp"
	"flag"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func planStepCommands() []command {
	return []command{
		{path: "plan adjust", args: "计划编号 [--name 名称 --matters 编码,编码 --scope 范围 --from 日期 --to 日期 --estimated 户数 --ratio 1/100 --trades 行业,行业 --lead 部门 --departments 部门,部门 --remark 文字] [--reason 理由]",
			about: "调整一项计划，另存一版；已公开的应写明理由，之后重新公开", min: 1, max: 1, need: signedIn, setup: adjustPlan},
		{path: "plan cancel", args: "计划编号 --reason 理由", about: "取消一项计划；记录保留，已设任务的不能取消", min: 1, max: 1, must: "reason", need: signedIn, setup: cancelPlan},
		{path: "plan history", args: "计划编号", about: "一项计划的各个版本：谁在何时改了什么、在何处公开", min: 1, max: 1, need: signedIn, setup: plain(planHistory)},
		{path: "plan publish", args: "计划编号或年度 --site 网站 --date 日期 [--url 网址]", about: "登记计划在何处公开；写年度即登记该年度全部未公开的", min: 1, max: 1, must: "site date", need: signedIn, setup: publishPlan},
		{path: "publish plan", args: "年度 --format pdf|xlsx|html|json --out 文件", about: "制作年度计划公示", min: 1, max: 1, must: "format out", need: signedIn, setup: planNotice},
	}
}

func adjustPlan(f *flag.FlagSet) action {
	var o planOptions
	o.declare(f)
	name, reason := f.String("name", "", ""), f.String("reason", "", "")
	return func(c *call) error {
		p, err := c.plan(c.args[0])
		if err != nil {
			return err
		}
		p.Name, p.Scope, p.From, p.To = cmp.Or(*name, p.Name), cmp.Or(o.p.Scope, p.Scope), cmp.Or(o.p.From, p.From), cmp.Or(o.p.To, p.To)
		p.Estimated, p.Remark, p.Lead, p.Reason = cmp.Or(o.p.Estimated, p.Estimated), cmp.Or(o.p.Remark, p.Remark), cmp.Or(o.p.Lead, p.Lead), *reason
		if o.matters != "" {
			ms, err := c.matters(words(o.matters))
			if err != nil {
				return err
			}
			p.Matters, p.Trades = []string{}, nil
			for _, m := range ms {
				p.Matters = append(p.Matters, m.ID)
			}
		}
		if o.trades != "" {
			p.Trades = words(o.trades)
		}
		if o.ratio != "" {
			if p.RatioNum, p.RatioDen, err = fraction(o.ratio); err != nil {
				return err
			}
		}
		if o.departments != "" {
			p.Departments, p.Joint = together(p.Lead, o.departments)
		}
		saved, err := c.sv.Plan.Save(c.ctx, c.a, p)
		if err != nil {
			return err
		}
		return c.show(saved, "计划 %s 已调整为第%d版，%s", saved.No, saved.Version, saved.Standing().Label())
	}
}

func cancelPlan(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		p, err := c.plan(c.args[0])
		if err != nil {
			return err
		}
		if p, err = c.sv.Plan.Cancel(c.ctx, c.a, p.ID, *reason); err != nil {
			return err
		}
		return c.show(p, "计划 %s：%s", p.No, p.Standing().Label())
	}
}

func planHistory(c *call) error {
	p, err := c.plan(c.args[0])
	if err != nil {
		return err
	}
	list, err := c.sv.Plan.History(c.ctx, c.a, p.ID)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, v := range list {
		what := []string{}
		for _, x := range v.Changes {
			what = append(what, fmt.Sprintf("%s：%s → %s", x.Field, cmp.Or(x.Old, "（空）"), cmp.Or(x.New, "（空）")))
		}
		if v.PublishedOn != "" {
			what = append(what, strings.TrimSpace(v.PublishedOn+" "+v.Site+" "+v.URL))
		}
		rows = append(rows, []string{fmt.Sprintf("第%d版", v.Version), v.What, inspect.Minute(v.At), v.By, v.Reason, strings.Join(what, "；")})
	}
	return c.table(list, []string{"版本", "办理", "时间", "人员", "理由", "内容"}, rows)
}

func publishPlan(f *flag.FlagSet) action {
	site, url, date := f.String("site", "", ""), f.String("url", "", ""), f.String("date", "", "")
	return func(c *call) error {
		if len(c.args[0]) == 4 {
			year, err := number("年度", c.args[0])
			if err != nil {
				return err
			}
			n, err := c.sv.Plan.PublishedYear(c.ctx, c.a, year, *site, *url, *date)
			if err != nil {
				return err
			}
			return c.show(n, "%d年度%d项计划已登记公开：%s %s", year, n, *site, *date)
		}
		p, err := c.plan(c.args[0])
		if err != nil {
			return err
		}
		if err := c.sv.Plan.Published(c.ctx, c.a, p.ID, *site, *url, *date); err != nil {
			return err
		}
		if p, err = c.plan(p.ID); err != nil {
			return err
		}
		return c.show(p, "计划 %s 已登记公开：%s %s", p.No, p.Site, p.PublishedOn)
	}
}

func planNotice(f *flag.FlagSet) action {
	format, out := f.String("format", "", ""), f.String("out", "", "")
	return func(c *call) error {
		pub, err := c.sv.Publish.Notice(c.ctx, c.a, service.NoticePlan, c.args[0], *format, *out)
		if err != nil {
			return err
		}
		return c.show(pub, "已制作：%s（SHA-256 %s）\n在门户网站公开后，用 plan publish %s 登记", *out, pub.SHA256, c.args[0])
	}
}
