package service

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Match keeps the 检查组: inspectors matched at random, leader chosen (art. 15).
type Match struct{ c *core }

// TeamView is a team with what a page shows of its subject.
type TeamView struct {
	Team        inspect.Team `json:"team"`
	SubjectName string       `json:"subjectName"`
	SubjectCode string       `json:"subjectCode"`
	Address     string       `json:"address"`
	Trade       string       `json:"trade"`
	StateLabel  string       `json:"stateLabel"`
	Device      string       `json:"device"`    // name of the laptop that it was dispatched to, "" = none yet
	Frequency   string       `json:"frequency"` // 本年度第 N 次 / 上限 M
}

// Teams lists the teams of a task in visit order.
func (m *Match) Teams(ctx context.Context, a inspect.Actor, task string) ([]TeamView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := m.c.task(ctx, m.c.db, task)
	if err != nil {
		return nil, err
	}
	list, err := m.c.teams(ctx, m.c.db, t.ID)
	if err != nil {
		return nil, err
	}
	if err := m.c.counted(ctx, t, list); err != nil {
		return nil, err
	}
	for i := range list {
		if list[i].Team, err = m.c.standing(ctx, m.c.db, list[i].Team); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (c *core) teams(ctx context.Context, r store.Reader, task string) ([]TeamView, error) {
	rows, _, err := store.List[inspect.Team](ctx, r, inspect.NounTeam, store.Where("task", task).Sorted("ord"))
	if err != nil {
		return nil, err
	}
	grants, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", task).Sorted("epoch"))
	if err != nil {
		return nil, err
	}
	device := map[string]string{}
	for _, g := range grants {
		for _, id := range g.Teams {
			device[id] = g.DeviceName
		}
	}
	list := make([]TeamView, 0, len(rows))
	for _, t := range rows {
		s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, t.Subject)
		if err != nil {
			return nil, err
		}
		list = append(list, TeamView{t, s.Name, s.Code, s.Premises, s.Trade, t.State.Label(), device[t.ID], t.Frequency})
	}
	return list, nil
}

// freezeInspectors builds the roster, the seats and the recusals of a locked
// task: certificate valid through the task, no auxiliary, no leave in the
// period, department taking part. Nothing is relaxed to make it fit.
func (d *Draw) freezeInspectors(ctx context.Context, tx *store.Tx, task inspect.Task, dr *inspect.Drawing) (*draw.Frozen, error) {
	if err := task.State.To(inspect.TaskMatched); err != nil {
		return nil, err
	}
	people, out, err := d.roster(ctx, tx, task, task.From)
	if err != nil {
		return nil, err
	}
	if dr.Deputed, err = d.deputed(ctx, tx, task); err != nil {
		return nil, err
	}
	if len(people) < max(1, 2-len(dr.Deputed)) {
		return nil, inspect.E(inspect.Refused, "参与部门（%v）只有%d名可匹配的执法检查人员", task.Departments, len(people)).
			WithArticle("第十五条").WithRef(task.No).WithHint("核对名录库中的证件有效期、状态和请假；每个对象应不少于2名")
	}
	recused, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Filter{})
	if err != nil {
		return nil, err
	}
	matters, err := d.c.mattersOn(ctx, tx, task)
	if err != nil {
		return nil, err
	}
	in := draw.InspectorInput{Excluded: out}
	needs := make([][]inspect.Matter, len(task.Winners))
	for i, w := range task.Winners {
		s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, w.Subject)
		if err != nil {
			return nil, err
		}
		in.Subjects = append(in.Subjects, draw.Named{Code: subjectCode(s), Name: s.Name})
		needs[i] = fitting(matters, s.Trade)
	}
	for _, p := range people {
		in.Roster = append(in.Roster, draw.Person{Code: p.Badge, Name: p.Name, Department: p.Department, Qualifications: able(p), Cap: cmp.Or(task.Rule.PersonCap, len(task.Winners))})
	}
	for i := range task.Winners {
		for seat := 1; seat <= task.PerSubject; seat++ {
			department := seatDepartment(task, seat)
			if slices.Contains(dr.Deputed, department) {
				continue
			}
			in.Seats = append(in.Seats, draw.Seat{Subject: i, Seat: seat, Department: department, Qualifications: needed(needs[i], department), Date: task.From})
		}
	}
	for _, r := range recused {
		s := slices.IndexFunc(task.Winners, func(w inspect.Winner) bool { return w.Subject == r.Subject })
		p := slices.IndexFunc(people, func(p inspect.Inspector) bool { return p.ID == r.Inspector })
		if s >= 0 && p >= 0 && r.Bars(task.From, task.To) {
			in.Recusals = append(in.Recusals, draw.Recusal{Subject: s, Person: p})
		}
	}
	frozen, err := draw.FreezeInspectors(headingOf(*dr), in, rand.Reader)
	if err != nil {
		return nil, err
	}
	for i, w := range task.Winners {
		dr.Subjects = append(dr.Subjects, inspect.DrawnRef{DrawID: frozen.SubjectIDs[i], ID: w.Subject})
	}
	for i, p := range people {
		dr.Persons = append(dr.Persons, inspect.DrawnRef{DrawID: frozen.PersonIDs[i], ID: p.ID})
	}
	dr.Pool, dr.Excluded = len(people), len(out)
	return &frozen.Frozen, nil
}

