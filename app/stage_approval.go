package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Approval is the page's view of 审批登记.
type Approval struct{ s *Session }

// List lists the approvals of one thing.
func (x *Approval) List(ref string) ([]inspect.Approval, error) {
	return call(x.s, "Approval.List", func(ctx context.Context, a inspect.Actor) ([]inspect.Approval, error) {
		return x.s.ws.sv.Approval.List(ctx, a, ref)
	})
}

// Pending lists the oral consents whose paper is still missing.
func (x *Approval) Pending() ([]service.PendingPaper, error) {
	return call(x.s, "Approval.Pending", func(ctx context.Context, a inspect.Actor) ([]service.PendingPaper, error) {
		return x.s.ws.sv.Approval.Pending(ctx, a)
	})
}

// Register enters an approval.
func (x *Approval) Register(in service.ApprovalInput) (inspect.Approval, error) {
	return call(x.s, "Approval.Register", func(ctx context.Context, a inspect.Actor) (inspect.Approval, error) {
		return x.s.ws.sv.Approval.Register(ctx, a, in)
	})
}

// Paper attaches the signed sheet of an oral consent.
func (x *Approval) Paper(id, scan string) (inspect.Approval, error) {
	return call(x.s, "Approval.Paper", func(ctx context.Context, a inspect.Actor) (inspect.Approval, error) {
		return x.s.ws.sv.Approval.Paper(ctx, a, id, scan)
	})
}
