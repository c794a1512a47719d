package inspect

import (
	"slices"
	"strings"
	"time"
)

// FieldKind says how a field of a register is written.
type FieldKind string

const (
	FieldText FieldKind = "text"
	FieldDate FieldKind = "date" // 2006-01-02
	FieldYes  FieldKind = "yes"  // 是 or 否
	FieldList FieldKind = "list" // several, joined with "，"
)

// RegisterField is one field of a register's rows: its JSON name, its name for
// people. Bulk fields may be set for many rows at once; a visit may suggest
// another value for those of Suggest.
type RegisterField struct {
	Name    string    `json:"name"`
	Label   string    `json:"label"`
	Kind    FieldKind `json:"kind"`
	Bulk    bool      `json:"bulk"`
	Suggest bool      `json:"suggest"`
}

// SubjectFields are those of 检查对象名录库, in the order shown.
var SubjectFields = []RegisterField{
	{"code", "统一社会信用代码/注册号", FieldText, false, true}, {"codeNote", "代码未通过校验的说明", FieldText, false, false},
	{"name", "名称", FieldText, false, true}, {"kind", "主体类型", FieldText, false, false}, {"trade", "行业类别", FieldText, true, true},
	{"industry", "行业代码", FieldText, false, false}, {"department", "监管警种", FieldText, true, false}, {"station", "所属派出所", FieldText, true, true},
	{"region", "区划", FieldText, false, false}, {"address", "住所", FieldText, false, true}, {"premises", "实际经营地址", FieldText, false, true},
	{"legalRep", "法定代表人（负责人）", FieldText, false, true}, {"contact", "联系人", FieldText, false, true}, {"phone", "联系电话", FieldText, false, true},
	{"founded", "成立日期", FieldDate, false, false}, {"registrar", "登记机关", FieldText, false, false}, {"status", "登记状态", FieldText, true, true},
	{"scope", "经营范围", FieldText, false, true}, {"licence", "许可证名称", FieldText, false, false}, {"licenceNo", "许可证编号", FieldText, false, true},
	{"licenceFrom", "核准日期", FieldDate, false, false}, {"licenceTo", "许可证有效期", FieldDate, false, true}, {"issuer", "发证机关", FieldText, false, false},
	{"risk", "风险等级", FieldText, true, false}, {"credit", "信用等级", FieldText, true, false}, {"key", "重点检查对象", FieldYes, true, false},
	{"tags", "标签（专项库）", FieldText, true, false}, {"lastChecked", "上次检查日期", FieldDate, false, false}, {"mergedInto", "并入", FieldText, false, false},
}

// InspectorFields are those of 执法检查人员名录库, in the order shown.
var InspectorFields = []RegisterField{
	{"badge", "警号（工号）", FieldText, false, false}, {"name", "姓名", FieldText, false, false}, {"gender", "性别", FieldText, false, false},
	{"idNumber", "身份证号", FieldText, false, false}, {"idNote", "身份证号未通过校验的说明", FieldText, false, false}, {"phone", "手机号", FieldText, false, false},
	{"department", "所在业务部门", FieldText, true, false}, {"unit", "所属单位", FieldText, true, false}, {"post", "职务", FieldText, false, false},
	{"tier", "层级", FieldText, true, false}, {"region", "地区", FieldText, true, false}, {"education", "学历", FieldText, false, false},
	{"major", "学历专业", FieldText, false, false}, {"job", "岗位大类", FieldText, false, false}, {"since", "从事本岗起始日期", FieldDate, false, false},
	{"scope", "执法事项范围", FieldList, true, false}, {"qualifications", "岗位资质资格", FieldList, false, false}, {"grade", "执法资格等级", FieldText, false, false},
	{"expert", "专家", FieldYes, false, false}, {"certNo", "执法证（人民警察证）号", FieldText, false, false}, {"certUntil", "执法证有效期", FieldDate, false, false},
	{"issuer", "发证机关", FieldText, true, false}, {"auxiliary", "辅警", FieldYes, false, false}, {"outside", "外部门人员", FieldYes, false, false},
	{"status", "人员状态", FieldText, true, false},
}

