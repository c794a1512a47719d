package cli

import (
	"flag"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// workPlan declares team scheme: a plan from the template, corrected by options.
func workPlan(f *flag.FlagSet) action {
	date, all := f.String("date", "", ""), f.Bool("all", false, "")
	many := map[string]*[]string{}
	for _, name := range []string{"duty", "step", "node", "third", "opinion"} {
		list := &[]string{}
		many[name] = list
		f.Func(name, "", func(s string) error { *list = append(*list, s); return nil })
	}
	return func(c *call) error {
		v, err := c.team(c.args[0])
		if err != nil {
			return err
		}
		plan, err := c.sv.Match.WorkPlan(c.ctx, c.a, v.Team.ID)
		if err != nil {
			return err
		}
		if err := c.duties(&plan, v.Team, *many["duty"]); err != nil {
			return err
		}
		if steps := *many["step"]; len(steps) > 0 {
			plan.Procedure = steps
		}
		if nodes := *many["node"]; len(nodes) > 0 {
			plan.Nodes = []inspect.TimeNode{}
			for _, n := range nodes {
				day, what, _ := strings.Cut(n, "=")
				plan.Nodes = append(plan.Nodes, inspect.TimeNode{Date: day, What: what})
			}
		}
		if err := c.help(&plan, *many["third"], *many["opinion"]); err != nil {
			return err
		}
		if *date == "" {
			*date = v.Team.Date
		}
		n, err := c.sv.Match.SetWorkPlan(c.ctx, c.a, service.WorkPlanInput{Team: v.Team.ID, Date: *date, Plan: plan, All: *all})
		if err != nil {
			return err
		}
		return c.show(plan, "“%s”等%d个检查组的工作方案已保存，检查日期 %s\n%s", v.SubjectName, n, *date, plan.Text())
	}
}

// duties reads 人员=职责.
func (c *call) duties(plan *inspect.WorkPlan, t inspect.Team, texts []string) error {
	for _, text := range texts {
		who, duty, _ := strings.Cut(text, "=")
		m, err := member(t, who)
		if err != nil {
			return err
		}
		for i, d := range plan.Duties {
			if d.Inspector == m.Inspector {
				plan.Duties[i].Duty = duty
			}
		}
	}
	return nil
}

// help reads third parties, 名称/委托书编号/范围/扫描件, and opinions, 出具单位/内容/扫描件.
func (c *call) help(plan *inspect.WorkPlan, thirds, opinions []string) error {
	for _, text := range thirds {
		p := strings.SplitN(text, "/", 4)
		if len(p) < 4 {
			return inspect.E(inspect.Invalid, "“%s”不对：写成 名称/委托书编号/工作范围/委托书扫描件", text).WithField("thirdParties").WithArticle("第十五条")
		}
		f, err := c.sv.Match.Attach(c.ctx, c.a, p[3])
		if err != nil {
			return err
		}
		plan.ThirdParties = append(plan.ThirdParties, inspect.ThirdParty{Name: p[0], Commission: p[1], Scope: p[2], File: f.SHA256, FileName: f.Name})
	}
	for _, text := range opinions {
		p := strings.SplitN(text, "/", 3)
		if len(p) < 3 {
			return inspect.E(inspect.Invalid, "“%s”不对：写成 出具单位/意见内容/意见书扫描件", text).WithField("opinions").WithArticle("第十五条")
		}
		f, err := c.sv.Match.Attach(c.ctx, c.a, p[2])
		if err != nil {
			return err
		}
		plan.Opinions = append(plan.Opinions, inspect.Opinion{By: p[0], About: p[1], File: f.SHA256, FileName: f.Name})
	}
	return nil
}
