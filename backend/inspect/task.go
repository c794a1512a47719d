package inspect

import "strings"

// Origin 抽取来源 says who drew: an imported platform draw is the default (art. 13).
type Origin string

const (
	OriginPlatform Origin = "platform" // 平台抽取后导入
	OriginLocal    Origin = "local"    // 本机抽取，待平台确认
)

func (o Origin) Label() string {
	return label(map[Origin]string{OriginPlatform: "平台抽取", OriginLocal: "本机抽取（待平台确认）"}, o)
}

// Task 抽查任务 is one campaign: matters, a pool, a draw, teams, results.
type Task struct {
	ID           string    `json:"id"`
	No           string    `json:"no"` // 区划6+YYYYMMDD+4
	PlatformNo   string    `json:"platformNo"`
	Name         string    `json:"name"`
	Plan         string    `json:"plan"` // plan line id, "" = ad hoc
	PlanNo       string    `json:"planNo"`
	PlanName     string    `json:"planName"`
	AdHocReason  string    `json:"adHocReason"`
	Organ        string    `json:"organ"` // 检查机关 printed on documents
	Lead         string    `json:"lead"`  // 发起部门
	Departments  []string  `json:"departments"`
	Joint        bool      `json:"joint"`
	Matters      []string  `json:"matters"` // ids
	Trades       []string  `json:"trades"`
	Scope        string    `json:"scope"`
	From         string    `json:"from"`
	To           string    `json:"to"`
	RatioNum     int       `json:"ratioNum"`
	RatioDen     int       `json:"ratioDen"`
	Total        int       `json:"total"` // fixed number instead of a ratio; 0 = ratio
	PerSubject   int       `json:"perSubject"`
	Origin       Origin    `json:"origin"`
	OriginReason string    `json:"originReason"` // why drawn here (P2)
	OriginFile   string    `json:"originFile"`   // SHA-256 of the platform's list
	OriginName   string    `json:"originName"`   // name of that file, "" in older workspaces
	Pool         int       `json:"pool"`
	Excluded     int       `json:"excluded"`
	Winners      []Winner  `json:"winners"` // in visit order, fixed once locked
	State        TaskState `json:"state"`
	Approval     string    `json:"approval"`
	CreatedBy    string    `json:"createdBy"` // person id, for asker ≠ approver

	Rule DrawRule `json:"rule"`

	Kind      TaskKind   `json:"kind"`
	NonRandom *NonRandom `json:"nonRandom"` // why it is not random (art. 3); nil of a random one

	Shares     []Share  `json:"shares"`     // of a whole task that executing units carry out
	Moves      []Moved  `json:"moves"`      // subjects that went elsewhere than the split says
	Parent     string   `json:"parent"`     // of a unit's part: id of the whole task
	Unit       string   `json:"unit"`       // of a unit's part: 任务执行单位
	UnitDevice string   `json:"unitDevice"` // fingerprint of that unit's office; "" = this office
	InField    bool     `json:"inField"`    // begun on a laptop without a package (P16)
	Deputed    []string `json:"deputed"`    // departments that enter their own people (P4); null in older workspaces means none
	FieldNo    string   `json:"fieldNo"`    // its provisional number there, once the office has numbered it

	Recalls  []Recall `json:"recalls"`  // parts taken back from a unit; null in older workspaces means none
	Recalled string   `json:"recalled"` // of a unit's part: why it was taken back, "" = it was not

	Omitted []Omitted `json:"omitted"` // of the platform's list, not taken; null in older workspaces means none

	LockedOn  string          `json:"lockedOn"`  // legal date, "" before the lock and in older workspaces
	Registers []RegisterCount `json:"registers"` // of every 警种部门 that has any, when the list was locked: the denominators then (art. 8)
}

// RegisterCount is how many valid subjects a department's register held.
type RegisterCount struct {
	Department string `json:"department"`
	Subjects   int    `json:"subjects"`
}

