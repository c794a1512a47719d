package inspect

import "time"

// Retention 保存期限 is how long an item is kept and what that follows from.
type Retention struct {
	Forever bool   `json:"forever"`
	Until   string `json:"until"` // legal date, the last day it must be kept; "" = permanently, or not begun
	Why     string `json:"why"`
}

// Text is the retention for people and documents.
func (r Retention) Text() string {
	switch {
	case r.Forever:
		return "永久（" + r.Why + "）"
	case r.Until == "":
		return "不少于6个月"
	}
	return "至" + r.Until + "（" + r.Why + "）"
}

// keepMonths is the least time an ordinary recording is kept (公安机关现场执法视音频
// 记录工作规定, 2016).
const keepMonths = 6

// KeepOf computes an item's retention from what it belongs to: permanently what
// is evidence of a problem or in a case, of obstruction, or was kept by a person's
// decision; else six months from the day it was taken.
func KeepOf(e Evidence, v Visit) Retention {
	forever := func(why string) Retention { return Retention{Forever: true, Why: why} }
	switch {
	case e.Forever != "":
		return forever(e.Forever)
	case e.Kind == KindItem:
		return forever("取得的物品")
	case e.Finding != "":
		return forever("所发现问题的证据")
	case v.Outcome == OutcomeRefused || !blank(v.Refusal):
		return forever("当事人拒绝检查或拒绝签字")
	}
	for _, w := range v.Ways {
		if w.Shot == e.ID {
			return forever("网络监测的证据")
		}
	}
	for _, f := range v.Findings {
		switch f.Measure {
		case MeasureEvidence, MeasureStop, MeasurePenalty, MeasureTransfer:
			return forever("检查中“" + f.Measure.Label() + "”，作为案件证据")
		}
	}
	day := LegalDate(e.From)
	if day == "" {
		day = LegalDate(e.AddedAt)
	}
	if day == "" {
		return Retention{Why: "满6个月"}
	}
	return Retention{Until: monthsLater(day, keepMonths), Why: "满6个月"}
}

// monthsLater is the same day some months on, or the last day of that month.
func monthsLater(day string, months int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1).Format(time.DateOnly)
}

// MayErase refuses to erase what is not here, is kept permanently, or is not due.
func MayErase(e Evidence, v Visit, today string) error {
	keep := KeepOf(e, v)
	refuse := func(hint, format string, args ...any) error {
		return E(Refused, format, args...).WithArticle("第二十条").WithRef(e.ID).WithHint("%s", hint)
	}
	switch {
	case e.State != EvidenceCopied:
		return refuse("只有复制入库的文件在这里销毁", "“%s”当前为“%s”，没有可销毁的文件", e.Title(), e.State.Label())
	case keep.Forever:
		return refuse("作为证据的音视频不得销毁", "“%s”永久保存：%s", e.Title(), keep.Why)
	case v.State == VisitOpen:
		return refuse("结束检查后再办理", "“%s”所属的检查还没有结束", e.Title())
	case keep.Until == "" || today <= keep.Until:
		return refuse("期满之后再申请", "“%s”的保存期限到%s，还没有届满", e.Title(), keep.Until)
	}
	return nil
}
