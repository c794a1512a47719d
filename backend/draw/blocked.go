package draw

import (
	"fmt"
	"strings"
)

const maxNamed = 5 // subjects or groups listed in one message

// blocked says in Chinese which subjects cannot get their inspectors and which
// rule is in the way, "" when all can.
func (t *teams) blocked(name func(subject int) string) string {
	all := make([]int, len(t.seats))
	for i := range all {
		all[i] = i
	}
	m := t.instance(all, relax{}).empty()
	told := make([]bool, len(t.seats))
	var groups []string
	more := 0
	for _, s := range m.fill() {
		if told[s] {
			continue
		}
		m.augment(s) // fails again, leaving in queue the seats that compete with s
		seats := make([]int, 0, len(m.queue))
		for i := range t.seats {
			if m.seenSeat[i] {
				seats = append(seats, i)
				told[i] = true
			}
		}
		if len(groups) == maxNamed {
			more++
			continue
		}
		groups = append(groups, t.describe(seats, name))
	}
	text := strings.Join(groups, "；")
	if more > 0 {
		text += fmt.Sprintf("；另有%d处", more)
	}
	return text
}

// describe names the subjects of seats that compete for too few people, and
// every rule whose absence alone would let them be filled.
func (t *teams) describe(seats []int, name func(subject int) string) string {
	var subjects []string
	count, last := 0, -1
	for _, i := range seats {
		if s := t.seats[i].subject; s != last {
			last = s
			if count++; count <= maxNamed {
				subjects = append(subjects, "「"+name(s)+"」")
			}
		}
	}
	who := strings.Join(subjects, "")
	if count > maxNamed {
		who += fmt.Sprintf("等%d户", count)
	}
	var rules []string
	for _, r := range []struct {
		label   string
		without relax
	}{
		{"具备所需资格的人员不足", relax{qualification: true}},
		{"回避或当日不在岗", relax{recusal: true}},
		{"每人上限已满", relax{cap: true}},
		{"所需部门的人员不足", relax{department: true}},
	} {
		if len(t.instance(seats, r.without).empty().fill()) == 0 {
			rules = append(rules, r.label)
		}
	}
	why := strings.Join(rules, "、")
	if why == "" && len(t.instance(seats, relax{true, true, true, true}).empty().fill()) == 0 {
		why = "资格、回避、上限、部门几条同时限制"
	} else if why == "" {
		why = "名册人数不足"
	}
	return fmt.Sprintf("%s共需%d人次，%s", who, len(seats), why)
}
