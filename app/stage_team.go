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

// SetScheme writes a team's 检查工作方案.
func (x *Team) SetScheme(team, date, scheme string) (inspect.Team, error) {
	return call(x.s, "Team.SetScheme", func(ctx context.Context, a inspect.Actor) (inspect.Team, error) {
		return x.s.ws.sv.Match.SetScheme(ctx, a, team, date, scheme)
	})
}
