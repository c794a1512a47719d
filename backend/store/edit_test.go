package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// form is a store with an open visit.
func form(t *testing.T) *lab {
	l := newLab(t)
	l.put(inspect.NounVisit, "v-1", inspect.Visit{ID: "v-1", State: inspect.VisitOpen})
	return l
}

func (l *lab) flush() int {
	l.t.Helper()
	n := 0
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) (err error) {
		if n, err = tx.FlushEdits(l.ctx, inspect.NounVisit, "v-1"); err != nil || n > 0 {
			return err
		}
		return tx.Audit(l.ctx, store.Event{Action: "nothing"}, "", "", "")
	}))
	return n
}

func (l *lab) history(path string) []inspect.Field {
	l.t.Helper()
	h, err := store.FieldHistory(l.ctx, l, inspect.NounVisit, "v-1", path)
	l.ok(err)
	return h
}

func TestRevisions(t *testing.T) {
	l := form(t)
	for i, value := range []string{"一", "二", "", "𠮷㛃"} {
		f, err := l.save("place", value, int64(i))
		if err != nil || f.Rev != int64(i+1) || f.Value != value || f.Person != clerk.Person {
			t.Fatalf("save %d: %+v %v", i, f, err)
		}
	}
	f, err := l.save("place", "𠮷㛃", 4) // typed and taken back
	if err != nil || f.Rev != 4 {
		t.Fatalf("the same text made %+v %v", f, err)
	}
	fields, err := store.Draft(l.ctx, l, inspect.NounVisit, "v-1")
	if err != nil || len(fields) != 1 || fields[0].Value != "𠮷㛃" || fields[0].Rev != 4 {
		t.Fatalf("%+v %v", fields, err)
	}
	if h := l.history("place"); len(h) != 4 || h[1].Value != "二" || h[2].Value != "" {
		t.Fatalf("%+v", h)
	}
	if l.size() != 1 {
		t.Fatal("a keystroke made an audit entry of its own")
	}
}

// TestStaleSave: two windows on one field. The second is refused, nothing is
// overwritten, and both texts stay readable.
func TestStaleSave(t *testing.T) {
	l := form(t)
	_, err := l.save("place", "甲写的", 0)
	l.ok(err)
	for _, rev := range []int64{0, 7} {
		_, err = l.save("place", fmt.Sprintf("乙写的%d", rev), rev)
		refused(t, err, inspect.Conflict, "已另存")
		if e := inspect.ForPerson(err); e.Field != "place" || e.Ref != "甲写的" {
			t.Fatalf("%+v", e)
		}
	}
	if f, err := l.save("place", "甲写的", 0); err != nil || f.Rev != 1 {
		t.Fatalf("the same text in both windows: %+v %v", f, err)
	}
	h := l.history("place")
	if len(h) != 3 || h[0].Value != "甲写的" || h[1].Value != "乙写的0" || h[1].Rev != 0 || h[2].Value != "乙写的7" {
		t.Fatalf("%+v", h)
	}
	fields, err := store.Draft(l.ctx, l, inspect.NounVisit, "v-1")
	if err != nil || fields[0].Value != "甲写的" {
		t.Fatalf("%+v %v", fields, err)
	}
	if n := l.flush(); n != 3 {
		t.Fatalf("the leaf covers %d edits, want the stale ones too", n)
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

// TestFlush: one leaf covers every edit of the form since the last leaf.
func TestFlush(t *testing.T) {
	l := form(t)
	for round := range 3 {
		for i := range 5 {
			_, err := l.save(fmt.Sprintf("note/%d", i), fmt.Sprint(round), int64(round))
			l.ok(err)
		}
		forms, err := store.OpenForms(l.ctx, l)
		if err != nil || len(forms) != 1 || forms[0].ID != "v-1" {
			t.Fatalf("%v %v", forms, err)
		}
		if n := l.flush(); n != 5 || l.size() != int64(round+2) {
			t.Fatalf("covers %d edits with %d entries", n, l.size())
		}
	}
	forms, err := store.OpenForms(l.ctx, l)
	if err != nil || len(forms) != 0 {
		t.Fatalf("%v %v", forms, err)
	}
	if n := l.flush(); n != 0 {
		t.Fatalf("covered %d edits twice", n)
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

// TestClosedFormTakesNothing: the form is asked inside the transaction.
// TestOpenAllDay: a form that nobody leaves is in the log all the same.
func TestOpenAllDay(t *testing.T) {
	l := form(t)
	size := l.size()
	for i := range 12 { // a word a minute
		_, err := l.save("place", fmt.Sprint("第", i, "句"), int64(i))
		l.ok(err)
		l.clock.now = l.clock.now.Add(time.Minute)
	}
	if got := l.size() - size; got != 2 {
		t.Fatalf("%d leaves cover twelve minutes, want 2", got)
	}
	if n := l.flush(); n != 0 {
		t.Fatalf("%d edits were left", n)
	}
}

func TestClosedFormTakesNothing(t *testing.T) {
	l := form(t)
	closed := inspect.E(inspect.Refused, "已结束")
	_, err := l.SaveField(l.ctx, clerk, inspect.NounVisit, "v-1", "place", "x", 0, func(*store.Tx) error { return closed })
	if !errors.Is(err, closed) || len(l.history("place")) != 0 {
		t.Fatalf("%v, history %v", err, l.history("place"))
	}
}

// TestConcurrentSaves: many writers on few fields, with readers beside them;
// every text that was accepted or refused is in the history, once.
func TestConcurrentSaves(t *testing.T) {
	l := form(t)
	const writers, rounds, fields = 6, 25, 3
	var wg sync.WaitGroup
	var mu sync.Mutex
	written := map[string]int{}
	for w := range writers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			rev := [fields]int64{}
			for i := range rounds {
				n := i % fields
				path, value := fmt.Sprintf("note/%d", n), fmt.Sprintf("%d-%d", w, i)
				f, err := l.save(path, value, rev[n])
				if err == nil {
					rev[n] = f.Rev
				} else if inspect.CodeOf(err) != inspect.Conflict {
					t.Errorf("%s: %v", path, err)
				}
				got, err := store.Draft(l.ctx, l, inspect.NounVisit, "v-1")
				if err != nil {
					t.Error(err)
				}
				for _, g := range got {
					if g.Path == path {
						rev[n] = g.Rev
					}
				}
				mu.Lock()
				written[path+" "+value]++
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	total := 0
	for n := range fields {
		path := fmt.Sprintf("note/%d", n)
		h := l.history(path)
		total += len(h)
		last := ""
		for _, f := range h {
			if written[path+" "+f.Value] != 1 {
				t.Errorf("%s: %q was written %d times", path, f.Value, written[path+" "+f.Value])
			}
			written[path+" "+f.Value]++
			if f.Rev > 0 {
				last = f.Value
			}
		}
		got, err := store.Draft(l.ctx, l, inspect.NounVisit, "v-1")
		l.ok(err)
		if got[n].Value != last {
			t.Errorf("%s shows %q, the last accepted text is %q", path, got[n].Value, last)
		}
	}
	if total != writers*rounds || l.flush() != total {
		t.Fatalf("%d texts of %d survive", total, writers*rounds)
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}
