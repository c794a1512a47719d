package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Task is the page's view of 抽查任务.
type Task struct{ s *Session }

// List lists the tasks.
func (x *Task) List(q service.Query) (service.TaskPage, error) {
	return call(x.s, "Task.List", func(ctx context.Context, a inspect.Actor) (service.TaskPage, error) {
		return x.s.ws.sv.Task.List(ctx, a, q)
	})
}

// Get reads one task by id or number.
func (x *Task) Get(ref string) (inspect.Task, error) {
	return call(x.s, "Task.Get", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Task.Get(ctx, a, ref)
	})
}

// New sets a task up.
func (x *Task) New(t inspect.Task) (inspect.Task, error) {
	return call(x.s, "Task.New", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Task.New(ctx, a, t)
	})
}

// Pool counts who would be in the draw.
func (x *Task) Pool(ref string) (service.PoolCount, error) {
	return call(x.s, "Task.Pool", func(ctx context.Context, a inspect.Actor) (service.PoolCount, error) {
		return x.s.ws.sv.Task.Pool(ctx, a, ref)
	})
}

// Lock fixes the drawn list (art. 14).
func (x *Task) Lock(ref string) (inspect.Task, error) {
	return call(x.s, "Task.Lock", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Task.Lock(ctx, a, ref)
	})
}

// PreviewPlatform says what importing the platform's list would do.
func (x *Task) PreviewPlatform(in service.PlatformInput) (service.PlatformReport, error) {
	return call(x.s, "Task.PreviewPlatform", func(ctx context.Context, a inspect.Actor) (service.PlatformReport, error) {
		return x.s.ws.sv.Task.PreviewPlatform(ctx, a, in)
	})
}

// MapPlatform remembers which column of the platform's list is which.
func (x *Task) MapPlatform(in service.PlatformInput, choices []service.ColumnChoice) (service.PlatformReport, error) {
	return call(x.s, "Task.MapPlatform", func(ctx context.Context, a inspect.Actor) (service.PlatformReport, error) {
		return x.s.ws.sv.Task.MapPlatform(ctx, a, in, choices)
	})
}

// SaveOrigin writes a copy of the platform's list that a task was made from.
func (x *Task) SaveOrigin(task, out string) (service.SavedOrigin, error) {
	return call(x.s, "Task.SaveOrigin", func(ctx context.Context, a inspect.Actor) (service.SavedOrigin, error) {
		return x.s.ws.sv.Task.SaveOrigin(ctx, a, task, out)
	})
}

// TakePlatform takes the list that the platform drew, and adds to the registers
// what they lack of it.
func (x *Task) TakePlatform(in service.PlatformInput) (service.PlatformReport, error) {
	return call(x.s, "Task.TakePlatform", func(ctx context.Context, a inspect.Actor) (service.PlatformReport, error) {
		return x.s.ws.sv.Task.TakePlatform(ctx, a, in)
	})
}

// NewNonRandom sets up an inspection outside the draw (art. 3).
func (x *Task) NewNonRandom(in service.NonRandomInput) (inspect.Task, error) {
	return call(x.s, "Task.NewNonRandom", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Task.NewNonRandom(ctx, a, in)
	})
}

// Frequencies says which check of the year a task is for each subject.
func (x *Task) Frequencies(ref string) ([]service.Frequency, error) {
	return call(x.s, "Task.Frequencies", func(ctx context.Context, a inspect.Actor) ([]service.Frequency, error) {
		return x.s.ws.sv.Task.Frequencies(ctx, a, ref)
	})
}
