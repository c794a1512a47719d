package app

import (
	"context"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Refer registers evidence that is kept elsewhere.
func (x *Evidence) Refer(in service.ReferInput) (inspect.Evidence, error) {
	return call(x.s, "Evidence.Refer", func(ctx context.Context, a inspect.Actor) (inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.Refer(ctx, a, in)
	})
}

// Twins lists the items of a visit whose content stands elsewhere too.
func (x *Evidence) Twins(visit string) ([]service.Twin, error) {
	return call(x.s, "Evidence.Twins", func(ctx context.Context, a inspect.Actor) ([]service.Twin, error) {
		return x.s.ws.sv.Evidence.Twins(ctx, a, visit)
	})
}

// SetSpans sets the key ranges of a recording.
func (x *Evidence) SetSpans(id string, spans []inspect.Span) (inspect.Evidence, error) {
	return call(x.s, "Evidence.SetSpans", func(ctx context.Context, a inspect.Actor) (inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.SetSpans(ctx, a, id, spans)
	})
}

// HandOver registers that items changed hands.
func (x *Evidence) HandOver(ids []string, h inspect.Custody) error {
	return do(x.s, "Evidence.HandOver", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Evidence.HandOver(ctx, a, ids, h)
	})
}

// KeepForever keeps an item permanently by a person's decision.
func (x *Evidence) KeepForever(id, reason string) (inspect.Evidence, error) {
	return call(x.s, "Evidence.KeepForever", func(ctx context.Context, a inspect.Actor) (inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.KeepForever(ctx, a, id, reason)
	})
}

// Station reads a collection station's list and proposes candidates.
func (x *Evidence) Station(path string, ahead int64) (service.StationList, error) {
	return call(x.s, "Evidence.Station", func(ctx context.Context, a inspect.Actor) (service.StationList, error) {
		return x.s.ws.sv.Evidence.Station(ctx, a, path, ahead)
	})
}

// Fill fills in a recording from lines of a station's list.
func (x *Evidence) Fill(in service.FillInput) ([]inspect.Evidence, error) {
	return call(x.s, "Evidence.Fill", func(ctx context.Context, a inspect.Actor) ([]inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.Fill(ctx, a, in)
	})
}

// Keeping lists what is kept and how long; with due, only what is due, asked for or erased.
func (x *Evidence) Keeping(due bool) ([]service.Kept, error) {
	return call(x.s, "Evidence.Keeping", func(ctx context.Context, a inspect.Actor) ([]service.Kept, error) {
		return x.s.ws.sv.Evidence.Keeping(ctx, a, due)
	})
}

// AskErase asks to erase items whose time is over, and answers with the request.
func (x *Evidence) AskErase(ids []string, reason string) (string, error) {
	return call(x.s, "Evidence.AskErase", func(ctx context.Context, a inspect.Actor) (string, error) {
		return x.s.ws.sv.Evidence.AskErase(ctx, a, ids, reason)
	})
}

// Erase erases the files of an approved request.
func (x *Evidence) Erase(request string) ([]inspect.Evidence, error) {
	return call(x.s, "Evidence.Erase", func(ctx context.Context, a inspect.Actor) ([]inspect.Evidence, error) {
		return x.s.ws.sv.Evidence.Erase(ctx, a, request)
	})
}

// VerifyAll hashes every copied file again, as a job. One that is missing or
// damaged fails the job with its name.
func (x *Evidence) VerifyAll() (string, error) {
	return startJob(x.s, "Evidence.VerifyAll", "核验全部证据文件", func(ctx context.Context, a inspect.Actor, tell progress) ([]string, error) {
		bad, err := x.s.ws.sv.Evidence.VerifyAll(ctx, a, func(done, total int64) { tell(done, total, "正在重算摘要") })
		if err == nil && len(bad) > 0 {
			err = inspect.E(inspect.Damaged, "%d份证据与登记不符：%s", len(bad), strings.Join(bad, "；")).WithHint("保留现状，不要覆盖；从备份、任务包或原设备重新取得后再次添加")
		}
		return bad, err
	})
}

// Keep says how long one item is kept, and why.
func (x *Evidence) Keep(id string) (inspect.Retention, error) {
	return call(x.s, "Evidence.Keep", func(ctx context.Context, a inspect.Actor) (inspect.Retention, error) {
		return x.s.ws.sv.Evidence.Keep(ctx, a, id)
	})
}
