package draw

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

// smallTeams makes an instance that brute force can still solve.
func smallTeams(t *rapid.T) InspectorInput {
	departments, quals := []string{"", "治安", "消防"}, []string{"甲", "乙"}
	var in InspectorInput
	for i := range rapid.IntRange(1, 5).Draw(t, "persons") {
		in.Roster = append(in.Roster, Person{
			fmt.Sprint("T", i), fmt.Sprint("测", i), rapid.SampledFrom(departments[1:]).Draw(t, "department"),
			rapid.SliceOfDistinct(rapid.SampledFrom(quals), rapid.ID).Draw(t, "quals"), rapid.IntRange(1, 3).Draw(t, "cap")})
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "subjects") {
		in.Subjects = append(in.Subjects, Named{fmt.Sprint("S", i), fmt.Sprint("对象", i)})
		for j := range rapid.IntRange(1, 3).Draw(t, "seats") {
			in.Seats = append(in.Seats, Seat{i, j + 1, rapid.SampledFrom([]string{"", "", "治安", "消防"}).Draw(t, "seat department"),
				rapid.SampledFrom([][]string{nil, nil, {"甲"}, {"甲", "乙"}}).Draw(t, "seat quals"), ""})
		}
		for p := range in.Roster {
			if rapid.IntRange(0, 4).Draw(t, "recused") == 0 {
				in.Recusals = append(in.Recusals, Recusal{i, p})
			}
		}
	}
	return in
}

func (in InspectorInput) allows(s Seat, p int) bool {
	who := in.Roster[p]
	for _, q := range s.Qualifications {
		if !slices.Contains(who.Qualifications, q) {
			return false
		}
	}
	return (s.Department == "" || s.Department == who.Department) && !slices.Contains(in.Recusals, Recusal{s.Subject, p})
}

// solvable tries every seating that begins with the given persons.
func (in InspectorInput) solvable(given []int) bool {
	if len(given) > 0 {
		n := len(given) - 1
		s, p, used := in.Seats[n], given[n], 0
		for i, q := range given {
			if q == p {
				used++
			}
			if q == p && i < n && in.Seats[i].Subject == s.Subject {
				return false
			}
		}
		if !in.allows(s, p) || used > in.Roster[p].Cap {
			return false
		}
	}
	if len(given) == len(in.Seats) {
		return true
	}
	for p := range in.Roster {
		if in.solvable(append(slices.Clone(given), p)) {
			return true
		}
	}
	return false
}

// A feasible instance is always solved with every rule kept and every reason
// true; an infeasible one is always refused; brute force says which is which.
func TestInspectorsAgreeWithBruteForce(t *testing.T) {
	solved, refused := 0, 0
	check := func(t *rapid.T) {
		in := smallTeams(t)
		fr, err := FreezeInspectors(heading(PurposeInspectors), in, &stream{name: rapid.String().Draw(t, "rnd")})
		if !in.solvable(nil) {
			refused++
			if inspect.CodeOf(err) != inspect.Refused || inspect.ForPerson(err).Article != "第十五条" || !strings.Contains(err.Error(), "「对象") {
				t.Fatalf("no seating exists: %v", err)
			}
			return
		}
		if err != nil {
			t.Fatalf("a seating exists: %v", err)
		}
		solved++
		r, err := Inspectors(fr.Files, fr.Nonce, dice())
		if err != nil {
			t.Fatal(err)
		}
		in.checkSeating(t, fr, r)
		if _, err := Verify(Public(r.Files)); err != nil {
			t.Fatal(err)
		}
	}
	for range 10 { // rapid makes 100 instances at a time; the rare ones need more
		rapid.Check(t, check)
	}
	if all := solved + refused; solved*10 < all || refused*10 < all {
		t.Errorf("%d solved, %d refused: the generator is one-sided", solved, refused)
	}
}

