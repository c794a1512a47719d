package cli

import (
	"flag"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func dossierCommands() []command {
	return []command{
		{path: "dossier", args: "--task 任务 | --subject 检查对象 [--out 卷宗.pdf]", about: "卷宗：卷内目录和缺的材料；写明 --out 则装订成一个 PDF（封面、目录、文书和扫描件、证据清单、备考表）", need: signedIn, setup: bindDossier},
	}
}

func bindDossier(f *flag.FlagSet) action {
	task, subject, out := f.String("task", "", ""), f.String("subject", "", ""), f.String("out", "", "")
	return func(c *call) error {
		of := service.DossierOf{}
		switch {
		case *task != "" && *subject == "":
			t, err := c.sv.Task.Get(c.ctx, c.a, *task)
			if err != nil {
				return err
			}
			of.Task = t.ID
		case *subject != "" && *task == "":
			found, err := c.sv.Library.Subjects(c.ctx, c.a, service.Query{Search: *subject, Page: 1, Size: 2})
			if err != nil {
				return err
			}
			if len(found.Rows) != 1 {
				return inspect.E(inspect.NotFound, "“%s”在名录库中有%d户，应为1户", *subject, found.Total).WithField("subject").WithHint("写统一社会信用代码或全称")
			}
			of.Subject = found.Rows[0].ID
		default:
			return misuse{"请写明 --task 或 --subject 之一"}
		}
		if *out != "" {
			file, err := c.sv.Dossier.Bind(c.ctx, c.a, of, *out, nil)
			if err != nil {
				return err
			}
			return c.show(file, "%s“%s”已装订：%d 页，缺 %d 项，%s，SHA-256 %s", file.View.Kind, file.View.Title, file.Pages, file.View.Missing, file.Path, file.SHA256)
		}
		v, err := c.sv.Dossier.Look(c.ctx, c.a, of)
		if err != nil {
			return err
		}
		rows := [][]string{}
		for i, l := range v.Lines {
			rows = append(rows, []string{strconv.Itoa(i + 1), l.Number, l.Title, l.Date, l.Note})
		}
		if err := c.table(v, []string{"序号", "文号", "题名", "日期", "备注"}, rows); err != nil || c.json {
			return err
		}
		return c.lines("需要说明的情况：", v.Notes)
	}
}
