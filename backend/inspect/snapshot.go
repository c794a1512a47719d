package inspect

// DocumentKind names a kind of 文书. The same word stands in a snapshot's
// "kind", on the command line and in file names.
type DocumentKind string

const (
	DocSceneRecord      DocumentKind = "scene-record"      // 现场检查笔录
	DocApproval         DocumentKind = "approval"          // 行政检查审批表
	DocInspectionNotice DocumentKind = "inspection-notice" // 行政检查通知书
	DocOrderToCorrect   DocumentKind = "order-to-correct"  // 责令改正通知书
	DocDrawRecord       DocumentKind = "draw-record"       // 随机抽取记录
	DocEvidenceList     DocumentKind = "evidence-list"     // 音视频资料清单
	DocTaskNotice       DocumentKind = "task-notice"       // 抽查任务公告
	DocResultNotice     DocumentKind = "result-notice"     // 抽查结果公示
	DocPlanNotice       DocumentKind = "plan-notice"       // 年度计划公示
	DocMatterNotice     DocumentKind = "matter-notice"     // 事项清单公告
)

// A snapshot is the frozen content of one document: JSON of one of the types
// below, stored as exact bytes. Signatures, the log and the printed QR code
// bind the SHA-256 of those bytes, and a PDF is made from them and nothing else.
//
// The tag doc gives a field's name on the page; ",required" means that the
// document is not made while it is empty. Dates are 2006-01-02, instants are
// InstantLayout; both are printed in China's time.

// DocumentHead is common to all snapshots.
type DocumentHead struct {
	Kind           DocumentKind `json:"kind"`
	Number         string       `json:"number" doc:"文书编号,required"`
	OfficialNumber string       `json:"officialNumber" doc:"正式文号"` // from 执法办案信息系统, when known (P7)
	Organ          string       `json:"organ" doc:"机关名称,required"`
	TaskNo         string       `json:"taskNo" doc:"任务编号"`
	TaskName       string       `json:"taskName" doc:"任务名称"`
	Draft          bool         `json:"draft"`   // printed 草稿
	Version        int          `json:"version"` // from 1
	IssuedAt       string       `json:"issuedAt" doc:"制作时间"`
	CheckpointSize int64        `json:"checkpointSize"` // entries of the log at issue
	CheckpointRoot string       `json:"checkpointRoot"` // hex
}

// PartySnapshot is the inspected subject as printed.
type PartySnapshot struct {
	Name      string `json:"name" doc:"被检查单位,required"`
	Code      string `json:"code" doc:"统一社会信用代码"`
	Address   string `json:"address" doc:"地址,required"`
	Principal string `json:"principal" doc:"法定代表人（负责人）"`
	Phone     string `json:"phone" doc:"联系电话"`
}

// OfficerSnapshot is an inspector as printed.
type OfficerSnapshot struct {
	Name   string `json:"name" doc:"检查人员姓名,required"`
	CertNo string `json:"certNo" doc:"执法证件号,required"`
	Unit   string `json:"unit" doc:"检查人员单位"`
	Leader bool   `json:"leader"`
}

// MatterSnapshot is one inspected matter with its checklist.
type MatterSnapshot struct {
	Name  string              `json:"name" doc:"抽查事项,required"`
	Basis string              `json:"basis" doc:"检查依据"`
	By    string              `json:"by" doc:"检查部门"` // of another department's matter: who answered
	Lines []CheckLineSnapshot `json:"lines"`
}

// CheckLineSnapshot is one line of a checklist with its answer.
type CheckLineSnapshot struct {
	Content string `json:"content" doc:"检查内容,required"`
	Answer  string `json:"answer" doc:"检查结论,required"` // label of an AnswerValue
	Note    string `json:"note" doc:"情况说明"`
}

// FindingSnapshot is a problem with the measure taken (art. 19).
type FindingSnapshot struct {
	Matter      string `json:"matter" doc:"所属事项"`
	Description string `json:"description" doc:"发现的问题,required"`
	Measure     string `json:"measure" doc:"处理措施,required"`
	Deadline    string `json:"deadline" doc:"整改期限"`
}

// EvidenceSnapshot is a line of a list of evidence.
type EvidenceSnapshot struct {
	Kind     string `json:"kind" doc:"材料种类,required"`
	Name     string `json:"name" doc:"材料名称"`
	Device   string `json:"device" doc:"设备编号"`
	Officer  string `json:"officer" doc:"制作人"` // name or police number
	From     string `json:"from" doc:"开始时间"`
	To       string `json:"to" doc:"结束时间"`
	Content  string `json:"content" doc:"内容摘要"`
	KeySpans string `json:"keySpans" doc:"关键时间段"`
	Size     string `json:"size" doc:"时长或大小"`
	SHA256   string `json:"sha256" doc:"SHA-256"`
	SM3      string `json:"sm3" doc:"SM3"`
	Place    string `json:"place" doc:"存放处"`
	KeepTill string `json:"keepTill" doc:"保存期限"`
	State    string `json:"state" doc:"状态"` // label of an EvidenceState
}

