package inspect_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

// giver is an office, a unit or a laptop in TestNoNumberTwice.
type giver struct {
	root   bool
	above  *giver
	own    []inspect.NumberRange // leased to it
	given  []inspect.NumberRange // leased by it
	papers []inspect.Paper
}

func (g *giver) take(series string, n int) (inspect.NumberRange, bool) {
	own := g.own
	if g.root {
		own = []inspect.NumberRange{inspect.WholeSeries("k", series)}
	}
	for _, o := range own {
		if o.Series != series {
			continue
		}
		top := 0
		for _, p := range g.papers {
			if o.Has(p.Series, p.Serial) {
				top = max(top, p.Serial)
			}
		}
		if r, ok := o.Take(n, top, g.given); ok {
			return r, true
		}
	}
	return inspect.NumberRange{}, false
}

// TestNoNumberTwice: whatever an office, a unit and their laptops do, in any
// order and with the clock going back over new year, no number stands on two
// sheets, and the office's ledger explains every number there is.
func TestNoNumberTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		office := &giver{root: true}
		unit := &giver{above: office}
		all := []*giver{office, unit, {above: office}, {above: office}, {above: unit}}
		rules := inspect.PaperNumbering{Agency: "某公", Rules: []inspect.PaperRule{{Kind: "k", Word: "检通"}, {Kind: "l", Word: "检通"}, {Kind: "m", Word: "责改"}}}
		leases := []inspect.NumberLease{}
		lost := map[*giver]bool{}
		for step := range rapid.IntRange(1, 80).Draw(t, "steps") {
			year := rapid.SampledFrom([]string{"2026", "2027"}).Draw(t, "year")
			series := rules.Series(rapid.SampledFrom([]string{"k", "l", "m"}).Draw(t, "kind"), year)
			who := rapid.SampledFrom(all).Draw(t, "who")
			switch rapid.SampledFrom([]string{"issue", "issue", "void", "lease", "return", "lose", "aside"}).Draw(t, "act") {
			case "issue":
				if r, ok := who.take(series, 1); ok && !lost[who] {
					who.papers = append(who.papers, inspect.Paper{ID: fmt.Sprint(step), Series: series, Serial: r.From, State: inspect.PaperIssued})
				}
			case "void":
				if n := len(who.papers); n > 0 {
					i := rapid.IntRange(0, n-1).Draw(t, "i")
					who.papers[i].State, who.papers[i].VoidReason = inspect.PaperVoid, "写错"
				}
			case "lease":
				if who.root {
					break
				}
				if r, ok := who.above.take(series, rapid.IntRange(1, 4).Draw(t, "n")); ok {
					who.above.given, who.own = append(who.above.given, r), append(who.own, r)
					if who.above == office {
						leases = append(leases, inspect.NumberLease{Device: fmt.Sprintf("%p", who), DeviceName: "设备", Ranges: []inspect.NumberRange{r}, State: inspect.LeaseOpen})
					}
				}
			case "return", "lose":
				for i := range leases {
					if l := &leases[i]; l.Device == fmt.Sprintf("%p", who) && l.State == inspect.LeaseOpen && who != unit {
						l.Ranges[0].Used = l.Ranges[0].From - 1
						for _, p := range who.papers {
							if l.Ranges[0].Has(p.Series, p.Serial) {
								l.Ranges[0].Used = max(l.Ranges[0].Used, p.Serial)
							}
						}
						if err := l.End(rapid.SampledFrom([]inspect.LeaseState{inspect.LeaseReturned, inspect.LeaseClosed}).Draw(t, "end"), "at", "by", "遗失"); err != nil {
							t.Fatal(err)
						}
						who.own = nil
					}
				}
				if who.own == nil && !who.root {
					lost[who] = who != unit
				}
			case "aside":
				if r, ok := office.take(series, 2); ok {
					office.given = append(office.given, r)
					leases = append(leases, inspect.NumberLease{Ranges: []inspect.NumberRange{r}, State: inspect.LeaseClosed, Reason: "纸质"})
				}
			}
		}
		papers := []inspect.Paper{}
		for _, g := range all {
			papers = append(papers, g.papers...)
		}
		seen := map[string]bool{}
		for _, p := range papers {
			n := inspect.Serial(p.Series, p.Serial)
			if seen[n] {
				t.Fatalf("%s was given twice", n)
			}
			seen[n] = true
		}
		for _, year := range []string{"2026", "2027"} {
			for _, kind := range []string{"k", "m"} {
				series, of, next := rules.Series(kind, year), []inspect.Paper{}, 1
				for _, p := range papers {
					if p.Series == series {
						of = append(of, p)
					}
				}
				for _, row := range inspect.Ledger(series, of, leases) {
					if row.From != next || row.To < row.From || row.Use == inspect.LedgerUnknown || row.Use == inspect.LedgerTwice || row.Use != inspect.LedgerPaper && row.Note == "" {
						t.Fatalf("not explained, number %d is next: %+v", next, row)
					}
					next = row.To + 1
				}
			}
		}
	})
}

// The ledger says so when two sheets have one number and when one is missing.
func TestLedgerTellsOfFaults(t *testing.T) {
	s := "某公检通〔2026〕"
	rows := inspect.Ledger(s, []inspect.Paper{{ID: "a", Series: s, Serial: 1}, {ID: "b", Series: s, Serial: 1}, {ID: "c", Series: s, Serial: 4}}, nil)
	uses := []inspect.LedgerUse{}
	for _, r := range rows {
		uses = append(uses, r.Use)
	}
	if fmt.Sprint(uses) != "[twice twice unknown paper]" || rows[2].Number != "某公检通〔2026〕2—3号" {
		t.Fatalf("%+v", rows)
	}
}

func TestPaperNumberingRefuses(t *testing.T) {
	for _, n := range []inspect.PaperNumbering{{Agency: "某 公"}, {Agency: "某〔公"}, {Agency: "一二三四五六七八九十一二三四五六七八九十一"},
		{Agency: "某公", Rules: []inspect.PaperRule{{Kind: "k", Word: "检|通"}}}, {Agency: "某公", Rules: []inspect.PaperRule{{Kind: "k", Word: "检", Lease: 21}}}} {
		if inspect.CodeOf(n.Validate()) != inspect.Invalid {
			t.Errorf("%+v passes", n)
		}
	}
}
