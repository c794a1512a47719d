package cli

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func planCommands() []command {
	return append(planStepCommands(), []command{
		{path: "plan add", args: "名称 --matters 编码,编码 --scope 范围 --from 日期 --to 日期 --estimated 户数 --ratio 1/100 [--trades 行业,行业 --lead 部门 --departments 部门,部门 --remark 文字]",
			about: "编制一项年度计划；参与部门两个以上即联合抽查", min: 1, max: 1, must: "matters scope from to ratio", need: signedIn, setup: addPlan},
		{path: "plan list", args: pageOptions, about: "列出年度计划", need: signedIn, setup: paged(listPlans)},
	}...)
}

// planOptions are the options that describe a plan line.
type planOptions struct {
	p                                   inspect.Plan
	matters, trades, departments, ratio string
}

func (o *planOptions) declare(f *flag.FlagSet) {
	f.StringVar(&o.matters, "matters", "", "")
	f.StringVar(&o.trades, "trades", "", "")
	f.StringVar(&o.p.Scope, "scope", o.p.Scope, "")
	f.StringVar(&o.p.From, "from", o.p.From, "")
	f.StringVar(&o.p.To, "to", o.p.To, "")
	f.IntVar(&o.p.Estimated, "estimated", o.p.Estimated, "")
	f.StringVar(&o.ratio, "ratio", "", "")
	f.StringVar(&o.p.Lead, "lead", "", "")
	f.StringVar(&o.departments, "departments", "", "")
	f.StringVar(&o.p.Remark, "remark", o.p.Remark, "")
}

func addPlan(f *flag.FlagSet) action {
	var o planOptions
	o.declare(f)
	return func(c *call) (err error) {
		p := o.p
		p.Name = c.args[0]
		ms, err := c.matters(words(o.matters))
		if err != nil {
			return err
		}
		for _, m := range ms {
			p.Matters = append(p.Matters, m.ID)
			if p.Lead == "" {
				p.Lead = m.Department
			}
		}
		if p.RatioNum, p.RatioDen, err = fraction(o.ratio); err != nil {
			return err
		}
		if p.Year, err = number("年度", p.From[:min(4, len(p.From))]); err != nil {
			return err
		}
		p.Trades = words(o.trades)
		p.Departments, p.Joint = together(p.Lead, o.departments)
		saved, err := c.sv.Plan.Save(c.ctx, c.a, p)
		if err != nil {
			return err
		}
		return c.show(saved, "计划 %s：%s", saved.No, saved.Name)
	}
}

// together is the list of departments, the leading one first, and whether it
// is a joint inspection.
func together(lead, others string) ([]string, bool) {
	list := []string{lead}
	for _, d := range words(others) {
		if !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return list, len(list) > 1
}

func listPlans(c *call, q service.Query) error {
	p, err := c.sv.Plan.List(c.ctx, c.a, q)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, x := range p.Rows {
		rows = append(rows, []string{x.No, x.Name, x.From + " 至 " + x.To, fmt.Sprintf("%d/%d", x.RatioNum, x.RatioDen), strings.Join(x.Departments, "，"), x.Standing().Label(), x.PublishedOn})
	}
	if err := c.table(p, []string{"计划编号", "名称", "时间", "比例", "部门", "公开情况", "公开日期"}, rows); err != nil {
		return err
	}
	return c.more(p.Total, len(rows), q)
}

// fraction reads "1/100" or "1%".
func fraction(s string) (num, den int, err error) {
	a, b, ok := strings.Cut(s, "/")
	if percent, is := strings.CutSuffix(s, "%"); is {
		a, b, ok = percent, "100", true
	}
	num, err1 := strconv.Atoi(a)
	den, err2 := strconv.Atoi(b)
	if !ok || err1 != nil || err2 != nil {
		return 0, 0, inspect.E(inspect.Invalid, "比例“%s”不对", s).WithField("ratio").WithArticle("第十二条").WithHint("写成 1/100 或 1%%")
	}
	return num, den, nil
}

func number(what, s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, inspect.E(inspect.Invalid, "%s“%s”不是整数", what, s).WithHint("只写数字")
	}
	return n, nil
}
