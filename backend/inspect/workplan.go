package inspect

import (
	"slices"
	"strings"
)

// WorkPlan 检查工作方案 of one team (art. 15): who does what, how, by when, and
// whose help is used. Third parties and experts help; they are no inspectors,
// take no seat and count for nobody.
type WorkPlan struct {
	Duties       []Duty       `json:"duties"`       // 责任分工, one for each member
	Procedure    []string     `json:"procedure"`    // 程序规范, step by step
	Nodes        []TimeNode   `json:"nodes"`        // 时间节点
	ThirdParties []ThirdParty `json:"thirdParties"` // 委托第三方
	Opinions     []Opinion    `json:"opinions"`     // 采用的鉴定、检测或专家意见
}

// Duty 分工 of one member.
type Duty struct {
	Inspector string `json:"inspector"`
	Name      string `json:"name"`
	Duty      string `json:"duty"`
}

// TimeNode 时间节点.
type TimeNode struct {
	Date string `json:"date"` // 2006-01-02
	What string `json:"what"`
}

// ThirdParty 受委托的第三方 helps in a technical field under a 委托书.
type ThirdParty struct {
	Name       string `json:"name"`
	People     string `json:"people"` // who comes along, in words
	Scope      string `json:"scope"`
	Commission string `json:"commission"` // 委托书编号
	File       string `json:"file"`       // SHA-256 of its scan
	FileName   string `json:"fileName"`
}

// Opinion 鉴定、检测、专家意见 that is relied on.
type Opinion struct {
	By       string `json:"by"`    // 出具机构或专家
	About    string `json:"about"` // what it says, in words
	File     string `json:"file"`
	FileName string `json:"fileName"`
}

// Validate demands duties, procedure and dates (art. 15); what is relied on is
// attached; nobody is both an inspector and a third party.
func (p WorkPlan) Validate(t Team, task Task) error {
	fault := func(field, format string, args ...any) error {
		return E(Invalid, format, args...).WithField(field).WithArticle("第十五条").WithRef(t.ID)
	}
	for _, d := range p.Duties {
		if !slices.ContainsFunc(t.Members, func(m Member) bool { return m.Inspector == d.Inspector }) {
			return E(Refused, "“%s”不是本检查组的检查人员，不能分工", d.Name).WithField("duties").WithArticle("第十五条").WithRef(t.ID).
				WithHint("第三方和专家写在“委托第三方”中，不计入检查人员")
		}
	}
	for _, m := range t.Members {
		i := slices.IndexFunc(p.Duties, func(d Duty) bool { return d.Inspector == m.Inspector })
		if i < 0 || strings.TrimSpace(p.Duties[i].Duty) == "" {
			return fault("duties", "没有写明%s的责任分工", m.Name)
		}
	}
	if len(p.Procedure) == 0 || slices.ContainsFunc(p.Procedure, func(s string) bool { return strings.TrimSpace(s) == "" }) {
		return fault("procedure", "没有写明程序规范")
	}
	if len(p.Nodes) == 0 {
		return fault("nodes", "没有写明时间节点")
	}
	for _, n := range p.Nodes {
		if !isDate(n.Date) || strings.TrimSpace(n.What) == "" {
			return fault("nodes", "时间节点“%s %s”不完整", n.Date, n.What)
		}
	}
	for _, x := range p.ThirdParties {
		switch {
		case strings.TrimSpace(x.Name) == "" || strings.TrimSpace(x.Scope) == "" || strings.TrimSpace(x.Commission) == "":
			return fault("thirdParties", "委托第三方应写明名称、委托书编号和工作范围")
		case x.File == "":
			return fault("thirdParties", "没有附委托“%s”的委托书", x.Name)
		}
		if i := slices.IndexFunc(t.Members, func(m Member) bool { return m.Name == strings.TrimSpace(x.Name) }); i >= 0 {
			return E(Refused, "%s是本检查组的检查人员，不能同时是受委托的第三方", x.Name).WithField("thirdParties").WithArticle("第十五条").WithRef(t.ID)
		}
	}
	for _, x := range p.Opinions {
		switch {
		case strings.TrimSpace(x.By) == "" || strings.TrimSpace(x.About) == "":
			return fault("opinions", "采用的鉴定、专家意见应写明出具单位（专家）和内容")
		case x.File == "":
			return fault("opinions", "没有附%s出具的意见", x.By)
		}
	}
	return nil
}

// Text is the plan in words, for lists and older readers.
func (p WorkPlan) Text() string {
	duties, nodes := []string{}, []string{}
	for _, d := range p.Duties {
		duties = append(duties, d.Name+"："+d.Duty)
	}
	for _, n := range p.Nodes {
		nodes = append(nodes, n.Date+" "+n.What)
	}
	return "一、责任分工：" + strings.Join(duties, "；") + "\n二、程序规范：" + strings.Join(p.Procedure, "；") + "\n三、时间节点：" + strings.Join(nodes, "；")
}

const (
	leaderDuty = "任组长，负责组织协调、出示证件和告知，主持检查"
	memberDuty = "负责逐项检查、记录和取证，制作笔录"
)

// DraftWorkPlan is the template: a plan from what is known, for the unit to correct.
func DraftWorkPlan(t Team, task Task) WorkPlan {
	p := WorkPlan{Duties: []Duty{}, ThirdParties: []ThirdParty{}, Opinions: []Opinion{}, Procedure: []string{
		"出示执法证件，说明检查依据和事项，告知权利义务和申请回避的权利", "全程录音录像，逐项对照检查要点，一次完成全部事项",
		"发现问题的，视情制作现场笔录、初步取证、责令停止或督促整改", "当场制作检查文书，由当事人核对签字"}}
	lead := t.Leader
	if lead == "" {
		lead = t.Proposed
	}
	for _, m := range t.Members {
		d := Duty{m.Inspector, m.Name, memberDuty}
		if m.Inspector == lead {
			d.Duty = leaderDuty
		}
		if task.Joint && m.Department != task.Lead {
			d.Duty = "负责" + m.Department + "的检查事项，配合、服从组长安排"
		}
		p.Duties = append(p.Duties, d)
	}
	day := t.Date
	if day == "" {
		day = task.From
	}
	p.Nodes = []TimeNode{{day, "到场检查"}, {task.To, "任务期限；检查结束后两个工作日内录入结果"}}
	return p
}

// For fits a plan of one team to another: the same procedure, dates and help; the
// leader's duty to the leader, the others' in their order.
func (p WorkPlan) For(from, to Team, task Task) WorkPlan {
	q := p
	q.Duties = []Duty{}
	drafted := DraftWorkPlan(to, task).Duties
	rest := []string{}
	lead := ""
	for _, d := range p.Duties {
		if d.Inspector == from.Leader {
			lead = d.Duty
		} else {
			rest = append(rest, d.Duty)
		}
	}
	n := 0
	for _, d := range drafted {
		switch {
		case task.Joint: // duties follow the departments
		case d.Inspector == to.Leader && lead != "":
			d.Duty = lead
		case d.Inspector != to.Leader && len(rest) > 0:
			d.Duty = rest[min(n, len(rest)-1)]
			n++
		}
		q.Duties = append(q.Duties, d)
	}
	return q
}

// Files are the digests of what the plan has attached.
func (p WorkPlan) Files() []string {
	list := []string{}
	for _, x := range p.ThirdParties {
		list = append(list, x.File)
	}
	for _, x := range p.Opinions {
		list = append(list, x.File)
	}
	return list
}
