package draw

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"shuangsuiji/backend/inspect"
)

// Named is a subject that needs inspectors.
type Named struct{ Code, Name string }

// Person is an inspector on the roster. Qualifications are names without commas;
// Cap, 1 to 1000, is how many seats the person may take in this statement: the
// only way in which past work counts.
type Person struct {
	Code, Name, Department string
	Qualifications         []string
	Cap                    int
}

// Seat is a place in the team of Subjects[Subject]. Who takes it must belong to
// Department ("" any) and hold all Qualifications. Date (2006-01-02 or "") is
// stated for the reader; leave on that date is entered as a Recusal.
type Seat struct {
	Subject        int // index into Subjects, which are in visit order
	Seat           int // from 1; 1 is proposed as 组长
	Department     string
	Qualifications []string
	Date           string
}

// Recusal keeps Roster[Person] away from Subjects[Subject]: 回避, leave or
// other duty on the date. Its cause is not stored here.
type Recusal struct{ Subject, Person int }

// InspectorInput is all an inspectors' draw works on. Every subject needs at
// least one seat. For a replacement, give the open seats only and recuse the
// colleagues who stay in the team.
type InspectorInput struct {
	Subjects []Named
	Roster   []Person
	Seats    []Seat
	Recusals []Recusal
	Excluded []Excluded
}

// FrozenInspectors is a frozen roster. Its IDs are PersonIDs.
type FrozenInspectors struct {
	Frozen
	SubjectIDs, PersonIDs []string // pseudonyms, in the order of Subjects and Roster
}

// Assignment seats an inspector. Rank is the place, from 1, among those whose
// department and qualifications fit the seat; passed.txt says why each before
// was passed over.
type Assignment struct {
	Subject, Inspector string
	Seat, Rank         int
}

// InspectorResult is a finished draw of inspectors; Assignments are in the order
// of the seats.
type InspectorResult struct {
	Files       Files
	Seed        string
	Assignments []Assignment
}

// Reason codes of passed.txt.
const (
	passedRecused = "recused" // 回避、请假或当日另有任务
	passedTeam    = "team"    // 已在本户检查组中
	passedCap     = "cap"     // 已达本次上限
	passedRest    = "rest"    // 选用后其余席位无法配齐
)

// FreezeInspectors freezes a roster with the seats to fill. rnd must be a
// cryptographic source. It refuses with invalid what cannot be written down, and
// with refused (第十五条) seats that cannot all be filled, naming the subjects and
// the rule that stand in the way; no rule is ever relaxed.
func FreezeInspectors(h Heading, in InspectorInput, rnd io.Reader) (*FrozenInspectors, error) {
	if err := h.check(PurposeInspectors, PurposeReplacement); err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	n := len(in.Subjects)
	salts, nonce, err := randomness(rnd, n+len(in.Roster))
	if err != nil {
		return nil, err
	}
	item := func(i int) (code, name string) {
		if i < n {
			return in.Subjects[i].Code, in.Subjects[i].Name
		}
		return in.Roster[i-n].Code, in.Roster[i-n].Name
	}
	ids, text := make([]idBytes, len(salts)), make([]string, len(salts))
	for i, salt := range salts {
		code, name := item(i)
		ids[i] = pseudonym(salt, code, name)
		text[i] = ids[i].String()
	}
	files, err := in.files(text[:n], text[n:])
	if err != nil {
		return nil, err
	}
	if files[fileExcluded], err = excludedFile(in.Excluded); err != nil {
		return nil, err
	}
	if files[fileRules], err = encodeJSON(theSeatRules); err != nil {
		return nil, err
	}
	files[fileOpenings] = openingsFile(idOrder(ids), text, salts, item)
	t, err := readTeams(files)
	if err != nil {
		return nil, err
	}
	if why := t.blocked(func(subject int) string { return in.Subjects[subject].Name }); why != "" {
		return nil, inspect.E(inspect.Refused, "无法为全部检查对象配齐检查人员：%s", why).WithArticle("第十五条").WithField("roster").
			WithHint("请补充有资格的人员，或调整检查日期、每人上限后重新冻结；程序不会自行放宽任何一条")
	}
	counts := t.counts()
	counts["excluded"] = bytes.Count(files[fileExcluded], []byte("\n"))
	frozen, err := freeze(h, files, counts, text[n:], nonce)
	if err != nil {
		return nil, err
	}
	return &FrozenInspectors{Frozen: *frozen, SubjectIDs: text[:n], PersonIDs: text[n:]}, nil
}

