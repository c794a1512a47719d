package inspect

import "strings"

// ExceptionKind 例外种类: what is to be done with a subject before the freeze.
type ExceptionKind string

const (
	ExceptionAgain ExceptionKind = "again" // 准予重复检查
	ExceptionOut   ExceptionKind = "out"   // 抽取前排除
)

func (k ExceptionKind) Label() string {
	return label(map[ExceptionKind]string{ExceptionAgain: "准予重复检查", ExceptionOut: "抽取前排除"}, k)
}

// ExceptionGround 例外情形: art. 11 knows two.
type ExceptionGround string

const (
	GroundKeyArea ExceptionGround = "key"     // 重点领域
	GroundSpecial ExceptionGround = "special" // 特殊情况
)

func (g ExceptionGround) Label() string {
	return label(map[ExceptionGround]string{GroundKeyArea: "重点领域", GroundSpecial: "特殊情况"}, g)
}

// ExceptionState 例外登记状态.
type ExceptionState string

const (
	ExceptionAsked    ExceptionState = "asked"    // 待决定
	ExceptionApproved ExceptionState = "approved" // 已批准
	ExceptionRefused  ExceptionState = "refused"  // 不予批准
)

func (s ExceptionState) Label() string {
	return label(map[ExceptionState]string{ExceptionAsked: "待决定", ExceptionApproved: "已批准", ExceptionRefused: "不予批准"}, s)
}

// To refuses deciding twice (art. 11).
func (s ExceptionState) To(next ExceptionState) error {
	if s == ExceptionAsked && next != ExceptionAsked {
		return nil
	}
	return E(Refused, "例外登记当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第十一条").WithHint("已决定的不再改动；情况有变化的另行登记")
}

// Exception 例外登记 of one task lets a matter that a subject passed this year
// be inspected again (art. 11), or leaves a named subject out of the pool. It
// counts only when the 分管负责人 approved it before the freeze.
type Exception struct {
	ID        string          `json:"id"`
	Task      string          `json:"task"`
	Kind      ExceptionKind   `json:"kind"`
	Ground    ExceptionGround `json:"ground"`  // of 准予重复检查
	Subject   string          `json:"subject"` // "" = every subject of the trade
	Trade     string          `json:"trade"`
	Matter    string          `json:"matter"` // of 准予重复检查
	Name      string          `json:"name"`   // of the subject or the trade
	Reason    string          `json:"reason"`
	AskedBy   string          `json:"askedBy"` // person id
	Asker     string          `json:"asker"`
	AskedAt   string          `json:"askedAt"`
	Approver  string          `json:"approver"`
	Post      string          `json:"post"`
	Opinion   string          `json:"opinion"`
	DecidedAt string          `json:"decidedAt"`
	Approval  string          `json:"approval"`
	State     ExceptionState  `json:"state"`
}

// Validate demands the ground, the matter and the written reason.
func (x Exception) Validate() error {
	switch {
	case x.Kind != ExceptionAgain && x.Kind != ExceptionOut:
		return E(Invalid, "没有“%s”这种例外登记", x.Kind).WithField("kind").WithArticle("第十一条").WithHint("可用 again（准予重复检查）、out（抽取前排除）")
	case x.Kind == ExceptionAgain && x.Ground != GroundKeyArea && x.Ground != GroundSpecial:
		return E(Refused, "同一年度内不得重复检查已合格的事项，“%s”不是例外情形", x.Ground).WithField("ground").WithArticle("第十一条").WithHint("只限重点领域（key）和特殊情况（special）")
	case x.Kind == ExceptionAgain && x.Matter == "":
		return E(Invalid, "没有写明准予重复检查的事项").WithField("matter").WithArticle("第十一条").WithHint("从任务的抽查事项中选择一项")
	case x.Kind == ExceptionAgain && (x.Subject == "") == (x.Trade == ""):
		return E(Invalid, "应写明一个检查对象，或一个行业").WithField("subject").WithArticle("第十一条").WithHint("二者选一")
	case x.Kind == ExceptionOut && x.Subject == "":
		return E(Invalid, "抽取前排除应写明检查对象，不能按行业排除").WithField("subject").WithArticle("第十三条").WithHint("逐户登记，写明各自的理由")
	case strings.TrimSpace(x.Reason) == "":
		return E(Invalid, "例外登记没有写明理由").WithField("reason").WithArticle("第十一条")
	}
	return nil
}

// Admits tells whether the matter may be inspected at the subject again.
func (x Exception) Admits(s Subject, matter string) bool {
	return x.State == ExceptionApproved && x.Kind == ExceptionAgain && x.Matter == matter && (x.Subject == s.ID || x.Trade != "" && x.Trade == s.Trade)
}

// LeavesOut tells whether the subject is left out of the pool.
func (x Exception) LeavesOut(s Subject) bool {
	return x.State == ExceptionApproved && x.Kind == ExceptionOut && x.Subject == s.ID
}
