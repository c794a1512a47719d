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
	// Later is the change of the register that came after the suggestion and says
	// otherwise: to what, by whom, when, why. "" = there is none.
	Later string `json:"later"`
}

// SuggestionDecision accepts a 更正建议 or not. Against a later change of the
// register both need an Opinion, and accepting it names the value that it
// replaces, so that nobody overwrites what they have not seen.
type SuggestionDecision struct {
	ID      string `json:"id"`
	Accept  bool   `json:"accept"`
	Opinion string `json:"opinion"`
	Over    string `json:"over"` // what the register says now
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
	if err != nil {
		return SuggestionView{}, err
	}
	later := x.Later
	if x.State == inspect.SuggestionOpen && now != x.Old && now != x.New {
		if later, err = c.laterChange(ctx, r, s.ID, f, now); err != nil {
			return SuggestionView{}, err
		}
	}
	return SuggestionView{x, s.Name, s.Code, f.Label, now, x.State.Label(), later}, nil
}

// laterChange tells how a row of the subject register came by what a field says.
func (c *core) laterChange(ctx context.Context, r store.Reader, subject string, f inspect.RegisterField, now string) (string, error) {
	changes, err := c.registerHistory(ctx, r, inspect.NounSubject, subject)
	if err != nil {
		return "", err
	}
	told := "名录库现为“" + joinOr(now, "空") + "”"
	for _, x := range changes {
		if x.Field == f.Label {
			told += "：" + x.Person + " " + inspect.Minute(x.At) + " 改"
			if x.Reason != "" {
				told += "（" + x.Reason + "）"
			}
			break
		}
	}
	return told, nil
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
		if err := v.c.ours(ctx, tx, visit.Grant); err != nil {
			return err
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
// with the suggestion as its reason, or rejects it with a reason. What a later
// change of the register contradicts is a conflict: it waits until a named
// person decides it with a reason, and both values stay on record (art. 9).
func (l *Library) DecideSuggestion(ctx context.Context, a inspect.Actor, in SuggestionDecision) (SuggestionView, error) {
	var view SuggestionView
	if err := a.May(inspect.ActLibrary); err != nil {
		return view, err
	}
	kind, err := l.c.db.Meta(ctx, metaKind)
	if err != nil {
		return view, err
	}
	if kind != KindOffice {
		return view, inspect.E(inspect.Refused, "更正建议由办公室处理").WithArticle("第九条").WithRef(in.ID)
	}
	in.Opinion = strings.TrimSpace(in.Opinion)
	err = l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		x, err := store.Get[inspect.Suggestion](ctx, tx, inspect.NounSuggestion, in.ID)
		if err != nil {
			return err
		}
		next := inspect.SuggestionRejected
		if in.Accept {
			next = inspect.SuggestionAccepted
		} else if in.Opinion == "" {
			return inspect.E(inspect.Invalid, "不采纳更正建议应写明理由").WithField("opinion").WithArticle("第九条")
		}
		if err := x.State.To(next); err != nil {
			return err
		}
		if view, err = l.c.suggestionView(ctx, tx, x); err != nil {
			return err
		}
		if in.Accept {
			if err := againstLater(view, in); err != nil {
				return err
			}
			if err := l.apply(ctx, tx, view); err != nil {
				return err
			}
		}
		e := store.Event{Action: "suggestion." + string(next), Article: "第九条", Reason: in.Opinion}
		if view.Later != "" {
			e.Detail = "与名录库后来的修改矛盾，裁定：" + map[bool]string{true: "改用建议值", false: "维持后来的修改"}[in.Accept]
		}
		x.State, x.DecidedBy, x.DecidedAt, x.Opinion, x.Later = next, a.Name, tx.At(), in.Opinion, view.Later
		if _, err := tx.Put(ctx, inspect.NounSuggestion, x.ID, x, e); err != nil {
			return err
		}
		view, err = l.c.suggestionView(ctx, tx, x)
		return err
	})
	return view, err
}

// againstLater refuses to accept against a later change unseen or unreasoned.
func againstLater(v SuggestionView, in SuggestionDecision) error {
	switch {
	case v.Later == "":
		return nil
	case in.Over != v.Present:
		return inspect.E(inspect.Conflict, "“%s”的%s与建议时的“%s”不同，%s", v.SubjectName, v.FieldLabel, v.Suggestion.Old, v.Later).WithField("over").WithArticle("第九条").WithRef(in.ID).
			WithHint("核对哪一个正确：仍按建议改的，写明理由并指明所替换的现值（命令行用 --over）；否则写明理由不采纳")
	case in.Opinion == "":
		return inspect.E(inspect.Invalid, "建议与名录库后来的修改矛盾，采纳应写明理由").WithField("opinion").WithArticle("第九条").WithRef(in.ID)
	}
	return nil
}

// apply writes what a suggestion says into the register; what says so already
// is left as it is.
func (l *Library) apply(ctx context.Context, tx *store.Tx, v SuggestionView) error {
	x := v.Suggestion
	if v.Present == x.New {
		return nil
	}
	s, err := l.c.upToDate(ctx, tx, x.Subject)
	if err != nil {
		return err
	}
	f, err := inspect.FieldNamed(inspect.SubjectFields, x.Field)
	if err != nil {
		return err
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
