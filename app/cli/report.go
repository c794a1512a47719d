package cli

import (
	"flag"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func reportCommands() []command {
	return []command{
		{path: "report", args: "ledger|stats|joint|library|overdue|rectify|summary --from 日期 --to 日期 [--unit 单位] --out 文件",
			about: "报表：工作台账、统计表、联合抽查统计、一单两库维护表、逾期清单、整改销号表（Excel），半年（年度）总结（Word）", min: 1, max: 1, must: "from to out", need: signedIn, setup: makeReport},
	}
}

func makeReport(f *flag.FlagSet) action {
	var in service.ReportInput
	f.StringVar(&in.From, "from", "", "")
	f.StringVar(&in.To, "to", "", "")
	f.StringVar(&in.Unit, "unit", "", "")
	out := f.String("out", "", "")
	return func(c *call) error {
		in.Kind = inspect.ReportKind(c.args[0])
		if err := c.sv.Report.Save(c.ctx, c.a, in, *out); err != nil {
			return err
		}
		return c.show(*out, "%s已写入 %s", in.Kind.Label(), *out)
	}
}
