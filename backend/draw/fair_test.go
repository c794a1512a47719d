package draw

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

// fairTeams is two subjects of two seats and seven inspectors without any
// constraint: every inspector and every pair is as good as another.
func fairTeams() InspectorInput {
	in := InspectorInput{Roster: roster(9, 9, 9, 9, 9, 9, 9)}
	for i := range 2 {
		in.Subjects = append(in.Subjects, Named{fmt.Sprint("S", i), fmt.Sprint("对象", i)})
		in.Seats = append(in.Seats, Seat{i, 1, "", nil, ""}, Seat{i, 2, "", nil, ""})
	}
	return in
}

// peopleAndPairs counts over many seeds how often each inspector got a seat and
// each pair, first < second, sat together.
func peopleAndPairs(t *testing.T, in InspectorInput) (people, pairs []int) {
	t.Helper()
	n := len(in.Roster)
	people, both := make([]int, n), make([]int, n*n)
	for seating, times := range inspectorCounts(t, in) {
		for i := 0; i < len(seating); i += 2 {
			a, b := int(seating[i]-'A'), int(seating[i+1]-'A')
			people[a] += times
			people[b] += times
			both[min(a, b)*n+max(a, b)] += times
		}
	}
	for a := range n {
		for b := a + 1; b < n; b++ {
			pairs = append(pairs, both[a*n+b])
		}
	}
	return people, pairs
}

func equal(n int) []float64 {
	shares := make([]float64, n)
	for i := range shares {
		shares[i] = 1
	}
	return shares
}

// TestNobodyIsFavoured: when nothing constrains, no inspector and no pair comes
// up more often than another; the same test sees one recusal among fourteen.
func TestNobodyIsFavoured(t *testing.T) {
	people, pairs := peopleAndPairs(t, fairTeams())
	if x := chiSquare(people, equal(7)); x > 22.5 { // 1 in 1000 at 6 degrees of freedom
		t.Errorf("inspectors: chi-square %.1f: %v", x, people)
	}
	if x := chiSquare(pairs, equal(21)); x > bound {
		t.Errorf("pairs: chi-square %.1f: %v", x, pairs)
	}
	biased := fairTeams()
	biased.Recusals = []Recusal{{0, 3}}
	people, pairs = peopleAndPairs(t, biased)
	if x := chiSquare(people, equal(7)); x <= 22.5 {
		t.Errorf("the test does not see a recused inspector: chi-square %.1f: %v", x, people)
	}
	if x := chiSquare(pairs, equal(21)); x <= bound {
		t.Errorf("the test does not see the pairs of a recused inspector: chi-square %.1f: %v", x, pairs)
	}
}

// TestUnequalHistories: past work comes in as caps from one to many, and still
// everyone has a chance of every seat.
func TestUnequalHistories(t *testing.T) {
	in := fairTeams()
	for i := range in.Roster {
		in.Roster[i].Cap = 1 + i*i
	}
	at := make([][]int, len(in.Seats)) // of each seat: how often each inspector had it
	for i := range at {
		at[i] = make([]int, len(in.Roster))
	}
	for seating, times := range inspectorCounts(t, in) {
		for seat, who := range seating {
			at[seat][who-'A'] += times
		}
	}
	for seat := range at {
		for who, n := range at[seat] {
			if n < seeds/14 {
				t.Errorf("seat %d: inspector %d with cap %d had it %d times in %d draws", seat, who, in.Roster[who].Cap, n, seeds)
			}
		}
	}
}