func (in InspectorInput) check() error {
	switch {
	case len(in.Subjects) == 0:
		return in.invalid("subjects", "没有需要配备检查人员的检查对象")
	case len(in.Roster) == 0:
		return in.invalid("roster", "名册中没有检查人员")
	case len(in.Roster) > maxPersons || len(in.Seats) > maxSeats:
		return in.invalid("roster", "一次最多 %d 人、%d 席，请分单位抽取", maxPersons, maxSeats)
	}
	codes := map[string]bool{}
	for i, s := range in.Subjects {
		if codes[s.Code] {
			return doubled("检查对象", i, s.Code, s.Name)
		}
		codes[s.Code] = true
		for _, text := range []string{s.Code, s.Name} {
			if err := checkText("检查对象", i, s.Code, s.Name, text); err != nil {
				return err
			}
		}
	}
	clear(codes)
	for i, p := range in.Roster {
		if codes[p.Code] {
			return doubled("名册", i, p.Code, p.Name)
		}
		codes[p.Code] = true
		for _, text := range []string{p.Code, p.Name} {
			if err := checkText("名册", i, p.Code, p.Name, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *teams) counts() map[string]int {
	return map[string]int{"subjects": len(t.subjects), "persons": len(t.persons), "seats": len(t.seats), "recusals": len(t.recused)}
}

// Inspectors draws inspectors from frozen files, like Subjects.
func Inspectors(f Files, nonce []byte, in Input) (*InspectorResult, error) {
	r := &InspectorResult{}
	var err error
	r.Files, r.Seed, err = result(f, nonce, in, []Purpose{PurposeInspectors, PurposeReplacement}, func(o *opened, seed string) (Files, error) {
		d, err := drawInspectors(o, seed)
		if err != nil {
			return nil, err
		}
		r.Assignments = d.assignments
		return d.outputs, nil
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// inspectorDraw is everything computed from a roster and a seed.
type inspectorDraw struct {
	*teams
	assignments []Assignment
	outputs     Files
}

// drawInspectors fills the seats in file order. The result depends on which
// seatings are possible, never on how the matching looks for one.
func drawInspectors(o *opened, seed string) (*inspectorDraw, error) {
	t, err := readTeams(o.files)
	if err != nil {
		return nil, err
	}
	if err := o.checkCounts(t.counts()); err != nil {
		return nil, err
	}
	all := make([]int, len(t.seats))
	for i := range all {
		all[i] = i
	}
	m := t.instance(all, relax{}).empty()
	if left := m.fill(); len(left) > 0 {
		return nil, damaged(fileSeats, t.seats[left[0]].line, "这一席无人可配")
	}
	var assigned, passed bytes.Buffer
	d := &inspectorDraw{teams: t}
	for i := range t.seats {
		s := &t.seats[i]
		subject := t.subjects[s.subject].String()
		for n, c := range t.candidates(s, subject, seed, m.won) {
			why := m.choose(i, c.person, t.recused[[2]int{s.subject, c.person}])
			id := t.persons[c.person].id.String()
			if why == "" {
				fmt.Fprintf(&assigned, "%s\t%d\t%s\t%d\n", subject, s.number, id, n+1)
				d.assignments = append(d.assignments, Assignment{subject, id, s.number, n + 1})
				break
			}
			fmt.Fprintf(&passed, "%s\t%d\t%s\t%s\n", subject, s.number, id, why)
		}
	}
	d.outputs = Files{fileAssign: assigned.Bytes(), filePassed: passed.Bytes()}
	return d, nil
}

type candidate struct {
	person, won int
	ticket      [32]byte
}

// candidates lists the persons whose department and qualifications fit s, by
// seats won so far, then by ticket, then by id (which is file order).
func (t *teams) candidates(s *seat, subject, seed string, won []int) []candidate {
	var list []candidate
	head := fmt.Appendf(make([]byte, 0, 256), "%s\ninsp/%s/%d\n", seed, subject, s.number)
	for p := range t.persons {
		if who := &t.persons[p]; s.fits(who) {
			b := append(hex.AppendEncode(head, who.id[:]), "\n1\n"...)
			list = append(list, candidate{p, won[p], sha256.Sum256(b)})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.won, b.won), bytes.Compare(a.ticket[:], b.ticket[:]), cmp.Compare(a.person, b.person))
	})
	return list
}

// choose fixes seat s to p, or gives the reason code why not.
func (m *matching) choose(s, p int, recused bool) string {
	t := m.seatOf(s, p)
	switch {
	case recused:
		return passedRecused
	case t >= 0 && m.fixed[t]:
		return passedTeam
	case m.won[p] == m.cap[p]:
		return passedCap
	case !m.fix(s, p):
		return passedRest
	}
	return ""
}
