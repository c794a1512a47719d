package inspect

// PlanNoticeSnapshot 年度计划公示 (art. 10, 12; DOMAIN 1.4). It holds no personal data.
type PlanNoticeSnapshot struct {
	DocumentHead
	Title   string       `json:"title" doc:"标题,required"`
	Year    string       `json:"year" doc:"年度,required"`
	Lines   []PublicPlan `json:"lines" doc:"计划项目"`
	DatedOn string       `json:"datedOn" doc:"公示日期,required"`
}

// PublicPlan is a plan line as the notice shows it.
type PublicPlan struct {
	PlanNo  string `json:"planNo" doc:"计划编号,required"`
	Name    string `json:"name" doc:"计划名称,required"`
	Matters string `json:"matters" doc:"抽查事项,required"`
	Scope   string `json:"scope" doc:"抽查范围,required"`
	From    string `json:"from" doc:"开始日期,required"`
	To      string `json:"to" doc:"结束日期,required"`
	Count   int    `json:"count"`                      // estimated number of subjects
	Ratio   string `json:"ratio" doc:"抽查比例,required"`  // 5%
	Organs  string `json:"organs" doc:"实施部门,required"` // the initiating one first
	Type    string `json:"type" doc:"抽查类型,required"`   // 本部门 / 联合
	Note    string `json:"note" doc:"备注"`              // 第2版（调整）, 已取消
}
