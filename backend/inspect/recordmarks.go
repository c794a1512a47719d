package inspect

import (
	"fmt"
	"strings"
)

// KeyMarks words the marks of a visit that fall into a recording, for the
// 关键时间段 of the 音视频资料清单, and the ranges somebody chose in it.
func KeyMarks(e Evidence, marks []Mark) string {
	out := []string{}
	for _, m := range marks {
		if e.Holds(m.At) {
			out = append(out, ClockTime(m.At)+" "+m.Name())
		}
	}
	for _, s := range e.Spans {
		out = append(out, ClockOf(s.From)+"–"+ClockOf(s.To)+" "+s.Note)
	}
	return strings.Join(out, "；")
}

// ClockOf shows seconds from the start of a recording as 01:02:03.
func ClockOf(seconds float64) string {
	s := int(seconds)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}

// Name is a mark in words.
func (m Mark) Name() string {
	switch {
	case m.Step == "" && m.Text == "":
		return "标记"
	case m.Step == "" || m.Text == "":
		return m.Step.Label() + m.Text
	}
	return m.Step.Label() + "：" + m.Text
}
