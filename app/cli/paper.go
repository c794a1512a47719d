package cli

import (
	"flag"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func paperCommands() []command {
	return []command{
		{path: "doc", args: "种类 --visit 检查组 | --team 检查组 | --task 任务 | --draw 抽取 | --ref 编号 [--blank] [--out 文件.pdf]",
			about: "制作文书（PDF）", min: 1, max: 1, need: signedIn, setup: issue},
		{path: "doc fill", args: "种类 --visit 检查组 | --team 检查组 | --task 任务 | --ref 编号 [栏目=内容 ...]",
			about: "填写文书栏目并列出全部内容（换行写作 \\n）", min: 1, max: 64, need: signedIn, setup: fill},
		{path: "doc --list", about: "列出文书种类，一行一种", setup: plain(listKinds)},
		{path: "doc printed", args: "文书编号 [--copies 份数]", about: "登记已打印待签", min: 1, max: 1, need: signedIn, setup: printed},
		{path: "doc scan", args: "文书编号 扫描件", about: "归档签字原件影像", min: 2, max: 2, need: signedIn, setup: plain(scan)},
		{path: "doc void", args: "文书编号 --reason 理由", about: "作废文书（保留记录）", min: 1, max: 1, must: "reason", need: signedIn, setup: void},
	}
}

// about reads for what a document is: --visit, --team, --task, --draw or --ref.
func about(f *flag.FlagSet) func(*call) (string, error) {
	ref := f.String("ref", "", "")
	visit, team, task, draw := f.String("visit", "", ""), f.String("team", "", ""), f.String("task", "", ""), f.String("draw", "", "")
	return func(c *call) (string, error) {
		switch {
		case *visit != "":
			v, err := c.visit(*visit)
			return v.Visit.ID, err
		case *team != "":
			t, err := c.team(*team)
			return t.Team.ID, err
		case *task != "":
			t, err := c.sv.Task.Get(c.ctx, c.a, *task)
			return t.ID, err
		case *draw != "":
			d, err := c.drawing(*draw)
			return d.ID, err
		case *ref == "":
			return "", misuse{"请写明为谁制作：--visit、--team、--task、--draw 或 --ref"}
		}
		return *ref, nil
	}
}

func issue(f *flag.FlagSet) action {
	out, blank, of := f.String("out", "", ""), f.Bool("blank", false, ""), about(f)
	return func(c *call) error {
		kind, err := c.kind(c.args[0])
		if err != nil {
			return err
		}
		id, err := of(c)
		if err != nil {
			return err
		}
		make := c.sv.Paper.Issue
		if *blank {
			make = c.sv.Paper.IssueBlank
		}
		p, err := make(c.ctx, c.a, kind.Kind, id)
		if err != nil {
			return err
		}
		if *out != "" {
			if err := c.sv.Paper.Save(c.ctx, c.a, p.ID, *out); err != nil {
				return err
			}
		}
		return c.show(p, "%s %s 已制作，PDF SHA-256 %s", p.Name, p.No(), p.PDF)
	}
}

// fill writes blanks, and shows what stands in all of them.
func fill(f *flag.FlagSet) action {
	of := about(f)
	return func(c *call) error {
		kind, err := c.kind(c.args[0])
		if err != nil {
			return err
		}
		id, err := of(c)
		if err != nil {
			return err
		}
		form, err := c.sv.Paper.Form(c.ctx, c.a, kind.Kind, id)
		if err != nil {
			return err
		}
		for _, arg := range c.args[1:] {
			key, value, found := strings.Cut(arg, "=")
			if !found {
				return misuse{"填写内容写作 栏目=内容，如 clue=前台无人值守"}
			}
			i := slices.IndexFunc(form.Fields, func(x inspect.Field) bool { return x.Path == key })
			rev := int64(0)
			if i >= 0 {
				rev = form.Fields[i].Rev
			}
			if _, err := c.sv.Paper.SaveField(c.ctx, c.a, kind.Kind, id, key, strings.ReplaceAll(value, `\n`, "\n"), rev); err != nil {
				return err
			}
		}
		if err := c.sv.Paper.LeaveForm(c.ctx, c.a, kind.Kind, id); err != nil {
			return err
		}
		if form, err = c.sv.Paper.Form(c.ctx, c.a, kind.Kind, id); err != nil {
			return err
		}
		rows := [][]string{}
		for i, x := range form.Template.Fields {
			need := ""
			if x.Required {
				need = "必填"
			}
			rows = append(rows, []string{x.Key, x.Label, need, strings.ReplaceAll(form.Fields[i].Value, "\n", "⏎")})
		}
		return c.table(form, []string{"栏目", "名称", "", "内容"}, rows)
	}
}

// listKinds needs no workspace: the kinds are the program's own.
func listKinds(c *call) error {
	kinds, err := service.BuiltinKinds()
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(kinds)
	}
	for _, k := range kinds {
		if err := c.line("%s\t%s\t%s", k.Kind, k.Name, inspect.Noun(k.Noun).Label()); err != nil {
			return err
		}
	}
	return nil
}

// kind finds a kind of document by its code or Chinese name.
func (c *call) kind(ref string) (service.DocKind, error) {
	kinds, err := c.sv.Paper.Kinds(c.ctx)
	if err != nil {
		return service.DocKind{}, err
	}
	i := slices.IndexFunc(kinds, func(k service.DocKind) bool { return k.Kind == ref || k.Name == ref })
	if i < 0 {
		return service.DocKind{}, inspect.E(inspect.NotFound, "没有“%s”这种文书", ref).WithField("kind").WithHint("用 doc --list 查看可用种类")
	}
	return kinds[i], nil
}

func printed(f *flag.FlagSet) action {
	copies := f.Int("copies", 1, "")
	return func(c *call) error {
		p, err := c.paper(c.args[0])
		if err != nil {
			return err
		}
		if p, err = c.sv.Paper.Printed(c.ctx, c.a, p.ID, *copies); err != nil {
			return err
		}
		return c.show(p, "%s %s：%s，共打印%d份", p.Name, p.Number, p.State.Label(), p.Copies)
	}
}

func scan(c *call) error {
	p, err := c.paper(c.args[0])
	if err != nil {
		return err
	}
	if p, err = c.sv.Paper.AttachScan(c.ctx, c.a, p.ID, c.args[1]); err != nil {
		return err
	}
	return c.show(p, "%s %s：%s（%s）", p.Name, p.Number, p.State.Label(), p.ScanName)
}

func void(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		p, err := c.paper(c.args[0])
		if err != nil {
			return err
		}
		if p, err = c.sv.Paper.Void(c.ctx, c.a, p.ID, *reason); err != nil {
			return err
		}
		return c.show(p, "%s %s：%s", p.Name, p.Number, p.State.Label())
	}
}

func listDocuments(c *call) error {
	all, err := c.sv.Paper.List(c.ctx, c.a, "")
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, p := range all {
		rows = append(rows, []string{p.Number, p.OfficialNumber, p.Name, p.State.Label(), inspect.Minute(p.IssuedAt), strconv.Itoa(p.Copies)})
	}
	return c.table(all, []string{"编号", "正式文号", "文书", "状态", "制作时间", "打印份数"}, rows)
}
