package pdf

import (
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// statement is a 情况说明 or 补充笔录 about a signed document, which itself is
// never issued again (P8).
func statement(f *form, s *inspect.StatementSnapshot) {
	f.needOfficers(s.Officers)
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("检查任务", joined(f.head.TaskNo, f.head.TaskName), 1)},
		[]layout.Field{entry("被检查单位", joined(s.Party.Name, s.Party.Code), 1)},
		[]layout.Field{entry("地址", s.Party.Address, 1)},
		[]layout.Field{entry("负责人", s.Party.Principal, 1), entry("电话", s.Party.Phone, 1)},
		[]layout.Field{entry("所说明的文书", s.About, 1)},
		[]layout.Field{entry("原文书内容摘要", s.AboutSnapshot, 1)},
		[]layout.Field{entry("检查人员", officerNames(s.Officers), 1)},
	)
	if s.Interpreter != "" {
		f.fields([]layout.Field{entry("翻译人员", s.Interpreter, 1)})
	}
	f.section("内容", s.Text)
	f.para("以上内容是对所列文书的说明或补充，原文书及其签字页不作改动，一并附卷。")
	if f.info.Kind == inspect.DocSupplement {
		f.add(layout.Para{Spans: []layout.Span{{Text: "被检查人意见", Style: f.bold}, {
			Text: "（核对笔录后亲笔书写，如“以上笔录我看过，和我说的相符”）：", Style: f.text}}, Keep: true},
			layout.Ruled{Lines: 2, Pitch: 26}, layout.Gap{H: 4})
	}
	f.closing(f.dates.date("datedOn", s.DatedOn))
	f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
	if f.info.Kind == inspect.DocSupplement {
		f.signStrip(append([][]layout.Field{
			{blankEntry("被检查人签名、捺指印", 1.15), blankEntry("见证人签名", 1)}}, append(handsOf("", s.Interpreter),
			[]layout.Field{blankEntry("检查人员签名", 1.15), blankEntry("日期", 1)})...)...)
		return
	}
	f.signStrip([]layout.Field{blankEntry("检查人员签名", 1.15), blankEntry("日期", 1)})
}
