package store_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// foreign makes the exact bytes of a version written elsewhere.
func foreign(noun inspect.Noun, id, parent, at string, aggregate any) []byte {
	body, err := json.Marshal(aggregate)
	if err != nil {
		panic(err)
	}
	raw, err := json.Marshal(store.Version{Noun: noun, ID: id, Parent: parent, Grant: "g", Person: "p-2", Role: inspect.RoleLeader, Device: "d-2", At: at, Body: body})
	if err != nil {
		panic(err)
	}
	return raw
}

func foreignSubject(id, parent, name string, second int) []byte {
	return foreign(inspect.NounSubject, id, parent, fmt.Sprintf("2026-03-02T02:00:%02d.000Z", second), inspect.Subject{ID: id, Code: id, Name: name, Trade: "旅馆业"})
}

func anything(store.Version) (string, error) { return "", nil }

// merge takes one package in.
func (l *lab) merge(pack string, allow func(store.Version) (string, error), raws ...[]byte) store.MergeReport {
	l.t.Helper()
	in := []store.Incoming{}
	for _, r := range raws {
		in = append(in, store.Incoming{Raw: r, Package: pack})
	}
	var rep store.MergeReport
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) (err error) {
		if rep, err = tx.Merge(l.ctx, in, allow); err != nil {
			return err
		}
		return tx.Audit(l.ctx, store.Event{Action: "pack.open"}, "", "", "")
	}))
	return rep
}

// state is what must not depend on the order: heads, versions and conflicts.
func (l *lab) state() string {
	l.t.Helper()
	var b strings.Builder
	for _, q := range []string{`SELECT id || ' ' || head || ' ' || name FROM subject ORDER BY id`, `SELECT digest FROM version ORDER BY digest`,
		`SELECT noun || ' ' || id || ' ' || digest || ' ' || head || ' ' || reason FROM conflict ORDER BY digest`} {
		rows, err := l.Writer().Query(q)
		l.ok(err)
		for rows.Next() {
			var s string
			l.ok(rows.Scan(&s))
			b.WriteString(s + "\n")
		}
		l.ok(rows.Err())
		l.ok(rows.Close())
	}
	return b.String()
}

func (l *lab) name(id string) string {
	l.t.Helper()
	s, err := store.Get[inspect.Subject](l.ctx, l, inspect.NounSubject, id)
	l.ok(err)
	return s.Name
}

