package store

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

// TestSearchGramsComeAndGo: over rows whose texts are written, changed and taken
// back, so that grams get rows of the table of their own and lose them again, the
// table is what an index made anew holds; to write a change again changes nothing.
func TestSearchGramsComeAndGo(t *testing.T) {
	s := filled(t, 1)
	rapid.Check(t, func(rt *rapid.T) {
		texts := make([]string, 3*ownDocs)
		err := s.write(t.Context(), finder, func(tx *Tx) error {
			if err := tx.exec(t.Context(), `DELETE FROM gram`); err != nil {
				return err
			}
			for range rapid.IntRange(1, 6).Draw(rt, "writes") {
				from := rapid.IntRange(0, len(texts)-1).Draw(rt, "from")
				to := rapid.IntRange(from, len(texts)).Draw(rt, "to")
				text := rapid.SampledFrom([]string{"", "旅馆", "旅馆 旅店", "旅馆旅馆", "馆", "𠮷旅"}).Draw(rt, "text")
				changes := gramChanges{}
				for num := from; num < to; num++ {
					changes.move(inspect.NounSubject, int64(num), texts[num], text)
					texts[num] = text
				}
				for _, c := range changes.take() {
					for range rapid.IntRange(1, 2).Draw(rt, "times") {
						if err := tx.changeKin(t.Context(), c); err != nil {
							return err
						}
					}
				}
			}
			want, all := []string{}, gramChanges{}
			for num, text := range texts {
				all.move(inspect.NounSubject, int64(num), "", text)
			}
			for _, c := range all.take() {
				for _, row := range kinRows(c.list) {
					want = append(want, row.gram+" "+string(row.docs))
				}
			}
			got := []string{}
			rows, err := tx.tx.QueryContext(t.Context(), `SELECT gram, docs FROM gram ORDER BY gram`)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var gram, docs string
				if err := rows.Scan(&gram, &docs); err != nil {
					return err
				}
				got = append(got, gram+" "+docs)
			}
			if !slices.Equal(got, want) {
				rt.Fatalf("the table holds %q, an index made anew %q, of %q", got, want, texts)
			}
			for _, search := range []string{"旅馆", "馆旅", "旅店", "𠮷旅", "𠮷", "旅", "馆", "店"} {
				n := 0
				for _, text := range texts {
					if strings.Contains(text, search) {
						n++
					}
				}
				pairs, singles := map[gram]bool{}, []string{}
				if r := []rune(search); len(r) == 2 {
					pairs[gramOf(r[0], r[1])] = true
				} else {
					singles = append(singles, search)
				}
				d, err := found(t.Context(), tx.tx, gramPage{inspect.NounSubject, 0}, pairs, singles)
				if err != nil || d.count() != n {
					rt.Fatalf("%q finds %d of %q, want %d, %v", search, d.count(), texts, n, err)
				}
			}
			return rows.Err()
		})
		if err != nil {
			rt.Fatal(err)
		}
	})
}

// TestDamagedKinRow: what is not a row of a character is said to be damaged.
func TestDamagedKinRow(t *testing.T) {
	whole := kinRows([]posting{postingOf(gramOf('旅', '店'), 1, false), postingOf(gramOf('旅', '馆'), 2, false)})[0].docs
	for name, row := range map[string][]byte{"cut off": whole[:len(whole)-1], "no rows": whole[:3], "out of order": slices.Concat(whole[6:], whole[:6]),
		"twice": slices.Concat(whole, whole), "too many": {0x41, ownDocs}, "no character": {0x80}} {
		k := kinReader{rest: row}
		for k.next() {
		}
		if k.err == nil {
			t.Errorf("%s: passed", name)
		}
	}
	k := kinReader{rest: whole}
	if !k.next() || k.second != '店' || !k.next() || k.second != '馆' || k.next() || k.err != nil {
		t.Error(k)
	}
}
