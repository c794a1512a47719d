package service

import "shuangsuiji/backend/calendar"

// AddWorkdays is the date n working days after date, by the calendar this
// program was built with; it needs no workspace. Errors: Invalid for what is
// not a date, Refused (待年历) when a year's days off are not known.
func AddWorkdays(date string, n int) (string, error) {
	c, err := calendar.Embedded()
	if err != nil {
		return "", err
	}
	return c.AddWorkdays(date, n)
}
