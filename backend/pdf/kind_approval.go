package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// approval is 行政检查审批表: leaders sign it by hand (P1), so every opinion has
// room. With several parties their list is appended.
func approval(f *form, s *inspect.ApprovalSnapshot) {
	f.needOfficers(s.Officers)
	f.need(len(s.Parties) > 0, "parties", "被检查单位")
	f.need(len(s.Matters) > 0, "matters", "检查事项")
	f.need(len(s.Methods) > 0, "methods", "检查方式")

	var party inspect.PartySnapshot
	if len(s.Parties) == 1 {
		party = s.Parties[0]
	} else {
		party.Name = fmt.Sprintf("共 %d 户，见所附名单", len(s.Parties))
	}
	const opinion, date = 64, "　　　　年　　月　　日"
	f.titleBlock()
	label := func(text string) layout.Cell { return layout.Cell{Text: text, Label: true} }
	wide := func(name, text string) []layout.Cell {
		return []layout.Cell{label(name), {Text: text, Span: 3}}
	}
	signed := func(name, text, foot string) []layout.Cell {
		return []layout.Cell{label(name), {Text: text, Foot: foot, Span: 3, Least: opinion}}
	}
	f.table([]layout.Col{{Share: 2.2}, {Share: 4.4}, {Share: 2.2}, {Share: 4.6}}, nil, [][]layout.Cell{
		{label("被检查单位"), {Text: party.Name}, label("统一社会\n信用代码"), {Text: party.Code}},
		{label("负责人"), {Text: party.Principal}, label("电话"), {Text: party.Phone}},
		wide("地址", party.Address),
		wide("抽查任务", joined(f.head.TaskNo, f.head.TaskName)),
		wide("检查事由和\n任务来源", s.Reason),
		wide("检查依据", s.Basis),
		wide("检查事项", strings.Join(s.Matters, "\n")),
		wide("检查方式", choices(methods(), s.Methods)),
		wide("检查时间", f.dates.period(s.From, s.To)),
		wide("检查人员", officerNames(s.Officers)),
		{label("协助人员"), {Text: s.Assisting}, label("本年度\n检查频次"), {Text: s.Frequency}},
		signed("承办人意见", s.Opinion, "承办人："+s.Applicant+"（签名）　　　　　　"+f.dates.date("appliedOn", s.AppliedOn)),
		signed("承办部门\n负责人意见", "", "签名：　　　　　　　　"+date),
		signed("审核意见", "", "审核人签名：　　　　　　　　"+date),
		signed("执法主体\n负责人意见", "", "签名：　　　　　　　　"+date),
		wide("备注", s.Note),
	})
	if len(s.Teams) > 0 {
		f.heading("附：被检查单位和检查组名单")
		f.teams(s)
	} else if len(s.Parties) > 1 {
		f.heading("附：被检查单位名单")
		f.parties(s.Parties)
	}
}

func (f *form) parties(parties []inspect.PartySnapshot) {
	var rows [][]layout.Cell
	for i, p := range parties {
		rows = append(rows, cells(strconv.Itoa(i+1), p.Name, p.Code, p.Address, joined(p.Principal, p.Phone)))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 3.2}, {Share: 4.5}, {Share: 3.8}, {Share: 2.3}},
		[]string{"序号", "单位名称", "统一社会信用代码", "地址", "负责人、电话"}, rows)
}

// teams lists the parties with the team of each (P1: one form for a whole task).
func (f *form) teams(s *inspect.ApprovalSnapshot) {
	if len(s.Teams) != len(s.Parties) {
		f.need(false, "teams", "每个被检查单位的检查组")
		return
	}
	var rows [][]layout.Cell
	for i, p := range s.Parties {
		t := s.Teams[i]
		names := []string{}
		for _, o := range t.Officers {
			name := o.Name
			if o.Leader {
				name += "（组长）"
			}
			names = append(names, name)
		}
		rows = append(rows, cells(strconv.Itoa(i+1), joined(p.Name, p.Code), joined(p.Address, joined(p.Principal, p.Phone)), strings.Join(names, "、"), f.dates.day(at("teams", i, "date"), t.Date)))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 4.5}, {Share: 4.2}, {Share: 3.3}, {Share: 2.6}},
		[]string{"序号", "被检查单位、统一社会信用代码", "地址、负责人、电话", "检查人员", "检查日期"}, rows)
}
