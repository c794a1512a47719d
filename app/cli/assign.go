package cli

import (
	"flag"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func assignCommands() []command {
	return []command{
		{path: "task split", args: "任务 [--by station|department]", about: "把锁定的名单分派给执行单位：按属地派出所或监管警种；没有登记的单位由发起部门自办", min: 1, max: 1, need: signedIn, setup: splitTask},
		{path: "task shares", args: "任务", about: "各执行单位分派到的对象", min: 1, max: 1, need: signedIn, setup: plain(listShares)},
		{path: "task move", args: "任务 代码 --unit 单位 --why 理由", about: "派发之前，把一个对象调整给另一个执行单位", min: 2, max: 2, must: "unit why", need: signedIn, setup: moveSubject},
		{path: "task recall", args: "任务 --unit 单位 --to 单位 --why 理由", about: "收回已派发给一个执行单位的名单，改派给另一个单位；原单位其后交回的列为版本冲突", min: 1, max: 1, must: "unit to why", need: unlocked, setup: recallPart},
		{path: "task keep", args: "任务", about: "发起部门自办的部分由本单位办理", min: 1, max: 1, need: signedIn, setup: plain(keepPart)},
		{path: "task progress", args: "任务", about: "各执行单位的进度：匹配、派发、检查、完成、公示、逾期", min: 1, max: 1, need: signedIn, setup: plain(progress)},
		{path: "pack library", args: "单位 --out 文件.zip", about: "为执行单位的办公室制作签名一单两库包：全部事项，该单位的检查对象、人员、请假和回避；再次制作即更新", min: 1, max: 1, must: "out", need: unlocked, setup: packOut((*service.Dispatch).LibraryPackage)},
		{path: "pack assign", args: "任务 --unit 单位 --out 文件.zip", about: "派发：为执行单位的办公室制作签名任务分派包", min: 1, max: 1, must: "unit out", need: unlocked, setup: packAssign},
	}
}

func splitTask(f *flag.FlagSet) action {
	by := f.String("by", string(inspect.SplitByStation), "")
	return func(c *call) error {
		if _, err := c.sv.Assign.Split(c.ctx, c.a, c.args[0], inspect.SplitRule(*by)); err != nil {
			return err
		}
		return listShares(c)
	}
}

func listShares(c *call) error {
	shares, err := c.sv.Assign.Shares(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, v := range shares {
		office := v.Device
		if v.Own {
			office = "本单位自办"
		}
		sent := "待派发"
		if v.Share.SentAt != "" {
			sent = inspect.Minute(v.Share.SentAt)
		}
		for _, s := range v.Subjects {
			rows = append(rows, []string{v.Share.Unit, office, strconv.Itoa(s.Order), s.Name, s.Code, s.Station, sent})
		}
	}
	return c.table(shares, []string{"执行单位", "办公室", "次序", "检查对象", "代码", "所属派出所", "派发"}, rows)
}

func moveSubject(f *flag.FlagSet) action {
	unit, why := f.String("unit", "", ""), f.String("why", "", "")
	return func(c *call) error {
		t, err := c.sv.Task.Get(c.ctx, c.a, c.args[0])
		if err != nil {
			return err
		}
		for _, w := range t.Winners {
			if w.Code != c.args[1] && w.Subject != c.args[1] && w.Name != c.args[1] {
				continue
			}
			if _, err := c.sv.Assign.Move(c.ctx, c.a, t.ID, w.Subject, *unit, *why); err != nil {
				return err
			}
			return listShares(c)
		}
		return inspect.E(inspect.NotFound, "任务%s的名单中没有“%s”", t.No, c.args[1]).WithArticle("第十四条").WithHint("task show 列出名单")
	}
}

func recallPart(f *flag.FlagSet) action {
	unit, to, why := f.String("unit", "", ""), f.String("to", "", ""), f.String("why", "", "")
	return func(c *call) error {
		t, err := c.sv.Task.Get(c.ctx, c.a, c.args[0])
		if err != nil {
			return err
		}
		part := *unit // names nothing that was handed over: refused with the reason
		for _, s := range t.Shares {
			if s.Unit == *unit && s.Task != "" {
				part = s.Task
			}
		}
		if _, err := c.sv.Assign.Recall(c.ctx, c.a, t.ID, part, *to, *why); err != nil {
			return err
		}
		return listShares(c)
	}
}

func keepPart(c *call) error {
	t, err := c.sv.Assign.Keep(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	return c.show(t, "任务 %s：%s，%d个检查对象", t.No, t.Name, len(t.Winners))
}

func progress(c *call) error {
	list, err := c.sv.Assign.Progress(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, p := range list {
		row := []string{p.Unit}
		for _, n := range []int{p.Subjects, p.Matched, p.Sent, p.Open, p.Done, p.Published, p.Overdue} {
			row = append(row, strconv.Itoa(n))
		}
		last := ""
		if p.ReceivedAt != "" {
			last = inspect.Minute(p.ReceivedAt)
		}
		rows = append(rows, append(row, p.StateLabel, last))
	}
	return c.table(list, strings.Fields("单位 对象数 已匹配 已派发 检查中 已完成 已公示 逾期 状态 最近交回"), rows)
}

func packAssign(f *flag.FlagSet) action {
	unit, out := f.String("unit", "", ""), f.String("out", "", "")
	return func(c *call) error {
		sent, err := c.sv.Dispatch.AssignPackage(c.ctx, c.a, c.args[0], *unit, *out)
		if err != nil {
			return err
		}
		return c.sent(sent)
	}
}
