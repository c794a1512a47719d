package cli

import (
	"flag"
	"fmt"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// round shows 今日路线单.
func (c *call) round(stops []service.Stop) error {
	rows := [][]string{}
	for _, s := range stops {
		state, lacks := s.VisitLabel, s.Lacks
		if s.SecondOn != "" {
			state = "改期至 " + s.SecondOn
		}
		if s.OpenPast > 0 {
			lacks = append([]string{fmt.Sprintf("以往整改未了 %d 处", s.OpenPast)}, lacks...)
		}
		due := s.DueOn
		if s.Late {
			due += "（已过期）"
		}
		rows = append(rows, []string{s.TaskNo + "/" + strconv.Itoa(s.Team.Order), s.SubjectName, s.Address, memberNames(s.Team), due, state, strings.Join(lacks, "；")})
	}
	return c.table(stops, []string{"检查组", "检查对象", "地址", "检查人员", "期限", "状态", "待办"}, rows)
}

// teams are the ids of the teams that the arguments name.
func (c *call) teams() ([]string, error) {
	ids := []string{}
	for _, ref := range c.args {
		t, err := c.team(ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, t.Team.ID)
	}
	return ids, nil
}

func arrange(c *call) error {
	ids, err := c.teams()
	if err != nil {
		return err
	}
	stops, err := c.sv.Visit.Arrange(c.ctx, c.a, ids)
	if err != nil {
		return err
	}
	return c.round(stops)
}

func roundSet(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		ids, err := c.teams()
		if err != nil {
			return err
		}
		set, err := c.sv.Paper.RoundSet(c.ctx, c.a, ids, *out)
		if err != nil {
			return err
		}
		if err := c.show(set, "%d 户、%d 份文书（新制作 %d 份）已合成 %s", set.Firms, set.Papers, len(set.Issued), set.Path); err != nil || c.json {
			return err
		}
		return c.lines("没有准备的：", set.Left)
	}
}

func door(c *call) error {
	t, err := c.team(c.args[0])
	if err != nil {
		return err
	}
	d, err := c.sv.Visit.Door(c.ctx, c.a, t.Team.ID)
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(d)
	}
	s := d.Stop
	if err := c.line("%s  %s\n%s  %s\n应查事项：%s\n期限 %s  %s", s.SubjectName, s.SubjectCode, s.Address, s.Contact, strings.Join(s.Matters, "；"), s.DueOn, s.Frequency); err != nil {
		return err
	}
	rows, open := [][]string{}, 0
	for _, p := range d.Past {
		if len(p.Findings) == 0 {
			rows = append(rows, []string{"", p.On, p.TaskName, p.Result, "", ""})
		}
		for _, f := range p.Findings {
			no, state := "", ""
			if f.Open {
				open++
				no, state = strconv.Itoa(open), "未了，复查 "+f.RecheckOn
			}
			rows = append(rows, []string{no, p.On, p.TaskName, f.Description, f.Measure + " " + f.Deadline, state})
		}
	}
	if len(rows) == 0 {
		return c.line("以往没有检查记录")
	}
	return c.table(nil, []string{"未了", "日期", "任务", "结果或问题", "措施", "整改"}, rows)
}

// openPast is the nth finding that earlier inspections left open.
func openPast(past []inspect.PastCheck, n int) (string, error) {
	at := 0
	for _, p := range past {
		for _, f := range p.Findings {
			if !f.Open {
				continue
			}
			if at++; at == n {
				return f.ID, nil
			}
		}
	}
	return "", inspect.E(inspect.NotFound, "没有第%d处未了的整改", n).WithField("past").WithHint("用 visit door 查看以往检查")
}

func visitHistory(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	path := ""
	if len(c.args) > 1 {
		value := "1"
		if c.args[1] == "present" {
			value = "all"
		}
		if path, _, err = fieldOf(f, c.args[1], value); err != nil {
			return err
		}
	}
	list, err := c.sv.Visit.Changes(c.ctx, c.a, f.Visit.ID, path)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, x := range list {
		how := ""
		if x.Kept {
			how = "另存，没有采用"
		}
		rows = append(rows, []string{inspect.Minute(x.At), x.Person, x.Label, x.Was, x.Is, how})
	}
	return c.table(list, []string{"时间", "人员", "栏目", "原为", "改为", ""}, rows)
}

func undoVisit(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	u, err := c.sv.Visit.Undo(c.ctx, c.a, f.Visit.ID)
	if err != nil {
		return err
	}
	was := u.Change.Was
	if was == "" {
		was = "（空）"
	}
	return c.show(u, "已撤销：%s 改回“%s”，还可撤销 %d 处", u.Change.Label, was, u.Left)
}
