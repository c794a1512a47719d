package cli

import (
	"flag"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func evidenceKeepCommands() []command {
	return []command{
		{path: "evidence refer", args: "检查组 --kind 种类 --name 名称 --place 存放处 [--sha256 摘要 --sm3 摘要 --size 字节] [--step 环节 --recorder 设备 --officer 人员 --from 时间 --to 时间 --note 说明]",
			about: "登记存放在别处的证据（采集站、别的系统）或物品", min: 1, max: 1, must: "kind name place", need: signedIn, setup: referEvidence},
		{path: "evidence twins", args: "检查组", about: "与别处内容相同的证据：本次检查、同一任务、另一次检查", min: 1, max: 1, need: signedIn, setup: plain(twinEvidence)},
		{path: "evidence span", args: "检查组 序号 [入点 出点 内容]", about: "标定录音录像的关键片段，如 12:30 13:05 承认未登记；不写则列出", min: 2, max: 5, need: signedIn, setup: plain(spanEvidence)},
		{path: "evidence handover", args: "检查组 [序号…] --from 移交人 --to 接收人 --where 地点 --why 事由 [--at 时间]", about: "登记证据交接；不写序号为该次检查的全部证据", min: 1, max: 99, must: "from to where why", need: signedIn, setup: passEvidence},
		{path: "evidence station", args: "清单文件 [--ahead 秒]", about: "读采集站清单（xlsx、xls、csv），为待回填的录像提出候选；--ahead 记录仪时钟快多少秒", min: 1, max: 1, need: signedIn, setup: readStation},
		{path: "evidence fill", args: "证据编号 清单文件 --rows 行号，行号 [--ahead 秒] [--reason 理由]", about: "按清单的行回填一段录像；不完全相符的写明理由", min: 2, max: 2, must: "rows", need: signedIn, setup: fillEvidence},
		{path: "evidence keep", args: "[--all] [--forever 证据编号 --reason 理由]", about: "期满的和已申请销毁的证据；--all 全部及保存期限；--forever 定为永久保存", need: signedIn, setup: keepEvidence},
		{path: "evidence erase", args: "--ask 证据编号，… --reason 理由 | --approve 申请编号 --approver 姓名 --post 职务 --date 日期 --scan 审批表 | 申请编号", about: "期满证据：申请、审批、销毁（三步，审批人不是申请人）", max: 1, need: signedIn, setup: eraseEvidence},
	}
}

func referEvidence(f *flag.FlagSet) action {
	in := service.ReferInput{}
	about := describe(f)
	f.StringVar(&in.Name, "name", "", "")
	f.StringVar(&in.Place, "place", "", "")
	f.StringVar(&in.SHA256, "sha256", "", "")
	f.StringVar(&in.SM3, "sm3", "", "")
	f.Int64Var(&in.Size, "size", 0, "")
	return func(c *call) error {
		v, err := c.visit(c.args[0])
		if err != nil {
			return err
		}
		in.About = *about
		in.About.Visit = v.Visit.ID
		e, err := c.sv.Evidence.Refer(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		return c.show(e, "已登记：%s %s，%s，存放于%s", e.Kind, e.Name, e.State.Label(), e.Place)
	}
}

func twinEvidence(c *call) error {
	v, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	twins, err := c.sv.Evidence.Twins(c.ctx, c.a, v.Visit.ID)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, t := range twins {
		i := slices.IndexFunc(v.Evidence, func(e inspect.Evidence) bool { return e.ID == t.Evidence })
		rows = append(rows, []string{strconv.Itoa(i + 1), v.Evidence[i].Title(), t.Where, t.Name})
	}
	return c.table(twins, []string{"序号", "证据", "内容相同的在", "名称"}, rows)
}

// item is the nth evidence of a visit, as evidence list shows them.
func (c *call) item(v service.VisitForm, ref string) (inspect.Evidence, error) {
	n, err := strconv.Atoi(ref)
	if err != nil || n < 1 || n > len(v.Evidence) {
		return inspect.Evidence{}, inspect.E(inspect.NotFound, "没有第%s件证据，共%d件", ref, len(v.Evidence)).WithHint("evidence list 列出序号")
	}
	return v.Evidence[n-1], nil
}

func spanEvidence(c *call) error {
	v, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	e, err := c.item(v, c.args[1])
	if err != nil {
		return err
	}
	if len(c.args) > 2 {
		if len(c.args) != 5 {
			return misuse{"写明入点、出点和内容，如 12:30 13:05 承认未登记"}
		}
		s := inspect.Span{Note: c.args[4]}
		if s.From, err = offset(c.args[2]); err != nil {
			return err
		}
		if s.To, err = offset(c.args[3]); err != nil {
			return err
		}
		if e, err = c.sv.Evidence.SetSpans(c.ctx, c.a, e.ID, append(e.Spans, s)); err != nil {
			return err
		}
	}
	rows := [][]string{}
	for _, s := range e.Spans {
		rows = append(rows, []string{inspect.ClockOf(s.From), inspect.ClockOf(s.To), s.Note})
	}
	return c.table(e, []string{"入点", "出点", "内容"}, rows)
}

// offset reads a place in a recording: 00:12:30, 12:30, 750.
func offset(text string) (float64, error) {
	total, parts := 0.0, strings.Split(text, ":")
	for _, p := range parts {
		n, err := strconv.ParseFloat(p, 64)
		if err != nil || n < 0 || len(parts) > 3 {
			return 0, inspect.E(inspect.Invalid, "“%s”不是录音录像中的位置", text).WithHint("写作 00:12:30、12:30 或秒数")
		}
		total = total*60 + n
	}
	return total, nil
}

func passEvidence(f *flag.FlagSet) action {
	h := inspect.Custody{}
	f.StringVar(&h.From, "from", "", "")
	f.StringVar(&h.To, "to", "", "")
	f.StringVar(&h.Where, "where", "", "")
	f.StringVar(&h.Why, "why", "", "")
	f.StringVar(&h.At, "at", "", "")
	return func(c *call) error {
		v, err := c.visit(c.args[0])
		if err != nil {
			return err
		}
		ids := []string{}
		for _, ref := range c.args[1:] {
			e, err := c.item(v, ref)
			if err != nil {
				return err
			}
			ids = append(ids, e.ID)
		}
		for _, e := range v.Evidence {
			if len(c.args) == 1 {
				ids = append(ids, e.ID)
			}
		}
		if err := c.sv.Evidence.HandOver(c.ctx, c.a, ids, h); err != nil {
			return err
		}
		return c.show(h, "已登记%d件证据由%s移交%s", len(ids), h.From, h.To)
	}
}

func readStation(f *flag.FlagSet) action {
	ahead := f.Int64("ahead", 0, "")
	return func(c *call) error {
		list, err := c.sv.Evidence.Station(c.ctx, c.a, c.args[0], *ahead)
		if err != nil {
			return err
		}
		if c.json {
			return c.printJSON(list)
		}
		if err := c.lines("读不懂的行：", list.Faults); err != nil {
			return err
		}
		rows := [][]string{}
		for _, w := range list.Waiting {
			rows = append(rows, []string{w.Evidence.ID, w.Subject, w.Evidence.Recorder + " " + w.Evidence.Officer, inspect.Minute(w.Evidence.From), "", ""})
			for _, m := range w.Candidates {
				rows = append(rows, []string{"", "", "第" + strconv.Itoa(m.File.Row) + "行 " + m.File.Name, inspect.Minute(m.From), map[bool]string{true: "完全相符", false: "部分相符"}[m.Sound], strings.Join(m.Why, "，")})
			}
		}
		return c.table(list, []string{"证据编号", "检查对象", "记录仪、文件", "时间", "相符", "依据"}, rows)
	}
}

func fillEvidence(f *flag.FlagSet) action {
	lines, ahead, reason := f.String("rows", "", ""), f.Int64("ahead", 0, ""), f.String("reason", "", "")
	return func(c *call) error {
		in := service.FillInput{Evidence: c.args[0], Path: c.args[1], Ahead: *ahead, Reason: *reason}
		for _, w := range words(*lines) {
			n, err := strconv.Atoi(w)
			if err != nil {
				return misuse{"--rows 写清单的行号，如 3，4"}
			}
			in.Rows = append(in.Rows, n)
		}
		list, err := c.sv.Evidence.Station(c.ctx, c.a, in.Path, in.Ahead)
		if err != nil {
			return err
		}
		in.SHA256 = list.SHA256
		filled, err := c.sv.Evidence.Fill(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		names := []string{}
		for _, e := range filled {
			names = append(names, e.Name)
		}
		return c.show(filled, "已回填：%s", strings.Join(names, "、"))
	}
}

func keepEvidence(f *flag.FlagSet) action {
	all, forever, reason := f.Bool("all", false, ""), f.String("forever", "", ""), f.String("reason", "", "")
	return func(c *call) error {
		if *forever != "" {
			e, err := c.sv.Evidence.KeepForever(c.ctx, c.a, *forever, *reason)
			if err != nil {
				return err
			}
			return c.show(e, "已定为永久保存：%s", e.Title())
		}
		list, err := c.sv.Evidence.Keeping(c.ctx, c.a, !*all)
		if err != nil {
			return err
		}
		rows := [][]string{}
		for _, k := range list {
			rows = append(rows, []string{k.Evidence.ID, k.Subject, k.Evidence.Kind.Label() + " " + k.Evidence.Title(), k.Keep.Text(), erasureText(k)})
		}
		return c.table(list, []string{"证据编号", "检查对象", "证据", "保存期限", "状态"}, rows)
	}
}

func erasureText(k service.Kept) string {
	x := k.Evidence.Erasure
	switch {
	case x == nil && k.Due:
		return "期满"
	case x == nil:
		return k.Evidence.State.Label()
	case x.At != "":
		return "已销毁 " + inspect.LegalDate(x.At)
	case x.Approval != "":
		return "已批准，待销毁：" + x.Request
	}
	return "已申请，待审批：" + x.Request
}

func eraseEvidence(f *flag.FlagSet) action {
	ask, reason, approve := f.String("ask", "", ""), f.String("reason", "", ""), f.String("approve", "", "")
	in := service.ApprovalInput{Noun: "erasure", Kind: "paper", Opinion: "同意"}
	f.StringVar(&in.Approver, "approver", "", "")
	f.StringVar(&in.Post, "post", "", "")
	f.StringVar(&in.Date, "date", "", "")
	f.StringVar(&in.ScanPath, "scan", "", "")
	return func(c *call) error {
		switch {
		case *ask != "":
			ids := words(*ask)
			request, err := c.sv.Evidence.AskErase(c.ctx, c.a, ids, *reason)
			if err != nil {
				return err
			}
			return c.show(request, "已申请销毁%d件，申请编号 %s，待审批", len(ids), request)
		case *approve != "":
			if in.Ref = *approve; in.Approver == "" {
				in.Kind = "account"
			}
			ap, err := c.sv.Approval.Register(c.ctx, c.a, in)
			if err != nil {
				return err
			}
			return c.show(ap, "已登记审批：%s %s %s", ap.Approver, ap.Date, ap.EnteredFor)
		case len(c.args) == 1:
			gone, err := c.sv.Evidence.Erase(c.ctx, c.a, c.args[0])
			if err != nil {
				return err
			}
			return c.show(gone, "已销毁%d件，登记和摘要保留", len(gone))
		}
		return misuse{"写明 --ask 证据编号、--approve 申请编号，或要销毁的申请编号"}
	}
}
