package inspect

// Visit 一次检查: one team's inspection of one subject, covering every matter
// of the task (art. 18). While it is open its fields live in the draft table,
// one row a field, so that no keystroke waits for another.
type Visit struct {
	ID          string       `json:"id"`
	Task        string       `json:"task"`
	Team        string       `json:"team"`
	Subject     string       `json:"subject"`
	Grant       string       `json:"grant"`
	StartedAt   string       `json:"startedAt"` // instants
	EndedAt     string       `json:"endedAt"`
	Place       string       `json:"place"`
	Outcome     VisitOutcome `json:"outcome"`
	OutcomeNote string       `json:"outcomeNote"`
	Method      string       `json:"method"`  // 检查方式
	Present     []string     `json:"present"` // inspector ids on site
	Credentials bool         `json:"credentials"`
	Rights      bool         `json:"rights"`      // rights and recusal explained
	Recusal     RecusalClaim `json:"recusal"`     // what the party answered to it
	RecusalNote string       `json:"recusalNote"` // whom, why, and what was decided
	CheckCode   string       `json:"checkCode"`   // 扫码入企号
	NoCheckCode string       `json:"noCheckCode"`
	PartyName   string       `json:"partyName"`
	PartyPost   string       `json:"partyPost"`
	PartyID     string       `json:"partyId"`
	PartyPhone  string       `json:"partyPhone"`
	Witness     string       `json:"witness"`
	Process     string       `json:"process"`    // 检查过程和结果
	Statement   string       `json:"statement"`  // 陈述申辩
	Refusal     string       `json:"refusal"`    // why the party did not sign
	RecordNote  string       `json:"recordNote"` // why steps have no audio or video; StepReasons for a single one
	Answers     []Answer     `json:"answers"`
	Findings    []Finding    `json:"findings"`
	Notes       []Note       `json:"notes"`
	State       VisitState   `json:"state"`

	Vehicle    string    `json:"vehicle"`    // 出动车辆
	RightsNote string    `json:"rightsNote"` // how and what the party was told
	CallRecord string    `json:"callRecord"` // whom one tried to reach, when, how
	ClauseRead bool      `json:"clauseRead"` // who refuses was told what refusing means
	SecondOn   string    `json:"secondOn"`   // the day of another try, of OutcomeLater
	Ways       []Way     `json:"ways"`       // of the matters not inspected by Method
	Rechecks   []Recheck `json:"rechecks"`   // of what was ordered at earlier inspections
	Carried    string    `json:"carried"`    // the visit whose shared fields this one began with, "" = none

	WitnessID     string `json:"witnessId"`     // 见证人证件号或单位
	LegalRep      string `json:"legalRep"`      // 到场的法定代表人（负责人）, when another than PartyName
	LegalRepID    string `json:"legalRepId"`    // 证件号
	Interpreter   string `json:"interpreter"`   // 翻译人员
	InterpreterID string `json:"interpreterId"` // 翻译人员证件号或单位
	Language      string `json:"language"`      // 翻译的语种, sign language too

	Marks       []Mark       `json:"marks"`       // time marks, in their order
	StepReasons []StepReason `json:"stepReasons"` // why single steps have no audio or video

	Replies []Reply `json:"replies"` // of other departments (P4); null in older records means none
}

// VisitOutcome 检查实施情况 (P9).
type VisitOutcome string

const (
	OutcomeDone      VisitOutcome = "done"      // 已实施检查
	OutcomeClosed    VisitOutcome = "closed"    // 关门、停业
	OutcomeMoved     VisitOutcome = "moved"     // 迁出、无法联系
	OutcomeCancelled VisitOutcome = "cancelled" // 已注销
	OutcomeIdle      VisitOutcome = "idle"      // 未开展所查的经营活动
	OutcomeRefused   VisitOutcome = "refused"   // 拒绝检查
	OutcomeLater     VisitOutcome = "later"     // 改期再查: the visit stays open
)

