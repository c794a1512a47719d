package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime/debug"
	"time"

	"shuangsuiji/backend/inspect"
)

// call runs fn for a bound method. It waits until the workspace is open, knows
// who is asking, and answers with fn's value (no nil slice in it) or with an
// *inspect.Error. name is "Struct.Method" and goes to the log.
func call[T any](s *Session, name string, fn func(ctx context.Context, a inspect.Actor) (T, error)) (T, error) {
	a, problem := s.asking()
	return protect(s.log(), name, func() (T, error) {
		if problem != nil {
			var zero T
			return zero, problem
		}
		return fn(s.ctx, a)
	})
}

// do is call for a method without a value.
func do(s *Session, name string, fn func(ctx context.Context, a inspect.Actor) error) error {
	_, err := call(s, name, func(ctx context.Context, a inspect.Actor) (struct{}, error) {
		return struct{}{}, fn(ctx, a)
	})
	return err
}

// protect is the one place where panics and errors of services end. A panic
// that escaped would leave the page waiting for ever.
func protect[T any](log *slog.Logger, name string, fn func() (T, error)) (out T, err error) {
	started := time.Now()
	defer func() {
		if p := recover(); p != nil {
			log.Error("panic", "call", name, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = inspect.ForPerson(fmt.Errorf("panic: %v", p))
		}
		if err == nil {
			noNil(reflect.ValueOf(&out).Elem())
			log.Info("done", "call", name, "ms", time.Since(started).Milliseconds())
			return
		}
		var zero T
		out = zero
		shown := forPerson(err)
		log.Warn("failed", "call", name, "ms", time.Since(started).Milliseconds(),
			"code", string(shown.Code), "field", shown.Field, "article", shown.Article, "cause", causeOf(shown))
		err = shown
	}()
	return fn()
}

// forPerson is inspect.ForPerson, and names a cancelled context as what it is.
func forPerson(err error) *inspect.Error {
	if errors.Is(err, context.Canceled) && inspect.CodeOf(err) == inspect.Internal {
		return inspect.E(inspect.Canceled, "已取消").Because(err)
	}
	return inspect.ForPerson(err)
}

// causeOf is the technical cause. The message is left out of the log, because
// it may name persons and firms.
func causeOf(e *inspect.Error) string {
	if cause := e.Unwrap(); cause != nil {
		return cause.Error()
	}
	return ""
}

// formatError is an error as the page parses it: one JSON string.
func formatError(err error) string {
	b, mErr := json.Marshal(forPerson(err))
	if mErr != nil {
		panic(mErr) // six strings always marshal
	}
	return string(b)
}

// noNil replaces nil slices in v by empty ones, so that a page can always
// iterate.
func noNil(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			noNil(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				noNil(f)
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
			return
		}
		for i := range v.Len() {
			noNil(v.Index(i))
		}
	}
}