// checkSeating follows the specification word by word, with brute force for
// "a seating is left".
func (in InspectorInput) checkSeating(t *rapid.T, fr *FrozenInspectors, r *InspectorResult) {
	var given []int
	passed := strings.Split(string(r.Files[filePassed]), "\n")
	won := make([]int, len(in.Roster))
	for n, s := range in.Seats {
		var order []int
		for p := range in.Roster {
			if free := (InspectorInput{Roster: in.Roster}); free.allows(s, p) {
				order = append(order, p)
			}
		}
		ticket := func(p int) string {
			return digest(fmt.Appendf(nil, "%s\ninsp/%s/%d\n%s\n1\n", r.Seed, fr.SubjectIDs[s.Subject], s.Seat, fr.PersonIDs[p]))
		}
		slices.SortFunc(order, func(a, b int) int {
			if won[a] != won[b] {
				return won[a] - won[b]
			}
			return strings.Compare(ticket(a), ticket(b))
		})
		for rank, p := range order {
			why := ""
			switch {
			case slices.Contains(in.Recusals, Recusal{s.Subject, p}):
				why = passedRecused
			case slices.ContainsFunc(seq(n), func(i int) bool { return given[i] == p && in.Seats[i].Subject == s.Subject }):
				why = passedTeam
			case won[p] == in.Roster[p].Cap:
				why = passedCap
			case !in.solvable(append(slices.Clone(given), p)):
				why = passedRest
			}
			if why == "" {
				want := Assignment{fr.SubjectIDs[s.Subject], fr.PersonIDs[p], s.Seat, rank + 1}
				if r.Assignments[n] != want {
					t.Fatalf("seat %d: %+v, want %+v", n, r.Assignments[n], want)
				}
				given = append(given, p)
				won[p]++
				break
			}
			want := fmt.Sprintf("%s\t%d\t%s\t%s", fr.SubjectIDs[s.Subject], s.Seat, fr.PersonIDs[p], why)
			if passed[0] != want {
				t.Fatalf("passed over %q, want %q", passed[0], want)
			}
			passed = passed[1:]
		}
	}
	if len(passed) != 1 || passed[0] != "" {
		t.Fatalf("passed.txt says too much: %q", passed)
	}
}

func seq(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Every stratum draws what the rule says, whatever the rule.
func TestSubjectsKeepTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "n")
		strata := rapid.SampledFrom([]string{"A", "AB", "ABC", "乙甲"}).Draw(t, "strata")
		var items []Candidate
		sizes := map[string]int{}
		for i := range n {
			s := string(rapid.SampledFrom([]rune(strata)).Draw(t, "stratum"))
			sizes[s]++
			items = append(items, Candidate{s, fmt.Sprint("C", i), rapid.StringMatching(`[\p{Han}a-z𠮷"\\ ]{1,9}`).Draw(t, "name"), rapid.IntRange(1, 5).Draw(t, "weight")})
		}
		rules := SubjectRules{Weights: seq(6)[1:]}
		if rapid.Bool().Draw(t, "fixed") {
			rules.Total = rapid.IntRange(1, n).Draw(t, "total")
		} else {
			den := rapid.IntRange(1, 30).Draw(t, "den")
			for s := range sizes {
				rules.Rates = append(rules.Rates, Rate{s, rapid.IntRange(1, den).Draw(t, "num"), den})
			}
		}
		fr, err := FreezeSubjects(heading(PurposeSubjects), items, rules, nil, &stream{name: "rules"})
		if err != nil {
			t.Fatal(err)
		}
		r, err := Subjects(fr.Files, fr.Nonce, dice())
		if err != nil {
			t.Fatal(err)
		}
		drawn := map[string]int{}
		for i, w := range r.Winners {
			drawn[w.Stratum]++
			if w.Order != i+1 || i > 0 && r.Winners[i-1].Ticket >= w.Ticket || !slices.Contains(fr.IDs, w.ID) {
				t.Fatalf("winner %d: %+v", i, w)
			}
		}
		total := 0
		for s, size := range sizes {
			total += drawn[s]
			if rules.Total > 0 {
				if share := rules.Total * size / n; drawn[s] < share || drawn[s] > share+1 || drawn[s] > size {
					t.Fatalf("stratum %s draws %d of %d, exact share %d", s, drawn[s], size, share)
				}
				continue
			}
			for _, rate := range rules.Rates {
				if rate.Stratum == s && (drawn[s]*rate.Den < size*rate.Num || (drawn[s]-1)*rate.Den >= size*rate.Num) {
					t.Fatalf("stratum %s draws %d of %d at %d/%d", s, drawn[s], size, rate.Num, rate.Den)
				}
			}
		}
		if rules.Total > 0 && total != rules.Total {
			t.Fatalf("drew %d, want %d", total, rules.Total)
		}
		again, err := Subjects(r.Files, fr.Nonce, dice())
		if err != nil || !bytes.Equal(again.Files[fileSums], r.Files[fileSums]) {
			t.Fatalf("the same draw gives another result: %v", err)
		}
		if _, err := Verify(r.Files); err != nil {
			t.Fatal(err)
		}
		for i, id := range fr.IDs {
			if _, code, name, err := Opening(r.Files, id); err != nil || code != items[i].Code || name != items[i].Name {
				t.Fatalf("opening of %d: %q %q %v", i, code, name, err)
			}
		}
	})
}
