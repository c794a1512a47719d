package cli

import (
	"flag"
	"fmt"
)

func fairnessCommands() []command {
	return []command{
		{path: "draw fairness", args: "--from 日期 --to 日期 [--out 文件.xlsx]", about: "公平性：各人被抽中次数的卡方检验、搭档、覆盖、抽取次数；--out 存为不含个人信息的表格", must: "from to", need: signedIn, setup: fairness},
	}
}

func fairness(flags *flag.FlagSet) action {
	from, to, out := flags.String("from", "", ""), flags.String("to", "", ""), flags.String("out", "", "")
	return func(c *call) error {
		f, err := c.sv.Draw.Fairness(c.ctx, c.a, *from, *to)
		if err != nil {
			return err
		}
		if *out != "" {
			if err := c.sv.Draw.SaveFairness(c.ctx, c.a, *from, *to, *out); err != nil {
				return err
			}
			return c.show(*out, "已写入 %s，其中没有姓名", *out)
		}
		if c.json {
			return c.printJSON(f)
		}
		rows := [][]string{}
		for _, x := range f.Inspectors {
			rows = append(rows, []string{x.Name, x.Department, fmt.Sprint(x.Drawn), fmt.Sprintf("%.2f", x.Expected), fmt.Sprint(x.Visits), fmt.Sprint(x.Subjects)})
		}
		if err := c.table(f, []string{"姓名", "部门", "抽中次数", "应得次数", "参加检查组", "不同对象"}, rows); err != nil {
			return err
		}
		if err := c.line("%s：%s\n%s", f.Level.Label(), f.Verdict, f.Limits); err != nil {
			return err
		}
		lines := []string{}
		for _, t := range f.Attempts {
			lines = append(lines, fmt.Sprintf("%s：抽取对象%d次，匹配人员%d次，更换%d次", t.No, t.Subjects, t.Inspectors, t.Replacements))
			for _, x := range t.Abandoned {
				lines = append(lines, fmt.Sprintf("  作废：%s第%d次，%s", x.Purpose, x.Attempt, x.Reason))
			}
		}
		return c.lines("各任务抽取次数：", lines)
	}
}
