package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Paper attaches the signed sheet that makes good an oral consent (P1: due within
// 24 hours). It may come late; when it was due stays on record.
func (p *Approval) Paper(ctx context.Context, a inspect.Actor, id, scan string) (inspect.Approval, error) {
	var ap inspect.Approval
	if err := a.May(inspect.ActApprovalEnter); err != nil {
		return ap, err
	}
	item, err := p.c.media.Add(ctx, scan, nil)
	if err != nil {
		return ap, err
	}
	err = p.c.write(ctx, a, inspect.ActApprovalEnter, func(tx *store.Tx) (err error) {
		if ap, err = store.Get[inspect.Approval](ctx, tx, inspect.NounApproval, id); err != nil {
			return err
		}
		if ap.Kind != inspect.ApprovalOral || ap.Scan != "" {
			return inspect.E(inspect.Refused, "这项审批不需要补办书面").WithArticle("第十六条").WithRef(id).WithHint("只有口头同意的须补办，补办一次")
		}
		ap.Scan, ap.ScanName, ap.FiledAt = item.SHA256, item.Name, tx.At()
		_, err = tx.Put(ctx, inspect.NounApproval, ap.ID, ap, store.Event{Action: "approval.filed", Article: "第十六条", Approval: ap.ID})
		return err
	})
	return ap, err
}
