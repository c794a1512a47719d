package draw

import (
	"bytes"
	"math"
	"slices"
	"strconv"
)

// Lot is one group of a finished draw of inspectors in which everybody had the
// same standing: who could take the same seats, and how many each took.
type Lot struct {
	Persons []string // ids
	Counts  []int
}

// Lots reads the groups of a finished draw of inspectors. crossed tells that
// the seats of different departments or qualifications share some persons but
// not all: then nobody's expected share is plain, and there are no groups.
// Recusals are left aside: they move a seat, they do not change a share.
func Lots(f Files) (lots []Lot, crossed bool, err error) {
	t, err := readTeams(f)
	if err != nil {
		return nil, false, err
	}
	won := map[string]int{}
	err = table(f, fileAssign, 4, func(_ int, c [][]byte) error {
		won[string(c[2])]++
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	var sets [][]int
	taken := map[int]int{} // person -> set
	seen := map[string]bool{}
	for i := range t.seats {
		s := &t.seats[i]
		key := s.department + "\t" + strconv.Quote(string(bytes.Join(asBytes(s.qualifications), []byte(","))))
		if seen[key] {
			continue
		}
		seen[key] = true
		set := []int{}
		for p := range t.persons {
			if s.fits(&t.persons[p]) {
				set = append(set, p)
			}
		}
		known := slices.ContainsFunc(sets, func(other []int) bool { return slices.Equal(other, set) })
		for _, p := range set {
			if _, other := taken[p]; other && !known {
				return nil, true, nil
			}
			taken[p] = len(sets)
		}
		if !known {
			sets = append(sets, set)
		}
	}
	for _, set := range sets {
		lot := Lot{}
		for _, p := range set {
			id := t.persons[p].id.String()
			lot.Persons, lot.Counts = append(lot.Persons, id), append(lot.Counts, won[id])
		}
		lots = append(lots, lot)
	}
	return lots, false, nil
}

func asBytes(list []string) [][]byte {
	out := make([][]byte, len(list))
	for i, s := range list {
		out[i] = []byte(s)
	}
	return out
}

// Share is how many seats somebody took in all lots, and how many are expected.
type Share struct {
	Person   string
	Count    int
	Expected float64
}

// Balance compares what everybody took in many lots with equal shares.
type Balance struct {
	Shares    []Share // by Person
	Statistic float64 // chi-square
	Freedom   int     // degrees of freedom; 0 = the lots say nothing
	P         float64 // how often equal chances give a statistic as large or larger
	Variance  float64 // of a count, on average: below 1 the approximation is too rough
}

// BalanceOf is the chi-square test of equal chances. Within a lot everybody has
// the same standing, so that any order of its counts is as likely as any other:
// with mean m and variance v of the lot's n counts, a count has variance v and
// two counts have covariance -v/(n-1). (A draw levels the seats within its
// statement, so the usual variance of independent picks would be far too large
// and hide a favour.) Lots are independent; the deviations summed over all of
// them, weighed by the inverse of their covariance, are chi-square distributed.
// Persons who always shared lots of equal counts say nothing and are left out.
func BalanceOf(lots []Lot) Balance {
	at, b := map[string]int{}, Balance{P: 1}
	for _, l := range lots {
		for _, p := range l.Persons {
			if _, ok := at[p]; !ok {
				at[p] = 0
				b.Shares = append(b.Shares, Share{Person: p})
			}
		}
	}
	slices.SortFunc(b.Shares, func(x, y Share) int { return bytes.Compare([]byte(x.Person), []byte(y.Person)) })
	for i, s := range b.Shares {
		at[s.Person] = i
	}
	n := len(b.Shares)
	cov := make([][]float64, n)
	for i := range cov {
		cov[i] = make([]float64, n)
	}
	for _, l := range lots {
		k, sum, squares := float64(len(l.Counts)), 0.0, 0.0
		for _, c := range l.Counts {
			sum += float64(c)
			squares += float64(c * c)
		}
		mean := sum / k
		v := squares/k - mean*mean
		for i, p := range l.Persons {
			s := &b.Shares[at[p]]
			s.Count += l.Counts[i]
			s.Expected += mean
			if v < 1e-9 {
				continue
			}
			cov[at[p]][at[p]] += v
			for _, q := range l.Persons {
				if q != p {
					cov[at[p]][at[q]] -= v / (k - 1)
				}
			}
		}
	}
	deviation, keep := make([]float64, n), []int{}
	for i, s := range b.Shares {
		deviation[i] = float64(s.Count) - s.Expected
		b.Variance += cov[i][i] / float64(max(n, 1))
		if cov[i][i] > 0 {
			keep = append(keep, i)
		}
	}
	b.Statistic, b.Freedom = quadratic(cov, deviation, keep)
	if b.Freedom > 0 {
		b.P = chiSquareTail(b.Statistic, b.Freedom)
	}
	return b
}

// quadratic is d' C⁻ d over the rows keep, and the rank of C: Gaussian
// elimination that passes over what the rows before it already fix (in each
// connected set of persons the counts sum to a fixed number).
func quadratic(c [][]float64, d []float64, keep []int) (float64, int) {
	m := make([][]float64, len(keep))
	for i, r := range keep {
		m[i] = make([]float64, 0, len(keep)+1)
		for _, q := range keep {
			m[i] = append(m[i], c[r][q])
		}
		m[i] = append(m[i], d[r])
	}
	sum, rank := 0.0, 0
	for i := range m {
		if m[i][i] < 1e-9*c[keep[i]][keep[i]] {
			continue // fixed by the rows before
		}
		rank++
		sum += m[i][len(m)] * m[i][len(m)] / m[i][i]
		for j := i + 1; j < len(m); j++ {
			if by := m[j][i] / m[i][i]; by != 0 {
				for k := i; k <= len(m); k++ {
					m[j][k] -= by * m[i][k]
				}
			}
		}
	}
	return sum, rank
}

// chiSquareTail is the chance that chi-square with k degrees of freedom is x or
// more: the regularised upper incomplete gamma function Q(k/2, x/2), by its
// series below the mean and its continued fraction above.
func chiSquareTail(x float64, k int) float64 {
	a := float64(k) / 2
	x /= 2
	if x <= 0 {
		return 1
	}
	g, _ := math.Lgamma(a)
	front := math.Exp(a*math.Log(x) - x - g)
	if x < a+1 {
		sum, term := 1/a, 1/a
		for n := 1.0; term > sum*1e-15; n++ {
			term *= x / (a + n)
			sum += term
		}
		return max(0, 1-front*sum)
	}
	const tiny = 1e-300
	b := x + 1 - a
	c, d := 1/tiny, 1/b
	h := d
	for n := 1.0; n < 10_000; n++ {
		an := -n * (n - a)
		b += 2
		if d = an*d + b; math.Abs(d) < tiny {
			d = tiny
		}
		if c = b + an/c; math.Abs(c) < tiny {
			c = tiny
		}
		d = 1 / d
		h *= d * c
		if math.Abs(d*c-1) < 1e-15 {
			break
		}
	}
	return front * h
}
