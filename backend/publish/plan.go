package publish

import (
	"fmt"

	"shuangsuiji/backend/inspect"
)

func planTable(s inspect.PlanNoticeSnapshot) table {
	t := table{Title: s.Title, Organ: s.Organ, Date: s.DatedOn, Foot: "计划可以根据工作实际动态调整，调整情况另行公示。",
		Heads:  []string{"序号", "检查主体", "计划编号", "年度计划名称", "检查内容", "抽查范围", "计划开展时间", "实施部门", "抽查类型", "抽查比例", "抽查数量", "备注"},
		Widths: []float64{6, 24, 18, 30, 36, 28, 26, 24, 10, 10, 10, 16}}
	type line struct {
		ID     string `json:"raninsPlanId"`
		Name   string `json:"raninsPlaneName"`
		Organ  string `json:"insAuth"`
		Items  string `json:"raninsItemNames"`
		Scope  string `json:"scope"`
		From   string `json:"insDateFrom"`
		To     string `json:"insDateTo"`
		Unit   string `json:"departments"`
		Type   string `json:"raninsTypeName"`
		Ratio  string `json:"ratio"`
		Number int    `json:"number"`
		Note   string `json:"note"`
	}
	list := []line{}
	for i, x := range s.Lines {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), s.Organ, x.PlanNo, x.Name, x.Matters, x.Scope, x.From + " 至 " + x.To, x.Organs, x.Type, x.Ratio, fmt.Sprint(x.Count), x.Note})
		list = append(list, line{x.PlanNo, x.Name, s.Organ, x.Matters, x.Scope, x.From, x.To, x.Organs, x.Type, x.Ratio, x.Count, x.Note})
	}
	t.national = list
	return t
}
