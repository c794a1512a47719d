package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// MergePreview is what merging one subject into another would do.
type MergePreview struct {
	Keep        inspect.Subject   `json:"keep"`
	Drop        inspect.Subject   `json:"drop"`
	Differences []FieldDifference `json:"differences"`
	Teams       int               `json:"teams"` // of the one that goes: they keep their ids
	Results     int               `json:"results"`
	Recusals    int               `json:"recusals"` // carried over to the one kept
}

// FieldDifference is a field that two rows fill differently.
type FieldDifference struct {
	Field string `json:"field"` // its name for people
	Keep  string `json:"keep"`
	Drop  string `json:"drop"`
}

// statusMerged is the 登记状态 of a row that was merged into another.
const statusMerged = "已合并"

// MergePreview says what merging drop into keep (ids or codes) would do, or why
// it is refused.
func (l *Library) MergePreview(ctx context.Context, a inspect.Actor, keep, drop string) (MergePreview, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return MergePreview{}, err
	}
	return l.c.mergePreview(ctx, l.c.db, keep, drop)
}

func (c *core) mergePreview(ctx context.Context, r store.Reader, keep, drop string) (p MergePreview, err error) {
	p.Differences = []FieldDifference{}
	if p.Keep, err = c.subject(ctx, r, keep); err != nil {
		return p, inspect.ForPerson(err).WithField("keep")
	}
	if p.Drop, err = c.subject(ctx, r, drop); err != nil {
		return p, inspect.ForPerson(err).WithField("drop")
	}
	if p.Keep.ID == p.Drop.ID {
		return p, inspect.E(inspect.Invalid, "选的是同一条记录").WithField("drop").WithArticle("第九条").WithHint("代码相同的两条用编号指明")
	}
	for _, s := range []inspect.Subject{p.Keep, p.Drop} {
		if s.MergedInto != "" {
			return p, inspect.E(inspect.Refused, "“%s”已合并到另一条记录", s.Name).WithArticle("第九条").WithRef(s.MergedInto).WithHint("用合并后保留的那一条")
		}
	}
	if err := c.notDrawn(ctx, r, p.Drop); err != nil {
		return p, err
	}
	if p.Differences, err = differences(p.Keep, p.Drop); err != nil {
		return p, err
	}
	for _, n := range []struct {
		noun inspect.Noun
		to   *int
	}{{inspect.NounTeam, &p.Teams}, {inspect.NounResult, &p.Results}, {inspect.NounRecusal, &p.Recusals}} {
		if *n.to, err = store.Count(ctx, r, n.noun, store.Where("subject", p.Drop.ID)); err != nil {
			return p, err
		}
	}
	return p, nil
}

// differences are the fields that two rows of the subject register fill
// differently.
func differences(keep, drop inspect.Subject) ([]FieldDifference, error) {
	out := []FieldDifference{}
	for _, f := range inspect.SubjectFields {
		a, err := FieldText(keep, f)
		if err != nil {
			return out, err
		}
		b, err := FieldText(drop, f)
		if err != nil {
			return out, err
		}
		if a != b {
			out = append(out, FieldDifference{f.Label, a, b})
		}
	}
	return out, nil
}

// notDrawn refuses a subject in the frozen pool or on the list of a task that
// is under way: such a list does not change (art. 14).
func (c *core) notDrawn(ctx context.Context, r store.Reader, s inspect.Subject) error {
	for _, state := range []inspect.TaskState{inspect.TaskFrozen, inspect.TaskDrawn, inspect.TaskLocked, inspect.TaskMatched, inspect.TaskApproved, inspect.TaskDispatched} {
		tasks, _, err := store.List[inspect.Task](ctx, r, inspect.NounTask, store.Where("state", string(state)))
		if err != nil {
			return err
		}
		for _, t := range tasks {
			in := slices.ContainsFunc(t.Winners, func(w inspect.Winner) bool { return w.Subject == s.ID })
			if in || state == inspect.TaskFrozen && slices.Contains(t.Trades, s.Trade) {
				return inspect.E(inspect.Refused, "“%s”在任务%s（%s）的名单中，不能合并", s.Name, t.No, state.Label()).WithArticle("第十四条").WithRef(t.ID).
					WithHint("任务办结后再合并；或者保留这一条，把另一条合并进来")
			}
		}
	}
	return nil
}

// Merge makes one of two rows of the same subject: drop becomes 已合并, points
// at keep, is drawn and listed no more. Its teams, visits and results keep
// their ids and count for keep from now on; its recusals are carried over.
func (l *Library) Merge(ctx context.Context, a inspect.Actor, keep, drop, reason string) (SubjectCard, error) {
	var p MergePreview
	err := l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) (err error) {
		if p, err = l.c.mergePreview(ctx, tx, keep, drop); err != nil {
			return err
		}
		if strings.TrimSpace(reason) == "" {
			return inspect.E(inspect.Invalid, "合并检查对象应写明理由").WithField("reason").WithArticle("第九条").WithHint("写明依据什么认定是同一个检查对象")
		}
		// What was merged into the one that goes follows it.
		before, _, err := store.List[inspect.Subject](ctx, tx, inspect.NounSubject, store.Where("merged", p.Drop.ID))
		if err != nil {
			return err
		}
		e := store.Event{Action: "subject.merge", Article: "第九条", Reason: reason}
		for _, s := range append(before, p.Drop) {
			s.MergedInto, s.Status = p.Keep.ID, statusMerged
			if _, err := tx.Put(ctx, inspect.NounSubject, s.ID, s, e); err != nil {
				return err
			}
		}
		return l.c.carryRecusals(ctx, tx, p)
	})
	if err != nil {
		return SubjectCard{}, err
	}
	return l.SubjectCard(ctx, a, p.Keep.ID)
}

func (c *core) carryRecusals(ctx context.Context, tx *store.Tx, p MergePreview) error {
	rows, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Where("subject", p.Drop.ID))
	if err != nil {
		return err
	}
	for _, x := range rows {
		if x.To != "" && x.To < c.today() {
			continue
		}
		x.ID, x.Subject = store.NewID(), p.Keep.ID
		if _, err := tx.Put(ctx, inspect.NounRecusal, x.ID, x, store.Event{Action: "recusal.add", Article: "第十六条", Reason: "随检查对象合并转来"}); err != nil {
			return err
		}
	}
	return nil
}

// survivors maps the id of every row that was merged to the one that stands
// for it. They are few.
func (c *core) survivors(ctx context.Context, r store.Reader) (map[string]string, error) {
	rows, _, err := store.List[struct {
		ID         string `json:"id"`
		MergedInto string `json:"mergedInto"`
	}](ctx, r, inspect.NounSubject, store.Filter{Within: []store.Within{{Column: "merged", From: "0", To: "~"}}})
	if err != nil {
		return nil, err
	}
	m := make(map[string]string, len(rows))
	for _, x := range rows {
		m[x.ID] = x.MergedInto
	}
	return m, nil
}
