package pdf

import (
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// departmentResult is 分部门结果移交单: who inspects enters and publishes (P4).
func departmentResult(f *form, s *inspect.DepartmentResultSnapshot) {
	f.need(len(s.Matters) > 0, "matters", "抽查事项")
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("移交部门", s.Department, 1), entry("检查日期", f.dates.date("finishedOn", s.FinishedOn), 1)},
		[]layout.Field{entry("抽查任务", joined(s.TaskNo, s.TaskName), 1)},
		[]layout.Field{entry("被检查单位", s.Party.Name, 1)},
		[]layout.Field{entry("统一社会信用代码", s.Party.Code, 1.3), entry("负责人", s.Party.Principal, 1)},
		[]layout.Field{entry("地址", s.Party.Address, 1)},
		[]layout.Field{entry("电话", s.Party.Phone, 1)})
	f.para("本次部门联合抽查中由你部门检查的事项，结果如下，现予移交。请按“谁检查、谁录入、谁公开”录入、公示，并将公示情况告知我机关。")
	f.heading("一、抽查事项及结果")
	f.matters(s.Matters)
	if len(s.Findings) == 0 {
		f.section("二、发现的问题及处理措施", "")
	} else {
		f.heading("二、发现的问题及处理措施")
		f.findings(s.Findings)
	}
	f.closing(f.dates.date("datedOn", s.DatedOn))
	small := style(f.fonts.body, xiaoSi, 24)
	f.add(layout.Gap{H: 4},
		layout.Para{Spans: []layout.Span{{Text: "接收回执", Style: style(f.fonts.head, xiaoSi, 20)}}, Keep: true},
		layout.Fields{Label: small, Value: small, Keep: true, Rows: [][]layout.Field{
			{blankEntry("接收部门（盖章）", 1.2), blankEntry("接收人", 1)},
			{blankEntry("接收时间", 1.2), blankEntry("公示时间", 1)},
		}})
}

// departmentForm is 分部门检查表: another department of a joint task fills it in,
// signs it and gives it back (P4).
func departmentForm(f *form, s *inspect.DepartmentFormSnapshot) {
	f.need(len(s.Matters) > 0, "matters", "抽查事项")
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("检查部门", s.Department, 1), entry("发起部门", s.Lead, 1)},
		[]layout.Field{entry("抽查任务", joined(s.TaskNo, s.TaskName), 2), entry("检查日期", f.dates.date("date", s.Date), 1)},
		[]layout.Field{entry("被检查单位", s.Party.Name, 1)},
		[]layout.Field{entry("统一社会信用代码", s.Party.Code, 1.3), entry("负责人", s.Party.Principal, 1)},
		[]layout.Field{entry("地址", s.Party.Address, 1)},
		[]layout.Field{entry("电话", s.Party.Phone, 1)})
	f.fields(officerRows(s.Officers)...)
	f.fields([]layout.Field{blankEntry("到达时间", 1), blankEntry("离开时间", 1)})
	f.para("由检查部门逐项填写结论；不符合的写明问题和采取的措施，未检查的写明原因。签名后交回检查组；也可以填写随表发出的电子表格交回。")
	blank := []inspect.BlankMatter{}
	for _, m := range s.Matters {
		b := inspect.BlankMatter{Name: m.Name, Basis: m.Basis}
		for _, l := range m.Lines {
			b.Lines = append(b.Lines, l.Text)
		}
		blank = append(blank, b)
	}
	f.blankMatters(blank)
	f.heading("其他情况")
	f.add(layout.Ruled{Lines: 3, Pitch: 26})
	f.signStrip(
		[]layout.Field{blankEntry("检查部门人员签名", 1.15), blankEntry("日期", 1)},
		[]layout.Field{blankEntry("被检查人签名", 1.15), blankEntry("检查组组长签收", 1)})
	f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
}
