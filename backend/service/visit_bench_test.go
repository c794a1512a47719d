package service_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// BenchmarkOpenVisit500 opens a visit that goes on with 500 evidence items.
func BenchmarkOpenVisit500(b *testing.B) {
	x := at(b, "dispatched")
	s := x.stops()[0]
	leader := x.leader(s)
	f := x.filled(leader, s, true)
	x.ok(x.field.Store().Write(x.ctx, leader, func(tx *store.Tx) error {
		items := []store.Item{}
		for range 500 {
			e := inspect.Evidence{ID: store.NewID(), Visit: f.Visit.ID, Kind: inspect.KindPhoto, State: inspect.EvidenceCopied, Name: "现场照片.jpg", Step: "检查", Officer: leader.Name,
				SHA256: store.Digest([]byte(store.NewID())), AddedBy: leader.Person, Spans: []inspect.Span{}, Custody: []inspect.Custody{}}
			items = append(items, store.Item{ID: e.ID, Aggregate: e})
		}
		return tx.PutMany(x.ctx, inspect.NounEvidence, items, store.Event{Action: "evidence.add"})
	}))
	for b.Loop() {
		f, err := x.field.Visit.Open(x.ctx, leader, f.Visit.ID)
		if err != nil || len(f.Evidence) < 500 {
			b.Fatal(len(f.Evidence), err)
		}
	}
}
