package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// OtherDepartments lists the other departments of joint teams, their forms and answers.
func (x *Paper) OtherDepartments(teams []string) ([]service.OtherDepartment, error) {
	return call(x.s, "Paper.OtherDepartments", func(ctx context.Context, a inspect.Actor) ([]service.OtherDepartment, error) {
		return x.s.ws.sv.Paper.OtherDepartments(ctx, a, teams)
	})
}

// SendForms writes the 分部门检查表 of teams into a folder, as PDF and as sheet.
func (x *Paper) SendForms(teams []string, dir string) ([]service.SentForm, error) {
	return call(x.s, "Paper.SendForms", func(ctx context.Context, a inspect.Actor) ([]service.SentForm, error) {
		return x.s.ws.sv.Paper.SendForms(ctx, a, teams, dir)
	})
}

// HandResults writes the 分部门结果移交单 of finished visits into a folder.
func (x *Paper) HandResults(teams []string, dir string) ([]service.SentForm, error) {
	return call(x.s, "Paper.HandResults", func(ctx context.Context, a inspect.Actor) ([]service.SentForm, error) {
		return x.s.ws.sv.Paper.HandResults(ctx, a, teams, dir)
	})
}

// TakeForm takes a filled sheet back.
func (x *Paper) TakeForm(path string) (inspect.Paper, error) {
	return call(x.s, "Paper.TakeForm", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.TakeForm(ctx, a, path)
	})
}

// EnterForm puts what came back before the visit into the open record.
func (x *Paper) EnterForm(id string) (inspect.Paper, error) {
	return call(x.s, "Paper.EnterForm", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.EnterForm(ctx, a, id)
	})
}

// DecideForm settles a line to which a sheet says another thing than the record.
func (x *Paper) DecideForm(id string, n int, taken, reason string) (inspect.Paper, error) {
	return call(x.s, "Paper.DecideForm", func(ctx context.Context, a inspect.Actor) (inspect.Paper, error) {
		return x.s.ws.sv.Paper.DecideForm(ctx, a, id, n, taken, reason)
	})
}
