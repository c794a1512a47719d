package store

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

var finder = inspect.Actor{Person: "p", Role: inspect.RoleOffice, Device: "d"}

// text draws what a register may hold: few characters, so that parts recur.
func text(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.SampledFrom([]rune("旅馆店京𠮷㛃〇行Ab1%_\\'\" 　\x00")), 0, 8, -1).Draw(t, label)
}

// naive is the search without an index: every word stands in some field, or in
// the initials of the name.
func naive(s inspect.Subject, search string) bool {
	fold := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "\x00", " ")) }
	for _, w := range strings.Fields(fold(search)) {
		if !slices.ContainsFunc([]string{s.Code, s.Name, s.Address, s.Premises, s.LegalRep, initials(s.Name)}, func(field string) bool { return strings.Contains(fold(field), w) }) {
			return false
		}
	}
	return true
}

func listed(t interface{ Fatal(...any) }, ctx context.Context, r Reader, f Filter) []string {
	list, total, err := List[inspect.Subject](ctx, r, inspect.NounSubject, f)
	if err != nil || total != len(list) {
		t.Fatal(total, len(list), err)
	}
	ids := []string{}
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return ids
}

// TestSearchFindsWhatANaiveFilterFinds: over random texts that are added,
// changed and taken back, in bulk and one by one, inside a transaction and
// after it, the search is the filter and doctor finds the index in step.
func TestSearchFindsWhatANaiveFilterFinds(t *testing.T) {
	n := 0
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		n++
		s, err := Open(fmt.Sprint(dir, "/", n), Options{NoSync: true})
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close()
		ctx, all := context.Background(), map[string]inspect.Subject{}
		compare := func(r Reader) {
			search := text(rt, "search")
			for _, f := range []Filter{{Search: search}, {Search: search, Order: "-name"}, {Search: search, Equal: []Equal{{"trade", "旅馆业"}}}} {
				want := []string{}
				for _, id := range slices.Sorted(maps.Keys(all)) {
					if naive(all[id], search) && (len(f.Equal) == 0 || all[id].Trade == "旅馆业") {
						want = append(want, id)
					}
				}
				got := listed(rt, ctx, r, f)
				if slices.Sort(got); !slices.Equal(got, want) {
					rt.Fatalf("%q finds %v, the filter %v of %+v", search, got, want, all)
				}
			}
		}
		for range rapid.IntRange(1, 4).Draw(rt, "writes") {
			err := s.Write(ctx, finder, func(tx *Tx) error {
				items := []Item{}
				for range rapid.IntRange(1, 6).Draw(rt, "subjects") {
					id := fmt.Sprint("s-", rapid.IntRange(0, 9).Draw(rt, "id"))
					all[id] = inspect.Subject{ID: id, Code: text(rt, "code"), Name: text(rt, "name"), Address: text(rt, "address"), Premises: text(rt, "premises"),
						LegalRep: text(rt, "legal"), Trade: rapid.SampledFrom([]string{"旅馆业", "典当业"}).Draw(rt, "trade")}
					items = append(items, Item{ID: id, Aggregate: all[id]})
				}
				if rapid.Bool().Draw(rt, "one by one") {
					for _, it := range items {
						if _, err := tx.Put(ctx, inspect.NounSubject, it.ID, it.Aggregate, Event{Action: "test"}); err != nil {
							return err
						}
					}
				} else if err := tx.PutMany(ctx, inspect.NounSubject, items, Event{Action: "test"}); err != nil {
					return err
				}
				compare(tx)
				return nil
			})
			if err != nil {
				rt.Fatal(err)
			}
			compare(s)
		}
		if problems, err := s.Doctor(ctx, "test"); err != nil || len(problems) > 0 {
			rt.Fatal(problems, err)
		}
	})
}

// numbered is the nth subject of a register; every other one is a 旅馆.
func numbered(n int) inspect.Subject {
	return inspect.Subject{ID: fmt.Sprintf("s-%06d", n), Code: fmt.Sprintf("%06d", 20000-n), Name: []string{"甲旅馆", "乙典当", "丙旅馆", "丁印章"}[n%4], Trade: []string{"一", "二", "三"}[n%3]}
}

func fill(t *testing.T, s *Store, from, to int) {
	t.Helper()
	items := []Item{}
	for i := from; i < to; i++ {
		items = append(items, Item{ID: numbered(i).ID, Aggregate: numbered(i)})
	}
	if err := s.Write(t.Context(), finder, func(tx *Tx) error {
		return tx.PutMany(t.Context(), inspect.NounSubject, items, Event{Action: "test"})
	}); err != nil {
		t.Fatal(err)
	}
}

