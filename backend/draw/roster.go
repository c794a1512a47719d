package draw

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
)

const (
	maxPersons = 5_000
	maxSeats   = 50_000
	maxCap     = 1000
	maxTeam    = 99 // highest seat number of a subject
)

// seatRules is rules.json of an inspectors' draw. This version knows one set.
type seatRules struct {
	PerSubject int `json:"perSubject"` // seats one inspector may take at one subject
	LeaderSeat int `json:"leaderSeat"` // the seat proposed as 组长
}

var theSeatRules = seatRules{PerSubject: 1, LeaderSeat: 1}

type person struct {
	id             idBytes
	department     string
	qualifications []string
	cap            int
}

type seat struct {
	subject        int // index into teams.subjects
	number         int
	department     string // "-" any
	qualifications []string
	line           int
}

// teams is the content of roster.txt, seats.txt and recusals.txt, in file order.
type teams struct {
	subjects []idBytes
	persons  []person
	seats    []seat
	recused  map[[2]int]bool // subject, person
}

// fits reports whether department and qualifications of p allow seat s.
func (s *seat) fits(p *person) bool { return s.departmentFits(p) && s.qualified(p) }

func (s *seat) departmentFits(p *person) bool {
	return s.department == "-" || s.department == p.department
}

func (s *seat) qualified(p *person) bool {
	for _, q := range s.qualifications {
		if _, ok := slices.BinarySearch(p.qualifications, q); !ok {
			return false
		}
	}
	return true
}

