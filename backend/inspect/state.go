package inspect

// TaskState 任务状态.
type TaskState string

const (
	TaskDraft      TaskState = "draft"      // 起草
	TaskFrozen     TaskState = "frozen"     // 名录已冻结
	TaskDrawn      TaskState = "drawn"      // 对象已抽取
	TaskLocked     TaskState = "locked"     // 名单已锁定
	TaskAssigned   TaskState = "assigned"   // 已分派执行单位
	TaskMatched    TaskState = "matched"    // 人员已匹配
	TaskApproved   TaskState = "approved"   // 已审批
	TaskDispatched TaskState = "dispatched" // 已派发
	TaskReturned   TaskState = "returned"   // 结果已回收
	TaskClosed     TaskState = "closed"     // 已公示办结
)

// DrawState 抽取状态.
type DrawState string

const (
	DrawStated    DrawState = "stated"    // 声明已登记，待见证
	DrawWitnessed DrawState = "witnessed" // 已见证，待公共输入
	DrawRevealed  DrawState = "revealed"  // 公共输入已提交
	DrawDone      DrawState = "done"      // 已出结果
	DrawAbandoned DrawState = "abandoned" // 作废（保留）
)

// TeamState 检查组状态.
type TeamState string

const (
	TeamMatched    TeamState = "matched"    // 已匹配
	TeamReady      TeamState = "ready"      // 组长已选定
	TeamDispatched TeamState = "dispatched" // 已派发
	TeamReturned   TeamState = "returned"   // 已交回
)

// VisitState 检查状态.
type VisitState string

const (
	VisitOpen     VisitState = "open"     // 检查中
	VisitFinished VisitState = "finished" // 已结束
	VisitHanded   VisitState = "handed"   // 已交回办公室
)

// PaperState 文书状态.
type PaperState string

const (
	PaperIssued  PaperState = "issued"  // 已签发
	PaperPrinted PaperState = "printed" // 已打印待签
	PaperFiled   PaperState = "filed"   // 签字件已归档
	PaperVoid    PaperState = "void"    // 作废
)

// ResultState 结果状态 (P2): the clock of art. 21 stops only at published.
type ResultState string

const (
	ResultEntered   ResultState = "entered"   // 待审核
	ResultReviewed  ResultState = "reviewed"  // 已审核，待录平台
	ResultOnFile    ResultState = "onfile"    // 已录平台
	ResultPublished ResultState = "published" // 已公示
	ResultWithheld  ResultState = "withheld"  // 不予公开
)

var taskLabels = map[TaskState]string{TaskDraft: "起草", TaskFrozen: "名录已冻结", TaskDrawn: "对象已抽取",
	TaskLocked: "名单已锁定", TaskAssigned: "已分派执行单位", TaskMatched: "人员已匹配", TaskApproved: "已审批", TaskDispatched: "已派发",
	TaskReturned: "结果已回收", TaskClosed: "已公示办结"}
var drawLabels = map[DrawState]string{DrawStated: "声明已登记，待见证", DrawWitnessed: "已见证，待公共输入",
	DrawRevealed: "公共输入已提交", DrawDone: "已出结果", DrawAbandoned: "作废"}
var teamLabels = map[TeamState]string{TeamMatched: "已匹配，待选组长", TeamReady: "组长已选定", TeamDispatched: "已派发", TeamReturned: "已交回"}
var visitLabels = map[VisitState]string{VisitOpen: "检查中", VisitFinished: "已结束", VisitHanded: "已交回"}
var paperLabels = map[PaperState]string{PaperIssued: "已签发", PaperPrinted: "已打印待签", PaperFiled: "签字件已归档", PaperVoid: "作废"}
var resultLabels = map[ResultState]string{ResultEntered: "待审核", ResultReviewed: "待录平台", ResultOnFile: "已录平台",
	ResultPublished: "已公示", ResultWithheld: "不予公开"}

func (s TaskState) Label() string   { return label(taskLabels, s) }
func (s DrawState) Label() string   { return label(drawLabels, s) }
func (s TeamState) Label() string   { return label(teamLabels, s) }
func (s VisitState) Label() string  { return label(visitLabels, s) }
func (s PaperState) Label() string  { return label(paperLabels, s) }
func (s ResultState) Label() string { return label(resultLabels, s) }

