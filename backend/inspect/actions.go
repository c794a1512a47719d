package inspect

// Action is something a service does for somebody. The table below is data:
// it decides in every service call, and the window shows it.
type Action string

const (
	ActRead           Action = "read"            // 查看
	ActPeople         Action = "people"          // 人员与角色
	ActSettings       Action = "settings"        // 设置、备份、登记设备
	ActLibrary        Action = "library"         // 维护一单两库
	ActPlan           Action = "plan"            // 年度计划
	ActTask           Action = "task"            // 设置任务
	ActDraw           Action = "draw"            // 随机抽取
	ActTeam           Action = "team"            // 匹配、组长、更换
	ActReplaceAsk     Action = "replace.ask"     // 申请更换、申请回避
	ActApprovalEnter  Action = "approval.enter"  // 登记纸质审批
	ActApprovalGive   Action = "approval.give"   // 账号审批
	ActDispatch       Action = "dispatch"        // 派发、开包、导出
	ActConflict       Action = "conflict"        // 裁定版本冲突
	ActVisit          Action = "visit"           // 现场检查记录
	ActEvidence       Action = "evidence"        // 证据管理
	ActDocument       Action = "document"        // 制作文书
	ActResultEnter    Action = "result.enter"    // 录入结果
	ActResultReview   Action = "result.review"   // 审核结果
	ActResultPublish  Action = "result.publish"  // 录平台与公示
	ActResultCorrect  Action = "result.correct"  // 结果更正
	ActPublishNotices Action = "publish.notices" // 制作公告
	ActTemplateLoad   Action = "template.load"   // 载入文书式样
	ActTemplateGive   Action = "template.give"   // 批准文书式样
	ActAudit          Action = "audit"           // 查验留痕
	ActFieldRule      Action = "field.rule"      // 分局常用语、手写签名的启用
)

// Grants is one row of the role table.
type Grants struct {
	Action Action `json:"action"`
	Label  string `json:"label"`
	Roles  []Role `json:"roles"`
}

// ActionTable is the role x action table (角色权限表). Reading needs any role.
var ActionTable = []Grants{
	{ActRead, "查看", Roles},
	{ActPeople, "人员与角色", []Role{RoleAdmin, RoleOffice}},
	{ActSettings, "设置、备份、登记设备", []Role{RoleAdmin, RoleOffice, RoleLeader}},
	{ActLibrary, "维护一单两库", []Role{RoleOffice}},
	{ActPlan, "年度计划", []Role{RoleOffice}},
	{ActTask, "设置任务", []Role{RoleOffice}},
	{ActDraw, "随机抽取", []Role{RoleOffice}},
	{ActTeam, "匹配、选定组长、更换人员", []Role{RoleOffice}},
	{ActReplaceAsk, "申请更换人员、申请回避", []Role{RoleOffice, RoleLeader, RoleMember}},
	{ActApprovalEnter, "登记纸质审批", []Role{RoleOffice, RoleLeader}},
	{ActApprovalGive, "账号审批", []Role{RoleDeputy, RoleHead}},
	{ActDispatch, "派发、开包、导出", []Role{RoleOffice, RoleLeader, RoleAdmin}},
	{ActConflict, "裁定版本冲突", []Role{RoleOffice, RoleDeputy, RoleHead}},
	{ActVisit, "现场检查记录", []Role{RoleLeader, RoleMember}},
	{ActEvidence, "管理证据：回填、交接、关键片段、期满销毁", []Role{RoleOffice, RoleLeader, RoleMember}},
	{ActDocument, "制作文书", []Role{RoleOffice, RoleLeader, RoleMember}},
	{ActResultEnter, "录入检查结果", []Role{RoleLeader, RoleOffice}},
	{ActResultReview, "审核检查结果", []Role{RoleOffice, RoleLegal, RoleDeputy, RoleHead}},
	{ActResultPublish, "录入平台与公示", []Role{RoleOffice}},
	{ActResultCorrect, "结果更正", []Role{RoleOffice, RoleHead}},
	{ActPublishNotices, "制作公告", []Role{RoleOffice}},
	{ActTemplateLoad, "载入文书式样、提出恢复内置式样", []Role{RoleOffice, RoleLegal}},
	{ActTemplateGive, "批准文书式样", []Role{RoleLegal}},
	{ActAudit, "查验留痕", []Role{RoleOffice, RoleSupervisor, RoleHead, RoleDeputy, RoleLegal, RoleAdmin, RoleLeader}},
	{ActFieldRule, "维护分局常用语、启用手写签名", []Role{RoleOffice}},
}

// May refuses with Forbidden when the actor's role is not in the action's row.
func (a Actor) May(act Action) error {
	if a.Person == "" {
		return E(Forbidden, "还没有登录").WithHint("先选择人员登录；命令行用 --as 指明人员")
	}
	for _, row := range ActionTable {
		if row.Action != act {
			continue
		}
		for _, r := range row.Roles {
			if r == a.Role {
				return nil
			}
		}
		return E(Forbidden, "%s（%s）无权进行“%s”", a.Name, a.Role.Label(), row.Label).
			WithArticle("第二十二条").WithHint("请由%s办理", roleNames(row.Roles))
	}
	return E(Forbidden, "没有登记“%s”这项操作的权限", act)
}

func roleNames(rs []Role) string {
	s := ""
	for i, r := range rs {
		if i > 0 {
			s += "、"
		}
		s += r.Label()
	}
	return s
}
