package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// StationFile is a line of a collection station's list (采集站清单): one file of
// one recorder, by that recorder's clock.
type StationFile struct {
	Row      int     `json:"row"`
	Recorder string  `json:"recorder"`
	Officer  string  `json:"officer"`
	Badge    string  `json:"badge"`
	From     string  `json:"from"` // instants, as the recorder had them
	To       string  `json:"to"`   // "" = not in the list
	Duration float64 `json:"duration"`
	Name     string  `json:"name"`
	Size     int64   `json:"size"` // bytes
	SHA256   string  `json:"sha256"`
	SM3      string  `json:"sm3"`
	Place    string  `json:"place"`
}

// StationMatch is a file that may be what was registered on site, and why.
type StationMatch struct {
	File  StationFile `json:"file"`
	From  string      `json:"from"`  // by the true clock
	To    string      `json:"to"`    //
	Why   []string    `json:"why"`   // what agrees and what does not
	Sound bool        `json:"sound"` // recorder, wearer and time all agree
	score int
}

// near is how far apart two recordings may lie and still be proposed: a clock
// that nobody set is off by minutes, seldom by more.
const near = 2 * time.Hour

// Candidates proposes the files of a list for an item that is still in its
// recorder, the likeliest first. ahead is how many seconds the recorder's clock is
// fast; badge is the wearer's police number, "" when it is not known. Nothing is
// decided here: a person does that (P10).
func Candidates(e Evidence, badge string, files []StationFile, ahead int64) []StationMatch {
	out := []StationMatch{}
	for _, f := range files {
		if c, ok := candidate(e, badge, f, ahead); ok {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b StationMatch) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.From, b.From))
	})
	return out
}

func candidate(e Evidence, badge string, f StationFile, ahead int64) (StationMatch, bool) {
	c := StationMatch{File: f, From: shifted(f.From, ahead), To: shifted(f.To, ahead), Why: []string{}}
	if c.To == "" && f.Duration > 0 {
		c.To = Evidence{From: c.From, Duration: f.Duration}.Ended()
	}
	say := func(points int, format string, args ...any) {
		c.score += points
		c.Why = append(c.Why, fmt.Sprintf(format, args...))
	}
	device := plain(f.Recorder) == plain(e.Recorder)
	worn := f.Officer != "" && strings.TrimSpace(f.Officer) == e.Officer || badge != "" && strings.TrimSpace(f.Badge) == badge
	switch {
	case device:
		say(4, "设备编号相同")
	default:
		say(0, "设备编号不同（清单为%s）", f.Recorder)
	}
	switch {
	case worn:
		say(2, "佩戴人相同")
	case f.Officer == "" && f.Badge == "":
		say(0, "清单没有写佩戴人")
	default:
		say(-1, "佩戴人不同（清单为%s）", strings.TrimSpace(f.Officer+" "+f.Badge))
	}
	overlap, apart, known := meet(e.From, e.Ended(), c.From, c.To)
	switch {
	case !known:
		return c, false
	case overlap > 0:
		say(4, "时间重合%s", lasting(overlap))
	case apart <= near:
		say(1, "时间不重合，相差%s", lasting(apart))
	default:
		return c, false
	}
	if ahead != 0 {
		say(0, "已按记录仪时钟%s校正", fastOrSlow(ahead))
	}
	c.Sound = device && worn && overlap > 0
	return c, device || worn
}

// meet tells how long two recordings ran together, or how far apart they lie.
// One without an end is taken as a moment, an open one on site as running on.
func meet(from, to, otherFrom, otherTo string) (overlap, apart time.Duration, known bool) {
	a, err := time.Parse(InstantLayout, from)
	b, berr := time.Parse(InstantLayout, otherFrom)
	if err != nil || berr != nil {
		return 0, 0, false
	}
	end := func(text string, start time.Time, open time.Duration) time.Time {
		t, err := time.Parse(InstantLayout, text)
		if err != nil {
			return start.Add(open)
		}
		return t
	}
	aEnd, bEnd := end(to, a, near), end(otherTo, b, time.Second)
	start, stop := a, aEnd
	if b.After(start) {
		start = b
	}
	if bEnd.Before(stop) {
		stop = bEnd
	}
	if d := stop.Sub(start); d > 0 {
		return d, 0, true
	}
	return 0, start.Sub(stop), true
}

// shifted is an instant of a clock that is some seconds ahead, by the true clock.
func shifted(instant string, ahead int64) string {
	t, err := time.Parse(InstantLayout, instant)
	if err != nil {
		return ""
	}
	return Instant(t.Add(-time.Duration(ahead) * time.Second))
}

func fastOrSlow(ahead int64) string {
	if ahead < 0 {
		return "慢" + lasting(time.Duration(-ahead)*time.Second)
	}
	return "快" + lasting(time.Duration(ahead)*time.Second)
}

func lasting(d time.Duration) string {
	s := int(d.Seconds())
	switch {
	case s < 60:
		return fmt.Sprintf("%d秒", s)
	case s < 3600:
		return fmt.Sprintf("%d分%d秒", s/60, s%60)
	}
	return fmt.Sprintf("%d小时%d分", s/3600, s/60%60)
}

// plain is a device's number without what people write differently.
func plain(no string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "_", "", "　", "").Replace(no))
}
