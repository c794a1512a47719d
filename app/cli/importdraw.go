package cli

import (
	"flag"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// importDraw takes the list that the platform drew, or says what it would do.
func importDraw(f *flag.FlagSet) action {
	in := service.PlatformInput{}
	dry := f.Bool("dry-run", false, "")
	f.StringVar(&in.Reason, "add", "", "")
	f.StringVar(&in.Trade, "trade", "", "")
	f.StringVar(&in.LeaveOut, "leave-out", "", "")
	row := f.Int("header-row", 0, "")
	maps := []string{}
	f.Func("map", "", func(m string) error { maps = append(maps, m); return nil })
	return func(c *call) error {
		in.Task, in.Path = c.args[0], c.args[1]
		if len(maps) > 0 || *row != 0 {
			choices, err := readMappings(maps)
			if err != nil {
				return err
			}
			pointed := in
			pointed.At.Row = *row
			if _, err := c.sv.Task.MapPlatform(c.ctx, c.a, pointed, choices); err != nil {
				return err
			}
		}
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
	if rep.Unread != "" {
		return inspect.E(inspect.Invalid, "%s", rep.Unread).WithField("file").WithHint("用 --map 列=字段 指明各列；找不到表头的先用 --header-row 行号。可用的字段：%s", fieldWords(rep.Head))
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

// fieldWords are the fields that a column may become.
func fieldWords(h service.FileHead) string {
	words := []string{}
	for _, f := range h.Fields {
		words = append(words, f.Label)
	}
	return strings.Join(words, "、")
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
