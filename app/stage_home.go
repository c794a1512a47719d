package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Home is the page's view of where things stand.
type Home struct{ s *Session }

// Overview counts the lists and names what waits to be done.
func (x *Home) Overview() (service.Overview, error) {
	return call(x.s, "Home.Overview", func(ctx context.Context, a inspect.Actor) (service.Overview, error) {
		return x.s.ws.sv.Home.Overview(ctx, a)
	})
}