func TestMergeTwiceChangesNothing(t *testing.T) {
	l := newLab(t)
	one := foreignSubject("s-1", "", "一", 1)
	two := foreignSubject("s-1", store.Digest(one), "二", 2)
	if rep := l.merge("p1", anything, one, two); rep.Added != 2 || rep.Known != 0 || len(rep.Conflicts) != 0 {
		t.Fatalf("%+v", rep)
	}
	before := l.state()
	if rep := l.merge("p1", anything, one, two); rep.Added != 0 || rep.Known != 2 || len(rep.Conflicts) != 0 {
		t.Fatalf("%+v", rep)
	}
	if l.state() != before || l.name("s-1") != "二" {
		t.Fatalf("before:\n%safter:\n%s", before, l.state())
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

// TestAnOldPackageDoesNotUndo: the packages of one sender come late and in the
// wrong order.
func TestAnOldPackageDoesNotUndo(t *testing.T) {
	l := newLab(t)
	one := foreignSubject("s-1", "", "一", 1)
	two := foreignSubject("s-1", store.Digest(one), "二", 2)
	three := foreignSubject("s-1", store.Digest(two), "三", 3)
	l.merge("p3", anything, one, two, three)
	if rep := l.merge("p2", anything, one, two); rep.Added != 0 || l.name("s-1") != "三" {
		t.Fatalf("%+v %s", rep, l.name("s-1"))
	}
}

// TestTwoHeadsAreAConflict: both stay, one is listed, whoever came first.
func TestTwoHeadsAreAConflict(t *testing.T) {
	root := foreignSubject("s-1", "", "一", 1)
	a := foreignSubject("s-1", store.Digest(root), "甲改", 2)
	b := foreignSubject("s-1", store.Digest(root), "乙改", 3)
	states := []string{}
	for _, order := range [][][]byte{{root, a, b}, {root, b, a}} {
		l := newLab(t)
		l.merge("p1", anything, order[:2]...)
		rep := l.merge("p2", anything, order[0], order[2])
		conflicts, err := store.Conflicts(l.ctx, l)
		l.ok(err)
		if len(rep.Conflicts) != 1 || len(conflicts) != 1 || conflicts[0].Digest != store.Digest(b) || conflicts[0].Head != store.Digest(a) || conflicts[0].Decided != "" {
			t.Fatalf("%+v, listed %+v", rep, conflicts)
		}
		for _, raw := range [][]byte{a, b} {
			kept, err := store.Stored(l.ctx, l, store.Digest(raw))
			if err != nil || string(kept) != string(raw) {
				t.Fatalf("lost: %v", err)
			}
		}
		if got := l.doctor(); got != "" {
			t.Fatal(got)
		}
		states = append(states, l.state())
	}
	if states[0] != states[1] {
		t.Fatalf("the order shows:\n%s\n%s", states[0], states[1])
	}
}

// TestAPackageNeverUndoesOurStep: what was decided here on the head stays, even
// against an earlier version from outside.
func TestAPackageNeverUndoesOurStep(t *testing.T) {
	l := newLab(t)
	root := foreignSubject("s-1", "", "一", 1)
	l.merge("p1", anything, root)
	ours := l.subject("s-1", "s-1", "本机已办")
	early := foreignSubject("s-1", store.Digest(root), "外来", 2)
	rep := l.merge("p2", anything, root, early)
	if len(rep.Conflicts) != 1 || rep.Conflicts[0].Digest != store.Digest(early) || rep.Conflicts[0].Head != ours || l.name("s-1") != "本机已办" {
		t.Fatalf("%+v, head %s", rep, l.name("s-1"))
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

// TestNotAllowedIsListed: kept, named with its reason, never a head.
func TestNotAllowedIsListed(t *testing.T) {
	l := newLab(t)
	one := foreignSubject("s-1", "", "一", 1)
	two := foreignSubject("s-2", "", "二", 1)
	rep := l.merge("p1", func(v store.Version) (string, error) {
		if v.ID == "s-2" {
			return "派发授权已被后来的派发取代", nil
		}
		return "", nil
	}, one, two)
	if rep.Added != 2 || len(rep.Conflicts) != 1 || rep.Conflicts[0].Reason != "派发授权已被后来的派发取代" || rep.Conflicts[0].Digest != store.Digest(two) {
		t.Fatalf("%+v", rep)
	}
	_, err := store.Get[inspect.Subject](l.ctx, l, inspect.NounSubject, "s-2")
	refused(t, err, inspect.NotFound, "没有找到")
	if kept, err := store.Stored(l.ctx, l, store.Digest(two)); err != nil || string(kept) != string(two) {
		t.Fatal(err)
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

// TestASecondRecordOfOneThing: two visits of one team cannot both be in the
// lists; the later one is listed as a conflict instead of failing the package.
func TestASecondRecordOfOneThing(t *testing.T) {
	l := newLab(t)
	l.merge("p1", anything, foreign(inspect.NounVisit, "v-1", "", "2026-03-02T02:00:00.000Z", inspect.Visit{ID: "v-1", Team: "t-1"}))
	second := foreign(inspect.NounVisit, "v-2", "", "2026-03-02T02:00:01.000Z", inspect.Visit{ID: "v-2", Team: "t-1"})
	rep := l.merge("p2", anything, second, foreignSubject("s-1", "", "同包其他", 1))
	if len(rep.Conflicts) != 1 || rep.Conflicts[0].Digest != store.Digest(second) || !strings.Contains(rep.Conflicts[0].Reason, "检查记录重复") {
		t.Fatalf("%+v", rep)
	}
	if l.name("s-1") != "同包其他" || l.doctor() != "" {
		t.Fatal(l.doctor())
	}
}

func TestBadVersionsStopThePackage(t *testing.T) {
	l := newLab(t)
	good := foreignSubject("s-1", "", "一", 1)
	for name, raw := range map[string]string{
		"not json":      `{`,
		"empty":         ``,
		"no body":       `{"noun":"subject","id":"s"}`,
		"two values":    string(good) + `{}`,
		"unknown field": strings.Replace(string(good), `"noun"`, `"extra":1,"noun"`, 1),
		"unknown noun":  strings.Replace(string(good), `"subject"`, `"object"`, 1),
		"other id":      strings.Replace(string(good), `"id":"s-1"`, `"id":"s-2"`, 1),
	} {
		before := l.state()
		err := l.Write(l.ctx, clerk, func(tx *store.Tx) error {
			_, err := tx.Merge(l.ctx, []store.Incoming{{Raw: good}, {Raw: []byte(raw)}}, anything)
			return err
		})
		if code := inspect.CodeOf(err); err == nil || code != inspect.Damaged && code != inspect.Unsupported {
			t.Errorf("%s: %v", name, err)
		}
		if l.state() != before {
			t.Errorf("%s left something behind", name)
		}
	}
}

// template is a fresh database to copy: opening it needs no migration.
func template(t *testing.T) func() *lab {
	l := newLab(t)
	l.close()
	b, err := os.ReadFile(filepath.Join(l.dir, "data.db"))
	l.ok(err)
	n, base := 0, t.TempDir()
	return func() *lab {
		n++
		c := &lab{t: t, ctx: l.ctx, dir: filepath.Join(base, fmt.Sprint(n)), clock: l.clock}
		c.ok(os.Mkdir(c.dir, 0o700))
		c.ok(os.WriteFile(filepath.Join(c.dir, "data.db"), b, 0o600))
		c.open()
		return c
	}
}

// TestMergeIsFreeOfOrder: any packages that carry whole histories, in any two
// orders and with repetitions, give the same heads, versions and conflicts.
func TestMergeIsFreeOfOrder(t *testing.T) {
	fresh := template(t)
	rapid.Check(t, func(rt *rapid.T) {
		// A tree of versions for each of three subjects.
		type node struct {
			raw  []byte
			line [][]byte // from the root
		}
		nodes := []node{}
		for s := range 3 {
			mine := []node{}
			for i := range rapid.IntRange(1, 6).Draw(rt, "versions") {
				n := node{}
				if i > 0 {
					n.line = mine[rapid.IntRange(0, i-1).Draw(rt, "parent")].line
				}
				parent := ""
				if len(n.line) > 0 {
					parent = store.Digest(n.line[len(n.line)-1])
				}
				n.raw = foreignSubject(fmt.Sprint("s-", s), parent, fmt.Sprintf("名%d-%d", s, i), rapid.IntRange(0, 3).Draw(rt, "second"))
				n.line = append(slices.Clone(n.line), n.raw)
				mine = append(mine, n)
			}
			nodes = append(nodes, mine...)
		}
		refused := map[string]bool{}
		packages := [][][]byte{}
		for _, n := range nodes {
			if rapid.IntRange(0, 9).Draw(rt, "refuse") == 0 {
				refused[store.Digest(n.raw)] = true
			}
			packages = append(packages, n.line)
		}
		// A version whose parent is refused comes from the same device: refused too.
		for _, n := range nodes {
			for i, raw := range n.line {
				if i > 0 && refused[store.Digest(n.line[i-1])] {
					refused[store.Digest(raw)] = true
				}
			}
		}
		allow := func(v store.Version) (string, error) {
			raw, err := json.Marshal(v)
			if err != nil {
				return "", err
			}
			if refused[store.Digest(raw)] {
				return "该设备没有这项派发授权", nil
			}
			return "", nil
		}
		seed := rapid.Uint64().Draw(rt, "order")
		states := []string{}
		for turn := range 2 {
			order := slices.Clone(packages)
			rng := rand.New(rand.NewPCG(seed, uint64(turn)))
			order = append(order, order[rng.IntN(len(order))])
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			l := fresh()
			for i, p := range order {
				l.merge(fmt.Sprint("p", i), allow, p...)
			}
			if got := l.doctor(); got != "" {
				rt.Fatal(got)
			}
			states = append(states, l.state())
			l.close()
		}
		if states[0] != states[1] {
			rt.Fatalf("the order shows:\n%s\n%s", states[0], states[1])
		}
	})
}

// TestHeadOfShuffledLinks: the choice of a head depends on the set only.
func TestHeadOfShuffledLinks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		links := [][4]string{}
		for i := range rapid.IntRange(1, 12).Draw(rt, "n") {
			parent := fmt.Sprint(rapid.IntRange(-2, i-1).Draw(rt, "parent")) // below 0: unknown here
			own := rapid.SampledFrom([]string{"", "", "", "own"}).Draw(rt, "own")
			links = append(links, [4]string{fmt.Sprint(i), parent, fmt.Sprint(rapid.IntRange(0, 2).Draw(rt, "at")), own})
		}
		want := store.Head(links)
		shuffled := rapid.Permutation(links).Draw(rt, "shuffled")
		if got := store.Head(shuffled); !slices.Equal(got, want) {
			rt.Fatalf("%v then %v", want, got)
		}
		for i := 1; i < len(want); i++ {
			if !slices.ContainsFunc(links, func(l [4]string) bool { return l[0] == want[i] && l[1] == want[i-1] }) {
				rt.Fatalf("%v is no line", want)
			}
		}
		leaf := want[len(want)-1]
		if slices.ContainsFunc(links, func(l [4]string) bool { return l[1] == leaf }) {
			rt.Fatalf("%s is not the end of its line", leaf)
		}
	})
}
