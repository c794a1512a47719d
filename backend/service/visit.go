package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Visit records inspections on site (art. 17-20).
type Visit struct{ c *core }

// Standing is what follows from a visit's fields and evidence. It changes with
// every save, and is all that a page asks for again.
type Standing struct {
	Visit    inspect.Visit        `json:"visit"`
	Steps    []inspect.StepRecord `json:"steps"` // the important ones, and what records each
	Problems []inspect.Error      `json:"problems"`
	Papers   []inspect.DuePaper   `json:"papers"` // what its record and measures bring
	Items    int                  `json:"items"`  // how many pieces of evidence there are; Evidence.Page lists them
}

// VisitForm is an open visit: the typed record, its stored fields with their
// revisions, and what a page needs beside them.
type VisitForm struct {
	Standing
	Fields   []inspect.Field    `json:"fields"`
	Subject  inspect.Subject    `json:"subject"`
	Team     inspect.Team       `json:"team"`
	Task     inspect.Task       `json:"task"`
	Matters  []inspect.Matter   `json:"matters"`
	Evidence []inspect.Evidence `json:"-"`        // may be hundreds
	Carried  string             `json:"carried"`  // the firm whose shared fields it began with, "" = none
	HandedTo string             `json:"handedTo"` // the laptop it was handed to, "" = it is here
	Lost     string             `json:"lost"`     // the lost laptop it was begun on before, "" = none
}

// Start opens the visit of a team (or returns the one that is open). Only a
// team that was dispatched to this device may start.
func (v *Visit) Start(ctx context.Context, a inspect.Actor, team string) (VisitForm, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return VisitForm{}, err
	}
	t, err := store.Get[inspect.Team](ctx, v.c.db, inspect.NounTeam, team)
	if err != nil {
		return VisitForm{}, err
	}
	f, err := v.form(ctx, v.c.db, t)
	if err != nil || f.Visit.ID != "" {
		return f, err
	}
	if t.State != inspect.TeamDispatched {
		return VisitForm{}, inspect.E(inspect.Refused, "检查组还没有派发（%s），不能开始检查", t.State.Label()).WithArticle("第十四条").WithRef(team)
	}
	if err := t.Out(); err != nil {
		return VisitForm{}, err
	}
	if f.Task.Approval == "" {
		return VisitForm{}, inspect.E(inspect.Refused, "任务还没有审批，不能开始检查").WithArticle("第十五条").WithRef(f.Task.No)
	}
	grant, err := v.c.grantFor(ctx, v.c.db, t)
	if err != nil {
		return VisitForm{}, err
	}
	visit := inspect.Visit{ID: store.NewID(), Task: t.Task, Team: t.ID, Subject: t.Subject, Grant: grant.ID, State: inspect.VisitOpen,
		Present: []string{}, Answers: []inspect.Answer{}, Findings: []inspect.Finding{}, Notes: []inspect.Note{}, Ways: []inspect.Way{}, Rechecks: []inspect.Recheck{},
		Marks: []inspect.Mark{}, StepReasons: []inspect.StepReason{}}
	begin := [][2]string{{"place", f.Subject.Premises}, {"method", inspect.MethodSite}, {"outcome", string(inspect.OutcomeDone)}}
	shared, err := v.carry(ctx, &visit, t)
	if err != nil {
		return VisitForm{}, err
	}
	begin = append(begin, shared...)
	err = v.c.write(ctx, a, inspect.ActVisit, func(tx *store.Tx) error {
		if _, err := tx.Put(ctx, inspect.NounVisit, visit.ID, visit, store.Event{Action: "visit.start", Article: "第十八条", Grant: grant.ID}); err != nil {
			return err
		}
		for _, kv := range append([][2]string{{"startedAt", tx.At()}}, begin...) {
			if err := tx.PutField(ctx, inspect.NounVisit, visit.ID, kv[0], kv[1]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return VisitForm{}, err
	}
	return v.form(ctx, v.c.db, t)
}

// grantFor is the newest grant that covers the team on this device.
func (c *core) grantFor(ctx context.Context, r store.Reader, t inspect.Team) (inspect.Grant, error) {
	own, err := c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return inspect.Grant{}, err
	}
	rows, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", t.Task).Sorted("-epoch"))
	if err != nil {
		return inspect.Grant{}, err
	}
	if g, ok := inspect.Holders(rows)[t.ID]; ok && (g.Device == own || g.Handover != nil) {
		return g, handedAway(g, own)
	}
	for _, g := range rows {
		if g.Device == own && slices.Contains(g.Teams, t.ID) {
			return g, nil
		}
	}
	return inspect.Grant{}, inspect.E(inspect.Refused, "本机没有这个检查组的派发授权").WithArticle("第十四条").WithRef(t.ID).WithHint("打开办公室派发的任务包")
}

// Open reads a visit with its fields.
func (v *Visit) Open(ctx context.Context, a inspect.Actor, id string) (VisitForm, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return VisitForm{}, err
	}
	visit, err := store.Get[inspect.Visit](ctx, v.c.db, inspect.NounVisit, id)
	if err != nil {
		return VisitForm{}, err
	}
	t, err := store.Get[inspect.Team](ctx, v.c.db, inspect.NounTeam, visit.Team)
	if err != nil {
		return VisitForm{}, err
	}
	return v.form(ctx, v.c.db, t)
}

