package inspect

import "strings"

// TaskKind tells 双随机 tasks from the inspections that art. 3 takes out of them.
type TaskKind string

const (
	TaskRandom    TaskKind = "random"    // 双随机抽查; "" in older workspaces means it too
	TaskNonRandom TaskKind = "nonrandom" // 非随机检查
)

// Exempt 不适用情形 is one of the six items of art. 3.
type Exempt string

const (
	ExemptUnlisted  Exempt = "1" // （一）
	ExemptOrdered   Exempt = "2" // （二）
	ExemptReported  Exempt = "3" // （三）
	ExemptAssigned  Exempt = "4" // （四）
	ExemptEmergency Exempt = "5" // （五）
	ExemptOther     Exempt = "6" // （六）
)

// Exempts lists the items in the order of the article.
var Exempts = []Exempt{ExemptUnlisted, ExemptOrdered, ExemptReported, ExemptAssigned, ExemptEmergency, ExemptOther}

func (e Exempt) Label() string {
	return label(map[Exempt]string{ExemptUnlisted: "（一）重点领域、重大公共安全等未列入清单", ExemptOrdered: "（二）政府和上级公安机关专门要求",
		ExemptReported: "（三）投诉举报、大数据监测、履职发现", ExemptAssigned: "（四）转办、交办、督办",
		ExemptEmergency: "（五）突发性事件", ExemptOther: "（六）其他不适用随机抽查"}, e)
}

// NonRandom is why a task is not random.
type NonRandom struct {
	Item      Exempt `json:"item"`
	Reason    string `json:"reason"`
	Proof     string `json:"proof"` // SHA-256 of the scan: the report, the order, the transfer
	ProofName string `json:"proofName"`
}

// Random tells whether the task is a 双随机 one.
func (t Task) Random() bool { return t.Kind != TaskNonRandom }

// validNonRandom demands the item, the reason and the proof (art. 3), and what
// every inspection needs.
func (t Task) validNonRandom() error {
	if t.NonRandom == nil {
		t.NonRandom = &NonRandom{}
	}
	switch {
	case t.NonRandom.Item == "" || t.NonRandom.Item.Label() == string(t.NonRandom.Item):
		return E(Refused, "“%s”不是不适用随机抽查的情形，应当随机抽查", t.NonRandom.Item).WithField("item").WithArticle("第三条").WithHint("只限第三条（一）至（六）项，写 1 至 6")
	case strings.TrimSpace(t.NonRandom.Reason) == "":
		return E(Invalid, "非随机检查没有写明理由").WithField("reason").WithArticle("第三条").WithHint("写明线索、要求或事件的来源和内容")
	case t.NonRandom.Proof == "":
		return E(Refused, "非随机检查没有附依据材料").WithField("proof").WithArticle("第三条").WithHint("扫描举报登记、上级文件、交办单等后选择该文件")
	case t.Plan != "":
		return E(Refused, "年度抽查计划内的任务应当随机抽查").WithField("plan").WithArticle("第三条").WithHint("非随机检查不挂计划")
	case strings.TrimSpace(t.Name) == "":
		return E(Invalid, "任务名称为空").WithField("name").WithArticle("第三条")
	case strings.TrimSpace(t.Lead) == "":
		return E(Invalid, "任务没有实施部门").WithField("lead").WithArticle("第三条")
	case !isDate(t.From) || !isDate(t.To) || t.From > t.To:
		return E(Invalid, "任务起止日期不完整或颠倒").WithField("from").WithArticle("第三条").WithHint("填写起止日期，如 2026-03-01")
	case t.Joint && !together(t.Lead, t.Departments):
		return E(Invalid, "联合检查应明确参与检查的具体部门").WithField("departments").WithArticle("第十三条").WithHint("至少两个不同部门，发起部门在内")
	case t.PerSubject < 2:
		return E(Invalid, "每个检查对象应安排不少于2名检查人员，现为%d名", t.PerSubject).WithField("perSubject").WithArticle("第十五条").WithHint("改为 2 名或更多")
	}
	return nil
}
