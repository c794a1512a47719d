package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// nounNameless is what the consent to keep the names of a task's subjects out of
// its notices is filed under: counts only, by approval (P12).
const nounNameless = "nameless"

// nameless tells whether the notices of a task give counts only.
func (c *core) nameless(ctx context.Context, r store.Reader, t inspect.Task) (bool, error) {
	n, err := store.Count(ctx, r, inspect.NounApproval, store.Where("noun", nounNameless, "ref", t.ID))
	return n > 0, err
}

// countsOnly is nameless for a notice about to be made. Of a sensitive matter it
// demands the consent: the flag alone neither hides a list nor lets it out.
func (c *core) countsOnly(ctx context.Context, r store.Reader, t inspect.Task, ms []inspect.Matter, article string) (bool, error) {
	approved, err := c.nameless(ctx, r, t)
	if err != nil || approved || !sensitive(ms) {
		return approved, err
	}
	return false, inspect.E(inspect.Refused, "任务%s含敏感事项，公告只列数目、不列检查对象，须先经批准", t.No).WithArticle(article).WithRef(t.No).
		WithHint("在“公示”登记分管负责人对不公开名单的审批；确可公开的，先调整清单中的敏感标记")
}

// nameless registers the consent to counts only, by somebody other than who set
// the task up and who enters it.
func (p *Approval) nameless(ctx context.Context, tx *store.Tx, e *entered) error {
	t, err := p.c.task(ctx, tx, e.Ref)
	if err != nil {
		return err
	}
	applicant, err := store.Get[inspect.Person](ctx, tx, inspect.NounPerson, t.CreatedBy)
	if err != nil {
		return err
	}
	e.Ref, e.Applicant, e.EnteredFor = t.ID, t.CreatedBy, "不公开名单：任务 "+t.No+" 的公告和公示只列数目"
	if err := e.Validate(applicant.Name); err != nil {
		return err
	}
	if err := p.c.anothers(ctx, tx, e.Approval); err != nil {
		return err
	}
	if already, err := p.c.nameless(ctx, tx, t); err != nil || already {
		if already {
			err = inspect.E(inspect.Refused, "任务%s不公开名单已经批准，不重复登记", t.No).WithArticle("第二十一条").WithRef(t.No)
		}
		return err
	}
	if e.Kind == inspect.ApprovalAccount {
		_, err = tx.Put(ctx, inspect.NounApproval, e.ID, e.Approval, store.Event{Action: "approval.account", Article: "第二十一条", Reason: e.EnteredFor})
		return err
	}
	return p.c.consent(ctx, tx, e, "第二十一条")
}
