package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func TestArticle09SuggestionIsDecidedOnce(t *testing.T) {
	b := at(t, "dispatched")
	stops := b.stops()
	s := stops[0]
	leader := b.leader(s)
	f, err := b.field.Visit.Start(b.ctx, leader, s.Team.ID)
	b.ok(err)
	suggest := func(field, value, why string) func() error {
		return func() error {
			_, err := b.field.Visit.Suggest(b.ctx, leader, service.SuggestInput{Visit: f.Visit.ID, Field: field, New: value, Why: why})
			return err
		}
	}
	b.refuses(b.field, inspect.Invalid, "第九条", suggest("phone", "13800000000", " "))
	b.refuses(b.field, inspect.Invalid, "第九条", suggest("risk", "高", "现场所见"))
	b.refuses(b.field, inspect.Invalid, "第九条", suggest("name", f.Subject.Name, "与现有相同"))
	b.ok(suggest("phone", "13800000001", "名片")())
	b.ok(suggest("联系电话", "13800000000", "更正名片号码")()) // replaces the one before
	present := ""
	for _, m := range s.Team.Members {
		present += m.Inspector + "，"
	}
	b.fill(leader, f.Visit.ID, "present", present, "noCheckCode", "无人", "outcome", "moved", "outcomeNote", "人去楼空，物业称已搬走", "witness", "物业某甲", "callRecord", "10 时电话法定代表人，空号", "endedAt", inspect.Instant(b.now))
	_, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	for _, s := range stops[1:] {
		b.recorded(b.leader(s), s)
	}
	b.bringBack(filepath.Join(b.dir, "result.zip"))
	b.refuses(b.field, inspect.Refused, "第九条", suggest("name", "晚了", "已交回"))

	list := func(state inspect.SuggestionState) []service.SuggestionView {
		p, err := b.office.Library.Suggestions(b.ctx, b.clerk, service.SuggestionQuery{State: state})
		b.ok(err)
		return p.Rows
	}
	open := list(inspect.SuggestionOpen)
	if len(open) != 2 || open[0].FieldLabel != "登记状态" || open[0].Suggestion.New != "迁出" || open[1].Suggestion.New != "13800000000" || open[0].Suggestion.By != leader.Name {
		t.Fatalf("%+v", open)
	}
	decide := func(id string, accept bool, why string) func() error {
		return func() error {
			_, err := b.office.Library.DecideSuggestion(b.ctx, b.clerk, service.SuggestionDecision{ID: id, Accept: accept, Opinion: why})
			return err
		}
	}
	b.refuses(b.office, inspect.Invalid, "第九条", decide(open[1].Suggestion.ID, false, " "))
	b.ok(decide(open[1].Suggestion.ID, false, "号码已停机")())
	b.ok(decide(open[0].Suggestion.ID, true, "")())
	b.refuses(b.office, inspect.Refused, "第九条", decide(open[0].Suggestion.ID, true, ""))
	card, err := b.office.Library.SubjectCard(b.ctx, b.clerk, f.Subject.ID)
	b.ok(err)
	if card.Subject.Status != "迁出" || card.Subject.Phone != f.Subject.Phone || card.Subject.Drawable() == "" {
		t.Fatalf("%+v", card.Subject)
	}
	rows, err := b.office.Library.History(b.ctx, b.clerk, inspect.NounSubject, f.Subject.ID)
	b.ok(err)
	if rows[0].New != "迁出" || !strings.Contains(rows[0].Reason, "人去楼空") {
		t.Fatalf("%+v", rows[0])
	}
}

