package cli

import (
	"flag"
	"slices"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// exceptionCommands are what happens to a task's list: before the freeze, and
// after the lock, when units carry it out.
func exceptionCommands() []command {
	return slices.Concat([]command{
		{path: "exception again", args: "任务 --ground key|special --matter 事项编码 --subject 代码 | --trade 行业 --why 理由", about: "例外登记：本年度已检查合格的事项准予重复检查，只限重点领域和特殊情况；批准后、冻结前有效",
			min: 1, max: 1, must: "ground matter why", need: signedIn, setup: askException(inspect.ExceptionAgain)},
		{path: "exception out", args: "任务 --subject 代码 --why 理由", about: "例外登记：抽取前排除一个检查对象；批准后、冻结前有效", min: 1, max: 1, must: "subject why", need: signedIn, setup: askException(inspect.ExceptionOut)},
		{path: "exception decide", args: "任务 序号 [--refuse] " + consentOptions, about: "登记分管负责人对例外登记的决定", min: 2, max: 2, need: signedIn, setup: decideException},
		{path: "exception list", args: "任务", about: "列出任务的例外登记和决定", min: 1, max: 1, need: signedIn, setup: plain(listExceptions)},
	}, assignCommands(), conflictCommands())
}

func askException(kind inspect.ExceptionKind) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		in := inspect.Exception{Kind: kind}
		f.StringVar(&in.Reason, "why", "", "")
		subject := f.String("subject", "", "")
		var matter string
		if kind == inspect.ExceptionAgain {
			f.StringVar((*string)(&in.Ground), "ground", "", "")
			f.StringVar(&in.Trade, "trade", "", "")
			f.StringVar(&matter, "matter", "", "")
		}
		return func(c *call) error {
			in.Task = c.args[0]
			if *subject != "" {
				s, err := c.subject(*subject)
				if err != nil {
					return err
				}
				in.Subject = s.ID
			}
			if matter != "" {
				ms, err := c.matters([]string{matter})
				if err != nil {
					return err
				}
				in.Matter = ms[0].ID
			}
			x, err := c.sv.Exception.Ask(c.ctx, c.a, in)
			if err != nil {
				return err
			}
			return c.show(x, "已登记：%s“%s”（%s），批准后生效", x.Kind.Label(), x.Name, x.State.Label())
		}
	}
}

func decideException(f *flag.FlagSet) action {
	refuse := f.Bool("refuse", false, "")
	d := consent(f)
	return func(c *call) error {
		list, err := c.sv.Exception.List(c.ctx, c.a, c.args[0])
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(c.args[1])
		if err != nil || n < 1 || n > len(list) {
			return inspect.E(inspect.NotFound, "任务没有第%s项例外登记，共%d项", c.args[1], len(list)).WithHint("exception list 列出序号")
		}
		if d.Date == "" {
			d.Date = inspect.LegalDate(inspect.Instant(c.now()))
		}
		x, err := c.sv.Exception.Decide(c.ctx, c.a, service.ExceptionDecision{Exception: list[n-1].Exception.ID, Approve: !*refuse, Kind: d.Kind, Approver: d.Approver,
			Post: d.Post, Date: d.Date, Opinion: d.Opinion, ScanPath: d.ScanPath})
		if err != nil {
			return err
		}
		return c.show(x, "%s“%s”：%s（%s %s）", x.Kind.Label(), x.Name, x.State.Label(), x.Post, x.Approver)
	}
}

func listExceptions(c *call) error {
	list, err := c.sv.Exception.List(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{}
	for i, v := range list {
		rows = append(rows, []string{strconv.Itoa(i + 1), v.KindLabel, v.Exception.Name, v.MatterName, v.GroundLabel, v.Exception.Reason, v.StateLabel, v.Exception.Approver})
	}
	return c.table(list, []string{"序号", "种类", "对象或行业", "事项", "情形", "理由", "决定", "审批人"}, rows)
}
