package inspect

import "strings"

// SuggestionState 更正建议的状态.
type SuggestionState string

const (
	SuggestionOpen     SuggestionState = "open"     // 待处理
	SuggestionAccepted SuggestionState = "accepted" // 已采纳
	SuggestionRejected SuggestionState = "rejected" // 未采纳
)

func (s SuggestionState) Label() string {
	return label(map[SuggestionState]string{SuggestionOpen: "待处理", SuggestionAccepted: "已采纳", SuggestionRejected: "未采纳"}, s)
}

// To refuses a second decision (art. 9).
func (s SuggestionState) To(next SuggestionState) error {
	if s == SuggestionOpen && next != SuggestionOpen {
		return nil
	}
	return E(Refused, "更正建议当前为“%s”，不能变为“%s”", s.Label(), next.Label()).WithArticle("第九条").WithHint("已处理的建议不再改动；要再更正的直接修改名录库")
}

// Suggestion 名录库更正建议 is what a visit found to be otherwise than the
// register says (art. 9). The laptop makes it, the office decides.
type Suggestion struct {
	ID        string          `json:"id"`
	Visit     string          `json:"visit"`
	Team      string          `json:"team"`
	Task      string          `json:"task"`
	Subject   string          `json:"subject"`
	Field     string          `json:"field"` // JSON name, of SubjectFields
	Old       string          `json:"old"`   // what the register said on the laptop
	New       string          `json:"new"`
	Why       string          `json:"why"`
	By        string          `json:"by"` // name
	At        string          `json:"at"`
	State     SuggestionState `json:"state"`
	DecidedBy string          `json:"decidedBy"` // name
	DecidedAt string          `json:"decidedAt"`
	Opinion   string          `json:"opinion"`
	Later     string          `json:"later"` // the register's later change that it was decided against, "" = none
}

// Validate demands a field that may be suggested, another value, and why.
func (s Suggestion) Validate() error {
	f, err := FieldNamed(SubjectFields, s.Field)
	switch {
	case err != nil:
		return err
	case !f.Suggest:
		return E(Invalid, "“%s”不由现场建议更正", f.Label).WithField("field").WithArticle("第九条").WithHint("由办公室直接修改名录库")
	case strings.TrimSpace(s.New) == "" && (s.Field == "name" || s.Field == "trade" || s.Field == "status"):
		return E(Invalid, "“%s”的建议值为空", f.Label).WithField("new").WithArticle("第九条")
	case s.New == s.Old:
		return E(Invalid, "建议值与名录库现有的%s相同", f.Label).WithField("new").WithArticle("第九条")
	case strings.TrimSpace(s.Why) == "":
		return E(Invalid, "没有写明更正的依据").WithField("why").WithArticle("第九条").WithHint("写明现场看到的情况或查看的证照")
	}
	return datesRight("", [3]string{"new", f.Label, map[bool]string{true: s.New}[f.Kind == FieldDate]})
}

// OutcomeStatus is the 登记状态 that an outcome speaks for, "" for none (P9).
func OutcomeStatus(o VisitOutcome) string {
	return map[VisitOutcome]string{OutcomeClosed: "停业", OutcomeMoved: "迁出", OutcomeCancelled: "注销"}[o]
}
