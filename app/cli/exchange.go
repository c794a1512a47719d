package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func exchangeCommands() []command {
	return []command{
		{path: "pack task", args: "任务 --device 设备 --out 文件.zip [--teams 序号,序号]", about: "派发：为外勤设备制作签名任务包", min: 1, max: 1, must: "device out", need: unlocked, setup: packTask},
		{path: "pack result", args: "任务 --out 文件.zip", about: "外勤把结束的检查、执行单位把分派任务的全部办理情况制成签名结果包交回", min: 1, max: 1, must: "out", need: unlocked, setup: packOut((*service.Dispatch).ResultPackage)},
		{path: "pack upload", args: "任务 --out 文件.zip", about: "办公室：制作报送平台的签名包", min: 1, max: 1, must: "out", need: unlocked, setup: packOut((*service.Dispatch).Upload)},
		{path: "open", args: "文件.zip", about: "核验后导入：外勤打开任务包、接收回执包和信任名单包，办公室打开结果包和上级的任务分派包", min: 1, max: 1, need: signedIn, setup: plain(openPackage)},
		{path: "verify", args: "文件.zip [--trust 根证书] [--crl 吊销名单]", about: "核验本程序制作的任何包，不需要工作区", min: 1, max: 1, setup: verify},
	}
}

func packTask(f *flag.FlagSet) action {
	device, out, teams := f.String("device", "", ""), f.String("out", "", ""), f.String("teams", "", "")
	return func(c *call) error {
		ids := []string{}
		for _, order := range words(*teams) {
			v, err := c.team(c.args[0] + "/" + order)
			if err != nil {
				return err
			}
			ids = append(ids, v.Team.ID)
		}
		sent, err := c.sv.Dispatch.TaskPackage(c.ctx, c.a, c.args[0], *device, ids, *out)
		if err != nil {
			return err
		}
		return c.sent(sent)
	}
}

// packOut makes a command of a service that packs a task.
func packOut(pack func(*service.Dispatch, context.Context, inspect.Actor, string, string) (service.Sent, error)) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		out := f.String("out", "", "")
		return func(c *call) error {
			sent, err := pack(c.sv.Dispatch, c.ctx, c.a, c.args[0], *out)
			if err != nil {
				return err
			}
			return c.sent(sent)
		}
	}
}

// sent shows a package that was written.
func (c *call) sent(s service.Sent) error {
	return c.show(s, "已制作：%s（%d个文件，%d字节）\n签名内容 SHA-256 %s", s.Path, s.Files, s.Size, s.Tagmanifest)
}

func openPackage(c *call) error {
	if err := c.unlockOffice(); err != nil {
		return err
	}
	rec, err := c.sv.Dispatch.Open(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(rec)
	}
	if err := c.line("%s", rec.Verdict); err != nil {
		return err
	}
	if rec.Already {
		return c.line("这个包已经导入过，没有改动")
	}
	if err := c.line("已导入：新增%d项，已有%d项，文件%d个", rec.Added, rec.Known, rec.Files); err != nil {
		return err
	}
	list := []string{}
	for _, f := range rec.Conflicts {
		list = append(list, fmt.Sprintf("%s %s：%s", f.Noun.Label(), f.ID, f.Reason))
	}
	if err := c.lines("冲突（两份都已保留，待人工确认）：", list); err != nil {
		return err
	}
	if rec.Receipt != "" {
		if err := c.line("接收回执：%s（带回该设备打开）", rec.Receipt); err != nil {
			return err
		}
	} else if rec.ReceiptNote != "" {
		if err := c.line("%s；之后用 pack receipt 制作", rec.ReceiptNote); err != nil {
			return err
		}
	}
	return c.toVoid(rec.ToVoid)
}

func verify(f *flag.FlagSet) action {
	trust, crl := f.String("trust", "", ""), f.String("crl", "", "")
	return func(c *call) error {
		roots, err := rootsFrom(*trust)
		if err != nil {
			return err
		}
		crls, err := crlsFrom(*crl)
		if err != nil {
			return err
		}
		rep, err := service.VerifyWith(c.ctx, c.args[0], roots, crls, c.now())
		if err != nil {
			return err
		}
		if err := c.verdict(rep); err != nil {
			return err
		}
		if !rep.OK {
			return errShown
		}
		return nil
	}
}

func (c *call) verdict(rep service.VerifyReport) error {
	if c.json {
		return c.printJSON(rep)
	}
	v := rep.Verdict
	if err := c.line("%s", v.Sentence); err != nil {
		return err
	}
	bad, signed := []string{}, []string{}
	for _, f := range v.Files {
		if !f.OK {
			bad = append(bad, f.Name+"："+f.Problem)
		}
	}
	for _, s := range v.Signatures {
		signed = append(signed, fmt.Sprintf("「%s」%s（%s）：%s，%s", s.Name, s.Role, s.Meaning, s.State.Label(), s.Sentence))
	}
	for _, part := range []struct {
		heading string
		lines   []string
	}{{"不合格的文件：", bad}, {"签名：", signed}, {"能证明：", v.Proves}, {"不能证明：", v.NotProves}} {
		if err := c.lines(part.heading, part.lines); err != nil {
			return err
		}
	}
	if rep.Draw != nil {
		return errors.Join(c.line("%s", drawLine(*rep.Draw)), c.lines("重算：", rep.Draw.Notes))
	}
	return nil
}
