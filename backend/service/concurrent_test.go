package service_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// TestSavesAgainstFinish: several windows type while the visit is finished.
// Every text that was acknowledged is in the frozen record; every other was
// refused.
func TestSavesAgainstFinish(t *testing.T) {
	b, leader, _, f := ready(t, false)
	const writers = 4
	var wg sync.WaitGroup
	last := [writers]string{}
	start := make(chan struct{})
	for w := range writers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			path := fmt.Sprintf("note/0198c0de-0000-7000-8000-00000000000%d", w)
			<-start
			for rev := int64(0); ; rev++ {
				text := fmt.Sprintf("第%d次", rev)
				_, err := b.field.Visit.Save(b.ctx, leader, f.Visit.ID, path, text, rev)
				if inspect.CodeOf(err) == inspect.Refused && err != nil {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				last[w] = text
				if _, err := b.field.Visit.Open(b.ctx, leader, f.Visit.ID); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	close(start)
	for range 20 {
		b.ok(b.field.Visit.Leave(b.ctx, leader, f.Visit.ID))
	}
	done, err := b.field.Visit.Finish(b.ctx, leader, f.Visit.ID)
	b.ok(err)
	wg.Wait()
	for w, want := range last {
		got := ""
		for _, n := range done.Visit.Notes {
			if n.ID == fmt.Sprintf("0198c0de-0000-7000-8000-00000000000%d", w) {
				got = n.Text
			}
		}
		if got != want {
			t.Errorf("window %d was told %q is saved, the record has %q", w, want, got)
		}
	}
	b.healthy(b.field, leader)
}

// TestPackagesAtOnce: two exports at the same time get two numbers, in one chain.
func TestPackagesAtOnce(t *testing.T) {
	b := at(t, "returned")
	draws, err := b.office.Draw.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, err := b.office.Draw.Package(b.ctx, b.clerk, draws[i%2].ID, i%3 == 0, filepath.Join(b.dir, fmt.Sprint(i, ".zip"))); err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
	sent, err := store.Packages(b.ctx, b.office.Store(), "out")
	b.ok(err)
	for i, p := range sent { // newest first
		if p.Sequence != int64(len(sent)-i) {
			t.Errorf("package %d has number %d", len(sent)-i, p.Sequence)
		}
	}
	b.healthy(b.office, b.clerk)
}
