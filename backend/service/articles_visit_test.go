package service_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// ready is a bureau with a visit that may be finished as it is.
func ready(t *testing.T, finding bool) (*bureau, inspect.Actor, service.Stop, service.VisitForm) {
	t.Helper()
	b := at(t, "dispatched")
	s := b.stops()[0]
	leader := b.leader(s)
	f := b.filled(leader, s, finding)
	if len(f.Problems) > 0 {
		t.Fatalf("it may not be finished: %+v", f.Problems)
	}
	return b, leader, s, f
}

// finishRefuses changes fields, demands that finishing is refused under an
// article, and puts the fields back.
func (b *bureau) finishRefuses(article string, leader inspect.Actor, f service.VisitForm, pairs ...string) {
	b.t.Helper()
	back := []string{}
	for i := 0; i < len(pairs); i += 2 {
		old := ""
		for _, x := range f.Fields {
			if x.Path == pairs[i] {
				old = x.Value
			}
		}
		back = append(back, pairs[i], old)
	}
	b.fill(leader, f.Visit.ID, pairs...)
	b.refuses(b.field, inspect.Refused, article, func() error { _, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID); return err })
	b.fill(leader, f.Visit.ID, back...)
}

func TestArticle15TwoPresentWithTheLeader(t *testing.T) {
	b, leader, s, f := ready(t, false)
	other := s.Team.Members[slices.IndexFunc(s.Team.Members, func(m inspect.Member) bool { return m.Inspector != s.Team.Leader })].Inspector
	for _, present := range []string{"", s.Team.Leader, s.Team.Leader + "，" + s.Team.Leader, other} {
		b.finishRefuses("第十五条", leader, f, "present", present)
	}
}

func TestArticle16StrangersOnSite(t *testing.T) {
	b, leader, s, f := ready(t, false)
	b.finishRefuses("第十六条", leader, f, "present", strings.Join(f.Visit.Present, "，")+"，"+s.Team.Subject)
}

func TestArticle17Method(t *testing.T) {
	b, leader, _, f := ready(t, false)
	b.finishRefuses("第十七条", leader, f, "method", " ")
}

func TestArticle18EveryMatterAtOnce(t *testing.T) {
	b, leader, _, f := ready(t, false)
	for _, m := range f.Matters {
		for _, it := range m.Checklist {
			path := fmt.Sprintf("answer/%s/%d", m.ID, it.No)
			b.finishRefuses("第十八条", leader, f, path, "")
			b.finishRefuses("第十八条", leader, f, path, "maybe")
			b.finishRefuses("第十八条", leader, f, path, "skip")
		}
	}
	b.finishRefuses("第十八条", leader, f, "outcome", "")
	b.finishRefuses("第十八条", leader, f, "outcome", "closed")
}

func TestArticle19Measures(t *testing.T) {
	b, leader, s, f := ready(t, true)
	finding := "finding/" + findingOf(s) + "/"
	for _, pairs := range [][]string{
		{"deleted", "1"}, {"measure", ""}, {"measure", "fine"}, {"description", " "}, {"deadline", ""}, {"deadline", "下周"}, {"item", "77"},
		{"measure", "none"}, {"measure", "educate"}, {"measure", "onspot"}, {"measure", "transfer"}, // each says why or where to
	} {
		b.finishRefuses("第十九条", leader, f, finding+pairs[0], pairs[1])
	}
	b.fill(leader, f.Visit.ID, finding+"measure", "none", finding+"measureNote", "当场核实为误报")
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
}

func TestArticle19OrderNeedsAFinding(t *testing.T) {
	b, leader, _, f := ready(t, false)
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第十九条", func() error {
		_, err := b.field.Paper.Issue(b.ctx, leader, "order-to-correct", f.Visit.ID)
		return err
	})
}

// TestEachFindingKeepsItsDeadline: an order never lends one finding another's
// time, and cites only what was breached.
func TestEachFindingKeepsItsDeadline(t *testing.T) {
	b, leader, s, f := ready(t, true)
	second := "finding/" + store.NewID() + "/"
	b.fill(leader, f.Visit.ID, "finding/"+findingOf(s)+"/deadline", "2026-03-13", second+"matter", f.Matters[0].ID, second+"item", "2",
		second+"description", "登记簿缺页", second+"measure", "correct", second+"deadline", "2026-04-09")
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	paper, err := b.field.Paper.Issue(b.ctx, leader, "order-to-correct", f.Visit.ID)
	b.ok(err)
	raw, err := store.Blob(b.ctx, b.field.Store(), paper.Snapshot)
	b.ok(err)
	var order inspect.TemplateSnapshot
	b.ok(json.Unmarshal(raw, &order))
	value := func(key string) string {
		return order.Values[slices.IndexFunc(order.Values, func(v inspect.TemplateValue) bool { return v.Key == key })].Text
	}
	if value("when") != "在各项所列期限前" || !strings.Contains(value("demands"), "登记簿缺页（期限：2026-04-09）") || !strings.Contains(value("demands"), "（期限：2026-03-13）") {
		t.Fatalf("%+v", order)
	}
}

