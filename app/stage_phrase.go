package app

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// Phrases is the page's view of 常用语.
type Phrases struct{ s *Session }

// List lists the phrases in use that this person has.
func (x *Phrases) List() ([]inspect.Phrase, error) {
	return call(x.s, "Phrases.List", func(ctx context.Context, a inspect.Actor) ([]inspect.Phrase, error) {
		return x.s.ws.sv.Phrase.List(ctx, a)
	})
}

// For lists what may be put into a field, by its path.
func (x *Phrases) For(path string) ([]inspect.Phrase, error) {
	return call(x.s, "Phrases.For", func(ctx context.Context, a inspect.Actor) ([]inspect.Phrase, error) {
		return x.s.ws.sv.Phrase.For(ctx, a, path)
	})
}

// Save adds or changes a phrase; owner "" is the office's.
func (x *Phrases) Save(p inspect.Phrase) (inspect.Phrase, error) {
	return call(x.s, "Phrases.Save", func(ctx context.Context, a inspect.Actor) (inspect.Phrase, error) {
		return x.s.ws.sv.Phrase.Save(ctx, a, p)
	})
}

// Remove takes a phrase out of use.
func (x *Phrases) Remove(id string) error {
	return do(x.s, "Phrases.Remove", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Phrase.Remove(ctx, a, id)
	})
}