// flowSolves decides by maximum flow, with none of the code under test, whether
// every seat can be filled: source -> seat -> inspector at a subject (once) ->
// inspector (cap) -> sink.
func (in InspectorInput) flowSolves() bool {
	type edge struct{ to, left, back int }
	graph := [][]edge{}
	node := func() int { graph = append(graph, nil); return len(graph) - 1 }
	join := func(a, b, most int) {
		graph[a] = append(graph[a], edge{b, most, len(graph[b])})
		graph[b] = append(graph[b], edge{a, 0, len(graph[a]) - 1})
	}
	source, sink := node(), node()
	people := make([]int, len(in.Roster))
	for i, p := range in.Roster {
		people[i] = node()
		join(people[i], sink, p.Cap)
	}
	once := map[[2]int]int{}
	for _, s := range in.Seats {
		seat := node()
		join(source, seat, 1)
		for p := range in.Roster {
			if !in.allows(s, p) {
				continue
			}
			key := [2]int{s.Subject, p}
			if _, made := once[key]; !made {
				once[key] = node()
				join(once[key], people[p], 1)
			}
			join(seat, once[key], 1)
		}
	}
	var push func(at int, seen []bool) bool
	push = func(at int, seen []bool) bool {
		if at == sink {
			return true
		}
		seen[at] = true
		for i := range graph[at] {
			e := graph[at][i]
			if e.left > 0 && !seen[e.to] && push(e.to, seen) {
				graph[at][i].left--
				graph[e.to][e.back].left++
				return true
			}
		}
		return false
	}
	flow := 0
	for push(source, make([]bool, len(graph))) {
		flow++
	}
	return flow == len(in.Seats)
}

// Larger instances than brute force can try, kept at the edge of feasible: a
// seating is found exactly when the flow fills every seat, and keeps every rule.
func TestInspectorsAgreeWithMaxFlow(t *testing.T) {
	solved, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var in InspectorInput
		departments, quals := []string{"治安", "消防", "网安"}, []string{"甲", "乙", "丙"}
		for i := range rapid.IntRange(6, 14).Draw(t, "persons") {
			in.Roster = append(in.Roster, Person{fmt.Sprint("T", i), fmt.Sprint("测", i), rapid.SampledFrom(departments).Draw(t, "department"),
				rapid.SliceOfDistinct(rapid.SampledFrom(quals), rapid.ID).Draw(t, "quals"), rapid.IntRange(1, 4).Draw(t, "cap")})
		}
		for i := range rapid.IntRange(4, 9).Draw(t, "subjects") {
			in.Subjects = append(in.Subjects, Named{fmt.Sprint("S", i), fmt.Sprint("对象", i)})
			in.Seats = append(in.Seats, Seat{i, 1, rapid.SampledFrom(append([]string{"", ""}, departments...)).Draw(t, "lead"), nil, ""},
				Seat{i, 2, "", rapid.SampledFrom([][]string{nil, nil, {"甲"}, {"乙"}}).Draw(t, "needs"), ""})
			for p := range in.Roster {
				if rapid.IntRange(0, 5).Draw(t, "recused") == 0 {
					in.Recusals = append(in.Recusals, Recusal{i, p})
				}
			}
		}
		fr, err := FreezeInspectors(heading(PurposeInspectors), in, &stream{name: "flow"})
		if !in.flowSolves() {
			refused++
			if inspect.CodeOf(err) != inspect.Refused {
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
		in.keepsRules(t, fr, r)
	})
	if solved == 0 || refused == 0 {
		t.Errorf("%d solved, %d refused: the generator is one-sided", solved, refused)
	}
}

// keepsRules holds a result against every constraint.
func (in InspectorInput) keepsRules(t *rapid.T, fr *FrozenInspectors, r *InspectorResult) {
	if len(r.Assignments) != len(in.Seats) {
		t.Fatalf("%d seats filled of %d", len(r.Assignments), len(in.Seats))
	}
	won, team := make([]int, len(in.Roster)), map[[2]int]bool{}
	for n, a := range r.Assignments {
		p := slices.Index(fr.PersonIDs, a.Inspector)
		key := [2]int{in.Seats[n].Subject, p}
		if p < 0 || fr.SubjectIDs[in.Seats[n].Subject] != a.Subject || !in.allows(in.Seats[n], p) || team[key] {
			t.Fatalf("seat %d: %+v breaks a rule", n, a)
		}
		team[key] = true
		if won[p]++; won[p] > in.Roster[p].Cap {
			t.Fatalf("inspector %d sits more often than %d times", p, in.Roster[p].Cap)
		}
	}
}
