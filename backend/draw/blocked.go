package draw

import (
	"fmt"
	"slices"
	"strings"
)

const maxNamed = 5 // subjects, and groups of them, listed in one message

// blocked says in Chinese which subjects cannot get their inspectors and which
// rule is in the way, "" when all can.
func (t *teams) blocked(name func(subject int) string) string {
	all := make([]int, len(t.seats))
	for i := range all {
		all[i] = i
	}
	m := t.instance(all, relax{}).empty()
	group := make([]int, len(t.subjects)) // of each subject: 0 none, else those that compete
	short := make([]bool, len(t.seats))
	for n, s := range m.fill() {
		m.augment(s) // fails again, leaving in queue the seats that compete with s
		for _, i := range m.queue {
			short[i] = true
			if g := &group[t.seats[i].subject]; *g == 0 {
				*g = n + 1
			} else if old := *g; old != n+1 {
				for j := range group {
					if group[j] == old {
						group[j] = n + 1
					}
				}
			}
		}
	}
	var texts []string
	more := 0
	for i := range t.seats {
		g := group[t.seats[i].subject]
		if !short[i] {
			continue
		}
		var seats []int
		for j := i; j < len(t.seats); j++ {
			if short[j] && group[t.seats[j].subject] == g {
				seats = append(seats, j)
				short[j] = false
			}
		}
		if len(texts) == maxNamed {
			more++
			continue
		}
		texts = append(texts, t.describe(seats, name))
	}
	if more > 0 {
		texts = append(texts, fmt.Sprintf("另有%d处", more))
	}
	return strings.Join(texts, "；")
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
		{t.qualified(seats), relax{qualification: true}},
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

// qualified is the rule of qualifications, with those that seats ask for.
func (t *teams) qualified(seats []int) string {
	var asked []string
	for _, i := range seats {
		asked = append(asked, t.seats[i].qualifications...)
	}
	slices.Sort(asked)
	return "具备所需资格（" + strings.Join(slices.Compact(asked), "、") + "）的人员不足"
}
