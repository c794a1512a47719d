package cli

import (
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func visitCommands() []command {
	return []command{
		{path: "visit today", about: "今日路线单：本机可以检查的对象", need: signedIn, setup: plain(today)},
		{path: "visit start", args: "检查组", about: "开始检查", min: 1, max: 1, need: signedIn, setup: plain(startVisit)},
		{path: "visit nonrandom", args: "--item 1-6 --why 事由 (--subject 对象 | --name 名称 --trade 行业 --place 地址 [--code 代码]) [--matters 事项] [--unlisted 清单外事项] " +
			"--member 姓名/警号/部门/执法证号/有效期 --member … --leader 警号 --approver 姓名 --post 职务 [--at 同意时间] [--proof 依据材料] [--organ 检查机关] [--lead 实施部门]",
			about: "外勤设备：没有任务包时直接开始非随机检查（举报、交办、突发等），口头同意，24小时内补办书面审批", must: "item why leader approver post", need: signedIn, setup: fieldCheck},
		{path: "visit show", args: "检查组", about: "检查记录：各栏、检查要点和结论", min: 1, max: 1, need: signedIn, setup: plain(showVisit)},
		{path: "visit set", args: "检查组 栏目 内容", about: "保存一栏；" + fieldHelp, min: 3, max: 3, need: signedIn, setup: plain(setField)},
		{path: "visit order", args: "检查组…", about: "路线单次序：写在前面的先去，其余的照旧", min: 1, max: 99, need: signedIn, setup: plain(arrange)},
		{path: "visit papers", args: "[检查组…] --out 文件.pdf", about: "批量制作并合成一个文件打印：未查各户的检查通知书和现场检查表", max: 99, must: "out", need: signedIn, setup: roundSet},
		{path: "visit door", args: "检查组", about: "进门之前：应查事项、以往检查和未了整改、下一户", min: 1, max: 1, need: signedIn, setup: plain(door)},
		{path: "visit history", args: "检查组 [栏目]", about: "谁在何时把哪一栏从什么改成什么", min: 1, max: 2, need: signedIn, setup: plain(visitHistory)},
		{path: "visit undo", args: "检查组", about: "撤销最近一处改动（结束检查之前，可逐处撤销）", min: 1, max: 1, need: signedIn, setup: plain(undoVisit)},
		{path: "visit check", args: "检查组", about: "案卷自查：结束前还缺什么", min: 1, max: 1, need: signedIn, setup: plain(checkVisit)},
		{path: "visit finish", args: "检查组", about: "结束检查，此后记录不再改动", min: 1, max: 1, need: signedIn, setup: plain(finishVisit)},
	}
}

const fieldHelp = "栏目如 present（警号或姓名，all 为全组）、partyName、answer/事项编码/要点序号（yes no na skip）、finding/1/description、note/1、recordNote/告知（该环节没有音视频的原因）、method/事项编码（查阅资料 网络监测，及其 /url /at /shot /papers）、past/1（以往问题：done open）"

func today(c *call) error {
	stops, err := c.sv.Visit.Today(c.ctx, c.a)
	if err != nil {
		return err
	}
	return c.round(stops)
}

func startVisit(c *call) error {
	t, err := c.team(c.args[0])
	if err != nil {
		return err
	}
	f, err := c.sv.Visit.Start(c.ctx, c.a, t.Team.ID)
	if err != nil {
		return err
	}
	return c.show(f, "已开始检查“%s”，%s", f.Subject.Name, inspect.Minute(f.Visit.StartedAt))
}

func showVisit(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(f)
	}
	if err := c.line("%s  %s  %s\n任务 %s  检查组 %d：%s", f.Subject.Name, f.Subject.Code, f.Visit.State.Label(), f.Task.No, f.Team.Order, memberNames(f.Team)); err != nil {
		return err
	}
	rows := [][]string{}
	for _, x := range f.Fields {
		rows = append(rows, []string{x.Path, x.Value, inspect.Minute(x.At)})
	}
	if err := c.table(nil, []string{"栏目", "内容", "保存时间"}, rows); err != nil {
		return err
	}
	rows = rows[:0]
	for _, m := range f.Matters {
		for _, it := range m.Checklist {
			rows = append(rows, []string{fmt.Sprintf("answer/%s/%d", m.Code, it.No), answerOf(f.Visit, m.ID, it.No), it.Text})
		}
	}
	if err := c.table(nil, []string{"检查要点", "结论", "内容"}, rows); err != nil {
		return err
	}
	return c.problems(f)
}

