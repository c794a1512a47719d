package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Scan is the page's view of the 扫描收件箱.
type Scan struct{ s *Session }

// Add reads scanned files or folders and sorts their pages. It answers with a
// job; Added tells what became of it.
func (x *Scan) Add(name string, paths []string) (string, error) {
	return startJob(x.s, "Scan.Add", "收入扫描件", func(ctx context.Context, a inspect.Actor, tell progress) (service.ScanView, error) {
		return x.s.ws.sv.Scan.Add(ctx, a, name, paths, func(done, total int64, note string) { tell(done, total, note) })
	})
}

// Added is the batch an ended job of Add made.
func (x *Scan) Added(job string) (service.ScanView, error) {
	return call(x.s, "Scan.Added", func(context.Context, inspect.Actor) (service.ScanView, error) {
		return jobResult[service.ScanView](x.s, job)
	})
}

// List lists the batches, the newest first.
func (x *Scan) List() ([]service.ScanView, error) {
	return call(x.s, "Scan.List", func(ctx context.Context, a inspect.Actor) ([]service.ScanView, error) {
		return x.s.ws.sv.Scan.List(ctx, a)
	})
}

// Get reads a batch.
func (x *Scan) Get(id string) (service.ScanView, error) {
	return call(x.s, "Scan.Get", func(ctx context.Context, a inspect.Actor) (service.ScanView, error) {
		return x.s.ws.sv.Scan.Get(ctx, a, id)
	})
}

// Place puts a waiting page into a document.
func (x *Scan) Place(batch string, no int, paper string, sheet int) (service.ScanView, error) {
	return call(x.s, "Scan.Place", func(ctx context.Context, a inspect.Actor) (service.ScanView, error) {
		return x.s.ws.sv.Scan.Place(ctx, a, batch, no, paper, sheet)
	})
}

// Return takes a page out of its document.
func (x *Scan) Return(batch string, no int) (service.ScanView, error) {
	return call(x.s, "Scan.Return", func(ctx context.Context, a inspect.Actor) (service.ScanView, error) {
		return x.s.ws.sv.Scan.Return(ctx, a, batch, no)
	})
}

// Aside says of pages that they are not filed.
func (x *Scan) Aside(batch string, nos []int, reason string) (service.ScanView, error) {
	return call(x.s, "Scan.Aside", func(ctx context.Context, a inspect.Actor) (service.ScanView, error) {
		return x.s.ws.sv.Scan.Aside(ctx, a, batch, nos, reason)
	})
}

// File files documents whose every page was scanned.
func (x *Scan) File(papers []string) ([]inspect.Paper, error) {
	return call(x.s, "Scan.File", func(ctx context.Context, a inspect.Actor) ([]inspect.Paper, error) {
		return x.s.ws.sv.Scan.File(ctx, a, papers)
	})
}
