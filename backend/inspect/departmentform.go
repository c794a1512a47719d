package inspect

import (
	"slices"
	"strings"
)

// DocDepartmentForm 分部门检查表 goes out to another department of a joint task,
// one for each, and comes back signed, filled in, or both (P4).
const DocDepartmentForm DocumentKind = "department-form"

// DocDepartmentResult 分部门结果移交单 hands another department what was found on its
// own matters: nothing of ours, and no evidence (P4).
const DocDepartmentResult DocumentKind = "department-result"

// DepartmentResultSnapshot is a 分部门结果移交单.
type DepartmentResultSnapshot struct {
	DocumentHead
	Department string            `json:"department" doc:"移交部门,required"`
	Party      PartySnapshot     `json:"party"`
	FinishedOn string            `json:"finishedOn" doc:"检查日期,required"`
	Matters    []MatterSnapshot  `json:"matters" doc:"抽查事项"`
	Findings   []FindingSnapshot `json:"findings" doc:"发现的问题"`
	DatedOn    string            `json:"datedOn" doc:"成文日期,required"`
}

// DepartmentFormSnapshot is a 分部门检查表: the department's own matters only.
type DepartmentFormSnapshot struct {
	DocumentHead
	Department string            `json:"department" doc:"检查部门,required"`
	Lead       string            `json:"lead" doc:"发起部门,required"`
	Date       string            `json:"date" doc:"检查日期"`
	Party      PartySnapshot     `json:"party"`
	Officers   []OfficerSnapshot `json:"officers" doc:"检查人员"` // of the department
	Matters    []FormMatter      `json:"matters" doc:"抽查事项"`
}

// FormMatter is a matter of a form, with the lines that wait for an answer.
type FormMatter struct {
	ID    string     `json:"id"`
	Name  string     `json:"name" doc:"抽查事项,required"`
	Basis string     `json:"basis" doc:"检查依据"`
	Lines []FormLine `json:"lines"`
}

// FormLine is one line; No is that of the matter's checklist, 0 = the matter as a whole.
type FormLine struct {
	No   int    `json:"no"`
	Text string `json:"text" doc:"检查内容,required"`
}

// DepartmentForm is what a 分部门检查表 has beside any document.
type DepartmentForm struct {
	Department string       `json:"department"`
	Returns    []FormReturn `json:"returns"` // filled sheets taken back, in their order
	Clashes    []FormClash  `json:"clashes"`
}

// FormReturn is one filled sheet as it came back.
type FormReturn struct {
	At      string   `json:"at"`
	By      string   `json:"by"`      // who took it back here
	Officer string   `json:"officer"` // who of the department inspected
	CertNo  string   `json:"certNo"`
	On      string   `json:"on"` // 2006-01-02
	Name    string   `json:"name"`
	SHA256  string   `json:"sha256"`  // of the sheet, which is kept
	Answers []Answer `json:"answers"` // of the lines that were answered
}

// FormClash is a line to which the sheet says another thing than what stood
// already. Nothing is overwritten: a named person decides, with a reason.
type FormClash struct {
	Matter     string      `json:"matter"`
	Item       int         `json:"item"`
	Text       string      `json:"text"`
	Ours       AnswerValue `json:"ours"`
	OursNote   string      `json:"oursNote"`
	Theirs     AnswerValue `json:"theirs"`
	TheirsNote string      `json:"theirsNote"`
	Taken      string      `json:"taken"` // theirs, ours; "" = nobody decided yet
	By         string      `json:"by"`
	At         string      `json:"at"`
	Reason     string      `json:"reason"`
}

// Reply 部门答复 says who of another department inspected its matters, or why
// nobody did.
type Reply struct {
	Department string `json:"department"`
	Officer    string `json:"officer"`
	CertNo     string `json:"certNo"`
	On         string `json:"on"`     // 2006-01-02
	Form       string `json:"form"`   // number of the 分部门检查表 it came by, "" = none
	Reason     string `json:"reason"` // why there is no answer
}

// ReplyPath is where a visit keeps a reply.
func ReplyPath(department, field string) string { return "reply/" + department + "/" + field }

// OthersIn are the departments of a joint task that are of another authority:
// they enter their own people, or their people in the team are outside ones.
func OthersIn(task Task, team Team) []string {
	list := []string{}
	for _, d := range task.Departments {
		out := slices.Contains(task.Deputed, d) || slices.ContainsFunc(team.Members, func(m Member) bool { return m.Department == d && m.Outside })
		if task.Joint && d != task.Lead && out {
			list = append(list, d)
		}
	}
	return list
}

// OwnerOf is the other department that a matter is left to, "" = one of ours
// inspects it too, or nobody else may.
func OwnerOf(m Matter, task Task, others []string) string {
	may, owner := m.Departments(), ""
	for _, d := range task.Departments {
		if !slices.Contains(may, d) {
			continue
		}
		if !slices.Contains(others, d) {
			return ""
		}
		if owner == "" {
			owner = d
		}
	}
	return owner
}

