package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Undone is a change that was taken back, and the fields as they stand now: its
// own last, before it those that the program had set with it.
type Undone struct {
	Change inspect.Change  `json:"change"`
	Fields []inspect.Field `json:"fields"`
	Left   int             `json:"left"` // how many more can be taken back
}

// Undo takes the last change of an open visit back, whoever made it and whenever;
// the change and its taking back both stay in the history. Errors: Refused once
// the visit is finished, NotFound when nothing is left to take back.
func (v *Visit) Undo(ctx context.Context, a inspect.Actor, visit string) (Undone, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return Undone{}, err
	}
	changes, err := store.Edits(ctx, v.c.db, inspect.NounVisit, visit, "")
	if err != nil {
		return Undone{}, err
	}
	open := inspect.Undoable(ofVisit(changes))
	if len(open) == 0 {
		return Undone{}, inspect.E(inspect.NotFound, "没有可撤销的改动").WithRef(visit)
	}
	fields, err := store.Draft(ctx, v.c.db, inspect.NounVisit, visit)
	if err != nil {
		return Undone{}, err
	}
	u := Undone{Fields: []inspect.Field{}}
	for again := true; again; {
		last := open[len(open)-1]
		open = open[:len(open)-1]
		rev := int64(0)
		for _, f := range fields {
			if f.Path == last.Path {
				rev = f.Rev
			}
		}
		f, err := v.Save(ctx, a, visit, last.Path, last.Old, rev)
		if err != nil {
			return u, err
		}
		u.Change, u.Fields = last, append(u.Fields, f)
		again = len(open) > 0 && inspect.Together(open[len(open)-1], last)
	}
	shown, err := v.shown(ctx, visit, []inspect.Change{u.Change})
	if err != nil {
		return Undone{}, err
	}
	u.Change, u.Left = shown[0], len(open)
	return u, nil
}

// Changes lists who wrote what into a field when, newest first; path "" = into
// any field of the visit.
func (v *Visit) Changes(ctx context.Context, a inspect.Actor, visit, path string) ([]inspect.Change, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	changes, err := store.Edits(ctx, v.c.db, inspect.NounVisit, visit, path)
	if err != nil {
		return nil, err
	}
	changes = ofVisit(changes)
	slices.Reverse(changes)
	return v.shown(ctx, visit, changes)
}

// ofVisit leaves out what was written into the blanks of documents.
func ofVisit(changes []inspect.Change) []inspect.Change {
	return slices.DeleteFunc(changes, func(c inspect.Change) bool { return strings.HasPrefix(c.Path, blankPrefix) })
}

// shown names people and fields, and words the values.
func (v *Visit) shown(ctx context.Context, visit string, changes []inspect.Change) ([]inspect.Change, error) {
	x, err := store.Get[inspect.Visit](ctx, v.c.db, inspect.NounVisit, visit)
	if err != nil {
		return nil, err
	}
	t, err := store.Get[inspect.Team](ctx, v.c.db, inspect.NounTeam, x.Team)
	if err != nil {
		return nil, err
	}
	f, err := v.form(ctx, v.c.db, t)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for i, c := range changes {
		if _, known := names[c.Person]; !known {
			if names[c.Person], err = v.c.personName(ctx, v.c.db, c.Person); err != nil {
				return nil, err
			}
		}
		changes[i].Was, changes[i].Is = inspect.VisitFieldText(c.Path, c.Old, f.Team), inspect.VisitFieldText(c.Path, c.New, f.Team)
		changes[i].Person, changes[i].Label = names[c.Person], inspect.VisitFieldLabel(c.Path, f.Matters)
	}
	return changes, nil
}
