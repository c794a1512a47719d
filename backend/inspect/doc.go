// Package inspect holds the words of the field: nouns, states, roles, rules
// and errors of 双随机、一公开 inspection. It imports the standard library only,
// and every other package may import it.
//
// One word stands for one thing everywhere (Go, SQL, TypeScript, command line,
// screen):
//
//	Matter      抽查事项        what may be inspected, with its legal basis
//	Subject     检查对象        who may be inspected
//	Inspector   执法检查人员    who may inspect
//	Plan        年度抽查计划    a line of the yearly plan
//	Task        抽查任务        one drawing and inspecting campaign
//	Draw        抽取            one numbered, replayable draw
//	Team        检查组          the inspectors of one subject in one task
//	Visit       一次检查        one inspection of one subject by one team
//	Request     更换申请        to take a member out of a team (art. 16)
//	NonRandom   非随机检查      why a task is outside the draw (art. 3)
//	Finding     发现的问题
//	Measure     监管措施        what was done about a finding (art. 19)
//	Evidence    证据材料
//	Document    文书
//	Result      检查结果
//	Publication 公示
//	Correction  结果更正 (art. 21)
//	Review      异议复核 (art. 21)
//
// States move only along the tables in state.go; a refused move is an Error
// that names its article. Articles are those of the bureau's 工作指引.
package inspect
