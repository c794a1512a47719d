package service_test

import (
	"encoding/json"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// TestArticle20People: a witness sees for neither side, what was interpreted
// says by whom and in which language; the records carry all of them.
func TestArticle20People(t *testing.T) {
	b, leader, s, f := ready(t, false)
	for _, pairs := range [][]string{
		{"witness", s.Team.Members[0].Name}, {"witness", " 𠮷喆 "}, {"witnessId", "某社区居委会"}, {"legalRepId", "000000000000000000"},
		{"interpreter", "翻某"}, {"language", "英语"}, {"interpreter", "𠮷喆", "language", "英语"}, {"interpreter", "社区李某", "language", "英语", "witness", "社区李某"},
		{"legalRep", "社区李某", "witness", "社区李某"},
	} {
		b.finishRefuses("第二十条", leader, f, pairs...)
	}
	b.fill(leader, f.Visit.ID, "witness", "社区李某", "witnessId", "某社区居委会", "legalRep", "钱法人", "legalRepId", "000000000000000000",
		"interpreter", "翻某", "interpreterId", "译证0001", "language", "英语")
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	paper, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)
	raw, err := store.Blob(b.ctx, b.field.Store(), paper.Snapshot)
	b.ok(err)
	var r inspect.SceneRecordSnapshot
	b.ok(json.Unmarshal(raw, &r))
	if r.WitnessID != "某社区居委会" || r.LegalRep != "钱法人" || r.LegalRepID != "000000000000000000" || r.Interpreter != "翻某" || r.InterpreterID != "译证0001" || r.Language != "英语" {
		t.Errorf("the record has %+v", r)
	}
	// The records that are data begin with them.
	for kind, want := range map[string]map[string]string{
		"interview":      {"interpreter": "翻某", "language": "英语", "interpreterId": "译证0001"},
		"measure-record": {"witness": "社区李某", "witnessId": "某社区居委会", "interpreter": "翻某"},
		"check-record":   {"witnessId": "某社区居委会", "language": "英语"},
	} {
		form, err := b.field.Paper.Form(b.ctx, leader, kind, f.Visit.ID)
		b.ok(err)
		for _, x := range form.Fields {
			if text, ok := want[x.Path]; ok && text != x.Value {
				t.Errorf("%s begins %s with %q", kind, x.Path, x.Value)
			}
			delete(want, x.Path)
		}
		if len(want) > 0 {
			t.Errorf("%s has no %v", kind, want)
		}
	}
}
