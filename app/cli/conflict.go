package cli

import (
	"flag"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func conflictCommands() []command {
	return []command{
		{path: "conflicts", args: "[--decided]", about: "列出待裁定的版本冲突，或已裁定的", need: signedIn, setup: listConflicts},
		{path: "conflicts decide", args: "序号 --take | --keep --why 理由 [--person 裁定人 --post 职务]", about: "登记负责人对一项冲突的裁定：采用另一版本，或维持现有版本；两个版本都留存",
			min: 1, max: 1, must: "why", need: signedIn, setup: decideConflict},
	}
}

func listConflicts(f *flag.FlagSet) action {
	decided := f.Bool("decided", false, "")
	return func(c *call) error {
		list, err := c.sv.Dispatch.Conflicts(c.ctx, c.a, *decided)
		if err != nil {
			return err
		}
		rows := [][]string{}
		for i, v := range list {
			last := v.Fork.Reason
			if *decided {
				last = v.Fork.Decided
			}
			rows = append(rows, []string{strconv.Itoa(i + 1), v.NounLabel, v.Name, v.Head.Person + " " + inspect.Minute(v.Head.At), v.Other.Person + " " + inspect.Minute(v.Other.At), last})
			for _, x := range v.Fields {
				rows = append(rows, []string{"", "", "　" + x.Label, x.Head, x.Other, ""})
			}
		}
		return c.table(list, []string{"序号", "种类", "名称", "现有版本", "另一版本", "情况"}, rows)
	}
}

func decideConflict(f *flag.FlagSet) action {
	in := service.Decision{}
	keep := f.Bool("keep", false, "")
	f.BoolVar(&in.Take, "take", false, "")
	f.StringVar(&in.Person, "person", "", "")
	f.StringVar(&in.Post, "post", "", "")
	f.StringVar(&in.Reason, "why", "", "")
	return func(c *call) error {
		if in.Take == *keep {
			return misuse{"写明 --take（采用另一版本）或 --keep（维持现有版本）"}
		}
		list, err := c.sv.Dispatch.Conflicts(c.ctx, c.a, false)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(c.args[0])
		if err != nil || n < 1 || n > len(list) {
			return inspect.E(inspect.NotFound, "没有第%s项待裁定的冲突，共%d项", c.args[0], len(list)).WithHint("conflicts 列出序号")
		}
		in.Digest = list[n-1].Fork.Digest
		if err := c.sv.Dispatch.DecideConflict(c.ctx, c.a, in); err != nil {
			return err
		}
		return c.show(in, "已裁定：%s %s；两个版本都已留存", list[n-1].NounLabel, list[n-1].Name)
	}
}
