package cli

import (
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func recordCommands() []command {
	return []command{
		{path: "visit mark", args: "检查组 [环节] [说明]", about: "记一个时间标记（记录仪正在录像时）；环节：" + stepNames(), min: 1, max: 3, need: signedIn, setup: plain(markVisit)},
		{path: "visit record", args: "检查组", about: "全过程记录：重要环节各由哪份音视频记录，或没有的原因；时间标记", min: 1, max: 1, need: signedIn, setup: plain(showRecord)},
	}
}

func stepNames() string {
	names := []string{}
	for _, s := range inspect.RecordSteps {
		names = append(names, s.Label())
	}
	return strings.Join(names, "、")
}

func markVisit(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	m := inspect.Mark{ID: freshMark(f), At: inspect.Instant(c.now()), Text: strings.Join(c.args[1:], "，")}
	if len(c.args) > 1 && slices.Contains(inspect.RecordSteps, inspect.RecordStep(c.args[1])) {
		m.Step, m.Text = inspect.RecordStep(c.args[1]), strings.Join(c.args[2:], "")
	}
	for _, x := range [][2]string{{"/at", m.At}, {"/step", m.Step.Label()}, {"", m.Text}} {
		if x[1] == "" {
			continue
		}
		if _, err := c.sv.Visit.Save(c.ctx, c.a, f.Visit.ID, "mark/"+m.ID+x[0], x[1], 0); err != nil {
			return err
		}
	}
	return c.show(m, "已标记 %s %s", inspect.ClockTime(m.At), m.Name())
}

// freshMark is the first id of partID's that no mark of the visit ever had.
func freshMark(f service.VisitForm) string {
	for n := 1; ; n++ {
		id := partID(f.Visit.ID, n)
		if !slices.ContainsFunc(f.Fields, func(x inspect.Field) bool { return strings.HasPrefix(x.Path, "mark/"+id) }) {
			return id
		}
	}
}

func showRecord(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(f.Steps)
	}
	rows := [][]string{}
	for _, s := range f.Steps {
		rows = append(rows, []string{s.Step.Label(), stepText(s), s.Why})
	}
	if err := c.table(nil, []string{"环节", "音视频", "依据"}, rows); err != nil {
		return err
	}
	rows = rows[:0]
	for _, m := range f.Visit.Marks {
		rows = append(rows, []string{inspect.ClockTime(m.At), m.Name()})
	}
	return c.table(nil, []string{"时间标记", "内容"}, rows)
}

// stepText says what records a step.
func stepText(s inspect.StepRecord) string {
	switch {
	case len(s.Names) > 0:
		return strings.Join(s.Names, "；")
	case !s.Gap():
		return "没有：" + s.Reason
	}
	return "缺：没有音视频，也没有写明原因"
}
