package service

import (
	"context"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Approval registers consents: in an account, on paper, or by word of mouth (P1).
type Approval struct{ c *core }

// ApprovalInput is what a clerk enters from the signed sheet.
type ApprovalInput struct {
	Noun     string `json:"noun"` // task, draw (to draw again), nameless (counts only in the notices of a task), crossing (bringing the next version of a task to the platform's network), erasure (of evidence whose time is over)
	Ref      string `json:"ref"`
	Kind     string `json:"kind"` // paper, oral, account
	Approver string `json:"approver"`
	Post     string `json:"post"`
	Date     string `json:"date"`
	Opinion  string `json:"opinion"`
	ScanPath string `json:"scanPath"`
}

// List lists the approvals of one thing.
func (p *Approval) List(ctx context.Context, a inspect.Actor, ref string) ([]inspect.Approval, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.Approval](ctx, p.c.db, inspect.NounApproval, store.Where("ref", ref))
	return rows, err
}

// Register enters an approval. For a task it is the step before dispatch: every
// team must be complete, with a leader (art. 15). The person who set the task
// up cannot be the approver, whatever account or paper it is given on.
func (p *Approval) Register(ctx context.Context, a inspect.Actor, in ApprovalInput) (inspect.Approval, error) {
	e, act, err := p.entered(ctx, a, in)
	if err != nil {
		return e.Approval, err
	}
	ap := e.Approval
	err = p.c.write(ctx, a, act, func(tx *store.Tx) error {
		if err := e.dueFrom(tx.Now()); err != nil {
			return err
		}
		ap = e.Approval
		switch inspect.Noun(ap.Noun) {
		case inspect.NounTask:
			return p.task(ctx, tx, &ap)
		case inspect.NounDraw:
			return p.redraw(ctx, tx, &ap)
		case nounErasure:
			err := p.erasure(ctx, tx, &e)
			ap = e.Approval
			return err
		case nounCrossing:
			err := p.crossing(ctx, tx, &e)
			ap = e.Approval
			return err
		case nounNameless:
			err := p.nameless(ctx, tx, &e)
			ap = e.Approval
			return err
		}
		return inspect.E(inspect.Invalid, "“%s”不需要在这里登记审批", ap.Noun).WithField("noun")
	})
	return ap, err
}

// entered is an approval as somebody entered it.
type entered struct{ inspect.Approval }

// entered reads what was entered, keeps the scan, and says which action of the
// role table it takes: giving consent in one's own account, or entering it.
func (p *Approval) entered(ctx context.Context, a inspect.Actor, in ApprovalInput) (entered, inspect.Action, error) {
	ap := inspect.Approval{ID: store.NewID(), Noun: in.Noun, Ref: in.Ref, Kind: inspect.ApprovalKind(in.Kind), Approver: in.Approver,
		Post: in.Post, Date: in.Date, Opinion: in.Opinion, EnteredBy: a.Person}
	act := inspect.ActApprovalEnter
	if ap.Kind == inspect.ApprovalAccount {
		act = inspect.ActApprovalGive
		if ap.Noun == string(inspect.NounTemplate) {
			act = inspect.ActTemplateGive
		}
		ap.Approver, ap.Post, ap.Person, ap.Date = a.Name, a.Role.Label(), a.Person, p.c.today()
	}
	if err := a.May(act); err != nil {
		return entered{ap}, act, err
	}
	if in.ScanPath != "" {
		item, err := p.c.media.Add(ctx, in.ScanPath, nil)
		if err != nil {
			return entered{ap}, act, err
		}
		ap.Scan, ap.ScanName = item.SHA256, item.Name
	}
	return entered{ap}, act, nil
}

// dueFrom sets when the paper of an oral consent is due: within 24 hours (P1).
func (e *entered) dueFrom(now time.Time) error {
	switch e.Kind {
	case inspect.ApprovalOral:
		e.DueAt = inspect.Instant(now.Add(24 * time.Hour))
	case inspect.ApprovalPaper, inspect.ApprovalAccount:
	default:
		return inspect.E(inspect.Invalid, "不认识的审批方式“%s”", e.Kind).WithField("kind").WithHint("可用 paper（纸质）、oral（口头）、account（账号）")
	}
	return nil
}

func (p *Approval) task(ctx context.Context, tx *store.Tx, ap *inspect.Approval) error {
	task, err := p.c.task(ctx, tx, ap.Ref)
	if err != nil {
		return err
	}
	if err := p.c.owns(ctx, task); err != nil {
		return err
	}
	ap.Ref, ap.Applicant, ap.EnteredFor = task.ID, task.CreatedBy, "行政检查审批：任务 "+task.No+" 及其名单、人员"
	applicant, err := store.Get[inspect.Person](ctx, tx, inspect.NounPerson, task.CreatedBy)
	if err != nil {
		return err
	}
	if err := ap.Validate(applicant.Name); err != nil {
		return err
	}
	if err := p.c.anothers(ctx, tx, *ap); err != nil {
		return err
	}
	if err := task.State.To(inspect.TaskApproved); err != nil {
		return err
	}
	teams, err := p.c.teams(ctx, tx, task.ID)
	if err != nil {
		return err
	}
	for _, t := range teams {
		if err := t.Team.Ready(task); err != nil {
			e := inspect.ForPerson(err)
			e.Message = "“" + t.SubjectName + "”的" + e.Message
			return e
		}
	}
	if _, err := tx.Put(ctx, inspect.NounApproval, ap.ID, ap, store.Event{Action: "approval." + string(ap.Kind), Article: "第十五条"}); err != nil {
		return err
	}
	task.State, task.Approval = inspect.TaskApproved, ap.ID
	_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.approved", Article: "第十五条", Approval: ap.ID})
	return err
}
