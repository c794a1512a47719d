// Package service is the program's only API: what the window, the command
// line and the tests call. One file holds one stage of the work:
//
//	home       where things stand
//	workspace  people, settings, identity        library   一单两库 and imports
//	plan       年度计划                           task      抽查任务
//	draw       subjects drawn, replayable         match     inspectors matched
//	approval   审批登记                           dispatch  grants, task packages
//	receive    opening packages, merging          visit     现场检查
//	evidence   证据材料                           paper     文书
//	result     检查结果                           publish   公告公示
//	trace      留痕查验, doctor
//	backup     encrypted copies here and at a second place; restore
//
// and beside them, named after what they are about:
//
//	register, registerquery, registercheck, history, merge, bulk, recusal,
//	suggest               两库: forms, filters, 库况检查, history, 合并, 批量改, 更正建议 (art. 9)
//	matter, matterlimits, matterpublic   清单的调整、限制和公布 (art. 7-8)
//	importing, import*, mapping, exportregister   tables in and out
//	planversion, planpublic, meters, yearclose    计划调整和公开, 年度指标, 结账 (art. 8, 10-11)
//	cap, frequency, exception   频次上限, 第 N 次, 例外登记 (art. 11, 国办发〔2024〕54号)
//	numbering, approvalpaper, approvalpending     编号规则, 审批表, 待补的签字页
//	platform*, drawsubjects, redraw, drawopen, drawverify   the draw's parts (art. 13-14)
//	fairness*, report*    公平性, 报表
//	request, replace, postpone, phoned, amend     更换、回避、改期、电话告知 (art. 16)
//	nonrandom, fieldcheck, fieldreturn   非随机检查, also begun on a laptop (art. 3)
//	workplan, outside, candidates        工作方案, 外部门人员, 可选人员 (art. 15)
//	departmentform, departmentsheet      分部门检查表 out and back (art. 18, P4)
//	unit, assign, assignpack, unitreceive   任务执行单位 (art. 14-15)
//	allow, conflict, seal, checkpoint    what packages may bring, and how they are signed
//	receipt, handing, wipe, handover, handtake, holdings, loss   接收回执、清除、交接、持有、遗失 (P14)
//
// Open makes the Services of one workspace; the window, serve, the command
// line and the tests share that one wiring. Every method takes a context and
// an Actor and begins by asking the role table (inspect.ActionTable) whether
// this person may; whatever it changes is written through store.Write, which
// refuses a change without an audit entry. A step that the rules do not allow
// is refused with an inspect.Error that names its article.
//
// Methods return inspect types (and small view types of this package), never
// maps and never nil slices.
package service
