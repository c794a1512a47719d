package app

import (
	"context"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Networks reads which networks this computer and the platform were declared to be on.
func (x *Settings) Networks() (service.NetworkSetting, error) {
	return call(x.s, "Settings.Networks", func(ctx context.Context, a inspect.Actor) (service.NetworkSetting, error) {
		return x.s.ws.sv.Workspace.Networks(ctx, a)
	})
}

// SaveNetworks declares them.
func (x *Settings) SaveNetworks(own, platform inspect.Network, target string) (service.NetworkSetting, error) {
	return call(x.s, "Settings.SaveNetworks", func(ctx context.Context, a inspect.Actor) (service.NetworkSetting, error) {
		return x.s.ws.sv.Workspace.SaveNetworks(ctx, a, own, platform, target)
	})
}
