package inspect

// Enforced is one place where an article of the 工作指引, or of Law54, is code: the rule, the
// service call that refuses to break it, and the Go test in backend/service
// that shows the refusal and that nothing changed.
type Enforced struct {
	Article string // 第十五条
	Rule    string
	Call    string // Stage.Method of package service
	Test    string
}

// Articles is the table article → service call → refusal test. A test holds
// every row to be true: the call and the test exist, no cell is empty.
var Articles = []Enforced{
	{"第二条", "只检查清单内有效的事项", "Plan.Save", "TestArticle02MatterOutOfForce"},
	{"第二条", "只检查清单内有效的事项", "Task.New", "TestArticle02MatterOutOfForce"},
	{"第二条", "平台名单中的对象须适用任务的事项", "Task.ImportPlatform", "TestArticle02PlatformSubjectOfAnotherTrade"},
	{"第九条", "补入名录库须写明理由，补入的对象和人员须合格", "Task.TakePlatform", "TestArticle09PlatformAddsWithAReason"},
	{"第三条", "非随机检查只限所列情形，写明理由、附依据；清单内事项不得称未列入清单", "Task.NewNonRandom", "TestArticle03NonRandomNeedsItemReasonProof"},
	{"第三条", "非随机检查不抽取对象，也不作抽查公告", "Draw.Freeze", "TestArticle03NonRandomNeedsItemReasonProof"},
	{"第三条", "外勤直接开展的非随机检查：情形、事由、口头同意和两名有资格的人员", "Visit.StartNonRandom", "TestArticle03FieldCheck"},
	{"第三条", "外勤带回的只能是自己开展的非随机检查", "Dispatch.Open", "TestArticle03FieldCheckComesBackWhole"},
	{"第七条", "清单事项要素齐全", "Library.Import", "TestArticle07MatterElements"},
	{"第八条", "年度指标没有达到不得年终结账，除非登记主要负责人的批准和理由", "Plan.CloseYear", "TestArticle08YearClose"},
	{"第八条", "事项分重点和一般", "Library.Import", "TestArticle08MatterClass"},
	{"第九条", "名录库的对象有名称和行业", "Library.Import", "TestArticle09RegisterRows"},
	{"第九条", "代码、身份证号未通过校验的写明原因，代码、警号不重复", "Library.SaveSubject", "TestArticle09FormRows"},
	{"第九条", "代码、身份证号未通过校验的写明原因，代码、警号不重复", "Library.SaveInspector", "TestArticle09FormRows"},
	{"第九条", "批量修改写明理由，有一条不合格即全部不改", "Library.Bulk", "TestArticle09BulkNeedsAReason"},
	{"第九条", "现场提出的更正建议写明依据", "Visit.Suggest", "TestArticle09SuggestionIsDecidedOnce"},
	{"第九条", "更正建议只处理一次，不采纳写明理由", "Library.DecideSuggestion", "TestArticle09SuggestionIsDecidedOnce"},
	{"第九条", "平台名单中的对象和人员须在名录库中", "Task.ImportPlatform", "TestArticle09PlatformListOutsideTheRegisters"},
	{"第九条", "名录库中没有适用的对象不得抽取", "Draw.Freeze", "TestArticle09EmptyPool"},
	{"第十条", "计划公开须登记网站和日期", "Plan.Published", "TestArticle10PlanPublication"},
	{"第十条", "公开后的调整写明理由，在现行版本上调整", "Plan.Save", "TestArticle10Adjustment"},
	{"第十条", "取消计划写明理由，已设任务的不取消", "Plan.Cancel", "TestArticle10Cancel"},
	{"第十条", "已取消的计划不再设置任务", "Task.New", "TestArticle10Cancel"},
	{"第十条", "有计划才制作年度计划公示", "Publish.Notice", "TestArticle10Notice"},
	{"第十条", "按年度登记公开，不重复登记", "Plan.PublishedYear", "TestArticle10PublishedYear"},
	{"第十一条", "同一年度不重复检查已合格的事项", "Draw.Freeze", "TestArticle11NoRepeat"},
	{"第十一条", "重复检查的例外只限重点领域和特殊情况，写明理由", "Exception.Ask", "TestArticle11ExceptionNeedsAGround"},
	{"第十一条", "例外由分管负责人批准，申请人、登记人不是审批人", "Exception.Decide", "TestArticle11ExceptionConsent"},
	{"第十三条", "抽取前排除写明理由，在名录冻结之前办妥", "Exception.Ask", "TestArticle13LeavingOutBeforeTheFreeze"},
	{"第十一条", "各警种每年至少一次联合抽查，没有达到不得年终结账", "Plan.CloseYear", "TestArticle11YearClose"},
	{"第十二条", "计划写明范围、时间、数量、比例", "Plan.Save", "TestArticle12PlanElements"},
	{"第十二条", "分行业比例、风险权重、每人上限、名单公开日期写得对", "Task.New", "TestArticle12DrawRules"},
	{"第十三条", "联合抽查明确发起部门和参与部门", "Plan.Save", "TestArticle13JointDepartments"},
	{"第十三条", "作废之后经批准才重新抽取，申请人不是批准人", "Draw.Freeze", "TestArticle13RedrawNeedsConsent"},
	{"第十三条", "没有作废的抽取不得批准重抽", "Approval.Register", "TestArticle13RedrawNeedsConsent"},
	{"第十五条", "每人上限使席位配不齐的不得匹配", "Draw.Freeze", "TestArticle15CapBlocks"},
	{"第十三条", "任务来自计划，或写明理由；本机抽取写明理由", "Task.New", "TestArticle13TaskSettings"},
	{"第十三条", "公共随机输入在见证之后，抽取不得重来", "Draw.Reveal", "TestArticle13DrawOrder"},
	{"第十三条", "公共随机输入在见证之后，抽取不得重来", "Draw.Freeze", "TestArticle13DrawOrder"},
	{"第十三条", "平台抽取与本机抽取不混用", "Task.ImportPlatform", "TestArticle13OneOriginOnly"},
	{"第十三条", "平台抽取与本机抽取不混用", "Draw.Freeze", "TestArticle13OneOriginOnly"},
	{"第十四条", "抽取之后才锁定，锁定之后不变", "Task.Lock", "TestArticle14LockOnceAfterTheDraw"},
	{"第十四条", "在办任务名单中的对象不得并入另一条", "Library.Merge", "TestArticle14MergeOfADrawnSubject"},
	{"第十四条", "锁定之后才公告", "Publish.Notice", "TestArticle14NoticeAfterTheLock"},
	{"第十四条", "审批之后才派发", "Dispatch.TaskPackage", "TestArticle14DispatchAfterApproval"},
	{"第十四条", "任务只由办公室派发", "Dispatch.Open", "TestArticle14TasksComeFromTheOffice"},
	{"第十四条", "只检查派发给本机的对象", "Visit.Start", "TestArticle14VisitOnlyWhatWasDispatchedHere"},
	{"第十五条", "每个对象不少于2名检查人员", "Task.New", "TestArticle15TwoInspectors"},
	{"第十五条", "每个对象不少于2名检查人员", "Visit.Finish", "TestArticle15TwoPresentWithTheLeader"},
	{"第十五条", "合格人员不足不得匹配", "Draw.Freeze", "TestArticle15EnoughQualifiedInspectors"},
	{"第十五条", "平台匹配的人员须具备资格", "Task.ImportPlatform", "TestArticle15PlatformInspectorNotEligible"},
	{"第十五条", "组长是检查组成员，另选写明理由", "Match.ChooseLeader", "TestArticle15LeaderIsAMember"},
	{"第十五条", "联合抽查由发起部门人员任组长", "Match.ChooseLeader", "TestArticle15JointLeader"},
	{"第十五条", "双随机任务的人员不得指定；指定的人员须具备资格", "Match.AssignByHand", "TestArticle15HandsOffRandomTeams"},
	{"第十五条", "只代录名录库里没有人员的外部门，须具备执法资格", "Match.EnterOutsider", "TestArticle15OutsidersOnlyWhereNobodyIsRegistered"},
	{"第十五条", "选定组长之后才审批", "Approval.Register", "TestArticle15ApprovalNeedsLeaders"},
	{"第十五条", "派发后工作方案不再改动", "Match.SetWorkPlan", "TestArticle15SchemeIsFixed"},
	{"第十五条", "工作方案写明分工、程序、时间；第三方不计入检查人员", "Match.SetWorkPlan", "TestArticle15ThirdPartyIsNoInspector"},
	{"第十六条", "派发后不得更换组长和人员", "Match.ChooseLeader", "TestArticle16TeamIsFixed"},
	{"第十六条", "更换只限所列理由，检查人员只为自己申请回避", "Match.AskReplacement", "TestArticle16ReplacementNeedsACause"},
	{"第十六条", "更换和回避只由办公室办理", "Match.AskReplacement", "TestArticle16OnlyTheOfficeReplaces"},
	{"第十六条", "更换由分管负责人批准，申请人、被更换人、登记人不是审批人", "Match.DecideReplacement", "TestArticle16ReplacementConsent"},
	{"第十六条", "未经批准不得重新抽取", "Match.Replace", "TestArticle16ReplacementConsent"},
	{"第十六条", "没有其他符合条件的人员时检查改期", "Match.Replace", "TestArticle16NobodyToReplace"},
	{"第十六条", "外部门自派的人员经同意后由该部门另派", "Match.Relieve", "TestArticle16OutsiderIsRelieved"},
	{"第十六条", "还有符合条件的人员不得改期", "Match.Postpone", "TestArticle16PostponedVisit"},
	{"第十六条", "改期的检查不派发、不开始", "Dispatch.TaskPackage", "TestArticle16PostponedVisit"},
	{"第十六条", "改期的检查不派发、不开始", "Visit.Start", "TestArticle16PostponedVisit"},
	{"第十六条", "电话告知的更换须核对码相符", "Match.TakePhone", "TestArticle16PhonedReplacement"},
	{"第十六条", "申请人与审批人不是同一人", "Approval.Register", "TestArticle16AskerIsNotApprover"},
	{"第十六条", "回避关系写明利害关系和起止，结束写明理由", "Library.AddRecusal", "TestArticle16RecusalAndLeave"},
	{"第十六条", "回避关系写明利害关系和起止，结束写明理由", "Library.EndRecusal", "TestArticle16RecusalAndLeave"},
	{"第十六条", "请假写明起止，不重复登记", "Library.AddLeave", "TestArticle16RecusalAndLeave"},
	{"第十六条", "请假写明起止，不重复登记", "Library.EndLeave", "TestArticle16RecusalAndLeave"},
	{"第十六条", "到场的只能是匹配的人员", "Visit.Finish", "TestArticle16StrangersOnSite"},
	{"第十七条", "写明检查方式", "Visit.Finish", "TestArticle17Method"},
	{"第十八条", "一次完成全部事项", "Visit.Finish", "TestArticle18EveryMatterAtOnce"},
	{"第十九条", "发现问题须有监管措施或理由", "Visit.Finish", "TestArticle19Measures"},
	{"第十九条", "没有责令整改的问题不发责令改正通知书", "Paper.Issue", "TestArticle19OrderNeedsAFinding"},
	{"第二十条", "检查记录完整，重要环节有音视频或理由", "Visit.Finish", "TestArticle20RecordIsComplete"},
	{"第二十条", "结束后的记录不再改动", "Visit.Save", "TestArticle20FinishedIsFixed"},
	{"第二十条", "结束后的记录不再改动", "Evidence.Add", "TestArticle20FinishedIsFixed"},
	{"第二十条", "执法记录仪登记编号和佩戴人", "Evidence.Pending", "TestArticle20RecorderAndOfficer"},
	{"第二十条", "检查结束后制作文书，不重复签发", "Paper.Issue", "TestArticle20Papers"},
	{"第二十条", "结束后的检查不再更换人员", "Dispatch.Open", "TestArticle20AmendAfterTheVisit"},
	{"第二十条", "打印签字之后才归档", "Paper.AttachScan", "TestArticle20Papers"},
	{"第二十条", "作废文书写明理由", "Paper.Void", "TestArticle20Papers"},
	{"第二十一条", "检查结束才交回结果", "Dispatch.ResultPackage", "TestArticle21ResultsAfterTheVisit"},
	{"第二十一条", "结果与记录一致", "Result.Change", "TestArticle21ResultFitsTheRecord"},
	{"第二十一条", "录入人不审核自己录入的结果", "Result.Review", "TestArticle21ReviewerDidNotEnter"},
	{"第二十一条", "审核、录平台、公示依次办理", "Result.OnFile", "TestArticle21StepByStep"},
	{"第二十一条", "已公示须有平台编号和截图，公示后不得擅自更改", "Result.Published", "TestArticle21StepByStep"},
	{"第二十一条", "审核之后才制作结果公示，不含个人信息", "Publish.Notice", "TestArticle21Notices"},
	{"第二十一条", "审核并制作公示之后才报送", "Dispatch.Upload", "TestArticle21Upload"},
	{"第二十二条", "每一步由有权的人办理并留痕", "Task.New", "TestArticle22Roles"},
	{"第二十二条", "见证人不是操作人", "Draw.Witness", "TestArticle22Witness"},
	{"第二十二条", "改动过的包不得导入", "Dispatch.Open", "TestArticle22ForgedPackages"},
	{Law54, "达到年度频次上限的企业不再作非随机检查，上级部署的除外", "Task.NewNonRandom", "TestLaw54Caps"},
	{Law54, "超过上限检查须写明理由并经批准，一次一批", "Plan.ExceptCap", "TestLaw54Caps"},
	{Law54, "频次上限写明公布文件", "Plan.SetCap", "TestLaw54Caps"},
}

// NotEnforced is an article, or a part of one, that no call refuses to break,
// and why.
type NotEnforced struct {
	Article string
	Why     string
}

// Unenforced lists them. Every article from 第二条 to 第二十二条 stands here or in
// Articles.
var Unenforced = []NotEnforced{
	{"第四条", "原则性规定，由第十三条至第二十一条的各项规则落实"},
	{"第五条", "组织分工，由角色设置体现，程序不判断"},
	{"第六条", "依托省平台实施：默认导入平台抽取结果；平台是否已收到，程序只能凭登记的回执判断"},
	{"第七条", "清单调整后的公布情况还没有登记"},
	{"第二十一条", "2个工作日的期限只计算和提示，不阻止补录；结果更正、异议复核和不予公开还没有实现"},
}
