package app

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Library is the page's view of 一单两库.
type Library struct{ s *Session }

// Matters lists the 抽查事项清单.
func (x *Library) Matters(q service.Query) (service.MatterPage, error) {
	return call(x.s, "Library.Matters", func(ctx context.Context, a inspect.Actor) (service.MatterPage, error) {
		return x.s.ws.sv.Library.Matters(ctx, a, q)
	})
}

// Subjects lists the 检查对象名录库.
func (x *Library) Subjects(q service.Query) (service.SubjectPage, error) {
	return call(x.s, "Library.Subjects", func(ctx context.Context, a inspect.Actor) (service.SubjectPage, error) {
		return x.s.ws.sv.Library.Subjects(ctx, a, q)
	})
}

// Inspectors lists the 执法检查人员名录库.
func (x *Library) Inspectors(q service.Query) (service.InspectorPage, error) {
	return call(x.s, "Library.Inspectors", func(ctx context.Context, a inspect.Actor) (service.InspectorPage, error) {
		return x.s.ws.sv.Library.Inspectors(ctx, a, q)
	})
}

// Preview says what importing a file would do; nothing is stored. at points at
// the row of its column titles where they were not found.
func (x *Library) Preview(kind service.ImportKind, path string, at service.HeaderRow) (service.ImportReport, error) {
	return call(x.s, "Library.Preview", func(ctx context.Context, a inspect.Actor) (service.ImportReport, error) {
		return x.s.ws.sv.Library.PreviewAt(ctx, a, kind, path, at)
	})
}

// Import stores a file's good rows, all or none. It answers with a job, which
// may be cancelled while rows are checked and then leaves nothing; Imported
// gives its report.
func (x *Library) Import(kind service.ImportKind, path string) (string, error) {
	return startJob(x.s, "Library.Import", "导入", func(ctx context.Context, a inspect.Actor, tell progress) (service.ImportReport, error) {
		return x.s.ws.sv.Library.ImportTold(ctx, a, kind, path, func(done, total int64) { tell(done, total, importNote(done, total)) })
	})
}

// Held says whether a confirmed import waits to be stored to its end.
func (x *Library) Held() (service.HeldImport, error) {
	return call(x.s, "Library.Held", func(ctx context.Context, a inspect.Actor) (service.HeldImport, error) {
		return x.s.ws.sv.Library.Held(ctx, a)
	})
}

// CarryOn stores the rest of it. It answers with a job.
func (x *Library) CarryOn() (string, error) {
	return startJob(x.s, "Library.CarryOn", "接着入库", func(ctx context.Context, a inspect.Actor, tell progress) (bool, error) {
		return true, x.s.ws.sv.Library.CarryOn(ctx, a, func(done, _ int64) { tell(done, 0, fmt.Sprintf("已入库 %d 行", done)) })
	})
}

func importNote(done, total int64) string {
	if total == 0 {
		return fmt.Sprintf("已核对 %d 行", done)
	}
	return fmt.Sprintf("已入库 %d/%d 行", done, total)
}

// Imported is what a finished import did.
func (x *Library) Imported(job string) (service.ImportReport, error) {
	return call(x.s, "Library.Imported", func(context.Context, inspect.Actor) (service.ImportReport, error) {
		return jobResult[service.ImportReport](x.s, job)
	})
}

// MapColumns remembers which column of a file becomes which field, for all files
// with the same head; none forgets it. It answers with the new preview.
func (x *Library) MapColumns(kind service.ImportKind, path string, at service.HeaderRow, choices []service.ColumnChoice) (service.ImportReport, error) {
	return call(x.s, "Library.MapColumns", func(ctx context.Context, a inspect.Actor) (service.ImportReport, error) {
		return x.s.ws.sv.Library.MapColumns(ctx, a, kind, path, at, choices)
	})
}

// Shapes lists the shapes a register can be exported in.
func (x *Library) Shapes() ([]service.ShapeView, error) {
	return call(x.s, "Library.Shapes", func(ctx context.Context, a inspect.Actor) ([]service.ShapeView, error) {
		return x.s.ws.sv.Library.Shapes(ctx, a)
	})
}

// Export writes a register as an Excel file in the shape a platform imports.
func (x *Library) Export(kind service.ImportKind, shape, out string) (service.Exported, error) {
	return call(x.s, "Library.Export", func(ctx context.Context, a inspect.Actor) (service.Exported, error) {
		return x.s.ws.sv.Library.Export(ctx, a, kind, shape, service.Query{}, out)
	})
}

// SaveProblems writes a file's problem rows as Excel, the reason beside each.
func (x *Library) SaveProblems(kind service.ImportKind, path, out string) error {
	return do(x.s, "Library.SaveProblems", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Library.SaveProblems(ctx, a, kind, path, out)
	})
}
