package cli

import (
	"flag"
	"fmt"

	"shuangsuiji/backend/service"
)

// importDraw takes the list that the platform drew, or says what it would do.
func importDraw(f *flag.FlagSet) action {
	in := service.PlatformInput{}
	dry := f.Bool("dry-run", false, "")
	f.StringVar(&in.Reason, "add", "", "")
	f.StringVar(&in.Trade, "trade", "", "")
	f.StringVar(&in.LeaveOut, "leave-out", "", "")
	return func(c *call) error {
		in.Task, in.Path = c.args[0], c.args[1]
		if *dry {
			rep, err := c.sv.Task.PreviewPlatform(c.ctx, c.a, in)
			if err != nil {
				return err
			}
			return c.platformPreview(rep)
		}
		rep, err := c.sv.Task.TakePlatform(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		return c.show(rep, "已导入平台抽取名单：任务 %s，%d个检查对象（补入名录库%d），不列入%d个，文件 SHA-256 %s", rep.Task.No, rep.Matched, rep.Added, rep.LeftOut, rep.File)
	}
}

func (c *call) platformPreview(rep service.PlatformReport) error {
	if c.json {
		return c.printJSON(rep)
	}
	if err := c.line("%s：预览（没有保存），平台任务编号 %s\n名录库中有%d户（其中补入%d），没有%d户，本年度不得再查%d户，不列入%d户，有问题%d户", rep.Name, rep.No, rep.Matched, rep.Added, rep.Unknown, rep.Barred, rep.LeftOut, rep.Problems); err != nil {
		return err
	}
	lines := []string{}
	for _, r := range rep.Rows {
		if r.State != "matched" {
			lines = append(lines, fmt.Sprintf("第%d行 %s（%s）%s：%s", r.Row, r.Name, r.Code, r.StateLabel, r.Why))
		}
	}
	if n := len(lines) - shownProblems; n > 0 {
		lines = append(lines[:shownProblems], fmt.Sprintf("……另有%d户", n))
	}
	if err := c.lines("需要处理：", lines); err != nil {
		return err
	}
	return c.lines("请核对：", rep.Notes)
}

func saveOrigin(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		done, err := c.sv.Task.SaveOrigin(c.ctx, c.a, c.args[0], *out)
		if err != nil {
			return err
		}
		return c.show(done, "已另存平台名单“%s”（%d字节）：%s\nSHA-256 %s", done.Name, done.Size, done.File, done.SHA256)
	}
}
