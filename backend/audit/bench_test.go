package audit

import (
	"sync"
	"testing"
)

// million builds the big log once for all benchmarks.
var million = sync.OnceValue(func() *memory {
	m := &memory{}
	for i := range int64(1_000_000) {
		leaf, err := sample(i).Leaf()
		if err != nil {
			panic(err)
		}
		add, err := Append(i, leaf, m)
		if err != nil {
			panic(err)
		}
		m.leaves, m.hashes = append(m.leaves, leaf), append(m.hashes, add...)
	}
	return m
})

func BenchmarkAppendAtMillion(b *testing.B) {
	m := million()
	size := int64(len(m.leaves))
	for b.Loop() {
		leaf, err := sample(size).Leaf()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Append(size, leaf, m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifyMillion(b *testing.B) {
	m := million()
	for b.Loop() {
		if _, err := Verify(int64(len(m.leaves)), m.source, m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkProveMillion(b *testing.B) {
	m := million()
	size := int64(len(m.leaves))
	c := head(b, m, size)
	for b.Loop() {
		p, err := ProveInclusion(size, size/3, m)
		if err != nil {
			b.Fatal(err)
		}
		if err := CheckInclusion(p, c, size/3, m.leaves[size/3]); err != nil {
			b.Fatal(err)
		}
	}
}
