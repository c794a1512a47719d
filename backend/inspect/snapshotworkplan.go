package inspect

// DocWorkPlan 检查工作方案 (art. 15), 分局内部表样.
const DocWorkPlan DocumentKind = "work-plan"

// WorkPlanSnapshot 检查工作方案 of one team.
type WorkPlanSnapshot struct {
	DocumentHead
	Party        PartySnapshot     `json:"party"`
	From         string            `json:"from" doc:"任务开始日期,required"`
	To           string            `json:"to" doc:"任务结束日期,required"`
	Date         string            `json:"date" doc:"检查日期,required"`
	Matters      []string          `json:"matters" doc:"检查事项"`
	Methods      []string          `json:"methods" doc:"检查方式"`
	Officers     []OfficerSnapshot `json:"officers" doc:"检查人员"`
	Duties       []Duty            `json:"duties" doc:"责任分工"`
	Procedure    []string          `json:"procedure" doc:"程序规范"`
	Nodes        []TimeNode        `json:"nodes" doc:"时间节点"`
	ThirdParties []ThirdParty      `json:"thirdParties" doc:"委托第三方"`
	Opinions     []Opinion         `json:"opinions" doc:"采用的鉴定和专家意见"`
	Author       string            `json:"author" doc:"制定人,required"`
	DatedOn      string            `json:"datedOn" doc:"制定日期,required"`
}