// Omitted 不列入 is a subject of the platform's list that is not inspected, and why.
type Omitted struct {
	Subject string `json:"subject"`
	Code    string `json:"code"`
	Name    string `json:"name"`
	Why     string `json:"why"`    // the rule
	Reason  string `json:"reason"` // as written
}

// Winner 抽中对象 is a drawn subject in visit order.
type Winner struct {
	Subject string `json:"subject"`
	Code    string `json:"code"`
	Name    string `json:"name"`
	DrawID  string `json:"drawId"` // pseudonym in the public draw files
	Ticket  string `json:"ticket"` // 抽签值, "" when the platform drew
	// What the platform's list says of the team, when it matched people too.
	Inspectors []string `json:"inspectors"` // ids, the leader first; empty = match here
}

// Validate demands what art. 13 wants set before anything is drawn.
func (t Task) Validate() error {
	if !t.Random() {
		return t.validNonRandom()
	}
	switch {
	case strings.TrimSpace(t.Name) == "":
		return E(Invalid, "任务名称为空").WithField("name").WithArticle("第十三条")
	case t.Plan == "" && strings.TrimSpace(t.AdHocReason) == "":
		return E(Invalid, "任务既不在年度计划内，也没有写明临时设置的理由").WithField("adHocReason").WithArticle("第十三条").WithHint("选择计划项目，或填写理由")
	case len(t.Matters) == 0:
		return E(Invalid, "任务没有抽查事项").WithField("matters").WithArticle("第二条").WithHint("从抽查事项清单中选择")
	case !isDate(t.From) || !isDate(t.To) || t.From > t.To:
		return E(Invalid, "任务起止日期不完整或颠倒").WithField("from").WithArticle("第十三条").WithHint("填写起止日期，如 2026-03-01")
	case strings.TrimSpace(t.Lead) == "":
		return E(Invalid, "任务没有发起部门").WithField("lead").WithArticle("第十三条")
	case t.Joint && !together(t.Lead, t.Departments):
		return E(Invalid, "联合抽查任务应明确参与检查的具体部门").WithField("departments").WithArticle("第十三条").WithHint("至少两个不同部门，发起部门在内")
	case t.PerSubject < 2:
		return E(Invalid, "每个检查对象应安排不少于2名检查人员，现为%d名", t.PerSubject).WithField("perSubject").WithArticle("第十五条").WithHint("改为 2 名或更多")
	case t.Joint && t.PerSubject < len(t.Departments):
		return E(Invalid, "联合抽查有%d个部门参与，每个检查对象应安排不少于%d名检查人员，现为%d名", len(t.Departments), len(t.Departments), t.PerSubject).
			WithField("perSubject").WithArticle("第十五条").WithHint("每个参与部门至少1名")
	case t.Origin == OriginLocal && strings.TrimSpace(t.OriginReason) == "":
		return E(Invalid, "在本机抽取应写明理由，默认由平台抽取后导入").WithField("originReason").WithArticle("第十三条")
	case t.Origin == OriginLocal && t.Total <= 0 && (t.RatioNum <= 0 || t.RatioDen <= 0 || t.RatioNum > t.RatioDen):
		return E(Invalid, "抽取比例“%d/%d”不对", t.RatioNum, t.RatioDen).WithField("ratio").WithArticle("第十二条")
	}
	return t.Rule.Validate(t.Total)
}

