package cli

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func drawCommands() []command {
	const freezeArgs = "任务 --note 公共输入说明 [--input dice|value --reason 重抽理由]"
	return []command{
		{path: "draw subjects", args: freezeArgs, about: "冻结名录，登记抽取检查对象的声明", min: 1, max: 1, must: "note", need: signedIn, setup: freeze("subjects")},
		{path: "draw inspectors", args: freezeArgs, about: "冻结人员名录，登记匹配检查人员的声明", min: 1, max: 1, must: "note", need: signedIn, setup: freeze("inspectors")},
		{path: "draw witness", args: "抽取 --witness 见证人 --how 留存方式", about: "见证人确认检查点已离开本机", min: 1, max: 1, must: "witness how", need: signedIn, setup: witness},
		{path: "draw reveal", args: "抽取 --first 点数 --second 点数 --source 来源", about: "输入公共随机数（骰子须两人各录一遍），得出结果", min: 1, max: 1, must: "first source", need: signedIn, setup: reveal},
		{path: "draw resume", args: "抽取", about: "公共输入已提交而中断的，接着算出结果", min: 1, max: 1, need: signedIn, setup: plain(resume)},
		{path: "draw abandon", args: "抽取 --reason 理由", about: "公共输入之前作废一次抽取（保留记录）", min: 1, max: 1, must: "reason", need: signedIn, setup: abandon},
		{path: "draw list", args: "任务", about: "列出任务的各次抽取", min: 1, max: 1, need: signedIn, setup: plain(listDraws)},
		{path: "draw export", args: "抽取 --out 文件.zip [--internal]", about: "导出抽取结果包：公开形式，或供内部监督的完整形式", min: 1, max: 1, must: "out", need: unlocked, setup: exportDraw},
		{path: "draw open", args: "任务 代码 --asker 申请人 [--draw 抽取] [--out 核对单.txt]", about: "应申请给出一户（或一人）自己的代号和盐，供其核对", min: 2, max: 2, must: "asker", need: signedIn, setup: openDraw},
		{path: "draw verify", args: "文件或文件夹 [--trust 根证书]", about: "核验抽取结果（公开或内部形式）并重算", min: 1, max: 1, setup: verifyDraw},
	}
}

func freeze(purpose string) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		in := service.FreezeInput{Purpose: purpose}
		f.StringVar(&in.InputKind, "input", "dice", "")
		f.StringVar(&in.InputNote, "note", "", "")
		f.StringVar(&in.Reason, "reason", "", "")
		return func(c *call) error {
			in.Task = c.args[0]
			d, err := c.sv.Draw.Freeze(c.ctx, c.a, in)
			if err != nil {
				return err
			}
			return c.show(d, "第%d次%s：库中%d，排除%d\n声明 %s\n检查点 %s\n请把检查点交见证人留存（打印、拍照或导出），再用 draw witness %s/%s 登记",
				d.Attempt, purposeLabel(purpose), d.Pool, d.Excluded, d.Statement, d.Checkpoint, d.TaskNo, purpose)
		}
	}
}

func purposeLabel(purpose string) string {
	switch purpose {
	case "inspectors":
		return "匹配检查人员"
	case "replacement":
		return "更换检查人员"
	}
	return "抽取检查对象"
}

func witness(f *flag.FlagSet) action {
	who, how := f.String("witness", "", ""), f.String("how", "", "")
	return func(c *call) error {
		d, err := c.drawing(c.args[0])
		if err != nil {
			return err
		}
		if d, err = c.sv.Draw.Witness(c.ctx, c.a, d.ID, *who, *how); err != nil {
			return err
		}
		return c.show(d, "%s已见证（%s），检查点 %s；现在可以产生公共随机数", d.Witness, d.WitnessHow, d.Checkpoint)
	}
}

func reveal(f *flag.FlagSet) action {
	first, second, source := f.String("first", "", ""), f.String("second", "", ""), f.String("source", "", "")
	return func(c *call) error {
		d, err := c.drawing(c.args[0])
		if err != nil {
			return err
		}
		if d, err = c.sv.Draw.Reveal(c.ctx, c.a, d.ID, *first, *second, *source); err != nil {
			return err
		}
		return c.outcome(d)
	}
}

