package service_test

import (
	"path/filepath"
	"testing"

	"shuangsuiji/backend/inspect"
)

// A package from another network is not taken in without 导出审批; a laptop on no
// network carries what it is given.
func TestPackageFromAnotherNetwork(t *testing.T) {
	b := at(t, "approved")
	admin := b.laptop()
	_, err := b.office.Workspace.SaveNetworks(b.ctx, b.clerk, inspect.NetworkPolice, inspect.NetworkInternet, "")
	b.ok(err)
	out := filepath.Join(b.dir, "task.zip")
	_, err = b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, out)
	b.ok(err)
	_, err = b.field.Workspace.SaveNetworks(b.ctx, admin, inspect.NetworkInternet, inspect.NetworkInternet, "")
	b.ok(err)
	b.refuses(b.field, inspect.Refused, "第二十二条", func() error { _, err := b.field.Dispatch.Open(b.ctx, admin, out); return err })
	_, err = b.field.Workspace.SaveNetworks(b.ctx, admin, inspect.NetworkAlone, inspect.NetworkAlone, "")
	b.ok(err)
	rec, err := b.field.Dispatch.Open(b.ctx, admin, out)
	b.ok(err)
	if rec.Added == 0 {
		t.Fatalf("%+v", rec)
	}
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error {
		_, err := b.office.Workspace.SaveNetworks(b.ctx, b.clerk, inspect.NetworkInternet, inspect.NetworkInternet, "")
		return err
	})
}
