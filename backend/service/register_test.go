package service_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

const (
	goodCode = "91350200MA2YJ1XR9G"
	oddCode  = "91350203M0001QAY9B" // fails its check, and exists in the wild
)

// newSubject is a row as somebody types it.
func newSubject(code, name string) inspect.Subject {
	return inspect.Subject{Code: code, Name: name, Trade: "旅馆业", Department: "治安大队", Station: "城东派出所", Address: "测试市东区甲路1号", Status: "存续", LicenceTo: inspect.Forever}
}

func (b *bureau) addSubject(code, name string) inspect.Subject {
	b.t.Helper()
	card, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: newSubject(code, name)})
	b.ok(err)
	return card.Subject
}

func (b *bureau) rows(q service.Query) []inspect.Subject {
	b.t.Helper()
	p, err := b.office.Library.Subjects(b.ctx, b.clerk, q)
	b.ok(err)
	return p.Rows
}

func (b *bureau) badge(dept string) inspect.Inspector {
	b.t.Helper()
	p, err := b.office.Library.Inspectors(b.ctx, b.clerk, service.Query{Department: dept, Page: 1, Size: 1})
	b.ok(err)
	return p.Rows[0]
}

func TestArticle09FormRows(t *testing.T) {
	b := at(t, "library")
	save := func(s inspect.Subject, head string) func() error {
		return func() error {
			_, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: s, Head: head})
			return err
		}
	}
	s := b.addSubject(goodCode, "㛃庆旅馆")
	for name, spoil := range map[string]func(*inspect.Subject){
		"no name":             func(x *inspect.Subject) { x.Name = " " },
		"no trade":            func(x *inspect.Subject) { x.Trade = "" },
		"odd code, no reason": func(x *inspect.Subject) { x.Code = oddCode },
		"no date":             func(x *inspect.Subject) { x.LicenceTo = "下月" },
		"back to front":       func(x *inspect.Subject) { x.LicenceFrom, x.LicenceTo = "2026-02-01", "2026-01-01" },
		"no area":             func(x *inspect.Subject) { x.Region = "测试市" },
	} {
		t.Run(name, func(t *testing.T) {
			bad := newSubject("", "另一家旅馆")
			spoil(&bad)
			b.refuses(b.office, inspect.Invalid, "第九条", save(bad, ""))
		})
	}
	// The same code in another spelling is the same subject; the refusal points at it.
	err := save(newSubject("９１350200ma2yj1xr9g", "别名"), "")()
	if e := inspect.ForPerson(err); e.Code != inspect.Conflict || e.Ref != s.ID || e.Field != "code" {
		t.Fatalf("%+v", e)
	}
	b.refuses(b.office, inspect.Conflict, "第九条", save(newSubject(goodCode, "别名"), ""))
	// A form that somebody overtook, and a name that stays without its code's reason.
	b.refuses(b.office, inspect.Conflict, "第九条", save(s, "an older version"))

	odd := newSubject(oddCode, "代码有误旅馆")
	odd.CodeNote = "营业执照原件如此"
	b.ok(save(odd, "")())
	card, err := b.office.Library.SubjectCard(b.ctx, b.clerk, oddCode)
	b.ok(err)
	if card.Subject.CodeNote != "营业执照原件如此" || card.Subject.Premises != card.Subject.Address {
		t.Fatalf("%+v", card.Subject)
	}

	i := b.badge("治安大队")
	person := func(x inspect.Inspector) func() error {
		return func() error {
			_, err := b.office.Library.SaveInspector(b.ctx, b.clerk, service.InspectorForm{Inspector: x})
			return err
		}
	}
	fresh := inspect.Inspector{Badge: "099999", Name: "新某", Department: "治安大队", CertNo: "1", Status: "有效", IDNumber: "11010519491231002X"}
	for name, spoil := range map[string]func(*inspect.Inspector){
		"no badge": func(x *inspect.Inspector) { x.Badge = "" }, "odd id": func(x *inspect.Inspector) { x.IDNumber = "110105194912310021" },
		"no date": func(x *inspect.Inspector) { x.CertUntil = "长期" },
	} {
		t.Run(name, func(t *testing.T) {
			bad := fresh
			spoil(&bad)
			b.refuses(b.office, inspect.Invalid, "第九条", person(bad))
		})
	}
	twice := fresh
	twice.Badge = i.Badge
	b.refuses(b.office, inspect.Conflict, "第九条", person(twice))
	b.ok(person(fresh)())
}

