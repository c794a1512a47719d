package cli

import (
	"flag"
	"strconv"

	"shuangsuiji/backend/inspect"
)

func pendingPapers(c *call) error {
	list, err := c.sv.Approval.Pending(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for i, p := range list {
		due := inspect.Minute(p.Approval.DueAt)
		if p.Overdue {
			due += "（已逾期）"
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), p.Approval.EnteredFor, p.Approval.Post + " " + p.Approval.Approver, p.Approval.Date, due})
	}
	return c.table(list, []string{"序号", "审批内容", "审批人", "日期", "书面应补办至"}, rows)
}

func attachPaper(f *flag.FlagSet) action {
	scan := f.String("scan", "", "")
	return func(c *call) error {
		list, err := c.sv.Approval.Pending(c.ctx, c.a)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(c.args[0])
		if err != nil || n < 1 || n > len(list) {
			return inspect.E(inspect.NotFound, "没有第%s项待补办的口头同意，共%d项", c.args[0], len(list)).WithHint("approve pending 列出序号")
		}
		ap, err := c.sv.Approval.Paper(c.ctx, c.a, list[n-1].Approval.ID, *scan)
		if err != nil {
			return err
		}
		late := ""
		if ap.Overdue(ap.FiledAt) {
			late = "，超过了24小时"
		}
		return c.show(ap, "已补登书面：%s%s", ap.EnteredFor, late)
	}
}