func answerOf(v inspect.Visit, matter string, item int) string {
	i := slices.IndexFunc(v.Answers, func(a inspect.Answer) bool { return a.Matter == matter && a.Item == item })
	if i < 0 {
		return ""
	}
	return v.Answers[i].Value.Label()
}

// problems lists what keeps a visit from being finished.
func (c *call) problems(f service.VisitForm) error {
	list := []string{}
	for _, p := range f.Problems {
		list = append(list, p.Error())
	}
	return c.lines("结束前还须补齐：", list)
}

func setField(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	path, value, err := fieldOf(f, c.args[1], c.args[2])
	if err != nil {
		return err
	}
	rev := int64(0)
	if i := slices.IndexFunc(f.Fields, func(x inspect.Field) bool { return x.Path == path }); i >= 0 {
		rev = f.Fields[i].Rev
	}
	saved, err := c.sv.Visit.Save(c.ctx, c.a, f.Visit.ID, path, value, rev)
	if err != nil {
		return err
	}
	return c.show(saved, "已保存：%s（第%d版）", c.args[1], saved.Rev)
}

// fieldOf turns what people write into a stored field: a matter's code into
// its id, the number of a finding or note into an id, people into ids.
func fieldOf(f service.VisitForm, path, value string) (string, string, error) {
	parts := strings.Split(path, "/")
	switch {
	case parts[0] == "present":
		ids := []string{}
		for _, m := range f.Team.Members {
			if value == "all" {
				ids = append(ids, m.Inspector)
			}
		}
		if value != "all" {
			for _, ref := range words(value) {
				m, err := member(f.Team, ref)
				if err != nil {
					return "", "", err
				}
				ids = append(ids, m.Inspector)
			}
		}
		return path, strings.Join(ids, "，"), nil
	case (parts[0] == "answer" || parts[0] == "method") && len(parts) > 1:
		parts[1] = matterID(f, parts[1])
	case parts[0] == "past" && len(parts) > 1 && !isID(parts[1]):
		n, err := number("序号", parts[1])
		if err != nil {
			return "", "", err
		}
		if parts[1], err = openPast(f.Team.Past, n); err != nil {
			return "", "", err
		}
	case (parts[0] == "finding" || parts[0] == "note" || parts[0] == "mark") && len(parts) > 1 && !isID(parts[1]):
		n, err := number("序号", parts[1])
		if err != nil {
			return "", "", err
		}
		parts[1] = partID(f.Visit.ID, n)
	}
	if parts[0] == "finding" && len(parts) == 3 && parts[2] == "matter" {
		value = matterID(f, value)
	}
	if parts[0] == "note" && len(parts) == 3 && parts[2] == "finding" {
		n, err := number("问题序号", value)
		if err != nil {
			return "", "", err
		}
		value = partID(f.Visit.ID, n)
	}
	return strings.Join(parts, "/"), value, nil
}

func matterID(f service.VisitForm, ref string) string {
	for _, m := range f.Matters {
		if m.Code == ref {
			return m.ID
		}
	}
	return ref
}

// partID names the nth finding or note of a visit: the visit's id with its
// last twelve digits replaced, so that it is unique and can be written again.
func partID(visit string, n int) string { return fmt.Sprintf("%s%012d", visit[:24], n) }

func checkVisit(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	if len(f.Problems) == 0 {
		return c.show(f.Problems, "自查通过，可以结束检查")
	}
	if c.json {
		err = c.printJSON(f.Problems)
	} else {
		err = c.problems(f)
	}
	if err != nil {
		return err
	}
	return errShown
}

func finishVisit(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	if f, err = c.sv.Visit.Finish(c.ctx, c.a, f.Visit.ID); err != nil {
		return err
	}
	r, err := c.result(f.Visit.ID)
	if err != nil {
		return err
	}
	return c.show(f, "已结束对“%s”的检查，拟定结果：%s，%s", f.Subject.Name, r.CodeLabel, dueOf(r.Result))
}
