package inspect

// ResultCode 检查结果类别 (DOMAIN 1.6, the eight of the police and subject states).
type ResultCode string

const (
	R1 ResultCode = "R1" // 未发现问题
	R2 ResultCode = "R2" // 未按规定公示应当公示的信息
	R3 ResultCode = "R3" // 公示信息隐瞒真实情况、弄虚作假
	R4 ResultCode = "R4" // 通过登记的住所（经营场所）无法联系
	R5 ResultCode = "R5" // 发现问题已责令改正
	R6 ResultCode = "R6" // 不配合检查情节严重
	R7 ResultCode = "R7" // 未发现开展本次抽查涉及的经营活动
	R8 ResultCode = "R8" // 发现问题待后续处理
)

// ResultCodes lists them in order.
var ResultCodes = []ResultCode{R1, R2, R3, R4, R5, R6, R7, R8}

func (r ResultCode) Label() string {
	return label(map[ResultCode]string{R1: "未发现问题", R2: "未按规定公示应当公示的信息",
		R3: "公示信息隐瞒真实情况、弄虚作假", R4: "通过登记的住所（经营场所）无法联系",
		R5: "发现问题已责令改正", R6: "不配合检查情节严重",
		R7: "未发现开展本次抽查涉及的经营活动", R8: "发现问题待后续处理"}, r)
}

// Result 检查结果 of one subject in one task.
type Result struct {
	ID          string         `json:"id"`
	Task        string         `json:"task"`
	Team        string         `json:"team"`
	Visit       string         `json:"visit"`
	Subject     string         `json:"subject"`
	Code        ResultCode     `json:"code"`
	Matters     []MatterResult `json:"matters"`
	FollowUp    string         `json:"followUp"` // 后续处置
	FinishedOn  string         `json:"finishedOn"`
	DueOn       string         `json:"dueOn"` // publish by: 2 working days (art. 21)
	DueNote     string         `json:"dueNote"`
	EnteredBy   string         `json:"enteredBy"`
	ReviewedBy  string         `json:"reviewedBy"`
	ReviewedAt  string         `json:"reviewedAt"`
	PlatformNo  string         `json:"platformNo"`
	PlatformAt  string         `json:"platformAt"`
	PublishedAt string         `json:"publishedAt"`
	Proof       string         `json:"proof"` // SHA-256 of the screenshot or receipt
	ProofName   string         `json:"proofName"`
	Operator    string         `json:"operator"`
	State       ResultState    `json:"state"`
}

// MatterResult is the outcome for one matter, as the enterprise page shows it.
type MatterResult struct {
	Matter   string     `json:"matter"`
	Name     string     `json:"name"`
	Code     ResultCode `json:"code"`
	Problem  string     `json:"problem"`
	Handling string     `json:"handling"`
	Owner    string     `json:"owner"` // the other department that inspected it (P4), "" = ours
}

// Validate refuses what the categories cannot mean: a follow-up is needed
// where something stays open, and 未发现问题 excludes problems.
func (r Result) Validate() error {
	if r.Code.Label() == string(r.Code) {
		return E(Invalid, "没有“%s”这种检查结果", r.Code).WithField("code").WithArticle("第二十一条")
	}
	for _, m := range r.Matters {
		if r.Code == R1 && m.Problem != "" {
			return E(Refused, "结果为“未发现问题”，但事项“%s”记有问题", m.Name).WithField("code").WithArticle("第二十一条").WithHint("改选与记录一致的结果")
		}
	}
	if r.Code == R8 && r.FollowUp == "" {
		return E(Refused, "“发现问题待后续处理”应写明后续处置").WithField("followUp").WithArticle("第二十一条")
	}
	return nil
}

// Publication 公示 is one notice made here and where it was put.
type Publication struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"` // task-notice, result-notice, plan-notice, matter-notice
	Ref      string `json:"ref"`
	Format   string `json:"format"`
	SHA256   string `json:"sha256"`
	Snapshot string `json:"snapshot"` // SHA-256 of the frozen snapshot
	Name     string `json:"name"`
	At       string `json:"at"`

	Site        string `json:"site"` // where it was put: of a task notice
	URL         string `json:"url"`
	PublishedOn string `json:"publishedOn"` // 2006-01-02, "" until registered
}

// Paper 文书 is an issued document: the snapshot is frozen, the PDF follows
// from it. (The type is not called Document: the bridge's page has one.)
type Paper struct {
	ID             string     `json:"id"`
	Kind           string     `json:"kind"`
	Name           string     `json:"name"` // 文书名称
	Noun           string     `json:"noun"` // what it belongs to: visit, task, draw
	Ref            string     `json:"ref"`
	Number         string     `json:"number"`
	OfficialNumber string     `json:"officialNumber"` // 正式文号, "" = not given; see papernumber.go
	Series         string     `json:"series"`         // of the official number, "" = it is none of our series
	Serial         int        `json:"serial"`
	Snapshot       string     `json:"snapshot"` // SHA-256 of the frozen snapshot
	PDF            string     `json:"pdf"`      // SHA-256 of the PDF
	Pages          int        `json:"pages"`
	IssuedAt       string     `json:"issuedAt"`
	IssuedBy       string     `json:"issuedBy"`
	PrintedAt      string     `json:"printedAt"`
	Copies         int        `json:"copies"`
	Scan           string     `json:"scan"` // 签字原件影像
	ScanName       string     `json:"scanName"`
	Sheets         []Sheet    `json:"sheets"` // pages of the signed original scanned so far
	State          PaperState `json:"state"`

	Signings []Signing     `json:"signings"`
	Changes  []PaperChange `json:"changes"`
	Reprints []Reprint     `json:"reprints"`
	Drawn    []Drawn       `json:"drawn"` // signatures on a screen, in the order made
	About    string        `json:"about"` // the signed document that this one explains, "" = none
	Faces    string        `json:"faces"` // the fonts added by the issuing workspace at that time; "" = none
	Own      int           `json:"own"`   // version of the bureau's own 式样 it follows; 0 = the program's

	VoidReason string `json:"voidReason"`

	Form *DepartmentForm `json:"form"` // of a 分部门检查表, nil of others
}

// No is the number people call a document by: the official one once it has it.
func (p Paper) No() string {
	if p.OfficialNumber != "" {
		return p.OfficialNumber
	}
	return p.Number
}