// Drawing 一次抽取 is one numbered statement and its result. Its files live
// beside it; nothing of an earlier attempt ever moves.
type Drawing struct {
	ID          string    `json:"id"`
	Task        string    `json:"task"`
	TaskNo      string    `json:"taskNo"`
	Purpose     string    `json:"purpose"` // subjects, inspectors, replacement
	Attempt     int       `json:"attempt"`
	Previous    string    `json:"previous"`
	Reason      string    `json:"reason"`    // of a further attempt, as stated
	Statement   string    `json:"statement"` // SHA-256 of statement.json
	NonceSHA    string    `json:"nonceSha"`
	InputKind   string    `json:"inputKind"`
	InputNote   string    `json:"inputNote"`
	Pool        int       `json:"pool"`
	Excluded    int       `json:"excluded"`
	StatedAt    string    `json:"statedAt"`
	DrawnAt     string    `json:"drawnAt"`
	Witness     string    `json:"witness"`    // who confirmed the checkpoint left the PC
	WitnessHow  string    `json:"witnessHow"` // printed, photographed, exported
	WitnessedAt string    `json:"witnessedAt"`
	Checkpoint  string    `json:"checkpoint"` // short form of the log up to the statement, handed to the witness
	StatedBy    string    `json:"statedBy"`   // names of who stated and who revealed
	RevealedBy  string    `json:"revealedBy"`
	PublicInput string    `json:"publicInput"`
	Source      string    `json:"source"`
	Seed        string    `json:"seed"`
	Files       []FileRef `json:"files"`
	State       DrawState `json:"state"`

	AbandonedFor string `json:"abandonedFor"` // why it was given up before its public input

	Persons  []DrawnRef `json:"persons"`  // roster: pseudonym and inspector, internal
	Subjects []DrawnRef `json:"subjects"` // pool or seats: pseudonym and subject, internal
	Deputed  []string   `json:"deputed"`  // departments whose seats were left open
	Approval string     `json:"approval"` // consent to a further attempt, "" for the first
}

// FileRef names exact stored bytes.
type FileRef struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// DrawnRef ties a pseudonym of one statement to a register id. Internal.
type DrawnRef struct {
	DrawID string `json:"drawId"`
	ID     string `json:"id"`
}

// Team 检查组 inspects one subject of one task (art. 15).
type Team struct {
	ID        string    `json:"id"`
	Task      string    `json:"task"`
	Subject   string    `json:"subject"`
	Order     int       `json:"order"` // from 1, the visit order
	Members   []Member  `json:"members"`
	Leader    string    `json:"leader"`   // inspector id, "" until chosen
	Proposed  string    `json:"proposed"` // what the draw proposes
	Date      string    `json:"date"`
	Scheme    string    `json:"scheme"`   // 检查工作方案 in words
	WorkPlan  *WorkPlan `json:"workPlan"` // nil until it is written
	Draw      string    `json:"draw"`
	State     TeamState `json:"state"`
	LeadBasis string    `json:"leadBasis"` // why this leader, when not the proposed one

	Changes   []TeamChange `json:"changes"`   // oldest first
	Frequency string       `json:"frequency"` // 本年度第 N 次 / 上限 M, as the office knew it at the dispatch
	Postponed string       `json:"postponed"` // 改期: why it may not go out now, "" = it may
	Past      []PastCheck  `json:"past"`      // of the subject, newest first, as known at the dispatch; null in older workspaces means none
}

// Member 检查组成员.
type Member struct {
	Inspector  string `json:"inspector"`
	Name       string `json:"name"`
	Badge      string `json:"badge"`
	CertNo     string `json:"certNo"`
	Department string `json:"department"`
	Outside    bool   `json:"outside"`
	Seat       int    `json:"seat"`

	Unconfirmed bool `json:"unconfirmed"` // told by phone (P11); never in a stored team
}

// Out refuses a team whose inspection is postponed.
func (t Team) Out() error {
	if t.Postponed == "" {
		return nil
	}
	return E(Refused, "本次检查已改期：%s", t.Postponed).WithArticle("第十六条").WithRef(t.ID).WithHint("有符合条件的人员后，在检查组页面重新抽取，再检查")
}

// Ready refuses a team that may not go out: two members at least, one leader
// among them, and in a joint task a leader of the initiating department.
func (t Team) Ready(task Task) error {
	if open := t.missing(task); len(open) > 0 {
		return E(Refused, "联合部门（%s）的检查人员还没有代录", strings.Join(open, "、")).WithArticle("第十五条").WithRef(t.ID).WithHint("在检查组页面代录该部门检查人员的姓名、执法证号和有效期")
	}
	if len(t.Members) < 2 {
		return E(Refused, "检查组只有%d名检查人员，每个检查对象应不少于2名", len(t.Members)).WithArticle("第十五条").WithRef(t.ID)
	}
	for _, m := range t.Members {
		if m.Inspector != t.Leader {
			continue
		}
		if task.Joint && m.Department != task.Lead {
			return E(Refused, "联合抽查应由发起部门（%s）的执法检查人员任组长，%s属于%s", task.Lead, m.Name, m.Department).
				WithArticle("第十五条").WithRef(t.ID).WithHint("改选发起部门的成员")
		}
		return nil
	}
	return E(Refused, "检查组还没有从成员中选定1名组长").WithArticle("第十五条").WithRef(t.ID).WithHint("在检查组页面选定组长")
}