func (o VisitOutcome) Label() string {
	return label(map[VisitOutcome]string{OutcomeDone: "已实施检查", OutcomeClosed: "关门停业，未能实施",
		OutcomeMoved: "迁出或无法联系，未能实施", OutcomeCancelled: "已注销，未能实施", OutcomeIdle: "未开展经营活动，未能实施",
		OutcomeRefused: "拒绝检查", OutcomeLater: "改期再查"}, o)
}

// RecusalClaim 是否申请回避 is the party's answer, as it is recorded.
type RecusalClaim string

const (
	RecusalNone  RecusalClaim = "none"  // 不申请回避
	RecusalAsked RecusalClaim = "asked" // 申请回避
)

func (r RecusalClaim) Label() string {
	return label(map[RecusalClaim]string{RecusalNone: "不申请回避", RecusalAsked: "申请回避"}, r)
}

// AnswerValue 检查结论 of one checklist line.
type AnswerValue string

const (
	AnswerYes  AnswerValue = "yes"  // 符合
	AnswerNo   AnswerValue = "no"   // 不符合
	AnswerNA   AnswerValue = "na"   // 不适用
	AnswerSkip AnswerValue = "skip" // 未检查，须写明原因
)

func (v AnswerValue) Label() string {
	return label(map[AnswerValue]string{AnswerYes: "符合", AnswerNo: "不符合", AnswerNA: "不适用", AnswerSkip: "未检查"}, v)
}

// Answer is what was found for one checklist line of one matter.
type Answer struct {
	Matter string      `json:"matter"`
	Item   int         `json:"item"`
	Value  AnswerValue `json:"value"`
	Note   string      `json:"note"`
}

// Finding 发现的问题 with the measure taken (art. 19).
type Finding struct {
	ID          string  `json:"id"`
	Matter      string  `json:"matter"`
	Item        int     `json:"item"`
	Description string  `json:"description"`
	Measure     Measure `json:"measure"`
	MeasureNote string  `json:"measureNote"`
	Deadline    string  `json:"deadline"` // 限期整改
	Recheck     string  `json:"recheck"`  // 复查日期, "" = when the deadline has passed
}

// Measure 监管措施 (art. 19, P16).
type Measure string

const (
	MeasureRecord   Measure = "record"   // 制作现场笔录
	MeasureEvidence Measure = "evidence" // 初步提取证据
	MeasureStop     Measure = "stop"     // 责令停止
	MeasureCorrect  Measure = "correct"  // 责令限期整改
	MeasurePenalty  Measure = "penalty"  // 当场处罚
	MeasureOnSpot   Measure = "onspot"   // 当场改正
	MeasureEducate  Measure = "educate"  // 教育
	MeasureTransfer Measure = "transfer" // 移送
	MeasureNone     Measure = "none"     // 不采取措施（说明理由）
	MeasureOwner    Measure = "owner"    // 由检查部门处理: another department, of its own matter (P4)
)

// Measures lists them in the order shown.
var Measures = []Measure{MeasureRecord, MeasureEvidence, MeasureStop, MeasureCorrect, MeasurePenalty, MeasureOnSpot, MeasureEducate, MeasureTransfer, MeasureNone, MeasureOwner}

func (m Measure) Label() string {
	return label(map[Measure]string{MeasureRecord: "制作现场笔录", MeasureEvidence: "初步提取证据",
		MeasureStop: "责令停止违法行为", MeasureCorrect: "责令限期整改", MeasurePenalty: "当场处罚", MeasureOnSpot: "当场改正",
		MeasureEducate: "批评教育", MeasureTransfer: "移送处理", MeasureOwner: "由检查部门处理", MeasureNone: "不采取措施"}, m)
}

// Note 现场随记 is a free note with its time.
type Note struct {
	ID      string `json:"id"`
	At      string `json:"at"`
	Text    string `json:"text"`
	Finding string `json:"finding"` // what it belongs to, "" = the visit
}

// Field is one stored field of an open form: its path, text, revision, and
// who wrote it when. Paths are those of visitform.go.
type Field struct {
	Path   string `json:"path"`
	Value  string `json:"value"`
	Rev    int64  `json:"rev"`
	Person string `json:"person"`
	At     string `json:"at"`
}
