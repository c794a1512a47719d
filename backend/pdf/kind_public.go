package pdf

import (
	"cmp"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// official sets a notice as a letter of GB/T 9704-2012: 22 lines of 28
// characters on 156 x 225 mm, red head, number under it, title two lines below.
func (f *form) official(title string) {
	f.doc.Sheet = layout.Official()
	f.doc.Title = title
	leading := 225 * layout.MM / 22
	f.text = style(f.fonts.body, sanHao, leading)
	f.text.Tracking = 156*layout.MM/28 - sanHao
	f.bold = style(f.fonts.head, sanHao, leading)
	f.bold.Tracking = f.text.Tracking
	f.cell, f.th = style(f.fonts.body, xiaoSi, 16), style(f.fonts.head, xiaoSi, 16)

	organ := style(f.fonts.title, 30, 40)
	organ.Color = layout.Red()
	f.doc.Frame.Official = true
	f.doc.Frame.Organ = layout.Span{Text: f.head.Organ, Style: organ}
	f.doc.Frame.Number = style(f.fonts.body, siHao, 20)
	f.add(layout.Gap{H: 13 * layout.MM},
		layout.Para{Spans: []layout.Span{{Text: f.number(), Style: f.text}}, Align: layout.Right, Keep: true},
		layout.Para{Spans: []layout.Span{{Text: title, Style: style(f.fonts.title, erHao, 34)}},
			Align: layout.Center, Balanced: true, Before: leading, After: leading / 2, Keep: true})
}

// taskNotice is 抽查任务公告: facts as a standing table, then the list.
func taskNotice(f *form, s *inspect.TaskNoticeSnapshot) {
	f.need(len(s.Matters) > 0, "matters", "抽查事项")
	f.need(s.Count > 0, "count", "抽查检查对象数量")
	f.need(len(s.Subjects) == 0 || len(s.Subjects) == s.Count, "subjects", "与数量一致的抽查名单")
	f.official(s.Title)
	row := func(name, text string) []layout.Cell { return []layout.Cell{{Text: name, Label: true}, {Text: text}} }
	f.table([]layout.Col{{Share: 1}, {Share: 2.6, Align: layout.Left}}, nil, [][]layout.Cell{
		row("抽查计划编号", s.PlanNo), row("抽查计划名称", s.PlanName),
		row("抽查任务编号", f.head.TaskNo), row("抽查任务名称", f.head.TaskName),
		row("抽查类型", s.DrawType), row("抽查事项", strings.Join(s.Matters, "\n")),
		row("抽查对象范围", s.Range), row("抽查比例", s.Ratio),
		row("检查日期", f.dates.period(s.From, s.To)), row("检查机关", s.Organs),
		row("抽查检查对象数量", strconv.Itoa(s.Count)+" 户"),
	})
	if s.Proof != "" {
		f.point("抽取核验：", s.Proof)
	}
	f.closing(f.dates.date("datedOn", s.DatedOn))
	if len(s.Subjects) > 0 {
		f.add(layout.Gap{H: f.text.Leading})
		f.heading("附：抽查名单")
		var rows [][]layout.Cell
		for i, p := range s.Subjects {
			rows = append(rows, cells(strconv.Itoa(i+1), p.Name, p.Code, p.Note))
		}
		f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 4.4}, {Share: 4.2}, {Share: 1.9}},
			[]string{"序号", "单位名称", "统一社会信用代码", "备注"}, rows)
	}
}

// resultNotice is 抽查结果公示: the results as a list (art. 21).
func resultNotice(f *form, s *inspect.ResultNoticeSnapshot) {
	f.need(len(s.Results) > 0, "results", "抽查结果")
	f.official(s.Title)
	f.need(f.head.TaskName != "" && f.head.TaskNo != "", "taskName", "任务名称和编号")
	f.para("现将" + f.head.TaskName + "的检查结果公示如下。")
	f.para("任务编号：" + f.head.TaskNo)
	f.para("抽查类型：" + s.DrawType)
	if s.PlanNo+s.PlanName != "" {
		f.para("抽查计划：" + cmp.Or(s.PlanName, "／"))
		f.para("计划编号：" + cmp.Or(s.PlanNo, "／"))
	}
	f.para("检查机关：" + s.Organs)
	f.cell, f.th = style(f.fonts.body, 10, 15), style(f.fonts.head, 10, 15)
	var rows [][]layout.Cell
	for i, r := range s.Results {
		rows = append(rows, cells(strconv.Itoa(i+1), r.Name, r.Code, f.dates.day(at("results", i, "finishedOn"), r.FinishedOn), r.Result, r.Note))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 3.3}, {Share: 4.8}, {Share: 2.3, Align: layout.Center}, {Share: 2.8}, {Share: 1.5}},
		[]string{"序号", "抽查对象名称", "统一社会信用代码", "完成日期", "检查结果", "备注"}, rows)
	f.point("异议：", s.Appeal)
	if s.Proof != "" {
		f.point("核验：", s.Proof)
	}
	f.closing(f.dates.date("datedOn", s.DatedOn))
}
