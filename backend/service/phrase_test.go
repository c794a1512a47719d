package service_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func phraseTexts(list []inspect.Phrase) []string {
	out := []string{}
	for _, p := range list {
		out = append(out, p.Text)
	}
	return out
}

// TestPhrases: the office's phrases go to the laptop with the task package and
// are the office's to change; everybody's own are nobody else's.
func TestPhrases(t *testing.T) {
	b := at(t, "approved")
	save := func(sv *service.Services, a inspect.Actor, p inspect.Phrase) inspect.Phrase {
		t.Helper()
		p, err := sv.Phrase.Save(b.ctx, a, p)
		b.ok(err)
		return p
	}
	office := save(b.office, b.clerk, inspect.Phrase{Kind: inspect.PhraseFinding, Text: " 前台未逐人登记住宿人员身份证件信息 "})
	gone := save(b.office, b.clerk, inspect.Phrase{Kind: inspect.PhraseAny, Text: "旧的说法"})
	save(b.office, b.clerk, inspect.Phrase{Kind: inspect.PhraseNote, Text: "办公室自己的", Owner: b.clerk.Person})
	b.ok(b.office.Phrase.Remove(b.ctx, b.clerk, gone.ID))
	for _, p := range []inspect.Phrase{
		{Kind: inspect.PhraseAny, Text: " \n"},
		{Text: "有字"},
		{Kind: "poem", Text: "有字"},
	} {
		b.refuses(b.office, inspect.Invalid, "", func() error { _, err := b.office.Phrase.Save(b.ctx, b.clerk, p); return err })
	}
	b.refuses(b.office, inspect.Conflict, "", func() error {
		_, err := b.office.Phrase.Save(b.ctx, b.clerk, inspect.Phrase{Kind: office.Kind, Text: office.Text})
		return err
	})
	b.refuses(b.office, inspect.Refused, "", func() error {
		gone.Text = "复活"
		_, err := b.office.Phrase.Save(b.ctx, b.clerk, gone)
		return err
	})

	b.dispatched()
	leader := b.leader(b.stops()[0])
	own := save(b.field, leader, inspect.Phrase{Kind: inspect.PhraseAny, Text: "以上属实。", Owner: leader.Person})
	got, err := b.field.Phrase.For(b.ctx, leader, "finding/0190a000-0000-7000-8000-000000000001/description")
	b.ok(err)
	if texts := phraseTexts(got); len(texts) != 2 || texts[0] != "前台未逐人登记住宿人员身份证件信息" || texts[1] != "以上属实。" {
		t.Errorf("in a finding: %q", texts)
	}
	got, err = b.field.Phrase.For(b.ctx, leader, "place")
	b.ok(err)
	if texts := phraseTexts(got); len(texts) != 1 || texts[0] != own.Text {
		t.Errorf("in another field: %q", texts)
	}

	// The laptop changes nothing of the office's, and nobody another's.
	other := leader
	other.Person, other.Name = "somebody", "他人"
	for _, c := range []struct {
		article string
		as      inspect.Actor
		p       inspect.Phrase
	}{
		{"第二十二条", leader, inspect.Phrase{ID: office.ID, Kind: office.Kind, Text: "改"}},
		{"", leader, inspect.Phrase{ID: office.ID, Kind: office.Kind, Text: "改", Owner: leader.Person}},
		{"", other, inspect.Phrase{ID: own.ID, Kind: own.Kind, Text: "改", Owner: own.Owner}},
		{"", other, inspect.Phrase{ID: own.ID, Kind: own.Kind, Text: "改", Owner: other.Person}},
	} {
		b.refuses(b.field, inspect.Forbidden, c.article, func() error { _, err := b.field.Phrase.Save(b.ctx, c.as, c.p); return err })
	}
	clerk := leader
	clerk.Role = inspect.RoleOffice
	b.refuses(b.field, inspect.Refused, "", func() error {
		_, err := b.field.Phrase.Save(b.ctx, clerk, inspect.Phrase{Kind: inspect.PhraseAny, Text: "外勤自拟"})
		return err
	})
	b.refuses(b.field, inspect.Forbidden, "", func() error { return b.field.Phrase.Remove(b.ctx, other, own.ID) })
	b.ok(b.field.Phrase.Remove(b.ctx, leader, own.ID))
	got, err = b.field.Phrase.List(b.ctx, leader)
	b.ok(err)
	if texts := phraseTexts(got); len(texts) != 1 {
		t.Errorf("after removing: %q", texts)
	}
}
