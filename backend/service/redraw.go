package service

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// redraw registers the consent to draw again after an abandoned attempt, which
// itself stays as it is (art. 13).
func (p *Approval) redraw(ctx context.Context, tx *store.Tx, ap *inspect.Approval) error {
	dr, err := store.Get[inspect.Drawing](ctx, tx, inspect.NounDraw, ap.Ref)
	if err != nil {
		return err
	}
	if dr.State != inspect.DrawAbandoned {
		return inspect.E(inspect.Refused, "第%d次抽取为“%s”，没有重新抽取可批", dr.Attempt, dr.State.Label()).WithArticle("第十三条").WithRef(dr.ID).
			WithHint("只有作废的抽取才能经批准另起一次；结果一经产生不得重抽")
	}
	task, err := p.c.task(ctx, tx, dr.Task)
	if err != nil {
		return err
	}
	applicant, err := store.Get[inspect.Person](ctx, tx, inspect.NounPerson, task.CreatedBy)
	if err != nil {
		return err
	}
	ap.Applicant, ap.EnteredFor = task.CreatedBy, fmt.Sprintf("重新抽取：任务 %s 第%d次抽取作废之后", dr.TaskNo, dr.Attempt)
	if err := ap.Validate(applicant.Name); err != nil {
		return err
	}
	if err := p.c.anothers(ctx, tx, *ap); err != nil {
		return err
	}
	_, err = tx.Put(ctx, inspect.NounApproval, ap.ID, ap, store.Event{Action: "approval." + string(ap.Kind), Article: "第十三条", Detail: "声明 " + dr.Statement})
	return err
}

// consent gives the approval to draw again after an abandoned attempt, or
// refuses to go on without one.
func (d *Draw) consent(ctx context.Context, tx *store.Tx, last inspect.Drawing) (string, error) {
	rows, _, err := store.List[inspect.Approval](ctx, tx, inspect.NounApproval, store.Where("ref", last.ID))
	if err != nil {
		return "", err
	}
	if len(rows) == 0 {
		return "", inspect.E(inspect.Refused, "第%d次抽取已作废，重新抽取还没有经过批准", last.Attempt).WithArticle("第十三条").WithRef(last.ID).
			WithHint("先登记分管负责人对重新抽取的批准，再冻结名录")
	}
	return rows[len(rows)-1].ID, nil
}
