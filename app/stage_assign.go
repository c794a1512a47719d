package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Assign is the page's view of 分派执行单位.
type Assign struct{ s *Session }

// Units lists who can carry out a part of a task.
func (x *Assign) Units(task string) ([]string, error) {
	return call(x.s, "Assign.Units", func(ctx context.Context, a inspect.Actor) ([]string, error) {
		return x.s.ws.sv.Assign.Units(ctx, a, task)
	})
}

// Shares shows how a locked list is split.
func (x *Assign) Shares(task string) ([]service.ShareView, error) {
	return call(x.s, "Assign.Shares", func(ctx context.Context, a inspect.Actor) ([]service.ShareView, error) {
		return x.s.ws.sv.Assign.Shares(ctx, a, task)
	})
}

// Split divides a locked list among the units.
func (x *Assign) Split(task string, rule inspect.SplitRule) (inspect.Task, error) {
	return call(x.s, "Assign.Split", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Assign.Split(ctx, a, task, rule)
	})
}

// Move gives one subject to another unit, with a reason.
func (x *Assign) Move(task, subject, unit, reason string) (inspect.Task, error) {
	return call(x.s, "Assign.Move", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Assign.Move(ctx, a, task, subject, unit, reason)
	})
}

// Recall takes a part back from a unit and gives it to another, with a reason.
func (x *Assign) Recall(task, part, to, reason string) (inspect.Task, error) {
	return call(x.s, "Assign.Recall", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Assign.Recall(ctx, a, task, part, to, reason)
	})
}

// Keep begins the part that this office carries out itself.
func (x *Assign) Keep(task string) (inspect.Task, error) {
	return call(x.s, "Assign.Keep", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Assign.Keep(ctx, a, task)
	})
}

// Library writes the signed package that hands a unit its part of 一单两库.
func (x *Assign) Library(unit, out string) (service.Sent, error) {
	return call(x.s, "Assign.Library", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Dispatch.LibraryPackage(ctx, a, unit, out)
	})
}

// Package writes the signed package that hands a unit its part.
func (x *Assign) Package(task, unit, out string) (service.Sent, error) {
	return call(x.s, "Assign.Package", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Dispatch.AssignPackage(ctx, a, task, unit, out)
	})
}

// Progress counts how far each unit has come.
func (x *Assign) Progress(task string) ([]inspect.UnitProgress, error) {
	return call(x.s, "Assign.Progress", func(ctx context.Context, a inspect.Actor) ([]inspect.UnitProgress, error) {
		return x.s.ws.sv.Assign.Progress(ctx, a, task)
	})
}

// Enrol certifies the office of a unit from its request file.
func (x *Assign) Enrol(requestPath, unit, out string) (inspect.Device, error) {
	return call(x.s, "Assign.Enrol", func(ctx context.Context, a inspect.Actor) (inspect.Device, error) {
		return x.s.ws.sv.Workspace.EnrolUnit(ctx, a, requestPath, unit, out)
	})
}
