package service

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Meters counts the year by art. 8 and 11. A task belongs to the year it begins
// in and counts from the lock of its list on; a result belongs to the year of
// the visit and counts from 已公示 on. The departments are those of the
// inspector register that are 警种 of the bureau (no 派出所, nobody from
// outside); a 监管警种 of the subject register that none of them keeps stands for
// itself, so that no subject falls out.
func (p *Plan) Meters(ctx context.Context, a inspect.Actor, year int) (inspect.Meters, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.Meters{}, err
	}
	if year < 2000 || year > 2999 {
		return inspect.Meters{}, inspect.E(inspect.Invalid, "年度“%d”不对", year).WithField("year").WithArticle("第十二条").WithHint("填四位年份")
	}
	return p.meters(ctx, p.c.db, year)
}

func (p *Plan) meters(ctx context.Context, r store.Reader, year int) (inspect.Meters, error) {
	m := inspect.Meters{Year: year, Departments: []inspect.DepartmentMeter{}, Missing: []string{}}
	names, err := p.branches(ctx, r)
	if err != nil {
		return m, err
	}
	for _, name := range names {
		m.Departments = append(m.Departments, inspect.DepartmentMeter{Department: name})
	}
	random, last, err := p.meterTasks(ctx, r, &m)
	if err != nil {
		return m, err
	}
	if err := p.meterSubjects(ctx, r, &m, random); err != nil {
		return m, err
	}
	for i := range m.Departments {
		d := &m.Departments[i]
		for _, at := range last.Registers {
			if at.Department == d.Department {
				d.AtLock, d.LockedOn, d.LockedNo = at.Subjects, last.LockedOn, last.No
			}
		}
	}
	return m.Measure(), nil
}

// branches are the 警种部门 of the bureau, in the order of their names.
func (p *Plan) branches(ctx context.Context, r store.Reader) ([]string, error) {
	people, _, err := store.List[struct {
		Department string `json:"department"`
		Outside    bool   `json:"outside"`
	}](ctx, r, inspect.NounInspector, store.Filter{})
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, x := range people {
		if !x.Outside && !strings.HasSuffix(x.Department, "派出所") && !slices.Contains(names, x.Department) {
			names = append(names, x.Department)
		}
	}
	slices.Sort(names)
	return names, nil
}

// meterTasks counts tasks and gives the random ones by id, and the one whose list
// was locked last.
func (p *Plan) meterTasks(ctx context.Context, r store.Reader, m *inspect.Meters) (random map[string]bool, last taskHead, err error) {
	tasks, _, err := store.List[taskHead](ctx, r, inspect.NounTask, store.Filter{})
	if err != nil {
		return nil, last, err
	}
	random = map[string]bool{}
	whole := map[string]bool{}
	for _, t := range tasks {
		whole[t.ID] = true
	}
	for _, t := range tasks {
		random[t.ID] = t.Random()
		if whole[t.Parent] {
			continue // a unit's part counts with its whole
		}
		if !strings.HasPrefix(t.From, fmt.Sprintf("%04d-", m.Year)) {
			continue
		}
		if t.State == inspect.TaskDraft || t.State == inspect.TaskFrozen || t.State == inspect.TaskDrawn {
			m.Unlocked++
			continue
		}
		if !t.Random() {
			m.NonRandom++
			continue
		}
		m.Tasks++
		if t.LockedOn >= last.LockedOn {
			last = t
		}
		if !t.Joint {
			continue
		}
		m.Joint++
		for i := range m.Departments {
			d := &m.Departments[i]
			switch {
			case d.Department == t.Lead:
				d.Initiated++
			case slices.Contains(t.Departments, d.Department):
				d.Joined++
			}
		}
	}
	return random, last, nil
}

