package service

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// ReplaceInput asks for the draw that follows a consent.
type ReplaceInput struct {
	Request   string `json:"request"`
	InputKind string `json:"inputKind"` // none, dice, value
	InputNote string `json:"inputNote"` // the public input, named beforehand; "" with none
}

// Replaced is what a replacement did, or how far its draw has come.
type Replaced struct {
	Request    inspect.ReplaceRequest `json:"request"`
	Draw       inspect.Drawing        `json:"draw"`
	Team       inspect.Team           `json:"team"`
	NeedLeader bool                   `json:"needLeader"` // the unit must choose a leader again
	ToVoid     []inspect.Paper        `json:"toVoid"`     // issued in the name of the old member
}

const (
	replacementReason = "依第十六条更换执法检查人员" // public: it names nobody and no cause
	noPublicInput     = "无公共随机输入"
)

// Replace draws another inspector for the seat of one whose replacement was
// consented to (art. 16). Nobody picks: the roster is everyone qualified for the
// seat, and the statement is logged before the draw. With the input kind none
// the draw follows at once and says so; with a public input it goes on as every
// draw does, by Draw.Witness and Draw.Reveal. A crash in between is cured by
// calling it again: what was stated is not stated anew.
func (m *Match) Replace(ctx context.Context, a inspect.Actor, in ReplaceInput) (Replaced, error) {
	if err := a.May(inspect.ActTeam); err != nil {
		return Replaced{}, err
	}
	if err := m.c.inOffice(ctx); err != nil {
		return Replaced{}, err
	}
	d := &Draw{m.c}
	dr, err := d.stateReplacement(ctx, a, in)
	if err != nil {
		return Replaced{}, err
	}
	if dr.InputKind == string(draw.InputNone) && dr.State == inspect.DrawStated {
		// There is no public input to wait for, and so no witness to the waiting.
		// That none was used is committed before a ticket is computed, like an input.
		err := m.c.write(ctx, a, inspect.ActTeam, func(tx *store.Tx) error {
			dr.State, dr.Source = inspect.DrawRevealed, noPublicInput
			_, err := tx.Put(ctx, inspect.NounDraw, dr.ID, dr, store.Event{Action: "draw.reveal", Article: "第十六条", Detail: "声明 " + dr.Statement + " " + noPublicInput})
			return err
		})
		if err != nil {
			return Replaced{}, err
		}
	}
	if dr.State == inspect.DrawRevealed {
		if dr, err = d.Resume(ctx, a, dr.ID); err != nil {
			return Replaced{}, err
		}
	}
	return m.replaced(ctx, in.Request, dr)
}

func (m *Match) replaced(ctx context.Context, request string, dr inspect.Drawing) (Replaced, error) {
	r := Replaced{Draw: dr}
	var err error
	if r.Request, err = store.Get[inspect.ReplaceRequest](ctx, m.c.db, inspect.NounRequest, request); err != nil {
		return Replaced{}, err
	}
	if r.Team, err = store.Get[inspect.Team](ctx, m.c.db, inspect.NounTeam, r.Request.Team); err != nil {
		return Replaced{}, err
	}
	r.NeedLeader = r.Team.Leader == ""
	r.ToVoid, err = m.c.outdated(ctx, m.c.db, r.Team)
	return r, err
}