func readTeams(f Files) (*teams, error) {
	t := &teams{recused: map[[2]int]bool{}}
	personAt, subjectAt := map[string]int{}, map[string]int{}
	err := table(f, fileRoster, 4, func(line int, c [][]byte) error {
		id, ok := parseID(c[0])
		limit, fits := parseInt(c[3], 1, maxCap)
		quals, fine := parseQualifications(c[2])
		switch n := len(t.persons); {
		case !ok || !fits || !fine:
			return damaged(fileRoster, line, "编号、资格或上限的写法不对")
		case n > 0 && bytes.Compare(t.persons[n-1].id[:], id[:]) >= 0:
			return damaged(fileRoster, line, "没有按序排列，或与上一行重复")
		case n == maxPersons:
			return damaged(fileRoster, line, "超过 %d 人", maxPersons)
		}
		personAt[id.String()] = len(t.persons)
		t.persons = append(t.persons, person{id, string(c[1]), quals, limit})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = table(f, fileSeats, 6, func(line int, c [][]byte) error {
		s, at, err := readSeat(line, c, len(t.subjects))
		if err != nil {
			return err
		}
		if line > maxSeats {
			return damaged(fileSeats, line, "超过 %d 席", maxSeats)
		}
		id := string(c[1])
		if before, known := subjectAt[id]; known && before != at || !known && at < len(t.subjects) {
			return damaged(fileSeats, line, "同一次序应是同一对象，同一对象应是同一次序")
		} else if !known {
			subjectAt[id] = at
			subject, _ := parseID(c[1])
			t.subjects = append(t.subjects, subject)
		} else if t.seats[len(t.seats)-1].number >= s.number {
			return damaged(fileSeats, line, "席位没有按序排列")
		}
		s.subject = at
		t.seats = append(t.seats, s)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(t.seats) == 0 {
		return nil, damaged(fileSeats, 0, "是空的")
	}
	last := ""
	err = table(f, fileRecusals, 2, func(line int, c [][]byte) error {
		s, known := subjectAt[string(c[0])]
		p, listed := personAt[string(c[1])]
		if !known || !listed {
			return damaged(fileRecusals, line, "编号不在席位表或名册中")
		}
		if pair := string(c[0]) + string(c[1]); pair <= last {
			return damaged(fileRecusals, line, "没有按序排列，或与上一行重复")
		} else {
			last = pair
		}
		t.recused[[2]int{s, p}] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// readSeat reads a line of seats.txt; known is the number of subjects met so
// far, at the index of this line's subject.
func readSeat(line int, c [][]byte, known int) (s seat, at int, err error) {
	order, ok := parseInt(c[0], max(known, 1), known+1)
	number, fits := parseInt(c[2], 1, maxTeam)
	quals, fine := parseQualifications(c[4])
	_, id := parseID(c[1])
	if date := string(c[5]); date != "-" && !isDate(date) {
		fine = false
	}
	if !ok || !fits || !fine || !id {
		return s, 0, damaged(fileSeats, line, "次序、编号、席位、资格或日期的写法不对")
	}
	return seat{number: number, department: string(c[3]), qualifications: quals, line: line}, order - 1, nil
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// parseQualifications reads "-" or names divided by commas, sorted, without doubles.
func parseQualifications(s []byte) ([]string, bool) {
	if string(s) == "-" {
		return nil, true
	}
	list := strings.Split(string(s), ",")
	for i, q := range list {
		if q == "" || q == "-" || i > 0 && list[i-1] >= q {
			return nil, false
		}
	}
	return list, true
}

// qualificationColumn is the column parseQualifications reads.
func qualificationColumn(list []string) (column string, why string) {
	if len(list) == 0 {
		return "-", ""
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(list)))
	for _, q := range sorted {
		if q == "" || q == "-" || strings.Contains(q, ",") {
			return "", fmt.Sprintf("资格 %q 不能用（不能为空、为“-”或含半角逗号）", q)
		}
		if why := textFault(q); why != "" {
			return "", "资格" + why
		}
	}
	return strings.Join(sorted, ","), ""
}

// departmentColumn is a department, "-" for none.
func departmentColumn(s string) (column string, why string) {
	if s == "" {
		return "-", ""
	}
	if why := textFault(s); why != "" {
		return "", "部门" + why
	}
	if s == "-" {
		return "", "部门不能写作“-”"
	}
	return s, ""
}

func (in InspectorInput) invalid(field, format string, args ...any) error {
	return inspect.E(inspect.Invalid, format, args...).WithField(field).
		WithHint("请改正后重新冻结")
}

// files writes roster.txt, seats.txt and recusals.txt. subjects and persons are
// the pseudonyms.
func (in InspectorInput) files(subjects, persons []string) (Files, error) {
	roster := make([]string, len(in.Roster))
	for i, p := range in.Roster {
		dep, why := departmentColumn(p.Department)
		quals, whyNot := qualificationColumn(p.Qualifications)
		if why+whyNot != "" {
			return nil, in.invalid("roster", "名册第%d人（%s）：%s", i+1, p.Name, why+whyNot)
		}
		if p.Cap < 1 || p.Cap > maxCap {
			return nil, in.invalid("cap", "名册第%d人（%s）：上限 %d 不在 1 至 %d 之间；已满额的人员应列入排除名单", i+1, p.Name, p.Cap, maxCap)
		}
		roster[i] = fmt.Sprintf("%s\t%s\t%s\t%d", persons[i], dep, quals, p.Cap)
	}
	seats := slices.Clone(in.Seats)
	slices.SortStableFunc(seats, func(a, b Seat) int { return (a.Subject-b.Subject)*(maxTeam+1) + a.Seat - b.Seat })
	var b bytes.Buffer
	next := 0 // the subject that must come next or be the one before it
	for i, s := range seats {
		if s.Subject < 0 || s.Subject >= len(in.Subjects) || s.Subject > next {
			return nil, in.invalid("seats", "席位表：第%d户没有席位，或席位指向不存在的检查对象", next+1)
		}
		name := in.Subjects[s.Subject].Name
		dep, why := departmentColumn(s.Department)
		quals, whyNot := qualificationColumn(s.Qualifications)
		date := s.Date
		switch {
		case why+whyNot != "":
			return nil, in.invalid("seats", "「%s」第%d席：%s", name, s.Seat, why+whyNot)
		case s.Seat < 1 || s.Seat > maxTeam:
			return nil, in.invalid("seats", "「%s」：席位号 %d 不在 1 至 %d 之间", name, s.Seat, maxTeam)
		case i > 0 && seats[i-1].Subject == s.Subject && seats[i-1].Seat == s.Seat:
			return nil, in.invalid("seats", "「%s」：席位 %d 重复", name, s.Seat)
		case date == "":
			date = "-"
		case !isDate(date):
			return nil, in.invalid("date", "「%s」第%d席：检查日期 %q 应写作 2026-01-31 的样式", name, s.Seat, date)
		}
		next = s.Subject + 1
		fmt.Fprintf(&b, "%d\t%s\t%d\t%s\t%s\t%s\n", s.Subject+1, subjects[s.Subject], s.Seat, dep, quals, date)
	}
	if next < len(in.Subjects) {
		return nil, in.invalid("seats", "「%s」没有席位", in.Subjects[next].Name)
	}
	recusals := make([]string, len(in.Recusals))
	for i, r := range in.Recusals {
		if r.Subject < 0 || r.Subject >= len(subjects) || r.Person < 0 || r.Person >= len(persons) {
			return nil, in.invalid("recusals", "回避表第%d项指向不存在的检查对象或人员", i+1)
		}
		recusals[i] = subjects[r.Subject] + "\t" + persons[r.Person]
	}
	return Files{fileRoster: sortedLines(roster), fileSeats: b.Bytes(), fileRecusals: sortedLines(recusals)}, nil
}
