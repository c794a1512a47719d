package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// EvidencePage is one page of a visit's evidence.
type EvidencePage struct {
	Rows  []inspect.Evidence `json:"rows"`
	Total int                `json:"total"`
}

// mostEvidence is the largest page.
const mostEvidence = 100

// Page lists one page of a visit's evidence, what was added last first.
func (e *Evidence) Page(ctx context.Context, a inspect.Actor, visit string, page, size int) (EvidencePage, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return EvidencePage{}, err
	}
	f := store.Where("visit", visit).Sorted("-id")
	f.Page, f.Size = max(page, 1), min(max(size, 1), mostEvidence)
	rows, total, err := store.List[inspect.Evidence](ctx, e.c.db, inspect.NounEvidence, f)
	for i := range rows {
		rows[i] = rows[i].Whole()
	}
	return EvidencePage{rows, total}, err
}
