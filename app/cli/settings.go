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
