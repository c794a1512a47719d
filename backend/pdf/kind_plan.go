package pdf

import (
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// planNotice is 年度抽查计划公示: what art. 12 asks of every line, as a list.
func planNotice(f *form, s *inspect.PlanNoticeSnapshot) {
	f.need(len(s.Lines) > 0, "lines", "计划项目")
	f.official(s.Title)
	f.para("根据“双随机、一公开”监管工作要求，现将" + s.Year + "年度抽查计划公示如下。计划可以根据工作实际动态调整，调整情况另行公示。")
	f.cell, f.th = style(f.fonts.body, 9, 13.5), style(f.fonts.head, 9, 13.5)
	var rows [][]layout.Cell
	for i, l := range s.Lines {
		rows = append(rows, cells(strconv.Itoa(i+1), l.Name+"\n"+l.PlanNo, l.Matters, l.Scope,
			f.dates.day(at("lines", i, "from"), l.From)+"\n至\n"+f.dates.day(at("lines", i, "to"), l.To), strconv.Itoa(l.Count)+"户\n"+l.Ratio, l.Organs+"\n（"+l.Type+"）", l.Note))
	}
	f.table([]layout.Col{{Share: 24, Align: layout.Center}, {Share: 84}, {Share: 88}, {Share: 60}, {Share: 60, Align: layout.Center}, {Share: 36, Align: layout.Center}, {Share: 60}, {Share: 32}},
		[]string{"序号", "计划名称和编号", "抽查事项", "抽查范围", "时间安排", "数量和比例", "实施部门", "备注"}, rows)
	f.closing(f.dates.date("datedOn", s.DatedOn))
}
