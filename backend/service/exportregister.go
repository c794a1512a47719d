package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// shape is how a platform wants a register as a file: which columns in which
// order under which titles. Field names are those of importing; "no" counts the
// rows, "" leaves a column empty. Other platforms are further rows of shapes.
type shape struct {
	kind    ImportKind
	name    string
	label   string
	title   string // a line above the head
	sheet   string
	columns []shapeColumn
}

type shapeColumn struct {
	group string // stands above neighbours that have the same one
	title string
	field string
	width float64
}

// ShapeView is a shape to choose.
type ShapeView struct {
	Kind  ImportKind `json:"kind"`
	Name  string     `json:"name"`
	Label string     `json:"label"`
}

var shapes = []shape{
	{ImportMatters, "zhejiang", "浙江：抽查事项清单（含编码、比例、频次）", "随机抽查事项清单", "抽查事项清单", []shapeColumn{
		{"", "序号", "no", 6}, {"", "事项编码", "code", 14}, {"", "抽查类别", "category", 16}, {"", "抽查事项", "name", 30}, {"", "检查对象", "trades", 24},
		{"", "事项类别", "level", 16}, {"", "检查方式", "methods", 22}, {"", "检查主体", "authority", 28}, {"", "检查依据", "basis", 46}, {"", "抽查比例", "ratio", 12},
		{"", "抽查频次", "frequency", 16}, {"", "检查人员要求", "requirement", 26}, {"", "岗位资质要求", "qualifications", 20}, {"", "责任处室", "department", 18}, {"", "是否敏感", "sensitive", 10},
		{"", "生效日期", "effectiveFrom", 12}, {"", "失效日期", "effectiveTo", 12}, {"", "备注", "remark", 20}}},
	{ImportMatters, "beijing", "北京：抽查事项清单（七栏）", "公安机关随机抽查事项清单", "抽查事项清单", []shapeColumn{
		{"", "序号", "no", 6}, {"抽查项目", "抽查类别", "category", 16}, {"抽查项目", "抽查事项", "name", 30}, {"", "检查对象", "trades", 24}, {"", "事项类别", "level", 16},
		{"", "检查方式", "methods", 22}, {"", "检查主体", "authority", 28}, {"", "检查依据", "basis", 46}}},
	{ImportSubjects, "full", "全部字段", "检查对象名录库", "检查对象", []shapeColumn{
		{"", "序号", "no", 6}, {"", "统一社会信用代码/注册号", "code", 24}, {"", "企业名称", "name", 36}, {"", "主体类型", "kind", 12}, {"", "行业类别", "trade", 14},
		{"", "监管警种", "department", 16}, {"", "所属派出所", "station", 16}, {"", "住所", "address", 40}, {"", "实际经营地址", "premises", 40}, {"", "法定代表人(负责人)", "legalRep", 14},
		{"", "联系人", "contact", 12}, {"", "联系电话", "phone", 16}, {"", "成立日期", "founded", 12}, {"", "登记机关", "registrar", 20}, {"", "登记状态", "status", 10},
		{"", "经营范围", "scope", 40}, {"", "许可证名称", "licence", 20}, {"", "许可证编号", "licenceNo", 20}, {"", "核准日期", "licenceFrom", 12}, {"", "许可证有效期", "licenceTo", 12},
		{"", "发证机关", "issuer", 20}, {"", "风险等级", "risk", 10}, {"", "信用等级", "credit", 10}, {"", "专项库名称", "tags", 20}, {"", "区划代码", "region", 10},
		{"", "行业代码", "industry", 10}, {"", "重点检查对象", "key", 10}, {"", "上次检查日期", "lastChecked", 12}}},
	{ImportSubjects, "pool", "浙江：抽查对象库（代码、名称两栏）", "抽查对象库", "抽查对象库", []shapeColumn{
		{"", "统一社会信用代码/注册号", "code", 26}, {"", "企业名称", "name", 40}}},
	{ImportSubjects, "special", "浙江：专项库", "专项库", "专项库", []shapeColumn{
		{"", "专项库名称", "tags", 20}, {"", "监管标签", "trade", 16}, {"", "统一社会信用代码/注册号", "code", 26}, {"", "企业名称", "name", 40}, {"", "住所", "address", 40},
		{"", "实际经营地址", "premises", 40}, {"", "法定代表人(负责人)", "legalRep", 14}, {"", "联系电话", "phone", 16}, {"", "许可证名称", "licence", 20},
		{"", "许可证编号", "licenceNo", 20}, {"", "核准日期", "licenceFrom", 12}, {"", "许可证有效期", "licenceTo", 12}, {"", "发证机关", "issuer", 20}}},
	{ImportInspectors, "template", "执法人员数据库模板（21栏）", "执法人员数据库", "执法人员", []shapeColumn{
		{"", "单位工号", "staffNo", 12}, {"", "姓名", "name", 10}, {"", "性别", "gender", 6}, {"", "身份证号", "idNumber", 20}, {"", "手机号", "phone", 14},
		{"", "学历", "education", 10}, {"", "学历专业", "major", 16}, {"", "岗位大类", "job", 14}, {"", "从事本岗起始日期", "since", 14}, {"", "岗位资质资格", "qualifications", 24},
		{"", "执法事项范围", "scope", 30}, {"", "地区", "region", 12}, {"", "层级", "tier", 8}, {"", "担任职务", "duty", 14}, {"", "具体职务", "post", 14},
		{"", "所在业务部门", "department", 18}, {"", "是否专家", "expert", 8}, {"", "执法证编号", "certNo", 18}, {"", "执法证有效期", "certUntil", 12},
		{"", "发证机关", "issuer", 20}, {"", "人员状态", "status", 10}}},
	{ImportInspectors, "police", "公安：执法检查人员名录库", "执法检查人员名录库", "执法检查人员", []shapeColumn{
		{"", "序号", "no", 6}, {"", "警号", "badge", 12}, {"", "姓名", "name", 10}, {"", "性别", "gender", 6}, {"", "身份证号", "idNumber", 20}, {"", "手机号", "phone", 14},
		{"", "所在业务部门", "department", 18}, {"", "所属单位", "unit", 18}, {"", "职务", "post", 14}, {"", "执法资格等级", "grade", 12}, {"", "人民警察证号", "policeCert", 16},
		{"", "执法证有效期", "certUntil", 12}, {"", "执法事项范围", "scope", 30}, {"", "岗位资质资格", "qualifications", 24}, {"", "是否辅警", "auxiliary", 8},
		{"", "是否外部门", "outside", 10}, {"", "人员状态", "status", 10}}},
}

