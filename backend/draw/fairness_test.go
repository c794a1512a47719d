package draw

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Values of the chi-square table, to four places.
func TestChiSquareTail(t *testing.T) {
	for _, c := range []struct {
		x    float64
		k    int
		want float64
	}{{3.841, 1, 0.05}, {5.991, 2, 0.05}, {18.307, 10, 0.05}, {23.209, 10, 0.01}, {67.505, 50, 0.05}, {124.342, 100, 0.05}, {149.449, 100, 0.001}, {4.865, 10, 0.9}, {0, 3, 1}} {
		if got := chiSquareTail(c.x, c.k); math.Abs(got-c.want) > 0.0002 {
			t.Errorf("chi-square %v with %d: %.5f, want %v", c.x, c.k, got, c.want)
		}
	}
}

// drawnLots makes n real draws of inspectors with random seeds, each with some
// of nine persons, two departments, and five subjects.
func drawnLots(t *testing.T, r *rand.Rand, n int) []Lot {
	t.Helper()
	all := []Lot{}
	for range n {
		in := InspectorInput{}
		for i := range 9 {
			if r.IntN(6) == 0 {
				continue // on leave this time
			}
			in.Roster = append(in.Roster, Person{Code: fmt.Sprintf("%06d", i), Name: fmt.Sprint("甲", i), Department: []string{"治安大队", "网安大队"}[i%2], Cap: 50})
		}
		for s := range 5 {
			in.Subjects = append(in.Subjects, Named{fmt.Sprint(s), fmt.Sprint("某店", s)})
			for seat := 1; seat <= 3; seat++ {
				department := "治安大队"
				if seat == 3 {
					department = "网安大队"
				}
				in.Seats = append(in.Seats, Seat{Subject: s, Seat: seat, Department: department})
			}
		}
		var key [32]byte
		for i := range key {
			key[i] = byte(r.UintN(256))
		}
		frozen, err := FreezeInspectors(Heading{Purpose: PurposeInspectors, Task: "T", Attempt: 1, InputKind: InputDice, InputNote: "掷骰"}, in, rand.NewChaCha8(key))
		if err != nil {
			continue // too few of a department
		}
		res, err := Inspectors(frozen.Files, frozen.Nonce, Input{InputDice, "31415926535897932384", "掷骰"})
		if err != nil {
			t.Fatal(err)
		}
		lots, crossed, err := Lots(res.Files)
		if err != nil || crossed || len(lots) != 2 {
			t.Fatalf("%v %v %v", lots, crossed, err)
		}
		for i, l := range lots { // by register id again
			for j, id := range l.Persons {
				lots[i].Persons[j] = in.Roster[slices.Index(frozen.PersonIDs, id)].Code
			}
		}
		all = append(all, lots...)
	}
	return all
}

// TestBalanceOfRealDraws: over many years of real draws the p-values are spread
// evenly between 0 and 1; the same lots with one favourite are flagged.
func TestBalanceOfRealDraws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const years, perYear = 200, 24
	tenths, flagged := make([]int, 10), 0
	favoured := []Lot{} // of three years
	for year := range years {
		lots := drawnLots(t, r, perYear)
		b := BalanceOf(lots)
		if b.Freedom != 7 { // nine persons in two departments
			t.Fatalf("%+v", b)
		}
		tenths[min(9, int(b.P*10))]++
		for i, l := range lots { // the favourite takes the largest share of his lots
			if at := slices.Index(l.Persons, "000000"); at >= 0 {
				counts := slices.Clone(l.Counts)
				best := slices.Index(counts, slices.Max(counts))
				counts[at], counts[best] = counts[best], counts[at]
				lots[i].Counts = counts
			}
		}
		if favoured = append(favoured, lots...); year%3 == 2 {
			if BalanceOf(favoured).P < 0.001 {
				flagged++
			}
			favoured = nil
		}
	}
	even := 0.0 // chi-square of ten classes, 9 degrees of freedom
	for _, n := range tenths {
		d := float64(n) - years/10
		even += d * d / (years / 10)
	}
	if p := chiSquareTail(even, 9); p < 0.001 {
		t.Errorf("p-values are not spread evenly: %v, p=%.5f", tenths, p)
	}
	if flagged < years/3*8/10 {
		t.Errorf("the favourite was flagged in %d of %d times three years", flagged, years/3)
	}
}

// Seats that share some persons but not all have no plain share.
func TestLotsCrossed(t *testing.T) {
	in := InspectorInput{Subjects: []Named{{"1", "某店"}}, Roster: []Person{{"1", "甲", "治安大队", nil, 9}, {"2", "乙", "治安大队", nil, 9}, {"3", "丙", "网安大队", nil, 9}},
		Seats: []Seat{{Subject: 0, Seat: 1, Department: "治安大队"}, {Subject: 0, Seat: 2}}}
	frozen, err := FreezeInspectors(Heading{Purpose: PurposeInspectors, Task: "T", Attempt: 1, InputKind: InputDice, InputNote: "掷骰"}, in, rand.NewChaCha8([32]byte{7}))
	if err != nil {
		t.Fatal(err)
	}
	res, err := Inspectors(frozen.Files, frozen.Nonce, Input{InputDice, "31415926535897932384", "掷骰"})
	if err != nil {
		t.Fatal(err)
	}
	if lots, crossed, err := Lots(res.Files); err != nil || !crossed || lots != nil {
		t.Fatalf("%v %v %v", lots, crossed, err)
	}
}

// Equal counts and no lots at all say nothing.
func TestBalanceOfNothing(t *testing.T) {
	for _, lots := range [][]Lot{nil, {{[]string{"a", "b"}, []int{2, 2}}}, {{[]string{"a"}, []int{3}}}} {
		if b := BalanceOf(lots); b.Freedom != 0 || b.P != 1 {
			t.Errorf("%v: %+v", lots, b)
		}
	}
}
