package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

var benchActor = inspect.Actor{Person: "p", Name: "甲", Role: inspect.RoleOffice, Device: "d"}

// BenchmarkAutosave saves one field, synced to disk, and reports the 99th
// percentile beside the mean (budget: p99 < 20 ms).
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
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

func manySubjects(b *testing.B, s *Store, n int) {
	items := make([]Item, n)
	for i := range items {
		id := NewID()
		items[i] = Item{ID: id, Aggregate: inspect.Subject{ID: id, Code: fmt.Sprintf("%018d", i), Name: fmt.Sprintf("测试旅馆第%d号〇喆", i), Trade: "旅馆业", Premises: "某街" + fmt.Sprint(i%977) + "号"}}
	}
	if err := s.Write(b.Context(), benchActor, func(tx *Tx) error {
		return tx.PutMany(b.Context(), inspect.NounSubject, items, Event{Action: "library.import"})
	}); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkStore100k stores 100,000 subjects in one transaction.
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
	for _, f := range []Filter{{Order: "code", Page: 1}, {Order: "code", Page: 1, Search: "99号"}} {
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
