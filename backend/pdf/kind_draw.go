package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// drawRecord is 随机抽取记录: all that a stranger needs to name the draw that is
// replayed from its package.
func drawRecord(f *form, s *inspect.DrawRecordSnapshot) {
	f.need(s.Attempt >= 1 && s.Attempts >= s.Attempt, "attempt", "抽取次数")
	f.need(s.Attempt == 1 || (s.Reason != "" && s.Previous != ""), "reason", "重新抽取的原因和上一次声明摘要")
	f.need(len(s.Winners) > 0, "winners", "抽中名单")
	f.need(len(s.Witnesses) > 0, "witnesses", "见证人")

	input := s.PublicInput
	if input == "" {
		input = "无公共随机输入"
	}
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("抽查任务", joined(f.head.TaskNo, f.head.TaskName), 1)},
		[]layout.Field{entry("抽取内容", s.Purpose, 1), entry("次数", fmt.Sprintf("第 %d 次抽取，共 %d 次", s.Attempt, s.Attempts), 1)},
		[]layout.Field{entry("名录数量", fmt.Sprintf("%d", s.FrameCount), 1), entry("已排除", fmt.Sprintf("%d", s.ExcludedCount), 1)},
		[]layout.Field{entry("抽取规则", s.Rule, 1)},
		[]layout.Field{entry("声明时间", f.dates.minute("statedAt", s.StatedAt), 1), entry("抽取时间", f.dates.minute("drawnAt", s.DrawnAt), 1)},
		[]layout.Field{entry("声明摘要", s.Statement, 1)},
		[]layout.Field{entry("上一次声明摘要", s.Previous, 1)},
		[]layout.Field{entry("重新抽取原因", s.Reason, 1)},
		[]layout.Field{entry("随机数摘要", s.Nonce, 1)},
		[]layout.Field{entry("公共随机输入来源", s.PublicKind, 1)},
		[]layout.Field{entry("公共随机输入", input, 1)},
		[]layout.Field{entry("种子", s.Seed, 1)},
		[]layout.Field{entry("操作人", s.Operator, 1), entry("见证人", strings.Join(s.Witnesses, "、"), 1)},
		[]layout.Field{entry("平台确认", s.Confirmation, 1)},
	)
	f.heading(fmt.Sprintf("抽中名单（共 %d 项）", len(s.Winners)))
	var rows [][]layout.Cell
	for i, w := range s.Winners {
		rows = append(rows, cells(strconv.Itoa(i+1), w.Name, w.Code, w.Group, w.Ticket))
	}
	f.table([]layout.Col{{Share: 1, Align: layout.Center}, {Share: 3.6}, {Share: 3.6}, {Share: 2.4, Align: layout.Center}, {Share: 3.3}},
		[]string{"序号", "名称", "代码", "所属", "抽签值"}, rows)
	f.para("复核方法：对照声明摘要取得抽取数据包，用 sha256sum 和 sort 即可重算种子、抽签值和名单，不依赖本程序。")
	f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
	f.signStrip(
		[]layout.Field{blankEntry("操作人签名", 1), blankEntry("见证人签名", 1)},
		[]layout.Field{blankEntry("监督人签名", 1), blankEntry("日期", 1)})
}
