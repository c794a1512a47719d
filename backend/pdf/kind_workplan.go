package pdf

import (
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// workPlan is 检查工作方案: who does what, how, and by when (art. 15).
func workPlan(f *form, s *inspect.WorkPlanSnapshot) {
	f.needOfficers(s.Officers)
	f.need(len(s.Duties) >= len(s.Officers), "duties", "每名检查人员的分工")
	f.need(len(s.Procedure) > 0, "procedure", "程序规范")
	f.need(len(s.Nodes) > 0, "nodes", "时间节点")
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("检查任务", joined(f.head.TaskNo, f.head.TaskName), 1)},
		[]layout.Field{entry("检查对象", joined(s.Party.Name, s.Party.Code), 1)},
		[]layout.Field{entry("地址", s.Party.Address, 1)},
		[]layout.Field{entry("负责人", s.Party.Principal, 1), entry("电话", s.Party.Phone, 1)},
		[]layout.Field{entry("检查事项", strings.Join(s.Matters, "；"), 1)},
		[]layout.Field{entry("检查方式", choices(methods(), s.Methods), 1)},
		[]layout.Field{entry("任务期间", f.dates.day("from", s.From)+" 至 "+f.dates.day("to", s.To), 2), entry("检查日期", f.dates.day("date", s.Date), 1.2)},
		[]layout.Field{entry("检查人员", officerNames(s.Officers), 1)},
	)
	f.heading("一、责任分工")
	rows := [][]layout.Cell{}
	for _, d := range s.Duties {
		rows = append(rows, cells(d.Name, d.Duty))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 5}}, []string{"检查人员", "分工"}, rows)
	f.heading("二、程序规范")
	f.numbered(s.Procedure)
	f.heading("三、时间节点")
	rows = [][]layout.Cell{}
	for i, n := range s.Nodes {
		rows = append(rows, cells(f.dates.day(at("nodes", i, "date"), n.Date), n.What))
	}
	f.table([]layout.Col{{Share: 1.4, Align: layout.Center}, {Share: 4.6}}, []string{"日期", "事项"}, rows)
	if len(s.ThirdParties) > 0 {
		f.heading("四、委托第三方（不计入检查人员）")
		rows = [][]layout.Cell{}
		for _, x := range s.ThirdParties {
			rows = append(rows, cells(x.Name, joined(x.Commission, x.FileName), x.Scope, x.People))
		}
		f.table([]layout.Col{{Share: 2}, {Share: 1.5}, {Share: 2}, {Share: 1.5}}, []string{"受委托单位", "委托书编号和附件", "工作范围", "随行人员"}, rows)
	}
	if len(s.Opinions) > 0 {
		f.heading("五、采用的鉴定、检测和专家意见")
		rows = [][]layout.Cell{}
		for _, x := range s.Opinions {
			rows = append(rows, cells(x.By, x.About, x.FileName))
		}
		f.table([]layout.Col{{Share: 2}, {Share: 3}, {Share: 2}}, []string{"出具单位或专家", "意见内容", "附件"}, rows)
	}
	f.fields([]layout.Field{entry("制定人", s.Author, 1), entry("制定日期", f.dates.day("datedOn", s.DatedOn), 1)})
	f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
	f.signStrip([]layout.Field{blankEntry("组长签名", 1), blankEntry("单位负责人签名", 1.2), blankEntry("日期", 0.8)})
}