// TestRegisterHistory: every field with who, when, old and new.
func TestRegisterHistory(t *testing.T) {
	b := at(t, "library")
	s := b.addSubject(goodCode, "㛃庆旅馆")
	card, err := b.office.Library.SubjectCard(b.ctx, b.clerk, goodCode)
	b.ok(err)
	s.Station, s.Key = "城西派出所", true
	_, err = b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: s, Head: card.Head, Reason: "辖区调整"})
	b.ok(err)
	rows, err := b.office.Library.History(b.ctx, b.clerk, inspect.NounSubject, s.ID)
	b.ok(err)
	want := []service.RegisterChange{{Field: "所属派出所", Old: "城东派出所", New: "城西派出所"}, {Field: "重点检查对象", Old: "", New: "是"}}
	for i, w := range want {
		got := rows[i]
		if got.Field != w.Field || got.Old != w.Old || got.New != w.New || got.Person != "周办公" || got.Reason != "辖区调整" || got.How != "subject.change" || got.At == "" {
			t.Errorf("%+v, want %+v", got, w)
		}
	}
	if last := rows[len(rows)-1]; last.How != "subject.add" || last.Old != "" {
		t.Errorf("the first version: %+v", last)
	}
	ms, err := b.office.Library.Matters(b.ctx, b.clerk, service.Query{Page: 1, Size: 1})
	b.ok(err)
	rows, err = b.office.Library.History(b.ctx, b.clerk, inspect.NounMatter, ms.Rows[0].ID)
	b.ok(err)
	if !slices.ContainsFunc(rows, func(r service.RegisterChange) bool {
		return r.Field == "检查要点" && strings.HasPrefix(r.New, "1. ") && r.How == "library.import"
	}) {
		t.Errorf("no checklist in %+v", rows)
	}
	_, err = b.office.Library.History(b.ctx, b.clerk, inspect.NounTask, s.ID)
	if inspect.CodeOf(err) != inspect.Invalid {
		t.Fatal(err)
	}
}

// TestRegisterFilters: each narrows to rows that have the value.
func TestRegisterFilters(t *testing.T) {
	b := at(t, "library")
	s := newSubject(goodCode, "重庆银行招待所")
	s.Station, s.Risk, s.Key, s.LicenceTo = "只此派出所", "高", true, "2026-03-20"
	card, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: s})
	b.ok(err)
	for name, q := range map[string]service.Query{
		"station": {Station: "只此派出所"}, "expiring": {Expiring: "30", Station: "只此派出所"}, "key": {Key: "yes", Station: "只此派出所"},
		"risk": {Risk: "高", Station: "只此派出所"}, "status": {Status: "存续", Search: "重庆银行"}, "initials": {Search: "zqyhzds"}, "fault": {Fault: inspect.FaultLicenceSoon, Station: "只此派出所"},
	} {
		if rows := b.rows(q); len(rows) != 1 || rows[0].ID != card.Subject.ID {
			t.Errorf("%s: %d rows", name, len(rows))
		}
	}
	for name, q := range map[string]service.Query{
		"expired": {Expiring: "expired", Station: "只此派出所"}, "key": {Key: "no", Station: "只此派出所"}, "merged": {Merged: true}, "soon": {Fault: inspect.FaultLicenceSoon, Soon: 5, Station: "只此派出所"},
	} {
		if rows := b.rows(q); len(rows) != 0 {
			t.Errorf("%s: %d rows", name, len(rows))
		}
	}
	if _, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Fault: inspect.FaultNoCert}); inspect.CodeOf(err) != inspect.Invalid {
		t.Fatal(err)
	}
	c, err := b.office.Library.SubjectChoices(b.ctx, b.clerk)
	b.ok(err)
	if !slices.Contains(c.Stations, "只此派出所") || !slices.Contains(c.Trades, "旅馆业") || slices.Contains(c.Risks, "") {
		t.Errorf("%+v", c)
	}
}

