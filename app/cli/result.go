package cli

import (
	"flag"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func resultCommands() []command {
	const one = "检查组"
	return []command{
		{path: "result list", args: "[任务]", about: "列出检查结果和公示期限", max: 1, need: signedIn, setup: plain(listResults)},
		{path: "result change", args: one + " --code 类别 [--follow 后续处置]", about: "审核前更改结果；类别：" + codes(), min: 1, max: 1, must: "code", need: signedIn, setup: changeResult},
		{path: "result review", args: one, about: "审核通过（录入人不能审核）", min: 1, max: 1, need: signedIn, setup: plain(reviewResult)},
		{path: "result onfile", args: one + " --operator 录入人 [--no 平台编号]", about: "登记已录入平台", min: 1, max: 1, must: "operator", need: signedIn, setup: onFile},
		{path: "result published", args: one + " --proof 截图或回执 [--no 平台编号]", about: "登记已公示，附证明", min: 1, max: 1, must: "proof", need: signedIn, setup: published},
		{path: "publish task", args: "任务 --format pdf|xlsx|html|json --out 文件", about: "制作抽查任务公告", min: 1, max: 1, must: "format out", need: signedIn, setup: notice(service.NoticeTask)},
		{path: "publish register", args: "任务 --site 网站 [--url 网址 --date 日期]", about: "登记抽查任务公告发布在哪里、哪天；登记之前为待公告", min: 1, max: 1, must: "site", need: signedIn, setup: registerNotice},
		{path: "publish results", args: "任务 --format pdf|xlsx|html|json --out 文件", about: "制作抽查结果公示", min: 1, max: 1, must: "format out", need: signedIn, setup: notice(service.NoticeResults)},
	}
}

func codes() string {
	list := []string{}
	for _, r := range inspect.ResultCodes {
		list = append(list, string(r)+" "+r.Label())
	}
	return strings.Join(list, "、")
}

func listResults(c *call) error {
	task := ""
	if len(c.args) > 0 {
		task = c.args[0]
	}
	all, err := c.sv.Result.List(c.ctx, c.a, task)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, r := range all {
		due := dueOf(r.Result)
		if r.Overdue {
			due += "（已逾期）"
		}
		rows = append(rows, []string{r.TaskNo, r.SubjectName, r.CodeLabel, r.StateLabel, due, r.Result.PlatformNo})
	}
	return c.table(all, []string{"任务编号", "检查对象", "结果", "状态", "公示期限", "平台编号"}, rows)
}

// dueOf says by when a result must be public, or why that is not known.
func dueOf(r inspect.Result) string {
	if r.DueOn == "" {
		return r.DueNote
	}
	return r.DueOn + "前公示"
}

func changeResult(f *flag.FlagSet) action {
	code, follow := f.String("code", "", ""), f.String("follow", "", "")
	return func(c *call) error {
		return c.result1(func(id string) (inspect.Result, error) { return c.sv.Result.Change(c.ctx, c.a, id, *code, *follow) })
	}
}

func reviewResult(c *call) error {
	return c.result1(func(id string) (inspect.Result, error) { return c.sv.Result.Review(c.ctx, c.a, id) })
}

func onFile(f *flag.FlagSet) action {
	operator, no := f.String("operator", "", ""), f.String("no", "", "")
	return func(c *call) error {
		return c.result1(func(id string) (inspect.Result, error) { return c.sv.Result.OnFile(c.ctx, c.a, id, *no, *operator) })
	}
}

func published(f *flag.FlagSet) action {
	proof, no := f.String("proof", "", ""), f.String("no", "", "")
	return func(c *call) error {
		return c.result1(func(id string) (inspect.Result, error) { return c.sv.Result.Published(c.ctx, c.a, id, *no, *proof) })
	}
}

// result1 takes the result named by the first argument one step on.
func (c *call) result1(step func(id string) (inspect.Result, error)) error {
	v, err := c.result(c.args[0])
	if err != nil {
		return err
	}
	r, err := step(v.Result.ID)
	if err != nil {
		return err
	}
	return c.show(r, "“%s”：%s，%s", v.SubjectName, r.Code.Label(), r.State.Label())
}

func notice(kind string) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		format, out := f.String("format", "", ""), f.String("out", "", "")
		return func(c *call) error {
			pub, err := c.sv.Publish.Notice(c.ctx, c.a, kind, c.args[0], *format, *out)
			if err != nil {
				return err
			}
			return c.show(pub, "已制作：%s（SHA-256 %s）\n在平台公示并取得回执后，用 result published 登记", *out, pub.SHA256)
		}
	}
}
