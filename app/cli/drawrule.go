package cli

import (
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
)

// ruleFrom reads --rates 行业=5%,行业=1/10 and --weights 高=3,中=2,低=1.
func ruleFrom(r *inspect.DrawRule, rates, weights string) error {
	for _, part := range words(rates) {
		trade, rate, ok := strings.Cut(part, "=")
		if !ok {
			return inspect.E(inspect.Invalid, "分行业比例“%s”不对", part).WithField("rates").WithArticle("第十二条").WithHint("写成 旅馆业=5%%,典当业=1/10")
		}
		num, den, err := fraction(rate)
		if err != nil {
			return err
		}
		r.Rates = append(r.Rates, inspect.TradeRate{Trade: trade, Num: num, Den: den})
	}
	for _, part := range words(weights) {
		grade, value, _ := strings.Cut(part, "=")
		n, err := strconv.Atoi(value)
		at := map[string]*int{"高": &r.Weights.High, "中": &r.Weights.Mid, "低": &r.Weights.Low}[grade]
		if err != nil || at == nil {
			return inspect.E(inspect.Invalid, "风险权重“%s”不对", part).WithField("weights").WithArticle("第十三条").WithHint("写成 高=3,中=2,低=1")
		}
		*at = n
	}
	return nil
}
