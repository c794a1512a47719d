package service

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// SuggestInput is what somebody on site found to be otherwise than the
// register says.
type SuggestInput struct {
	Visit string `json:"visit"`
	Field string `json:"field"` // JSON name or name for people, of SubjectFields
	New   string `json:"new"`
	Why   string `json:"why"`
}

// SuggestionView is a 更正建议 with what a page shows beside it.
type SuggestionView struct {
	Suggestion  inspect.Suggestion `json:"suggestion"`
	SubjectName string             `json:"subjectName"`
	SubjectCode string             `json:"subjectCode"`
	FieldLabel  string             `json:"fieldLabel"`
	Present     string             `json:"present"` // what the register says now
	StateLabel  string             `json:"stateLabel"`
}

// SuggestionPage is a page of suggestions.
type SuggestionPage struct {
	Total int              `json:"total"`
	Rows  []SuggestionView `json:"rows"`
}

// SuggestionQuery asks for suggestions of one visit, in one state, or for all.
type SuggestionQuery struct {
	Visit string                  `json:"visit"`
	State inspect.SuggestionState `json:"state,omitempty"` // "" = all
	Page  int                     `json:"page"`            // from 1; 0 = all
	Size  int                     `json:"size"`
}

// Suggestions lists 更正建议, newest first.
func (l *Library) Suggestions(ctx context.Context, a inspect.Actor, q SuggestionQuery) (SuggestionPage, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return SuggestionPage{}, err
	}
	f := store.Filter{Order: "-id", Page: q.Page, Size: q.Size}
	if q.Visit != "" {
		f.Equal = append(f.Equal, store.Equal{Column: "visit", Value: q.Visit})
	}
	if q.State != "" {
		f.Equal = append(f.Equal, store.Equal{Column: "state", Value: string(q.State)})
	}
	rows, total, err := store.List[inspect.Suggestion](ctx, l.c.db, inspect.NounSuggestion, f)
	if err != nil {
		return SuggestionPage{}, err
	}
	p := SuggestionPage{total, make([]SuggestionView, 0, len(rows))}
	for _, s := range rows {
		v, err := l.c.suggestionView(ctx, l.c.db, s)
		if err != nil {
			return p, err
		}
		p.Rows = append(p.Rows, v)
	}
	return p, nil
}

func (c *core) suggestionView(ctx context.Context, r store.Reader, x inspect.Suggestion) (SuggestionView, error) {
	s, err := c.upToDate(ctx, r, x.Subject)
	if err != nil {
		return SuggestionView{}, err
	}
	f, err := inspect.FieldNamed(inspect.SubjectFields, x.Field)
	if err != nil {
		return SuggestionView{}, err
	}
	now, err := FieldText(s, f)
	return SuggestionView{x, s.Name, s.Code, f.Label, now, x.State.Label()}, err
}

// upToDate is a subject by id, or the one that it was merged into.
func (c *core) upToDate(ctx context.Context, r store.Reader, id string) (inspect.Subject, error) {
	s, err := store.Get[inspect.Subject](ctx, r, inspect.NounSubject, id)
	if err == nil && s.MergedInto != "" {
		return store.Get[inspect.Subject](ctx, r, inspect.NounSubject, s.MergedInto)
	}
	return s, err
}

// Suggest enters a 更正建议 of a visit that has not been handed back; it goes to
// the office with the result package (art. 9, P9).
func (v *Visit) Suggest(ctx context.Context, a inspect.Actor, in SuggestInput) (SuggestionView, error) {
	var view SuggestionView
	err := v.c.write(ctx, a, inspect.ActVisit, func(tx *store.Tx) error {
		visit, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, in.Visit)
		if err != nil {
			return err
		}
		if visit.State == inspect.VisitHanded {
			return inspect.E(inspect.Refused, "检查已交回办公室，不再提出更正建议").WithArticle("第九条").WithRef(visit.ID).WithHint("请办公室直接修改名录库")
		}
		f, err := inspect.FieldNamed(inspect.SubjectFields, in.Field)
		if err != nil {
			return err
		}
		view, err = v.c.suggest(ctx, tx, visit, f, in.New, in.Why)
		return err
	})
	return view, err
}

