package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Numbers is the page's view of 号码台账.
type Numbers struct{ s *Session }

// Rules reads how documents are numbered here.
func (x *Numbers) Rules() (service.PaperNumbers, error) {
	return call(x.s, "Numbers.Rules", func(ctx context.Context, a inspect.Actor) (service.PaperNumbers, error) {
		return x.s.ws.sv.Numbers.Rules(ctx, a)
	})
}

// SaveRules changes the numbering from now on.
func (x *Numbers) SaveRules(rules inspect.PaperNumbering) (service.PaperNumbers, error) {
	return call(x.s, "Numbers.SaveRules", func(ctx context.Context, a inspect.Actor) (service.PaperNumbers, error) {
		return x.s.ws.sv.Numbers.SaveRules(ctx, a, rules)
	})
}

// Without lists the documents that could have an official number and have none.
func (x *Numbers) Without() ([]inspect.Paper, error) {
	return call(x.s, "Numbers.Without", func(ctx context.Context, a inspect.Actor) ([]inspect.Paper, error) {
		return x.s.ws.sv.Numbers.Without(ctx, a)
	})
}

// Ledger explains every number of a year.
func (x *Numbers) Ledger(year string) ([]inspect.LedgerRow, error) {
	return call(x.s, "Numbers.Ledger", func(ctx context.Context, a inspect.Actor) ([]inspect.LedgerRow, error) {
		return x.s.ws.sv.Numbers.Ledger(ctx, a, year)
	})
}

// SaveLedger writes the ledger of a year as a workbook.
func (x *Numbers) SaveLedger(year, out string) error {
	return do(x.s, "Numbers.SaveLedger", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Numbers.SaveLedger(ctx, a, year, out)
	})
}

// Leases lists the ranges given out, or held here, in a year.
func (x *Numbers) Leases(year string) ([]inspect.NumberLease, error) {
	return call(x.s, "Numbers.Leases", func(ctx context.Context, a inspect.Actor) ([]inspect.NumberLease, error) {
		return x.s.ws.sv.Numbers.Leases(ctx, a, year)
	})
}

// Lease gives a laptop more numbers, in a signed package.
func (x *Numbers) Lease(device string, kinds []string, count int, out string) (service.Sent, error) {
	return call(x.s, "Numbers.Lease", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Numbers.Lease(ctx, a, device, kinds, count, out)
	})
}

// Reserve sets numbers aside that are used on paper.
func (x *Numbers) Reserve(kind string, count int, reason string) (inspect.NumberLease, error) {
	return call(x.s, "Numbers.Reserve", func(ctx context.Context, a inspect.Actor) (inspect.NumberLease, error) {
		return x.s.ws.sv.Numbers.Reserve(ctx, a, kind, count, reason)
	})
}

// Close takes a lost device's range out of use.
func (x *Numbers) Close(lease, reason string) (inspect.NumberLease, error) {
	return call(x.s, "Numbers.Close", func(ctx context.Context, a inspect.Actor) (inspect.NumberLease, error) {
		return x.s.ws.sv.Numbers.Close(ctx, a, lease, reason)
	})
}

// Assign gives an official number to a document issued without one.
func (x *Numbers) Assign(paper string) (inspect.Paper, error) {
	return call(x.s, "Numbers.Assign", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Numbers.Assign(ctx, a, paper)
	})
}
