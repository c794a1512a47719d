package inspect

import (
	"fmt"
	"slices"
	"strings"
)

// Share 分派 is one 任务执行单位's part of a locked list (art. 14-15). Its task
// is an aggregate of its own, so that each aggregate has one owner: the unit's
// office draws the inspectors, chooses the leaders and brings the results.
type Share struct {
	Unit     string   `json:"unit"`     // the 派出所 or department, as the registers name it
	Subjects []string `json:"subjects"` // ids, in visit order
	Task     string   `json:"task"`     // id of the unit's part, "" until it is handed over
	SentAt   string   `json:"sentAt"`   // instant of the first hand-over, "" = not yet
}

// Moved 调整分派 keeps why a subject went to another unit than the rule says.
type Moved struct {
	Subject string `json:"subject"`
	From    string `json:"from"` // unit
	To      string `json:"to"`
	Reason  string `json:"reason"`
	Person  string `json:"person"`
	At      string `json:"at"`
}

// SplitRule 分派方式.
type SplitRule string

const (
	SplitByStation    SplitRule = "station"    // 按属地派出所
	SplitByDepartment SplitRule = "department" // 按监管警种
)

func (r SplitRule) Label() string {
	return label(map[SplitRule]string{SplitByStation: "按属地派出所", SplitByDepartment: "按监管警种"}, r)
}

// Whole tells whether t is a whole task, not a unit's part of one.
func (t Task) Whole() bool { return t.Parent == "" }

// Draws tells whether an inspector may be matched in the task: of a department
// that takes part or, in a unit's part, of the unit.
func (t Task) Draws(p Inspector) bool {
	return slices.Contains(t.Departments, p.Department) || t.Unit != "" && (p.Unit == t.Unit || p.Department == t.Unit)
}

// Sent tells whether a part of the list was handed over to a unit.
func (t Task) Sent() bool {
	return slices.ContainsFunc(t.Shares, func(s Share) bool { return s.SentAt != "" })
}

// ShareOf finds the share of a unit, or the one whose part has that id. Of two
// shares of one unit the one that is still to be handed over comes first.
func (t *Task) ShareOf(unit string) (*Share, error) {
	var found *Share
	for i := range t.Shares {
		if s := &t.Shares[i]; s.Task != "" && s.Task == unit {
			return s, nil
		} else if s.Unit == unit && (found == nil || s.Task == "") {
			found = s
		}
	}
	if found != nil {
		return found, nil
	}
	return nil, E(NotFound, "任务%s没有分派给“%s”的对象", t.No, unit).WithField("unit").WithArticle("第十四条").WithHint("先按属地派出所或监管警种分派名单")
}

// Move gives a subject to another unit, before either share is handed over.
func (t *Task) Move(m Moved) error {
	if strings.TrimSpace(m.Reason) == "" {
		return E(Invalid, "调整执行单位应写明理由").WithField("reason").WithArticle("第十四条")
	}
	at := slices.IndexFunc(t.Winners, func(w Winner) bool { return w.Subject == m.Subject })
	from := slices.IndexFunc(t.Shares, func(s Share) bool { return slices.Contains(s.Subjects, m.Subject) })
	if at < 0 || from < 0 {
		return E(NotFound, "名单中没有这个检查对象").WithField("subject").WithArticle("第十四条").WithRef(m.Subject)
	}
	if m.From = t.Shares[from].Unit; m.From == m.To {
		return E(Invalid, "“%s”已分派给%s", t.Winners[at].Name, m.To).WithField("unit").WithArticle("第十四条")
	}
	for _, s := range t.Shares {
		if s.SentAt != "" && (s.Unit == m.From || s.Unit == m.To) {
			return E(Refused, "已派发给%s的名单不能再调整", s.Unit).WithField("unit").WithArticle("第十四条").WithRef(t.No).WithHint("名单锁定派发后不变；该单位确不能检查的，在结果中写明未能实施检查的情形")
		}
	}
	t.Shares[from].Subjects = slices.DeleteFunc(slices.Clone(t.Shares[from].Subjects), func(id string) bool { return id == m.Subject })
	t.put(m.To, m.Subject)
	t.Shares = slices.DeleteFunc(t.Shares, func(s Share) bool { return len(s.Subjects) == 0 })
	t.Moves = append(t.Moves, m)
	return nil
}

// Recall 收回 is a part that was taken from one unit and given to another.
type Recall struct {
	Unit   string `json:"unit"`
	Task   string `json:"task"` // id of the part that was taken back
	To     string `json:"to"`
	Reason string `json:"reason"`
	Person string `json:"person"`
	At     string `json:"at"`
}

