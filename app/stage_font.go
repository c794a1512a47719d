package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Font is the page's view of 字体.
type Font struct{ s *Session }

// List lists the faces in use, and those found but not used.
func (x *Font) List() (service.FontList, error) {
	return call(x.s, "Font.List", func(ctx context.Context, a inspect.Actor) (service.FontList, error) {
		return x.s.ws.sv.Workspace.Fonts(ctx, a)
	})
}

// Licences are the licence texts of the program's faces.
func (x *Font) Licences() (string, error) {
	return call(x.s, "Font.Licences", func(ctx context.Context, a inspect.Actor) (string, error) {
		return x.s.ws.sv.Workspace.FontLicences(ctx, a)
	})
}

// Sheet makes the test sheet and gives its SHA-256.
func (x *Font) Sheet() (string, error) {
	return call(x.s, "Font.Sheet", func(ctx context.Context, a inspect.Actor) (string, error) {
		return x.s.ws.sv.Workspace.FontSheet(ctx, a)
	})
}

// Add takes a face for a role.
func (x *Font) Add(path, role string) error {
	return do(x.s, "Font.Add", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Workspace.AddFont(ctx, a, path, role)
	})
}

// Remove gives a role back to the face it had before.
func (x *Font) Remove(role string) error {
	return do(x.s, "Font.Remove", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Workspace.RemoveFont(ctx, a, role)
	})
}
