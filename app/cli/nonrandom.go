package cli

import (
	"flag"
	"fmt"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func nonRandomCommands() []command {
	return []command{
		{path: "team assign", args: "任务 序号=人员,人员 [序号=人员,人员 …]", about: "非随机检查：指定各户的检查人员（警号或姓名），每户不少于2名；双随机任务不能指定",
			min: 2, max: 1000, need: signedIn, setup: plain(assign)},
		{path: "task times", args: "任务", about: "本年度本机关对各户第几次检查，随机和非随机合计", min: 1, max: 1, need: signedIn, setup: plain(times)},
	}
}

// nonRandom are the options of task new --nonrandom.
type nonRandom struct{ item, why, proof, unlisted, subjects string }

func (n *nonRandom) declare(f *flag.FlagSet) {
	f.StringVar(&n.item, "nonrandom", "", "")
	f.StringVar(&n.why, "why", "", "")
	f.StringVar(&n.proof, "proof", "", "")
	f.StringVar(&n.unlisted, "unlisted", "", "")
	f.StringVar(&n.subjects, "subjects", "", "")
}

// make sets the task up.
func (n *nonRandom) make(c *call, t inspect.Task) error {
	t.NonRandom = &inspect.NonRandom{Item: inspect.Exempt(n.item), Reason: n.why}
	in := service.NonRandomInput{Task: t, ProofPath: n.proof, Unlisted: words(n.unlisted), Subjects: []string{}}
	for _, ref := range words(n.subjects) {
		s, err := c.subject(ref)
		if err != nil {
			return err
		}
		in.Subjects = append(in.Subjects, s.ID)
	}
	saved, err := c.sv.Task.NewNonRandom(c.ctx, c.a, in)
	if err != nil {
		return err
	}
	return c.show(saved, "任务 %s：%s（非随机检查%s），%d个检查对象，名单已锁定；用 team assign 指定人员，或 draw inspectors 随机匹配",
		saved.No, saved.Name, saved.NonRandom.Item.Label(), len(saved.Winners))
}

// subject finds one by code, id or whole name.
func (c *call) subject(ref string) (inspect.Subject, error) {
	page, err := c.sv.Library.Subjects(c.ctx, c.a, service.Query{})
	if err != nil {
		return inspect.Subject{}, err
	}
	found := slices.DeleteFunc(page.Rows, func(s inspect.Subject) bool { return s.Code != ref && s.ID != ref && s.Name != ref })
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return inspect.Subject{}, inspect.E(inspect.NotFound, "名录库里没有“%s”这个检查对象", ref).WithRef(ref).WithArticle("第九条").WithHint("写统一社会信用代码或全称；list subjects 列出名录")
	}
	return inspect.Subject{}, inspect.E(inspect.Invalid, "名录库里有%d个“%s”", len(found), ref).WithRef(ref).WithHint("写统一社会信用代码")
}

func assign(c *call) error {
	t, err := c.sv.Task.Get(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	page, err := c.sv.Library.Inspectors(c.ctx, c.a, service.Query{})
	if err != nil {
		return err
	}
	teams := []service.HandTeam{}
	for _, arg := range c.args[1:] {
		order, people, err := cutOrder(arg, len(t.Winners))
		if err != nil {
			return err
		}
		h := service.HandTeam{Subject: t.Winners[order-1].Subject, Inspectors: []string{}}
		for _, ref := range people {
			i := slices.IndexFunc(page.Rows, func(p inspect.Inspector) bool { return p.Badge == ref || p.ID == ref || p.Name == ref })
			if i < 0 {
				return inspect.E(inspect.NotFound, "名录库里没有“%s”这名执法检查人员", ref).WithRef(ref).WithArticle("第九条").WithHint("list inspectors 列出人员")
			}
			h.Inspectors = append(h.Inspectors, page.Rows[i].ID)
		}
		teams = append(teams, h)
	}
	if t, err = c.sv.Match.AssignByHand(c.ctx, c.a, t.ID, teams); err != nil {
		return err
	}
	return c.show(t, "任务 %s：%s，%d个检查组", t.No, t.State.Label(), len(teams))
}

// cutOrder reads "2=甲,乙" for a list of n subjects.
func cutOrder(arg string, n int) (int, []string, error) {
	var order int
	var people string
	if _, err := fmt.Sscanf(arg, "%d=%s", &order, &people); err != nil || order < 1 || order > n {
		return 0, nil, inspect.E(inspect.Invalid, "“%s”不对：写成 序号=人员,人员，序号为 1 至 %d", arg, n).WithHint("task show 列出序号")
	}
	return order, words(people), nil
}

func times(c *call) error {
	list, err := c.sv.Task.Frequencies(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	rows := [][]string{}
	for i, f := range list {
		rows = append(rows, []string{fmt.Sprint(i + 1), f.Name, f.Text})
	}
	return c.table(list, []string{"序号", "检查对象", "本年度检查次数"}, rows)
}
