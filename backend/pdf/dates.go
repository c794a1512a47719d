package pdf

import (
	"fmt"
	"time"

	"shuangsuiji/backend/inspect"
)

// writer turns the dates of one snapshot into Chinese and remembers the first
// that does not read as one.
type writer struct{ err error }

// date writes 2006-01-02 (or an instant) as 2006年1月2日; "" stays "".
func (w *writer) date(field, text string) string {
	t, ok := w.parse(field, text)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}

// minute writes an instant as 2006年1月2日15时04分 in China's time.
func (w *writer) minute(field, text string) string {
	t, ok := w.parse(field, text)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日%d时%02d分", t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute())
}

// day writes a date as 2006-01-02, for tables.
func (w *writer) day(field, text string) string {
	t, ok := w.parse(field, text)
	if !ok {
		return ""
	}
	return t.Format(time.DateOnly)
}

// span writes the from and to of an item for a narrow column: the date, then
// times to the second; without an end only the beginning.
func (w *writer) span(item, from, to string) string {
	a, ok := w.parse(item+".from", from)
	if !ok {
		return ""
	}
	text := a.Format("2006-01-02\n15:04:05")
	b, ok := w.parse(item+".to", to)
	switch {
	case !ok:
		return text
	case a.Format(time.DateOnly) == b.Format(time.DateOnly):
		return text + "至\n" + b.Format("15:04:05")
	}
	return text + "至\n" + b.Format("2006-01-02\n15:04:05")
}

// period writes two dates as 2026年3月1日至2026年3月31日.
func (w *writer) period(from, to string) string {
	return w.date("from", from) + "至" + w.date("to", to)
}

// at is the path of a field of an item of a list, such as findings[0].deadline.
func at(list string, i int, field string) string { return fmt.Sprintf("%s[%d].%s", list, i, field) }

func (w *writer) parse(field, text string) (time.Time, bool) {
	if text == "" {
		return time.Time{}, false
	}
	if t, err := time.ParseInLocation(time.DateOnly, text, inspect.China); err == nil {
		return t, true
	}
	if t, err := time.Parse(inspect.InstantLayout, text); err == nil {
		return t.In(inspect.China), true
	}
	if w.err == nil {
		w.err = inspect.E(inspect.Invalid, "“%s”不是日期或时间", text).WithField(field).
			WithHint("日期写作 2026-03-05")
	}
	return time.Time{}, false
}
