package cli

import (
	"cmp"
	"flag"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

const headConsent = "--reason 理由 --approver 主要负责人 --post 职务 --date 日期 [--kind paper|oral --scan 扫描件]"

func yearCommands() []command {
	return []command{
		{path: "plan close", args: "年度 [" + headConsent + "]", about: "年终结账：指标达到才能结账；没有达到的，登记主要负责人的批准和理由", min: 1, max: 1, need: signedIn, setup: closeYear},
		{path: "plan meters save", args: "年度 --out 文件.xlsx", about: "年度指标存为表格", min: 1, max: 1, must: "out", need: signedIn, setup: saveMeters},
		{path: "plan caps", about: "涉企检查年度频次上限表", need: signedIn, setup: plain(listCaps)},
		{path: "plan cap set", args: "次数 [--department 部门 --trade 行业 --class key|general] --basis 公布文件", about: "设年度频次上限；0 为不设上限、只计次数；不写部门即本机关", min: 1, max: 1, need: signedIn, setup: setCap},
		{path: "plan cap of", args: "企业 [--year 年度]", about: "本年度对该企业已检查几次、上限几次", min: 1, max: 1, need: signedIn, setup: capOf},
		{path: "plan cap except", args: "企业 [--year 年度] " + headConsent, about: "登记批准：对已达上限的企业再检查一次", min: 1, max: 1, must: "reason approver post date", need: signedIn, setup: exceptCap},
	}
}

// consentFlags declares what a consent is entered with.
func consentFlags(f *flag.FlagSet) (reason *string, in *service.ApprovalInput) {
	in = &service.ApprovalInput{Opinion: "同意"}
	reason = f.String("reason", "", "")
	f.StringVar(&in.Approver, "approver", "", "")
	f.StringVar(&in.Post, "post", "", "")
	f.StringVar(&in.Date, "date", "", "")
	f.StringVar(&in.Kind, "kind", string(inspect.ApprovalPaper), "")
	f.StringVar(&in.ScanPath, "scan", "", "")
	return reason, in
}

func closeYear(f *flag.FlagSet) action {
	reason, in := consentFlags(f)
	return func(c *call) error {
		year, err := number("年度", c.args[0])
		if err != nil {
			return err
		}
		y, err := c.sv.Plan.CloseYear(c.ctx, c.a, service.CloseInput{Year: year, Reason: *reason, Approval: *in})
		if err != nil {
			return err
		}
		return c.show(y, "%d年度已结账，指标已固定", y.Year)
	}
}

func saveMeters(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		year, err := number("年度", c.args[0])
		if err != nil {
			return err
		}
		if err := c.sv.Plan.SaveMeters(c.ctx, c.a, year, *out); err != nil {
			return err
		}
		return c.show(*out, "已写入 %s", *out)
	}
}

func listCaps(c *call) error {
	caps, err := c.sv.Plan.Caps(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, x := range caps {
		limit := fmt.Sprint(x.Limit)
		if x.Limit == 0 {
			limit = "不设"
		}
		rows = append(rows, []string{cmp.Or(x.Department, "本机关"), cmp.Or(x.Trade, "全部行业"), x.Class.Label(), limit, x.Basis})
	}
	return c.table(caps, []string{"检查主体", "行业", "对象", "年度上限", "公布文件"}, rows)
}

func setCap(f *flag.FlagSet) action {
	var x inspect.Cap
	f.StringVar(&x.Department, "department", "", "")
	f.StringVar(&x.Trade, "trade", "", "")
	class := f.String("class", "", "")
	f.StringVar(&x.Basis, "basis", "", "")
	return func(c *call) (err error) {
		x.Class = inspect.CapClass(*class)
		if x.Limit, err = number("次数", c.args[0]); err != nil {
			return err
		}
		saved, err := c.sv.Plan.SetCap(c.ctx, c.a, x)
		if err != nil {
			return err
		}
		return c.show(saved, "%s，%s，%s：每年不超过%d次（0 为不设上限）", cmp.Or(saved.Department, "本机关"), cmp.Or(saved.Trade, "全部行业"), saved.Class.Label(), saved.Limit)
	}
}

// yearOf is the year of an option, the present one when it is 0.
func (c *call) yearOf(year int) (int, error) {
	if year != 0 {
		return year, nil
	}
	info, err := c.sv.Workspace.Info(c.ctx)
	if err != nil {
		return 0, err
	}
	return number("年度", info.Today[:4])
}

func capOf(f *flag.FlagSet) action {
	year := f.Int("year", 0, "")
	return func(c *call) error {
		s, err := c.subject(c.args[0])
		if err != nil {
			return err
		}
		y, err := c.yearOf(*year)
		if err != nil {
			return err
		}
		st, err := c.sv.Plan.CapOf(c.ctx, c.a, s.ID, y)
		if err != nil {
			return err
		}
		if c.json {
			return c.printJSON(st)
		}
		lines := []string{}
		for _, l := range st.Lines {
			lines = append(lines, l.Text)
		}
		return c.lines(st.Name, lines)
	}
}

func exceptCap(f *flag.FlagSet) action {
	year := f.Int("year", 0, "")
	reason, in := consentFlags(f)
	return func(c *call) error {
		s, err := c.subject(c.args[0])
		if err != nil {
			return err
		}
		y, err := c.yearOf(*year)
		if err != nil {
			return err
		}
		ap, err := c.sv.Plan.ExceptCap(c.ctx, c.a, service.CapException{Subject: s.ID, Year: y, Reason: *reason, Approval: *in})
		if err != nil {
			return err
		}
		return c.show(ap, "已登记：%s（%s）", ap.EnteredFor, ap.Approver)
	}
}
