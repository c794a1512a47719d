package inspect

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Methods 检查方式 are those of art. 17 and what platforms add to them.
var Methods = []string{"查阅资料", "实地核查", "网络监测", "检验检测", "委托专业机构辅助", "行政部门检查结果或专业意见"}

// MatterStanding 公布情况 says how what is public stands to a matter (art. 7).
type MatterStanding string

const (
	MatterUnpublished MatterStanding = "unpublished" // 未登记公布
	MatterPublished   MatterStanding = "published"   // 已公布
	MatterAdjusted    MatterStanding = "adjusted"    // 调整未公布
	MatterEnded       MatterStanding = "ended"       // 已失效
)

func (s MatterStanding) Label() string {
	return label(map[MatterStanding]string{MatterUnpublished: "未登记公布", MatterPublished: "已公布", MatterAdjusted: "调整未公布", MatterEnded: "已失效"}, s)
}

// Standing compares the matter with what was made public of it.
func (m Matter) Standing() MatterStanding {
	switch {
	case m.Announced == m.Version && m.PublishedOn != "" && m.Ended != "":
		return MatterEnded
	case m.Version > 1 && m.Announced != m.Version:
		return MatterAdjusted
	case m.PublishedOn == "":
		return MatterUnpublished
	}
	return MatterPublished
}

// Changes says in words what differs from an earlier version.
func (m Matter) Changes(old Matter) []PlanChange {
	list := []PlanChange{}
	was, is := old.Words(), m.Words()
	for i, w := range was {
		if w[1] != is[i][1] {
			list = append(list, PlanChange{w[0], w[1], is[i][1]})
		}
	}
	return list
}

// Words are what the list says of a matter, field by field.
func (m Matter) Words() [][2]string {
	lines := []string{}
	for _, c := range m.Checklist {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%d. %s %s %s", c.No, c.Text, c.Method, c.Law)))
	}
	sensitive := "否"
	if m.Sensitive {
		sensitive = "是"
	}
	return [][2]string{{"抽查类别", m.Category}, {"抽查事项", m.Name}, {"检查对象", strings.Join(m.Trades, "，")}, {"事项类别", m.Level.Label()},
		{"检查方式", strings.Join(m.Methods, "，")}, {"检查主体", m.Authority}, {"责任部门", m.Department}, {"检查依据", m.Basis},
		{"抽查比例", m.Ratio}, {"比例上限", m.Upper()}, {"抽查频次", m.Frequency}, {"年度次数上限", strconv.Itoa(m.MaxTimes)}, {"检查人员要求", m.Requirement}, {"岗位资质要求", strings.Join(m.Qualifications, "，")},
		{"敏感事项", sensitive}, {"备注", m.Remark}, {"生效日期", m.EffectiveFrom}, {"失效日期", m.EffectiveTo}, {"失效原因", m.Ended},
		{"检查要点", strings.Join(lines, "\n")}}
}

// Upper writes the upper ratio as people do: 5%; 不设上限 when there is none.
func (m Matter) Upper() string {
	if m.RatioDen == 0 {
		return "不设上限"
	}
	return fmt.Sprintf("%.4g%%", 100*float64(m.RatioNum)/float64(m.RatioDen))
}

// Limits demands that limits are those of art. 8: only general matters have
// them, a ratio lies between 0 and 1.
func (m Matter) Limits() error {
	switch {
	case m.Level == LevelKey && (m.RatioDen != 0 || m.MaxTimes != 0):
		return E(Invalid, "重点检查事项不设抽查比例和频次的上限").WithField("ratioNum").WithArticle("第八条").WithRef(m.Code).WithHint("去掉上限，或改为一般检查事项")
	case m.RatioDen < 0 || m.RatioDen > 0 && (m.RatioNum <= 0 || m.RatioNum > m.RatioDen) || m.RatioDen == 0 && m.RatioNum != 0:
		return E(Invalid, "抽查比例上限“%d/%d”不对", m.RatioNum, m.RatioDen).WithField("ratioNum").WithArticle("第八条").WithRef(m.Code).WithHint("填 0 到 100%% 之间的比例，不设上限留空")
	case m.MaxTimes < 0 || m.MaxTimes > 366:
		return E(Invalid, "年度次数上限“%d”不对", m.MaxTimes).WithField("maxTimes").WithArticle("第八条").WithRef(m.Code).WithHint("填同一对象一年内最多检查几次，不设上限填 0")
	case m.EffectiveFrom != "" && !isDate(m.EffectiveFrom) || m.EffectiveTo != "" && !isDate(m.EffectiveTo) || m.EffectiveTo != "" && m.EffectiveTo < m.EffectiveFrom:
		return E(Invalid, "生效和失效日期不对或颠倒").WithField("effectiveFrom").WithArticle("第七条").WithRef(m.Code).WithHint("填写日期，如 2026-03-01")
	}
	return nil
}

// Qualified gives the 岗位资质 that a matter asks for, each once and trimmed, and
// refuses one that the draw's files could not hold.
func (m Matter) Qualified() ([]string, error) {
	out := []string{}
	for _, q := range m.Qualifications {
		if q = strings.Join(strings.Fields(q), " "); q == "" || slices.Contains(out, q) {
			continue
		}
		if strings.ContainsAny(q, ",，、") {
			return nil, E(Invalid, "岗位资质“%s”含有逗号或顿号，一项写一个名称", q).WithField("qualifications").WithArticle("第十五条").WithRef(m.Code)
		}
		out = append(out, q)
	}
	return out, nil
}

