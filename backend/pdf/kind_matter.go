package pdf

import (
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// matterNotice is 随机抽查事项清单公告: the elements of art. 7 of every matter.
func matterNotice(f *form, s *inspect.MatterNoticeSnapshot) {
	f.need(len(s.Matters) > 0, "matters", "抽查事项")
	f.official(s.Title)
	f.para("根据“双随机、一公开”监管工作要求，现将随机抽查事项清单公布如下。清单根据法律法规规章的变化和工作实际动态调整，调整情况及时公布。")
	f.cell, f.th = style(f.fonts.body, 9, 13.5), style(f.fonts.head, 9, 13.5)
	var rows [][]layout.Cell
	for i, m := range s.Matters {
		name := m.Name + "\n" + m.Code
		if m.Category != "" {
			name = m.Category + "\n" + name
		}
		limits := m.Ratio
		if m.Frequency != "" {
			limits += "\n" + m.Frequency
		}
		rows = append(rows, cells(strconv.Itoa(i+1), name, m.Subjects, m.Level, m.Methods, m.Authority, m.Basis, limits, m.Note))
	}
	f.table([]layout.Col{{Share: 24, Align: layout.Center}, {Share: 78}, {Share: 44}, {Share: 36}, {Share: 44}, {Share: 58}, {Share: 84}, {Share: 40}, {Share: 36}},
		[]string{"序号", "抽查项目", "检查对象", "事项类别", "检查方式", "检查主体", "检查依据", "比例和频次", "备注"}, rows)
	f.closing(f.dates.date("datedOn", s.DatedOn))
}
