package app

import (
	"context"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Trace is the page's view of 留痕查验.
type Trace struct{ s *Session }

// Log lists audit entries, newest first.
func (x *Trace) Log(noun, id string, page, size int) (service.LogPage, error) {
	return call(x.s, "Trace.Log", func(ctx context.Context, a inspect.Actor) (service.LogPage, error) {
		return x.s.ws.sv.Trace.Log(ctx, a, noun, id, page, size)
	})
}

// Verify recomputes the audit tree.
func (x *Trace) Verify() (service.Health, error) {
	return call(x.s, "Trace.Verify", func(ctx context.Context, a inspect.Actor) (service.Health, error) {
		return x.s.ws.sv.Trace.Verify(ctx, a)
	})
}

// Checkpoint writes the signed checkpoint.
func (x *Trace) Checkpoint(out string) error {
	return do(x.s, "Trace.Checkpoint", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Trace.Checkpoint(ctx, a, out)
	})
}

// Export writes every leaf, one a line.
func (x *Trace) Export(out string) error {
	return do(x.s, "Trace.Export", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Trace.Export(ctx, a, out)
	})
}

// Doctor checks everything as a job: database, versions, log, evidence,
// documents. A damaged item fails the job with its name.
func (x *Trace) Doctor() (string, error) {
	return startJob(x.s, "Trace.Doctor", "全面查验", func(ctx context.Context, a inspect.Actor, tell progress) (service.Health, error) {
		h, err := x.s.ws.sv.Trace.Doctor(ctx, a, func(done, total int64) { tell(done, total, "正在核对证据文件") })
		if err == nil && !h.OK {
			err = inspect.E(inspect.Damaged, "发现%d处问题：%s", len(h.Problems), strings.Join(h.Problems, "；")).WithHint("不要继续录入；报告管理员，由其用最近的备份恢复（ssj restore）")
		}
		return h, err
	})
}

// Peers lists what is known of the logs of other devices, and forks.
func (x *Trace) Peers() (service.Peers, error) {
	return call(x.s, "Trace.Peers", func(ctx context.Context, a inspect.Actor) (service.Peers, error) {
		return x.s.ws.sv.Trace.Peers(ctx, a)
	})
}

// AcceptFork lets a log go on from the head that was brought.
func (x *Trace) AcceptFork(id, reason string) (inspect.LogFork, error) {
	return call(x.s, "Trace.AcceptFork", func(ctx context.Context, a inspect.Actor) (inspect.LogFork, error) {
		return x.s.ws.sv.Trace.AcceptFork(ctx, a, id, reason)
	})
}

// SaveFork writes the evidence of a fork.
func (x *Trace) SaveFork(id, out string) error {
	return do(x.s, "Trace.SaveFork", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Trace.SaveFork(ctx, a, id, out)
	})
}

// Prove writes the proof of one entry against the signed checkpoint.
func (x *Trace) Prove(seq int64, out string) error {
	return do(x.s, "Trace.Prove", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Trace.Prove(ctx, a, seq, out)
	})
}