// seatDepartment says whose seat it is: seat 1 is the initiating department's;
// in a joint task each further department has one, then any of them.
func seatDepartment(task inspect.Task, seat int) string {
	if !task.Joint {
		return ""
	}
	order := append([]string{task.Lead}, slices.DeleteFunc(slices.Clone(task.Departments), func(d string) bool { return d == task.Lead })...)
	if seat <= len(order) {
		return order[seat-1]
	}
	return ""
}

// fitting are the matters that concern subjects of a trade; all of them when no
// matter names it, as with one outside the list.
func fitting(ms []inspect.Matter, trade string) []inspect.Matter {
	out := slices.DeleteFunc(slices.Clone(ms), func(m inspect.Matter) bool { return !slices.Contains(m.Trades, trade) })
	if len(out) == 0 {
		return ms
	}
	return out
}

// mattersOn are a task's matters as they are in force when it begins.
func (c *core) mattersOn(ctx context.Context, r store.Reader, task inspect.Task) ([]inspect.Matter, error) {
	ms, err := c.matters(ctx, r, task.Matters)
	if err != nil {
		return nil, err
	}
	return c.inForceOn(ctx, r, ms, task.From)
}

// ofQualification marks a 岗位资质 among what a seat needs and an inspector has,
// so that no 抽查类别 of the same name stands for it.
const ofQualification = "资质："

// able is all that an inspector's qualifications are to a draw: the 抽查类别 of
// 执法事项范围, and the 岗位资质.
func able(p inspect.Inspector) []string {
	list := slices.Clone(p.Scope)
	for _, q := range p.Qualifications {
		list = append(list, ofQualification+q)
	}
	return list
}

// needed is what a seat asks for: the 抽查类别 and the 岗位资质 of its department's
// matters, or of all when any department may take it.
func needed(ms []inspect.Matter, department string) []string {
	return append(categories(ms, department), qualifications(ms, department)...)
}

func qualifications(ms []inspect.Matter, department string) []string {
	out := []string{}
	for _, m := range ms {
		for _, q := range m.Qualifications {
			if q = ofQualification + q; (department == "" || slices.Contains(m.Departments(), department)) && !slices.Contains(out, q) {
				out = append(out, q)
			}
		}
	}
	return out
}

// lacks says which 岗位资质 an inspector is without, or "".
func lacks(p inspect.Inspector, needs []string) string {
	for _, n := range needs {
		if q, is := strings.CutPrefix(n, ofQualification); is && !slices.Contains(p.Qualifications, q) {
			return "没有岗位资质“" + q + "”"
		}
	}
	return ""
}

// categories are the 抽查类别 that a seat must be able to inspect: those of its
// department's matters, or of all when any department may take it. An
// inspector's 执法事项范围 names categories.
func categories(ms []inspect.Matter, department string) []string {
	out := []string{}
	for _, m := range ms {
		if (department == "" || slices.Contains(m.Departments(), department)) && m.Category != "" && !slices.Contains(out, m.Category) {
			out = append(out, m.Category)
		}
	}
	return out
}

// roster splits the inspectors of the task's departments into eligible ones
// and those left out, with the reason. They must be free from a day to the
// task's end.
func (d *Draw) roster(ctx context.Context, tx store.Reader, task inspect.Task, from string) ([]inspect.Inspector, []draw.Excluded, error) {
	rows, _, err := store.List[inspect.Inspector](ctx, tx, inspect.NounInspector, store.Filter{Order: "badge"})
	if err != nil {
		return nil, nil, err
	}
	leaves, _, err := store.List[inspect.Leave](ctx, tx, inspect.NounLeave, store.Filter{})
	if err != nil {
		return nil, nil, err
	}
	people, out := []inspect.Inspector{}, []draw.Excluded{}
	for _, p := range rows {
		if !task.Draws(p) {
			continue
		}
		to := max(from, task.To) // a task may run late
		why := p.Eligible(to)
		for _, l := range leaves {
			if l.Inspector == p.ID && l.Covers(from, to) {
				why = "任务期间请假"
			}
		}
		if why != "" {
			out = append(out, draw.Excluded{Code: p.Badge, Name: p.Name, Reason: why})
			continue
		}
		people = append(people, p)
	}
	return people, out, nil
}