// Shapes lists the shapes a register can be exported in.
func (l *Library) Shapes(ctx context.Context, a inspect.Actor) ([]ShapeView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	out := []ShapeView{}
	for _, s := range shapes {
		out = append(out, ShapeView{s.kind, s.name, s.label})
	}
	return out, nil
}

// Exported is what an export wrote.
type Exported struct {
	File string `json:"file"`
	Rows int    `json:"rows"`
}

// Export writes a register, or what q finds of it, as an Excel file in the shape
// a platform imports; "" is the first shape of the kind. Read in again it
// changes nothing.
func (l *Library) Export(ctx context.Context, a inspect.Actor, kind ImportKind, name string, q Query, out string) (Exported, error) {
	if err := a.May(inspect.ActLibrary); err != nil {
		return Exported{}, err
	}
	i := slices.IndexFunc(shapes, func(s shape) bool { return s.kind == kind && (name == "" || s.name == name) })
	if i < 0 {
		return Exported{}, inspect.E(inspect.Invalid, "没有“%s”这种导出样式", name).WithField("shape").WithHint("可用：%s", shapeNames(kind))
	}
	s := shapes[i]
	g := s.head()
	var err error
	switch q.Page = 0; kind {
	case ImportMatters:
		q.Order = "code"
		err = exportRows(ctx, l, inspect.NounMatter, q, &g, s, matterCell)
	case ImportSubjects:
		q.Order = "code"
		err = exportRows(ctx, l, inspect.NounSubject, q, &g, s, subjectCell)
	case ImportInspectors:
		q.Order = "badge"
		err = exportRows(ctx, l, inspect.NounInspector, q, &g, s, inspectorCell)
	}
	if err != nil {
		return Exported{}, err
	}
	n := len(g.Rows) - g.HeaderRow
	if n == 0 {
		return Exported{}, inspect.E(inspect.Invalid, "没有可以导出的%s", nounOf[kind].Label()).WithHint("先导入，或换一个查找条件")
	}
	grids := []sheet.Grid{g}
	if kind == ImportMatters {
		checks, err := l.checklistGrid(ctx, q)
		if err != nil {
			return Exported{}, err
		}
		grids = append(grids, checks)
	}
	b, err := sheet.BytesXLSX(grids...)
	if err != nil {
		return Exported{}, err
	}
	err = l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		if err := writeFile(out, b); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "library.export", Article: articleOf[kind], Detail: fmt.Sprintf("%s %s %d项", kind, s.name, n)}, "", "", store.Digest(b))
	})
	return Exported{File: out, Rows: n}, err
}