// ReplyOf is what a department answered: what was entered, else its members who
// are on site and answer there.
func (v Visit) ReplyOf(department string, team Team) Reply {
	r := Reply{Department: department}
	for _, x := range v.Replies {
		if x.Department == department {
			r = x
		}
	}
	if !blank(r.Officer) || !blank(r.Reason) {
		return r
	}
	for _, m := range team.Members {
		if m.Department == department && slices.Contains(v.Present, m.Inspector) {
			r.Officer, r.CertNo, r.On = joinList(r.Officer, m.Name), joinList(r.CertNo, m.CertNo), LegalDate(v.StartedAt)
		}
	}
	return r
}

// Text words a reply as the record prints it.
func (r Reply) Text() string {
	switch {
	case !blank(r.Officer):
		text := "由" + r.Department + "检查（" + r.Officer
		for _, part := range []string{r.CertNo, r.On} {
			if part != "" {
				text += "，" + part
			}
		}
		if r.Form != "" {
			text += "，分部门检查表" + r.Form
		}
		return text + "）"
	case !blank(r.Reason):
		return r.Department + "未答复：" + strings.TrimSpace(r.Reason)
	}
	return "由" + r.Department + "检查"
}

func joinList(a, b string) string {
	if a == "" {
		return b
	}
	return a + "、" + b
}

// FitOfficer refuses a name that is none of the department's people in the team.
func (t Team) FitOfficer(department, name string) error {
	own := []string{}
	for _, m := range t.Members {
		if m.Department == department {
			own = append(own, m.Name)
		}
	}
	for one := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune("、，, ；;/\n", r) }) {
		if len(own) > 0 && !slices.Contains(own, one) {
			return E(Refused, "%s不是检查组中%s的人员（%s）", one, department, strings.Join(own, "、")).WithField(ReplyPath(department, "officer")).
				WithArticle("第十六条").WithRef(t.ID).WithHint("换了人的，先由办公室登记更换；写错的，改为匹配的人员")
		}
	}
	return nil
}

// checkReplies demands of every other department who answered its matters, or the
// reason why nobody did (art. 18, P4).
func checkReplies(v Visit, task Task, team Team, matters []Matter, add adder) {
	others := OthersIn(task, team)
	for _, d := range others {
		names := []string{}
		for _, m := range matters {
			if OwnerOf(m, task, others) == d {
				names = append(names, "“"+m.Name+"”")
			}
		}
		if len(names) == 0 {
			continue
		}
		r := v.ReplyOf(d, team)
		if blank(r.Officer) && blank(r.Reason) {
			add(ReplyPath(d, "officer"), "第十八条", "%s由%s检查，还没有登记由谁答复，也没有写明未答复的原因", strings.Join(names, ""), d)
		}
		if err := team.FitOfficer(d, r.Officer); err != nil {
			add(ReplyPath(d, "officer"), "第十六条", "%s", ForPerson(err).Message)
		}
		if r.On != "" && !isDate(r.On) {
			add(ReplyPath(d, "on"), "第二十条", "%s的检查日期“%s”不是日期，应写作 2026-03-20", d, r.On)
		}
	}
	for _, f := range v.Findings {
		if f.Measure == MeasureOwner && !slices.ContainsFunc(matters, func(m Matter) bool { return m.ID == f.Matter && OwnerOf(m, task, others) != "" }) {
			add("finding/"+f.ID+"/measure", "第十九条", "“%s”只用于其他部门的事项，本单位的事项应由本单位采取措施", MeasureOwner.Label())
		}
	}
}

// excused are the matters whose lines may stay without an answer: their department
// gave none, and the record says why.
func (v Visit) excused(task Task, team Team, matters []Matter) []string {
	others, list := OthersIn(task, team), []string{}
	for _, m := range matters {
		if d := OwnerOf(m, task, others); d != "" {
			if r := v.ReplyOf(d, team); blank(r.Officer) && !blank(r.Reason) {
				list = append(list, m.ID)
			}
		}
	}
	return list
}

// Compare gives the lines of a sheet that may be taken as they are, and those to
// which another answer stands already.
func (s DepartmentFormSnapshot) Compare(stands, theirs []Answer) (free []Answer, clashes []FormClash) {
	free, clashes = []Answer{}, []FormClash{}
	for _, t := range theirs {
		i := slices.IndexFunc(stands, func(a Answer) bool { return a.Matter == t.Matter && a.Item == t.Item && a.Value != "" })
		switch {
		case i < 0:
			free = append(free, t)
		case stands[i].Value != t.Value || !blank(stands[i].Note) && strings.TrimSpace(stands[i].Note) != t.Note:
			clashes = append(clashes, FormClash{Matter: t.Matter, Item: t.Item, Text: s.line(t), Ours: stands[i].Value, OursNote: stands[i].Note, Theirs: t.Value, TheirsNote: t.Note})
		case blank(stands[i].Note) && t.Note != "":
			free = append(free, t)
		}
	}
	return free, clashes
}

func (s DepartmentFormSnapshot) line(a Answer) string {
	for _, m := range s.Matters {
		for _, l := range m.Lines {
			if m.ID == a.Matter && l.No == a.Item {
				return m.Name + "：" + l.Text
			}
		}
	}
	return ""
}

// Undecided are the clashes that wait for a person.
func (f DepartmentForm) Undecided() int {
	n := 0
	for _, c := range f.Clashes {
		if c.Taken == "" {
			n++
		}
	}
	return n
}
