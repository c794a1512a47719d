package app

import (
	"context"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// sessionEvent tells the page that who is signed in, or the lock, has changed:
// it asks Session.Info again.
const sessionEvent = "session"

// idleLook is how often the clock is looked at.
const idleLook = 10 * time.Second

// enter makes a person the session's; s.mu is held.
func (s *Session) enter(a inspect.Actor) {
	s.actor, s.locked, s.failed = a, false, nil
	s.touched = s.now().Round(0) // by the wall clock: a PC that slept was idle
	if s.idle == nil {
		s.idle = time.AfterFunc(idleLook, s.look)
	}
}

// leave signs out.
func (s *Session) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.actor, s.locked = inspect.Actor{}, false
}

// look locks an idle page, so that what it shows is covered without a call.
func (s *Session) look() {
	s.lockIfIdle()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() == nil {
		s.idle.Reset(idleLook)
	}
}

// lockIfIdle locks when nobody did anything at the page for as long as is set.
func (s *Session) lockIfIdle() {
	s.mu.Lock()
	ws, idle := s.ws, s.now().Round(0).Sub(s.touched)
	watched := s.actor.Person != "" && !s.locked
	s.mu.Unlock()
	if ws == nil || ws.sv == nil || !watched || idle < service.LeastIdle*time.Minute {
		return
	}
	minutes, err := ws.sv.Workspace.IdleMinutes(s.ctx)
	if err != nil || idle < time.Duration(minutes)*time.Minute {
		return
	}
	s.lock()
}

func (s *Session) lock() {
	s.mu.Lock()
	s.locked = s.actor.Person != ""
	s.mu.Unlock()
	s.host.emit(sessionEvent, "", "")
}

// Touch tells that the person did something: the page says so, at most a few
// times a minute. Calls that the page makes by itself do not count.
func (s *Session) Touch() error {
	return do(s, "Session.Touch", func(context.Context, inspect.Actor) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.touched = s.now().Round(0)
		return nil
	})
}

// Lock covers the screen: only the same person's password, or another person's
// signing in, goes on. What was typed stays.
func (s *Session) Lock() error {
	return do(s, "Session.Lock", func(context.Context, inspect.Actor) error {
		s.lock()
		return nil
	})
}

// Resume unlocks the screen by the password of the person who works here.
func (s *Session) Resume(password string) error {
	_, err := protect(s.log(), "Session.Resume", func() (struct{}, error) {
		ws, a := s.workspace(), s.who()
		if ws == nil || a.Person == "" {
			return struct{}{}, inspect.E(inspect.Forbidden, "还没有登录").WithHint("先登录")
		}
		var err error
		if a.Person == service.SetupPerson {
			err = ws.sv.Workspace.CheckPassphrase(s.ctx, a, []byte(password))
		} else {
			err = ws.sv.Workspace.CheckPassword(s.ctx, a, []byte(password))
		}
		if err != nil {
			return struct{}{}, err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.enter(s.actor)
		return struct{}{}, nil
	})
	return err
}

// SetIdle sets after how many idle minutes the screen locks.
func (s *Session) SetIdle(minutes int) error {
	return do(s, "Session.SetIdle", func(ctx context.Context, a inspect.Actor) error {
		return s.ws.sv.Workspace.SetIdle(ctx, a, minutes)
	})
}
