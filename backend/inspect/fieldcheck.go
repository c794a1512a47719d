package inspect

import (
	"strings"
	"time"
)

// FieldCheck 外勤直接开展的非随机检查 is what a leader enters on a laptop that has no
// task package for it: a report, an order or an emergency does not wait (art. 3,
// P16). Whoever approved it by word of mouth signs the paper within 24 hours.
type FieldCheck struct {
	Item      Exempt `json:"item"`
	Reason    string `json:"reason"`
	ProofPath string `json:"proofPath"` // "" = the record of the phone call is the proof
	Organ     string `json:"organ"`     // 检查机关 printed on documents
	Lead      string `json:"lead"`      // 实施部门

	Subject     string `json:"subject"`     // id, when the laptop knows it
	SubjectName string `json:"subjectName"` // otherwise by hand, this and what follows
	Code        string `json:"code"`
	Trade       string `json:"trade"`
	Premises    string `json:"premises"`
	LegalRep    string `json:"legalRep"`
	Phone       string `json:"phone"`

	Matters  []string `json:"matters"`  // ids from the list
	Unlisted []string `json:"unlisted"` // in words

	Members []FieldMember `json:"members"` // two or more
	Leader  string        `json:"leader"`  // badge

	Approver   string `json:"approver"`
	Post       string `json:"post"`
	ApprovedAt string `json:"approvedAt"` // instant of the oral consent
	Opinion    string `json:"opinion"`
}

// FieldMember is an inspector as read from their certificate.
type FieldMember struct {
	Name       string `json:"name"`
	Badge      string `json:"badge"`
	Department string `json:"department"`
	CertNo     string `json:"certNo"`
	CertUntil  string `json:"certUntil"` // 2006-01-02
}

// Validate demands what art. 3 and 15 want before anyone goes in: at an instant.
func (f FieldCheck) Validate(now time.Time) error {
	today := LegalDate(Instant(now))
	badges := map[string]bool{}
	for _, m := range f.Members {
		switch {
		case blank(m.Name), blank(m.Badge), blank(m.Department), blank(m.CertNo):
			return E(Invalid, "检查人员的姓名、警号、部门、执法证号应当写全").WithField("members").WithArticle("第十五条").WithHint("照其本人的证件填写")
		case !isDate(m.CertUntil):
			return E(Invalid, "%s的执法证有效期“%s”不对", m.Name, m.CertUntil).WithField("members").WithArticle("第十五条").WithHint("照证件填写，如 2027-12-31")
		case m.CertUntil < today:
			return E(Refused, "%s的执法证已于 %s 到期，不能检查", m.Name, m.CertUntil).WithField("members").WithArticle("第十五条").WithHint("换有执法资格的人员")
		case badges[m.Badge]:
			return E(Invalid, "警号%s写了两次", m.Badge).WithField("members").WithArticle("第十五条")
		case m.Name == strings.TrimSpace(f.Approver):
			return E(Refused, "检查人员不能审批自己的检查（%s）", m.Name).WithField("approver").WithArticle("第十六条").WithHint("由分管负责人或主要负责人审批")
		}
		badges[m.Badge] = true
	}
	at, err := time.Parse(InstantLayout, f.ApprovedAt)
	switch {
	case len(f.Members) < 2:
		return E(Refused, "只有%d名检查人员，应不少于2名", len(f.Members)).WithField("members").WithArticle("第十五条")
	case !badges[f.Leader]:
		return E(Refused, "没有从检查人员中选定1名组长").WithField("leader").WithArticle("第十五条")
	case blank(f.Organ):
		return E(Invalid, "没有填写检查机关").WithField("organ").WithArticle("第三条").WithHint("填写文书上的检查机关全称")
	case blank(f.Approver), blank(f.Post):
		return E(Invalid, "没有写明同意检查的负责人姓名和职务").WithField("approver").WithArticle("第三条").WithHint("电话报告分管负责人或主要负责人，同意后再检查")
	case err != nil:
		return E(Invalid, "没有写明口头同意的时间").WithField("approvedAt").WithArticle("第三条")
	case at.After(now):
		return E(Invalid, "口头同意的时间晚于现在").WithField("approvedAt").WithArticle("第三条")
	case now.Sub(at) > 24*time.Hour:
		return E(Refused, "口头同意已超过24小时，应先补办书面审批").WithField("approvedAt").WithArticle("第三条").WithHint("重新报告负责人，或由办公室派发任务包")
	}
	return nil
}

// CallRecord is the proof where there is no paper yet: what was reported and
// agreed by phone, in words.
func (f FieldCheck) CallRecord(subject, asker string) string {
	return strings.Join([]string{"电话报告记录", "检查对象：" + subject, "情形：" + f.Item.Label(), "事由：" + f.Reason,
		"报告人：" + asker, "同意人：" + f.Approver + "（" + f.Post + "）", "同意时间：" + Minute(f.ApprovedAt), "意见：" + f.Opinion, ""}, "\n")
}