// winInspectors turns assignments into teams: one per subject, seat 1 proposed
// as leader; the unit chooses.
func (d *Draw) winInspectors(ctx context.Context, tx *store.Tx, task inspect.Task, dr *inspect.Drawing, files draw.Files, nonce []byte, in draw.Input) (draw.Files, error) {
	res, err := draw.Inspectors(files, nonce, in)
	if err != nil {
		return nil, err
	}
	dr.Seed = res.Seed
	person, subject := refs(dr.Persons), refs(dr.Subjects)
	bySubject := map[string]*inspect.Team{}
	var items []store.Item
	for i, w := range task.Winners {
		t := &inspect.Team{ID: store.NewID(), Task: task.ID, Subject: w.Subject, Order: i + 1, Members: []inspect.Member{}, Changes: []inspect.TeamChange{}, Date: task.From,
			Draw: dr.ID, State: inspect.TeamMatched}
		bySubject[w.Subject] = t
		items = append(items, store.Item{ID: t.ID, Aggregate: t})
	}
	for _, as := range res.Assignments {
		p, err := store.Get[inspect.Inspector](ctx, tx, inspect.NounInspector, person[as.Inspector])
		if err != nil {
			return nil, err
		}
		t := bySubject[subject[as.Subject]]
		t.Members = append(t.Members, member(p, as.Seat))
		if as.Seat == 1 {
			t.Proposed = p.ID
		}
	}
	if err := tx.PutMany(ctx, inspect.NounTeam, items, store.Event{Action: "team.matched", Article: "第十五条"}); err != nil {
		return nil, err
	}
	if err := task.State.To(inspect.TaskMatched); err != nil {
		return nil, err
	}
	task.State, task.Deputed = inspect.TaskMatched, dr.Deputed
	_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.matched", Article: "第十五条", Detail: fmt.Sprintf("%d个检查组", len(items))})
	return res.Files, err
}

func member(p inspect.Inspector, seat int) inspect.Member {
	return inspect.Member{Inspector: p.ID, Name: p.Name, Badge: p.Badge, CertNo: p.CertNo, Department: p.Department, Outside: p.Outside, Seat: seat}
}

// ChooseLeader is the unit's own decision (art. 15): any member, in a joint
// task one of the initiating department. Choosing another than the proposed
// one needs a reason.
func (m *Match) ChooseLeader(ctx context.Context, a inspect.Actor, team, inspector, reason string) (inspect.Team, error) {
	var t inspect.Team
	err := m.c.write(ctx, a, inspect.ActTeam, func(tx *store.Tx) (err error) {
		if t, err = store.Get[inspect.Team](ctx, tx, inspect.NounTeam, team); err != nil {
			return err
		}
		task, err := m.c.task(ctx, tx, t.Task)
		if err != nil {
			return err
		}
		if err := m.c.owns(ctx, task); err != nil {
			return err
		}
		if err := t.State.To(inspect.TeamReady); err != nil {
			return err
		}
		t.Leader, t.LeadBasis, t.State = inspector, reason, inspect.TeamReady
		if inspector != t.Proposed && reason == "" {
			return inspect.E(inspect.Invalid, "选定的组长不是抽取建议的人选，应写明理由").WithField("reason").WithArticle("第十五条")
		}
		if err := t.Ready(task); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounTeam, t.ID, t, store.Event{Action: "team.leader", Article: "第十五条", Reason: reason})
		return err
	})
	return t, err
}

// AcceptProposed chooses the proposed leader for every team of a task that has
// none yet, as one decision of the unit.
func (m *Match) AcceptProposed(ctx context.Context, a inspect.Actor, task string) (int, error) {
	if err := a.May(inspect.ActTeam); err != nil {
		return 0, err
	}
	teams, err := m.Teams(ctx, a, task)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, v := range teams {
		if v.Team.State != inspect.TeamMatched {
			continue
		}
		if _, err := m.ChooseLeader(ctx, a, v.Team.ID, v.Team.Proposed, ""); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