// Recall takes back a part that was handed over: its subjects are to be handed
// to another unit.
func (t *Task) Recall(r Recall) error {
	if strings.TrimSpace(r.Reason) == "" {
		return E(Invalid, "收回名单应写明理由").WithField("reason").WithArticle("第十四条")
	}
	i := slices.IndexFunc(t.Shares, func(s Share) bool { return s.Task != "" && s.Task == r.Task })
	switch {
	case i < 0:
		return E(NotFound, "任务%s没有派发出去的这一部分", t.No).WithField("unit").WithArticle("第十四条").WithRef(r.Task).WithHint("还没有派发的，逐户调整执行单位即可")
	case t.Shares[i].Unit == r.To:
		return E(Invalid, "名单本来就派发给%s", r.To).WithField("to").WithArticle("第十四条").WithHint("改选另一个单位")
	case slices.ContainsFunc(t.Shares, func(s Share) bool { return s.Unit == r.To && s.Task == "" }):
		return E(Refused, "%s还有没派发的名单，先派发再收回", r.To).WithField("to").WithArticle("第十四条")
	}
	r.Unit = t.Shares[i].Unit
	t.Shares[i] = Share{Unit: r.To, Subjects: t.Shares[i].Subjects}
	t.Recalls = append(t.Recalls, r)
	return nil
}

// put adds a subject to a unit's share, in visit order.
func (t *Task) put(unit, subject string) {
	i := slices.IndexFunc(t.Shares, func(s Share) bool { return s.Unit == unit })
	if i < 0 {
		t.Shares = append(t.Shares, Share{Unit: unit, Subjects: []string{}})
		i = len(t.Shares) - 1
	}
	list := append(t.Shares[i].Subjects, subject)
	order := func(id string) int {
		return slices.IndexFunc(t.Winners, func(w Winner) bool { return w.Subject == id })
	}
	slices.SortFunc(list, func(a, b string) int { return order(a) - order(b) })
	t.Shares[i].Subjects = list
}

// Divide splits the whole locked list: unitOf names the unit of each winner.
func (t *Task) Divide(unitOf func(Winner) string) {
	t.Shares, t.Moves = []Share{}, []Moved{}
	for _, w := range t.Winners {
		t.put(unitOf(w), w.Subject)
	}
}

// Part is the task of a unit's share: the same matters and dates, the share's
// subjects, everything after the lock still to be done. A joint task keeps its
// departments; else the unit's own inspectors go.
func (t Task) Part(s Share, id, device string) Task {
	n := len(t.Recalls) + 1 // no number is given twice
	for _, x := range t.Shares {
		if x.Task != "" {
			n++
		}
	}
	p := t
	p.ID, p.No, p.Name = id, fmt.Sprintf("%s-%02d", t.No, n), t.Name+"（"+s.Unit+"）"
	p.Parent, p.Unit, p.UnitDevice = t.ID, s.Unit, device
	p.State, p.Approval, p.CreatedBy, p.Shares, p.Moves, p.Recalls = TaskLocked, "", "", []Share{}, []Moved{}, []Recall{}
	if !t.Joint && device != "" {
		p.Departments = []string{s.Unit}
	}
	p.Winners = []Winner{}
	for _, w := range t.Winners {
		if slices.Contains(s.Subjects, w.Subject) {
			p.Winners = append(p.Winners, w)
		}
	}
	return p
}

// UnitProgress 执行进度 is how far one unit has come with its part.
type UnitProgress struct {
	Unit       string `json:"unit"`
	Task       string `json:"task"`     // id of the unit's part, "" = not handed over
	Subjects   int    `json:"subjects"` // 对象数
	Matched    int    `json:"matched"`  // 已匹配
	Sent       int    `json:"sent"`     // 已派发
	Open       int    `json:"open"`     // 检查中: sent and not back
	Done       int    `json:"done"`     // 已完成
	Published  int    `json:"published"`
	Overdue    int    `json:"overdue"`    // past the task's last day without a result, or past the 2 working days
	ReceivedAt string `json:"receivedAt"` // instant of the unit's last package, "" = none
	StateLabel string `json:"stateLabel"`
}

// Add sums the numbers of another row.
func (p *UnitProgress) Add(q UnitProgress) {
	p.Subjects += q.Subjects
	p.Matched += q.Matched
	p.Sent += q.Sent
	p.Open += q.Open
	p.Done += q.Done
	p.Published += q.Published
	p.Overdue += q.Overdue
}
