package service

import (
	"context"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// RecusalView is a 回避关系 with the names of both.
type RecusalView struct {
	Recusal       inspect.Recusal `json:"recusal"`
	SubjectName   string          `json:"subjectName"`
	SubjectCode   string          `json:"subjectCode"`
	InspectorName string          `json:"inspectorName"`
	Badge         string          `json:"badge"`
	Active        bool            `json:"active"` // today, or later
}

// LeaveView is a 请假 with the inspector's name.
type LeaveView struct {
	Leave         inspect.Leave `json:"leave"`
	InspectorName string        `json:"inspectorName"`
	Badge         string        `json:"badge"`
	Department    string        `json:"department"`
	Active        bool          `json:"active"` // today, or later
}

// RecusalPage and LeavePage are pages of lists.
type RecusalPage struct {
	Total int           `json:"total"`
	Rows  []RecusalView `json:"rows"`
}

type LeavePage struct {
	Total int         `json:"total"`
	Rows  []LeaveView `json:"rows"`
}

func (c *core) recusals(ctx context.Context, r store.Reader, f store.Filter) ([]RecusalView, error) {
	rows, _, err := store.List[inspect.Recusal](ctx, r, inspect.NounRecusal, f)
	if err != nil {
		return nil, err
	}
	list := make([]RecusalView, 0, len(rows))
	for _, x := range rows {
		s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, x.Subject)
		if err != nil {
			return nil, err
		}
		i, err := store.Get[inspect.Inspector](ctx, r, inspect.NounInspector, x.Inspector)
		if err != nil {
			return nil, err
		}
		list = append(list, RecusalView{x, s.Name, s.Code, i.Name, i.Badge, x.To == "" || x.To >= c.today()})
	}
	return list, nil
}

func (c *core) leaves(ctx context.Context, r store.Reader, f store.Filter) ([]LeaveView, error) {
	rows, _, err := store.List[inspect.Leave](ctx, r, inspect.NounLeave, f)
	if err != nil {
		return nil, err
	}
	list := make([]LeaveView, 0, len(rows))
	for _, x := range rows {
		i, err := store.Get[inspect.Inspector](ctx, r, inspect.NounInspector, x.Inspector)
		if err != nil {
			return nil, err
		}
		list = append(list, LeaveView{x, i.Name, i.Badge, i.Department, x.To >= c.today()})
	}
	return list, nil
}

// RecusalQuery asks for relations of one inspector or subject (id, badge,
// code), or of everybody.
type RecusalQuery struct {
	Subject   string `json:"subject"`
	Inspector string `json:"inspector"`
	Page      int    `json:"page"` // from 1; 0 = all
	Size      int    `json:"size"`
}

// Recusals lists 回避关系, newest first.
func (l *Library) Recusals(ctx context.Context, a inspect.Actor, q RecusalQuery) (RecusalPage, error) {
	f, err := l.about(ctx, a, q)
	if err != nil {
		return RecusalPage{}, err
	}
	total, err := store.Count(ctx, l.c.db, inspect.NounRecusal, f)
	if err != nil {
		return RecusalPage{}, err
	}
	rows, err := l.c.recusals(ctx, l.c.db, f)
	return RecusalPage{total, rows}, err
}

// Leaves lists 请假, the latest first.
func (l *Library) Leaves(ctx context.Context, a inspect.Actor, q RecusalQuery) (LeavePage, error) {
	f, err := l.about(ctx, a, q)
	if err != nil {
		return LeavePage{}, err
	}
	f.Order = "-from"
	total, err := store.Count(ctx, l.c.db, inspect.NounLeave, f)
	if err != nil {
		return LeavePage{}, err
	}
	rows, err := l.c.leaves(ctx, l.c.db, f)
	return LeavePage{total, rows}, err
}

func (l *Library) about(ctx context.Context, a inspect.Actor, q RecusalQuery) (store.Filter, error) {
	f := store.Filter{Order: "-id", Page: q.Page, Size: q.Size}
	if err := a.May(inspect.ActRead); err != nil {
		return f, err
	}
	if q.Subject != "" {
		s, err := l.c.subject(ctx, l.c.db, q.Subject)
		if err != nil {
			return f, err
		}
		f.Equal = append(f.Equal, store.Equal{Column: "subject", Value: s.ID})
	}
	if q.Inspector != "" {
		i, err := l.c.inspector(ctx, l.c.db, q.Inspector)
		if err != nil {
			return f, err
		}
		f.Equal = append(f.Equal, store.Equal{Column: "inspector", Value: i.ID})
	}
	return f, nil
}

