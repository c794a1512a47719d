package service_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// counted sets the 机关代字 of the office.
func (b *bureau) counted() {
	b.t.Helper()
	_, err := b.office.Numbers.SaveRules(b.ctx, b.clerk, inspect.PaperNumbering{Agency: "某公（治）"})
	b.ok(err)
}

// TestOfficialNumbers: the laptop numbers from the range that came with its task,
// what is void keeps its number, what is left comes back with the result, and
// the ledger of the office explains every number.
func TestOfficialNumbers(t *testing.T) {
	b := at(t, "approved")
	b.counted()
	b.dispatched()
	stops := b.stops()
	first, err := b.office.Paper.Issue(b.ctx, b.clerk, "inspection-notice", stops[0].Team.ID)
	b.ok(err)
	leases, err := b.field.Numbers.Leases(b.ctx, b.anyone(b.field), "2026")
	b.ok(err)
	if len(leases) != 1 || len(leases[0].Ranges) == 0 {
		t.Fatalf("%+v", leases)
	}
	if n := 2*len(stops) + 1; first.Serial != n || !strings.HasSuffix(first.OfficialNumber, "〕7号") || first.Number == first.OfficialNumber || first.No() != first.OfficialNumber {
		t.Fatalf("the office goes on after what it leased: %d, want %d: %+v", first.Serial, n, first)
	}
	numbers := map[string]bool{}
	for i, s := range stops {
		leader := b.leader(s)
		f := b.recorded(leader, s)
		p, err := b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
		b.ok(err)
		if i == 0 {
			_, err = b.field.Paper.Void(b.ctx, leader, p.ID, "地址写错")
			b.ok(err)
			numbers[p.OfficialNumber] = true
			p, err = b.field.Paper.Issue(b.ctx, leader, "scene-record", f.Visit.ID)
			b.ok(err)
		}
		if numbers[p.OfficialNumber] || !leases[0].Ranges[0].Has(p.Series, p.Serial) && !strings.Contains(p.Series, "检录") {
			t.Fatalf("%+v", p)
		}
		numbers[p.OfficialNumber] = true
	}
	b.bringBack(filepath.Join(b.dir, "result.zip"))
	rows := b.ledger(b.office, "2026")
	uses := map[inspect.LedgerUse]int{}
	next := map[string]int{}
	for _, r := range rows {
		uses[r.Use] += r.To - r.From + 1
		if r.From != next[r.Series]+1 {
			t.Errorf("a gap before %+v", r)
		}
		next[r.Series] = r.To
	}
	if uses[inspect.LedgerVoid] != 1 || uses[inspect.LedgerPaper] != len(stops)+1 || uses[inspect.LedgerUnused] == 0 || uses[inspect.LedgerUnknown]+uses[inspect.LedgerTwice]+uses[inspect.LedgerOut] != 0 {
		t.Errorf("%v in %+v", uses, rows)
	}
	// What is made afterwards on the laptop has only its 临时编号; the office adds.
	leader := b.leader(stops[0])
	late, err := b.field.Paper.Issue(b.ctx, leader, "check-form", stops[1].Team.ID)
	b.ok(err)
	if late.OfficialNumber != "" {
		t.Errorf("a number of a range that went back: %s", late.OfficialNumber)
	}
	b.bringBack(filepath.Join(b.dir, "again.zip"))
	without, err := b.office.Numbers.Without(b.ctx, b.clerk)
	b.ok(err)
	if len(without) != 1 || without[0].ID != late.ID {
		t.Errorf("without a number: %+v", without)
	}
	got, err := b.office.Numbers.Assign(b.ctx, b.clerk, late.ID)
	b.ok(err)
	if !strings.HasPrefix(got.OfficialNumber, "某公（治）检表〔2026〕") || got.Number != late.Number || got.PDF != late.PDF {
		t.Errorf("%+v", got)
	}
	if without, err = b.office.Numbers.Without(b.ctx, b.clerk); err != nil || len(without) != 0 {
		t.Errorf("still without a number: %v, %+v", err, without)
	}
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error {
		_, err := b.office.Numbers.Assign(b.ctx, b.clerk, late.ID)
		return err
	})
	out := filepath.Join(b.dir, "台账.xlsx")
	b.ok(b.office.Numbers.SaveLedger(b.ctx, b.clerk, "2026", out))
	if _, err := os.Stat(out); err != nil {
		t.Error(err)
	}
	b.healthy(b.office, b.clerk)
}