func resume(c *call) error {
	d, err := c.drawing(c.args[0])
	if err != nil {
		return err
	}
	if d, err = c.sv.Draw.Resume(c.ctx, c.a, d.ID); err != nil {
		return err
	}
	return c.outcome(d)
}

// outcome shows who was drawn.
func (c *call) outcome(d inspect.Drawing) error {
	if c.json {
		return c.printJSON(d)
	}
	if err := c.line("%s：%s，种子 %s", purposeLabel(d.Purpose), d.State.Label(), d.Seed); err != nil {
		return err
	}
	c.args = []string{d.TaskNo}
	if d.Purpose != "subjects" {
		return listTeams(c)
	}
	return showTask(c)
}

func abandon(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		d, err := c.drawing(c.args[0])
		if err != nil {
			return err
		}
		if d, err = c.sv.Draw.Abandon(c.ctx, c.a, d.ID, *reason); err != nil {
			return err
		}
		return c.show(d, "第%d次抽取已作废，记录保留", d.Attempt)
	}
}

func listDraws(c *call) error {
	all, err := c.sv.Draw.List(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, d := range all {
		rows = append(rows, []string{d.TaskNo + "/" + d.Purpose, strconv.Itoa(d.Attempt), d.State.Label(), strconv.Itoa(d.Pool), d.Witness, d.Statement[:16]})
	}
	return c.table(all, []string{"抽取", "次数", "状态", "库", "见证人", "声明"}, rows)
}

func exportDraw(f *flag.FlagSet) action {
	out, internal := f.String("out", "", ""), f.Bool("internal", false, "")
	return func(c *call) error {
		d, err := c.drawing(c.args[0])
		if err != nil {
			return err
		}
		sent, err := c.sv.Draw.Package(c.ctx, c.a, d.ID, !*internal, *out)
		if err != nil {
			return err
		}
		return c.sent(sent)
	}
}

func verifyDraw(f *flag.FlagSet) action {
	trust := f.String("trust", "", "")
	return func(c *call) error {
		roots, err := rootsFrom(*trust)
		if err != nil {
			return err
		}
		v, err := service.JudgeDraw(c.ctx, c.args[0], roots, c.now())
		if err != nil {
			return err
		}
		switch {
		case c.json && v.OK:
			return c.printJSON(v)
		case c.json:
			return cmp.Or(c.printJSON(v), errShown)
		case !v.OK:
			return inspect.E(inspect.Damaged, "%s", v.Sentence).WithRef(v.Where).WithHint("%s", v.Hint)
		}
		return errors.Join(c.line("%s", drawLine(v.Report)), c.lines("谁为它担保：", v.Vouchers), c.lines("已经核对：", v.Checked), c.lines("这不能证明：", v.Limits))
	}
}

func openDraw(f *flag.FlagSet) action {
	which, asker, out := f.String("draw", "subjects", ""), f.String("asker", "", ""), f.String("out", "", "")
	return func(c *call) error {
		d, err := c.drawing(c.args[0] + "/" + *which)
		if err != nil {
			return err
		}
		o, err := c.sv.Draw.Open(c.ctx, c.a, d.ID, c.args[1], *asker)
		if err != nil {
			return err
		}
		if *out != "" {
			if err := os.WriteFile(*out, []byte(o.Text), 0o600); err != nil {
				return inspect.E(inspect.Storage, "写不了文件：%s", *out).WithRef(*out).Because(err).WithHint("核对文件夹是否存在、是否可写")
			}
			return c.show(o, "核对单已写入：%s", *out)
		}
		return c.show(o, "%s", o.Text)
	}
}

// drawLine says what a replay showed.
func drawLine(rep service.DrawReport) string {
	what := "户"
	if rep.Purpose != "subjects" {
		what = "个席位"
	}
	if rep.PublicInput == "" {
		rep.PublicInput = "无"
	}
	s := fmt.Sprintf("重算一致：任务 %s 第%d次，库中%d，得%d%s；公共输入 %s；种子 %s", rep.Task, rep.Attempt, rep.Pool, rep.Winners, what, rep.PublicInput, rep.Seed)
	return s
}

// rootsFrom reads the trusted root certificate; "" = none.
func rootsFrom(path string) ([][]byte, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开根证书文件：%s", path).WithRef(path).Because(err).WithHint("核对路径；根证书由办公室用 enroll root 导出")
	}
	return [][]byte{b}, nil
}
