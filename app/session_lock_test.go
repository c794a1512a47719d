package app

import (
	"sync"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

// lockHost counts how often the page was told that its session changed.
type lockHost struct {
	pageHost
	mu   sync.Mutex
	told int
}

func (h *lockHost) emit(name, _ string, _ any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if name == sessionEvent {
		h.told++
	}
}

// atWork is a session with 甲 signed in, and its clock.
func atWork(t *testing.T) (*Session, *lockHost, *time.Time) {
	t.Helper()
	h, clock := &lockHost{}, time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	s := newSession(h)
	s.now = func() time.Time { return clock }
	if err := s.start(t.Context(), Options{Workspace: newWorkspace(t)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignIn(signInAs("甲")); err != nil {
		t.Fatal(err)
	}
	s.idle.Stop() // the clock stands still unless the test moves it
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	})
	return s, h, &clock
}

func locked(t *testing.T, s *Session) bool {
	t.Helper()
	info, err := s.Info()
	if err != nil || info.Actor.Name != "甲" {
		t.Fatal(info, err)
	}
	_, err = s.People()
	if refused := inspect.CodeOf(err) == inspect.Forbidden && err != nil; refused != info.Locked {
		t.Fatalf("locked %v, and a call answers %v", info.Locked, err)
	}
	return info.Locked
}

// TestIdleLocks: after the set minutes without the person, however many calls the
// page made; only the same person's password goes on.
func TestIdleLocks(t *testing.T) {
	s, h, clock := atWork(t)
	for range 20 {
		*clock = clock.Add(time.Minute)
		if locked(t, s) {
			if got := clock.Sub(time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)); got != 15*time.Minute {
				t.Fatalf("locked after %s", got)
			}
			break
		}
	}
	if !locked(t, s) || h.told != 1 {
		t.Fatalf("told %d times", h.told)
	}
	if err := s.Touch(); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error("a touch unlocked it:", err)
	}
	if _, err := s.openMedia("00"); inspect.ForPerson(err).Field != "locked" {
		t.Error("a file was given out:", err)
	}
	if err := s.Resume("猜的猜的猜的猜的"); inspect.CodeOf(err) != inspect.Forbidden || !locked(t, s) {
		t.Fatal(err)
	}
	if err := s.Resume(testPassword); err != nil || locked(t, s) {
		t.Fatal(err)
	}
	if err := s.SetIdle(5); err != nil {
		t.Fatal(err)
	}
	*clock = clock.Add(4 * time.Minute)
	if err := s.Touch(); err != nil {
		t.Fatal(err)
	}
	*clock = clock.Add(4 * time.Minute)
	if locked(t, s) {
		t.Fatal("locked though the person was there")
	}
	*clock = clock.Add(time.Minute)
	if !locked(t, s) {
		t.Fatal("not locked")
	}
}

// TestLockKey: the explicit lock; another person may sign in instead, and wrong
// passwords slow down here too.
func TestLockKey(t *testing.T) {
	s, h, _ := atWork(t)
	if err := s.Lock(); err != nil || !locked(t, s) || h.told != 1 {
		t.Fatal(err, h.told)
	}
	if err := s.Lock(); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error(err)
	}
	for range 5 {
		if err := s.Resume("猜的猜的猜的猜的"); inspect.CodeOf(err) != inspect.Forbidden {
			t.Fatal(err)
		}
	}
	if err := s.Resume(testPassword); inspect.CodeOf(err) != inspect.Forbidden || !locked(t, s) {
		t.Fatal("the right password was tried after five wrong ones:", err)
	}
	if err := s.SignOut(); err != nil || s.who().Person != "" {
		t.Fatal(err)
	}
	if err := s.Resume(testPassword); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error("who signed out resumed:", err)
	}
}

// TestSessionOfWhoIsGone: a role that was changed, or an account switched off,
// ends the session at its next call.
func TestSessionOfWhoIsGone(t *testing.T) {
	s, h, _ := atWork(t)
	set := &Settings{s}
	p, err := set.SavePerson(inspect.Person{Name: "乙", Role: inspect.RoleAdmin})
	if err != nil {
		t.Fatal(err)
	}
	me := s.who()
	if _, err := s.ws.sv.Workspace.SavePerson(t.Context(), inspect.Actor{Person: p.ID, Name: "乙", Role: inspect.RoleAdmin},
		inspect.Person{ID: me.Person, Name: "甲", Role: inspect.RoleLegal, Active: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.People(); inspect.CodeOf(err) != inspect.Forbidden || s.who().Person != "" || h.told != 1 {
		t.Errorf("%v %+v told %d", err, s.who(), h.told)
	}
	if _, err := s.SignIn(signInAs("甲")); err != nil || s.who().Role != inspect.RoleLegal {
		t.Errorf("%v %+v", err, s.who())
	}
}
