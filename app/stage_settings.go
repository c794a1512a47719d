package app

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// Settings is the page's view of 设置.
type Settings struct{ s *Session }

// SavePerson adds or changes an account.
func (x *Settings) SavePerson(p inspect.Person) (inspect.Person, error) {
	return call(x.s, "Settings.SavePerson", func(ctx context.Context, a inspect.Actor) (inspect.Person, error) {
		return x.s.ws.sv.Workspace.SavePerson(ctx, a, p)
	})
}

// Devices lists the certified devices.
func (x *Settings) Devices() ([]inspect.Device, error) {
	return call(x.s, "Settings.Devices", func(ctx context.Context, a inspect.Actor) ([]inspect.Device, error) {
		return x.s.ws.sv.Workspace.Devices(ctx, a)
	})
}

// IssueDevice certifies a device from its request file.
func (x *Settings) IssueDevice(requestPath, out string) (inspect.Device, error) {
	return call(x.s, "Settings.IssueDevice", func(ctx context.Context, a inspect.Actor) (inspect.Device, error) {
		return x.s.ws.sv.Workspace.EnrolIssue(ctx, a, requestPath, out)
	})
}
