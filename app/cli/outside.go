package cli

import (
	"flag"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func outside(f *flag.FlagSet) action {
	in := service.OutsiderInput{}
	f.StringVar(&in.Name, "name", "", "")
	f.StringVar(&in.CertNo, "cert", "", "")
	f.StringVar(&in.CertUntil, "until", "", "")
	f.BoolVar(&in.All, "all", false, "")
	return func(c *call) error {
		v, err := c.team(c.args[0])
		if err != nil {
			return err
		}
		in.Team, in.Department = v.Team.ID, c.args[1]
		n, err := c.sv.Match.EnterOutsider(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		return c.show(struct {
			Teams int `json:"teams"`
		}{n}, "已代录%s的检查人员%s，%d个检查组", in.Department, in.Name, n)
	}
}

func relieve(f *flag.FlagSet) action {
	in := service.RelieveInput{}
	f.StringVar(&in.Name, "name", "", "")
	f.StringVar(&in.CertNo, "cert", "", "")
	f.StringVar(&in.CertUntil, "until", "", "")
	return func(c *call) error {
		r, err := c.openRequest(c.args[0], c.args[1])
		if err != nil {
			return err
		}
		if r.ID == "" {
			return inspect.E(inspect.NotFound, "%s没有获准的更换申请", c.args[1]).WithArticle("第十六条").WithHint("先用 team replace 登记申请和同意")
		}
		in.Request, in.Department = r.ID, inspect.DeputyOf(r.Inspector)
		t, err := c.sv.Match.Relieve(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		return c.show(t, "%s由%s另派的%s接替；检查组已派发的，用 pack amend 告知外勤设备", r.Name, in.Department, in.Name)
	}
}
