package service

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Library keeps the 一单两库: the matter list and the two registers (art. 7-9).
type Library struct{ c *core }

// Query is what a list page asks for.
type Query struct {
	Search     string `json:"search"`
	Trade      string `json:"trade"`
	Department string `json:"department"`
	Order      string `json:"order"` // column, "-" before it = descending
	Page       int    `json:"page"`  // from 1; 0 = all
	Size       int    `json:"size"`

	// The registers only.
	Station  string        `json:"station,omitempty"`
	Status   string        `json:"status,omitempty"`
	Risk     string        `json:"risk,omitempty"`
	Key      string        `json:"key,omitempty"`      // yes, no, "" = both
	Expiring string        `json:"expiring,omitempty"` // expired, or within how many days licence or certificate ends
	Fault    inspect.Fault `json:"fault,omitempty"`
	Soon     int           `json:"soon,omitempty"`   // days that the fault calls soon, 0 = 30
	Merged   bool          `json:"merged,omitempty"` // instead: what was merged into other rows
}

func (q Query) filter() store.Filter {
	f := store.Filter{Search: q.Search, Order: q.Order, Page: q.Page, Size: q.Size}
	if q.Trade != "" {
		f.Equal = append(f.Equal, store.Equal{Column: "trade", Value: q.Trade})
	}
	if q.Department != "" {
		f.Equal = append(f.Equal, store.Equal{Column: "department", Value: q.Department})
	}
	return f
}

// MatterPage, SubjectPage and InspectorPage are pages of lists; Total counts
// every row that matches.
type MatterPage struct {
	Total int              `json:"total"`
	Rows  []inspect.Matter `json:"rows"`
}

type SubjectPage struct {
	Total int               `json:"total"`
	Rows  []inspect.Subject `json:"rows"`
}

type InspectorPage struct {
	Total int                 `json:"total"`
	Rows  []inspect.Inspector `json:"rows"`
}

// Matters lists the 抽查事项清单.
func (l *Library) Matters(ctx context.Context, a inspect.Actor, q Query) (MatterPage, error) {
	if q.Order == "" {
		q.Order = "code"
	}
	rows, total, err := page[inspect.Matter](ctx, l.c, a, inspect.NounMatter, q)
	return MatterPage{total, rows}, err
}

// Subjects lists the 检查对象名录库.
func (l *Library) Subjects(ctx context.Context, a inspect.Actor, q Query) (SubjectPage, error) {
	if q.Order == "" {
		q.Order = "code"
	}
	rows, total, err := page[inspect.Subject](ctx, l.c, a, inspect.NounSubject, q)
	return SubjectPage{total, rows}, err
}

// Inspectors lists the 执法检查人员名录库.
func (l *Library) Inspectors(ctx context.Context, a inspect.Actor, q Query) (InspectorPage, error) {
	if q.Order == "" {
		q.Order = "badge"
	}
	rows, total, err := page[inspect.Inspector](ctx, l.c, a, inspect.NounInspector, q)
	return InspectorPage{total, rows}, err
}

// Subject reads one 检查对象.
func (l *Library) Subject(ctx context.Context, a inspect.Actor, id string) (inspect.Subject, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.Subject{}, err
	}
	return store.Get[inspect.Subject](ctx, l.c.db, inspect.NounSubject, id)
}

// page lists a noun's heads for somebody who may read.
func page[T any](ctx context.Context, c *core, a inspect.Actor, noun inspect.Noun, q Query) ([]T, int, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, 0, err
	}
	if noun == inspect.NounSubject || noun == inspect.NounInspector {
		return store.List[T](ctx, c.db, noun, q.of(noun, c.today()))
	}
	return store.List[T](ctx, c.db, noun, q.filter())
}

// matters reads the matters of a task or plan, in the order given.
func (c *core) matters(ctx context.Context, r store.Reader, ids []string) ([]inspect.Matter, error) {
	list := make([]inspect.Matter, 0, len(ids))
	for _, id := range ids {
		m, err := store.Get[inspect.Matter](ctx, r, inspect.NounMatter, id)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}
