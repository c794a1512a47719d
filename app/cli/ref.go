package cli

import (
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// part splits TASK/PART; without a slash the task is the only one there is.
func (c *call) part(ref string) (inspect.Task, string, error) {
	if no, rest, ok := strings.Cut(ref, "/"); ok {
		t, err := c.sv.Task.Get(c.ctx, c.a, no)
		return t, rest, err
	}
	tasks, err := c.sv.Task.List(c.ctx, c.a, service.Query{})
	if err != nil {
		return inspect.Task{}, "", err
	}
	if len(tasks.Rows) != 1 {
		return inspect.Task{}, "", inspect.E(inspect.Invalid, "工作区里有%d个任务，“%s”指的是哪一个不明确", len(tasks.Rows), ref).WithRef(ref).
			WithHint("写成 任务编号/%s；list tasks 列出任务", ref)
	}
	return tasks.Rows[0], ref, nil
}

// team finds a 检查组 by id or TASK/ORDER.
func (c *call) team(ref string) (service.TeamView, error) {
	tasks := []inspect.Task{}
	order := 0
	if isID(ref) {
		page, err := c.sv.Task.List(c.ctx, c.a, service.Query{})
		if err != nil {
			return service.TeamView{}, err
		}
		tasks = page.Rows
	} else {
		t, rest, err := c.part(ref)
		if err != nil {
			return service.TeamView{}, err
		}
		if order, err = strconv.Atoi(rest); err != nil {
			return service.TeamView{}, inspect.E(inspect.Invalid, "“%s”不是检查组的序号", rest).WithRef(ref).WithHint("写成 任务编号/序号，如 1；list teams 列出检查组")
		}
		tasks = append(tasks, t)
	}
	for _, t := range tasks {
		teams, err := c.sv.Match.Teams(c.ctx, c.a, t.ID)
		if err != nil {
			return service.TeamView{}, err
		}
		for _, v := range teams {
			if v.Team.ID == ref || v.Team.Order == order {
				return v, nil
			}
		}
	}
	return service.TeamView{}, inspect.E(inspect.NotFound, "没有“%s”这个检查组", ref).WithRef(ref).WithHint("list teams 列出检查组")
}

// visit finds a visit by its id or by its team.
func (c *call) visit(ref string) (service.VisitForm, error) {
	if isID(ref) {
		return c.sv.Visit.Open(c.ctx, c.a, ref)
	}
	team, err := c.team(ref)
	if err != nil {
		return service.VisitForm{}, err
	}
	stops, err := c.sv.Visit.Today(c.ctx, c.a)
	if err != nil {
		return service.VisitForm{}, err
	}
	for _, s := range stops {
		if s.Team.ID == team.Team.ID && s.VisitID != "" {
			return c.sv.Visit.Open(c.ctx, c.a, s.VisitID)
		}
	}
	r, err := c.resultOf(func(r inspect.Result) bool { return r.Team == team.Team.ID }) // one that came back
	if inspect.CodeOf(err) == inspect.NotFound && err != nil {
		return service.VisitForm{}, inspect.E(inspect.NotFound, "“%s”的检查还没有开始", team.SubjectName).WithRef(ref).WithHint("用 visit start 开始检查")
	}
	if err != nil {
		return service.VisitForm{}, err
	}
	return c.sv.Visit.Open(c.ctx, c.a, r.Result.Visit)
}

// result finds a result by its id or by its team.
func (c *call) result(ref string) (service.ResultView, error) {
	if isID(ref) {
		return c.resultOf(func(r inspect.Result) bool { return r.ID == ref || r.Visit == ref })
	}
	team, err := c.team(ref)
	if err != nil {
		return service.ResultView{}, err
	}
	return c.resultOf(func(r inspect.Result) bool { return r.Team == team.Team.ID })
}

func (c *call) resultOf(is func(inspect.Result) bool) (service.ResultView, error) {
	all, err := c.sv.Result.List(c.ctx, c.a, "")
	if err != nil {
		return service.ResultView{}, err
	}
	i := slices.IndexFunc(all, func(v service.ResultView) bool { return is(v.Result) })
	if i < 0 {
		return service.ResultView{}, inspect.E(inspect.NotFound, "没有这项检查结果").WithHint("list results 列出检查结果")
	}
	return all[i], nil
}

// drawing finds a draw by its id, or the last one of TASK/subjects or TASK/inspectors.
func (c *call) drawing(ref string) (inspect.Drawing, error) {
	if isID(ref) {
		return c.sv.Draw.Get(c.ctx, c.a, ref)
	}
	t, purpose, err := c.part(ref)
	if err != nil {
		return inspect.Drawing{}, err
	}
	draws, err := c.sv.Draw.List(c.ctx, c.a, t.ID)
	if err != nil {
		return inspect.Drawing{}, err
	}
	for _, d := range slices.Backward(draws) {
		if d.Purpose == purpose {
			return d, nil
		}
	}
	return inspect.Drawing{}, inspect.E(inspect.NotFound, "任务%s没有“%s”这次抽取", t.No, purpose).WithRef(ref).
		WithHint("写成 任务编号/subjects 或 任务编号/inspectors；draw list 列出抽取")
}

// plan finds a plan line by its id or number.
func (c *call) plan(ref string) (inspect.Plan, error) {
	page, err := c.sv.Plan.List(c.ctx, c.a, service.Query{})
	if err != nil {
		return inspect.Plan{}, err
	}
	i := slices.IndexFunc(page.Rows, func(p inspect.Plan) bool { return p.ID == ref || p.No == ref })
	if i < 0 {
		return inspect.Plan{}, inspect.E(inspect.NotFound, "没有“%s”这项计划", ref).WithRef(ref).WithHint("list plans 列出计划")
	}
	return page.Rows[i], nil
}

// matters finds matters by code, id or name.
func (c *call) matters(refs []string) ([]inspect.Matter, error) {
	page, err := c.sv.Library.Matters(c.ctx, c.a, service.Query{})
	if err != nil {
		return nil, err
	}
	found := make([]inspect.Matter, 0, len(refs))
	for _, ref := range refs {
		i := slices.IndexFunc(page.Rows, func(m inspect.Matter) bool { return m.ID == ref || m.Code == ref || m.Name == ref })
		if i < 0 {
			return nil, inspect.E(inspect.NotFound, "清单里没有“%s”这个抽查事项", ref).WithRef(ref).WithArticle("第二条").WithHint("list matters 列出清单")
		}
		found = append(found, page.Rows[i])
	}
	return found, nil
}

// paper finds a document by its id or number.
func (c *call) paper(ref string) (inspect.Paper, error) {
	all, err := c.sv.Paper.List(c.ctx, c.a, "")
	if err != nil {
		return inspect.Paper{}, err
	}
	i := slices.IndexFunc(all, func(p inspect.Paper) bool {
		return p.ID == ref || p.Number == ref || p.OfficialNumber == ref && ref != ""
	})
	if i < 0 {
		return inspect.Paper{}, inspect.E(inspect.NotFound, "没有编号为“%s”的文书", ref).WithRef(ref).WithHint("list documents 列出文书")
	}
	return all[i], nil
}

// member finds a member of a team by id, badge or name.
func member(t inspect.Team, ref string) (inspect.Member, error) {
	i := slices.IndexFunc(t.Members, func(m inspect.Member) bool { return m.Inspector == ref || m.Badge == ref || m.Name == ref })
	if i < 0 {
		return inspect.Member{}, inspect.E(inspect.NotFound, "“%s”不是这个检查组的成员", ref).WithRef(ref).WithArticle("第十五条").WithHint("成员：%s", memberNames(t))
	}
	return t.Members[i], nil
}

func memberNames(t inspect.Team) string {
	names := make([]string, len(t.Members))
	for i, m := range t.Members {
		names[i] = m.Name
	}
	return strings.Join(names, "，")
}

// isID tells an id of ours, a UUID, from what people write.
func isID(s string) bool { return len(s) == 36 && strings.Count(s, "-") == 4 }