// stateReplacement freezes the roster of a consented replacement, or gives the
// draw that was already stated for it.
func (d *Draw) stateReplacement(ctx context.Context, a inspect.Actor, in ReplaceInput) (inspect.Drawing, error) {
	var dr inspect.Drawing
	err := d.c.write(ctx, a, inspect.ActTeam, func(tx *store.Tx) error {
		r, err := store.Get[inspect.ReplaceRequest](ctx, tx, inspect.NounRequest, in.Request)
		if err != nil {
			return err
		}
		if err := r.State.To(inspect.RequestDone); err != nil {
			return err
		}
		if r.Draw != "" {
			if dr, err = store.Get[inspect.Drawing](ctx, tx, inspect.NounDraw, r.Draw); err != nil {
				return err
			}
			if dr.State != inspect.DrawAbandoned {
				return tx.Audit(ctx, store.Event{Action: "draw.continue", Article: "第十六条", Detail: "声明 " + dr.Statement}, inspect.NounDraw, dr.ID, "")
			}
		}
		task, err := d.c.task(ctx, tx, r.Task)
		if err != nil {
			return err
		}
		team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, r.Team)
		if err != nil {
			return err
		}
		if in.InputKind == "" {
			in.InputKind = string(draw.InputNone)
		}
		dr = inspect.Drawing{ID: store.NewID(), Task: task.ID, TaskNo: task.No, Purpose: string(draw.PurposeReplacement), InputKind: in.InputKind, InputNote: in.InputNote,
			Reason: replacementReason, State: inspect.DrawStated, Persons: []inspect.DrawnRef{}, Subjects: []inspect.DrawnRef{}}
		if dr.InputKind == string(draw.InputNone) {
			dr.InputNote = noPublicInput
		}
		if err := d.numberReplacement(ctx, tx, &dr); err != nil {
			return err
		}
		frozen, err := d.freezeReplacement(ctx, tx, task, team, r, &dr)
		if err != nil {
			return err
		}
		if err := d.state(ctx, tx, &dr, frozen, store.Event{Article: "第十六条", Approval: r.Approval, Reason: dr.Reason}); err != nil {
			return err
		}
		r.Draw = dr.ID
		_, err = tx.Put(ctx, inspect.NounRequest, r.ID, r, store.Event{Action: "replace.state", Article: "第十六条", Approval: r.Approval})
		return err
	})
	return dr, err
}

// numberReplacement refuses a new replacement of the task while one is open:
// one at a time.
func (d *Draw) numberReplacement(ctx context.Context, tx *store.Tx, dr *inspect.Drawing) error {
	last, err := d.attempt(ctx, tx, dr)
	if err != nil || last.ID == "" || last.State == inspect.DrawAbandoned || last.State == inspect.DrawDone {
		return err
	}
	return inspect.E(inspect.Refused, "本任务第%d次更换抽取为“%s”，不能另起一次", last.Attempt, last.State.Label()).WithArticle("第十六条").WithRef(last.ID).
		WithHint("先办完或作废该次抽取")
}

// freezeReplacement freezes everyone qualified for the seat of the one who
// leaves: in force and free from the visit's day on, not recused, not in the
// team now or before, of the seat's department, able to inspect its matters.
func (d *Draw) freezeReplacement(ctx context.Context, tx *store.Tx, task inspect.Task, team inspect.Team, r inspect.ReplaceRequest, dr *inspect.Drawing) (*draw.Frozen, error) {
	if err := replaceable(team); err != nil {
		return nil, err
	}
	old, err := memberOf(team, r.Inspector)
	if err != nil {
		return nil, err
	}
	if old.Deputy() {
		return nil, inspect.E(inspect.Refused, "%s是%s自派的人员，名录库里没有可抽取的人", old.Name, old.Department).WithArticle("第十六条").WithRef(team.ID).
			WithHint("由该部门另派有执法资格的人员，在“更换与回避”中代录接替人员")
	}
	day := max(team.Date, d.c.today())
	people, out, err := d.roster(ctx, tx, task, day)
	if err != nil {
		return nil, err
	}
	matters, err := d.c.mattersOn(ctx, tx, task)
	if err != nil {
		return nil, err
	}
	recused, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Where("subject", team.Subject))
	if err != nil {
		return nil, err
	}
	subject, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, team.Subject)
	if err != nil {
		return nil, err
	}
	department := seatDepartment(task, old.Seat)
	needs := needed(fitting(matters, subject.Trade), department)
	in := draw.InspectorInput{Excluded: out, Seats: []draw.Seat{{Subject: 0, Seat: old.Seat, Department: department, Qualifications: needs, Date: day}}}
	roster := []inspect.Inspector{}
	for _, p := range people {
		if why := unfit(p, team, department, needs, recused, day, max(day, task.To)); why != "" {
			in.Excluded = append(in.Excluded, draw.Excluded{Code: p.Badge, Name: p.Name, Reason: why})
			continue
		}
		roster = append(roster, p)
		in.Roster = append(in.Roster, draw.Person{Code: p.Badge, Name: p.Name, Department: p.Department, Qualifications: able(p), Cap: 1})
	}
	if len(roster) == 0 {
		return nil, inspect.E(inspect.Refused, "没有其他符合条件的执法检查人员可以替换%s，检查组只剩%d名，不足2名不得检查", old.Name, len(team.Members)-1).
			WithArticle("第十六条").WithField(nobodyLeft).WithRef(team.ID).WithHint("登记本次检查改期；核对名录库中%s人员的证件、请假、回避、执法事项范围和岗位资质（%v）后再抽", joinOr(department, task.Lead), needs)
	}
	in.Subjects = []draw.Named{{Code: subjectCode(subject), Name: subject.Name}}
	frozen, err := draw.FreezeInspectors(headingOf(*dr), in, rand.Reader)
	if err != nil {
		return nil, err
	}
	dr.Subjects = append(dr.Subjects, inspect.DrawnRef{DrawID: frozen.SubjectIDs[0], ID: subject.ID})
	for i, p := range roster {
		dr.Persons = append(dr.Persons, inspect.DrawnRef{DrawID: frozen.PersonIDs[i], ID: p.ID})
	}
	dr.Pool, dr.Excluded = len(roster), len(in.Excluded)
	return &frozen.Frozen, nil
}

