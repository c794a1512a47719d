package inspect

import (
	"fmt"
	"strings"
)

// Law54 is the paper that caps inspections of firms.
const Law54 = "国办发〔2024〕54号"

// CapClass says which subjects a cap is for.
type CapClass string

const (
	CapAny     CapClass = ""        // 全部检查对象
	CapKey     CapClass = "key"     // 重点检查对象
	CapGeneral CapClass = "general" // 一般检查对象
)

func (c CapClass) Label() string {
	return label(map[CapClass]string{CapAny: "全部检查对象", CapKey: "重点检查对象", CapGeneral: "一般检查对象"}, c)
}

// Cap 年度频次上限 is how often a year one firm may be checked (Law54), by the
// organ or by one of its departments. It never binds an officer. Where none is
// set, checks are only counted.
type Cap struct {
	ID         string   `json:"id"`
	Department string   `json:"department"` // "" = the whole organ
	Trade      string   `json:"trade"`      // "" = every trade
	Class      CapClass `json:"class"`
	Limit      int      `json:"limit"` // 0 = counted, not limited
	Basis      string   `json:"basis"` // where the cap was published
}

// Validate demands a limit that can be kept.
func (c Cap) Validate() error {
	switch {
	case c.Limit < 0 || c.Limit > 365:
		return E(Invalid, "年度频次上限“%d”不对", c.Limit).WithField("limit").WithArticle(Law54).WithHint("填每年最多检查几次；0 表示只计次数、不设上限")
	case c.Class.Label() == string(c.Class) && c.Class != CapAny:
		return E(Invalid, "没有“%s”这类检查对象", c.Class).WithField("class").WithArticle(Law54).WithHint("可用 key（重点）、general（一般），不写即全部")
	case c.Limit > 0 && strings.TrimSpace(c.Basis) == "":
		return E(Invalid, "没有写明上限的公布文件").WithField("basis").WithArticle(Law54).WithHint("例如：某市公安局关于公布涉企行政检查频次上限的公告")
	}
	return nil
}

// Fits tells whether the cap is for a subject.
func (c Cap) Fits(s Subject) bool {
	return (c.Trade == "" || c.Trade == s.Trade) && (c.Class == CapAny || (c.Class == CapKey) == s.Key)
}

// CapFor is the cap of a department ("" = the organ) for a subject: the one of
// its trade before the general one, then the one of its class.
func CapFor(caps []Cap, department string, s Subject) (Cap, bool) {
	best, rank := Cap{}, -1
	for _, c := range caps {
		r := 0
		if c.Trade != "" {
			r += 2
		}
		if c.Class != CapAny {
			r++
		}
		if c.Department == department && c.Fits(s) && r > rank {
			best, rank = c, r
		}
	}
	return best, rank >= 0
}

// CapState is how a firm stands to the caps in a year.
type CapState struct {
	Subject string    `json:"subject"`
	Code    string    `json:"code"`
	Name    string    `json:"name"`
	Year    int       `json:"year"`
	Lines   []CapLine `json:"lines"`   // the organ first, then its departments that have checked it or have a cap
	Reached string    `json:"reached"` // which cap is reached, in words; "" = none
}

// CapLine is the count of one organ or department.
type CapLine struct {
	Department string `json:"department"` // "" = the organ
	Count      int    `json:"count"`      // checks of this year, random or not
	Limit      int    `json:"limit"`      // 0 = none is set
	Extra      int    `json:"extra"`      // approved exceptions, one check each
	Text       string `json:"text"`       // 本年度本机关对该企业已检查 N 次，上限 M 次
}

// NewCapLine says a count in words.
func NewCapLine(department string, count, limit, extra int) CapLine {
	who := "本机关"
	if department != "" {
		who = department
	}
	l := CapLine{Department: department, Count: count, Limit: limit, Extra: extra, Text: fmt.Sprintf("本年度%s对该企业已检查 %d 次", who, count)}
	if limit > 0 {
		l.Text += fmt.Sprintf("，上限 %d 次", limit)
	}
	if extra > 0 {
		l.Text += fmt.Sprintf("，另经批准 %d 次", extra)
	}
	return l
}

// Full tells whether one more check would be over the cap.
func (l CapLine) Full() bool { return l.Limit > 0 && l.Count >= l.Limit+l.Extra }

// NthText is 本年度本机关对该企业第 N 次 / 上限 M of a check that is to come.
func NthText(nth, limit int) string {
	if limit == 0 {
		return fmt.Sprintf("本年度本机关对该企业第 %d 次（未设上限）", nth)
	}
	return fmt.Sprintf("本年度本机关对该企业第 %d 次 / 上限 %d", nth, limit)
}