// meterSubjects counts the registers and how much of them is covered.
func (p *Plan) meterSubjects(ctx context.Context, r store.Reader, m *inspect.Meters, random map[string]bool) error {
	results, _, err := store.List[struct {
		Task       string              `json:"task"`
		Subject    string              `json:"subject"`
		FinishedOn string              `json:"finishedOn"`
		State      inspect.ResultState `json:"state"`
	}](ctx, r, inspect.NounResult, store.Filter{})
	if err != nil {
		return err
	}
	standing, err := p.c.survivors(ctx, r)
	if err != nil {
		return err
	}
	published := map[string]bool{} // of every subject checked this year
	for _, x := range results {
		if random[x.Task] && strings.HasPrefix(x.FinishedOn, fmt.Sprintf("%04d-", m.Year)) {
			id := joinOr(standing[x.Subject], x.Subject)
			published[id] = published[id] || x.State == inspect.ResultPublished
		}
	}
	place, err := countRegisters(ctx, r, m)
	if err != nil {
		return err
	}
	checked, err := store.Columns(ctx, r, inspect.NounSubject, slices.Collect(maps.Keys(published)), "department", "status")
	if err != nil {
		return err
	}
	for _, row := range checked {
		d := place(row[1])
		switch {
		case !validStatus(row[2]):
		case published[row[0]]:
			d.Covered++
		default:
			d.Waiting++
		}
	}
	return nil
}

func validStatus(status string) bool { return (inspect.Subject{Status: status}).Drawable() == "" }

// countRegisters counts the subject register by department: the denominators. It
// gives the department that keeps a 监管警种, adding one that nobody keeps.
func countRegisters(ctx context.Context, r store.Reader, m *inspect.Meters) (func(branch string) *inspect.DepartmentMeter, error) {
	groups, err := store.Groups(ctx, r, inspect.NounSubject, "department", "status", "merged")
	if err != nil {
		return nil, err
	}
	own := len(m.Departments) // the departments of the inspector register
	of := map[string]int{}    // 监管警种 -> index
	place := func(branch string) *inspect.DepartmentMeter {
		if branch == "" {
			branch = "未写明监管警种"
		}
		i, ok := of[branch]
		if !ok {
			i = slices.IndexFunc(m.Departments[:own], func(d inspect.DepartmentMeter) bool { return inspect.Registers(d.Department, branch) })
			if i < 0 {
				i = len(m.Departments)
				m.Departments = append(m.Departments, inspect.DepartmentMeter{Department: branch, Unkept: true})
			}
			of[branch] = i
		}
		return &m.Departments[i]
	}
	for _, g := range groups {
		if g.Values[2] != "" {
			continue // merged into another
		}
		if d := place(g.Values[0]); validStatus(g.Values[1]) {
			d.Subjects += g.Count
		} else {
			d.Invalid += g.Count
		}
	}
	return place, nil
}

// atLock counts the registers of the 警种部门 when a list is locked: the
// denominators of art. 8 as they stand then, kept with the task.
func (c *core) atLock(ctx context.Context, r store.Reader) ([]inspect.RegisterCount, error) {
	p, m := &Plan{c}, inspect.Meters{}
	names, err := p.branches(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		m.Departments = append(m.Departments, inspect.DepartmentMeter{Department: name})
	}
	if _, err := countRegisters(ctx, r, &m); err != nil {
		return nil, err
	}
	counts := []inspect.RegisterCount{}
	for _, d := range m.Departments {
		if d.Subjects > 0 {
			counts = append(counts, inspect.RegisterCount{Department: d.Department, Subjects: d.Subjects})
		}
	}
	return counts, nil
}

// taskHead is a task without its list.
type taskHead struct {
	ID          string                  `json:"id"`
	No          string                  `json:"no"`
	Kind        inspect.TaskKind        `json:"kind"`
	Parent      string                  `json:"parent"`
	From        string                  `json:"from"`
	State       inspect.TaskState       `json:"state"`
	Joint       bool                    `json:"joint"`
	Lead        string                  `json:"lead"`
	Departments []string                `json:"departments"`
	LockedOn    string                  `json:"lockedOn"`
	Registers   []inspect.RegisterCount `json:"registers"`
}

func (t taskHead) Random() bool { return t.Kind != inspect.TaskNonRandom }