func shapeNames(kind ImportKind) string {
	names := []string{}
	for _, s := range shapes {
		if s.kind == kind {
			names = append(names, s.name+"（"+s.label+"）")
		}
	}
	return strings.Join(names, "、")
}

// head is the title line and the head of one or two rows.
func (s shape) head() sheet.Grid {
	g := sheet.Grid{Sheet: s.sheet}
	groups, titles, grouped := []sheet.Cell{}, []sheet.Cell{}, false
	for _, c := range s.columns {
		g.Widths = append(g.Widths, c.width)
		grouped = grouped || c.group != ""
	}
	for i, c := range s.columns {
		over := c.group
		if over == "" {
			over = c.title
		} else if i > 0 && s.columns[i-1].group == c.group {
			over = ""
		}
		under := c.title
		if grouped && c.group == "" {
			under = ""
		}
		groups = append(groups, sheet.Cell{Text: over, Bold: true})
		titles = append(titles, sheet.Cell{Text: under, Bold: true})
	}
	g.Rows = [][]sheet.Cell{{{Text: s.title, Bold: true}}}
	g.Merges = [][4]int{{1, 1, 1, len(s.columns)}}
	if grouped {
		g.Rows = append(g.Rows, groups)
		for i := 0; i < len(s.columns); i++ {
			if s.columns[i].group == "" {
				g.Merges = append(g.Merges, [4]int{2, i + 1, 3, i + 1})
				continue
			}
			to := i
			for to+1 < len(s.columns) && s.columns[to+1].group == s.columns[i].group {
				to++
			}
			if to > i {
				g.Merges = append(g.Merges, [4]int{2, i + 1, 2, to + 1})
			}
			i = to
		}
	}
	g.Rows = append(g.Rows, titles)
	g.HeaderRow = len(g.Rows)
	return g
}

// kept tells whether a register entry goes into an export: what was merged into
// another, and the matters of single inspections, do not.
func kept(t any) bool {
	switch x := t.(type) {
	case inspect.Subject:
		return x.MergedInto == ""
	case inspect.Matter:
		return !x.Unlisted
	}
	return true
}

func exportRows[T any](ctx context.Context, l *Library, noun inspect.Noun, q Query, g *sheet.Grid, s shape, cell func(T, string) string) error {
	rows, _, err := store.List[T](ctx, l.c.db, noun, q.filter())
	if err != nil {
		return err
	}
	for _, t := range rows {
		if !kept(t) {
			continue
		}
		line := make([]sheet.Cell, len(s.columns))
		for i, c := range s.columns {
			switch c.field {
			case "no":
				line[i] = sheet.Cell{Number: float64(len(g.Rows) - g.HeaderRow + 1), IsNumber: true}
			case "":
			default:
				line[i] = sheet.Cell{Text: cell(t, c.field)}
			}
		}
		g.Rows = append(g.Rows, line)
	}
	return nil
}

// checklistGrid is the 检查要点 of the matters, as importing reads them.
func (l *Library) checklistGrid(ctx context.Context, q Query) (sheet.Grid, error) {
	g := sheet.Grid{Sheet: "检查要点", HeaderRow: 1, Widths: []float64{14, 6, 50, 24, 40}, Rows: [][]sheet.Cell{textRow("事项编码", "序号", "检查内容", "检查方法", "依据")}}
	for i := range g.Rows[0] {
		g.Rows[0][i].Bold = true
	}
	rows, _, err := store.List[inspect.Matter](ctx, l.c.db, inspect.NounMatter, q.filter())
	for _, m := range rows {
		for _, c := range m.Checklist {
			if !kept(m) {
				continue
			}
			line := textRow(m.Code, "", c.Text, c.Method, c.Law)
			line[1] = sheet.Cell{Number: float64(c.No), IsNumber: true}
			g.Rows = append(g.Rows, line)
		}
	}
	return g, err
}
