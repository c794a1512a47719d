package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Dossier is the page's view of 卷宗.
type Dossier struct{ s *Session }

// Look lists what a file would hold and what is missing.
func (x *Dossier) Look(of service.DossierOf) (service.DossierView, error) {
	return call(x.s, "Dossier.Look", func(ctx context.Context, a inspect.Actor) (service.DossierView, error) {
		return x.s.ws.sv.Dossier.Look(ctx, a, of)
	})
}

// Bind writes a file as one PDF. It answers with a job; Bound tells about it.
func (x *Dossier) Bind(of service.DossierOf, out string) (string, error) {
	return startJob(x.s, "Dossier.Bind", "装订卷宗", func(ctx context.Context, a inspect.Actor, tell progress) (service.DossierFile, error) {
		return x.s.ws.sv.Dossier.Bind(ctx, a, of, out, func(done, total int64, note string) { tell(done, total, note) })
	})
}

// Bound is the file an ended job of Bind made.
func (x *Dossier) Bound(job string) (service.DossierFile, error) {
	return call(x.s, "Dossier.Bound", func(context.Context, inspect.Actor) (service.DossierFile, error) {
		return jobResult[service.DossierFile](x.s, job)
	})
}
