package inspect

import (
	"slices"
	"strings"
)

// Outsider 外部门检查人员 is entered by the office on behalf of a department that
// has nobody in the register (代录, P4): they need no account, and sign their page
// on paper.
type Outsider struct {
	Department string `json:"department"`
	Name       string `json:"name"`
	CertNo     string `json:"certNo"`
	CertUntil  string `json:"certUntil"` // 2006-01-02
}

// outsideID begins the id of a member who is in no register.
const outsideID = "outside:"

// Deputy tells whether a member was entered on behalf of their department.
func (m Member) Deputy() bool { return strings.HasPrefix(m.Inspector, outsideID) }

// DeputyOf is the department that entered an inspector itself, by the member's id;
// "" = they were matched from the register.
func DeputyOf(id string) string {
	rest, ok := strings.CutPrefix(id, outsideID)
	if !ok {
		return ""
	}
	return rest[:strings.LastIndex(rest, "/")]
}

// missing are the departments that enter their own people and have not yet.
func (t Team) missing(task Task) []string {
	list := []string{}
	for _, d := range task.Deputed {
		if !slices.ContainsFunc(t.Members, func(m Member) bool { return m.Department == d }) {
			list = append(list, d)
		}
	}
	return list
}

// fit refuses an outsider who may not take a seat of the team: only the seats of
// a department that the draw left open are filled so.
func (o Outsider) fit(t Team, task Task) error {
	name, cert := strings.TrimSpace(o.Name), strings.TrimSpace(o.CertNo)
	switch {
	case !slices.Contains(task.Deputed, o.Department):
		return E(Refused, "%s的席位由执法检查人员名录库随机匹配，不能代录人员", o.Department).WithField("department").WithArticle("第十五条").WithRef(t.ID).
			WithHint("只代录联合部门中名录库里没有人员的部门：%s", strings.Join(task.Deputed, "、"))
	case name == "":
		return E(Invalid, "没有填写外部门检查人员的姓名").WithField("name").WithArticle("第十五条")
	case cert == "":
		return E(Invalid, "没有填写%s的执法证号", name).WithField("certNo").WithArticle("第十五条")
	case !isDate(o.CertUntil):
		return E(Invalid, "%s的执法证有效期“%s”不对", name, o.CertUntil).WithField("certUntil").WithArticle("第十五条").WithHint("照证件填写，如 2027-12-31")
	case o.CertUntil < task.To:
		return E(Refused, "%s的执法证 %s 到期，早于任务结束日期 %s，不具备执法资格", name, o.CertUntil, task.To).WithField("certUntil").WithArticle("第十五条").WithHint("请该部门另派有执法资格的人员")
	}
	for _, m := range t.Members {
		if m.CertNo == cert && m.Department != o.Department {
			return E(Refused, "执法证号%s已在这个检查组（%s）", cert, m.Name).WithField("certNo").WithArticle("第十五条").WithRef(t.ID)
		}
	}
	return nil
}

// member is the outsider in a seat.
func (o Outsider) member(seat int) Member {
	cert := strings.TrimSpace(o.CertNo)
	return Member{Inspector: outsideID + o.Department + "/" + cert, Name: strings.TrimSpace(o.Name), Badge: cert, CertNo: cert, Department: o.Department, Outside: true, Seat: seat}
}

// Enter puts an outsider into their department's seat, in place of one entered
// before; a team that is dispatched changes by a replacement alone (art. 16).
func (t *Team) Enter(o Outsider, task Task, seat int) error {
	if t.State != TeamMatched && t.State != TeamReady {
		return E(Refused, "检查组当前为“%s”，不能再代录人员", t.State.Label()).WithArticle("第十六条").WithRef(t.ID).WithHint("确需更换的，先登记更换申请和同意，再代录接替人员")
	}
	if err := o.fit(*t, task); err != nil {
		return err
	}
	members := slices.DeleteFunc(slices.Clone(t.Members), func(m Member) bool { return m.Deputy() && m.Department == o.Department })
	members = append(members, o.member(seat))
	slices.SortStableFunc(members, func(a, b Member) int { return a.Seat - b.Seat })
	t.Members = members
	return nil
}

// Relieve puts an outsider into the seat of another of the same department, whose
// replacement was consented to (art. 16): their department names its own people,
// so nobody is drawn.
func (t *Team) Relieve(o Outsider, task Task, old Member, c TeamChange) error {
	if err := o.fit(*t, task); err != nil {
		return err
	}
	if !old.Deputy() || old.Department != o.Department || old.CertNo == strings.TrimSpace(o.CertNo) {
		return E(Refused, "%s应由%s另派的人员接替", old.Name, old.Department).WithField("certNo").WithArticle("第十六条").WithRef(t.ID)
	}
	c.Old, c.New, c.Led = old, o.member(old.Seat), false
	t.Replace(c)
	return nil
}
