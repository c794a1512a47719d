package service

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// change writes a new version of an item that is kept already. The laptop may until
// it has handed the visit back, the office after that: an item has one owner.
func (e *Evidence) change(ctx context.Context, tx *store.Tx, id, action, reason string, fn func(*inspect.Evidence, inspect.Visit) error) (inspect.Evidence, error) {
	item, v, err := e.owned(ctx, tx, id)
	if err != nil {
		return item, err
	}
	if item.State == inspect.EvidenceErased {
		return item, inspect.E(inspect.Refused, "“%s”已依法销毁，不再改动", item.Title()).WithArticle("第二十条").WithRef(id)
	}
	if err := fn(&item, v); err != nil {
		return item, err
	}
	_, err = tx.Put(ctx, inspect.NounEvidence, id, item, store.Event{Action: action, Article: "第二十条", Grant: grantOf(tx.Actor(), v), Detail: item.SHA256, Reason: reason})
	return item, err
}

// owned reads an item and its visit, and refuses when the other side owns them now.
func (e *Evidence) owned(ctx context.Context, tx *store.Tx, id string) (inspect.Evidence, inspect.Visit, error) {
	item, err := store.Get[inspect.Evidence](ctx, tx, inspect.NounEvidence, id)
	if err != nil {
		return item, inspect.Visit{}, err
	}
	v, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, item.Visit)
	if err != nil {
		return item, v, err
	}
	kind, err := e.c.db.Meta(ctx, metaKind)
	if err == nil && kind == KindField && v.State == inspect.VisitHanded {
		err = inspect.E(inspect.Refused, "检查记录已交回办公室，证据由办公室管理").WithArticle("第二十条").WithRef(id)
	}
	return item.Whole(), v, err
}

// one changes a single item in a transaction of its own.
func (e *Evidence) one(ctx context.Context, a inspect.Actor, id, action, reason string, fn func(*inspect.Evidence, inspect.Visit) error) (item inspect.Evidence, err error) {
	err = e.c.write(ctx, a, inspect.ActEvidence, func(tx *store.Tx) error {
		item, err = e.change(ctx, tx, id, action, reason, fn)
		return err
	})
	return item, err
}

// SetSpans sets the 关键片段 of a recording, whatever they were before.
func (e *Evidence) SetSpans(ctx context.Context, a inspect.Actor, id string, spans []inspect.Span) (inspect.Evidence, error) {
	return e.one(ctx, a, id, "evidence.spans", "", func(item *inspect.Evidence, _ inspect.Visit) error {
		item.Spans = slices.Clone(spans)
		slices.SortStableFunc(item.Spans, func(a, b inspect.Span) int { return cmp.Compare(a.From, b.From) })
		return item.CheckSpans()
	})
}

// HandOver registers that items changed hands: all of them or none.
func (e *Evidence) HandOver(ctx context.Context, a inspect.Actor, ids []string, h inspect.Custody) error {
	return e.c.write(ctx, a, inspect.ActEvidence, func(tx *store.Tx) error {
		if len(ids) == 0 {
			return inspect.E(inspect.Invalid, "没有选择要交接的证据").WithArticle("第二十条")
		}
		h.By = a.Person
		if h.At == "" {
			h.At = tx.At()
		}
		if h.At > tx.At() {
			return inspect.E(inspect.Invalid, "交接时间在将来（%s）", inspect.Minute(h.At)).WithField("at").WithArticle("第二十条")
		}
		for _, id := range ids {
			_, err := e.change(ctx, tx, id, "evidence.custody", h.Why, func(item *inspect.Evidence, _ inspect.Visit) error {
				if err := h.Check(*item); err != nil {
					return err
				}
				item.Custody = append(item.Custody, h)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// KeepForever keeps an item permanently beyond the rule: major or complex matters
// that a person judges. It cannot be taken back.
func (e *Evidence) KeepForever(ctx context.Context, a inspect.Actor, id, reason string) (inspect.Evidence, error) {
	return e.one(ctx, a, id, "evidence.forever", reason, func(item *inspect.Evidence, v inspect.Visit) error {
		if strings.TrimSpace(reason) == "" {
			return inspect.E(inspect.Invalid, "没有写明永久保存的理由").WithField("reason").WithArticle("第二十条")
		}
		if keep := inspect.KeepOf(*item, v); keep.Forever {
			return inspect.E(inspect.Refused, "“%s”已经是永久保存：%s", item.Title(), keep.Why).WithArticle("第二十条").WithRef(id)
		}
		item.Forever = reason
		return nil
	})
}

// Keep says how long one item is kept, and why.
func (e *Evidence) Keep(ctx context.Context, a inspect.Actor, id string) (inspect.Retention, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.Retention{}, err
	}
	item, err := store.Get[inspect.Evidence](ctx, e.c.db, inspect.NounEvidence, id)
	if err != nil {
		return inspect.Retention{}, err
	}
	v, err := store.Get[inspect.Visit](ctx, e.c.db, inspect.NounVisit, item.Visit)
	if err == nil && v.State == inspect.VisitOpen {
		var fields []inspect.Field
		fields, err = store.Draft(ctx, e.c.db, inspect.NounVisit, v.ID)
		v = inspect.VisitFrom(v, fields)
	}
	return inspect.KeepOf(item, v), err
}