// ApprovalKind 审批方式 (P1).
type ApprovalKind string

const (
	ApprovalAccount ApprovalKind = "account" // 账号审批
	ApprovalPaper   ApprovalKind = "paper"   // 纸质审批登记
	ApprovalOral    ApprovalKind = "oral"    // 口头同意，24小时内补办
)

// Approval 审批 is a leader's consent to one thing, however it was given.
type Approval struct {
	ID         string       `json:"id"`
	Noun       string       `json:"noun"`
	Ref        string       `json:"ref"`
	Kind       ApprovalKind `json:"kind"`
	Approver   string       `json:"approver"` // name
	Post       string       `json:"post"`
	Person     string       `json:"person"` // account of the approver, "" if none
	Date       string       `json:"date"`
	Opinion    string       `json:"opinion"`
	Scan       string       `json:"scan"` // SHA-256 of the signed sheet's image
	ScanName   string       `json:"scanName"`
	DueAt      string       `json:"dueAt"` // paper of an oral consent
	Applicant  string       `json:"applicant"`
	EnteredBy  string       `json:"enteredBy"`
	EnteredFor string       `json:"enteredFor"` // what was approved, in words
	FiledAt    string       `json:"filedAt"`    // instant when the paper of an oral consent was attached
}

// Overdue tells whether the paper of an oral consent is still missing, or came
// in, after the 24 hours (P1). now is an instant.
func (a Approval) Overdue(now string) bool {
	if a.FiledAt != "" {
		now = a.FiledAt
	}
	return a.DueAt != "" && a.DueAt < now
}

// Validate compares persons, not accounts: who asks does not approve.
func (a Approval) Validate(applicantName string) error {
	switch {
	case strings.TrimSpace(a.Approver) == "":
		return E(Invalid, "没有填写审批人姓名").WithField("approver")
	case strings.TrimSpace(a.Post) == "":
		return E(Invalid, "没有填写审批人职务").WithField("post")
	case a.Date == "":
		return E(Invalid, "没有填写审批日期").WithField("date")
	case a.Kind == ApprovalPaper && a.Scan == "":
		return E(Refused, "纸质审批登记应附签字页扫描件").WithField("scan").WithHint("扫描签字的审批表后选择该文件")
	case a.Approver == applicantName, a.Person != "" && a.Person == a.Applicant:
		return E(Refused, "申请人与审批人不能是同一人（%s）", a.Approver).WithField("approver").WithArticle("第十六条").
			WithHint("由分管负责人或主要负责人审批")
	}
	return nil
}

// Grant 授权 lets one device write the visits of some teams of a task.
// A later epoch of the same task and team replaces an earlier one.
type Grant struct {
	ID          string   `json:"id"`
	Task        string   `json:"task"`
	Departments []string `json:"departments"`
	Teams       []string `json:"teams"`
	Device      string   `json:"device"` // certificate fingerprint
	DeviceName  string   `json:"deviceName"`
	Epoch       int      `json:"epoch"`
	Leader      string   `json:"leader"`   // person id
	Subjects    []string `json:"subjects"` // of a unit's office: the subjects of its part
	IssuedAt    string   `json:"issuedAt"`
	Approval    string   `json:"approval"`

	Hand     int       `json:"hand"`     // how often the teams went from laptop to laptop within the epoch
	Handover *Handover `json:"handover"` // of a grant that a laptop passed on
	Lost     string    `json:"lost"`     // the lost device in whose place this one was granted, "" = none
}
