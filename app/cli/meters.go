package cli

import (
	"fmt"

	"shuangsuiji/backend/inspect"
)

func meterCommands() []command {
	return []command{
		{path: "plan meters", args: "年度", about: "年度指标：各警种覆盖比例、联合抽查次数，还差多少", min: 1, max: 1, need: signedIn, setup: plain(meters)},
	}
}

// atLock is the denominator when the last list of the year was locked.
func atLock(d inspect.DepartmentMeter) string {
	if d.LockedOn == "" {
		return ""
	}
	return fmt.Sprintf("%d（%s）", d.AtLock, d.LockedOn)
}

func meters(c *call) error {
	year, err := number("年度", c.args[0])
	if err != nil {
		return err
	}
	m, err := c.sv.Plan.Meters(c.ctx, c.a, year)
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(m)
	}
	rows := [][]string{}
	for _, d := range m.Departments {
		rows = append(rows, []string{d.Department, fmt.Sprintf("%d/%d", d.Covered, d.Subjects), inspect.Percent(d.Covered, d.Subjects), fmt.Sprint(d.Target), fmt.Sprint(d.Miss),
			fmt.Sprint(d.Waiting), fmt.Sprint(d.Invalid), fmt.Sprintf("%d/%d", d.Initiated, d.Joined), atLock(d)})
	}
	if err := c.table(m, []string{"警种部门", "已公示/有效对象", "覆盖", "应达", "还差", "已查未公示", "失效对象", "联合发起/参与", "锁定时有效对象"}, rows); err != nil {
		return err
	}
	if err := c.line("%d年抽查%d次，其中联合%d次（%s）；未锁定%d个任务、非随机检查%d个不计", m.Year, m.Tasks, m.Joint, inspect.Percent(m.Joint, m.Tasks), m.Unlocked, m.NonRandom); err != nil {
		return err
	}
	if m.OK {
		return c.line("第八条、第十一条的年度要求均已达到")
	}
	return c.lines("还差：", m.Missing)
}
