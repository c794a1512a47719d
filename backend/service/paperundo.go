package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Changes lists who wrote what into the blanks of a document when, newest first,
// those of documents of the same kind issued before included.
func (p *Paper) Changes(ctx context.Context, a inspect.Actor, kind, ref string) ([]inspect.Change, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := p.template(ctx, p.c.db, kind)
	if err != nil {
		return nil, err
	}
	changes, err := p.changes(ctx, t, ref)
	if err != nil {
		return nil, err
	}
	slices.Reverse(changes)
	for i, c := range changes {
		if changes[i].Person, err = p.c.personName(ctx, p.c.db, c.Person); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// changes are those of one kind's blanks, oldest first; their paths are keys.
func (p *Paper) changes(ctx context.Context, t inspect.Template, ref string) ([]inspect.Change, error) {
	all, err := store.Edits(ctx, p.c.db, t.Noun, ref, "")
	if err != nil {
		return nil, err
	}
	list := []inspect.Change{}
	for _, c := range all {
		key, mine := strings.CutPrefix(c.Path, blankPath(t.Kind, ""))
		if !mine {
			continue
		}
		c.Path, c.Label, c.Was, c.Is = key, key, c.Old, c.New
		for _, f := range t.Fields {
			if f.Key == key {
				c.Label = f.Label
				if f.Type == inspect.BlankMinute {
					c.Was, c.Is = inspect.Minute(c.Old), inspect.Minute(c.New)
				}
			}
		}
		list = append(list, c)
	}
	return list, nil
}

// Undo takes the last change of a document that is being filled in back; a blank
// that was written once has again what the record says. Error: NotFound when
// nothing is left to take back, be it that the document was issued.
func (p *Paper) Undo(ctx context.Context, a inspect.Actor, kind, ref string) (Undone, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return Undone{}, err
	}
	t, err := p.template(ctx, p.c.db, kind)
	if err != nil {
		return Undone{}, err
	}
	changes, err := p.changes(ctx, t, ref)
	if err != nil {
		return Undone{}, err
	}
	form, err := p.form(ctx, p.c.db, a, t, ref)
	if err != nil {
		return Undone{}, err
	}
	stands := func(c inspect.Change) (inspect.Field, bool) {
		i := slices.IndexFunc(form.Fields, func(f inspect.Field) bool { return f.Path == c.Path && f.Rev > 0 && f.Value == c.New })
		if i < 0 {
			return inspect.Field{}, false
		}
		return form.Fields[i], true
	}
	// Undoable keeps what begins a form; here nothing does.
	open := inspect.Undoable(append([]inspect.Change{{}}, changes...))
	for n := len(open) - 1; n >= 0; n-- {
		last := open[n]
		now, ok := stands(last)
		if !ok {
			continue // it went with a document that was issued
		}
		value := last.Old
		if now.Rev == 1 {
			if value, err = p.beginning(ctx, a, t, ref, last.Path); err != nil {
				return Undone{}, err
			}
		}
		last.Was = value
		f, err := p.SaveField(ctx, a, kind, ref, last.Path, value, now.Rev)
		return Undone{Change: last, Fields: []inspect.Field{f}, Left: n}, err
	}
	return Undone{}, inspect.E(inspect.NotFound, "没有可撤销的改动").WithRef(ref)
}

// beginning is what a blank begins with.
func (p *Paper) beginning(ctx context.Context, a inspect.Actor, t inspect.Template, ref, key string) (string, error) {
	rec, err := p.record(ctx, p.c.db, a, t.Noun, ref)
	if err != nil {
		return "", err
	}
	for _, f := range t.Fields {
		if f.Key == key {
			return rec.begins(f), nil
		}
	}
	return "", nil
}