func reopen(t *testing.T, s *Store, before ...string) *Store {
	t.Helper()
	for _, q := range before {
		if _, err := s.rw.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	again, err := Open(s.dir, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	return again
}

func filled(t *testing.T, n int) *Store {
	t.Helper()
	s, err := Open(t.TempDir(), Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	fill(t, s, 0, n)
	return s
}

// TestSearchAcrossPages: the same rows whether they are few or many, on one
// page of the index or on two, in the order asked for, with and without other
// conditions.
func TestSearchAcrossPages(t *testing.T) {
	const n = 2*fewRows + 2000
	s := filled(t, 10)
	s = reopen(t, s, fmt.Sprintf(`UPDATE subject SET num=num+%d`, 1<<pageBits-1000), `UPDATE meta SET value='' WHERE key='projections'`)
	fill(t, s, 10, n)
	var pages int
	if err := s.ro.QueryRow(`SELECT count(DISTINCT page) FROM gram`).Scan(&pages); err != nil || pages != 2 {
		t.Fatal(pages, err)
	}
	for _, search := range []string{"旅馆", "馆", "甲旅馆", "JLG", "旅馆 0190", "019990", "旅当", "印章", "0 1 2 馆", ""} {
		for _, trade := range []string{"", "二"} {
			want := []inspect.Subject{}
			for i := n - 1; i >= 0; i-- {
				if x := numbered(i); naive(x, search) && (trade == "" || x.Trade == trade) {
					want = append(want, x)
				}
			}
			f := Filter{Search: search, Order: "code", Page: 2, Size: 3}
			if trade != "" {
				f.Equal = []Equal{{"trade", trade}}
			}
			got, total, err := List[inspect.Subject](t.Context(), s, inspect.NounSubject, f)
			if err != nil || total != len(want) || !slices.Equal(got, want[min(3, len(want)):min(6, len(want))]) {
				t.Errorf("%q %q: %v of %d, want %d; %v", search, trade, got, total, len(want), err)
			}
		}
	}
	if problems, err := s.Doctor(t.Context(), "test"); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
}

// TestSearchDocs: a set of rows behaves as a set, stored one way only.
func TestSearchDocs(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(label string) (*docs, map[uint16]bool) {
			d, want := &docs{}, map[uint16]bool{}
			from, step := rapid.Uint16().Draw(rt, label+" from"), rapid.Uint16Range(1, 50).Draw(rt, label+" step")
			for i := range rapid.IntRange(0, manyDocs+300).Draw(rt, label+" n") {
				n := from + uint16(i)*step
				d.add(n)
				want[n] = true
			}
			for i := range rapid.IntRange(0, 600).Draw(rt, label+" out") {
				n := from + uint16(i)*step
				d.remove(n)
				delete(want, n)
			}
			return d, want
		}
		check := func(d *docs, want map[uint16]bool) {
			if got := d.all(); !slices.Equal(got, slices.Sorted(maps.Keys(want))) || d.count() != len(want) {
				rt.Fatalf("%d rows, want %d", len(got), len(want))
			}
		}
		a, inA := draw("a")
		b, inB := draw("b")
		check(a, inA)
		stored := a.encode()
		back, err := decodeDocs(stored)
		if err != nil {
			rt.Fatal(err)
		}
		check(back, inA)
		anew := &docs{}
		for n := range inA {
			anew.add(n)
		}
		if !bytes.Equal(anew.encode(), stored) {
			rt.Fatal("two ways to store one set")
		}
		both, either := maps.Clone(inA), maps.Clone(inA)
		maps.DeleteFunc(both, func(n uint16, _ bool) bool { return !inB[n] })
		maps.Copy(either, inB)
		back.and(b)
		check(back, both)
		a.or(b)
		check(a, either)
	})
	for _, bad := range [][]byte{{1}, {2, 0, 1, 0}, {1, 0, 1, 0}, make([]byte, bitBytes+2)} {
		if _, err := decodeDocs(bad); err == nil {
			t.Errorf("%v passed", bad)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "KTV 88": "", "测试旅馆": "cslg", "𠮷庆㛃旅馆": "jqjlg", "阿依·镕KTV2": "ayrktv2", "〇七网吧": "lqwb",
		"重庆银行": "zqyx cqyx zqyh cqyh", "长长长长长": "zzzzz czzzz zczzz cczzz zzczz czczz zcczz ccczz",
	} {
		if got := initials(name); got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
}

// TestSearchIndexIsRebuilt: a workspace without an index, or of another
// edition, gets it on opening; doctor names an index out of step.
func TestSearchIndexIsRebuilt(t *testing.T) {
	s := filled(t, 2100)
	whole := dump(t, s)
	for _, sql := range []string{
		`DELETE FROM gram WHERE gram='旅馆'`,
		`UPDATE gram SET docs=x'0300' WHERE gram='旅馆'`,
		`INSERT INTO gram VALUES ('subject', 0, '没有', x'0100')`,
		`INSERT INTO gram VALUES ('subject', 9, '没有', x'0100')`,
	} {
		if _, err := s.rw.Exec(sql); err != nil {
			t.Fatal(err)
		}
		problems, err := s.Doctor(t.Context(), "test")
		if err != nil || len(problems) != 1 || !strings.Contains(problems[0], "搜索索引") {
			t.Fatalf("%s: %v %v", sql, problems, err)
		}
		s = reopen(t, s, `UPDATE meta SET value='' WHERE key='projections'`)
		if dump(t, s) != whole {
			t.Fatalf("%s: the rebuilt index differs", sql)
		}
	}
}

func dump(t *testing.T, s *Store) string {
	t.Helper()
	var text string
	if err := s.ro.QueryRow(`SELECT group_concat(noun || page || gram || hex(docs), x'0a') || (SELECT group_concat(num || id || search) FROM subject) FROM gram`).Scan(&text); err != nil {
		t.Fatal(err)
	}
	return text
}
