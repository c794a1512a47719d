package inspect

import (
	"slices"
	"strings"
	"time"
)

// Cause 更换理由: art. 16 lists four, and there is no other.
type Cause string

const (
	CausePost    Cause = "post"    // 岗位调整
	CauseWork    Cause = "work"    // 工作冲突
	CauseHealth  Cause = "health"  // 身体健康
	CauseRecusal Cause = "recusal" // 执行回避
)

// Causes lists them in the order of the article.
var Causes = []Cause{CausePost, CauseWork, CauseHealth, CauseRecusal}

func (c Cause) Label() string {
	return label(map[Cause]string{CausePost: "岗位调整", CauseWork: "工作冲突", CauseHealth: "身体健康", CauseRecusal: "执行回避"}, c)
}

// RequestState 更换申请状态.
type RequestState string

const (
	RequestAsked    RequestState = "asked"    // 待决定
	RequestApproved RequestState = "approved" // 已批准，待抽取
	RequestRefused  RequestState = "refused"  // 不予批准
	RequestDone     RequestState = "done"     // 已更换

	RequestPhoned       RequestState = "phoned"       // 电话告知，待核
	RequestConfirmed    RequestState = "confirmed"    // 变更包已证实
	RequestContradicted RequestState = "contradicted" // 与变更包不符
)

func (s RequestState) Label() string {
	return label(map[RequestState]string{RequestAsked: "待决定", RequestApproved: "已批准，待重新抽取", RequestRefused: "不予批准", RequestDone: "已更换",
		RequestPhoned: "电话告知，待核", RequestConfirmed: "变更包已证实", RequestContradicted: "与变更包不符"}, s)
}

var requestSteps = []step[RequestState]{{RequestAsked, RequestApproved}, {RequestAsked, RequestRefused}, {RequestApproved, RequestDone},
	{RequestPhoned, RequestConfirmed}, {RequestPhoned, RequestContradicted}}

// To refuses a replacement that nobody consented to, and deciding twice (art. 16).
func (s RequestState) To(next RequestState) error {
	if move(requestSteps, s, next) {
		return nil
	}
	return E(Refused, "更换申请当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第十六条").
		WithHint("按 申请→分管负责人决定→重新随机抽取 的顺序办理")
}

// recusalDays is the limit for deciding a recusal request, in calendar days
// (公安机关办理行政案件程序规定: 二日; calendar days is the stricter reading).
const recusalDays = 2

// ReplaceRequest 更换申请 asks to take one member out of a team; a 回避申请 is one
// whose cause is 执行回避. Until it is decided the work goes on.
type ReplaceRequest struct {
	ID        string       `json:"id"`
	Task      string       `json:"task"`
	Team      string       `json:"team"`
	Subject   string       `json:"subject"`
	Inspector string       `json:"inspector"` // who is to leave the team
	Name      string       `json:"name"`
	Cause     Cause        `json:"cause"`
	Reason    string       `json:"reason"`   // in words; internal
	AskedBy   string       `json:"askedBy"`  // person id
	Asker     string       `json:"asker"`    // name
	AskedAt   string       `json:"askedAt"`  // instant
	DueOn     string       `json:"dueOn"`    // decide a 回避申请 by; "" = no limit
	Approver  string       `json:"approver"` // name
	Post      string       `json:"post"`
	Opinion   string       `json:"opinion"`
	DecidedAt string       `json:"decidedAt"`
	Approval  string       `json:"approval"` // id, when approved
	Draw      string       `json:"draw"`     // id of the replacement's draw, once stated
	State     RequestState `json:"state"`

	Phoned *Phoned `json:"phoned"` // on a laptop: told by phone, no package yet
}

// Validate demands a cause of art. 16, and of a recusal what the relation is.
func (r ReplaceRequest) Validate() error {
	switch {
	case r.Cause == "" || r.Cause.Label() == string(r.Cause):
		return E(Refused, "“%s”不是可以更换检查人员的理由，检查人员原则上不得更换", r.Cause).WithField("cause").WithArticle("第十六条").
			WithHint("只限岗位调整、工作冲突、身体健康、执行回避")
	case strings.TrimSpace(r.Reason) == "":
		return E(Invalid, "没有写明更换的具体情况").WithField("reason").WithArticle("第十六条").WithHint("例如：与法定代表人系近亲属；当日另有出警任务")
	}
	return nil
}

// Deadline is the date by which a 回避申请 asked at an instant is to be
// decided; "" for the other causes.
func (r ReplaceRequest) Deadline() string {
	at, err := time.Parse(InstantLayout, r.AskedAt)
	if r.Cause != CauseRecusal || err != nil {
		return ""
	}
	return at.In(China).AddDate(0, 0, recusalDays).Format(time.DateOnly)
}

// Overdue tells whether it is still undecided after its deadline.
func (r ReplaceRequest) Overdue(today string) bool {
	return r.State == RequestAsked && r.DueOn != "" && r.DueOn < today
}

// TeamChange 人员更换记录 keeps who left a team, who was drawn, why, and by
// whose consent (art. 16).
type TeamChange struct {
	Request  string `json:"request"`
	Old      Member `json:"old"`
	New      Member `json:"new"`
	Cause    Cause  `json:"cause"`
	Approval string `json:"approval"`
	Approver string `json:"approver"`
	Draw     string `json:"draw"`
	Attempt  int    `json:"attempt"` // 第几次更换抽取 of the task
	Led      bool   `json:"led"`     // the old member was the leader
	At       string `json:"at"`      // instant
}

// Replace puts the drawn inspector into the seat of the one who leaves. A team
// that loses its leader has none until the unit chooses again; the drawn
// inspector is proposed.
func (t *Team) Replace(c TeamChange) {
	for i, m := range t.Members {
		if m.Inspector == c.Old.Inspector {
			t.Members[i] = c.New
		}
	}
	if t.WorkPlan != nil { // the newcomer takes the duty over
		p := *t.WorkPlan
		p.Duties = slices.Clone(p.Duties)
		for i, d := range p.Duties {
			if d.Inspector == c.Old.Inspector {
				p.Duties[i].Inspector, p.Duties[i].Name = c.New.Inspector, c.New.Name
			}
		}
		t.WorkPlan, t.Scheme = &p, p.Text()
	}
	t.Changes, t.Postponed = append(t.Changes, c), ""
	if t.Proposed == c.Old.Inspector || c.Led {
		t.Proposed = c.New.Inspector
	}
	if c.Led {
		t.Leader, t.LeadBasis, t.State = "", "", TeamMatched
	}
}

// Outdated tells whether a paper of the team, or of its visit, was issued in the
// name of somebody who has left since, and is to be voided. A signed original
// that is on file stays as it is.
func (t Team) Outdated(p Paper) bool {
	if p.State != PaperIssued && p.State != PaperPrinted || len(t.Changes) == 0 {
		return false
	}
	return p.IssuedAt < t.Changes[len(t.Changes)-1].At
}

// Drawn are the members as they were first matched, before anyone was replaced.
func (t Team) Drawn() []Member {
	list := slices.Clone(t.Members)
	for _, c := range slices.Backward(t.Changes) {
		for i, m := range list {
			if m.Inspector == c.New.Inspector {
				list[i] = c.Old
			}
		}
	}
	return list
}

// DrawnBy are the members that one replacement draw brought into the team.
func (t Team) DrawnBy(draw string) []Member {
	list := []Member{}
	for _, c := range t.Changes {
		if c.Draw == draw {
			list = append(list, c.New)
		}
	}
	return list
}
