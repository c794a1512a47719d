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
//	trace      留痕查验, doctor, backup       meters    年度指标 (art. 8, 11)
//	request    更换和回避申请                     replace   the draw that follows (art. 16)
//	amend      任务变更包                         nonrandom 非随机检查 (art. 3)
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
