package inspect

import (
	"fmt"
	"strings"
)

// PlanStanding 公开情况 says how what is public stands to a plan line (art. 10).
type PlanStanding string

const (
	PlanUnpublished PlanStanding = "unpublished" // 未公开
	PlanPublished   PlanStanding = "published"   // 已公开
	PlanAdjusted    PlanStanding = "adjusted"    // 调整未公开
	PlanDropped     PlanStanding = "dropped"     // 取消未公开
	PlanCancelled   PlanStanding = "cancelled"   // 已取消
)

func (s PlanStanding) Label() string {
	return label(map[PlanStanding]string{PlanUnpublished: "未公开", PlanPublished: "已公开", PlanAdjusted: "调整未公开",
		PlanDropped: "取消未公开", PlanCancelled: "已取消"}, s)
}

// Standing compares the line with what was made public of it.
func (p Plan) Standing() PlanStanding {
	public, behind := p.PublishedOn != "", p.Announced != p.Version
	switch {
	case p.Cancelled != "" && public && behind:
		return PlanDropped
	case p.Cancelled != "":
		return PlanCancelled
	case !public:
		return PlanUnpublished
	case behind:
		return PlanAdjusted
	}
	return PlanPublished
}

// PlanChange is one field that a version changed, in words.
type PlanChange struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Changes says in words what differs from an earlier version; nameOf gives the
// name of a matter by id.
func (p Plan) Changes(old Plan, nameOf func(id string) string) []PlanChange {
	list := []PlanChange{}
	was, is := old.words(nameOf), p.words(nameOf)
	for i, w := range was {
		if w[1] != is[i][1] {
			list = append(list, PlanChange{w[0], w[1], is[i][1]})
		}
	}
	return list
}

// words are what art. 12 and 13 ask of a line, field by field.
func (p Plan) words(nameOf func(id string) string) [][2]string {
	names := []string{}
	for _, id := range p.Matters {
		names = append(names, nameOf(id))
	}
	kind := "本部门抽查"
	if p.Joint {
		kind = "联合抽查"
	}
	return [][2]string{{"计划名称", p.Name}, {"抽查事项", strings.Join(names, "；")}, {"抽查范围", p.Scope}, {"检查对象", strings.Join(p.Trades, "，")},
		{"时间安排", p.From + " 至 " + p.To}, {"预估数量", fmt.Sprintf("%d户", p.Estimated)}, {"抽查比例", p.Percent()}, {"发起部门", p.Lead},
		{"参与部门", strings.Join(p.Departments, "，")}, {"抽查类型", kind}, {"备注", p.Remark}}
}

// Percent writes the ratio as people do: 5%, 2.5%.
func (p Plan) Percent() string {
	if p.RatioDen == 0 {
		return "—"
	}
	return fmt.Sprintf("%.4g%%", 100*float64(p.RatioNum)/float64(p.RatioDen))
}

// Adjusts refuses an adjustment that art. 10 does not have: of a cancelled
// line, into another year, of nothing, and without a reason where the public
// knows the line already. old is what stands.
func (p Plan) Adjusts(old Plan, changes []PlanChange) error {
	switch {
	case old.Cancelled != "":
		return E(Refused, "计划 %s 已取消，不能再调整", old.No).WithArticle("第十条").WithRef(old.No).WithHint("需要时另编一项")
	case p.Version != old.Version:
		return E(Conflict, "计划 %s 已由他人调整为第%d版，本次没有保存", old.No, max(1, old.Version)).WithArticle("第十条").WithRef(old.No).WithHint("刷新后在新版上调整")
	case p.Year != old.Year:
		return E(Refused, "计划 %s 属于%d年度，不能改到%d年度", old.No, old.Year, p.Year).WithField("year").WithArticle("第十条").WithRef(old.No).WithHint("取消后在新年度另编一项")
	case len(changes) == 0:
		return E(Invalid, "计划 %s 没有改动，不另存一版", old.No).WithArticle("第十条").WithRef(old.No)
	case old.PublishedOn != "" && strings.TrimSpace(p.Reason) == "":
		return E(Invalid, "计划 %s 已公开，调整应写明理由", old.No).WithField("reason").WithArticle("第十条").WithRef(old.No).WithHint("写明因何调整，并在调整后重新公开")
	}
	return nil
}
