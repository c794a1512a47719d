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
		return func() error { _, err := b.office.Library.DecideSuggestion(b.ctx, b.clerk, id, accept, why); return err }
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
