package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

var benchActor = inspect.Actor{Person: "p", Name: "甲", Role: inspect.RoleOffice, Device: "d"}

// BenchmarkAutosave saves one field, synced to disk, and reports the median
// and the 99th percentile beside the mean (budget: p99 < 20 ms).
func BenchmarkAutosave(b *testing.B) {
	s, err := Open(b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	open := func(*Tx) error { return nil }
	took := make([]time.Duration, 0, b.N)
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := s.SaveField(b.Context(), benchActor, inspect.NounVisit, "v", "process", fmt.Sprint("第", i, "次"), int64(i), open); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
	}
}

// invented is the nth subject of a register with as many different names,
// streets and codes as a city has.
func invented(n int) inspect.Subject {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	word := func(n int) string {
		w := make([]rune, n)
		for i := range w {
			w[i] = rune(0x4e00 + int(2500*r.Float64()*r.Float64())) // some characters are common, most are rare
		}
		return string(w)
	}
	trade := []string{"旅馆", "网吧", "歌舞娱乐", "印章刻制", "保安服务", "典当"}[r.IntN(6)]
	street := fmt.Sprintf("测试市%s区%s路%d号", []string{"东", "西", "南", "北"}[r.IntN(4)], word(2), 1+r.IntN(999))
	return inspect.Subject{ID: NewID(), Code: fmt.Sprintf("9%01d9901%02dMA%08X", 1+n%3, n%90, r.Uint32()), Name: "测试市" + word(3) + trade + []string{"有限公司", "店", "中心"}[r.IntN(3)],
		Kind: "企业", Trade: trade, Department: "治安大队", Station: fmt.Sprintf("第%d派出所", 1+r.IntN(40)), Address: street, Premises: street + word(1) + "座", LegalRep: word(3), Status: "存续"}
}

