package pdf

import (
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// letterText sets running text in 三号, as served documents have it.
func (f *form) letterText() {
	f.text, f.bold = style(f.fonts.body, sanHao, 25), style(f.fonts.head, sanHao, 25)
}

// addressee is the party with what identifies it, then the salutation.
func (f *form) addressee(p inspect.PartySnapshot) {
	small := style(f.fonts.body, xiaoSi, 21)
	f.add(layout.Fields{Label: small, Value: small, After: 8, Rows: [][]layout.Field{
		{entry("统一社会信用代码", p.Code, 1.3), entry("负责人", p.Principal, 1)},
		{entry("地址", p.Address, 1)},
		{entry("电话", p.Phone, 1), entry("抽查任务", joined(f.head.TaskNo, f.head.TaskName), 2.4)},
	}}, layout.Para{Spans: []layout.Span{{Text: p.Name + "：", Style: f.text}}, Align: layout.Left})
}

// point is an indented paragraph that begins with a heading.
func (f *form) point(heading, text string) {
	f.add(layout.Para{Spans: []layout.Span{{Text: heading, Style: f.bold}, {Text: text, Style: f.text}}, Indent: 2 * f.text.Size})
}

// fiveBans is what 国办发〔2024〕54号 wants the inspected firm to know.
const fiveBans = "检查人员应当遵守“五个严禁”：严禁逐利检查，严禁干扰企业正常生产经营，严禁任性处罚企业，" +
	"严禁下达检查指标，严禁变相检查。发现上述行为的，可以向本机关或者上级机关反映。"

// inspectionNotice is 行政检查通知书 (告知), sealed and served.
func inspectionNotice(f *form, s *inspect.InspectionNoticeSnapshot) {
	f.needOfficers(s.Officers)
	f.need(len(s.Matters) > 0, "matters", "检查事项")
	f.need(len(s.Methods) > 0, "methods", "检查方式")

	f.letterText()
	f.titleBlock()
	f.addressee(s.Party)
	f.para("根据" + s.Basis + "，我机关决定于" + f.dates.period(s.From, s.To) + "对你单位进行行政检查。现将有关事项通知如下：")
	f.point("一、检查事项：", strings.Join(s.Matters, "；")+"。")
	f.point("二、检查方式：", choices(methods(), s.Methods))
	f.point("三、检查人员：", "")
	for line := range strings.SplitSeq(officerNames(s.Officers), "\n") {
		f.para(line)
	}
	if len(s.Materials) == 0 {
		f.point("四、需要准备的资料：", "无。")
	} else {
		f.point("四、需要准备的资料：", "")
		f.numbered(s.Materials)
	}
	f.point("五、检查频次：", s.Frequency)
	f.point("六、权利和义务：", "你单位应当协助检查，如实提供有关情况和资料；拒绝、阻碍检查或者隐瞒、提供虚假情况的，依法承担相应责任。"+
		"你单位有权要求检查人员出示执法证件，对与本次检查有直接利害关系的检查人员有权申请回避，对检查情况有权陈述、申辩。"+fiveBans)
	f.point("七、联系人：", s.Contact+"，联系电话："+s.Phone+"。")
	f.closing(f.dates.date("datedOn", s.DatedOn))
	f.receipt()
}

// orderToCorrect is 责令改正通知书, sealed and served.
func orderToCorrect(f *form, s *inspect.OrderToCorrectSnapshot) {
	f.need(len(s.Facts) > 0, "facts", "违法行为")
	f.need(len(s.Demands) > 0, "demands", "改正内容")

	deadline := "在各项所列期限前"
	switch s.Deadline {
	case inspect.EachDeadline:
	case "立即":
		deadline = "立即"
	default:
		deadline = "于" + f.dates.date("deadline", s.Deadline) + "前"
	}
	f.letterText()
	f.titleBlock()
	f.addressee(s.Party)
	f.para("经" + f.dates.date("foundOn", s.FoundOn) + "检查，发现你单位存在下列行为：")
	f.numbered(s.Facts)
	f.para("上述行为不符合" + s.Basis + "的规定。现责令你单位" + deadline + "改正下列事项：")
	f.numbered(s.Demands)
	f.para("改正情况应当书面报告我机关，我机关将予复查。逾期不改正的，依法处理。")
	f.para(s.Remedy)
	if s.RecordRef != "" {
		f.para("检查笔录：" + s.RecordRef)
	}
	if s.Contact+s.Phone != "" {
		f.para("联系人：" + joined(s.Contact, s.Phone))
	}
	f.closing(f.dates.date("datedOn", s.DatedOn))
	f.receipt()
}