// AddRecusal enters a relation that keeps an inspector away from a subject in
// its period (art. 16); subject and inspector are ids, a code, a badge.
func (l *Library) AddRecusal(ctx context.Context, a inspect.Actor, x inspect.Recusal) (RecusalView, error) {
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		s, err := l.c.subject(ctx, tx, x.Subject)
		if err != nil {
			return inspect.ForPerson(err).WithField("subject")
		}
		i, err := l.c.inspector(ctx, tx, x.Inspector)
		if err != nil {
			return inspect.ForPerson(err).WithField("inspector")
		}
		x.ID, x.Subject, x.Inspector = store.NewID(), s.ID, i.ID
		if x.From == "" {
			x.From = l.c.today()
		}
		if err := x.Validate(); err != nil {
			return err
		}
		if s.MergedInto != "" {
			return inspect.E(inspect.Refused, "“%s”已合并到另一条记录", s.Name).WithField("subject").WithArticle("第九条").WithRef(s.MergedInto).WithHint("在合并后保留的那一条上登记")
		}
		before, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Where("subject", s.ID, "inspector", i.ID))
		if err != nil {
			return err
		}
		for _, o := range before {
			if o.Bars(x.From, joinOr(x.To, inspect.Forever)) {
				return inspect.E(inspect.Conflict, "%s与“%s”在这段时间已登记回避关系：%s", i.Name, s.Name, o.Kind).WithArticle("第十六条").WithRef(o.ID).WithHint("先结束已有的登记，或调整起止日期")
			}
		}
		_, err = tx.Put(ctx, inspect.NounRecusal, x.ID, x, store.Event{Action: "recusal.add", Article: "第十六条"})
		return err
	})
	if err != nil {
		return RecusalView{}, err
	}
	return l.recusal(ctx, x.ID)
}

func (l *Library) recusal(ctx context.Context, id string) (RecusalView, error) {
	rows, err := l.c.recusals(ctx, l.c.db, store.Where("id", id))
	return append(rows, RecusalView{})[0], err
}

// EndRecusal sets the last day of a relation, with the reason.
func (l *Library) EndRecusal(ctx context.Context, a inspect.Actor, id, to, reason string) (RecusalView, error) {
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		x, err := store.Get[inspect.Recusal](ctx, tx, inspect.NounRecusal, id)
		if err != nil {
			return err
		}
		if strings.TrimSpace(reason) == "" {
			return inspect.E(inspect.Invalid, "结束回避关系应写明理由").WithField("reason").WithArticle("第十六条")
		}
		if x.To = to; x.To == "" {
			x.To = l.c.today()
		}
		if err := x.Validate(); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounRecusal, id, x, store.Event{Action: "recusal.end", Article: "第十六条", Reason: reason})
		return err
	})
	if err != nil {
		return RecusalView{}, err
	}
	return l.recusal(ctx, id)
}

// AddLeave makes an inspector (id or badge) unavailable between two days.
func (l *Library) AddLeave(ctx context.Context, a inspect.Actor, x inspect.Leave) (LeaveView, error) {
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		i, err := l.c.inspector(ctx, tx, x.Inspector)
		if err != nil {
			return inspect.ForPerson(err).WithField("inspector")
		}
		x.ID, x.Inspector = store.NewID(), i.ID
		if err := x.Validate(); err != nil {
			return err
		}
		before, _, err := store.List[inspect.Leave](ctx, tx, inspect.NounLeave, store.Where("inspector", i.ID))
		if err != nil {
			return err
		}
		for _, o := range before {
			if o.Covers(x.From, x.To) {
				return inspect.E(inspect.Conflict, "%s在 %s 至 %s 已登记请假", i.Name, o.From, o.To).WithField("from").WithArticle("第十六条").WithRef(o.ID).WithHint("改动已有的登记，或调整起止日期")
			}
		}
		_, err = tx.Put(ctx, inspect.NounLeave, x.ID, x, store.Event{Action: "leave.add", Article: "第十六条"})
		return err
	})
	if err != nil {
		return LeaveView{}, err
	}
	return l.leave(ctx, x.ID)
}

func (l *Library) leave(ctx context.Context, id string) (LeaveView, error) {
	rows, err := l.c.leaves(ctx, l.c.db, store.Where("id", id))
	return append(rows, LeaveView{})[0], err
}

// EndLeave moves the last day of a leave: somebody came back earlier, or stays
// away longer.
func (l *Library) EndLeave(ctx context.Context, a inspect.Actor, id, to string) (LeaveView, error) {
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		x, err := store.Get[inspect.Leave](ctx, tx, inspect.NounLeave, id)
		if err != nil {
			return err
		}
		if x.To = to; x.To == "" {
			x.To = l.c.today()
		}
		if err := x.Validate(); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounLeave, id, x, store.Event{Action: "leave.end", Article: "第十六条"})
		return err
	})
	if err != nil {
		return LeaveView{}, err
	}
	return l.leave(ctx, id)
}
