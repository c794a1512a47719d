package cli

import (
	"flag"
	"slices"
	"strings"

	"shuangsuiji/backend/service"
)

func setCommands() []command {
	return []command{
		{path: "doc set", args: "检查组 [种类=附卷,当事人 ...] [--out 文件.pdf]", about: "现场打印：这次检查现在要打印的整套文书和份数；写明 --out 则制作、合成一个文件并登记打印。种类= 为不打印", min: 1, max: 40, need: signedIn, setup: printSet},
		{path: "doc batch", args: "种类 --task 任务 [--out 文件.pdf]", about: "为任务的每一户制作同一种文书；中断后再次执行即接着做", min: 1, max: 1, must: "task", need: signedIn, setup: batch},
	}
}

func printSet(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		t, err := c.team(c.args[0])
		if err != nil {
			return err
		}
		lines, err := c.sv.Paper.Set(c.ctx, c.a, t.Team.ID)
		if err != nil {
			return err
		}
		for _, arg := range c.args[1:] {
			kind, copies, found := strings.Cut(arg, "=")
			i := slices.IndexFunc(lines, func(l service.SetLine) bool { return l.Kind == kind })
			if !found || i < 0 {
				return misuse{"份数写作 种类=附卷,当事人；种类见 doc set 检查组"}
			}
			lines[i].Copies = strings.FieldsFunc(copies, func(r rune) bool { return r == ',' || r == '，' })
		}
		if *out == "" {
			rows := [][]string{}
			for _, l := range lines {
				rows = append(rows, []string{l.Kind, l.Name, l.Number, l.State, strings.Join(l.Copies, "、"), strings.Join(l.Lacks, "、")})
			}
			return c.table(lines, []string{"种类", "文书", "编号", "状态", "份数", "还不能制作"}, rows)
		}
		set, err := c.sv.Paper.PrintSet(c.ctx, c.a, t.Team.ID, lines, *out)
		if err != nil {
			return err
		}
		if err := c.show(set, "%d 种文书、%d 份、%d 面已合成 %s，并登记打印", set.Papers, set.Copies, set.Sheets, set.Path); err != nil || c.json {
			return err
		}
		return c.lines("没有打印的：", set.Left)
	}
}

func batch(f *flag.FlagSet) action {
	task, out := f.String("task", "", ""), f.String("out", "", "")
	return func(c *call) error {
		kind, err := c.kind(c.args[0])
		if err != nil {
			return err
		}
		rep, err := c.sv.Paper.Batch(c.ctx, c.a, *task, kind.Kind, *out, nil)
		if err != nil {
			return err
		}
		if err := c.show(rep, "%s：新制作 %d 份，已有 %d 份，没有制作 %d 户", rep.Name, rep.Made, rep.Stood, len(rep.Left)); err != nil || c.json {
			return err
		}
		if rep.Path != "" {
			if err := c.line("已合成 %s（%d 面）", rep.Path, rep.Sheets); err != nil {
				return err
			}
		}
		return c.lines("没有制作的：", rep.Left)
	}
}
