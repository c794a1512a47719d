package cli

import (
	"flag"
	"fmt"
	"os"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func templateCommands() []command {
	return append([]command{
		{path: "template list", about: "列出可以改写的文书式样和本局的各个版本", need: signedIn, setup: plain(listTemplates)},
		{path: "template show", args: "种类 [--version 版次] [--out 文件.yaml]", about: "式样的文字，默认为今天施行的；--version 0 是内置的", min: 1, max: 1, need: signedIn, setup: showTemplate},
		{path: "template new", about: "本局自有文书的底稿", need: signedIn, setup: plain(newTemplate)},
		{path: "template check", args: "文件.yaml", about: "检查式样文件，指出哪一行有什么问题", min: 1, max: 1, need: signedIn, setup: plain(checkTemplate)},
		{path: "template preview", args: "文件.yaml [--blank] --out 文件.pdf", about: "用样例内容（或空白格式）预览式样", min: 1, max: 1, must: "out", need: signedIn, setup: previewTemplate},
		{path: "template load", args: "文件.yaml --reason 理由", about: "载入本局式样，待法制员批准", min: 1, max: 1, must: "reason", need: signedIn, setup: loadTemplate},
		{path: "template approve", args: "种类 --from 施行日期 [--refuse] [--opinion 意见] [--way account|paper|oral --approver 姓名 --post 职务 --date 日期 --scan 扫描件]",
			about: "法制员批准（或 --refuse 不予批准）待批的一版；没有账号的登记纸质审批", min: 1, max: 1, need: signedIn, setup: approveTemplate},
		{path: "template retire", args: "种类 --reason 理由", about: "提出恢复内置式样（本局自有的文书则停用），同样由法制员批准", min: 1, max: 1, must: "reason", need: signedIn, setup: retireTemplate},
	}, fontCommands()...)
}

// templateKind finds a kind that is data by its code or its name.
func (c *call) templateKind(ref string) (service.TemplateKind, error) {
	list, err := c.sv.Template.List(c.ctx, c.a)
	if err != nil {
		return service.TemplateKind{}, err
	}
	for _, k := range list {
		if k.Kind == ref || k.Name == ref {
			return k, nil
		}
	}
	return service.TemplateKind{}, inspect.E(inspect.NotFound, "没有“%s”这种文书式样", ref).WithField("kind").WithHint("用 template list 查看；由记录自动生成的文书没有式样")
}

func listTemplates(c *call) error {
	list, err := c.sv.Template.List(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, k := range list {
		now := "内置"
		if k.Own > 0 {
			now = fmt.Sprintf("本局第%d版", k.Own)
		} else if !k.InUse {
			now = "未施行"
		}
		rows = append(rows, []string{k.Kind, k.Name, now, "", ""})
		for _, v := range k.Versions {
			rows = append(rows, []string{"", "", "第" + strconv.Itoa(v.Version) + "版 " + v.State.Label(), v.From, v.Reason})
		}
	}
	return c.table(list, []string{"种类", "文书", "式样", "施行日期", "理由"}, rows)
}

func showTemplate(f *flag.FlagSet) action {
	version, out := f.Int("version", service.Today, ""), f.String("out", "", "")
	return func(c *call) error {
		k, err := c.templateKind(c.args[0])
		if err != nil {
			return err
		}
		t, err := c.sv.Template.Show(c.ctx, c.a, k.Kind, *version)
		if err != nil {
			return err
		}
		if *out == "" {
			return c.show(t, "%s", t.Text)
		}
		if err := os.WriteFile(*out, []byte(t.Text), 0o644); err != nil {
			return inspect.E(inspect.Storage, "无法写入文件：%s", *out).WithRef(*out).Because(err)
		}
		return c.show(t, "%s的式样已写入 %s", t.Name, *out)
	}
}

func newTemplate(c *call) error {
	text, err := c.sv.Template.Starter(c.ctx, c.a)
	if err != nil {
		return err
	}
	return c.show(text, "%s", text)
}

func checkTemplate(c *call) error {
	text, err := c.sv.Template.ReadFile(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	t, err := c.sv.Template.Check(c.ctx, c.a, text)
	if err != nil {
		return err
	}
	return c.show(t, "%s（%s）：写法正确，%d 个栏目，可以预览和载入", t.Name, t.Kind, len(t.Fields))
}

func previewTemplate(f *flag.FlagSet) action {
	blank, out := f.Bool("blank", false, ""), f.String("out", "", "")
	return func(c *call) error {
		text, err := c.sv.Template.ReadFile(c.ctx, c.a, c.args[0])
		if err != nil {
			return err
		}
		if err := c.sv.Template.SavePreview(c.ctx, c.a, text, *blank, *out); err != nil {
			return err
		}
		return c.show(struct {
			Path string `json:"path"`
		}{*out}, "预览已写入 %s", *out)
	}
}

func loadTemplate(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		text, err := c.sv.Template.ReadFile(c.ctx, c.a, c.args[0])
		if err != nil {
			return err
		}
		v, err := c.sv.Template.Load(c.ctx, c.a, text, *reason)
		if err != nil {
			return err
		}
		return c.show(v, "%s：%s", v.Words(), v.State.Label())
	}
}

func approveTemplate(f *flag.FlagSet) action {
	var in service.TemplateDecision
	refuse := f.Bool("refuse", false, "")
	for name, to := range map[string]*string{"from": &in.From, "opinion": &in.Opinion, "approver": &in.Approver, "post": &in.Post, "date": &in.Date, "scan": &in.ScanPath} {
		f.StringVar(to, name, "", "")
	}
	f.StringVar(&in.Kind, "way", string(inspect.ApprovalAccount), "")
	return func(c *call) error {
		k, err := c.templateKind(c.args[0])
		if err != nil {
			return err
		}
		for _, v := range k.Versions {
			if v.State == inspect.TemplateLoaded {
				in.ID = v.ID
			}
		}
		if in.ID == "" {
			return inspect.E(inspect.Refused, "%s没有待批准的式样", k.Name).WithField("kind").WithArticle("第二十条").WithHint("先用 template load 载入")
		}
		in.Approve = !*refuse
		v, err := c.sv.Template.Decide(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		if !in.Approve {
			return c.show(v, "%s：%s", v.Words(), v.State.Label())
		}
		return c.show(v, "%s：%s，自%s起施行", v.Words(), v.State.Label(), v.From)
	}
}

func retireTemplate(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		k, err := c.templateKind(c.args[0])
		if err != nil {
			return err
		}
		v, err := c.sv.Template.Retire(c.ctx, c.a, k.Kind, *reason)
		if err != nil {
			return err
		}
		return c.show(v, "%s：%s", v.Words(), v.State.Label())
	}
}
