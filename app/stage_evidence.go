package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Evidence is the page's view of 证据材料.
type Evidence struct{ s *Session }

// List lists the evidence of a visit.
func (x *Evidence) List(visit string) ([]inspect.Evidence, error) {
	return call(x.s, "Evidence.List", func(ctx context.Context, a inspect.Actor) ([]inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.List(ctx, a, visit)
	})
}

// Page lists one page of a visit's evidence, what was added last first.
func (x *Evidence) Page(visit string, page, size int) (service.EvidencePage, error) {
	return call(x.s, "Evidence.Page", func(ctx context.Context, a inspect.Actor) (service.EvidencePage, error) {
		return x.s.ws.sv.Evidence.Page(ctx, a, visit, page, size)
	})
}

// Pending registers a recording that is still in its recorder.
func (x *Evidence) Pending(in service.EvidenceInput) (inspect.Evidence, error) {
	return call(x.s, "Evidence.Pending", func(ctx context.Context, a inspect.Actor) (inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.Pending(ctx, a, in)
	})
}

// Add copies a file into the workspace with its digests. It answers with a
// job; the job's end brings the item into List.
func (x *Evidence) Add(in service.EvidenceInput, path string) (string, error) {
	return startJob(x.s, "Evidence.Add", "添加证据", func(ctx context.Context, a inspect.Actor, tell progress) (inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.Add(ctx, a, in, path, func(done, total int64) { tell(done, total, "正在复制并计算摘要") })
	})
}

// UnfinishedCopies lists files whose copying stopped and can go on.
func (x *Evidence) UnfinishedCopies(visit string) ([]service.UnfinishedCopy, error) {
	return call(x.s, "Evidence.UnfinishedCopies", func(ctx context.Context, a inspect.Actor) ([]service.UnfinishedCopy, error) {
		return x.s.ws.sv.Evidence.UnfinishedCopies(ctx, a, visit)
	})
}

// DropCopy gives an unfinished copy up.
func (x *Evidence) DropCopy(key string) error {
	return do(x.s, "Evidence.DropCopy", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Evidence.DropCopy(ctx, a, key)
	})
}
