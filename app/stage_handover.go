package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Receipt writes the office's signed receipts for a device.
func (x *Dispatch) Receipt(device, out string) (service.Sent, error) {
	return call(x.s, "Dispatch.Receipt", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Dispatch.ReceiptPackage(ctx, a, device, out)
	})
}

// Handing tells how far each task of this laptop has come on its way back.
func (x *Dispatch) Handing() ([]service.Handing, error) {
	return call(x.s, "Dispatch.Handing", func(ctx context.Context, a inspect.Actor) ([]service.Handing, error) {
		return x.s.ws.sv.Dispatch.Handing(ctx, a)
	})
}

// Wipe erases what the office's receipts cover entirely.
func (x *Dispatch) Wipe(task string) (service.Wiped, error) {
	return call(x.s, "Dispatch.Wipe", func(ctx context.Context, a inspect.Actor) (service.Wiped, error) {
		return x.s.ws.sv.Dispatch.Wipe(ctx, a, task)
	})
}

// HandOver passes an unfinished inspection on to another laptop.
func (x *Dispatch) HandOver(in service.HandoverInput) (service.HandedOver, error) {
	return call(x.s, "Dispatch.HandOver", func(ctx context.Context, a inspect.Actor) (service.HandedOver, error) {
		return x.s.ws.sv.Dispatch.HandOver(ctx, a, in)
	})
}

// Holdings lists the laptops and what each holds.
func (x *Dispatch) Holdings() ([]service.DeviceHolding, error) {
	return call(x.s, "Dispatch.Holdings", func(ctx context.Context, a inspect.Actor) ([]service.DeviceHolding, error) {
		return x.s.ws.sv.Dispatch.Holdings(ctx, a)
	})
}

// ReportLoss registers a lost laptop.
func (x *Dispatch) ReportLoss(in service.LossInput) (service.DeviceHolding, error) {
	return call(x.s, "Dispatch.ReportLoss", func(ctx context.Context, a inspect.Actor) (service.DeviceHolding, error) {
		return x.s.ws.sv.Dispatch.ReportLoss(ctx, a, in)
	})
}

// TakeBackLoss withdraws a report of loss and says what holds.
func (x *Dispatch) TakeBackLoss(in service.FoundInput) (service.FoundAgain, error) {
	return call(x.s, "Dispatch.TakeBackLoss", func(ctx context.Context, a inspect.Actor) (service.FoundAgain, error) {
		return x.s.ws.sv.Dispatch.TakeBackLoss(ctx, a, in)
	})
}

// Urge records that a device was called in.
func (x *Dispatch) Urge(device, note string) (inspect.Device, error) {
	return call(x.s, "Dispatch.Urge", func(ctx context.Context, a inspect.Actor) (inspect.Device, error) {
		return x.s.ws.sv.Dispatch.Urge(ctx, a, device, note)
	})
}
