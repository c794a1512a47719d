package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Report is the page's view of 报表.
type Report struct{ s *Session }

// Units lists what a report can be narrowed to.
func (x *Report) Units() ([]string, error) {
	return call(x.s, "Report.Units", func(ctx context.Context, a inspect.Actor) ([]string, error) {
		return x.s.ws.sv.Report.Units(ctx, a)
	})
}

// Save makes a report and writes it to out.
func (x *Report) Save(in service.ReportInput, out string) error {
	return do(x.s, "Report.Save", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Report.Save(ctx, a, in, out)
	})
}