// TestTheRecordSaysWhatWasRecorded: the party's answer on recusal is recorded
// (art. 16), and a record without a party does not say that one was there.
func TestTheRecordSaysWhatWasRecorded(t *testing.T) {
	b, leader, _, f := ready(t, false)
	b.finishRefuses("第十六条", leader, f, "recusal", "")
	b.finishRefuses("第十六条", leader, f, "recusal", "asked")
	b.fill(leader, f.Visit.ID, "recusal", "asked", "recusalNote", "申请张某回避，已报告，决定前检查继续", "partyName", "", "partyPost", "", "witness", "社区李某")
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	paper, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	b.ok(err)
	raw, err := store.Blob(b.ctx, b.field.Store(), paper.Snapshot)
	b.ok(err)
	var record inspect.SceneRecordSnapshot
	b.ok(json.Unmarshal(raw, &record))
	if record.Recusal != "申请回避；申请张某回避，已报告，决定前检查继续" || !strings.Contains(record.Process, "社区李某在场见证") {
		t.Fatalf("%s / %s", record.Recusal, record.Process)
	}
}

func TestArticle20RecordIsComplete(t *testing.T) {
	b, leader, _, f := ready(t, false)
	for _, pairs := range [][]string{
		{"startedAt", ""}, {"endedAt", ""}, {"endedAt", "下午三点"}, {"endedAt", "2026-03-01T00:00:00.000Z"}, {"place", " "}, {"noCheckCode", ""},
		{"credentials", ""}, {"rights", ""}, {"partyName", "　"},
	} {
		b.finishRefuses("第二十条", leader, f, pairs...)
	}
	// Without any recording a reason is due; nobody there, a witness.
	s := b.stops()[1]
	leader = b.leader(s)
	f, err := b.field.Visit.Start(b.ctx, leader, s.Team.ID)
	b.ok(err)
	present := ""
	for _, m := range s.Team.Members {
		present += m.Inspector + "，"
	}
	b.fill(leader, f.Visit.ID, "present", present, "noCheckCode", "现场无网络", "credentials", "1", "rights", "1", "recusal", "none", "partyName", "某甲", "endedAt", inspect.Instant(b.now))
	for _, m := range f.Matters {
		for _, it := range m.Checklist {
			b.fill(leader, f.Visit.ID, fmt.Sprintf("answer/%s/%d", m.ID, it.No), "yes")
		}
	}
	b.finishRefuses("第二十条", leader, f, "recordNote", "")
	b.finishRefuses("第二十条", leader, f, "outcome", "moved", "outcomeNote", "人去楼空")
	b.fill(leader, f.Visit.ID, "recordNote", "记录仪故障，已报告")
	f, err = b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	if f.Visit.State != inspect.VisitFinished {
		t.Fatal(f.Visit.State)
	}
}

func TestArticle20FinishedIsFixed(t *testing.T) {
	b, leader, _, f := ready(t, false)
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Visit.Save(b.ctx, leader, f.Visit.ID, "place", "别处", 1)
		return err
	})
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Evidence.Add(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID}, b.files.Evidence[0], nil)
		return err
	})
	b.refuses(b.field, inspect.Refused, "第二十条", func() error {
		_, err := b.field.Evidence.Pending(b.ctx, leader, service.EvidenceInput{Visit: f.Visit.ID, Recorder: "ZF-1", Officer: "某甲"})
		return err
	})
	b.refuses(b.field, inspect.Refused, "第二十条", func() error { _, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID); return err })
}

func TestArticle20RecorderAndOfficer(t *testing.T) {
	b, leader, _, f := ready(t, false)
	for _, in := range []service.EvidenceInput{{Visit: f.Visit.ID, Officer: "某甲"}, {Visit: f.Visit.ID, Recorder: "ZF-1"}} {
		b.refuses(b.field, inspect.Invalid, "第二十条", func() error { _, err := b.field.Evidence.Pending(b.ctx, leader, in); return err })
	}
}

// TestArticle20Papers: issued after the visit, once; printed before filed.
func TestArticle20Papers(t *testing.T) {
	b, leader, _, f := ready(t, false)
	issue := func() (inspect.Paper, error) {
		return b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
	}
	refused := func(step func() error) { t.Helper(); b.refuses(b.field, inspect.Refused, "第二十条", step) }
	refused(func() error { _, err := issue(); return err })
	_, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	first, err := issue()
	b.ok(err)
	refused(func() error { _, err := issue(); return err })
	refused(func() error {
		_, err := b.field.Paper.AttachScan(b.ctx, leader, first.ID, b.files.RecordScan)
		return err
	})
	b.refuses(b.field, inspect.Invalid, "第二十条", func() error { _, err := b.field.Paper.Void(b.ctx, leader, first.ID, " "); return err })
	_, err = b.field.Paper.Void(b.ctx, leader, first.ID, "地址有误")
	b.ok(err)
	refused(func() error { _, err := b.field.Paper.Printed(b.ctx, leader, first.ID, 2); return err })
	again, err := issue()
	b.ok(err)
	if again.Number == first.Number {
		t.Fatalf("two documents have number %s", again.Number)
	}
	_, err = b.field.Paper.Printed(b.ctx, leader, again.ID, 2)
	b.ok(err)
	_, err = b.field.Paper.AttachScan(b.ctx, leader, again.ID, b.files.RecordScan)
	b.ok(err)
	refused(func() error { _, err := b.field.Paper.Void(b.ctx, leader, again.ID, "反悔"); return err })
}