func (c *core) suggest(ctx context.Context, tx *store.Tx, visit inspect.Visit, f inspect.RegisterField, value, why string) (SuggestionView, error) {
	s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, visit.Subject)
	if err != nil {
		return SuggestionView{}, err
	}
	was, err := FieldText(s, f)
	if err != nil {
		return SuggestionView{}, err
	}
	x := inspect.Suggestion{ID: store.NewID(), Visit: visit.ID, Team: visit.Team, Task: visit.Task, Subject: visit.Subject, Field: f.Name,
		Old: was, New: strings.TrimSpace(value), Why: why, By: tx.Actor().Name, At: tx.At(), State: inspect.SuggestionOpen}
	if err := x.Validate(); err != nil {
		return SuggestionView{}, err
	}
	before, _, err := store.List[inspect.Suggestion](ctx, tx, inspect.NounSuggestion, store.Where("visit", visit.ID))
	if err != nil {
		return SuggestionView{}, err
	}
	for _, o := range before {
		if o.Field != x.Field || o.State != inspect.SuggestionOpen {
			continue
		}
		x.ID = o.ID // the later one of the same field replaces the earlier
	}
	if _, err := tx.Put(ctx, inspect.NounSuggestion, x.ID, x, store.Event{Action: "suggestion.add", Article: "第九条", Grant: visit.Grant}); err != nil {
		return SuggestionView{}, err
	}
	return c.suggestionView(ctx, tx, x)
}

// suggestOutcome suggests what follows from a visit that could not be done:
// 停业, 迁出 (P9). What the leader suggested for the state already stays.
func (c *core) suggestOutcome(ctx context.Context, tx *store.Tx, f VisitForm) error {
	value := inspect.OutcomeStatus(f.Visit.Outcome)
	if value == "" || strings.Contains(f.Subject.Status, value) {
		return nil
	}
	before, _, err := store.List[inspect.Suggestion](ctx, tx, inspect.NounSuggestion, store.Where("visit", f.Visit.ID))
	if err != nil || slices.ContainsFunc(before, func(x inspect.Suggestion) bool { return x.Field == "status" }) {
		return err
	}
	field, err := inspect.FieldNamed(inspect.SubjectFields, "status")
	if err != nil {
		return err
	}
	_, err = c.suggest(ctx, tx, f.Visit, field, value, f.Visit.OutcomeNote)
	return err
}

// DecideSuggestion accepts a 更正建议, which writes the new version of the row
// with the suggestion as its reason, or rejects it with a reason.
func (l *Library) DecideSuggestion(ctx context.Context, a inspect.Actor, id string, accept bool, opinion string) (SuggestionView, error) {
	var view SuggestionView
	if err := a.May(inspect.ActLibrary); err != nil {
		return view, err
	}
	kind, err := l.c.db.Meta(ctx, metaKind)
	if err != nil {
		return view, err
	}
	if kind != KindOffice {
		return view, inspect.E(inspect.Refused, "更正建议由办公室处理").WithArticle("第九条").WithRef(id)
	}
	err = l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		x, err := store.Get[inspect.Suggestion](ctx, tx, inspect.NounSuggestion, id)
		if err != nil {
			return err
		}
		next := inspect.SuggestionRejected
		if accept {
			next = inspect.SuggestionAccepted
		} else if strings.TrimSpace(opinion) == "" {
			return inspect.E(inspect.Invalid, "不采纳更正建议应写明理由").WithField("opinion").WithArticle("第九条")
		}
		if err := x.State.To(next); err != nil {
			return err
		}
		if accept {
			if err := l.apply(ctx, tx, x); err != nil {
				return err
			}
		}
		x.State, x.DecidedBy, x.DecidedAt, x.Opinion = next, a.Name, tx.At(), opinion
		if _, err := tx.Put(ctx, inspect.NounSuggestion, x.ID, x, store.Event{Action: "suggestion." + string(next), Article: "第九条", Reason: opinion}); err != nil {
			return err
		}
		view, err = l.c.suggestionView(ctx, tx, x)
		return err
	})
	return view, err
}

// apply writes what a suggestion says into the register, unless the register
// says something else by now than what the suggestion meant to correct.
func (l *Library) apply(ctx context.Context, tx *store.Tx, x inspect.Suggestion) error {
	s, err := l.c.upToDate(ctx, tx, x.Subject)
	if err != nil {
		return err
	}
	f, err := inspect.FieldNamed(inspect.SubjectFields, x.Field)
	if err != nil {
		return err
	}
	now, err := FieldText(s, f)
	if err != nil {
		return err
	}
	if now != x.Old {
		return inspect.E(inspect.Conflict, "名录库中“%s”的%s已改为“%s”，与建议时的“%s”不同", s.Name, f.Label, now, x.Old).WithArticle("第九条").WithRef(x.ID).
			WithHint("核对后直接修改名录库，并以此为由不采纳这条建议")
	}
	next, err := WithField(s, f, x.New)
	if err != nil {
		return err
	}
	if f.Name == "code" {
		next.CodeNote = joinOr(next.CodeNote, x.Why) // kept only if the new code fails its check
	}
	return l.c.putSubject(ctx, tx, next, store.Event{Action: "subject.change", Article: "第九条", Reason: "采纳现场更正建议：" + x.Why, Detail: "建议 " + x.ID})
}
