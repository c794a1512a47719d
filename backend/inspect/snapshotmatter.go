package inspect

// MatterNoticeSnapshot 随机抽查事项清单公告 (art. 7; DOMAIN 1.1): the list as it
// stands, and what was adjusted. It holds no personal data.
type MatterNoticeSnapshot struct {
	DocumentHead
	Title   string         `json:"title" doc:"标题,required"`
	Matters []ListedMatter `json:"matters" doc:"抽查事项"`
	DatedOn string         `json:"datedOn" doc:"公告日期,required"`
}

// ListedMatter is a matter as the notice shows it: the six elements and limits.
type ListedMatter struct {
	Code      string `json:"code" doc:"事项编码,required"`
	Category  string `json:"category" doc:"抽查类别"`
	Name      string `json:"name" doc:"抽查事项,required"`
	Subjects  string `json:"subjects" doc:"检查对象,required"`
	Level     string `json:"level" doc:"事项类别,required"`
	Methods   string `json:"methods" doc:"检查方式,required"`
	Authority string `json:"authority" doc:"检查主体,required"`
	Basis     string `json:"basis" doc:"检查依据,required"`
	Ratio     string `json:"ratio" doc:"抽查比例"`
	Frequency string `json:"frequency" doc:"抽查频次"`
	Note      string `json:"note" doc:"备注"` // 第2版，自2026-03-10起施行；自2026-12-31后失效
}