// step is one allowed move and the article that refuses every other.
type step[S comparable] struct {
	from, to S
}

var taskSteps = []step[TaskState]{
	{TaskDraft, TaskFrozen}, {TaskFrozen, TaskDrawn}, {TaskFrozen, TaskDraft}, // a frozen frame may be abandoned
	{TaskDraft, TaskDrawn}, // the platform's list is imported
	{TaskDrawn, TaskLocked}, {TaskLocked, TaskMatched}, {TaskMatched, TaskApproved},
	{TaskLocked, TaskAssigned}, {TaskAssigned, TaskReturned}, // each unit has a part of its own
	{TaskApproved, TaskDispatched}, {TaskDispatched, TaskReturned}, {TaskReturned, TaskClosed},
}
var drawSteps = []step[DrawState]{
	{DrawStated, DrawWitnessed}, {DrawWitnessed, DrawRevealed}, {DrawRevealed, DrawDone},
	{DrawStated, DrawAbandoned}, {DrawWitnessed, DrawAbandoned},
}
var teamSteps = []step[TeamState]{{TeamMatched, TeamReady}, {TeamReady, TeamReady}, {TeamReady, TeamDispatched}, {TeamDispatched, TeamReturned}}
var visitSteps = []step[VisitState]{{VisitOpen, VisitFinished}, {VisitFinished, VisitHanded}}
var paperSteps = []step[PaperState]{{PaperIssued, PaperPrinted}, {PaperPrinted, PaperPrinted}, {PaperPrinted, PaperFiled},
	{PaperIssued, PaperVoid}, {PaperPrinted, PaperVoid}}
var resultSteps = []step[ResultState]{{ResultEntered, ResultReviewed}, {ResultReviewed, ResultOnFile}, {ResultOnFile, ResultPublished}, {ResultReviewed, ResultWithheld}}

func move[S comparable](steps []step[S], from, to S) bool {
	for _, s := range steps {
		if s.from == from && s.to == to {
			return true
		}
	}
	return false
}

// To refuses a move that the flow of art. 13-15 and 21 does not have.
func (s TaskState) To(next TaskState) error {
	if move(taskSteps, s, next) {
		return nil
	}
	article := map[TaskState]string{TaskDraft: "第十三条", TaskFrozen: "第十三条", TaskDrawn: "第十三条", TaskLocked: "第十四条", TaskAssigned: "第十四条",
		TaskMatched: "第十五条", TaskApproved: "第十五条", TaskDispatched: "第十四条", TaskReturned: "第二十条", TaskClosed: "第二十一条"}[next]
	return E(Refused, "任务当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle(article).WithHint("按 抽取→锁定→匹配→审批→派发→回收→公示 的顺序办理")
}

// To refuses a draw that skips the witness or repeats itself (art. 13).
func (s DrawState) To(next DrawState) error {
	if move(drawSteps, s, next) {
		return nil
	}
	return E(Refused, "本次抽取当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第十三条").
		WithHint("先登记声明并由见证人确认，再输入公共随机数；结果一经产生不得重抽")
}

// To refuses a team change outside art. 15-16.
func (s TeamState) To(next TeamState) error {
	if move(teamSteps, s, next) {
		return nil
	}
	return E(Refused, "检查组当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第十六条").WithHint("派发后更换人员须走更换审批并重新随机抽取")
}

// To refuses changes to a finished visit (art. 20).
func (s VisitState) To(next VisitState) error {
	if move(visitSteps, s, next) {
		return nil
	}
	return E(Refused, "本次检查当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第二十条").WithHint("结束后的记录不再改动，需要说明的另作补充笔录或情况说明")
}

// To refuses changes to an issued document (art. 20).
func (s PaperState) To(next PaperState) error {
	if move(paperSteps, s, next) {
		return nil
	}
	return E(Refused, "文书当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第二十条").WithHint("先打印签字，再归档签字件")
}

// To refuses skipping review, or changing a published result (art. 21).
func (s ResultState) To(next ResultState) error {
	if move(resultSteps, s, next) {
		return nil
	}
	hint := "按 审核→录入平台→公示 的顺序办理"
	if s == ResultPublished {
		hint = "已公示的结果不得擅自更改；确有错误的，由主要负责人签字确认后更正"
	}
	return E(Refused, "检查结果当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第二十一条").WithHint("%s", hint)
}
