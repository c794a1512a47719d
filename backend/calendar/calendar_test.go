package calendar

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

func embedded(t *testing.T) *Calendar {
	t.Helper()
	c, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func wantPending(t *testing.T, err error) {
	t.Helper()
	var e *inspect.Error
	if !errors.As(err, &e) || e.Code != inspect.Refused || !strings.HasPrefix(e.Message, "待年历") || e.Hint == "" {
		t.Fatalf("error %v, want 待年历", err)
	}
}

func TestAddWorkdays(t *testing.T) {
	c := embedded(t)
	for _, v := range []struct {
		date string
		n    int
		want string
	}{
		{"2026-02-13", 2, "2026-02-24"}, // Saturday the 14th works, then Spring Festival
		{"2026-02-13", 20, "2026-03-19"},
		{"2026-04-30", 15, "2026-05-25"},
		{"2026-09-24", 2, "2026-09-29"},
		{"2026-09-30", 2, "2026-10-09"},
		{"2025-12-31", 1, "2026-01-04"}, // the Sunday after New Year works
		{"2025-09-26", 1, "2025-09-28"},
		{"2026-03-02", 2, "2026-03-04"},
		{"2026-03-07", 0, "2026-03-07"},
		{"2026-03-07", 1, "2026-03-09"},
		{"2024-12-31", 1, "2025-01-02"}, // the first day needs no calendar
		{"2026-12-30", 1, "2026-12-31"},
	} {
		if got, err := c.AddWorkdays(v.date, v.n); err != nil || got != v.want {
			t.Errorf("%s + %d working days = %s %v, want %s", v.date, v.n, got, err, v.want)
		}
	}
	_, err := c.AddWorkdays("2026-12-30", 2)
	wantPending(t, err)
	_, err = c.AddWorkdays("2026-12-30", 1<<60)
	wantPending(t, err)
}

func TestAddDays(t *testing.T) {
	c := embedded(t)
	for _, v := range []struct {
		date string
		n    int
		want string
	}{
		{"2026-03-02", 2, "2026-03-04"},
		{"2026-02-08", 7, "2026-02-24"}, // ends on the first day of Spring Festival
		{"2026-02-07", 7, "2026-02-14"}, // ends on a Saturday that works
		{"2026-03-02", 5, "2026-03-09"}, // ends on a Saturday
		{"2026-01-01", 0, "2026-01-04"},
	} {
		if got, err := c.AddDays(v.date, v.n); err != nil || got != v.want {
			t.Errorf("%s + %d days = %s %v, want %s", v.date, v.n, got, err, v.want)
		}
	}
	_, err := c.AddDays("2026-12-30", 2)
	wantPending(t, err)
}

// 365 days less 104 Saturdays and Sundays less 13 public holidays.
func TestWorkdaysOfYear(t *testing.T) {
	c := embedded(t)
	for year, makeUp := range map[int]string{
		2025: "01-26 02-08 04-27 09-28 10-11",
		2026: "01-04 02-14 02-28 05-09 09-20 10-10",
	} {
		count, worked := 0, []string{}
		for day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
			work, err := c.IsWorkday(day.Format("2006-01-02"))
			if err != nil {
				t.Fatal(err)
			}
			if work {
				count++
				if weekend(day) {
					worked = append(worked, day.Format("01-02"))
				}
			}
		}
		if count != 248 {
			t.Errorf("%d has %d working days, want 248", year, count)
		}
		if got := strings.Join(worked, " "); got != makeUp {
			t.Errorf("%d: weekends worked %s, want %s", year, got, makeUp)
		}
	}
}

func TestRefuses(t *testing.T) {
	c := embedded(t)
	for _, date := range []string{"", "2026-2-3", "2026-02-30", "20260203", "2026-02-03 ", "2026-02-03T00:00:00Z"} {
		if _, err := c.IsWorkday(date); inspect.CodeOf(err) != inspect.Invalid {
			t.Errorf("IsWorkday(%q): %v", date, err)
		}
	}
	_, err := c.IsWorkday("2027-01-04")
	wantPending(t, err)
	_, err = c.IsWorkday("2024-12-31")
	wantPending(t, err)
	if _, err := c.AddWorkdays("2026-03-02", -1); inspect.CodeOf(err) != inspect.Invalid {
		t.Error(err)
	}
	for _, n := range []int{-1, maxDays + 1} {
		if _, err := c.AddDays("2026-03-02", n); inspect.CodeOf(err) != inspect.Invalid {
			t.Error(n, err)
		}
	}
}

