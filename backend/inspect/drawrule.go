package inspect

import (
	"fmt"
	"slices"
	"strings"
)

// DrawRule 抽取规则 is what a task sets beyond one ratio or one number: rates of
// single trades, weights by risk, a cap for each inspector, and when the names
// of the drawn subjects may be published (P12). Its zero value changes nothing.
type DrawRule struct {
	Rates     []TradeRate `json:"rates"`
	Weights   RiskWeights `json:"weights"`
	PersonCap int         `json:"personCap"` // 每名检查人员最多检查户数, 0 = no limit
	NamesFrom string      `json:"namesFrom"` // 抽查名单公开日期, "" = with the notice
}

// TradeRate 行业抽取比例 is the rate of a trade that is not drawn at the task's.
type TradeRate struct {
	Trade string `json:"trade"`
	Num   int    `json:"num"`
	Den   int    `json:"den"`
}

// RiskWeights 风险权重 is how many tickets a subject has by its 风险等级; 0 = 1. A
// subject without a grade has one.
type RiskWeights struct {
	High int `json:"high"`
	Mid  int `json:"mid"`
	Low  int `json:"low"`
}

// maxWeight is the highest weight of the format ssj-draw/1.
const maxWeight = 1000

// Of is the weight of a subject with a 风险等级 such as 高 or 高风险.
func (w RiskWeights) Of(risk string) int {
	for grade, weight := range map[string]int{"高": w.High, "中": w.Mid, "低": w.Low} {
		if strings.HasPrefix(risk, grade) {
			return max(weight, 1)
		}
	}
	return 1
}

// All are the weights in use, ascending, without doubles; nil when all weigh 1.
func (w RiskWeights) All() []int {
	all := []int{1, max(w.High, 1), max(w.Mid, 1), max(w.Low, 1)}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) == 1 {
		return nil
	}
	return all
}

// RateOf is the rate at which the subjects of a trade are drawn.
func (t Task) RateOf(trade string) (num, den int) {
	for _, r := range t.Rule.Rates {
		if r.Trade == trade {
			return r.Num, r.Den
		}
	}
	return t.RatioNum, t.RatioDen
}

// RateText says in words how many are drawn.
func (t Task) RateText() string {
	percent := func(num, den int) string { return fmt.Sprintf("%.4g%%", 100*float64(num)/float64(max(den, 1))) }
	if t.Total > 0 {
		return fmt.Sprintf("固定%d户", t.Total)
	}
	if len(t.Rule.Rates) == 0 {
		return percent(t.RatioNum, t.RatioDen)
	}
	parts := []string{}
	for _, trade := range t.Trades {
		parts = append(parts, trade+percent(t.RateOf(trade)))
	}
	return strings.Join(parts, "，")
}

// Text says in words which weights are used, "" when all weigh 1. It is for the
// bureau's own papers: the public is told only that there are weights (P12).
func (w RiskWeights) Text() string {
	if w.All() == nil {
		return ""
	}
	return fmt.Sprintf("风险权重 高%d、中%d、低%d、未定级1", max(w.High, 1), max(w.Mid, 1), max(w.Low, 1))
}

// Validate refuses rules that the draw could not carry out (art. 12, 13).
func (r DrawRule) Validate(total int) error {
	seen := map[string]bool{}
	for _, x := range r.Rates {
		switch {
		case total > 0:
			return E(Invalid, "固定户数与分行业比例不能同时设置").WithField("rates").WithArticle("第十二条").WithHint("按户数抽取时各行业按户数分配；要分行业定比例，请改为按比例")
		case seen[x.Trade]:
			return E(Invalid, "行业“%s”的抽取比例写了两次", x.Trade).WithField("rates").WithArticle("第十二条")
		case x.Num < 0 || x.Den <= 0 || x.Num > x.Den:
			return E(Invalid, "行业“%s”的抽取比例“%d/%d”不对", x.Trade, x.Num, x.Den).WithField("rates").WithArticle("第十二条").WithHint("填 0 到 100%% 之间的比例")
		}
		seen[x.Trade] = true
	}
	for _, w := range []struct {
		grade string
		value int
	}{{"高", r.Weights.High}, {"中", r.Weights.Mid}, {"低", r.Weights.Low}} {
		if w.value < 0 || w.value > maxWeight {
			return E(Invalid, "风险等级“%s”的权重%d不对", w.grade, w.value).WithField("weights").WithArticle("第十三条").WithHint("填 1 到 %d 的整数，1 为不加权", maxWeight)
		}
	}
	if r.PersonCap < 0 || r.PersonCap > maxWeight {
		return E(Invalid, "每名检查人员最多%d户不对", r.PersonCap).WithField("personCap").WithArticle("第十五条").WithHint("填 1 到 %d 的整数；不限填 0", maxWeight)
	}
	if r.NamesFrom != "" && !isDate(r.NamesFrom) {
		return E(Invalid, "抽查名单公开日期“%s”不对", r.NamesFrom).WithField("namesFrom").WithArticle("第十四条").WithHint("写成 2026-03-01 的样式；不填为随公告公开")
	}
	return nil
}

// RatesFit refuses a rate for a trade that is none of the task's.
func (t Task) RatesFit() error {
	for _, r := range t.Rule.Rates {
		if !slices.Contains(t.Trades, r.Trade) {
			return E(Invalid, "任务的抽查事项不涉及行业“%s”，不能为它定抽取比例", r.Trade).WithField("rates").WithArticle("第十二条").
				WithHint("可定比例的行业：%s", strings.Join(t.Trades, "、"))
		}
	}
	return nil
}
