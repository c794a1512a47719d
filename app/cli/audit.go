package cli

import (
	"flag"
	"strconv"

	"shuangsuiji/backend/inspect"
)

func auditCommands() []command {
	return []command{
		{path: "audit list", args: "[--noun 种类 --id 编号 --page 页]", about: "列出留痕，新的在前", need: signedIn, setup: listLog},
		{path: "audit verify", about: "从各条留痕重算整棵树", need: signedIn, setup: plain(verifyLog)},
		{path: "audit export", args: "--out 文件", about: "导出全部留痕，一行一条", must: "out", need: signedIn, setup: exportLog},
		{path: "audit prove", args: "序号 --out 文件", about: "导出一条留痕在签名检查点之下的证明", min: 1, max: 1, must: "out", need: unlocked, setup: prove},
		{path: "audit checkpoint", args: "--out 文件", about: "导出签名检查点，交他人留存", must: "out", need: unlocked, setup: checkpoint},
	}
}

func listLog(f *flag.FlagSet) action {
	noun, id, page := f.String("noun", "", ""), f.String("id", "", ""), f.Int("page", 1, "")
	return func(c *call) error {
		log, err := c.sv.Trace.Log(c.ctx, c.a, *noun, *id, *page, pageSize)
		if err != nil {
			return err
		}
		rows := [][]string{}
		for _, e := range log.Rows {
			rows = append(rows, []string{strconv.FormatInt(e.Seq, 10), inspect.Minute(e.At), e.Action, inspect.Noun(e.Noun).Label(), e.ID, e.Article, e.Reason})
		}
		if err := c.table(log, []string{"序号", "时间", "动作", "事项", "编号", "条款", "理由"}, rows); err != nil || c.json {
			return err
		}
		return c.line("共%d条", log.Total)
	}
}

func verifyLog(c *call) error {
	h, err := c.sv.Trace.Verify(c.ctx, c.a)
	if err != nil {
		return err
	}
	return c.health(h)
}

func exportLog(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		if err := c.sv.Trace.Export(c.ctx, c.a, *out); err != nil {
			return err
		}
		return c.show(written{*out}, "留痕已导出：%s", *out)
	}
}

func prove(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		seq, err := number("序号", c.args[0])
		if err != nil {
			return err
		}
		if err := c.sv.Trace.Prove(c.ctx, c.a, int64(seq), *out); err != nil {
			return err
		}
		return c.show(written{*out}, "第%d条留痕的证明已写入：%s", seq, *out)
	}
}

func checkpoint(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		if err := c.sv.Trace.Checkpoint(c.ctx, c.a, *out); err != nil {
			return err
		}
		return c.show(written{*out}, "签名检查点已写入：%s，请交他人留存", *out)
	}
}
