package service

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// titled puts a line over a list: the report's name, period and unit.
func titled(in ReportInput, name string, head []string, rows [][]string) sheet.Grid {
	g := listGrid(name, head, rows)
	title := fmt.Sprintf("%s（%s 至 %s，%s）", name, in.From, in.To, cmp.Or(in.Unit, "全部单位"))
	g.Rows = append([][]sheet.Cell{{{Text: title, Bold: true}}}, g.Rows...)
	g.Merges, g.HeaderRow = append(g.Merges, [4]int{1, 1, 1, len(head)}), 2
	return g
}

// ledger 工作台账: task → subject → people → result → day of publication.
func (r *Report) ledger(in ReportInput, cases []oneCase) sheet.Grid {
	rows := [][]string{}
	for i, c := range cases {
		leader, people, problems := "", []string{}, []string{}
		for _, m := range c.team.Members {
			people = append(people, m.Name)
			if m.Inspector == c.team.Leader {
				leader = m.Name
			}
		}
		for _, m := range c.result.Matters {
			if m.Problem != "" {
				problems = append(problems, m.Name+"："+m.Problem)
			}
		}
		state, result := "未检查", ""
		if c.result.ID != "" {
			state, result = c.result.State.Label(), c.result.Code.Label()
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), c.task.No, c.task.Name, taskKind(c.task), c.task.PlanNo, strings.Join(c.task.Departments, "，"), c.matters, c.subject.Name, c.subject.Code,
			c.subject.Trade, c.subject.Station, leader, strings.Join(people, "，"), c.result.FinishedOn, result, strings.Join(problems, "；"), c.result.FollowUp,
			c.result.DueOn, inspect.LegalDate(c.result.PublishedAt), c.result.PlatformNo, state})
	}
	return titled(in, "工作台账", []string{"序号", "任务编号", "任务名称", "类型", "计划编号", "实施部门", "抽查事项", "检查对象", "统一社会信用代码", "行业", "所属派出所", "组长", "检查人员",
		"检查完成日期", "检查结果", "发现问题情况", "后续处置", "应公示日", "公示日", "平台编号", "状态"}, rows)
}

// tally counts cases for one line of the 统计表.
type tally struct {
	tasks, joint, outside       []string // ids, each once
	subjects, checked, done     int
	problems, late, unpublished int
	codes                       map[inspect.ResultCode]int
}

func tallyOf(cases []oneCase) tally {
	n := tally{codes: map[inspect.ResultCode]int{}}
	once := func(list *[]string, id string) {
		if !slices.Contains(*list, id) {
			*list = append(*list, id)
		}
	}
	for _, c := range cases {
		task := cmp.Or(c.task.Parent, c.task.ID) // a unit's part counts with its whole
		switch {
		case !c.task.Random():
			once(&n.outside, task)
		case c.task.Joint:
			once(&n.joint, task)
			fallthrough
		default:
			once(&n.tasks, task)
		}
		n.subjects++
		if c.late() {
			n.late++
		}
		if c.result.ID == "" {
			continue
		}
		n.checked++
		n.codes[c.result.Code]++
		if c.published() {
			n.done++
		} else if c.result.State != inspect.ResultWithheld {
			n.unpublished++
		}
		if slices.ContainsFunc(c.result.Matters, func(m inspect.MatterResult) bool { return m.Problem != "" }) {
			n.problems++
		}
	}
	return n
}

func (n tally) row(name string) []string {
	row := []string{name, fmt.Sprint(len(n.tasks)), fmt.Sprint(len(n.joint)), inspect.Percent(len(n.joint), len(n.tasks)), fmt.Sprint(len(n.outside)), fmt.Sprint(n.subjects), fmt.Sprint(n.checked),
		fmt.Sprint(n.done), inspect.Percent(n.done, n.subjects), fmt.Sprint(n.problems), inspect.Percent(n.problems, n.checked), fmt.Sprint(n.late)}
	for _, code := range inspect.ResultCodes {
		row = append(row, fmt.Sprint(n.codes[code]))
	}
	return row
}

// byDepartment are the departments of the cases in the order of their names.
func byDepartment(cases []oneCase) []string {
	names := []string{}
	for _, c := range cases {
		if !slices.Contains(names, c.task.Lead) {
			names = append(names, c.task.Lead)
		}
	}
	slices.Sort(names)
	return names
}

// only are the cases of one initiating department.
func only(cases []oneCase, department string) []oneCase {
	return slices.DeleteFunc(slices.Clone(cases), func(c oneCase) bool { return c.task.Lead != department })
}

// stats 统计表: by initiating department, with the sum.
func (r *Report) stats(in ReportInput, cases []oneCase) sheet.Grid {
	rows := [][]string{}
	for _, d := range byDepartment(cases) {
		rows = append(rows, tallyOf(only(cases, d)).row(d))
	}
	rows = append(rows, tallyOf(cases).row("合计"))
	head := []string{"发起部门", "双随机任务", "其中联合", "联合比例", "非随机检查", "检查对象", "已检查", "已公示", "公示率", "发现问题户", "问题发现率", "逾期"}
	for _, code := range inspect.ResultCodes {
		head = append(head, code.Label())
	}
	return titled(in, "统计表", head, rows)
}

