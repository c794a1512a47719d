package calendar

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
)

//go:embed data/*.json
var data embed.FS

const format = "ssj-calendar/1"

// file is the JSON of an update file; doc.go says what it means.
type file struct {
	Format string     `json:"format"`
	Years  []yearFile `json:"years"`
}

type yearFile struct {
	Year     int       `json:"year"`
	Source   string    `json:"source"`
	Holidays []holiday `json:"holidays"`
	Workdays []string  `json:"workdays"`
}

type holiday struct {
	Name string `json:"name"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Embedded is the calendar with the years this program was built with.
func Embedded() (*Calendar, error) {
	entries, err := data.ReadDir("data")
	if err != nil {
		return nil, err
	}
	c := &Calendar{}
	for _, e := range entries {
		text, err := data.ReadFile("data/" + e.Name())
		if err != nil {
			return nil, err
		}
		if c, err = c.With(text); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// With returns a calendar in which the years of an update file are added or
// replaced; c stays as it is. A file that is not exactly an update file, or
// whose days contradict each other or the weekdays, is refused whole: invalid,
// or unsupported when it is of another format. Every year must name its source
// and have at least the fixed-date public holidays (元旦, 劳动节, 国庆节), so that
// an empty or half-written year cannot pass for a known one.
func (c *Calendar) With(updateJSON []byte) (*Calendar, error) {
	var f file
	dec := json.NewDecoder(bytes.NewReader(updateJSON))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return nil, bad("不是年历更新文件").Because(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, bad("文件末尾有多余内容").Because(err)
	}
	if f.Format != format {
		return nil, inspect.E(inspect.Unsupported, "年历更新文件的格式是 %q，本程序只认识 %q", f.Format, format).
			WithHint("请升级本程序，或换用对应的年历文件")
	}
	if len(f.Years) == 0 {
		return nil, bad("文件里没有任何年份")
	}
	years := maps.Clone(c.years)
	if years == nil {
		years = map[int]year{}
	}
	seen := map[int]bool{}
	for _, yf := range f.Years {
		if seen[yf.Year] {
			return nil, bad("%d 年出现了两次", yf.Year)
		}
		seen[yf.Year] = true
		y, err := yf.check()
		if err != nil {
			return nil, err
		}
		years[yf.Year] = y
	}
	return &Calendar{years}, nil
}

func (yf yearFile) check() (year, error) {
	y := year{off: map[string]bool{}, work: map[string]bool{}}
	if yf.Year < 2000 || yf.Year > 2099 {
		return y, bad("年份 %d 不对", yf.Year)
	}
	if strings.TrimSpace(yf.Source) == "" {
		return y, bad("%d 年没有写明依据（source）", yf.Year)
	}
	for _, h := range yf.Holidays {
		from, err := yf.day(h.From)
		if err != nil {
			return y, err
		}
		to, err := yf.day(h.To)
		if err != nil {
			return y, err
		}
		if strings.TrimSpace(h.Name) == "" || to.Before(from) {
			return y, bad("%d 年的假期 %q（%s 至 %s）没有名称或先后颠倒", yf.Year, h.Name, h.From, h.To)
		}
		for day := from; !day.After(to); day = day.AddDate(0, 0, 1) {
			date := day.Format(dateLayout)
			if y.off[date] {
				return y, bad("%s 在两个假期里", date)
			}
			y.off[date] = true
		}
	}
	for _, date := range yf.Workdays {
		day, err := yf.day(date)
		if err != nil {
			return y, err
		}
		if !weekend(day) || y.off[date] || y.work[date] {
			return y, bad("调休上班日 %s 不是周末、又是假期或写了两次", date)
		}
		y.work[date] = true
	}
	for _, fixed := range []string{"01-01", "05-01", "10-01", "10-02", "10-03"} {
		if date := fmt.Sprintf("%d-%s", yf.Year, fixed); !y.off[date] {
			return y, bad("%d 年的放假安排不完整：%s 不在假期里", yf.Year, date)
		}
	}
	return y, nil
}

// day parses a date that must lie in the year it stands under.
func (yf yearFile) day(date string) (time.Time, error) {
	day, err := time.Parse(dateLayout, date)
	if err != nil || day.Year() != yf.Year {
		return day, bad("%q 不是 %d 年的日期", date, yf.Year).Because(err)
	}
	return day, nil
}

// Version names the years and the days in them: "2025,2026 " and 12 hex digits
// of the SHA-256 of a line "date off" or "date work" for every listed day in
// order. It is written to the log with each deadline.
func (c *Calendar) Version() string {
	h := sha256.New()
	var names []string
	for _, n := range slices.Sorted(maps.Keys(c.years)) {
		names = append(names, fmt.Sprint(n))
		var lines []string
		for date := range c.years[n].off {
			lines = append(lines, date+" off\n")
		}
		for date := range c.years[n].work {
			lines = append(lines, date+" work\n")
		}
		slices.Sort(lines)
		fmt.Fprint(h, strings.Join(lines, ""))
	}
	return fmt.Sprintf("%s %x", strings.Join(names, ","), h.Sum(nil)[:6])
}

func bad(reason string, args ...any) *inspect.Error {
	return inspect.E(inspect.Invalid, "年历更新文件不能用：%s", fmt.Sprintf(reason, args...)).
		WithHint("请对照国务院办公厅的放假通知改正后重新导入；原有年历没有改变")
}