// MatterFields are those of 抽查事项清单, in the order shown.
var MatterFields = []RegisterField{
	{"code", "事项编码", FieldText, false, false}, {"category", "抽查类别", FieldText, false, false}, {"name", "抽查事项", FieldText, false, false},
	{"trades", "检查对象", FieldList, false, false}, {"level", "事项类别", FieldText, false, false}, {"methods", "检查方式", FieldList, false, false},
	{"authority", "检查主体", FieldText, false, false}, {"department", "责任部门", FieldText, false, false}, {"basis", "检查依据", FieldText, false, false},
	{"ratio", "抽查比例", FieldText, false, false}, {"frequency", "抽查频次", FieldText, false, false}, {"requirement", "检查人员要求", FieldText, false, false},
	{"qualifications", "岗位资质要求", FieldList, false, false},
	{"remark", "备注", FieldText, false, false}, {"sensitive", "敏感事项", FieldYes, false, false}, {"effectiveFrom", "生效日期", FieldDate, false, false},
	{"effectiveTo", "失效日期", FieldDate, false, false}, {"checklist", "检查要点", FieldList, false, false}, {"unlisted", "清单外事项", FieldYes, false, false},
}

// FieldNamed finds a field by its JSON name or by its name for people.
func FieldNamed(fields []RegisterField, name string) (RegisterField, error) {
	i := slices.IndexFunc(fields, func(f RegisterField) bool { return f.Name == name || f.Label == name })
	if i < 0 {
		return RegisterField{}, E(Invalid, "名录库没有“%s”这个字段", name).WithField("field").WithArticle("第九条")
	}
	return fields[i], nil
}

// Forever is how registers write a licence without an end (长期).
const Forever = "9999-09-09"

// datesRight refuses dates that are none, and an end before its begin.
func datesRight(ref string, dates ...[3]string) error {
	for _, d := range dates {
		if d[2] != "" && !isDate(d[2]) {
			return E(Invalid, "%s“%s”不是日期", d[1], d[2]).WithField(d[0]).WithArticle("第九条").WithRef(ref).WithHint("写成 2026-03-01，长期有效的写 %s", Forever)
		}
	}
	return nil
}

// ValidateForm demands of a row typed into a form what an import checks by its
// columns: dates are dates, the area is a number of six digits.
func (s Subject) ValidateForm() error {
	if err := s.Validate(); err != nil {
		return err
	}
	if err := datesRight(s.Code, [3]string{"founded", "成立日期", s.Founded}, [3]string{"licenceFrom", "核准日期", s.LicenceFrom},
		[3]string{"licenceTo", "许可证有效期", s.LicenceTo}, [3]string{"lastChecked", "上次检查日期", s.LastChecked}); err != nil {
		return err
	}
	switch {
	case s.LicenceFrom != "" && s.LicenceTo != "" && s.LicenceTo < s.LicenceFrom:
		return E(Invalid, "许可证有效期 %s 早于核准日期 %s", s.LicenceTo, s.LicenceFrom).WithField("licenceTo").WithArticle("第九条").WithRef(s.Code)
	case s.Region != "" && (len(s.Region) != 6 || strings.Trim(s.Region, "0123456789") != ""):
		return E(Invalid, "区划“%s”应为6位数字", s.Region).WithField("region").WithArticle("第九条").WithRef(s.Code)
	}
	return nil
}

// ValidateForm demands dates that are dates of an inspector typed into a form.
func (i Inspector) ValidateForm() error {
	if err := i.Validate(); err != nil {
		return err
	}
	return datesRight(i.Badge, [3]string{"since", "从事本岗起始日期", i.Since}, [3]string{"certUntil", "执法证有效期", i.CertUntil})
}

// period refuses a period without a begin, or with an end before it.
func period(from, to, article string) error {
	switch {
	case !isDate(from):
		return E(Invalid, "起始日期“%s”不对", from).WithField("from").WithArticle(article).WithHint("写成 2026-03-01")
	case to != "" && !isDate(to):
		return E(Invalid, "结束日期“%s”不对", to).WithField("to").WithArticle(article).WithHint("写成 2026-03-01")
	case to != "" && to < from:
		return E(Invalid, "结束日期 %s 早于起始日期 %s", to, from).WithField("to").WithArticle(article)
	}
	return nil
}

// Validate demands what art. 16 needs to keep somebody away.
func (r Recusal) Validate() error {
	if strings.TrimSpace(r.Kind) == "" {
		return E(Invalid, "没有写明利害关系").WithField("kind").WithArticle("第十六条").WithHint("例如：近亲属、曾在该单位任职、有债权债务关系")
	}
	return period(r.From, r.To, "第十六条")
}

// Bars tells whether the relation keeps the two apart in the days from..to.
func (r Recusal) Bars(from, to string) bool { return r.From <= to && (r.To == "" || from <= r.To) }

// Validate demands both days of a leave.
func (l Leave) Validate() error {
	if l.To == "" {
		return E(Invalid, "请假没有写明结束日期").WithField("to").WithArticle("第十六条")
	}
	return period(l.From, l.To, "第十六条")
}

// Day is n days after a date 2006-01-02; "" for a text that is none.
func Day(date string, n int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
