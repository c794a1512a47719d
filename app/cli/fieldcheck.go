package cli

import (
	"flag"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
)

// fieldCheck declares visit nonrandom.
func fieldCheck(f *flag.FlagSet) action {
	in := inspect.FieldCheck{Matters: []string{}, Unlisted: []string{}, Members: []inspect.FieldMember{}}
	f.StringVar((*string)(&in.Item), "item", "", "")
	f.StringVar(&in.Reason, "why", "", "")
	f.StringVar(&in.ProofPath, "proof", "", "")
	f.StringVar(&in.Organ, "organ", "", "")
	f.StringVar(&in.Lead, "lead", "", "")
	subject, at := f.String("subject", "", ""), f.String("at", "", "")
	f.StringVar(&in.SubjectName, "name", "", "")
	f.StringVar(&in.Code, "code", "", "")
	f.StringVar(&in.Trade, "trade", "", "")
	f.StringVar(&in.Premises, "place", "", "")
	matters, unlisted := f.String("matters", "", ""), f.String("unlisted", "", "")
	f.Func("member", "", func(s string) error {
		part := strings.Split(s, "/")
		if len(part) != 5 {
			return inspect.E(inspect.Invalid, "“%s”不对：写成 姓名/警号/部门/执法证号/有效期", s).WithField("members")
		}
		in.Members = append(in.Members, inspect.FieldMember{Name: part[0], Badge: part[1], Department: part[2], CertNo: part[3], CertUntil: part[4]})
		return nil
	})
	f.StringVar(&in.Leader, "leader", "", "")
	f.StringVar(&in.Approver, "approver", "", "")
	f.StringVar(&in.Post, "post", "", "")
	f.StringVar(&in.Opinion, "opinion", "同意", "")
	return func(c *call) error {
		start, err := c.sv.Visit.FieldStart(c.ctx, c.a)
		if err != nil {
			return err
		}
		if in.Organ == "" {
			in.Organ = start.Organ
		}
		if in.Lead == "" {
			in.Lead = start.Lead
		}
		if *subject != "" {
			s, err := c.subject(*subject)
			if err != nil {
				return err
			}
			in.Subject = s.ID
		}
		in.Unlisted = words(*unlisted)
		listed, err := c.matters(words(*matters))
		if err != nil {
			return err
		}
		for _, m := range listed {
			in.Matters = append(in.Matters, m.ID)
		}
		in.ApprovedAt = inspect.Instant(c.now())
		if *at != "" {
			when, err := time.ParseInLocation("2006-01-02 15:04", *at, inspect.China)
			if err != nil {
				return inspect.E(inspect.Invalid, "口头同意的时间“%s”不对", *at).WithField("approvedAt").WithHint("写成 2026-03-02 07:40")
			}
			in.ApprovedAt = inspect.Instant(when)
		}
		v, err := c.sv.Visit.StartNonRandom(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		return c.show(v, "已开始非随机检查“%s”，临时编号 %s\n书面审批应在24小时内补办；检查结束后用 pack result %s 交回办公室", v.Subject.Name, v.Task.No, v.Task.No)
	}
}
