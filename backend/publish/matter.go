package publish

import (
	"fmt"

	"shuangsuiji/backend/inspect"
)

func matterTable(s inspect.MatterNoticeSnapshot) table {
	t := table{Title: s.Title, Organ: s.Organ, Date: s.DatedOn, Foot: "清单动态调整，调整情况及时公布。",
		Heads:  []string{"序号", "事项编码", "抽查类别", "抽查事项", "检查对象", "事项类别", "检查方式", "检查主体", "检查依据", "抽查比例", "抽查频次", "备注"},
		Widths: []float64{6, 14, 16, 30, 24, 16, 22, 28, 46, 12, 16, 24}}
	for i, m := range s.Matters {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), m.Code, m.Category, m.Name, m.Subjects, m.Level, m.Methods, m.Authority, m.Basis, m.Ratio, m.Frequency, m.Note})
	}
	t.national = s.Matters
	return t
}