// unfit says why an eligible inspector may not take a seat of a team, or "".
func unfit(p inspect.Inspector, team inspect.Team, department string, needs []string, recused []inspect.Recusal, from, to string) string {
	for _, m := range team.Members {
		if m.Inspector == p.ID {
			return "已在本检查组"
		}
	}
	for _, c := range team.Changes {
		if c.Old.Inspector == p.ID {
			return "已从本检查组更换"
		}
	}
	for _, r := range recused {
		if r.Inspector == p.ID && r.Bars(from, to) {
			return "与检查对象有回避关系"
		}
	}
	if department != "" && p.Department != department {
		return "不属于该席位的部门"
	}
	for _, n := range needs {
		if !strings.HasPrefix(n, ofQualification) && !slices.Contains(p.Scope, n) {
			return "执法事项范围不含" + n
		}
	}
	return lacks(p, needs)
}

func joinOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// winReplacement puts the drawn inspector into the team and keeps the history.
func (d *Draw) winReplacement(ctx context.Context, tx *store.Tx, dr *inspect.Drawing, files draw.Files, nonce []byte, in draw.Input) (draw.Files, error) {
	rows, _, err := store.List[inspect.ReplaceRequest](ctx, tx, inspect.NounRequest, store.Where("task", dr.Task, "state", string(inspect.RequestApproved)))
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(r inspect.ReplaceRequest) bool { return r.Draw == dr.ID })
	if i < 0 {
		return nil, inspect.E(inspect.Refused, "这次抽取没有获准的更换申请").WithArticle("第十六条").WithRef(dr.ID)
	}
	r := rows[i]
	team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, r.Team)
	if err != nil {
		return nil, err
	}
	if err := replaceable(team); err != nil {
		return nil, err
	}
	old, err := memberOf(team, r.Inspector)
	if err != nil {
		return nil, err
	}
	res, err := draw.Inspectors(files, nonce, in)
	if err != nil {
		return nil, err
	}
	dr.Seed = res.Seed
	p, err := store.Get[inspect.Inspector](ctx, tx, inspect.NounInspector, refs(dr.Persons)[res.Assignments[0].Inspector])
	if err != nil {
		return nil, err
	}
	if team.Postponed != "" {
		team.Date = max(team.Date, d.c.today())
	}
	team.Replace(inspect.TeamChange{Request: r.ID, Old: old, New: member(p, old.Seat), Cause: r.Cause, Approval: r.Approval, Approver: r.Approver,
		Draw: dr.ID, Attempt: dr.Attempt, Led: team.Leader == old.Inspector, At: tx.At()})
	if _, err := tx.Put(ctx, inspect.NounTeam, team.ID, team, store.Event{Action: "team.replaced", Article: "第十六条", Approval: r.Approval, Detail: "声明 " + dr.Statement}); err != nil {
		return nil, err
	}
	r.State = inspect.RequestDone
	_, err = tx.Put(ctx, inspect.NounRequest, r.ID, r, store.Event{Action: "replace.done", Article: "第十六条", Approval: r.Approval})
	return res.Files, err
}
