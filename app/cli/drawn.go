package cli

import (
	"flag"
	"os"
	"strings"

	"shuangsuiji/backend/inspect"
)

func drawnCommands() []command {
	const decided = "种类 --by 决定人 --post 职务 --date 日期 --basis 依据"
	return []command{
		{path: "drawn list", about: "手写签名：哪些种类的文书启用了屏幕手写签名，由谁决定", need: signedIn, setup: plain(listDrawn)},
		{path: "drawn on", args: decided, about: "办公室：登记负责人启用手写签名的决定（按文书种类）", min: 1, max: 1, must: "by post date basis", need: signedIn, setup: decideDrawn(true)},
		{path: "drawn off", args: decided, about: "办公室：登记停用手写签名的决定", min: 1, max: 1, must: "by post date basis", need: signedIn, setup: decideDrawn(false)},
		{path: "doc draw", args: "文书编号 --who party|legalrep|witness|interpreter|officer|outside --name 姓名 --strokes 笔迹文件 --evidence 第几件证据",
			about: "登记屏幕上的手写签名，绑定文书内容摘要和记录签署过程的音视频（evidence list 的第几件）；笔迹文件写作 宽x高;x,y x,y;…", min: 1, max: 1, must: "who name strokes evidence", need: signedIn, setup: drawPaper},
		{path: "doc drawnfile", args: "文书编号", about: "手写签名签齐的文书归档", min: 1, max: 1, need: signedIn, setup: plain(fileDrawn)},
	}
}

func listDrawn(c *call) error {
	rules, err := c.sv.Drawn.Rules(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, r := range rules {
		rows = append(rows, []string{string(r.Kind), r.Name, drawnState(r), strings.TrimSpace(r.DecidedBy + " " + r.Post), r.DecidedOn, r.Basis})
	}
	return c.table(rules, []string{"种类", "名称", "手写签名", "决定人", "日期", "依据"}, rows)
}

func drawnState(r inspect.DrawnRule) string {
	if r.On {
		return "已启用"
	}
	return "未启用"
}

func decideDrawn(on bool) func(f *flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		r := inspect.DrawnRule{On: on}
		f.StringVar(&r.DecidedBy, "by", "", "")
		f.StringVar(&r.Post, "post", "", "")
		f.StringVar(&r.DecidedOn, "date", "", "")
		f.StringVar(&r.Basis, "basis", "", "")
		return func(c *call) error {
			r.Kind = inspect.DocumentKind(c.args[0])
			rule, err := c.sv.Drawn.Decide(c.ctx, c.a, r)
			if err != nil {
				return err
			}
			return c.show(rule, "%s的手写签名%s，%s%s决定", rule.Name, drawnState(rule), rule.DecidedBy, rule.Post)
		}
	}
}

func drawPaper(f *flag.FlagSet) action {
	s := inspect.DrawnSignature{}
	who, strokes, evidence := f.String("who", "", ""), f.String("strokes", "", ""), f.Int("evidence", 0, "")
	f.StringVar(&s.Name, "name", "", "")
	return func(c *call) error {
		s.Kind = inspect.SignerKind(*who)
		p, err := c.paper(c.args[0])
		if err != nil {
			return err
		}
		text, err := os.ReadFile(*strokes)
		if err != nil {
			return inspect.E(inspect.NotFound, "读不到笔迹文件：%s", *strokes).WithField("strokes").Because(err)
		}
		items, err := c.sv.Evidence.List(c.ctx, c.a, p.Ref)
		if err != nil {
			return err
		}
		if *evidence < 1 || *evidence > len(items) {
			return inspect.E(inspect.NotFound, "没有第%d件证据，共%d件", *evidence, len(items)).WithField("evidence").WithArticle("第二十条").WithHint("用 evidence list 查看")
		}
		s.Strokes, s.Evidence = strings.TrimSpace(string(text)), items[*evidence-1].ID
		if p, err = c.sv.Paper.Draw(c.ctx, c.a, p.ID, s); err != nil {
			return err
		}
		return c.show(p, "%s %s：%s%s已在屏幕上签名（快照 %.16s）", p.Name, p.Number, s.Kind.Label(), s.Name, p.Snapshot)
	}
}

func fileDrawn(c *call) error {
	p, err := c.paper(c.args[0])
	if err != nil {
		return err
	}
	if p, err = c.sv.Paper.FileDrawn(c.ctx, c.a, p.ID); err != nil {
		return err
	}
	return c.show(p, "%s %s：%d人手写签名，已归档", p.Name, p.Number, len(p.Drawn))
}
