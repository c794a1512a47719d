package pdf

import "shuangsuiji/backend/inspect"

func sampleMatters() inspect.MatterNoticeSnapshot {
	s := inspect.MatterNoticeSnapshot{DocumentHead: sampleHead(inspect.DocMatterNotice, "虚公抽单〔2026〕001号"), Title: "某市公安局虚构分局随机抽查事项清单", DatedOn: "2026-03-02"}
	s.TaskNo, s.TaskName = "", ""
	for i, name := range []string{"旅馆业治安管理检查", "典当业治安管理检查", "𠮷祥开锁业检查"} {
		m := inspect.ListedMatter{Code: "A014-ZA01", Category: "特种行业", Name: name, Subjects: "旅馆业", Level: "重点检查事项", Methods: "查阅资料，实地核查", Authority: "治安大队",
			Basis: "《旅馆业治安管理办法》第十四条；《中华人民共和国反恐怖主义法》第二十一条", Ratio: "不设上限", Frequency: "每年不少于1次"}
		if i == 1 {
			m.Level, m.Ratio, m.Frequency, m.Note = "一般检查事项", "5%", "每年1次", "第2版，自2026-03-10起施行"
		}
		s.Matters = append(s.Matters, m)
	}
	return s
}
