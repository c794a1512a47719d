package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Team is the page's view of 检查组.
type Team struct{ s *Session }

// List lists the teams of a task in visit order.
func (x *Team) List(task string) ([]service.TeamView, error) {
	return call(x.s, "Team.List", func(ctx context.Context, a inspect.Actor) ([]service.TeamView, error) {
		return x.s.ws.sv.Match.Teams(ctx, a, task)
	})
}

// ChooseLeader chooses a team's leader.
func (x *Team) ChooseLeader(team, inspector, reason string) (inspect.Team, error) {
	return call(x.s, "Team.ChooseLeader", func(ctx context.Context, a inspect.Actor) (inspect.Team, error) {
		return x.s.ws.sv.Match.ChooseLeader(ctx, a, team, inspector, reason)
	})
}

// AcceptProposed chooses the proposed leader for every team without one.
func (x *Team) AcceptProposed(task string) (int, error) {
	return call(x.s, "Team.AcceptProposed", func(ctx context.Context, a inspect.Actor) (int, error) {
		return x.s.ws.sv.Match.AcceptProposed(ctx, a, task)
	})
}

// WorkPlan reads a team's 检查工作方案, or the template's draft of it.
func (x *Team) WorkPlan(team string) (inspect.WorkPlan, error) {
	return call(x.s, "Team.WorkPlan", func(ctx context.Context, a inspect.Actor) (inspect.WorkPlan, error) {
		return x.s.ws.sv.Match.WorkPlan(ctx, a, team)
	})
}

// Attach keeps a file that a 检查工作方案 relies on.
func (x *Team) Attach(path string) (inspect.FileRef, error) {
	return call(x.s, "Team.Attach", func(ctx context.Context, a inspect.Actor) (inspect.FileRef, error) {
		return x.s.ws.sv.Match.Attach(ctx, a, path)
	})
}

// SetWorkPlan writes the 检查工作方案 of a team, or of all; it gives their number.
func (x *Team) SetWorkPlan(in service.WorkPlanInput) (int, error) {
	return call(x.s, "Team.SetWorkPlan", func(ctx context.Context, a inspect.Actor) (int, error) {
		return x.s.ws.sv.Match.SetWorkPlan(ctx, a, in)
	})
}

// Requests lists a task's requests to replace a member, recusals among them.
func (x *Team) Requests(task string) ([]service.RequestView, error) {
	return call(x.s, "Team.Requests", func(ctx context.Context, a inspect.Actor) ([]service.RequestView, error) {
		return x.s.ws.sv.Match.Requests(ctx, a, task)
	})
}

// Ask enters a request to replace a member.
func (x *Team) Ask(in service.ReplaceAsk) (inspect.ReplaceRequest, error) {
	return call(x.s, "Team.Ask", func(ctx context.Context, a inspect.Actor) (inspect.ReplaceRequest, error) {
		return x.s.ws.sv.Match.AskReplacement(ctx, a, in)
	})
}

// Decide registers the decision on a request.
func (x *Team) Decide(in service.ReplaceDecision) (inspect.ReplaceRequest, error) {
	return call(x.s, "Team.Decide", func(ctx context.Context, a inspect.Actor) (inspect.ReplaceRequest, error) {
		return x.s.ws.sv.Match.DecideReplacement(ctx, a, in)
	})
}

// Replace draws another inspector after consent.
func (x *Team) Replace(in service.ReplaceInput) (service.Replaced, error) {
	return call(x.s, "Team.Replace", func(ctx context.Context, a inspect.Actor) (service.Replaced, error) {
		return x.s.ws.sv.Match.Replace(ctx, a, in)
	})
}

// ToVoid lists the papers that a replacement made void.
func (x *Team) ToVoid(team string) ([]inspect.Paper, error) {
	return call(x.s, "Team.ToVoid", func(ctx context.Context, a inspect.Actor) ([]inspect.Paper, error) {
		return x.s.ws.sv.Match.ToVoid(ctx, a, team)
	})
}

// Amend writes the signed package that tells a laptop of a replacement.
func (x *Team) Amend(team, out string) (service.Sent, error) {
	return call(x.s, "Team.Amend", func(ctx context.Context, a inspect.Actor) (service.Sent, error) {
		return x.s.ws.sv.Dispatch.AmendPackage(ctx, a, team, out)
	})
}

// Postpone registers that a visit is 改期: nobody is left to be drawn.
func (x *Team) Postpone(request string) (inspect.Team, error) {
	return call(x.s, "Team.Postpone", func(ctx context.Context, a inspect.Actor) (inspect.Team, error) {
		return x.s.ws.sv.Match.Postpone(ctx, a, request)
	})
}

// ReadOut gives the code of a team's last replacement, to be read out by phone.
func (x *Team) ReadOut(team string) (service.ReadOut, error) {
	return call(x.s, "Team.ReadOut", func(ctx context.Context, a inspect.Actor) (service.ReadOut, error) {
		return x.s.ws.sv.Match.ReadOut(ctx, a, team)
	})
}

// TakePhone enters on a laptop a replacement that was told by phone.
func (x *Team) TakePhone(in service.PhonedInput) (inspect.ReplaceRequest, error) {
	return call(x.s, "Team.TakePhone", func(ctx context.Context, a inspect.Actor) (inspect.ReplaceRequest, error) {
		return x.s.ws.sv.Match.TakePhone(ctx, a, in)
	})
}

// Candidates lists whom AssignByHand takes, and whom it does not and why.
func (x *Team) Candidates(task string) ([]service.Candidate, error) {
	return call(x.s, "Team.Candidates", func(ctx context.Context, a inspect.Actor) ([]service.Candidate, error) {
		return x.s.ws.sv.Match.Candidates(ctx, a, task)
	})
}

// EnterOutsider enters an outside department's inspector; it gives the number of teams.
func (x *Team) EnterOutsider(in service.OutsiderInput) (int, error) {
	return call(x.s, "Team.EnterOutsider", func(ctx context.Context, a inspect.Actor) (int, error) {
		return x.s.ws.sv.Match.EnterOutsider(ctx, a, in)
	})
}

// Relieve enters who takes the place of an outside department's inspector.
func (x *Team) Relieve(in service.RelieveInput) (inspect.Team, error) {
	return call(x.s, "Team.Relieve", func(ctx context.Context, a inspect.Actor) (inspect.Team, error) {
		return x.s.ws.sv.Match.Relieve(ctx, a, in)
	})
}

// AssignByHand puts the teams of a 非随机检查 together.
func (x *Team) AssignByHand(task string, teams []service.HandTeam) (inspect.Task, error) {
	return call(x.s, "Team.AssignByHand", func(ctx context.Context, a inspect.Actor) (inspect.Task, error) {
		return x.s.ws.sv.Match.AssignByHand(ctx, a, task, teams)
	})
}
