package app

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Fields names the fields of the two registers.
func (x *Library) Fields() (service.RegisterFields, error) {
	return call(x.s, "Library.Fields", func(ctx context.Context, a inspect.Actor) (service.RegisterFields, error) {
		return x.s.ws.sv.Library.Fields(ctx, a)
	})
}

// SubjectChoices lists what the subject register may be filtered by.
func (x *Library) SubjectChoices() (service.Choices, error) {
	return call(x.s, "Library.SubjectChoices", func(ctx context.Context, a inspect.Actor) (service.Choices, error) {
		return x.s.ws.sv.Library.SubjectChoices(ctx, a)
	})
}

// InspectorChoices lists what the inspector register may be filtered by.
func (x *Library) InspectorChoices() (service.Choices, error) {
	return call(x.s, "Library.InspectorChoices", func(ctx context.Context, a inspect.Actor) (service.Choices, error) {
		return x.s.ws.sv.Library.InspectorChoices(ctx, a)
	})
}

// SubjectCard reads a 检查对象 by id or code, with what belongs to it.
func (x *Library) SubjectCard(ref string) (service.SubjectCard, error) {
	return call(x.s, "Library.SubjectCard", func(ctx context.Context, a inspect.Actor) (service.SubjectCard, error) {
		return x.s.ws.sv.Library.SubjectCard(ctx, a, ref)
	})
}

// InspectorCard reads a 执法检查人员 by id or badge, with what belongs to it.
func (x *Library) InspectorCard(ref string) (service.InspectorCard, error) {
	return call(x.s, "Library.InspectorCard", func(ctx context.Context, a inspect.Actor) (service.InspectorCard, error) {
		return x.s.ws.sv.Library.InspectorCard(ctx, a, ref)
	})
}

// SaveSubject adds or changes a 检查对象.
func (x *Library) SaveSubject(form service.SubjectForm) (service.SubjectCard, error) {
	return call(x.s, "Library.SaveSubject", func(ctx context.Context, a inspect.Actor) (service.SubjectCard, error) {
		return x.s.ws.sv.Library.SaveSubject(ctx, a, form)
	})
}

// SaveInspector adds or changes a 执法检查人员.
func (x *Library) SaveInspector(form service.InspectorForm) (service.InspectorCard, error) {
	return call(x.s, "Library.SaveInspector", func(ctx context.Context, a inspect.Actor) (service.InspectorCard, error) {
		return x.s.ws.sv.Library.SaveInspector(ctx, a, form)
	})
}

// History says who changed which field of a row when, newest first.
func (x *Library) History(noun inspect.Noun, id string) ([]service.RegisterChange, error) {
	return call(x.s, "Library.History", func(ctx context.Context, a inspect.Actor) ([]service.RegisterChange, error) {
		return x.s.ws.sv.Library.History(ctx, a, noun, id)
	})
}

// Recusals lists 回避关系.
func (x *Library) Recusals(q service.RecusalQuery) (service.RecusalPage, error) {
	return call(x.s, "Library.Recusals", func(ctx context.Context, a inspect.Actor) (service.RecusalPage, error) {
		return x.s.ws.sv.Library.Recusals(ctx, a, q)
	})
}

// AddRecusal enters a 回避关系.
func (x *Library) AddRecusal(recusal inspect.Recusal) (service.RecusalView, error) {
	return call(x.s, "Library.AddRecusal", func(ctx context.Context, a inspect.Actor) (service.RecusalView, error) {
		return x.s.ws.sv.Library.AddRecusal(ctx, a, recusal)
	})
}

// EndRecusal sets the last day of a 回避关系.
func (x *Library) EndRecusal(id, to, reason string) (service.RecusalView, error) {
	return call(x.s, "Library.EndRecusal", func(ctx context.Context, a inspect.Actor) (service.RecusalView, error) {
		return x.s.ws.sv.Library.EndRecusal(ctx, a, id, to, reason)
	})
}

// Leaves lists 请假.
func (x *Library) Leaves(q service.RecusalQuery) (service.LeavePage, error) {
	return call(x.s, "Library.Leaves", func(ctx context.Context, a inspect.Actor) (service.LeavePage, error) {
		return x.s.ws.sv.Library.Leaves(ctx, a, q)
	})
}

