package pdf

import (
	"fmt"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
)

// evidenceList is 音视频资料清单 (art. 20): a lying sheet with full digests.
func evidenceList(f *form, s *inspect.EvidenceListSnapshot) {
	f.need(len(s.Items)+len(s.Pictures) > 0, "items", "音视频资料")
	f.doc.Sheet = f.doc.Sheet.Turned()
	f.titleBlock()
	f.fields(
		[]layout.Field{entry("被检查单位", s.Party.Name, 1.4), entry("统一社会信用代码", s.Party.Code, 1)},
		[]layout.Field{entry("地址", s.Party.Address, 1)},
		[]layout.Field{entry("负责人", s.Party.Principal, 1), entry("电话", s.Party.Phone, 1), entry("抽查任务", joined(f.head.TaskNo, f.head.TaskName), 2.2)})
	f.cell, f.th = f.cell.Sized(9.5), f.th.Sized(9.5)
	var rows [][]layout.Cell
	for i, e := range s.Items {
		digests := ""
		if e.SHA256 != "" {
			digests = "SHA-256 " + e.SHA256
		}
		if e.SM3 != "" {
			digests += "\nSM3 " + e.SM3
		}
		content := joined(e.Name, e.Content)
		if e.KeySpans != "" {
			content += "\n关键时间段：" + e.KeySpans
		}
		rows = append(rows, cells(strconv.Itoa(i+1), e.Kind, e.Device, e.Officer, f.dates.span(fmt.Sprintf("items[%d]", i), e.From, e.To),
			content, e.Size, digests, e.Place, e.KeepTill, e.State))
	}
	f.table([]layout.Col{{Share: 1.1, Align: layout.Center}, {Share: 1.1, Align: layout.Center}, {Share: 2.2}, {Share: 1.6}, {Share: 2.1, Align: layout.Center},
		{Share: 4.4}, {Share: 1.6, Align: layout.Center}, {Share: 5.2}, {Share: 1.7}, {Share: 1.5, Align: layout.Center}, {Share: 1.5, Align: layout.Center}},
		[]string{"序号", "种类", "设备编号", "制作人", "起止时间", "内容摘要", "时长大小", "校验值", "存放处", "保存期限", "状态"}, rows)
	if len(s.Pictures) > 0 {
		f.heading("照片")
		pictures := layout.Pictures{PerRow: 3, Height: 62 * layout.MM, Style: f.cell}
		for i, p := range s.Pictures {
			pictures.Items = append(pictures.Items, layout.Picture{Data: p.Data, Caption: fmt.Sprintf("%d．%s", i+1, p.Caption)})
		}
		f.add(pictures)
	}
	f.doc.Ending = layout.Span{Text: "（以下空白）", Style: f.text}
	f.signStrip([]layout.Field{
		{Label: "制作人：", Value: joined(s.Maker, f.dates.date("madeOn", s.MadeOn)), Share: 1.2},
		blankEntry("制作人签名", 1), blankEntry("移交人签名", 1),
		{Label: "接收人签名：", Value: s.Receiver, Share: 1, Open: true}, blankEntry("日期", 0.8)})
}