// joint 联合抽查统计: a line a joint task, with the sum.
func (r *Report) joint(in ReportInput, cases []oneCase) sheet.Grid {
	cases = slices.DeleteFunc(slices.Clone(cases), func(c oneCase) bool { return !c.task.Random() || !c.task.Joint })
	rows, seen := [][]string{}, map[string]bool{}
	line := func(n tally, cells ...string) {
		rows = append(rows, append(cells, fmt.Sprint(n.subjects), fmt.Sprint(n.checked), fmt.Sprint(n.done), fmt.Sprint(n.problems), fmt.Sprint(n.late)))
	}
	for _, c := range cases {
		if seen[c.task.ID] {
			continue
		}
		seen[c.task.ID] = true
		of := slices.DeleteFunc(slices.Clone(cases), func(x oneCase) bool { return x.task.ID != c.task.ID })
		line(tallyOf(of), c.task.No, c.task.Name, c.task.PlanNo, c.task.From+" 至 "+c.task.To, c.task.Lead, strings.Join(c.task.Departments, "，"), c.matters, c.task.State.Label())
	}
	line(tallyOf(cases), "合计", fmt.Sprintf("%d次", len(seen)), "", "", "", "", "", "")
	return titled(in, "联合抽查统计", []string{"任务编号", "任务名称", "计划编号", "检查日期", "发起部门", "参与部门", "抽查事项", "任务状态", "检查对象", "已检查", "已公示", "发现问题户", "逾期"}, rows)
}

// overdue 逾期清单: results past their day, published late or not at all, and
// tasks that ran past their end.
func (r *Report) overdue(in ReportInput, cases []oneCase) []sheet.Grid {
	rows, tasks, seen := [][]string{}, [][]string{}, map[string]bool{}
	for _, c := range cases {
		if c.late() {
			until := inspect.LegalDate(c.result.PublishedAt)
			rows = append(rows, []string{fmt.Sprint(len(rows) + 1), c.task.No, c.task.Name, c.task.Lead, c.subject.Name, c.subject.Code, c.result.FinishedOn, c.result.DueOn,
				until, fmt.Sprint(daysBetween(c.result.DueOn, cmp.Or(until, c.today))), c.result.State.Label()})
		}
		if t := c.task; t.To < c.today && t.State != inspect.TaskClosed && t.State != inspect.TaskReturned && !seen[t.ID] {
			seen[t.ID] = true
			tasks = append(tasks, []string{t.No, t.Name, t.Lead, t.From, t.To, fmt.Sprint(daysBetween(t.To, c.today)), t.State.Label()})
		}
	}
	return []sheet.Grid{
		titled(in, "逾期清单", []string{"序号", "任务编号", "任务名称", "发起部门", "检查对象", "统一社会信用代码", "检查完成日期", "应公示日", "公示日", "逾期天数", "状态"}, rows),
		titled(in, "逾期任务", []string{"任务编号", "任务名称", "发起部门", "开始日期", "结束日期", "逾期天数", "状态"}, tasks),
	}
}

// daysBetween counts calendar days between two dates.
func daysBetween(from, to string) int {
	a, err := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// upkeep 一单两库维护表: what was added and changed in the period, by whom on
// which day, and how many are in force now. It is the bureau's, whatever the
// unit.
func (r *Report) upkeep(ctx context.Context, in ReportInput) ([]sheet.Grid, error) {
	sums, days := [][]string{}, [][]string{}
	for _, l := range []struct {
		noun  inspect.Noun
		valid func(context.Context) (int, error)
	}{{inspect.NounMatter, r.mattersInForce}, {inspect.NounSubject, r.subjectsValid}, {inspect.NounInspector, r.inspectorsEligible}} {
		kept, err := store.Upkeep(ctx, r.c.db, l.noun)
		if err != nil {
			return nil, err
		}
		total, err := store.Count(ctx, r.c.db, l.noun, store.Filter{})
		if err != nil {
			return nil, err
		}
		valid, err := l.valid(ctx)
		if err != nil {
			return nil, err
		}
		before, added, changed, last := 0, 0, 0, ""
		for _, k := range kept {
			last = k.Day
			switch {
			case k.Day < in.From:
				before += k.Added
			case k.Day <= in.To:
				added, changed = added+k.Added, changed+k.Changed
				by, err := r.c.personName(ctx, r.c.db, k.Person)
				if err != nil {
					return nil, err
				}
				days = append(days, []string{k.Day, l.noun.Label(), by, fmt.Sprint(k.Added), fmt.Sprint(k.Changed)})
			}
		}
		sums = append(sums, []string{l.noun.Label(), fmt.Sprint(before), fmt.Sprint(added), fmt.Sprint(changed), fmt.Sprint(before + added), fmt.Sprint(valid), fmt.Sprint(total - valid), last})
	}
	slices.SortStableFunc(days, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	in.Unit = ""
	return []sheet.Grid{
		titled(in, "一单两库维护表", []string{"清单和名录库", "期初", "新增", "变更（次）", "期末", "现有效", "现失效", "最近维护日期"}, sums),
		titled(in, "逐日维护", []string{"日期", "清单和名录库", "维护人", "新增", "变更（次）"}, days),
	}, nil
}

func (r *Report) mattersInForce(ctx context.Context) (int, error) {
	n := 0
	return n, store.Each(ctx, r.c.db, inspect.NounMatter, func(m inspect.Matter) error {
		if m.InForce(r.c.today()) {
			n++
		}
		return nil
	})
}

func (r *Report) subjectsValid(ctx context.Context) (int, error) {
	groups, err := store.Groups(ctx, r.c.db, inspect.NounSubject, "status", "merged")
	n := 0
	for _, g := range groups {
		if g.Values[1] == "" && (inspect.Subject{Status: g.Values[0]}).Drawable() == "" {
			n += g.Count
		}
	}
	return n, err
}

func (r *Report) inspectorsEligible(ctx context.Context) (int, error) {
	n := 0
	return n, store.Each(ctx, r.c.db, inspect.NounInspector, func(i inspect.Inspector) error {
		if i.Eligible(r.c.today()) == "" {
			n++
		}
		return nil
	})
}
