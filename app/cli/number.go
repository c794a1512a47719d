package cli

import (
	"flag"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
)

func numberCommands() []command {
	return []command{
		{path: "number rules", about: "文号规则：机关代字、每种文书的类别字、每个检查组带出的号数、下一个文号", need: signedIn, setup: plain(numberRules)},
		{path: "number set", args: "[--agency 机关代字] [种类=类别字[:带出号数] ...]", about: "设置文号规则，对以后的文书有效；类别字空着为不编文号", max: 64, need: signedIn, setup: setNumbers},
		{path: "number ledger", args: "[年份] [--out 台账.xlsx]", about: "号码台账：每个文号的去向", max: 1, need: signedIn, setup: ledger},
		{path: "number leases", args: "[年份]", about: "给出的号段和留号", max: 1, need: signedIn, setup: plain(listLeases)},
		{path: "number lease", args: "设备 种类 ... --count 号数 [--out 文件.zip]", about: "另给外勤设备号段（签名包）", min: 2, max: 60, must: "count", need: unlocked, setup: lease},
		{path: "number reserve", args: "种类 --count 号数 --reason 用途", about: "留号：启用前已用的、纸质使用的", min: 1, max: 1, must: "count reason", need: signedIn, setup: reserve},
		{path: "number close", args: "号段编号 --reason 理由", about: "注销号段（设备遗失、报废）", min: 1, max: 1, must: "reason", need: signedIn, setup: closeLease},
		{path: "number assign", args: "文书编号", about: "给没有正式文号的文书补编文号", min: 1, max: 1, need: signedIn, setup: plain(assignNumber)},
	}
}

func numberRules(c *call) error {
	r, err := c.sv.Numbers.Rules(c.ctx, c.a)
	if err != nil {
		return err
	}
	if !c.json {
		agency := r.Agency
		if agency == "" {
			agency = "没有设置，文书只有临时编号（number set --agency）"
		}
		if !r.Root {
			agency += "（本机的文号由上级的号段给出）"
		}
		if err := c.line("机关代字：%s", agency); err != nil {
			return err
		}
	}
	rows := [][]string{}
	for _, x := range r.Rules {
		rows = append(rows, []string{x.Kind, x.Name, x.Word, strconv.Itoa(x.Lease), x.Next})
	}
	return c.table(r, []string{"种类", "文书", "类别字", "每组带出", "下一个文号"}, rows)
}

func setNumbers(f *flag.FlagSet) action {
	agency := f.String("agency", "", "")
	return func(c *call) error {
		now, err := c.sv.Numbers.Rules(c.ctx, c.a)
		if err != nil {
			return err
		}
		rules := inspect.PaperNumbering{Agency: now.Agency, Rules: []inspect.PaperRule{}}
		if *agency != "" {
			rules.Agency = *agency
		}
		for _, r := range now.Rules {
			rules.Rules = append(rules.Rules, r.PaperRule)
		}
		for _, arg := range c.args {
			kind, word, found := strings.Cut(arg, "=")
			word, count, counted := strings.Cut(word, ":")
			i := slices.IndexFunc(rules.Rules, func(r inspect.PaperRule) bool { return r.Kind == kind })
			if !found || i < 0 {
				return misuse{"写作 种类=类别字 或 种类=类别字:号数，如 order-to-correct=责改:2；案件文书没有这里的文号"}
			}
			rules.Rules[i].Word = word
			if counted {
				if rules.Rules[i].Lease, err = strconv.Atoi(count); err != nil {
					return misuse{"带出号数应为数字：" + arg}
				}
			}
		}
		if _, err = c.sv.Numbers.SaveRules(c.ctx, c.a, rules); err != nil {
			return err
		}
		return numberRules(c)
	}
}

// year is the year that the arguments name, else this one.
func (c *call) year() (string, error) {
	if len(c.args) > 0 {
		return c.args[0], nil
	}
	r, err := c.sv.Numbers.Rules(c.ctx, c.a)
	return r.Year, err
}

func ledger(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		year, err := c.year()
		if err != nil {
			return err
		}
		if *out != "" {
			if err := c.sv.Numbers.SaveLedger(c.ctx, c.a, year, *out); err != nil {
				return err
			}
			return c.show(*out, "%s年号码台账已写入 %s", year, *out)
		}
		list, err := c.sv.Numbers.Ledger(c.ctx, c.a, year)
		if err != nil {
			return err
		}
		rows := [][]string{}
		for _, r := range list {
			rows = append(rows, []string{r.Number, r.Use.Label(), r.Name, inspect.Minute(r.At), r.Device, r.Note})
		}
		return c.table(list, []string{"文号", "情况", "文书", "时间", "设备", "说明"}, rows)
	}
}

func listLeases(c *call) error {
	year, err := c.year()
	if err != nil {
		return err
	}
	list, err := c.sv.Numbers.Leases(c.ctx, c.a, year)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, l := range list {
		for _, r := range l.Ranges {
			rows = append(rows, []string{l.DeviceName, r.Series, strconv.Itoa(r.From) + "—" + strconv.Itoa(r.To), l.State.Label(), inspect.Minute(l.At), l.Reason, l.ID})
		}
	}
	return c.table(list, []string{"设备", "文号类别", "号段", "状态", "给出时间", "理由", "号段编号"}, rows)
}

func lease(f *flag.FlagSet) action {
	count, out := f.Int("count", 0, ""), f.String("out", "", "")
	return func(c *call) error {
		sent, err := c.sv.Numbers.Lease(c.ctx, c.a, c.args[0], c.args[1:], *count, *out)
		if err != nil {
			return err
		}
		return c.show(sent, "号段包已写入 %s，在%s上打开", sent.Path, c.args[0])
	}
}

func reserve(f *flag.FlagSet) action {
	count, reason := f.Int("count", 0, ""), f.String("reason", "", "")
	return func(c *call) error {
		l, err := c.sv.Numbers.Reserve(c.ctx, c.a, c.args[0], *count, *reason)
		if err != nil {
			return err
		}
		return c.show(l, "已留号：%s 至 %s", inspect.Serial(l.Ranges[0].Series, l.Ranges[0].From), inspect.Serial(l.Ranges[0].Series, l.Ranges[0].To))
	}
}

func closeLease(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		l, err := c.sv.Numbers.Close(c.ctx, c.a, c.args[0], *reason)
		if err != nil {
			return err
		}
		return c.show(l, "%s的号段%s", l.DeviceName, l.State.Label())
	}
}

func assignNumber(c *call) error {
	p, err := c.paper(c.args[0])
	if err != nil {
		return err
	}
	if p, err = c.sv.Numbers.Assign(c.ctx, c.a, p.ID); err != nil {
		return err
	}
	return c.show(p, "%s %s：正式文号 %s，用笔填在纸质原件上", p.Name, p.Number, p.OfficialNumber)
}
