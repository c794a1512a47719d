package service

import (
	"context"
	"strings"

	"shuangsuiji/backend/inspect"
)

// ReferInput describes evidence that is kept elsewhere: a recording in a recorder's
// own store, a file of another system, a physical thing.
type ReferInput struct {
	About  EvidenceInput `json:"about"`
	Name   string        `json:"name"`   // of the file, or what the thing is
	Place  string        `json:"place"`  // 存放处
	SHA256 string        `json:"sha256"` // "" = nobody computed one
	SM3    string        `json:"sm3"`
	Size   int64         `json:"size"` // bytes, 0 = not known
}

// Refer registers evidence that stays where it is.
func (e *Evidence) Refer(ctx context.Context, a inspect.Actor, in ReferInput) (inspect.Evidence, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return inspect.Evidence{}, err
	}
	ev := e.item(in.About)
	ev.State, ev.Name, ev.Place, ev.Size = inspect.EvidenceReferenced, strings.TrimSpace(in.Name), strings.TrimSpace(in.Place), in.Size
	ev.SHA256, ev.SM3 = strings.ToLower(strings.TrimSpace(in.SHA256)), strings.ToLower(strings.TrimSpace(in.SM3))
	if err := ev.CheckReference(); err != nil {
		return inspect.Evidence{}, err
	}
	return ev.Whole(), e.put(ctx, a, &ev, "evidence.refer")
}