// naive repeats the announcements as sets of days and counts one day at a time.
func naive(day time.Time) bool {
	date := day.Format("2006-01-02")
	for _, d := range strings.Fields("2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 " +
		"2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10") {
		if date == d {
			return true
		}
	}
	for _, d := range strings.Fields("2025-01-01:2025-01-01 2025-01-28:2025-02-04 2025-04-04:2025-04-06 " +
		"2025-05-01:2025-05-05 2025-05-31:2025-06-02 2025-10-01:2025-10-08 " +
		"2026-01-01:2026-01-03 2026-02-15:2026-02-23 2026-04-04:2026-04-06 2026-05-01:2026-05-05 " +
		"2026-06-19:2026-06-21 2026-09-25:2026-09-27 2026-10-01:2026-10-07") {
		if from, to, _ := strings.Cut(d, ":"); from <= date && date <= to {
			return false
		}
	}
	return day.Weekday() >= time.Monday && day.Weekday() <= time.Friday
}

func TestAgainstNaive(t *testing.T) {
	c := embedded(t)
	first, last := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		start := first.AddDate(0, 0, rapid.IntRange(0, 729).Draw(t, "start"))
		n := rapid.IntRange(0, 60).Draw(t, "n")

		day, left := start, n
		for left > 0 && !day.After(last) {
			if day = day.AddDate(0, 0, 1); naive(day) {
				left--
			}
		}
		got, err := c.AddWorkdays(start.Format("2006-01-02"), n)
		same(t, got, err, day, last)

		day = start.AddDate(0, 0, n)
		for !naive(day) && !day.After(last) {
			day = day.AddDate(0, 0, 1)
		}
		got, err = c.AddDays(start.Format("2006-01-02"), n)
		same(t, got, err, day, last)
	})
}

func same(t *rapid.T, got string, err error, want, last time.Time) {
	if want.After(last) {
		if inspect.CodeOf(err) != inspect.Refused {
			t.Fatalf("crossed into an unloaded year: %s %v", got, err)
		}
	} else if err != nil || got != want.Format("2006-01-02") {
		t.Fatalf("got %s %v, want %s", got, err, want.Format("2006-01-02"))
	}
}