func (b *bureau) ledger(sv *service.Services, year string) []inspect.LedgerRow {
	b.t.Helper()
	rows, err := sv.Numbers.Ledger(b.ctx, b.anyone(sv), year)
	b.ok(err)
	return rows
}

// TestMoreNumbersAndALostLaptop: numbers on request go on where the last range
// ended; those of a lost laptop stay explained, and what it made with them
// comes in as a conflict. The new year begins anew.
func TestMoreNumbersAndALostLaptop(t *testing.T) {
	b := at(t, "approved")
	b.counted()
	b.dispatched()
	out := filepath.Join(b.dir, "more.zip")
	_, err := b.office.Numbers.Lease(b.ctx, b.clerk, "外勤一号", []string{"check-form"}, 3, out)
	b.ok(err)
	_, err = b.field.Dispatch.Open(b.ctx, b.setup, out)
	b.ok(err)
	leases, err := b.field.Numbers.Leases(b.ctx, b.setup, "2026")
	b.ok(err)
	if len(leases) != 2 || leases[1].Ranges[0].From != 7 || leases[1].Ranges[0].To != 9 {
		t.Fatalf("%+v", leases)
	}
	b.visited()
	for _, l := range leases {
		b.refuses(b.office, inspect.Invalid, "第二十二条", func() error {
			_, err := b.office.Numbers.Close(b.ctx, b.clerk, l.ID, " ")
			return err
		})
		_, err = b.office.Numbers.Close(b.ctx, b.clerk, l.ID, "电脑遗失，已报告")
		b.ok(err)
	}
	for _, r := range b.ledger(b.office, "2026") {
		if r.Use != inspect.LedgerUnused || !strings.Contains(r.Note, "遗失") {
			t.Errorf("%+v", r)
		}
	}
	rec := b.bringBack(filepath.Join(b.dir, "found.zip"))
	why := ""
	for _, c := range rec.Conflicts {
		why += c.Reason + "\n"
	}
	if !strings.Contains(why, "号段已注销") {
		t.Errorf("a number of a closed range came in: %+v", rec.Conflicts)
	}
	l, err := b.office.Numbers.Reserve(b.ctx, b.clerk, "order-to-correct", 12, "启用本程序前已用")
	b.ok(err)
	if l.Ranges[0].From != 7 || l.Ranges[0].To != 18 {
		t.Errorf("%+v", l)
	}
	b.now = time.Date(2026, 12, 31, 16, 0, 30, 0, time.UTC) // the new year has begun in China
	rules, err := b.office.Numbers.Rules(b.ctx, b.clerk)
	b.ok(err)
	for _, r := range rules.Rules {
		if !strings.HasSuffix(r.Next, "〔2027〕1号") {
			t.Errorf("%+v", r)
		}
	}
	b.refuses(b.field, inspect.Refused, "第二十二条", func() error {
		_, err := b.field.Numbers.SaveRules(b.ctx, b.anyone(b.field), inspect.PaperNumbering{Agency: "某公"})
		return err
	})
	b.refuses(b.office, inspect.Refused, "", func() error {
		_, err := b.office.Numbers.SaveRules(b.ctx, b.clerk, inspect.PaperNumbering{Agency: "某公", Rules: []inspect.PaperRule{{Kind: "interview", Word: "询"}}})
		return err
	})
}

// Two kinds with one word share a series and never a number.
func TestKindsThatShareAWord(t *testing.T) {
	b := at(t, "approved")
	_, err := b.office.Numbers.SaveRules(b.ctx, b.clerk, inspect.PaperNumbering{Agency: "某公", Rules: []inspect.PaperRule{
		{Kind: "inspection-notice", Word: "通", Lease: 2}, {Kind: "check-form", Word: "通", Lease: 1}, {Kind: "approval", Word: ""}}})
	b.ok(err)
	b.dispatched()
	leases, err := b.office.Numbers.Leases(b.ctx, b.clerk, "2026")
	b.ok(err)
	seen := map[string]bool{}
	for _, r := range leases[0].Ranges {
		for n := r.From; n <= r.To; n++ {
			if x := inspect.Serial(r.Series, n); seen[x] {
				t.Errorf("%s twice", x)
			} else {
				seen[x] = true
			}
		}
	}
	p, err := b.office.Paper.Issue(b.ctx, b.clerk, "approval", b.task.ID)
	b.ok(err)
	if p.OfficialNumber != "" {
		t.Errorf("a kind without a word has %s", p.OfficialNumber)
	}
}