// Standing tells how a visit stands now.
func (v *Visit) Standing(ctx context.Context, a inspect.Actor, id string) (Standing, error) {
	f, err := v.Open(ctx, a, id)
	return f.Standing, err
}

func (v *Visit) form(ctx context.Context, r store.Reader, t inspect.Team) (f VisitForm, err error) {
	if t, err = v.c.standing(ctx, r, t); err != nil {
		return f, err
	}
	if t.Past == nil {
		t.Past = []inspect.PastCheck{}
	}
	f = VisitForm{Standing: Standing{Problems: []inspect.Error{}, Papers: []inspect.DuePaper{}, Steps: []inspect.StepRecord{}},
		Team: t, Fields: []inspect.Field{}, Evidence: []inspect.Evidence{}}
	if f.Subject, err = store.Get[inspect.Subject](ctx, r, inspect.NounSubject, t.Subject); err != nil {
		return f, err
	}
	if f.Task, err = store.Get[inspect.Task](ctx, r, inspect.NounTask, t.Task); err != nil {
		return f, err
	}
	all, err := v.c.matters(ctx, r, f.Task.Matters)
	if err != nil {
		return f, err
	}
	f.Matters = slices.DeleteFunc(all, func(m inspect.Matter) bool { return !slices.Contains(m.Trades, f.Subject.Trade) })
	rows, _, err := store.List[inspect.Visit](ctx, r, inspect.NounVisit, store.Where("team", t.ID))
	if err != nil || len(rows) == 0 {
		return f, err
	}
	f.Visit = whole(rows[0])
	f.Visit.Present = known(t, f.Visit.Present)
	if f.Carried, err = v.carriedFrom(ctx, r, f.Visit); err != nil {
		return f, err
	}
	grant, err := ifKnown[inspect.Grant](ctx, r, inspect.NounGrant, f.Visit.Grant)
	if err != nil {
		return f, err
	}
	f.Lost = grant.Lost
	if f.HandedTo, err = v.c.handedTo(ctx, grant); err != nil {
		return f, err
	}
	if f.Evidence, err = evidenceOf(ctx, r, f.Visit.ID); err != nil {
		return f, err
	}
	f.Items = len(f.Evidence)
	if f.Visit.State != inspect.VisitOpen {
		f.Papers, f.Steps = inspect.DuePapers(f.Visit, f.Matters), inspect.StepsOf(f.Visit, f.Matters, f.Evidence)
		return f, nil
	}
	if f.Fields, err = store.Draft(ctx, r, inspect.NounVisit, f.Visit.ID); err != nil {
		return f, err
	}
	f.Visit = inspect.VisitFrom(f.Visit, f.Fields)
	f.Visit.Present = known(t, f.Visit.Present)
	f.Papers, f.Steps = inspect.DuePapers(f.Visit, f.Matters), inspect.StepsOf(f.Visit, f.Matters, f.Evidence)
	for i, x := range f.Fields {
		if x.Path == "present" {
			f.Fields[i].Value = strings.Join(f.Visit.Present, "，")
		}
	}
	for _, e := range inspect.CheckVisit(f.Visit, f.Task, f.Team, f.Matters, f.Evidence) {
		f.Problems = append(f.Problems, *e)
	}
	clashes, err := v.c.undecided(ctx, r, f)
	f.Problems = append(f.Problems, clashes...)
	return f, err
}

// Save stores one field; it returns once the text is synced to disk. rev is
// the revision last seen. Errors: Conflict (both texts kept), Refused once the
// visit is finished.
func (v *Visit) Save(ctx context.Context, a inspect.Actor, visit, path, value string, rev int64) (inspect.Field, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return inspect.Field{}, err
	}
	if err := inspect.CheckVisitField(path, value); err != nil {
		return inspect.Field{}, err
	}
	return v.c.db.SaveField(ctx, a, inspect.NounVisit, visit, path, value, rev, func(tx *store.Tx) error {
		stored, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, visit)
		if err == nil && stored.State != inspect.VisitOpen {
			err = stored.State.To(inspect.VisitOpen)
		}
		if err == nil {
			err = v.c.ours(ctx, tx, stored.Grant)
		}
		return err
	})
}

