package calendar

import (
	"time"

	"shuangsuiji/backend/inspect"
)

const dateLayout = "2006-01-02"

// maxDays is the longest period AddDays counts, a hundred years.
const maxDays = 36525

// beijing is fixed and needs no time-zone data on the PC: China has had one
// zone without summer time since 1991.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// Calendar knows the working days of the years loaded into it.
type Calendar struct {
	years map[int]year
}

// year holds the days of one year that differ from their weekday.
type year struct {
	off  map[string]bool // announced days off
	work map[string]bool // Saturdays and Sundays that are worked
}

// Date is the legal date of an instant: that of UTC+8.
func Date(t time.Time) string { return t.In(beijing).Format(dateLayout) }

// IsWorkday reports whether date is a working day. Errors: invalid for what is
// not a date, refused (待年历) when its year is not loaded.
func (c *Calendar) IsWorkday(date string) (bool, error) {
	day, err := parse(date)
	if err != nil {
		return false, err
	}
	return c.workday(day)
}

// AddWorkdays is the date n working days after date; date itself does not count.
// With n = 0 it is date. Errors: those of IsWorkday, and invalid for n < 0.
func (c *Calendar) AddWorkdays(date string, n int) (string, error) {
	day, err := parse(date)
	if err != nil {
		return "", err
	}
	if n < 0 {
		return "", badCount(n)
	}
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		work, err := c.workday(day)
		if err != nil {
			return "", err
		}
		if work {
			n--
		}
	}
	return day.Format(dateLayout), nil
}

// AddDays is the date n calendar days after date; date itself does not count,
// and an end on a day off moves to the next working day (程序规定 第三十五条).
// Errors: those of IsWorkday, and invalid for n outside 0 to 36525.
func (c *Calendar) AddDays(date string, n int) (string, error) {
	day, err := parse(date)
	if err != nil {
		return "", err
	}
	if n < 0 || n > maxDays {
		return "", badCount(n)
	}
	day = day.AddDate(0, 0, n)
	for {
		work, err := c.workday(day)
		if err != nil {
			return "", err
		}
		if work {
			return day.Format(dateLayout), nil
		}
		day = day.AddDate(0, 0, 1)
	}
}

func (c *Calendar) workday(day time.Time) (bool, error) {
	y, loaded := c.years[day.Year()]
	if !loaded {
		return false, inspect.E(inspect.Refused, "待年历：%d 年的放假安排还没有载入，%s 是否工作日无法确定",
			day.Year(), day.Format(dateLayout)).
			WithHint("国务院办公厅公布该年放假安排后，导入年历更新文件，期限会重新计算").
			WithRef(day.Format("2006"))
	}
	date := day.Format(dateLayout)
	return y.work[date] || !weekend(day) && !y.off[date], nil
}

func weekend(day time.Time) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}

func parse(date string) (time.Time, error) {
	day, err := time.Parse(dateLayout, date)
	if err != nil {
		return time.Time{}, inspect.E(inspect.Invalid, "日期 %q 不对", date).
			WithHint("请写成 2026-03-02 的样子").WithField("date").Because(err)
	}
	return day, nil
}

func badCount(n int) *inspect.Error {
	return inspect.E(inspect.Invalid, "天数 %d 不对", n).WithHint("请填 0 或更大的整数").WithField("days")
}
