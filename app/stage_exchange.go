package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Dispatch is the page's view of 派发与交换.
type Dispatch struct{ s *Session }

// Task writes the signed task package for a device.
func (x *Dispatch) Task(task, device string, teams []string, out string) (service.Sent, error) {
	return call(x.s, "Dispatch.Task", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Dispatch.TaskPackage(ctx, a, task, device, teams, out)
	})
}

// Result writes the signed result package.
func (x *Dispatch) Result(task, out string) (service.Sent, error) {
	return call(x.s, "Dispatch.Result", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Dispatch.ResultPackage(ctx, a, task, out)
	})
}

// Upload writes the signed upload package for the platform.
func (x *Dispatch) Upload(task, out string) (service.Sent, error) {
	return call(x.s, "Dispatch.Upload", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Dispatch.Upload(ctx, a, task, out)
	})
}

// Open verifies a package and merges it.
func (x *Dispatch) Open(path string) (service.Received, error) {
	return call(x.s, "Dispatch.Open", func(ctx context.Context, a inspect.Actor) (service.Received, error) {
		return x.s.ws.sv.Dispatch.Open(ctx, a, path)
	})
}

// Verify checks any package without importing it.
func (x *Dispatch) Verify(path string) (service.VerifyReport, error) {
	return call(x.s, "Dispatch.Verify", func(ctx context.Context, a inspect.Actor) (service.VerifyReport, error) {
		return x.s.ws.sv.Dispatch.Verify(ctx, a, path)
	})
}

// Packages lists what was sent and received.
func (x *Dispatch) Packages() ([]inspect.Exchange, error) {
	return call(x.s, "Dispatch.Packages", func(ctx context.Context, a inspect.Actor) ([]inspect.Exchange, error) {
		return x.s.ws.sv.Dispatch.Packages(ctx, a)
	})
}