func TestDate(t *testing.T) {
	for instant, want := range map[string]string{
		"2026-03-01T15:59:59.999Z":      "2026-03-01",
		"2026-03-01T16:00:00.000Z":      "2026-03-02",
		"2026-03-01T23:30:00.000-10:00": "2026-03-02",
	} {
		at, err := time.Parse(time.RFC3339Nano, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := Date(at); got != want {
			t.Errorf("%s is %s, want %s", instant, got, want)
		}
	}
}

// update is an invented 2027 and, if dec31 is set, a 2026 whose last day became
// a day off.
func update(dec31 bool) string {
	years := `{"year":2027,"source":"样例","holidays":[{"name":"元旦","from":"2027-01-01","to":"2027-01-03"},
		{"name":"劳动节","from":"2027-05-01","to":"2027-05-03"},{"name":"国庆节","from":"2027-10-01","to":"2027-10-07"}],
		"workdays":["2027-05-08"]}`
	if dec31 {
		years += `,{"year":2026,"source":"样例","holidays":[{"name":"元旦","from":"2026-01-01","to":"2026-01-03"},
		{"name":"劳动节","from":"2026-05-01","to":"2026-05-05"},{"name":"国庆节","from":"2026-10-01","to":"2026-10-07"},
		{"name":"元旦","from":"2026-12-31","to":"2026-12-31"}],"workdays":[]}`
	}
	return `{"format":"ssj-calendar/1","years":[` + years + `]}`
}

func TestWith(t *testing.T) {
	c := embedded(t)
	later, err := c.With([]byte(update(false)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := later.AddWorkdays("2026-12-30", 2); err != nil || got != "2027-01-04" {
		t.Errorf("%s %v", got, err)
	}
	changed, err := later.With([]byte(update(true)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := changed.AddWorkdays("2026-12-30", 2); err != nil || got != "2027-01-05" {
		t.Errorf("%s %v", got, err)
	}
	_, err = c.AddWorkdays("2026-12-30", 2)
	wantPending(t, err) // c itself did not change
}

func TestVersion(t *testing.T) {
	c := embedded(t)
	if got, want := c.Version(), "2025,2026 10fe254ab6cb"; got != want {
		t.Errorf("version %q, want %q: the embedded days changed", got, want)
	}
	seen := map[string]bool{c.Version(): true}
	for _, text := range []string{update(false), update(true)} {
		u, err := c.With([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if seen[u.Version()] || !strings.HasPrefix(u.Version(), "2025,2026,2027 ") {
			t.Errorf("version %q", u.Version())
		}
		seen[u.Version()] = true
	}
}

func TestWithRefuses(t *testing.T) {
	c := embedded(t)
	good := update(false)
	for name, v := range map[string]struct {
		text string
		code inspect.Code
	}{
		"empty":            {"", inspect.Invalid},
		"not JSON":         {"年历", inspect.Invalid},
		"trailing bytes":   {good + "{}", inspect.Invalid},
		"unknown field":    {strings.Replace(good, `"year":`, `"y":0,"year":`, 1), inspect.Invalid},
		"other format":     {strings.Replace(good, "calendar/1", "calendar/2", 1), inspect.Unsupported},
		"no format":        {`{"years":[]}`, inspect.Unsupported},
		"no years":         {`{"format":"ssj-calendar/1","years":[]}`, inspect.Invalid},
		"no source":        {strings.Replace(good, "样例", " ", 1), inspect.Invalid},
		"year twice":       {strings.Replace(update(true), `"year":2026`, `"year":2027`, 1), inspect.Invalid},
		"odd year":         {strings.ReplaceAll(good, "2027", "1927"), inspect.Invalid},
		"empty year":       {`{"format":"ssj-calendar/1","years":[{"year":2027,"source":"x","holidays":[],"workdays":[]}]}`, inspect.Invalid},
		"no 国庆节":           {strings.Replace(good, `"from":"2027-10-01"`, `"from":"2027-10-03"`, 1), inspect.Invalid},
		"impossible date":  {strings.Replace(good, "2027-01-03", "2027-01-32", 1), inspect.Invalid},
		"other year's day": {strings.Replace(good, "2027-05-08", "2026-05-09", 1), inspect.Invalid},
		"backwards":        {strings.Replace(good, `"to":"2027-10-07"`, `"to":"2027-09-30"`, 1), inspect.Invalid},
		"no name":          {strings.Replace(good, "劳动节", "", 1), inspect.Invalid},
		"overlap":          {strings.Replace(good, `"to":"2027-05-03"`, `"to":"2027-10-02"`, 1), inspect.Invalid},
		"weekday worked":   {strings.Replace(good, "2027-05-08", "2027-05-07", 1), inspect.Invalid},
		"holiday worked":   {strings.Replace(good, "2027-05-08", "2027-01-02", 1), inspect.Invalid},
		"worked twice":     {strings.Replace(good, `"2027-05-08"`, `"2027-05-08","2027-05-08"`, 1), inspect.Invalid},
	} {
		_, err := c.With([]byte(v.text))
		var e *inspect.Error
		if !errors.As(err, &e) || e.Code != v.code || e.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzWith(f *testing.F) {
	f.Add([]byte(update(true)))
	f.Add([]byte(`{"format":"ssj-calendar/1","years":[{"year":2027}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := new(Calendar).With(text)
		if err != nil {
			return
		}
		for y := range c.years {
			if work, err := c.IsWorkday(fmt.Sprintf("%d-10-01", y)); err != nil || work {
				t.Fatalf("%s: %d-10-01: %v %v", text, y, work, err)
			}
		}
	})
}
