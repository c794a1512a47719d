package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// loss is a complete report.
func loss(device string) service.LossInput {
	return service.LossInput{Device: device, Reporter: "韩保管", On: "2026-03-02", Place: "客运站候车厅", Story: "随身包被盗，已报案"}
}

// heldBy is what the office knows of a laptop.
func (b *bureau) heldBy(name string) service.DeviceHolding {
	b.t.Helper()
	list, err := b.office.Dispatch.Holdings(b.ctx, b.clerk)
	b.ok(err)
	for _, h := range list {
		if h.Device.Name == name {
			return h
		}
	}
	b.t.Fatalf("no device %s in %+v", name, list)
	return service.DeviceHolding{}
}

// TestLostLaptop: what it held is listed and dispatched to another laptop with a
// new epoch; what it still sends is listed, never taken; the other one's result
// counts.
func TestLostLaptop(t *testing.T) {
	b, two := twoLaptops(t)
	stops := b.stops()
	b.recorded(b.leader(stops[0]), stops[0])
	first := filepath.Join(b.dir, "first.zip")
	_, err := b.office.Dispatch.Open(b.ctx, b.clerk, b.packed(first))
	b.ok(err)
	h := b.heldBy("外勤一号")
	if len(h.Held) != 3 || h.Out != 2 || h.LastContact == "" || h.Held[0].Since == "" || h.Held[0].Leader == "" {
		t.Fatalf("%+v", h)
	}
	_, err = b.office.Dispatch.Urge(b.ctx, b.clerk, "外勤一号", "电话催交，答复明日交回")
	b.ok(err)
	b.recorded(b.leader(stops[1]), stops[1]) // on the laptop, not brought back
	late := b.packed(filepath.Join(b.dir, "late.zip"))

	gone, err := b.office.Dispatch.ReportLoss(b.ctx, b.clerk, loss("外勤一号"))
	b.ok(err)
	if gone.Out != 2 || gone.Device.Loss.Reporter != "韩保管" || !gone.Device.Revoked || gone.Device.UrgedAt == "" {
		t.Fatalf("%+v", gone)
	}
	teams := []string{}
	for _, x := range gone.Held {
		if !x.Returned {
			teams = append(teams, x.Team)
		}
	}
	before := b.brought()
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, late)
	b.ok(err)
	if rec.Added == 0 || len(rec.Conflicts) != rec.Added || !strings.Contains(rec.Conflicts[0].Reason, "登记遗失") {
		t.Fatalf("%d added, %d listed: %+v", rec.Added, len(rec.Conflicts), rec.Conflicts)
	}
	listed, err := store.Conflicts(b.ctx, b.office.Store())
	b.ok(err)
	if got := b.brought(); len(listed) != rec.Added || strings.Count(got, "\n") != strings.Count(before, "\n")+len(listed) {
		t.Fatalf("something was taken in silence:\n%s\nbefore\n%s", got, before)
	}

	out := filepath.Join(b.dir, "anew.zip")
	_, err = b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤二号", teams, out)
	b.ok(err)
	setup, err := service.Actor(b.ctx, two, "", "field")
	b.ok(err)
	_, err = two.Dispatch.Open(b.ctx, setup, out)
	b.ok(err)
	b.with(two, func() {
		for _, s := range b.stops() {
			f := b.recorded(b.leader(s), s)
			if f.Lost != "外勤一号" {
				t.Fatalf("the visit does not say that it was begun on a lost laptop: %q", f.Lost)
			}
		}
		if back := b.bringBack(filepath.Join(b.dir, "two.zip")); len(back.Conflicts) != 0 {
			t.Fatalf("%+v", back.Conflicts)
		}
	})
	if h := b.heldBy("外勤一号"); h.Out != 0 || len(h.Held) != 1 {
		t.Fatalf("the lost laptop still holds %+v", h.Held)
	}
	if h := b.heldBy("外勤二号"); h.Out != 0 || len(h.Held) != 2 {
		t.Fatalf("%+v", h)
	}
	if len(b.results()) != 3 {
		t.Fatalf("%d results", len(b.results()))
	}
	b.healthy(b.office, b.clerk)
}

// packed writes the result package of the laptop and gives its path.
func (b *bureau) packed(out string) string {
	b.t.Helper()
	_, err := b.field.Dispatch.ResultPackage(b.ctx, b.anyone(b.field), b.task.ID, out)
	b.ok(err)
	return out
}

// TestArticle22LossIsReportedByAName: who, when, where, how; once; at the office.
func TestArticle22LossIsReportedByAName(t *testing.T) {
	b := at(t, "dispatched")
	report := func(change func(*service.LossInput)) func() error {
		return func() error {
			in := loss("外勤一号")
			change(&in)
			_, err := b.office.Dispatch.ReportLoss(b.ctx, b.clerk, in)
			return err
		}
	}
	for _, change := range []func(*service.LossInput){
		func(in *service.LossInput) { in.Reporter = " " }, func(in *service.LossInput) { in.On = "" }, func(in *service.LossInput) { in.On = "2099-01-01" },
		func(in *service.LossInput) { in.Place = "" }, func(in *service.LossInput) { in.Story = "" },
	} {
		b.refuses(b.office, inspect.Invalid, "第二十二条", report(change))
	}
	leader := b.leader(b.stops()[0])
	b.refuses(b.field, inspect.Refused, "第二十二条", func() error {
		_, err := b.field.Dispatch.ReportLoss(b.ctx, leader, loss("外勤一号"))
		return err
	})
	b.refuses(b.office, inspect.Invalid, "第二十一条", func() error { _, err := b.office.Dispatch.Urge(b.ctx, b.clerk, "外勤一号", " "); return err })
	b.ok(report(func(*service.LossInput) {})())
	b.refuses(b.office, inspect.Refused, "第二十二条", report(func(*service.LossInput) {}))
	_, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", nil, "")
	if inspect.CodeOf(err) != inspect.NotFound {
		t.Fatalf("a lost device still gets tasks: %v", err)
	}
}
