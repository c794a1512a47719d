package inspect

import "fmt"

// closeFrom is the first day of a year on which it may be closed, after the year.
const closeFrom = "-12-01"

// YearClose 年终结账 freezes the meters of a year, denominators and all (art. 8,
// 11). A year that misses a minimum is closed only by consent of the
// 主要负责人, with a reason.
type YearClose struct {
	ID       string `json:"id"`
	Year     int    `json:"year"`
	Meters   Meters `json:"meters"` // as they stood
	At       string `json:"at"`     // instant
	By       string `json:"by"`     // name
	Reason   string `json:"reason"` // why although something is missing, "" = nothing is
	Approval string `json:"approval"`
	Approver string `json:"approver"`
	Post     string `json:"post"`
}

// MayClose refuses to close a year that is still going on, or that misses a
// minimum without the consent of the 主要负责人.
func (m Meters) MayClose(today string, consented bool) error {
	year := fmt.Sprintf("%04d", m.Year)
	switch {
	case today < year+closeFrom:
		return E(Refused, "%s年度还没有到年终，不能结账", year).WithField("year").WithArticle("第八条").WithHint("12月1日以后办理")
	case !m.OK && !consented:
		return E(Refused, "%s年度有%d项指标没有达到，不能结账：%s", year, len(m.Missing), m.Missing[0]).WithField("reason").WithArticle("第八条").
			WithHint("年底前补足；确实不能补足的，写明理由并登记主要负责人的批准")
	}
	return nil
}
