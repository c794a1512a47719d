package pdf

import (
	"fmt"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// remoteRecord is 书面检查和网络监测记录 (art. 17, P15): it has no steps of a visit.
func remoteRecord(f *form, s *inspect.RemoteRecordSnapshot) {
	f.needOfficers(s.Officers)
	f.need(len(s.Ways) > 0, "ways", "检查方式")
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("被检查单位", s.Party.Name, 1)},
		[]layout.Field{entry("统一社会信用代码", s.Party.Code, 1.3), entry("负责人", s.Party.Principal, 1)},
		[]layout.Field{entry("地址", s.Party.Address, 1)},
		[]layout.Field{entry("电话", s.Party.Phone, 1)},
		[]layout.Field{entry("检查时间", f.dates.minute("startedAt", s.StartedAt)+"至"+f.dates.minute("endedAt", s.EndedAt), 1)},
		[]layout.Field{entry("抽查任务", joined(s.TaskNo, s.TaskName), 1)})
	f.fields(officerRows(s.Officers)...)
	f.section("一、检查依据", s.Basis)
	f.heading("二、检查方式")
	rows := [][]layout.Cell{}
	for i, w := range s.Ways {
		what, when := joined(w.Papers, w.URL, w.Shot), f.dates.minute(at("ways", i, "at"), w.At)
		if w.SHA256 != "" {
			what += "\nSHA-256 " + w.SHA256
		}
		rows = append(rows, cells(strconv.Itoa(i+1), w.Matter, w.Method, when, what))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 3}, {Share: 1.7, Align: layout.Center}, {Share: 2.2, Align: layout.Center}, {Share: 6}},
		[]string{"序号", "抽查事项", "方式", "监测时间", "查阅的资料，或网址和截图摘要"}, rows)
	f.heading("三、抽查事项及结果")
	f.matters(s.Matters)
	f.section("四、检查过程和结果", s.Process)
	if len(s.Findings) == 0 {
		f.section("五、发现的问题及处理措施", "")
	} else {
		f.heading("五、发现的问题及处理措施")
		f.findings(s.Findings)
	}
	f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
	f.signStrip([]layout.Field{blankEntry("检查人员签名", 1.15), blankEntry("日期", 1)})
}

// checkForm is 现场检查表, filled by hand where no computer can be used (P6).
func checkForm(f *form, s *inspect.CheckFormSnapshot) {
	f.need(len(s.Matters) > 0, "matters", "抽查事项")
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("被检查单位", s.Party.Name, 1)},
		[]layout.Field{entry("统一社会信用代码", s.Party.Code, 1.3), entry("负责人", s.Party.Principal, 1)},
		[]layout.Field{entry("地址", s.Party.Address, 1)},
		[]layout.Field{entry("电话", s.Party.Phone, 1), entry("抽查任务", joined(s.TaskNo, s.TaskName), 2.4)})
	f.fields(officerRows(s.Officers)...)
	f.fields(
		[]layout.Field{blankEntry("到达时间", 1), blankEntry("离开时间", 1)},
		[]layout.Field{blankEntry("在场人员", 1.2), blankEntry("职务", 1), blankEntry("电话", 1.2)},
		[]layout.Field{blankEntry("见证人", 1.2), blankEntry("扫码入企号或未扫码原因", 2.2)})
	f.para("☐已出示执法证件　☐已告知权利义务和申请回避的权利")
	f.para("是否申请回避：☐否　☐是")
	f.para("实施情况：☐已实施　☐关门停业　☐无法联系　☐拒绝检查　☐改期")
	if len(s.Past) > 0 {
		f.heading("以往责令整改、尚未见整改的")
		f.numbered(s.Past)
	}
	f.blankMatters(s.Matters)
	f.heading("其他情况")
	f.add(layout.Ruled{Lines: 4, Pitch: 26})
	f.signStrip(
		[]layout.Field{blankEntry("被检查人签名", 1.15), blankEntry("见证人签名", 1)},
		[]layout.Field{blankEntry("检查人员签名", 1.15), blankEntry("日期", 1)})
}

// blankMatters are lines with boxes to tick and room for what was seen.
func (f *form) blankMatters(matters []inspect.BlankMatter) {
	var rows [][]layout.Cell
	for i, m := range matters {
		rows = append(rows, []layout.Cell{{Text: strconv.Itoa(i + 1), Label: true, Keep: len(m.Lines) > 0}, {Text: joined(m.Name, m.Basis), Span: 2}})
		for j, line := range m.Lines {
			rows = append(rows,
				[]layout.Cell{{Text: fmt.Sprintf("%d.%d", i+1, j+1), Keep: true}, {Text: line, Span: 2}},
				[]layout.Cell{{Open: true}, {Text: choices([]string{"符合", "不符合", "不适用", "未检查"}, nil)}, {Open: true, Least: 28}})
		}
	}
	f.table([]layout.Col{{Share: 1.1, Align: layout.Center}, {Share: 6.2}, {Share: 5.8}}, []string{"序号", "检查内容和结论", "情况、措施、期限"}, rows)
}

// officerRows is a line for each inspector.
func officerRows(officers []inspect.OfficerSnapshot) [][]layout.Field {
	rows := [][]layout.Field{}
	for i, o := range officers {
		name := o.Name
		if o.Leader {
			name += "（组长）"
		}
		if o.Unit != "" {
			name += "　" + o.Unit
		}
		rows = append(rows, []layout.Field{entry("检查人员"+strconv.Itoa(i+1), name, 1.3), entry("执法证件号", o.CertNo, 1)})
	}
	return rows
}
