package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// TemplateState 式样状态.
type TemplateState string

const (
	TemplateLoaded    TemplateState = "loaded"    // 待法制员批准
	TemplateApproved  TemplateState = "approved"  // 已批准
	TemplateRefused   TemplateState = "refused"   // 未批准
	TemplateWithdrawn TemplateState = "withdrawn" // 已撤回
)

// Label is the state's name on screens.
func (s TemplateState) Label() string {
	return label(map[TemplateState]string{TemplateLoaded: "待法制员批准", TemplateApproved: "已批准", TemplateRefused: "未批准", TemplateWithdrawn: "已撤回"}, s)
}

var templateSteps = []step[TemplateState]{{TemplateLoaded, TemplateApproved}, {TemplateLoaded, TemplateRefused}, {TemplateLoaded, TemplateWithdrawn}}

// To refuses a decision on what was decided.
func (s TemplateState) To(next TemplateState) error {
	if move(templateSteps, s, next) {
		return nil
	}
	return E(Refused, "这一版式样%s，不能再改为“%s”", s.Label(), next.Label()).WithArticle("第二十条").WithHint("要改动的，另行载入一版")
}

// TemplateVersion 本局式样 is one version of a bureau's own wording of a kind of
// document, or of a form of its own. It holds from a date once 法制 approved it.
type TemplateVersion struct {
	ID       string        `json:"id"`
	Kind     DocumentKind  `json:"kind"`
	Name     string        `json:"name"`
	Version  int           `json:"version"` // from 1 in each kind; 0 is the one that comes with the program
	Text     string        `json:"text"`    // YAML; "" = back to the built-in one, or a form of the bureau's own out of use
	Reason   string        `json:"reason"`
	State    TemplateState `json:"state"`
	LoadedBy string        `json:"loadedBy"` // person
	Loader   string        `json:"loader"`   // name
	LoadedAt string        `json:"loadedAt"`

	From      string `json:"from"` // 2006-01-02, the first day it holds; "" until approved
	Approval  string `json:"approval"`
	Approver  string `json:"approver"`
	Post      string `json:"post"`
	Opinion   string `json:"opinion"`
	DecidedAt string `json:"decidedAt"`
}

// Words name a version in the sentences of the program.
func (v TemplateVersion) Words() string {
	if v.Text == "" {
		return fmt.Sprintf("%s第%d版（恢复内置或停用）", v.Name, v.Version)
	}
	return fmt.Sprintf("%s第%d版", v.Name, v.Version)
}

// InForce picks the version that holds on a day out of all of one kind: the
// newest approved one that has begun. ok is false when the built-in one holds.
func InForce(all []TemplateVersion, day string) (v TemplateVersion, ok bool) {
	for _, x := range all {
		if x.State == TemplateApproved && x.From <= day && (!ok || x.Version > v.Version) {
			v, ok = x, true
		}
	}
	return v, ok
}

// Loads refuses a load that says nothing of why.
func (v TemplateVersion) Loads() error {
	if strings.TrimSpace(v.Reason) == "" {
		return E(Invalid, "载入文书式样应写明理由").WithField("reason").WithArticle("第二十条").WithHint("写明改了什么、依据什么，供法制员审核")
	}
	return nil
}

// Holds checks the day from which a version is to hold: not a past one, and
// not before a version that was approved earlier begins. today is a date.
func (v TemplateVersion) Holds(all []TemplateVersion, from, today string) error {
	if !isDate(from) {
		return E(Invalid, "施行日期“%s”不对", from).WithField("from").WithArticle("第二十条").WithHint("填写日期，如 2026-03-01")
	}
	if from < today {
		return E(Refused, "施行日期%s已过，已制作的文书不能改按新式样", from).WithField("from").WithArticle("第二十条").WithHint("填今天（%s）或以后的日期", today)
	}
	older := slices.DeleteFunc(slices.Clone(all), func(x TemplateVersion) bool { return x.State != TemplateApproved || x.From <= from })
	if len(older) > 0 {
		last := slices.MaxFunc(older, func(a, b TemplateVersion) int { return cmp.Compare(a.From, b.From) })
		return E(Refused, "第%d版已定于%s施行，新的一版不能早于它", last.Version, last.From).WithField("from").WithArticle("第二十条").WithHint("填%s或以后的日期", last.From)
	}
	return nil
}
