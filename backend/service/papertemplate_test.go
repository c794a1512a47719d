package service_test

import (
	"bytes"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// refs are what documents can be made for once the laptop's work is back.
func (b *bureau) refs() map[string]string {
	b.t.Helper()
	results := b.results()
	if len(results) == 0 {
		b.t.Fatal("no result came back")
	}
	x := results[0].Result
	return map[string]string{"task": x.Task, "team": x.Team, "visit": x.Visit, "result": x.ID}
}

// Every kind that is data can be filled in and issued at the office from what
// came back, prints, and keeps its template.
func TestEveryTemplateIsIssued(t *testing.T) {
	b := at(t, "returned")
	refs := b.refs()
	kinds, err := b.office.Paper.Kinds(b.ctx)
	b.ok(err)
	made := 0
	for _, k := range kinds {
		if !k.Filled {
			continue
		}
		ref := refs[k.Noun]
		if k.Kind == string(inspect.DocOrderToStop) || k.Kind == string(inspect.DocTransfer) { // no finding has that measure
			_, err := b.office.Paper.Issue(b.ctx, b.clerk, k.Kind, ref)
			b.refused(err, inspect.Refused, "第十九条")
			continue
		}
		form, err := b.office.Paper.Form(b.ctx, b.clerk, k.Kind, ref)
		b.ok(err)
		for i, f := range form.Template.Fields {
			if f.Fixed {
				if f.Required && form.Fields[i].Value == "" {
					t.Errorf("%s: %s is to come from the record, which has nothing", k.Kind, f.Key)
				}
				continue
			}
			if form.Fields[i].Value == "" {
				_, err := b.office.Paper.SaveField(b.ctx, b.clerk, k.Kind, ref, f.Key, f.Sample, form.Fields[i].Rev)
				b.ok(err)
			}
		}
		paper, err := b.office.Paper.Issue(b.ctx, b.clerk, k.Kind, ref)
		if err != nil {
			t.Errorf("%s: %v", k.Kind, err)
			continue
		}
		if file, err := b.office.Paper.PDF(b.ctx, b.clerk, paper.ID); err != nil || !bytes.HasPrefix(file, []byte("%PDF-")) {
			t.Errorf("%s: %v", k.Kind, err)
		}
		if !k.Repeatable {
			_, err := b.office.Paper.Issue(b.ctx, b.clerk, k.Kind, ref)
			b.refused(err, inspect.Refused, "第二十条")
		}
		made++
	}
	if made < 30 {
		t.Errorf("only %d kinds", made)
	}
	b.healthy(b.office, b.anyone(b.office))
}

// An empty mandatory blank is named and nothing is issued; what the record says
// cannot be typed over; a text survives until the document is made, and the
// next one of its kind begins anew.
func TestFillingInADocument(t *testing.T) {
	b := at(t, "returned")
	visit := b.refs()["visit"]
	kind := "copy-letter"
	paper := b.office.Paper
	count := func() int {
		list, err := paper.List(b.ctx, b.clerk, visit)
		b.ok(err)
		return len(list)
	}
	before := count()
	_, err := paper.Issue(b.ctx, b.clerk, kind, visit)
	if e := inspect.ForPerson(err); e.Code != inspect.Invalid || !strings.Contains(e.Message, "抄告单位") || count() != before {
		t.Errorf("issued with an empty blank, or not named: %v", err)
	}
	if _, err := paper.SaveField(b.ctx, b.clerk, kind, visit, "party", "别的单位", 0); inspect.CodeOf(err) != inspect.Refused {
		t.Errorf("the party was typed over: %v", err)
	}
	if _, err := paper.SaveField(b.ctx, b.clerk, kind, visit, "mother", "甲", 0); inspect.CodeOf(err) != inspect.Invalid {
		t.Errorf("a blank that is not there: %v", err)
	}
	if _, err := paper.SaveField(b.ctx, b.clerk, "service-receipt", visit, "way", "飞鸽", 0); inspect.CodeOf(err) != inspect.Invalid {
		t.Errorf("an option that is not there: %v", err)
	}
	for key, text := range map[string]string{"to": "某市虚构区市场监督管理局", "body": "前台销售的食品标签无生产日期。𠮷", "contact": "甲某某 000-00000000"} {
		form, err := paper.Form(b.ctx, b.clerk, kind, visit)
		b.ok(err)
		_, err = paper.SaveField(b.ctx, b.clerk, kind, visit, key, text, revOf(form, key))
		b.ok(err)
		if _, err := paper.SaveField(b.ctx, b.clerk, kind, visit, key, "另一处写的", 0); inspect.CodeOf(err) != inspect.Conflict {
			t.Errorf("%s: a stale text won: %v", key, err)
		}
	}
	b.ok(paper.LeaveForm(b.ctx, b.clerk, kind, visit))
	done, err := paper.Issue(b.ctx, b.clerk, kind, visit)
	b.ok(err)
	_, err = paper.PDF(b.ctx, b.clerk, done.ID)
	b.ok(err)
	form, err := paper.Form(b.ctx, b.clerk, kind, visit)
	b.ok(err)
	if textOf(form, "to") != "" || textOf(form, "party") == "" {
		t.Errorf("the next letter does not begin anew: %+v", form.Fields)
	}
	// By hand: nothing is demanded, and it says so.
	blank, err := paper.IssueBlank(b.ctx, b.clerk, kind, visit)
	b.ok(err)
	if !strings.Contains(blank.Name, "空白") {
		t.Errorf("a blank form that does not say so: %s", blank.Name)
	}
	if _, err := paper.IssueBlank(b.ctx, b.clerk, string(inspect.DocSceneRecord), visit); inspect.CodeOf(err) != inspect.Refused {
		t.Errorf("a blank of what the record makes: %v", err)
	}
	b.healthy(b.office, b.anyone(b.office))
}

func revOf(f service.PaperForm, key string) int64 {
	for _, x := range f.Fields {
		if x.Path == key {
			return x.Rev
		}
	}
	return -1
}

func textOf(f service.PaperForm, key string) string {
	for _, x := range f.Fields {
		if x.Path == key {
			return x.Value
		}
	}
	return "?"
}

// A document that reports the visit waits for its end; a rights notice does not.
func TestDocumentsOfAnOpenVisit(t *testing.T) {
	b := at(t, "dispatched")
	stops, err := b.field.Visit.Today(b.ctx, b.anyone(b.field))
	b.ok(err)
	leader := b.leader(stops[0])
	f, err := b.field.Visit.Start(b.ctx, leader, stops[0].Team.ID)
	b.ok(err)
	_, err = b.field.Paper.Issue(b.ctx, leader, "result-letter", f.Visit.ID)
	b.refused(err, inspect.Refused, "第二十条")
	_, err = b.field.Paper.SaveField(b.ctx, leader, "rights-notice", f.Visit.ID, "person", "丙某某", 0)
	b.ok(err)
	_, err = b.field.Paper.Issue(b.ctx, leader, "rights-notice", f.Visit.ID)
	b.ok(err)
	// What is written into a document is no change of the visit.
	changes, err := b.field.Visit.Changes(b.ctx, leader, f.Visit.ID, "")
	b.ok(err)
	for _, c := range changes {
		if strings.HasPrefix(c.Path, "paper/") {
			t.Errorf("the visit's history lists %s", c.Path)
		}
	}
}
