package inspect

import "strings"

// Level 事项类别 (art. 8): key matters have no upper ratio, general ones do.
type Level string

const (
	LevelKey     Level = "key"     // 重点检查事项
	LevelGeneral Level = "general" // 一般检查事项
)

func (l Level) Label() string {
	return label(map[Level]string{LevelKey: "重点检查事项", LevelGeneral: "一般检查事项"}, l)
}

// Matter 抽查事项 carries the six elements of art. 7 and its checklist.
type Matter struct {
	ID            string      `json:"id"`
	Code          string      `json:"code"` // 事项编码
	Category      string      `json:"category"`
	Name          string      `json:"name"`
	Trades        []string    `json:"trades"` // 检查对象：行业类别
	Level         Level       `json:"level"`
	Methods       []string    `json:"methods"`    // 检查方式 (art. 17)
	Authority     string      `json:"authority"`  // 检查主体, joined with "，"
	Department    string      `json:"department"` // 责任部门
	Basis         string      `json:"basis"`      // 检查依据
	Ratio         string      `json:"ratio"`
	Frequency     string      `json:"frequency"`
	Requirement   string      `json:"requirement"` // 检查人员要求
	Remark        string      `json:"remark"`
	Sensitive     bool        `json:"sensitive"`
	EffectiveFrom string      `json:"effectiveFrom"`
	EffectiveTo   string      `json:"effectiveTo"` // "" = in force
	Checklist     []CheckItem `json:"checklist"`
	Unlisted      bool        `json:"unlisted"` // of one 非随机检查, in no list (art. 3)
	RatioNum      int         `json:"ratioNum"` // upper ratio of a general matter, 0/0 = none (art. 8)
	RatioDen      int         `json:"ratioDen"`
	MaxTimes      int         `json:"maxTimes"`    // inspections of one subject in a year at most, 0 = no limit (art. 8)
	Version       int         `json:"version"`     // 第几版: counts the adjustments; 0 = the first, of an older workspace
	VersionFrom   string      `json:"versionFrom"` // the day this version takes effect, "" = with the matter
	Reason        string      `json:"reason"`      // why this version differs from the one before
	Ended         string      `json:"ended"`       // why it left the list, "" = it has not
	Announced     int         `json:"announced"`   // the version that Site, URL and PublishedOn speak of
	Site          string      `json:"site"`
	URL           string      `json:"url"`
	PublishedOn   string      `json:"publishedOn"`

	Qualifications []string `json:"qualifications"` // 岗位资质 that who inspects it must have; null in older workspaces means none
}

// Departments are the departments that may inspect the matter: those of 检查主体.
func (m Matter) Departments() []string { return strings.Split(m.Authority, "，") }

// CheckItem 检查要点 is one line of a matter's checklist.
type CheckItem struct {
	No     int    `json:"no"`
	Text   string `json:"text"`   // 检查内容
	Method string `json:"method"` // 操作方法与要领
	Law    string `json:"law"`    // 依据
}

// Validate demands the six elements of art. 7; the class is that of art. 8.
func (m Matter) Validate() error {
	for _, f := range []struct{ value, field, name, article string }{
		{m.Code, "code", "事项编码", "第七条"}, {m.Name, "name", "抽查事项", "第七条"},
		{strings.Join(m.Trades, ""), "trades", "检查对象", "第七条"}, {string(m.Level), "level", "事项类别（重点或一般）", "第八条"},
		{strings.Join(m.Methods, ""), "methods", "检查方式", "第七条"}, {m.Authority, "authority", "检查主体", "第七条"},
		{m.Basis, "basis", "检查依据", "第七条"},
	} {
		if strings.TrimSpace(f.value) == "" {
			return E(Invalid, "抽查事项缺少“%s”", f.name).WithField(f.field).WithArticle(f.article).
				WithRef(m.Code).WithHint("补齐清单要素后再导入")
		}
	}
	return nil
}

// InForce tells whether the matter may be inspected on a date (2006-01-02).
func (m Matter) InForce(date string) bool {
	return !m.Unlisted && (m.EffectiveFrom == "" || m.EffectiveFrom <= date) && (m.EffectiveTo == "" || date <= m.EffectiveTo)
}

// Subject 检查对象 is a row of the subject register (art. 9).
type Subject struct {
	ID          string `json:"id"`
	Code        string `json:"code"`     // 统一社会信用代码/注册号
	CodeNote    string `json:"codeNote"` // why a code that fails its check is kept
	Name        string `json:"name"`
	Kind        string `json:"kind"` // 主体类型
	Trade       string `json:"trade"`
	Department  string `json:"department"` // 监管警种
	Station     string `json:"station"`    // 所属派出所
	Address     string `json:"address"`
	Premises    string `json:"premises"` // 实际经营地址
	LegalRep    string `json:"legalRep"`
	Contact     string `json:"contact"`
	Phone       string `json:"phone"`
	Founded     string `json:"founded"`
	Registrar   string `json:"registrar"`
	Status      string `json:"status"` // 登记状态
	Licence     string `json:"licence"`
	LicenceNo   string `json:"licenceNo"`
	LicenceFrom string `json:"licenceFrom"`
	LicenceTo   string `json:"licenceTo"` // 9999-09-09 = 长期
	Risk        string `json:"risk"`
	Key         bool   `json:"key"` // 重点检查对象
	LastChecked string `json:"lastChecked"`
	Scope       string `json:"scope"`      // 经营范围
	Issuer      string `json:"issuer"`     // 许可证发证机关
	Credit      string `json:"credit"`     // 信用等级
	Tags        string `json:"tags"`       // 标签、专项库, joined with "，"
	Region      string `json:"region"`     // 区划 (GB/T 2260), 6 digits
	Industry    string `json:"industry"`   // 行业代码 (GB/T 4754)
	MergedInto  string `json:"mergedInto"` // id of the row that this duplicate was merged into
}

