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
