package service

import (
	"cmp"
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// PendingPaper is an oral consent whose paper is still missing.
type PendingPaper struct {
	Approval inspect.Approval `json:"approval"`
	Overdue  bool             `json:"overdue"` // past its 24 hours
}

// Pending lists the oral consents whose paper is still missing, whatever they
// are for, the first one due first.
func (p *Approval) Pending(ctx context.Context, a inspect.Actor) ([]PendingPaper, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	list, now := []PendingPaper{}, inspect.Instant(p.c.db.Now())
	err := store.Each(ctx, p.c.db, inspect.NounApproval, func(ap inspect.Approval) error {
		if ap.Kind == inspect.ApprovalOral && ap.Scan == "" {
			list = append(list, PendingPaper{ap, ap.Overdue(now)})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b PendingPaper) int {
		return cmp.Or(cmp.Compare(a.Approval.DueAt, b.Approval.DueAt), cmp.Compare(a.Approval.ID, b.Approval.ID))
	})
	return list, err
}