func manySubjects(b *testing.B, s *Store, n int) {
	for at := 0; at < n; at += 50_000 {
		items := make([]Item, 0, 50_000)
		for i := at; i < min(n, at+50_000); i++ {
			subject := invented(i)
			items = append(items, Item{ID: subject.ID, Aggregate: subject})
		}
		if err := s.Write(b.Context(), benchActor, func(tx *Tx) error {
			return tx.PutMany(b.Context(), inspect.NounSubject, items, Event{Action: "library.import"})
		}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStore100k stores 100,000 subjects in two transactions.
func BenchmarkStore100k(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, err := Open(b.TempDir(), Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		manySubjects(b, s, 100_000)
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
}

// BenchmarkBulk100k stores 100,000 subjects as an import does, and reports how
// long plain inserts of the same rows into the same tables take beside it: one
// transaction, nothing staged, nothing to be searched.
func BenchmarkBulk100k(b *testing.B) {
	items := make([]Item, 100_000)
	for i := range items {
		subject := invented(i)
		items[i] = Item{ID: subject.ID, Aggregate: subject}
	}
	ok := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	opened := func() *Store {
		s, err := Open(b.TempDir(), Options{})
		ok(err)
		return s
	}
	for b.Loop() {
		s := opened()
		bulk, err := s.Stage(b.Context(), benchActor, inspect.NounSubject)
		ok(err)
		for _, it := range items {
			ok(bulk.Add(b.Context(), it))
		}
		ok(bulk.Commit(b.Context(), Event{Action: "test"}, func(int) {}))
		ok(s.Close())
	}
	ours := b.Elapsed().Seconds() / float64(b.N)
	b.StopTimer()
	p, s := projections[inspect.NounSubject], opened()
	start := time.Now()
	ok(s.write(b.Context(), benchActor, func(tx *Tx) error {
		for i, it := range items {
			v := Version{Noun: inspect.NounSubject, ID: it.ID, Person: "p", Device: "d", At: tx.at}
			raw, body, err := envelope(v, it)
			ok(err)
			v.Body = body
			ok(tx.insert(context.Background(), v, raw, Digest(raw), "", 0))
			vals, err := p.row(v, it.Aggregate)
			ok(err)
			ok(tx.exec(context.Background(), p.add, append([]any{i + 1, it.ID, Digest(raw)}, vals...)...))
		}
		return nil
	}))
	ok(s.Close())
	b.ReportMetric(time.Since(start).Seconds()/ours, "plain/op")
}

// BenchmarkOpenAndList100k opens a workspace of 100,000 subjects and reads the
// first page (budget 300 ms), then searches two characters.
func BenchmarkOpenAndList100k(b *testing.B) {
	dir := b.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	manySubjects(b, s, 100_000)
	s.Close()
	for _, f := range []Filter{{Order: "code", Page: 1}, {Order: "code", Page: 1, Search: "旅馆"}} {
		b.Run("search="+f.Search, func(b *testing.B) {
			for b.Loop() {
				s, err := Open(dir, Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, n, err := List[inspect.Subject](b.Context(), s, inspect.NounSubject, f); err != nil || n == 0 {
					b.Fatal(n, err)
				}
				s.Close()
			}
		})
	}
}

// BenchmarkLookOver100k counts the faults of a register of 100,000 subjects, some
// of them doubled and some checked, and lists what it may be filtered by (budget:
// 300 ms each).
func BenchmarkLookOver100k(b *testing.B) {
	s, err := Open(b.TempDir(), Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	manySubjects(b, s, 100_000)
	items, results := []Item{}, []Item{}
	for i := range 1000 {
		twice, r := invented(i), inspect.Result{ID: NewID(), Task: "t", Subject: NewID()}
		items, results = append(items, Item{ID: twice.ID, Aggregate: twice}), append(results, Item{ID: r.ID, Aggregate: r})
	}
	if err := s.Write(b.Context(), benchActor, func(tx *Tx) error {
		if err := tx.PutMany(b.Context(), inspect.NounSubject, items, Event{Action: "test"}); err != nil {
			return err
		}
		return tx.PutMany(b.Context(), inspect.NounResult, results, Event{Action: "test"})
	}); err != nil {
		b.Fatal(err)
	}
	b.Run("faults", func(b *testing.B) {
		for b.Loop() {
			n, err := CountFaults(b.Context(), s, inspect.NounSubject, inspect.SubjectFaults, Faults{Today: "2026-03-02", Soon: "2026-04-01", YearAgo: "2025-03-02"})
			if err != nil || slices.Max(n) == 0 {
				b.Fatal(n, err)
			}
		}
	})
	b.Run("choices", func(b *testing.B) {
		for b.Loop() {
			rows, err := Distinct(b.Context(), s, inspect.NounSubject, "trade", "department", "station", "status", "risk")
			if err != nil || len(rows) != 6*40 {
				b.Fatal(len(rows), err)
			}
		}
	})
}

// BenchmarkSearch types parts of names into the search of 100,000 and of
// 1,000,000 subjects and reports the 95th percentile (budget for two characters
// in 1,000,000: 50 ms), and how many times as long a LIKE scan for the same takes.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchSearch(b, n) })
	}
}

func benchSearch(b *testing.B, n int) {
	s, err := Open(b.TempDir(), Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	manySubjects(b, s, n)
	part := func(length int, seed uint64) string {
		r := rand.New(rand.NewPCG(2, seed))
		name := []rune(invented(r.IntN(n)).Name)
		at := r.IntN(len(name) - length + 1)
		return string(name[at : at+length])
	}
	for length := 1; length <= 4; length++ {
		b.Run(fmt.Sprint(length, "-characters-100x"), func(b *testing.B) {
			took := []time.Duration{}
			for b.Loop() {
				for i := range uint64(100) {
					search := part(length, i)
					start := time.Now()
					if _, total, err := List[inspect.Subject](b.Context(), s, inspect.NounSubject, Filter{Search: search, Order: "code", Page: 1}); err != nil || total == 0 {
						b.Fatal(total, err)
					}
					took = append(took, time.Since(start))
				}
			}
			ours := b.Elapsed().Seconds() / float64(100*b.N)
			b.StopTimer()
			const scans = 5
			start := time.Now()
			for i := range uint64(scans) {
				var n int
				if err := s.ro.QueryRow(`SELECT count(*) FROM subject WHERE search LIKE ?`, "%"+part(length, i)+"%").Scan(&n); err != nil || n == 0 {
					b.Fatal(n, err)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(time.Since(start).Seconds()/scans/ours, "LIKE/search")
		})
	}
}
