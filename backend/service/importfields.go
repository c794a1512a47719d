package service

import "shuangsuiji/backend/sheet"

// fieldsOf names the columns of each kind of file and the titles people give
// them (shapes: the Beijing matter list of 2021, Zhejiang's register
// templates, the market regulators' inspector template, and police additions).
var fieldsOf = map[ImportKind][]sheet.Field{
	ImportMatters: {
		{Name: "code", Titles: []string{"事项编码", "编码"}, Required: true},
		{Name: "category", Titles: []string{"抽查项目/抽查类别", "抽查类别", "类别"}},
		{Name: "name", Titles: []string{"抽查项目/抽查事项", "抽查事项", "事项名称", "抽查事项名称"}, Required: true},
		{Name: "trades", Titles: []string{"检查对象", "检查对象类别"}, Kind: sheet.List},
		{Name: "level", Titles: []string{"事项类别", "事项类型"}},
		{Name: "methods", Titles: []string{"检查方式", "检查方法"}, Kind: sheet.List},
		{Name: "authority", Titles: []string{"检查主体", "实施主体"}},
		{Name: "department", Titles: []string{"责任部门", "职能部门", "警种", "责任处室", "业务部门"}},
		{Name: "basis", Titles: []string{"检查依据", "法律依据", "设定依据"}},
		{Name: "ratio", Titles: []string{"抽查比例", "比例"}},
		{Name: "frequency", Titles: []string{"抽查频次", "频次"}},
		{Name: "requirement", Titles: []string{"检查人员要求", "人员要求"}},
		{Name: "remark", Titles: []string{"备注"}},
		{Name: "effectiveFrom", Titles: []string{"生效日期", "启用日期"}, Kind: sheet.Date},
		{Name: "effectiveTo", Titles: []string{"失效日期", "停用日期"}, Kind: sheet.Date},
		{Name: "sensitive", Titles: []string{"是否敏感", "敏感"}},
		{Name: "no", Titles: []string{"序号"}},
	},
	importChecklist: {
		{Name: "code", Titles: []string{"事项编码", "编码"}, Required: true},
		{Name: "no", Titles: []string{"序号", "要点序号"}, Required: true},
		{Name: "text", Titles: []string{"检查内容", "检查要点"}, Required: true},
		{Name: "method", Titles: []string{"检查方法", "操作方法与要领", "操作方法"}},
		{Name: "law", Titles: []string{"依据", "检查依据", "法律依据"}},
	},
	ImportSubjects: {
		{Name: "code", Titles: []string{"统一社会信用代码/注册号", "统一社会信用代码", "注册号", "信用代码", "代码"}},
		{Name: "name", Titles: []string{"企业名称", "名称", "单位名称", "检查对象名称", "市场主体名称"}, Required: true},
		{Name: "kind", Titles: []string{"主体类型", "企业类型", "类型"}},
		{Name: "trade", Titles: []string{"行业类别", "行业", "专项库名称", "监管标签"}, Required: true},
		{Name: "department", Titles: []string{"监管警种", "监管部门", "检查机关"}},
		{Name: "station", Titles: []string{"所属派出所", "属地监管所", "辖区派出所"}},
		{Name: "address", Titles: []string{"住所", "注册地址", "登记住所"}},
		{Name: "premises", Titles: []string{"实际经营地址", "经营地址", "经营场所", "地址"}},
		{Name: "legalRep", Titles: []string{"法定代表人(负责人)", "法定代表人（负责人）", "法定代表人", "负责人", "经营者"}},
		{Name: "contact", Titles: []string{"联系人"}},
		{Name: "phone", Titles: []string{"联系电话", "电话", "手机号"}},
		{Name: "founded", Titles: []string{"成立日期", "成立时间"}, Kind: sheet.Date},
		{Name: "registrar", Titles: []string{"登记机关"}},
		{Name: "status", Titles: []string{"登记状态", "经营状态", "状态"}},
		{Name: "licence", Titles: []string{"许可证名称", "许可证"}},
		{Name: "licenceNo", Titles: []string{"许可证编号", "编号"}},
		{Name: "licenceFrom", Titles: []string{"核准日期", "批准日期", "许可证批准日期"}, Kind: sheet.Date},
		{Name: "licenceTo", Titles: []string{"许可证有效期", "有效期至", "有效期", "许可证有效期至"}, Kind: sheet.Date},
		{Name: "issuer", Titles: []string{"发证机关"}},
		{Name: "risk", Titles: []string{"风险等级", "风险级别"}},
		{Name: "credit", Titles: []string{"信用等级"}},
		{Name: "scope", Titles: []string{"经营范围"}},
		{Name: "key", Titles: []string{"重点检查对象", "一般/重点", "是否重点", "对象类别"}},
		{Name: "lastChecked", Titles: []string{"上次检查日期", "最近检查日期"}, Kind: sheet.Date},
		{Name: "no", Titles: []string{"序号"}},
	},
	ImportInspectors: {
		{Name: "staffNo", Titles: []string{"单位工号", "工号"}},
		{Name: "badge", Titles: []string{"警号"}},
		{Name: "name", Titles: []string{"姓名"}, Required: true},
		{Name: "gender", Titles: []string{"性别"}},
		{Name: "idNumber", Titles: []string{"身份证号", "身份证号码"}},
		{Name: "phone", Titles: []string{"手机号", "联系电话", "手机"}},
		{Name: "unit", Titles: []string{"所属单位", "派出所/大队"}},
		{Name: "department", Titles: []string{"警种", "所在业务部门", "业务部门"}, Required: true},
		{Name: "deskDept", Titles: []string{"所在业务部门"}},
		{Name: "post", Titles: []string{"具体职务", "担任职务", "职务"}},
		{Name: "scope", Titles: []string{"执法事项范围"}, Kind: sheet.List},
		{Name: "qualifications", Titles: []string{"岗位资质资格", "资质资格"}, Kind: sheet.List},
		{Name: "grade", Titles: []string{"执法资格等级"}},
		{Name: "policeCert", Titles: []string{"人民警察证号"}},
		{Name: "certNo", Titles: []string{"执法证编号", "执法证号"}},
		{Name: "certUntil", Titles: []string{"执法证有效期", "证件有效期"}, Kind: sheet.Date},
		{Name: "auxiliary", Titles: []string{"是否辅警"}},
		{Name: "outside", Titles: []string{"是否外部门", "外部门"}},
		{Name: "status", Titles: []string{"人员状态", "状态"}},
	},
	ImportRecusals: {
		{Name: "subject", Titles: []string{"检查对象代码", "统一社会信用代码", "对象代码"}, Required: true},
		{Name: "inspector", Titles: []string{"警号", "检查人员警号"}, Required: true},
		{Name: "kind", Titles: []string{"关系", "回避关系", "利害关系"}, Required: true},
		{Name: "from", Titles: []string{"起", "起始日期", "开始日期", "起日"}, Kind: sheet.Date},
		{Name: "to", Titles: []string{"止", "终止日期", "截止日期", "结束日期", "止日"}, Kind: sheet.Date},
	},
	ImportLeaves: {
		{Name: "inspector", Titles: []string{"警号", "检查人员警号"}, Required: true},
		{Name: "from", Titles: []string{"起", "起始日期", "开始日期", "起日"}, Required: true, Kind: sheet.Date},
		{Name: "to", Titles: []string{"止", "终止日期", "截止日期", "结束日期", "止日"}, Required: true, Kind: sheet.Date},
		{Name: "reason", Titles: []string{"事由", "原因"}},
	},
	importPlatform: {
		{Name: "no", Titles: []string{"任务编号", "抽查任务编号"}},
		{Name: "task", Titles: []string{"任务名称", "抽查任务名称"}},
		{Name: "code", Titles: []string{"统一社会信用代码/注册号", "统一社会信用代码", "注册号"}, Required: true},
		{Name: "name", Titles: []string{"名称", "企业名称", "抽查主体名称", "市场主体名称", "检查对象名称"}, Required: true},
		{Name: "organ", Titles: []string{"检查机关"}},
		{Name: "inspectors", Titles: []string{"检查人员", "执法检查人员"}, Kind: sheet.List},
		{Name: "date", Titles: []string{"检查日期", "抽取日期"}, Kind: sheet.Date},
	},
}

// Two layouts that are read as part of another import.
const (
	importChecklist ImportKind = "checklist"
	importPlatform  ImportKind = "platform"
)