// Drawable says why a subject cannot be in a pool, or "".
func (s Subject) Drawable() string {
	switch {
	case s.MergedInto != "":
		return "已合并到另一条记录"
	case strings.Contains(s.Status, "注销"), strings.Contains(s.Status, "吊销"),
		strings.Contains(s.Status, "撤销"), strings.Contains(s.Status, "迁出"),
		strings.Contains(s.Status, "停业"):
		return "登记状态：" + s.Status
	}
	return ""
}

// Validate demands what a register row cannot do without.
func (s Subject) Validate() error {
	if strings.TrimSpace(s.Name) == "" {
		return E(Invalid, "检查对象名称为空").WithField("name").WithArticle("第九条").WithRef(s.Code).WithHint("填写名称")
	}
	if strings.TrimSpace(s.Trade) == "" {
		return E(Invalid, "检查对象“%s”没有行业类别", s.Name).WithField("trade").WithArticle("第九条").
			WithRef(s.Code).WithHint("填写行业类别，抽取时按它对应抽查事项")
	}
	return nil
}

// Inspector 执法检查人员 is a row of the inspector register (art. 9).
type Inspector struct {
	ID             string   `json:"id"`
	Badge          string   `json:"badge"` // 警号或单位工号
	Name           string   `json:"name"`
	Gender         string   `json:"gender"`
	IDNumber       string   `json:"idNumber"`
	Phone          string   `json:"phone"`
	Department     string   `json:"department"` // 警种部门或外部门
	Unit           string   `json:"unit"`
	Post           string   `json:"post"`
	Scope          []string `json:"scope"` // 执法事项范围
	Qualifications []string `json:"qualifications"`
	Grade          string   `json:"grade"`     // 执法资格等级
	CertNo         string   `json:"certNo"`    // 执法证或人民警察证
	CertUntil      string   `json:"certUntil"` // 2006-01-02
	Auxiliary      bool     `json:"auxiliary"` // 辅警，不得担任检查人员
	Outside        bool     `json:"outside"`   // 外部门人员
	Status         string   `json:"status"`    // 有效/失效
	IDNote         string   `json:"idNote"`    // why an identity number that fails its check is kept
	Education      string   `json:"education"` // 学历
	Major          string   `json:"major"`     // 学历专业
	Job            string   `json:"job"`       // 岗位大类
	Since          string   `json:"since"`     // 从事本岗起始日期
	Tier           string   `json:"tier"`      // 层级：省、市、县、所级
	Region         string   `json:"region"`    // 地区
	Expert         bool     `json:"expert"`    // 专家
	Issuer         string   `json:"issuer"`    // 执法证发证机关
}

// Validate demands what a register row cannot do without.
func (i Inspector) Validate() error {
	for _, f := range []struct{ value, field, name string }{
		{i.Name, "name", "姓名"}, {i.Badge, "badge", "警号（工号）"}, {i.Department, "department", "所在业务部门"},
	} {
		if strings.TrimSpace(f.value) == "" {
			return E(Invalid, "执法检查人员缺少“%s”", f.name).WithField(f.field).WithArticle("第九条").WithRef(i.Badge)
		}
	}
	return nil
}

// Serving tells whether the inspector still works as one; whether the
// certificate is in order is another question.
func (i Inspector) Serving() bool { return !i.Auxiliary && (i.Status == "" || i.Status == "有效") }

// Eligible says why the inspector may not be matched on a date, or "".
// Auxiliaries never inspect (国办发〔2024〕54号); the certificate must be valid.
func (i Inspector) Eligible(date string) string {
	switch {
	case i.Auxiliary:
		return "辅警不得担任执法检查人员"
	case i.Status != "" && i.Status != "有效":
		return "人员状态：" + i.Status
	case i.CertNo == "":
		return "没有执法证件"
	case i.CertUntil != "" && i.CertUntil < date:
		return "执法证件已于" + i.CertUntil + "到期"
	}
	return ""
}

// Recusal 回避关系 keeps an inspector away from a subject (art. 16).
type Recusal struct {
	ID        string `json:"id"`
	Subject   string `json:"subject"`
	Inspector string `json:"inspector"`
	Kind      string `json:"kind"`
	From      string `json:"from"`
	To        string `json:"to"`
}

// Leave 请假 makes an inspector unavailable between two dates, both included.
type Leave struct {
	ID        string `json:"id"`
	Inspector string `json:"inspector"`
	From      string `json:"from"`
	To        string `json:"to"`
	Reason    string `json:"reason"`
}

// Covers tells whether the leave touches the days from..to.
func (l Leave) Covers(from, to string) bool { return l.From <= to && from <= l.To }
