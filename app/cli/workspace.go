package cli

import (
	"flag"
	"strings"

	"shuangsuiji/app"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func workspaceCommands() []command {
	return []command{
		{path: "init", args: "--kind office|field --name 名称 [--person 姓名 --region 区划代码 --organ 检查机关]",
			about: "建立工作区：办公室写明首位人员和6位区划代码，并设其密码和工作区口令", must: "kind name", setup: initWorkspace},
		{path: "serve", args: "[--addr 127.0.0.1:0] [--open]", about: "在本机提供页面，用浏览器使用；--open 随即打开浏览器", setup: serve},
		{path: "people list", about: "列出人员，在用和停用的", need: signedIn, setup: plain(listPeople)},
		{path: "people add", args: "姓名 --role 角色 [--badge 警号 --post 职务 --unit 单位]",
			about: "登记人员；角色：" + roles(), min: 1, max: 1, must: "role", need: signedIn, setup: addPerson},
		{path: "enroll request", args: "--out 文件", about: "制作登记申请：外勤设备向办公室，执行单位的办公室向上级", must: "out", need: signedIn, setup: enrollRequest},
		{path: "enroll issue", args: "申请文件 --out 文件 [--unit 执行单位 | --person 人员]", about: "办公室：为设备签发证书；--unit 为执行单位（派出所、大队）的办公室签发，--person 为一人专用的设备签发，其离岗时随之吊销", min: 1, max: 1, must: "out", need: unlocked, setup: enrollIssue},
		{path: "enroll accept", args: "证书文件", about: "装入办公室或上级签发的证书", min: 1, max: 1, need: signedIn, setup: plain(enrollAccept)},
		{path: "enroll root", args: "--out 文件", about: "导出本单位根证书，供他人以 verify --trust 核验", must: "out", need: signedIn, setup: enrollRoot},
		{path: "doctor", about: "全面查验：数据、版本、留痕、证据、文书", need: signedIn, setup: plain(doctor)},
		{path: "settings network", args: "[--own alone|police|government|internet --platform alone|police|government|internet --target 报送目录]", about: "本机和省平台所在的网络；跨网络的报送须先经导出审批，来自其他网络而未经审批的包不导入", need: signedIn, setup: networks},
		{path: "settings numbering", args: "[--plan year|date --task year|date]", about: "计划和任务的编号规则和下一个编号；写明选项即更改，已给的编号不变", need: signedIn, setup: numbering},
		{path: "calendar add", args: "日期 天数", about: "某日之后第几个工作日是哪天", min: 2, max: 2, setup: plain(addWorkdays)},
	}
}

func roles() string {
	list := []string{}
	for _, r := range inspect.Roles {
		list = append(list, string(r)+" "+r.Label())
	}
	return strings.Join(list, "、")
}

func initWorkspace(f *flag.FlagSet) action {
	var s service.Setup
	f.StringVar(&s.Kind, "kind", "", "")
	f.StringVar(&s.Name, "name", "", "")
	f.StringVar(&s.Organ, "organ", "", "")
	f.StringVar(&s.Region, "region", "", "")
	f.StringVar(&s.Person, "person", "", "")
	return func(c *call) (err error) {
		if s.Passphrase, err = c.passphrase(true); err != nil {
			return err
		}
		if s.Kind == service.KindOffice {
			if s.Password, err = c.password(true); err != nil {
				return err
			}
		}
		if c.sv, err = service.Init(c.ctx, c.dir, s, c.options); err != nil {
			return err
		}
		defer func() {
			if cerr := c.sv.Close(); err == nil {
				err = cerr
			}
		}()
		info, err := c.sv.Workspace.Info(c.ctx)
		if err != nil {
			return err
		}
		return c.show(info, "已建立%s工作区“%s”：%s", info.KindLabel, info.Name, info.Dir)
	}
}

func serve(f *flag.FlagSet) action {
	addr, open := f.String("addr", "127.0.0.1:0", ""), f.Bool("open", false, "")
	return func(c *call) error {
		pass, err := c.givenPassphrase()
		if err != nil {
			return err
		}
		return app.Serve(c.ctx, app.Options{Workspace: c.dir, Addr: *addr, Open: *open, Passphrase: pass}, c.out)
	}
}

func listPeople(c *call) error {
	people, err := c.sv.Workspace.People(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, p := range people {
		state := "在用"
		if !p.Active {
			state = "停用"
		}
		rows = append(rows, []string{p.Name, p.Badge, p.Role.Label(), p.Unit, p.Post, state})
	}
	return c.table(people, []string{"姓名", "警号", "角色", "单位", "职务", "状态"}, rows)
}

func addPerson(f *flag.FlagSet) action {
	var p inspect.Person
	f.StringVar((*string)(&p.Role), "role", "", "")
	f.StringVar(&p.Badge, "badge", "", "")
	f.StringVar(&p.Post, "post", "", "")
	f.StringVar(&p.Unit, "unit", "", "")
	return func(c *call) error {
		p.Name = c.args[0]
		saved, err := c.sv.Workspace.SavePerson(c.ctx, c.a, p)
		if err != nil {
			return err
		}
		return c.show(saved, "已登记：%s（%s）；用 account give 给一个初始密码后才能登录", saved.Name, saved.Role.Label())
	}
}

func enrollRequest(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		pass, err := c.passphrase(false)
		if err != nil {
			return err
		}
		if err := c.sv.Workspace.EnrolRequest(c.ctx, c.a, pass, *out); err != nil {
			return err
		}
		return c.show(written{*out}, "登记申请已写入：%s，交办公室签发", *out)
	}
}

// written is the JSON answer of a command that wrote one file.
type written struct {
	Path string `json:"path"`
}

func enrollIssue(f *flag.FlagSet) action {
	out, unit, person := f.String("out", "", ""), f.String("unit", "", ""), f.String("person", "", "")
	return func(c *call) error {
		var d inspect.Device
		var err error
		switch {
		case *unit != "" && *person != "":
			return misuse{"--unit 和 --person 只写一个"}
		case *unit != "":
			d, err = c.sv.Workspace.EnrolUnit(c.ctx, c.a, c.args[0], *unit, *out)
		case *person != "":
			var p inspect.Person
			if p, err = c.person(*person); err == nil {
				d, err = c.sv.Workspace.EnrolPerson(c.ctx, c.a, c.args[0], p.ID, *out)
			}
		default:
			d, err = c.sv.Workspace.EnrolIssue(c.ctx, c.a, c.args[0], *out)
		}
		if err != nil {
			return err
		}
		return c.show(d, "已为设备“%s”签发证书：%s（指纹 %.16s）", d.Name, *out, d.Fingerprint)
	}
}

func enrollAccept(c *call) error {
	pass, err := c.passphrase(false)
	if err != nil {
		return err
	}
	if err := c.sv.Workspace.EnrolAccept(c.ctx, c.a, pass, c.args[0]); err != nil {
		return err
	}
	info, err := c.sv.Workspace.Info(c.ctx)
	if err != nil {
		return err
	}
	if info.Parent != "" {
		return c.show(info, "已登记为“%s”的执行单位（指纹 %.16s），可以打开任务分派包", info.Parent, info.UnitKey)
	}
	return c.show(info, "本设备已登记（指纹 %.16s），可以打开任务包", info.Fingerprint)
}

func enrollRoot(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		if err := c.sv.Workspace.SaveRoot(c.ctx, c.a, *out); err != nil {
			return err
		}
		return c.show(written{*out}, "根证书已写入：%s", *out)
	}
}

func doctor(c *call) error {
	h, err := c.sv.Trace.Doctor(c.ctx, c.a, nil)
	if err != nil {
		return err
	}
	return c.health(h)
}

// health shows what a check found; damage ends the command with 1.
func (c *call) health(h service.Health) error {
	if c.json {
		if err := c.printJSON(h); err != nil {
			return err
		}
	} else if h.OK {
		if err := c.line("查验通过：%d条留痕，检查点 %s\n%s", h.Entries, h.Checkpoint, h.Limit); err != nil {
			return err
		}
	} else if err := c.lines("发现问题：", h.Problems); err != nil {
		return err
	}
	if !h.OK {
		return errShown
	}
	return nil
}

func addWorkdays(c *call) error {
	n, err := number("天数", c.args[1])
	if err != nil {
		return err
	}
	due, err := service.AddWorkdays(c.args[0], n)
	if err != nil {
		return err
	}
	return c.show(dueDate{due}, "%s", due)
}

type dueDate struct {
	Date string `json:"date"`
}
