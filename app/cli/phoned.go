package cli

import (
	"flag"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func postpone(c *call) error {
	r, err := c.openRequest(c.args[0], c.args[1])
	if err != nil {
		return err
	}
	if r.ID == "" {
		return inspect.E(inspect.NotFound, "%s没有获准的更换申请", c.args[1]).WithArticle("第十六条").WithHint("先用 team replace 登记申请和同意")
	}
	t, err := c.sv.Match.Postpone(c.ctx, c.a, r.ID)
	if err != nil {
		return err
	}
	return c.show(t, "本次检查改期：%s\n有符合条件的人员后再用 team replace 抽取；检查组已派发的，用 pack amend 告知外勤设备", t.Postponed)
}

func readOut(c *call) error {
	v, err := c.team(c.args[0])
	if err != nil {
		return err
	}
	r, err := c.sv.Match.ReadOut(c.ctx, c.a, v.Team.ID)
	if err != nil {
		return err
	}
	return c.show(r, "核对码 %s\n%s：%s（%s）换为 %s（%s），组长 %s\n核对码只证明所输入的人员就是办公室登记的更换，不是签名；以任务变更包为准",
		r.Code, r.Subject, r.Old.Name, r.Old.Badge, r.New.Name, r.New.Badge, r.LeaderName)
}

func takePhone(f *flag.FlagSet) action {
	in := service.PhonedInput{}
	f.StringVar(&in.Code, "code", "", "")
	f.StringVar(&in.Name, "name", "", "")
	f.StringVar(&in.Badge, "badge", "", "")
	f.StringVar(&in.CertNo, "cert", "", "")
	f.StringVar(&in.Leader, "lead", "", "")
	return func(c *call) error {
		v, m, err := c.memberOf(c.args[0], c.args[1])
		if err != nil {
			return err
		}
		in.Team, in.Inspector = v.Team.ID, m.Inspector
		r, err := c.sv.Match.TakePhone(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		return c.show(r, "核对码相符，已登记：%s 换为 %s（%s），%s；收到任务变更包后核实", r.Name, r.Phoned.Name, r.Phoned.Badge, r.State.Label())
	}
}