// AddLeave enters a 请假.
func (x *Library) AddLeave(leave inspect.Leave) (service.LeaveView, error) {
	return call(x.s, "Library.AddLeave", func(ctx context.Context, a inspect.Actor) (service.LeaveView, error) {
		return x.s.ws.sv.Library.AddLeave(ctx, a, leave)
	})
}

// EndLeave moves the last day of a 请假.
func (x *Library) EndLeave(id, to string) (service.LeaveView, error) {
	return call(x.s, "Library.EndLeave", func(ctx context.Context, a inspect.Actor) (service.LeaveView, error) {
		return x.s.ws.sv.Library.EndLeave(ctx, a, id, to)
	})
}

// Check counts what needs attention in both registers (库况检查).
func (x *Library) Check(soon int) (service.RegisterCheck, error) {
	return call(x.s, "Library.Check", func(ctx context.Context, a inspect.Actor) (service.RegisterCheck, error) {
		return x.s.ws.sv.Library.Check(ctx, a, soon)
	})
}

// SaveCheck writes the 库况检查 with all its rows as Excel.
func (x *Library) SaveCheck(soon int, out string) error {
	return do(x.s, "Library.SaveCheck", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Library.SaveCheck(ctx, a, soon, out)
	})
}

// MergePreview says what merging one subject into another would do.
func (x *Library) MergePreview(keep, drop string) (service.MergePreview, error) {
	return call(x.s, "Library.MergePreview", func(ctx context.Context, a inspect.Actor) (service.MergePreview, error) {
		return x.s.ws.sv.Library.MergePreview(ctx, a, keep, drop)
	})
}

// Merge makes one of two rows of the same subject.
func (x *Library) Merge(keep, drop, reason string) (service.SubjectCard, error) {
	return call(x.s, "Library.Merge", func(ctx context.Context, a inspect.Actor) (service.SubjectCard, error) {
		return x.s.ws.sv.Library.Merge(ctx, a, keep, drop, reason)
	})
}

// BulkPreview counts what a bulk edit would do.
func (x *Library) BulkPreview(edit service.BulkInput) (service.BulkReport, error) {
	return call(x.s, "Library.BulkPreview", func(ctx context.Context, a inspect.Actor) (service.BulkReport, error) {
		return x.s.ws.sv.Library.BulkPreview(ctx, a, edit)
	})
}

// Bulk sets one field of many rows in one transaction. It answers with a job,
// which may be cancelled and then changes nothing; BulkDone gives its report.
func (x *Library) Bulk(edit service.BulkInput) (string, error) {
	return startJob(x.s, "Library.Bulk", "批量修改", func(ctx context.Context, a inspect.Actor, tell progress) (service.BulkReport, error) {
		return x.s.ws.sv.Library.BulkTold(ctx, a, edit, func(done, total int64) { tell(done, total, fmt.Sprintf("已处理 %d 条", done)) })
	})
}

// BulkDone is what a finished bulk edit did.
func (x *Library) BulkDone(job string) (service.BulkReport, error) {
	return call(x.s, "Library.BulkDone", func(context.Context, inspect.Actor) (service.BulkReport, error) {
		return jobResult[service.BulkReport](x.s, job)
	})
}

// Suggestions lists 名录库更正建议.
func (x *Library) Suggestions(q service.SuggestionQuery) (service.SuggestionPage, error) {
	return call(x.s, "Library.Suggestions", func(ctx context.Context, a inspect.Actor) (service.SuggestionPage, error) {
		return x.s.ws.sv.Library.Suggestions(ctx, a, q)
	})
}

// DecideSuggestion accepts or rejects a 名录库更正建议.
func (x *Library) DecideSuggestion(in service.SuggestionDecision) (service.SuggestionView, error) {
	return call(x.s, "Library.DecideSuggestion", func(ctx context.Context, a inspect.Actor) (service.SuggestionView, error) {
		return x.s.ws.sv.Library.DecideSuggestion(ctx, a, in)
	})
}

// Suggest enters a 名录库更正建议 of a visit.
func (x *Visit) Suggest(in service.SuggestInput) (service.SuggestionView, error) {
	return call(x.s, "Visit.Suggest", func(ctx context.Context, a inspect.Actor) (service.SuggestionView, error) {
		return x.s.ws.sv.Visit.Suggest(ctx, a, in)
	})
}
