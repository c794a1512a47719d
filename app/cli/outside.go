package cli

import (
	"flag"

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
