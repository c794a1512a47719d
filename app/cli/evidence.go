package cli

import (
	"flag"
	"fmt"
	"slices"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func evidenceCommands() []command {
	const about = "[--step 环节 --kind 种类 --officer 人员 --from 时间 --to 时间 --note 说明]"
	return slices.Concat(recordCommands(), []command{
		{path: "evidence add", args: "检查组 文件 " + about, about: "把证据文件复制入库，并计算 SHA-256 和 SM3", min: 2, max: 2, need: signedIn, setup: addEvidence},
		{path: "evidence pending", args: "检查组 --recorder 记录仪编号 --officer 佩戴人 [--step 环节 --from 时间 --to 时间 --note 说明]",
			about: "登记尚在执法记录仪中、待采集站回填的录像", min: 1, max: 1, must: "recorder officer", need: signedIn, setup: pendingEvidence},
		{path: "evidence unfinished", args: "[--drop 编号]", about: "列出没有复制完的文件（对同一文件再次 evidence add 即从断点继续）；--drop 放弃其中一份", need: signedIn, setup: unfinishedCopies},
		{path: "evidence list", args: "检查组", about: "列出一次检查的证据", min: 1, max: 1, need: signedIn, setup: plain(listEvidence)},
		{path: "evidence verify", about: "重算全部证据文件的摘要", need: signedIn, setup: plain(verifyEvidence)},
	}, evidenceKeepCommands())
}

// describe declares what may be said of an item.
func describe(f *flag.FlagSet) *service.EvidenceInput {
	in := &service.EvidenceInput{}
	f.StringVar(&in.Kind, "kind", "", "")
	f.StringVar(&in.Step, "step", "", "")
	f.StringVar(&in.Officer, "officer", "", "")
	f.StringVar(&in.Recorder, "recorder", "", "")
	f.StringVar(&in.From, "from", "", "")
	f.StringVar(&in.To, "to", "", "")
	f.StringVar(&in.Note, "note", "", "")
	return in
}

func addEvidence(f *flag.FlagSet) action {
	in := describe(f)
	return func(c *call) error {
		v, err := c.visit(c.args[0])
		if err != nil {
			return err
		}
		in.Visit = v.Visit.ID
		e, err := c.sv.Evidence.Add(c.ctx, c.a, *in, c.args[1], nil)
		if err != nil {
			return err
		}
		return c.show(e, "已入库：%s（%s，%d字节）\nSHA-256 %s\nSM3     %s", e.Name, e.Kind.Label(), e.Size, e.SHA256, e.SM3)
	}
}

func pendingEvidence(f *flag.FlagSet) action {
	in := describe(f)
	return func(c *call) error {
		v, err := c.visit(c.args[0])
		if err != nil {
			return err
		}
		in.Visit = v.Visit.ID
		e, err := c.sv.Evidence.Pending(c.ctx, c.a, *in)
		if err != nil {
			return err
		}
		return c.show(e, "已登记：记录仪 %s，%s佩戴，%s", e.Recorder, e.Officer, e.State.Label())
	}
}

func listEvidence(c *call) error {
	v, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	all, err := c.sv.Evidence.List(c.ctx, c.a, v.Visit.ID)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for i, e := range all {
		rows = append(rows, []string{strconv.Itoa(i + 1), e.Kind.Label(), e.Title(), e.Step, e.State.Label(), strconv.FormatInt(e.Size, 10), fmt.Sprintf("%.16s", e.SHA256), inspect.Minute(e.From)})
	}
	return c.table(all, []string{"序号", "种类", "文件", "环节", "状态", "字节", "SHA-256", "时间"}, rows)
}

func verifyEvidence(c *call) error {
	bad, err := c.sv.Evidence.VerifyAll(c.ctx, c.a, nil)
	if err != nil {
		return err
	}
	if len(bad) == 0 {
		return c.show(bad, "证据文件与登记的摘要全部相符")
	}
	if c.json {
		err = c.printJSON(bad)
	} else {
		err = c.lines("与登记不符：", bad)
	}
	if err != nil {
		return err
	}
	return errShown
}

func unfinishedCopies(f *flag.FlagSet) action {
	drop := f.String("drop", "", "")
	return func(c *call) error {
		if *drop != "" {
			if err := c.sv.Evidence.DropCopy(c.ctx, c.a, *drop); err != nil {
				return err
			}
			return c.show(*drop, "已放弃，复制的部分已删除，原件没有改动")
		}
		all, err := c.sv.Evidence.UnfinishedCopies(c.ctx, c.a, "")
		if err != nil {
			return err
		}
		rows := [][]string{}
		for _, u := range all {
			rows = append(rows, []string{u.Key, u.Path, strconv.FormatInt(u.Done, 10), strconv.FormatInt(u.Size, 10)})
		}
		return c.table(all, []string{"编号", "原件", "已复制字节", "共"}, rows)
	}
}