// FieldHistory lists every value a field ever had, oldest first.
func (v *Visit) FieldHistory(ctx context.Context, a inspect.Actor, visit, path string) ([]inspect.Field, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	return store.FieldHistory(ctx, v.c.db, inspect.NounVisit, visit, path)
}

// Leave covers the form's edits with an audit leaf: on leaving the page.
func (v *Visit) Leave(ctx context.Context, a inspect.Actor, visit string) error {
	if err := a.May(inspect.ActVisit); err != nil {
		return err
	}
	forms, err := store.OpenForms(ctx, v.c.db)
	if err != nil || !slices.Contains(forms, store.FormRef{Noun: inspect.NounVisit, ID: visit}) {
		return err
	}
	return v.c.write(ctx, a, inspect.ActVisit, func(tx *store.Tx) error {
		_, err := tx.FlushEdits(ctx, inspect.NounVisit, visit)
		return err
	})
}

// Finish closes the visit: everything is answered, findings have measures, the
// record is complete (art. 15, 18-20). The fields become one frozen version
// and a result is proposed.
func (v *Visit) Finish(ctx context.Context, a inspect.Actor, visit string) (VisitForm, error) {
	var team string
	err := v.c.write(ctx, a, inspect.ActVisit, func(tx *store.Tx) error {
		stored, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, visit)
		if err != nil {
			return err
		}
		if err := stored.State.To(inspect.VisitFinished); err != nil {
			return err
		}
		if err := v.c.ours(ctx, tx, stored.Grant); err != nil {
			return err
		}
		t, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, stored.Team)
		if err != nil {
			return err
		}
		f, err := v.form(ctx, tx, t)
		if err != nil {
			return err
		}
		if n := len(f.Problems); n > 0 {
			e := f.Problems[0]
			return e.WithHint("自查还有%d处未过，逐条补齐后再结束检查", n).WithRef(visit)
		}
		if _, err := tx.FlushEdits(ctx, inspect.NounVisit, visit); err != nil {
			return err
		}
		team, f.Visit.State = t.ID, inspect.VisitFinished
		if _, err := tx.Put(ctx, inspect.NounVisit, visit, f.Visit, store.Event{Action: "visit.finish", Article: "第二十条", Grant: stored.Grant}); err != nil {
			return err
		}
		if err := v.c.suggestOutcome(ctx, tx, f); err != nil {
			return err
		}
		return v.propose(ctx, tx, f)
	})
	if err != nil {
		return VisitForm{}, err
	}
	t, err := store.Get[inspect.Team](ctx, v.c.db, inspect.NounTeam, team)
	if err != nil {
		return VisitForm{}, err
	}
	return v.form(ctx, v.c.db, t)
}

// propose enters the result that follows from the record; the clock of art. 21
// starts at the object's own end, the stricter reading.
func (v *Visit) propose(ctx context.Context, tx *store.Tx, f VisitForm) error {
	r := inspect.Result{ID: store.NewID(), Task: f.Task.ID, Team: f.Team.ID, Visit: f.Visit.ID, Subject: f.Subject.ID,
		Code: inspect.ProposeResult(f.Visit), FinishedOn: inspect.LegalDate(f.Visit.EndedAt), EnteredBy: tx.Actor().Person,
		State: inspect.ResultEntered, Matters: []inspect.MatterResult{}}
	for _, m := range f.Matters {
		mr := inspect.MatterResult{Matter: m.ID, Name: m.Name, Code: inspect.R1, Owner: inspect.OwnerOf(m, f.Task, inspect.OthersIn(f.Task, f.Team))}
		if f.Visit.Outcome != inspect.OutcomeDone {
			mr.Code = r.Code
		}
		for _, x := range f.Visit.Findings {
			if x.Matter == m.ID {
				mr.Problem, mr.Handling = joined(mr.Problem, x.Description), joined(mr.Handling, x.Measure.Label())
				mr.Code = inspect.ProposeResult(inspect.Visit{Outcome: inspect.OutcomeDone, Findings: []inspect.Finding{x}})
			}
		}
		r.Matters = append(r.Matters, mr)
	}
	if r.Code == inspect.R8 {
		r.FollowUp = "按监管措施继续办理"
	}
	due, err := v.c.cal.AddWorkdays(r.FinishedOn, resultDays)
	if err != nil {
		r.DueNote = inspect.ForPerson(err).Message
	}
	r.DueOn = due
	_, err = tx.Put(ctx, inspect.NounResult, r.ID, r, store.Event{Action: "result.propose", Article: "第二十一条", Grant: f.Visit.Grant, Detail: "年历 " + v.c.cal.Version()})
	return err
}

// resultDays is the limit of art. 21 for entering and publishing, in working days.
const resultDays = 2

// joined joins what is there of two texts.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "；" + b
}
