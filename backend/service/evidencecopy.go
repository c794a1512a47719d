package service

import (
	"context"
	"encoding/json"
	"path/filepath"

	"shuangsuiji/backend/inspect"
)

// UnfinishedCopy is evidence whose file is not wholly copied: paused, or cut off
// by a crash or a pulled stick. It is no evidence yet and is listed nowhere else.
type UnfinishedCopy struct {
	Key   string        `json:"key"` // names it for DropCopy
	Path  string        `json:"path"`
	Name  string        `json:"name"`
	Size  int64         `json:"size"`
	Done  int64         `json:"done"`
	About EvidenceInput `json:"about"` // what Add was told: Add again with it goes on
}

// UnfinishedCopies lists the copies for a visit that can go on; "" = for all visits.
func (e *Evidence) UnfinishedCopies(ctx context.Context, a inspect.Actor, visit string) ([]UnfinishedCopy, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	all, err := e.c.media.Unfinished()
	if err != nil {
		return nil, err
	}
	out := []UnfinishedCopy{}
	for _, u := range all {
		c := UnfinishedCopy{Key: u.Key, Path: u.Source, Name: filepath.Base(u.Source), Size: u.Size, Done: u.Done}
		if json.Unmarshal(u.About, &c.About) == nil && (visit == "" || c.About.Visit == visit) {
			out = append(out, c)
		}
	}
	return out, nil
}

// DropCopy gives an unfinished copy up and removes what was copied of it.
func (e *Evidence) DropCopy(ctx context.Context, a inspect.Actor, key string) error {
	if err := a.May(inspect.ActVisit); err != nil {
		return err
	}
	return e.c.media.Discard(key)
}
