package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Settings is the page's view of 设置.
type Settings struct{ s *Session }

// SavePerson adds or changes an account.
func (x *Settings) SavePerson(p inspect.Person) (inspect.Person, error) {
	return call(x.s, "Settings.SavePerson", func(ctx context.Context, a inspect.Actor) (inspect.Person, error) {
		return x.s.ws.sv.Workspace.SavePerson(ctx, a, p)
	})
}

// GivePassword gives somebody an initial password, to be changed at the next
// sign-in.
func (x *Settings) GivePassword(person, password string) error {
	return do(x.s, "Settings.GivePassword", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Workspace.GivePassword(ctx, a, person, []byte(password))
	})
}

// Deactivate shuts out somebody who left.
func (x *Settings) Deactivate(person, reason string) (service.Gone, error) {
	return call(x.s, "Settings.Deactivate", func(ctx context.Context, a inspect.Actor) (service.Gone, error) {
		return x.s.ws.sv.Workspace.Deactivate(ctx, a, person, reason)
	})
}

// Numbering reads how plans and tasks are numbered, and the next numbers.
func (x *Settings) Numbering() (service.Numbering, error) {
	return call(x.s, "Settings.Numbering", func(ctx context.Context, a inspect.Actor) (service.Numbering, error) {
		return x.s.ws.sv.Workspace.Numbering(ctx, a)
	})
}

// PreviewNumbering shows the next numbers under other rules.
func (x *Settings) PreviewNumbering(plan, task inspect.NumberRule) (service.Numbering, error) {
	return call(x.s, "Settings.PreviewNumbering", func(ctx context.Context, a inspect.Actor) (service.Numbering, error) {
		return x.s.ws.sv.Workspace.PreviewNumbering(ctx, a, plan, task)
	})
}

// SaveNumbering changes the rules for what is numbered from now on.
func (x *Settings) SaveNumbering(plan, task inspect.NumberRule) (service.Numbering, error) {
	return call(x.s, "Settings.SaveNumbering", func(ctx context.Context, a inspect.Actor) (service.Numbering, error) {
		return x.s.ws.sv.Workspace.SaveNumbering(ctx, a, plan, task)
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

// EnrolRequest makes this device's key and the request file for the office.
func (x *Settings) EnrolRequest(passphrase, out string) error {
	return do(x.s, "Settings.EnrolRequest", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Workspace.EnrolRequest(ctx, a, []byte(passphrase), out)
	})
}

// EnrolAccept takes the office's answer; from then on this device signs.
func (x *Settings) EnrolAccept(passphrase, path string) error {
	return do(x.s, "Settings.EnrolAccept", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Workspace.EnrolAccept(ctx, a, []byte(passphrase), path)
	})
}

// SaveRoot writes the root certificate for whoever checks our packages.
func (x *Settings) SaveRoot(out string) error {
	return do(x.s, "Settings.SaveRoot", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Workspace.SaveRoot(ctx, a, out)
	})
}
