package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	eventsPath = "/events"
	heartbeat  = 15 * time.Second // shows both ends that the stream lives
)

type event struct {
	name, key string
	data      []byte
}

// eventHub hands events to every open stream. A slow stream loses nothing that
// matters: of one name and key it gets the newest.
type eventHub struct {
	mu      sync.Mutex
	streams map[*eventStream]bool
}

type eventStream struct {
	mu      sync.Mutex
	pending []event
	wake    chan struct{} // capacity 1
}

func newEventHub() *eventHub {
	return &eventHub{streams: map[*eventStream]bool{}}
}

func (h *eventHub) emit(name, key string, payload any) {
	data, err := json.Marshal(payload)
	if err != nil {
		panic(err) // payloads are plain structs of this package
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		s.push(event{name, key, data})
	}
}

func (s *eventStream) push(e event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	replaced := false
	for i, old := range s.pending {
		if old.name == e.name && old.key == e.key {
			s.pending[i], replaced = e, true
		}
	}
	if !replaced {
		s.pending = append(s.pending, e)
	}
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *eventStream) take() []event {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.pending
	s.pending = nil
	return out
}

// ServeHTTP streams events (text/event-stream) until the page goes away or the
// server ends.
func (h *eventHub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s := &eventStream{wake: make(chan struct{}, 1)}
	h.mu.Lock()
	h.streams[s] = true
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		delete(h.streams, s)
		h.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	text := ": ready\n\n"
	for {
		if _, err := w.Write([]byte(text)); err != nil {
			return
		}
		if err := out.Flush(); err != nil {
			return
		}
		text = ""
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			text = ": alive\n\n"
		case <-s.wake:
			for _, e := range s.take() {
				text += fmt.Sprintf("event: %s\ndata: %s\n\n", e.name, e.data)
			}
		}
	}
}
