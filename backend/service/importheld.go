package service

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// HeldImport is a confirmed import that could not be stored to its end. Until it
// is, its register can be read as far as it goes, and not be written.
type HeldImport struct {
	Noun   inspect.Noun `json:"noun"` // "" = there is none
	Label  string       `json:"label"`
	Reason string       `json:"reason"`
}

// Held says whether an import waits to be stored to its end.
func (l *Library) Held(_ context.Context, a inspect.Actor) (HeldImport, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return HeldImport{}, err
	}
	noun, why := l.c.db.Held()
	if noun == "" {
		return HeldImport{}, nil
	}
	return HeldImport{noun, noun.Label(), inspect.ForPerson(why).Message}, nil
}

// CarryOn stores the rest of an import that is held; none is no error. It was
// logged when it was confirmed.
func (l *Library) CarryOn(ctx context.Context, a inspect.Actor, tell Progress) error {
	if err := a.May(inspect.ActLibrary); err != nil {
		return err
	}
	return l.c.db.CarryOn(ctx, func(done int) { tell(int64(done), 0) })
}
