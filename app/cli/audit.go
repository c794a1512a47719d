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
		{path: "audit peers", about: "收到过的各设备日志的最新检查点，和发现的日志分叉", need: signedIn, setup: plain(peers)},
		{path: "audit fork", args: "编号 --out 文件", about: "导出一处日志分叉的证据", min: 1, max: 1, must: "out", need: signedIn, setup: saveFork},
		{path: "audit accept", args: "编号 --reason 理由", about: "负责人裁定认可后来的日志（如该设备从备份恢复过），此后可再打开它的包", min: 1, max: 1, must: "reason", need: signedIn, setup: acceptFork},
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

func peers(c *call) error {
	all, err := c.sv.Trace.Peers(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, p := range all.Peers {
		rows = append(rows, []string{p.Name, p.Short, inspect.Minute(p.At), p.Origin})
	}
	if err := c.table(all, []string{"设备或单位", "最新检查点", "收到", "日志"}, rows); err != nil || c.json {
		return err
	}
	forks := []string{}
	for _, f := range all.Forks {
		state := "待裁定"
		if f.Answer != nil {
			state = f.Answer.By + "裁定认可：" + f.Answer.Reason
		}
		forks = append(forks, f.ID+" "+inspect.Minute(f.At)+" “"+f.Name+"”："+f.Why+"（"+f.File+"），"+state)
	}
	if len(forks) == 0 {
		forks = []string{"没有发现"}
	}
	return c.lines("日志分叉：", forks)
}

func saveFork(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		if err := c.sv.Trace.SaveFork(c.ctx, c.a, c.args[0], *out); err != nil {
			return err
		}
		return c.show(written{*out}, "日志分叉的证据（两份检查点和不成立的证明）已写入：%s", *out)
	}
}

func acceptFork(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		done, err := c.sv.Trace.AcceptFork(c.ctx, c.a, c.args[0], *reason)
		if err != nil {
			return err
		}
		return c.show(done, "已裁定认可“%s”后来的日志，可以再次打开它的包；两份检查点留存", done.Name)
	}
}
