package service

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Phrase keeps 常用语: everybody's own, and the office's.
type Phrase struct{ c *core }

// List lists the phrases in use that a person has: the office's first, then the
// person's own, by kind, the oldest first.
func (p *Phrase) List(ctx context.Context, a inspect.Actor) ([]inspect.Phrase, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	return p.mine(ctx, p.c.db, a)
}

func (p *Phrase) mine(ctx context.Context, r store.Reader, a inspect.Actor) ([]inspect.Phrase, error) {
	list := []inspect.Phrase{}
	for _, owner := range []string{"", a.Person} {
		rows, _, err := store.List[inspect.Phrase](ctx, r, inspect.NounPhrase, store.Where("owner", owner, "gone", 0).Sorted("id"))
		if err != nil {
			return nil, err
		}
		list = append(list, rows...)
	}
	slices.SortStableFunc(list, func(x, y inspect.Phrase) int {
		return cmp.Compare(slices.Index(inspect.PhraseKinds, x.Kind), slices.Index(inspect.PhraseKinds, y.Kind))
	})
	return list, nil
}

// For lists what may be put into a field, by its path: the phrases of its own
// kind first, then those for any field.
func (p *Phrase) For(ctx context.Context, a inspect.Actor, path string) ([]inspect.Phrase, error) {
	all, err := p.List(ctx, a)
	if err != nil {
		return nil, err
	}
	kind := inspect.PhraseKindOf(path)
	own, anyField := []inspect.Phrase{}, []inspect.Phrase{}
	for _, x := range all {
		switch x.Kind {
		case kind:
			own = append(own, x)
		case inspect.PhraseAny:
			anyField = append(anyField, x)
		}
	}
	return append(own, anyField...), nil
}

// Save adds a phrase, or changes the one of its id. Owner "" is the office's:
// only an office keeps those.
func (p *Phrase) Save(ctx context.Context, a inspect.Actor, x inspect.Phrase) (inspect.Phrase, error) {
	x.Text = strings.TrimSpace(x.Text)
	return p.put(ctx, a, x, func(tx *store.Tx) error {
		if err := x.Check(); err != nil {
			return err
		}
		mine, err := p.mine(ctx, tx, a)
		if err != nil {
			return err
		}
		for _, have := range mine {
			if have.ID != x.ID && have.Kind == x.Kind && have.Text == x.Text {
				return inspect.E(inspect.Conflict, "“%s”已经有这条常用语", x.Kind.Label()).WithField("text").WithRef(have.ID)
			}
		}
		return nil
	})
}

// Remove takes a phrase out of use; texts it was put into stay as they are.
func (p *Phrase) Remove(ctx context.Context, a inspect.Actor, id string) error {
	if err := a.May(inspect.ActDocument); err != nil {
		return err
	}
	x, err := store.Get[inspect.Phrase](ctx, p.c.db, inspect.NounPhrase, id)
	if err != nil {
		return err
	}
	x.Gone = true
	_, err = p.put(ctx, a, x, func(*store.Tx) error { return nil })
	return err
}

func (p *Phrase) put(ctx context.Context, a inspect.Actor, x inspect.Phrase, check func(*store.Tx) error) (inspect.Phrase, error) {
	act, action := inspect.ActDocument, "phrase.save"
	if x.Owner == "" {
		act = inspect.ActFieldRule
	}
	if x.Gone {
		action = "phrase.remove"
	}
	err := p.c.write(ctx, a, act, func(tx *store.Tx) error {
		if x.ID == "" {
			x.ID = store.NewID()
		} else if err := p.owned(ctx, tx, a, x); err != nil {
			return err
		}
		if x.Owner == "" {
			if err := p.c.officeOnly(ctx, "分局常用语"); err != nil {
				return err
			}
		} else if x.Owner != a.Person {
			return inspect.E(inspect.Forbidden, "个人常用语只由本人维护").WithRef(x.ID)
		}
		if err := check(tx); err != nil {
			return err
		}
		_, err := tx.Put(ctx, inspect.NounPhrase, x.ID, x, store.Event{Action: action, Detail: x.Kind.Label()})
		return err
	})
	return x, err
}

// owned refuses to turn somebody's phrase into somebody else's.
func (p *Phrase) owned(ctx context.Context, tx *store.Tx, a inspect.Actor, x inspect.Phrase) error {
	have, err := store.Get[inspect.Phrase](ctx, tx, inspect.NounPhrase, x.ID)
	switch {
	case err != nil:
		return err
	case have.Owner != x.Owner:
		return inspect.E(inspect.Forbidden, "这条常用语属于%s，不能改变归属", map[bool]string{true: "分局", false: "个人"}[have.Owner == ""]).WithRef(x.ID).WithHint("另加一条")
	case have.Gone:
		return inspect.E(inspect.Refused, "这条常用语已经删除").WithRef(x.ID).WithHint("另加一条")
	}
	return nil
}

// officeOnly refuses on a laptop what the office keeps for everybody.
func (c *core) officeOnly(ctx context.Context, what string) error {
	kind, err := c.db.Meta(ctx, metaKind)
	if err == nil && kind != KindOffice {
		err = inspect.E(inspect.Refused, "%s由办公室维护，外勤设备随任务包收到", what).WithHint("在办公室的电脑上修改，下次派发时带来")
	}
	return err
}

// officeTexts adds to a task package what the office keeps for all laptops: its
// phrases, with those taken out of use, for a laptop may have them from an
// earlier one, and its decisions on signing on a screen.
func (d *Dispatch) officeTexts(ctx context.Context, r store.Reader, b *bundle) error {
	add := func(noun inspect.Noun, f store.Filter) error {
		ids, err := store.IDs(ctx, r, noun, f)
		for _, id := range ids {
			b.history(ctx, noun, id)
		}
		return err
	}
	if err := add(inspect.NounPhrase, store.Where("owner", "")); err != nil {
		return err
	}
	return add(inspect.NounDrawnRule, store.Filter{})
}
