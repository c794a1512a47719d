package cli

import (
	"context"
	"flag"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func departmentCommands() []command {
	return []command{
		{path: "department list", args: "检查组", about: "联合抽查：其他部门的事项、发出的检查表和答复", min: 1, max: 1, need: signedIn, setup: plain(listOthers)},
		{path: "department send", args: "检查组 [检查组 ...] --out 文件夹", about: "联合抽查：向其他部门发出分部门检查表（PDF 和电子表格，一部门一份）", min: 1, max: 64, must: "out", need: signedIn, setup: sendForms},
		{path: "department results", args: "检查组 [检查组 ...] --out 文件夹", about: "联合抽查：把其他部门事项的结果移交该部门（PDF，一部门一份，不带本单位的证据）", min: 1, max: 64, must: "out", need: signedIn, setup: handResults},
		{path: "department take", args: "填好的表.xlsx", about: "收回填好的分部门检查表；检查在本机进行的，答复随即记入", min: 1, max: 1, need: signedIn, setup: plain(takeForm)},
		{path: "department enter", args: "检查表编号", about: "把检查开始前收回的答复记入检查记录", min: 1, max: 1, need: signedIn, setup: plain(enterForm)},
		{path: "department decide", args: "检查表编号 第几处 ours|theirs --reason 理由", about: "答复与记录不同的，裁定保留记录（ours）还是采用该部门的（theirs）", min: 3, max: 3, must: "reason", need: signedIn, setup: decideForm},
	}
}

func listOthers(c *call) error {
	v, err := c.team(c.args[0])
	if err != nil {
		return err
	}
	list, err := c.sv.Paper.OtherDepartments(c.ctx, c.a, []string{v.Team.ID})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return c.show(list, "没有由其他部门检查的事项")
	}
	if c.json {
		return c.printJSON(list)
	}
	for _, o := range list {
		if err := c.line("%s  %d项  %s\n  检查人员：%s", o.Department, o.Lines, o.State, strings.Join(o.Officers, "、")); err != nil {
			return err
		}
		for _, x := range o.Forms {
			if err := c.line("  检查表 %s（%s），收回%d次", x.Number, x.State.Label(), len(x.Form.Returns)); err != nil {
				return err
			}
			for i, k := range x.Form.Clashes {
				if err := c.line("  第%d处 %s", i+1, clashText(k)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func clashText(k inspect.FormClash) string {
	text := k.Text + "：该部门“" + k.Theirs.Label() + "”，记录“" + k.Ours.Label() + "”"
	switch k.Taken {
	case "ours":
		return text + "，保留记录（" + k.By + "）"
	case "theirs":
		return text + "，采用该部门的（" + k.By + "）"
	}
	return text + "，待裁定"
}

func sendForms(f *flag.FlagSet) action { return toDepartments(f, (*service.Paper).SendForms) }

func handResults(f *flag.FlagSet) action { return toDepartments(f, (*service.Paper).HandResults) }

// toDepartments writes what goes to other departments into a folder.
func toDepartments(f *flag.FlagSet, write func(*service.Paper, context.Context, inspect.Actor, []string, string) ([]service.SentForm, error)) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		teams := []string{}
		for _, ref := range c.args {
			v, err := c.team(ref)
			if err != nil {
				return err
			}
			teams = append(teams, v.Team.ID)
		}
		dir, err := filepath.Abs(*out)
		if err != nil {
			return err
		}
		sent, err := write(c.sv.Paper, c.ctx, c.a, teams, dir)
		if err != nil {
			return err
		}
		if c.json {
			return c.printJSON(sent)
		}
		for _, s := range sent {
			if err := c.lines(s.Paper.Name+" "+s.Paper.Number, slices.DeleteFunc([]string{s.PDF, s.Sheet}, func(x string) bool { return x == "" })); err != nil {
				return err
			}
		}
		return nil
	}
}

func takeForm(c *call) error {
	x, err := c.sv.Paper.TakeForm(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	back := x.Form.Returns[len(x.Form.Returns)-1]
	return c.show(x, "已收回%s %s：%s答复%d项，与记录不同%d处待裁定", x.Name, x.Number, back.Officer, len(back.Answers), x.Form.Undecided())
}

func enterForm(c *call) error {
	x, err := c.paper(c.args[0])
	if err == nil {
		x, err = c.sv.Paper.EnterForm(c.ctx, c.a, x.ID)
	}
	if err != nil {
		return err
	}
	return c.show(x, "%s %s的答复已记入检查记录，与记录不同%d处待裁定", x.Name, x.Number, x.Form.Undecided())
}

func decideForm(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		x, err := c.paper(c.args[0])
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(c.args[1])
		if err != nil {
			return misuse{"第几处写数字，见 department list"}
		}
		x, err = c.sv.Paper.DecideForm(c.ctx, c.a, x.ID, n-1, c.args[2], *reason)
		if err != nil {
			return err
		}
		return c.show(x, "已裁定：%s", clashText(x.Form.Clashes[n-1]))
	}
}
