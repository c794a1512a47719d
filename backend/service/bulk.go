package service

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// BulkInput sets one field of many rows of a register: those named by id, or
// all that a list's query finds.
type BulkInput struct {
	Noun   inspect.Noun `json:"noun"` // subject, inspector
	IDs    []string     `json:"ids"`  // empty = those of the query
	Query  Query        `json:"query"`
	Field  string       `json:"field"` // JSON name or name for people
	Value  string       `json:"value"` // as people write it
	Reason string       `json:"reason"`
}

// BulkReport counts what a bulk edit does, or would do.
type BulkReport struct {
	Field   string   `json:"field"` // its name for people
	Value   string   `json:"value"`
	Matched int      `json:"matched"`
	Changed int      `json:"changed"`
	Same    int      `json:"same"`   // they hold the value already
	Sample  []string `json:"sample"` // the first that change: name and present value
}

// bulkSample is how many rows a preview names.
const bulkSample = 5

// BulkPreview counts what Bulk would do; nothing is stored.
func (l *Library) BulkPreview(ctx context.Context, a inspect.Actor, in BulkInput) (BulkReport, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return BulkReport{}, err
	}
	return l.bulk(ctx, in, func(int64, int64) {}, func(store.Item) error { return nil })
}

// Bulk sets the field, a version per row that changes, all of them or none,
// under one audit entry with the reason. A row that the value does not fit ends
// it: nothing is stored then.
func (l *Library) Bulk(ctx context.Context, a inspect.Actor, in BulkInput) (BulkReport, error) {
	return l.BulkTold(ctx, a, in, func(int64, int64) {})
}

// BulkTold is Bulk that tells how far it is.
func (l *Library) BulkTold(ctx context.Context, a inspect.Actor, in BulkInput, tell Progress) (rep BulkReport, err error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return rep, err
	}
	if strings.TrimSpace(in.Reason) == "" {
		return rep, inspect.E(inspect.Invalid, "批量修改应写明理由").WithField("reason").WithArticle("第九条")
	}
	stage, err := l.c.db.Stage(ctx, a, in.Noun)
	if err != nil {
		return rep, err
	}
	defer func() { err = cmp.Or(err, stage.Drop(ctx)) }()
	if rep, err = l.bulk(ctx, in, tell, func(it store.Item) error { return stage.Add(ctx, it) }); err != nil {
		return rep, err
	}
	if stage.Total() == 0 {
		return rep, inspect.E(inspect.Invalid, "没有需要修改的记录：找到%d条，“%s”都已是“%s”", rep.Matched, rep.Field, rep.Value).WithField("value").WithArticle("第九条")
	}
	err = stage.Commit(ctx, store.Event{Action: string(in.Noun) + ".bulk", Article: "第九条", Reason: in.Reason, Detail: rep.Field},
		func(done int) { tell(int64(done), int64(stage.Total())) })
	if errors.Is(err, store.ErrMoved) {
		err = inspect.E(inspect.Conflict, "批量修改期间%s被别处改动，没有修改任何一条", in.Noun.Label()).WithArticle("第九条").WithHint("重新核对后再改")
	}
	return rep, err
}

// bulk gives keep the rows that change, one by one, and counts them.
func (l *Library) bulk(ctx context.Context, in BulkInput, tell Progress, keep func(store.Item) error) (BulkReport, error) {
	rep := BulkReport{Value: in.Value, Sample: []string{}}
	fields := map[inspect.Noun][]inspect.RegisterField{inspect.NounSubject: inspect.SubjectFields, inspect.NounInspector: inspect.InspectorFields}[in.Noun]
	f, err := inspect.FieldNamed(fields, in.Field)
	if err != nil {
		return rep, err
	}
	if rep.Field = f.Label; !f.Bulk {
		return rep, inspect.E(inspect.Invalid, "“%s”不能批量修改", f.Label).WithField("field").WithArticle("第九条").WithHint("逐条打开修改")
	}
	ids := in.IDs
	if len(ids) == 0 {
		if ids, err = store.IDs(ctx, l.c.db, in.Noun, in.Query.of(in.Noun, l.c.today())); err != nil {
			return rep, err
		}
	}
	for n, id := range ids {
		it, err := l.bulkItem(ctx, in, f, id, &rep)
		if err == nil && it.ID != "" {
			err = keep(it)
		}
		if err != nil {
			return rep, err
		}
		if n%500 == 0 {
			tell(int64(n), 0)
		}
	}
	return rep, nil
}

func (l *Library) bulkItem(ctx context.Context, in BulkInput, f inspect.RegisterField, id string, rep *BulkReport) (store.Item, error) {
	if in.Noun == inspect.NounInspector {
		return bulkRow(ctx, l.c.db, in, f, id, rep, func(i inspect.Inspector) string { return i.Name })
	}
	return bulkRow(ctx, l.c.db, in, f, id, rep, func(s inspect.Subject) string {
		if s.MergedInto != "" {
			return ""
		}
		return s.Name
	})
}

// bulkRow is a row with the field set; without an ID when it need not change. A
// row without a name for people takes no part.
func bulkRow[T interface{ Validate() error }](ctx context.Context, db *store.Store, in BulkInput, f inspect.RegisterField, id string, rep *BulkReport, name func(T) string) (store.Item, error) {
	row, head, err := store.GetHead[T](ctx, db, in.Noun, id)
	if err != nil || name(row) == "" {
		return store.Item{}, err
	}
	rep.Matched++
	next, err := WithField(row, f, in.Value)
	if err != nil {
		return store.Item{}, err
	}
	before, err := json.Marshal(row)
	if err != nil {
		return store.Item{}, err
	}
	after, err := json.Marshal(next)
	if err != nil || string(before) == string(after) {
		rep.Same++
		return store.Item{}, err
	}
	if err := next.Validate(); err != nil {
		return store.Item{}, inspect.ForPerson(err).WithHint("“%s”不能改为“%s”，没有修改任何一条", f.Label, in.Value)
	}
	if rep.Changed++; len(rep.Sample) < bulkSample {
		was, err := FieldText(row, f)
		if err != nil {
			return store.Item{}, err
		}
		rep.Sample = append(rep.Sample, fmt.Sprintf("%s（现为“%s”）", name(row), was))
	}
	return store.Item{ID: id, Aggregate: next, Body: after, Parent: head}, nil
}
