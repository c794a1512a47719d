package cli

import (
	"flag"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func addRecusal(f *flag.FlagSet) action {
	x := inspect.Recusal{}
	f.StringVar(&x.Kind, "kind", "", "")
	f.StringVar(&x.From, "from", "", "")
	f.StringVar(&x.To, "to", "", "")
	return func(c *call) error {
		x.Subject, x.Inspector = c.args[0], c.args[1]
		v, err := c.sv.Library.AddRecusal(c.ctx, c.a, x)
		if err != nil {
			return err
		}
		return c.show(v, "已登记：%s回避“%s”（%s），%s", v.InspectorName, v.SubjectName, v.Recusal.Kind, span(v.Recusal.From, v.Recusal.To))
	}
}

func endRecusal(f *flag.FlagSet) action {
	to, why := f.String("to", "", ""), f.String("why", "", "")
	return func(c *call) error {
		v, err := c.sv.Library.EndRecusal(c.ctx, c.a, c.args[0], *to, *why)
		if err != nil {
			return err
		}
		return c.show(v, "%s与“%s”的回避关系到 %s 为止", v.InspectorName, v.SubjectName, v.Recusal.To)
	}
}

func listRecusals(f *flag.FlagSet) action {
	q := service.RecusalQuery{}
	f.StringVar(&q.Subject, "subject", "", "")
	f.StringVar(&q.Inspector, "inspector", "", "")
	return func(c *call) error {
		p, err := c.sv.Library.Recusals(c.ctx, c.a, q)
		if err != nil {
			return err
		}
		rows := [][]string{}
		for _, v := range p.Rows {
			rows = append(rows, []string{v.SubjectName, v.InspectorName, v.Badge, v.Recusal.Kind, span(v.Recusal.From, v.Recusal.To), v.Recusal.ID})
		}
		return c.table(p, []string{"检查对象", "检查人员", "警号", "关系", "起止", "编号"}, rows)
	}
}

func addLeave(f *flag.FlagSet) action {
	x := inspect.Leave{}
	f.StringVar(&x.From, "from", "", "")
	f.StringVar(&x.To, "to", "", "")
	f.StringVar(&x.Reason, "why", "", "")
	return func(c *call) error {
		x.Inspector = c.args[0]
		v, err := c.sv.Library.AddLeave(c.ctx, c.a, x)
		if err != nil {
			return err
		}
		return c.show(v, "已登记：%s请假，%s", v.InspectorName, span(v.Leave.From, v.Leave.To))
	}
}

func endLeave(f *flag.FlagSet) action {
	to := f.String("to", "", "")
	return func(c *call) error {
		v, err := c.sv.Library.EndLeave(c.ctx, c.a, c.args[0], *to)
		if err != nil {
			return err
		}
		return c.show(v, "%s的请假到 %s 为止", v.InspectorName, v.Leave.To)
	}
}

func listLeaves(f *flag.FlagSet) action {
	q := service.RecusalQuery{}
	f.StringVar(&q.Inspector, "inspector", "", "")
	return func(c *call) error {
		p, err := c.sv.Library.Leaves(c.ctx, c.a, q)
		if err != nil {
			return err
		}
		rows := [][]string{}
		for _, v := range p.Rows {
			rows = append(rows, []string{v.InspectorName, v.Badge, v.Department, span(v.Leave.From, v.Leave.To), v.Leave.Reason, v.Leave.ID})
		}
		return c.table(p, []string{"检查人员", "警号", "部门", "起止", "事由", "编号"}, rows)
	}
}

// span shows a period; one without an end goes on.
func span(from, to string) string {
	if to == "" {
		return from + " 起"
	}
	return fmt.Sprintf("%s 至 %s", from, to)
}

func listSuggestions(f *flag.FlagSet) action {
	state := f.String("state", "", "")
	return func(c *call) error {
		p, err := c.sv.Library.Suggestions(c.ctx, c.a, service.SuggestionQuery{State: inspect.SuggestionState(*state)})
		if err != nil {
			return err
		}
		rows := [][]string{}
		for _, v := range p.Rows {
			x := v.Suggestion
			rows = append(rows, []string{v.SubjectName, v.FieldLabel, v.Present, x.New, x.Why, x.By, v.StateLabel, v.Later, x.ID})
		}
		return c.table(p, []string{"检查对象", "字段", "现有", "建议", "依据", "提出人", "状态", "矛盾", "编号"}, rows)
	}
}

func decideSuggestion(accept bool) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		in := service.SuggestionDecision{Accept: accept}
		f.StringVar(&in.Opinion, "why", "", "")
		if accept {
			f.StringVar(&in.Over, "over", "", "")
		}
		return func(c *call) error {
			in.ID = c.args[0]
			v, err := c.sv.Library.DecideSuggestion(c.ctx, c.a, in)
			if err != nil {
				return err
			}
			return c.show(v, "“%s”的%s：%s，现为“%s”", v.SubjectName, v.FieldLabel, v.StateLabel, v.Present)
		}
	}
}

func suggest(f *flag.FlagSet) action {
	why := f.String("why", "", "")
	return func(c *call) error {
		visit, err := c.visit(c.args[0])
		if err != nil {
			return err
		}
		field, value, ok := strings.Cut(c.args[1], "=")
		if !ok {
			return misuse{"应写成 字段=建议值"}
		}
		v, err := c.sv.Visit.Suggest(c.ctx, c.a, service.SuggestInput{Visit: visit.Visit.ID, Field: field, New: value, Why: *why})
		if err != nil {
			return err
		}
		return c.show(v, "已提出更正建议：“%s”的%s由“%s”改为“%s”，随结果包交办公室", v.SubjectName, v.FieldLabel, v.Suggestion.Old, v.Suggestion.New)
	}
}
