package service_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
)

// TestTheThemeStays: the colours chosen at a PC are there at the next start.
func TestTheThemeStays(t *testing.T) {
	b := at(t, "empty")
	b.refuses(b.office, inspect.Invalid, "", func() error { return b.office.Workspace.SetTheme(b.ctx, b.clerk, "pink") })
	b.ok(b.office.Workspace.SetTheme(b.ctx, b.clerk, "night"))
	b.ok(b.office.Close())
	b.open()
	in, err := b.office.Workspace.Info(b.ctx)
	b.ok(err)
	if in.Theme != "night" {
		t.Fatalf("theme %q", in.Theme)
	}
}
