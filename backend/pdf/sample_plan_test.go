package pdf

import "shuangsuiji/backend/inspect"

func samplePlan() inspect.PlanNoticeSnapshot {
	s := inspect.PlanNoticeSnapshot{DocumentHead: sampleHead(inspect.DocPlanNotice, "虚公抽计〔2026〕001号"), Title: "某市公安局虚构分局2026年度抽查计划公示",
		Year: "2026", DatedOn: "2026-01-15"}
	s.TaskNo, s.TaskName = "", ""
	for i, name := range []string{"旅馆业治安管理年度抽查计划", "𠮷祥娱乐场所与网络经营场所联合抽查计划", "典当业抽查计划"} {
		l := inspect.PublicPlan{PlanNo: "00000020260001", Name: name, Matters: "旅馆业住宿登记制度落实情况；旅馆业安全防范设施", Scope: "辖区内登记在册的旅馆业单位",
			From: "2026-03-02", To: "2026-11-30", Count: 60 + i, Ratio: "2.5%", Organs: "治安大队", Type: "本部门"}
		if i == 1 {
			l.Organs, l.Type, l.Note = "治安大队，网安大队，市场监督管理局虚构分局", "联合", "第2版（调整）"
		}
		s.Lines = append(s.Lines, l)
	}
	return s
}
