package inspect

import "time"

// Noun names an aggregate kept as versions.
type Noun string

const (
	NounPerson      Noun = "person"
	NounMatter      Noun = "matter"
	NounSubject     Noun = "subject"
	NounInspector   Noun = "inspector"
	NounRecusal     Noun = "recusal"
	NounLeave       Noun = "leave"
	NounPlan        Noun = "plan"
	NounTask        Noun = "task"
	NounDraw        Noun = "draw"
	NounTeam        Noun = "team"
	NounApproval    Noun = "approval"
	NounGrant       Noun = "grant"
	NounVisit       Noun = "visit"
	NounEvidence    Noun = "evidence"
	NounPaper       Noun = "paper"
	NounTemplate    Noun = "template"
	NounResult      Noun = "result"
	NounPublication Noun = "publication"
	NounDevice      Noun = "device"
	NounRequest     Noun = "request"
	NounSuggestion  Noun = "suggestion"
	NounException   Noun = "exception"
	NounYearClose   Noun = "yearclose"
	NounCap         Noun = "cap"
	NounScan        Noun = "scan"
	NounPhrase      Noun = "phrase"
	NounReceipt     Noun = "receipt"
	NounLease       Noun = "lease"
	NounDrawnRule   Noun = "drawnrule"
	NounFiling      Noun = "filing"
)

// Label is the noun's name on screens.
func (n Noun) Label() string {
	return label(map[Noun]string{NounPerson: "人员", NounMatter: "抽查事项", NounSubject: "检查对象",
		NounInspector: "执法检查人员", NounRecusal: "回避关系", NounLeave: "请假", NounPlan: "年度抽查计划",
		NounTask: "抽查任务", NounDraw: "抽取", NounTeam: "检查组", NounApproval: "审批", NounGrant: "派发授权",
		NounVisit: "检查记录", NounEvidence: "证据材料", NounPaper: "文书", NounTemplate: "文书式样", NounResult: "检查结果",
		NounPublication: "公示", NounDevice: "设备", NounRequest: "更换申请", NounSuggestion: "名录库更正建议", NounException: "例外登记",
		NounYearClose: "年终结账", NounCap: "频次上限", NounScan: "扫描批次", NounPhrase: "常用语", NounReceipt: "接收回执", NounLease: "号段", NounDrawnRule: "手写签名启用决定",
		NounFiling: "报送"}, n)
}

// Device 设备 is a laptop or unit whose certificate the office issued.
type Device struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Fingerprint string `json:"fingerprint"`
	Role        string `json:"role"`
	Unit        string `json:"unit"`   // 任务执行单位 whose office it is, as the registers name it; "" = a laptop
	Person      string `json:"person"` // id of the one person whose device it is; "" = shared, or a unit's
	Cert        string `json:"cert"`   // the certificate, PEM
	IssuedAt    string `json:"issuedAt"`
	Revoked     bool   `json:"revoked"`

	Revocation *Revocation `json:"revocation"`

	Loss      *Loss  `json:"loss"`
	UrgedAt   string `json:"urgedAt"`   // last 催交
	UrgedNote string `json:"urgedNote"` // whom, how, what was answered

	Wiped []DeviceWipe `json:"wiped"` // tasks whose data it erased, as it reported; null in older workspaces means none
}

// InstantLayout is the one written form of an instant: UTC, fixed width, so
// that text order is time order.
const InstantLayout = "2006-01-02T15:04:05.000Z"

// Instant writes t in InstantLayout.
func Instant(t time.Time) string { return t.UTC().Format(InstantLayout) }

// China is the zone of every legal date, whatever the PC's own zone is.
var China = time.FixedZone("UTC+8", 8*3600)

// LegalDate is the date of an instant in China, 2006-01-02; "" for a text
// that is no instant.
func LegalDate(instant string) string {
	t, err := time.Parse(InstantLayout, instant)
	if err != nil {
		return ""
	}
	return t.In(China).Format(time.DateOnly)
}

// ClockTime shows an instant's time of day to people in China's time, to the second.
func ClockTime(instant string) string {
	t, err := time.Parse(InstantLayout, instant)
	if err != nil {
		return instant
	}
	return t.In(China).Format(time.TimeOnly)
}

// Minute shows an instant to people in China's time, to the minute.
func Minute(instant string) string {
	t, err := time.Parse(InstantLayout, instant)
	if err != nil {
		return instant
	}
	return t.In(China).Format("2006-01-02 15:04")
}

// ChineseDate writes 2006-01-02 as 2006年1月2日, as it stands in a sentence; another
// text stays as it is.
func ChineseDate(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.Format("2006年1月2日")
}
