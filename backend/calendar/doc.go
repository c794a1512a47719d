// Package calendar counts deadlines: in working days with China's holidays and
// make-up working days, and in calendar days.
//
// Dates are legal dates, "2006-01-02", in UTC+8 whatever the PC's zone; Date
// makes one of an instant. The first day is not counted (公安机关办理行政案件
// 程序规定 第三十五条), and limits of two, three, five and seven days in the
// 行政处罚法 are working days (第八十五条). Which limit is which is data in inspect.
//
// # Years
//
// The State Council announces a year's holidays in the October or November
// before. Until its file is loaded nobody knows that year's working days, so
// every answer that would need them is refused as 待年历 instead of guessed: two
// working days after 2026-12-30 is not 2027-01-01. The years 2025 and 2026 are
// embedded; With loads an update file, which is also how a December changed by
// the next year's notice is corrected. A Calendar never changes; With returns a
// new one. Version goes to the log with each deadline.
//
// # Update file
//
// JSON, as close to the wording of the notice as possible; the files in data/
// are examples. One file may bring several years and replaces each whole:
//
//	{"format": "ssj-calendar/1", "years": [{
//	  "year": 2026,
//	  "source": "the notice: title, number, date",
//	  "holidays": [{"name": "元旦", "from": "2026-01-01", "to": "2026-01-03"}],
//	  "workdays": ["2026-01-04"]}]}
//
// holidays are the days off as announced, both ends included, with any weekend
// in between; workdays are the Saturdays and Sundays that are worked. A range
// lies in one year. Other weekends are not listed.
package calendar