// TestArticle09ContradictedSuggestion: what the register says by now came after
// the suggestion; one of the two is a named person's decision, seen and reasoned.
func TestArticle09ContradictedSuggestion(t *testing.T) {
	b := at(t, "dispatched")
	stops := b.stops()
	leader := b.leader(stops[0])
	f := b.recorded(leader, stops[0])
	for _, field := range []string{"phone", "contact", "premises"} {
		_, err := b.field.Visit.Suggest(b.ctx, leader, service.SuggestInput{Visit: f.Visit.ID, Field: field, New: "现场的" + field, Why: "门头所见"})
		b.ok(err)
	}
	for _, s := range stops[1:] {
		b.recorded(b.leader(s), s)
	}
	b.bringBack(filepath.Join(b.dir, "result.zip"))

	card, err := b.office.Library.SubjectCard(b.ctx, b.clerk, f.Subject.ID)
	b.ok(err)
	s := card.Subject
	s.Phone, s.Contact, s.Premises = "13900000000", "新联系人", "现场的premises"
	_, err = b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: s, Head: card.Head, Reason: "企业来电变更"})
	b.ok(err)

	open := b.suggested(inspect.SuggestionOpen)
	for field, v := range open {
		contradicted := field != "premises" // there the register came to say the same
		if (v.Later != "") != contradicted || contradicted && (!strings.Contains(v.Later, b.clerk.Name) || !strings.Contains(v.Later, "企业来电变更") || !strings.Contains(v.Later, v.Present)) {
			t.Errorf("%s: %+v", field, v)
		}
	}
	decide := func(in service.SuggestionDecision) func() error {
		return func() error { _, err := b.office.Library.DecideSuggestion(b.ctx, b.clerk, in); return err }
	}
	phone := open["phone"].Suggestion.ID
	b.refuses(b.office, inspect.Conflict, "第九条", decide(service.SuggestionDecision{ID: phone, Accept: true, Opinion: "现场核过"}))
	b.refuses(b.office, inspect.Conflict, "第九条", decide(service.SuggestionDecision{ID: phone, Accept: true, Opinion: "现场核过", Over: open["phone"].Suggestion.Old}))
	b.refuses(b.office, inspect.Invalid, "第九条", decide(service.SuggestionDecision{ID: phone, Accept: true, Opinion: " ", Over: "13900000000"}))
	b.ok(decide(service.SuggestionDecision{ID: phone, Accept: true, Opinion: "回拨两个号码，现场的接通", Over: "13900000000"})())
	b.ok(decide(service.SuggestionDecision{ID: open["contact"].Suggestion.ID, Opinion: "以企业来电为准"})())
	b.ok(decide(service.SuggestionDecision{ID: open["premises"].Suggestion.ID, Accept: true})())

	card, err = b.office.Library.SubjectCard(b.ctx, b.clerk, s.ID)
	b.ok(err)
	if card.Subject.Phone != "现场的phone" || card.Subject.Contact != "新联系人" {
		t.Fatalf("%+v", card.Subject)
	}
	// Who decided what, against which change and why, stays to be read: on the
	// suggestion and in the log, which holds no telephone number.
	done := b.suggested(inspect.SuggestionAccepted)["phone"]
	if !strings.Contains(done.Later, "13900000000") || done.Suggestion.DecidedBy != b.clerk.Name || done.Suggestion.Opinion != "回拨两个号码，现场的接通" {
		t.Fatalf("%+v", done)
	}
	log, err := b.office.Trace.Log(b.ctx, b.clerk, string(inspect.NounSuggestion), phone, 1, 10)
	b.ok(err)
	last := log.Rows[0]
	if last.Action != "suggestion.accepted" || !strings.Contains(last.Detail, "改用建议值") || last.Reason != done.Suggestion.Opinion || strings.Contains(last.Detail, "139") {
		t.Fatalf("%+v", last)
	}
}

// suggested are the 更正建议 in one state, by field.
func (b *bureau) suggested(state inspect.SuggestionState) map[string]service.SuggestionView {
	b.t.Helper()
	p, err := b.office.Library.Suggestions(b.ctx, b.clerk, service.SuggestionQuery{State: state})
	b.ok(err)
	all := map[string]service.SuggestionView{}
	for _, v := range p.Rows {
		all[v.Suggestion.Field] = v
	}
	return all
}