// TestRegisterCheck: what is counted is what the list of the fault shows, and
// what the Excel file holds.
func TestRegisterCheck(t *testing.T) {
	b := at(t, "library")
	count := func() map[inspect.Fault]int {
		rep, err := b.office.Library.Check(b.ctx, b.clerk, 0)
		b.ok(err)
		m := map[inspect.Fault]int{}
		for _, c := range rep.Counts {
			m[c.Fault] = c.Count
			q := service.Query{Fault: c.Fault, Page: 1, Size: 1}
			total := 0
			if c.Noun == inspect.NounSubject {
				p, err := b.office.Library.Subjects(b.ctx, b.clerk, q)
				b.ok(err)
				total = p.Total
			} else {
				p, err := b.office.Library.Inspectors(b.ctx, b.clerk, q)
				b.ok(err)
				total = p.Total
			}
			if total != c.Count {
				t.Errorf("%s: counted %d, listed %d", c.Label, c.Count, total)
			}
		}
		return m
	}
	before := count()
	bad := newSubject(oddCode, "㛃庆旅馆")
	bad.CodeNote, bad.LicenceTo = "证照如此", "2026-01-31"
	for _, s := range []inspect.Subject{bad, newSubject("", "㛃庆 旅馆（）")} {
		_, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: s})
		b.ok(err)
	}
	gone := newSubject("", "注销旅馆")
	gone.Status, gone.LicenceTo = "注销", "2026-01-31" // takes part in nothing any more
	_, err := b.office.Library.SaveSubject(b.ctx, b.clerk, service.SubjectForm{Subject: gone})
	b.ok(err)
	_, err = b.office.Library.SaveInspector(b.ctx, b.clerk, service.InspectorForm{Inspector: inspect.Inspector{Badge: "099999", Name: "新某", Department: "治安大队"}})
	b.ok(err)
	after := count()
	for f, more := range map[inspect.Fault]int{inspect.FaultSamePlace: 2, inspect.FaultSameCode: 0, inspect.FaultCode: 1, inspect.FaultLicence: 1, inspect.FaultUnchecked: 2,
		inspect.FaultStale: 0, inspect.FaultNoCert: 1, inspect.FaultNoScope: 1, inspect.FaultCert: 0} {
		if after[f]-before[f] != more {
			t.Errorf("%s: %d more, want %d", f.Label(), after[f]-before[f], more)
		}
	}
	out := filepath.Join(b.dir, "库况.xlsx")
	b.ok(b.office.Library.SaveCheck(b.ctx, b.clerk, 30, out))
	if st, err := os.Stat(out); err != nil || st.Size() == 0 {
		t.Fatal(err)
	}
	b.now = b.now.AddDate(1, 0, 1) // a year later nothing was touched
	if late := count(); late[inspect.FaultStale] < 1000 {
		t.Errorf("only %d stale", late[inspect.FaultStale])
	}
}

func TestArticle09BulkNeedsAReason(t *testing.T) {
	b := at(t, "library")
	all := b.rows(service.Query{Trade: "旅馆业"})
	in := service.BulkInput{Noun: inspect.NounSubject, Query: service.Query{Trade: "旅馆业"}, Field: "所属派出所", Value: "新设派出所"}
	bulk := func(in service.BulkInput) func() error {
		return func() error { _, err := b.office.Library.Bulk(b.ctx, b.clerk, in); return err }
	}
	b.refuses(b.office, inspect.Invalid, "第九条", bulk(in))
	in.Reason = "辖区调整"
	for name, spoil := range map[string]func(*service.BulkInput){
		"no field": func(x *service.BulkInput) { x.Field = "警衔" }, "one by one": func(x *service.BulkInput) { x.Field = "name" },
		"no trade": func(x *service.BulkInput) { x.Field, x.Value = "trade", " " }, "not yes or no": func(x *service.BulkInput) { x.Field, x.Value = "key", "也许" },
	} {
		t.Run(name, func(t *testing.T) {
			bad := in
			spoil(&bad)
			b.refuses(b.office, inspect.Invalid, "第九条", bulk(bad))
		})
	}
	in.IDs = []string{all[0].ID}
	b.ok(bulk(in)())
	in.IDs = nil
	rep, err := b.office.Library.BulkPreview(b.ctx, b.clerk, in)
	b.ok(err)
	if rep.Matched != len(all) || rep.Changed != len(all)-1 || rep.Same != 1 || len(rep.Sample) == 0 {
		t.Fatalf("%+v of %d", rep, len(all))
	}
	rep, err = b.office.Library.Bulk(b.ctx, b.clerk, in)
	b.ok(err)
	if rep.Changed != len(all)-1 || len(b.rows(service.Query{Station: "新设派出所"})) != len(all) {
		t.Fatalf("%+v", rep)
	}
	b.refuses(b.office, inspect.Invalid, "第九条", bulk(in)) // nothing left to change
	in.Noun, in.Query, in.Field, in.Value = inspect.NounInspector, service.Query{Department: "治安大队"}, "tier", "市级"
	b.ok(bulk(in)())
	if b.badge("治安大队").Tier != "市级" {
		t.Error("the inspectors did not change")
	}
}