// SceneRecordSnapshot 现场检查笔录 (程序规定 art. 86; 司法部基本格式文本).
type SceneRecordSnapshot struct {
	DocumentHead
	Party         PartySnapshot      `json:"party"`
	StartedAt     string             `json:"startedAt" doc:"检查开始时间,required"`
	EndedAt       string             `json:"endedAt" doc:"检查结束时间,required"`
	Place         string             `json:"place" doc:"检查地点,required"`
	Officers      []OfficerSnapshot  `json:"officers" doc:"检查人员"`
	PartyPerson   string             `json:"partyPerson" doc:"当事人（陪同人）"`
	PartyPost     string             `json:"partyPost" doc:"当事人职务"`
	PartyID       string             `json:"partyId" doc:"当事人证件号"`
	PartyPhone    string             `json:"partyPhone" doc:"当事人电话"`
	Witness       string             `json:"witness" doc:"见证人"`
	WitnessID     string             `json:"witnessId" doc:"见证人证件号或单位"`
	LegalRep      string             `json:"legalRep" doc:"到场的法定代表人（负责人）"`
	LegalRepID    string             `json:"legalRepId" doc:"法定代表人（负责人）证件号"`
	Interpreter   string             `json:"interpreter" doc:"翻译人员"`
	InterpreterID string             `json:"interpreterId" doc:"翻译人员证件号或单位"`
	Language      string             `json:"language" doc:"翻译语种"`
	NotDone       string             `json:"notDone" doc:"未能实施检查的情形"` // closed, moved, refused (P9)
	Credentials   bool               `json:"credentials"`             // 已出示执法证件
	Rights        bool               `json:"rights"`                  // 已告知权利义务
	Recusal       string             `json:"recusal" doc:"是否申请回避,required"`
	Purpose       string             `json:"purpose" doc:"检查事由和目的,required"`
	Basis         string             `json:"basis" doc:"检查依据,required"`
	CheckCode     string             `json:"checkCode" doc:"扫码入企号"`
	Methods       []string           `json:"methods" doc:"检查方式"`
	Matters       []MatterSnapshot   `json:"matters" doc:"抽查事项"`
	Process       string             `json:"process" doc:"检查过程和结果,required"`
	Findings      []FindingSnapshot  `json:"findings" doc:"发现的问题"`
	Evidence      []EvidenceSnapshot `json:"evidence" doc:"证据材料"`
	Statement     string             `json:"statement" doc:"陈述申辩"`
	Refusal       string             `json:"refusal" doc:"拒绝签名情况"`
	PaperOriginal string             `json:"paperOriginal" doc:"纸质原件说明"` // 誊录: the paper is the original (P6)
}

// TeamSnapshot is a team as printed: its members, the leader first, and its day.
type TeamSnapshot struct {
	Officers []OfficerSnapshot `json:"officers" doc:"检查组成员"`
	Date     string            `json:"date" doc:"检查日期"`
}

// ApprovalSnapshot 行政检查审批表. One form may cover several parties.
type ApprovalSnapshot struct {
	DocumentHead
	Reason    string            `json:"reason" doc:"检查事由和任务来源,required"`
	Basis     string            `json:"basis" doc:"检查依据,required"`
	Matters   []string          `json:"matters" doc:"检查事项"`
	Methods   []string          `json:"methods" doc:"检查方式"`
	From      string            `json:"from" doc:"检查开始日期,required"`
	To        string            `json:"to" doc:"检查结束日期,required"`
	Parties   []PartySnapshot   `json:"parties" doc:"被检查单位"`
	Officers  []OfficerSnapshot `json:"officers" doc:"检查人员"`
	Teams     []TeamSnapshot    `json:"teams" doc:"检查组"`         // one for each of the parties, in their order
	Frequency string            `json:"frequency" doc:"本年度检查频次"` // 本年度本机关对该单位第 N 次 / 上限 M
	Assisting string            `json:"assisting" doc:"协助人员"`
	Opinion   string            `json:"opinion" doc:"承办人意见,required"`
	Applicant string            `json:"applicant" doc:"承办人,required"`
	AppliedOn string            `json:"appliedOn" doc:"申请日期,required"`
	Note      string            `json:"note" doc:"备注"`
}
