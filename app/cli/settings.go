package cli

import (
	"cmp"
	"flag"

	"shuangsuiji/backend/inspect"
)

// numbering shows how plans and tasks are numbered, or changes it.
func numbering(f *flag.FlagSet) action {
	plan, task := f.String("plan", "", ""), f.String("task", "", "")
	return func(c *call) error {
		n, err := c.sv.Workspace.Numbering(c.ctx, c.a)
		if err == nil && *plan+*task != "" {
			n, err = c.sv.Workspace.SaveNumbering(c.ctx, c.a, cmp.Or(inspect.NumberRule(*plan), n.Plan), cmp.Or(inspect.NumberRule(*task), n.Task))
		}
		if err != nil {
			return err
		}
		return c.table(n, []string{"种类", "规则", "下一个编号"}, [][]string{
			{"年度计划", n.Plan.Label(), n.NextPlan}, {"抽查任务", n.Task.Label(), n.NextTask}})
	}
}

// networks shows which networks were declared, or declares them.
func networks(f *flag.FlagSet) action {
	own, platform, target := f.String("own", "", ""), f.String("platform", "", ""), f.String("target", "-", "")
	return func(c *call) error {
		n, err := c.sv.Workspace.Networks(c.ctx, c.a)
		if err == nil && (*own+*platform != "" || *target != "-") {
			if *target == "-" {
				*target = n.Target
			}
			n, err = c.sv.Workspace.SaveNetworks(c.ctx, c.a, cmp.Or(inspect.Network(*own), n.Own), cmp.Or(inspect.Network(*platform), n.Platform), *target)
		}
		if err != nil {
			return err
		}
		note := ""
		if n.Crosses {
			note = "报送须先经导出审批"
		}
		return c.table(n, []string{"", "网络", ""}, [][]string{{"本机", n.Own.Label(), ""}, {"省平台", n.Platform.Label(), note}, {"报送目录", cmp.Or(n.Target, "没有设定"), ""}})
	}
}
