package draw

import (
	"fmt"
	"testing"
)

// seeds is how many draws the statistical tests below make; they are
// reproducible, so that they pass always or never.
const seeds = 6000

// chiSquare of counts that should stand in the proportion of shares.
func chiSquare(counts []int, shares []float64) float64 {
	total, sum := 0.0, 0.0
	for i := range counts {
		total += float64(counts[i])
		sum += shares[i]
	}
	x := 0.0
	for i := range counts {
		want := total * shares[i] / sum
		x += (float64(counts[i]) - want) * (float64(counts[i]) - want) / want
	}
	return x
}

// subjectCounts draws over many seeds and counts, by position in items, who is
// drawn and who is drawn first.
func subjectCounts(t *testing.T, items []Candidate, rules SubjectRules) (drawn, first []int) {
	t.Helper()
	fr, err := FreezeSubjects(heading(PurposeSubjects), items, rules, nil, &stream{name: "chance"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := open(fr.Files)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, id := range fr.IDs {
		at[id] = i
	}
	drawn, first = make([]int, len(items)), make([]int, len(items))
	for n := range seeds {
		d, err := drawSubjects(o, digest(fmt.Append(nil, "seed ", n)))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range d.winners {
			drawn[at[d.frame.rows[w].id.String()]]++
		}
		first[at[d.frame.rows[d.winners[0]].id.String()]]++
	}
	return drawn, first
}

// bound is the chi-square that chance exceeds once in a thousand times at 20
// degrees of freedom.
const bound = 45.3

func TestUniform(t *testing.T) {
	shares := make([]float64, 21)
	for i := range shares {
		shares[i] = 1
	}
	rules := SubjectRules{Total: 5}
	fair, _ := subjectCounts(t, pool("A", 21, one), rules)
	if x := chiSquare(fair, shares); x > bound {
		t.Errorf("weight 1: chi-square %.1f: %v", x, fair)
	}
	biased, _ := subjectCounts(t, pool("A", 21, func(i int) int { return 1 + i/20 }), SubjectRules{Total: 5, Weights: []int{1, 2}})
	if x := chiSquare(biased, shares); x <= bound {
		t.Errorf("the test does not see a doubled weight: chi-square %.1f: %v", x, biased)
	}
}

func TestWeightsAreProportions(t *testing.T) {
	weight := func(i int) int { return 1 + i }
	shares := make([]float64, 21)
	for i := range shares {
		shares[i] = float64(weight(i))
	}
	_, first := subjectCounts(t, pool("A", 21, weight), SubjectRules{Total: 5, Weights: seq(22)[1:]})
	if x := chiSquare(first, shares); x > bound {
		t.Errorf("first winner by weight: chi-square %.1f: %v", x, first)
	}
}

// inspectorCounts draws over many seeds and counts the seatings: the positions
// in the roster, seat by seat.
func inspectorCounts(t *testing.T, in InspectorInput) map[string]int {
	t.Helper()
	fr, err := FreezeInspectors(heading(PurposeInspectors), in, &stream{name: "chance"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := open(fr.Files)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, id := range fr.PersonIDs {
		at[id] = i
	}
	counts := map[string]int{}
	for n := range seeds {
		d, err := drawInspectors(o, digest(fmt.Append(nil, "seed ", n)))
		if err != nil {
			t.Fatal(err)
		}
		key := ""
		for _, a := range d.assignments {
			key += string(rune('A' + at[a.Inspector]))
		}
		counts[key]++
	}
	return counts
}

func roster(caps ...int) (list []Person) {
	for i, c := range caps {
		list = append(list, Person{fmt.Sprintf("T%02d", i), fmt.Sprintf("测试员%d", i), "治安", nil, c})
	}
	return list
}

// TestPairFrequencies is the example of the package documentation: the figures
// there are the ones here.
func TestPairFrequencies(t *testing.T) {
	in := InspectorInput{
		Subjects: []Named{{"S1", "一"}, {"S2", "二"}}, Roster: roster(1, 1, 1),
		Seats: []Seat{{0, 1, "", nil, ""}, {1, 1, "", nil, ""}}, Recusals: []Recusal{{1, 2}},
	}
	got := inspectorCounts(t, in)
	if want := "map[AB:1940 BA:2047 CA:995 CB:1018]"; fmt.Sprint(got) != want {
		t.Errorf("seatings %v, documented %s", got, want)
	}
	if x := chiSquare([]int{got["AB"], got["BA"], got["CA"], got["CB"]}, []float64{2, 2, 1, 1}); x > 16.3 {
		t.Errorf("chi-square against 1/3 1/3 1/6 1/6: %.1f", x)
	}
}

// Past work lowers a cap, and a low cap lowers how often somebody can be drawn:
// but whoever fits a seat stays in the draw, for the first seat as for any.
func TestCapLeavesEveryoneAChance(t *testing.T) {
	in := InspectorInput{Roster: roster(1, 9, 9, 1, 5, 2)}
	for i := range 4 {
		in.Subjects = append(in.Subjects, Named{fmt.Sprint("S", i), fmt.Sprint("对象", i)})
		in.Seats = append(in.Seats, Seat{i, 1, "", nil, ""}, Seat{i, 2, "", nil, ""})
	}
	first := make([]int, len(in.Roster))
	somewhere := make([]int, len(in.Roster))
	for seating, n := range inspectorCounts(t, in) {
		first[seating[0]-'A'] += n
		for p := range somewhere {
			for _, c := range seating {
				if int(c-'A') == p {
					somewhere[p] += n
					break
				}
			}
		}
	}
	for p := range first {
		if first[p] < seeds/12 || somewhere[p] < seeds/2 {
			t.Errorf("inspector %d with cap %d: first seat %d, any seat %d of %d draws", p, in.Roster[p].Cap, first[p], somewhere[p], seeds)
		}
	}
	if x := chiSquare(first, []float64{1, 1, 1, 1, 1, 1}); x > 20.5 {
		t.Errorf("the first seat should not know about caps: chi-square %.1f: %v", x, first)
	}
}