// Within refuses a ratio above the upper one of a general matter (art. 8).
func (m Matter) Within(num, den int) error {
	if m.Level != LevelGeneral || m.RatioDen == 0 || num*m.RatioDen <= m.RatioNum*den {
		return nil
	}
	return E(Refused, "一般检查事项“%s”的抽查比例上限为%s，现为%.4g%%", m.Name, m.Upper(), 100*float64(num)/float64(den)).WithField("ratio").WithArticle("第八条").
		WithRef(m.Code).WithHint("降低比例，或先调整清单并公布")
}

// Most is how many of n subjects a ratio may draw, rounded up; n when there is
// no upper ratio.
func (m Matter) Most(n int) int {
	if m.Level != LevelGeneral || m.RatioDen == 0 {
		return n
	}
	return (n*m.RatioNum + m.RatioDen - 1) / m.RatioDen
}

var (
	percentText = regexp.MustCompile(`^(?:不超过|不高于|至多)?(\d{1,3})(?:\.(\d{1,2}))?[%％]$`)
	yearlyText  = regexp.MustCompile(`^每年(?:不超过|至多|最多)?(\d{1,3})次$`)
)

// ReadLimits takes the upper limits of a general matter out of the words of the
// list (5%, 每年1次); other words set none.
func (m *Matter) ReadLimits() {
	m.RatioNum, m.RatioDen, m.MaxTimes = 0, 0, 0
	if m.Level != LevelGeneral {
		return
	}
	if p := percentText.FindStringSubmatch(strings.TrimSpace(m.Ratio)); p != nil {
		num, _ := strconv.Atoi(p[1] + (p[2] + "00")[:2]) // digits only
		if num > 0 && num <= 10000 {                     // in lowest terms
			a, b := num, 10000
			for b != 0 {
				a, b = b, a%b
			}
			m.RatioNum, m.RatioDen = num/a, 10000/a
		}
	}
	if p := yearlyText.FindStringSubmatch(strings.TrimSpace(m.Frequency)); p != nil {
		m.MaxTimes, _ = strconv.Atoi(p[1]) // digits only
	}
}

// Worded writes the limits into the words of the list, so that both say the same.
func (m Matter) Worded() Matter {
	said := m
	said.ReadLimits()
	if m.RatioDen > 0 || said.RatioDen > 0 {
		m.Ratio = m.Upper()
	}
	switch {
	case m.MaxTimes > 0:
		m.Frequency = fmt.Sprintf("每年%d次", m.MaxTimes)
	case said.MaxTimes > 0:
		m.Frequency = ""
	}
	return m
}

// Adjusts refuses an adjustment that art. 7 does not have: of an ended matter,
// of nothing, without a reason or the day it takes effect where the matter is in
// force. old is what stands.
func (m Matter) Adjusts(old Matter) error {
	switch {
	case old.Unlisted:
		return E(Refused, "“%s”属于一次非随机检查，不在清单内", old.Name).WithArticle("第七条").WithRef(old.Code)
	case old.Ended != "":
		return E(Refused, "抽查事项“%s”已失效，不能再调整", old.Name).WithArticle("第七条").WithRef(old.Code).WithHint("需要时另立一项")
	case m.Version != old.Version:
		return E(Conflict, "抽查事项“%s”已由他人调整为第%d版，本次没有保存", old.Name, max(1, old.Version)).WithArticle("第七条").WithRef(old.Code).WithHint("刷新后在新版上调整")
	case m.Code != old.Code:
		return E(Refused, "事项编码不能改").WithField("code").WithArticle("第七条").WithRef(old.Code).WithHint("让旧事项失效，另立一项")
	case len(m.Changes(old)) == 0:
		return E(Invalid, "抽查事项“%s”没有改动，不另存一版", old.Name).WithArticle("第七条").WithRef(old.Code)
	case strings.TrimSpace(m.Reason) == "":
		return E(Invalid, "调整抽查事项“%s”应写明理由", old.Name).WithField("reason").WithArticle("第七条").WithRef(old.Code).WithHint("写明因何调整，并在调整后公布")
	case !isDate(m.VersionFrom):
		return E(Invalid, "调整抽查事项“%s”应写明自哪天起施行", old.Name).WithField("versionFrom").WithArticle("第七条").WithRef(old.Code).WithHint("填写日期，如 2026-03-01")
	case m.VersionFrom < old.VersionFrom:
		return E(Invalid, "施行日期%s早于上一版的%s", m.VersionFrom, old.VersionFrom).WithField("versionFrom").WithArticle("第七条").WithRef(old.Code)
	}
	return nil
}

// Numbered gives the lines of the checklist their numbers from 1, and leaves
// empty ones out.
func (m Matter) Numbered() []CheckItem {
	list := slices.DeleteFunc(slices.Clone(m.Checklist), func(c CheckItem) bool { return strings.TrimSpace(c.Text) == "" })
	for i := range list {
		list[i].No = i + 1
	}
	return append([]CheckItem{}, list...)
}
