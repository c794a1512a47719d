package draw

import (
	"math/bits"
	"slices"
)

// instance is a seating problem: every seat needs an able person, nobody sits
// twice with one subject, and person p sits at most cap[p] times.
type instance struct {
	team  []span     // of each seat: the seats of its subject, which stand together
	able  [][]uint64 // of each seat: set of persons
	cap   []int
	words int
}

type span struct{ from, to int }

// relax drops rules, to find out which one stands in the way.
type relax struct{ qualification, recusal, cap, department bool }

// instance builds the problem for some of the seats, in ascending order.
func (t *teams) instance(seats []int, without relax) *instance {
	in := &instance{words: (len(t.persons) + 63) / 64, cap: make([]int, len(t.persons))}
	for p := range t.persons {
		in.cap[p] = t.persons[p].cap
		if without.cap {
			in.cap[p] = len(seats)
		}
	}
	from := 0
	for n, i := range seats {
		s := &t.seats[i]
		set := make([]uint64, in.words)
		for p := range t.persons {
			who := &t.persons[p]
			if (without.department || s.departmentFits(who)) && (without.qualification || s.qualified(who)) &&
				(without.recusal || !t.recused[[2]int{s.subject, p}]) {
				set[p/64] |= 1 << (p % 64)
			}
		}
		in.able = append(in.able, set)
		if n > 0 && t.seats[seats[n-1]].subject != s.subject {
			from = n
		}
		in.team = append(in.team, span{from: from})
	}
	for n, to := len(seats)-1, len(seats); n >= 0; n-- {
		in.team[n].to = to
		if in.team[n].from == n {
			to = n
		}
	}
	return in
}

// matching seats people. It is a flow in which a person with a subject is a node
// of capacity one, so rearranging along augmenting paths finds a full seating
// whenever there is one.
type matching struct {
	*instance
	of    []int   // seat -> person, -1 none
	held  [][]int // person -> seats
	won   []int   // person -> seats fixed
	fixed []bool  // seats that may not be rearranged

	queue      []int // of augment: seats that look for another person
	seenSeat   []bool
	seenPerson []uint64
	came       []move // seat -> who takes its person when it leaves
}

type move struct{ seat, person int }

func (in *instance) empty() *matching {
	n := len(in.able)
	m := &matching{
		instance: in, of: make([]int, n), held: make([][]int, len(in.cap)), won: make([]int, len(in.cap)),
		fixed: make([]bool, n), seenSeat: make([]bool, n), seenPerson: make([]uint64, in.words), came: make([]move, n),
	}
	for s := range m.of {
		m.of[s] = -1
	}
	return m
}

// fill seats as many as possible and returns the seats left without a person.
func (m *matching) fill() (left []int) {
	for s := range m.of {
		if !m.augment(s) {
			left = append(left, s)
		}
	}
	return left
}

func (m *matching) sit(s, p int) { m.of[s] = p; m.held[p] = append(m.held[p], s) }

func (m *matching) leave(s int) {
	p := m.of[s]
	i := slices.Index(m.held[p], s)
	m.held[p] = slices.Delete(m.held[p], i, i+1)
	m.of[s] = -1
}

// seatOf is the seat p holds in the team of seat s, -1 if none.
func (m *matching) seatOf(s, p int) int {
	for t := m.team[s].from; t < m.team[s].to; t++ {
		if m.of[t] == p {
			return t
		}
	}
	return -1
}

// augment finds a person for the empty seat root, rearranging seats that are not
// fixed. On failure nothing changed and queue holds the seats that compete for
// too few people.
func (m *matching) augment(root int) bool {
	clear(m.seenSeat)
	clear(m.seenPerson)
	m.queue = append(m.queue[:0], root)
	m.seenSeat[root] = true
	for i := 0; i < len(m.queue); i++ {
		s := m.queue[i]
		for t := m.team[s].from; t < m.team[s].to; t++ {
			if p := m.of[t]; p >= 0 && m.able[s][p/64]>>(p%64)&1 == 1 {
				m.ask(t, s, p) // p already sits with this subject: s could only have that seat's place
			}
		}
		for w, set := range m.able[s] {
			for set &^= m.seenPerson[w]; set != 0; set &= set - 1 {
				p := w*64 + bits.TrailingZeros64(set)
				if m.seatOf(s, p) >= 0 {
					continue
				}
				if len(m.held[p]) < m.cap[p] {
					m.rearrange(root, s, p)
					return true
				}
				m.seenPerson[w] |= 1 << (p % 64)
				for _, t := range m.held[p] {
					m.ask(t, s, p)
				}
			}
		}
	}
	return false
}

// ask queues seat t to look for another person, so that seat s may have p.
func (m *matching) ask(t, s, p int) {
	if !m.fixed[t] && !m.seenSeat[t] {
		m.seenSeat[t] = true
		m.came[t] = move{s, p}
		m.queue = append(m.queue, t)
	}
}

func (m *matching) rearrange(root, s, p int) {
	for {
		if m.of[s] >= 0 {
			m.leave(s)
		}
		m.sit(s, p)
		if s == root {
			return
		}
		s, p = m.came[s].seat, m.came[s].person
	}
}

// fix gives seat s for good to p if all other seats can still be filled, and
// reports whether it did. All seats must be filled, p must be able, below the
// cap in fixed seats and not fixed in this team.
func (m *matching) fix(s, p int) bool {
	if q := m.of[s]; q != p {
		t := m.seatOf(s, p)
		if t < 0 && len(m.held[p]) == m.cap[p] {
			t = m.held[p][slices.IndexFunc(m.held[p], func(t int) bool { return !m.fixed[t] })]
		}
		m.leave(s)
		if t >= 0 {
			m.leave(t)
		}
		m.sit(s, p)
		m.fixed[s] = true
		if t >= 0 && !m.augment(t) {
			m.fixed[s] = false
			m.leave(s)
			m.sit(s, q)
			m.sit(t, p)
			return false
		}
	}
	m.fixed[s] = true
	m.won[p]++
	return true
}
