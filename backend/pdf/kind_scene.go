package pdf

import (
	"fmt"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// sceneRecord is 现场检查笔录: signed by hand on every page, the party's closing
// words written by the party (P5).
func sceneRecord(f *form, s *inspect.SceneRecordSnapshot) {
	f.needOfficers(s.Officers)
	f.need(len(s.Methods) > 0, "methods", "检查方式")
	f.need(len(s.Matters) > 0, "matters", "抽查事项")
	// Nobody may have been there to be told anything: then a witness or a
	// picture stands for it (P9).
	alone := s.NotDone != ""
	f.need(s.PartyPerson != "" || s.Witness != "" || alone && len(s.Evidence) > 0, "partyPerson", "当事人或见证人")
	f.need(s.Credentials || alone, "credentials", "出示执法证件")
	f.need(s.Rights || alone, "rights", "告知权利义务")

	f.titleBlock()
	f.fields(sceneFields(f, s)...)
	f.para(fmt.Sprintf("%s 已出示执法证件　%s 已告知权利和义务。我们是%s的执法检查人员，现依法进行检查。"+
		"你（单位）应当如实提供情况、协助检查，依法享有陈述、申辩和申请回避的权利。", tick(s.Credentials), tick(s.Rights), f.head.Organ))
	f.section("是否申请回避", s.Recusal)
	f.section("一、检查事由和目的", s.Purpose)
	f.section("二、检查依据", s.Basis)
	f.section("三、检查方式", choices(methods(), s.Methods))
	f.heading("四、抽查事项及结果")
	f.matters(s.Matters)
	if alone {
		f.section("检查实施情况", s.NotDone)
	}
	f.section("五、检查过程和结果", s.Process)
	if len(s.Findings) == 0 {
		f.section("六、发现的问题及处理措施", "")
	} else {
		f.heading("六、发现的问题及处理措施")
		f.findings(s.Findings)
	}
	if len(s.Evidence) == 0 {
		f.section("七、证据材料", "")
	} else {
		f.heading("七、证据材料")
		f.evidence(s.Evidence)
	}
	f.section("八、陈述申辩", s.Statement)
	f.section("九、拒绝签名、捺指印情况", s.Refusal)
	if s.PaperOriginal != "" {
		f.section("十、纸质原件", s.PaperOriginal)
	}
	f.add(
		layout.Para{Spans: []layout.Span{{Text: "被检查人意见", Style: f.bold}, {
			Text: "（核对笔录后亲笔书写，如“以上笔录我看过，和我说的相符”）：", Style: f.text}}, Keep: true},
		layout.Ruled{Lines: 2, Pitch: 26}, layout.Gap{H: 4})

	f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
	f.signStrip(append([][]layout.Field{
		{blankEntry("被检查人签名、捺指印", 1.15), blankEntry("见证人签名", 1)}}, append(handsOf(s.LegalRep, s.Interpreter),
		[]layout.Field{blankEntry("检查人员签名", 1.15), blankEntry("日期", 1)})...)...)
}

// handsOf is the row of those who sign only when they were there.
func handsOf(legalRep, interpreter string) [][]layout.Field {
	row := []layout.Field{}
	if legalRep != "" {
		row = append(row, blankEntry("法定代表人（负责人）签名", 1.15))
	}
	if interpreter != "" {
		row = append(row, blankEntry("翻译人员签名", 1))
	}
	if len(row) == 0 {
		return nil
	}
	return [][]layout.Field{row}
}

func sceneFields(f *form, s *inspect.SceneRecordSnapshot) [][]layout.Field {
	rows := [][]layout.Field{
		{entry("被检查单位", s.Party.Name, 1)},
		{entry("统一社会信用代码", s.Party.Code, 1.3), entry("负责人", s.Party.Principal, 1)},
		{entry("地址", s.Party.Address, 1)},
		{entry("检查时间", f.dates.minute("startedAt", s.StartedAt)+"至"+f.dates.minute("endedAt", s.EndedAt), 1)},
		{entry("检查地点", s.Place, 1)},
	}
	rows = append(append(rows, officerRows(s.Officers)...),
		[]layout.Field{entry("当事人（陪同人）", s.PartyPerson, 1.3), entry("职务", s.PartyPost, 1)},
		[]layout.Field{entry("证件号", s.PartyID, 1.3), entry("电话", s.PartyPhone, 1)})
	if s.LegalRep+s.LegalRepID != "" {
		rows = append(rows, []layout.Field{entry("到场的法定代表人（负责人）", s.LegalRep, 1.3), entry("证件号", s.LegalRepID, 1)})
	}
	rows = append(rows, []layout.Field{entry("见证人", s.Witness, 1.3), entry("证件号或单位", s.WitnessID, 1)})
	if s.Interpreter+s.Language+s.InterpreterID != "" {
		rows = append(rows, []layout.Field{entry("翻译人员", s.Interpreter, 1), entry("语种", s.Language, 0.8), entry("证件号或单位", s.InterpreterID, 1.3)})
	}
	return append(rows,
		[]layout.Field{entry("抽查任务", joined(s.TaskNo, s.TaskName), 1)},
		[]layout.Field{entry("扫码入企号", s.CheckCode, 1.3), entry("单位电话", s.Party.Phone, 1)},
	)
}

func joined(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p != "" && out != "" {
			out += "　"
		}
		out += p
	}
	return out
}

// matters is the checklist of every matter with its answers.
func (f *form) matters(matters []inspect.MatterSnapshot) {
	var rows [][]layout.Cell
	for i, m := range matters {
		rows = append(rows, []layout.Cell{{Text: strconv.Itoa(i + 1), Label: true, Keep: len(m.Lines) > 0}, {Text: joined(m.Name, m.Basis, m.By), Span: 3}})
		for j, line := range m.Lines {
			rows = append(rows, cells(fmt.Sprintf("%d.%d", i+1, j+1), line.Content, line.Answer, line.Note))
		}
	}
	f.table([]layout.Col{{Share: 1.1, Align: layout.Center}, {Share: 6.2}, {Share: 1.8, Align: layout.Center}, {Share: 4}},
		[]string{"序号", "检查内容", "结论", "情况说明"}, rows)
}

func (f *form) findings(findings []inspect.FindingSnapshot) {
	var rows [][]layout.Cell
	for i, p := range findings {
		rows = append(rows, cells(strconv.Itoa(i+1), p.Description, p.Matter, p.Measure, f.dates.day(at("findings", i, "deadline"), p.Deadline)))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 5.5}, {Share: 2.6}, {Share: 2.4}, {Share: 2, Align: layout.Center}},
		[]string{"序号", "发现的问题", "所属事项", "处理措施", "整改期限"}, rows)
}

func (f *form) evidence(items []inspect.EvidenceSnapshot) {
	var rows [][]layout.Cell
	for i, e := range items {
		rows = append(rows, cells(strconv.Itoa(i+1), e.Kind, joined(e.Name, e.Content, e.Size, e.KeySpans),
			f.dates.span(fmt.Sprintf("evidence[%d]", i), e.From, e.To), joined(e.Device, e.Officer, e.State, e.Place, e.KeepTill), e.SHA256))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 1, Align: layout.Center}, {Share: 2.9}, {Share: 1.9, Align: layout.Center}, {Share: 2.5}, {Share: 3.4}},
		[]string{"序号", "种类", "名称和内容", "起止时间", "制作和保存", "SHA-256"}, rows)
}
