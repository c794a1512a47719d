package pdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"shuangsuiji/backend/inspect"
)

// rare are characters of real names that common fonts lack.
const rare = "㛃䶮喆镕〇𠮷"

func sampleHead(kind inspect.DocumentKind, number string) inspect.DocumentHead {
	return inspect.DocumentHead{
		Kind: kind, Number: number, Organ: "某市公安局虚构分局",
		TaskNo: "000000202603010001", TaskName: "旅馆业治安管理双随机抽查",
		Version: 1, IssuedAt: "2026-03-05T04:10:00.000Z", CheckpointSize: 1287,
		CheckpointRoot: "9f2c41d07be3a85566cf0b1d2e3f4a5b6c7d8e9fa0b1c2d3e4f5061728394a5b",
	}
}

func sampleParty() inspect.PartySnapshot {
	return inspect.PartySnapshot{
		Name: "云上𠮷祥客栈（虚构）", Code: "00000000000000000X", Principal: "㛃䶮喆", Phone: "000-00000000",
		Address: "某市虚构区不存在路 1000 号 8 幢 2 单元至 5 单元，以及附属停车场和地下一层仓储用房（含设备间）",
	}
}

func sampleOfficers() []inspect.OfficerSnapshot {
	return []inspect.OfficerSnapshot{
		{Name: "甲某某", CertNo: "X000001", Unit: "治安大队", Leader: true},
		{Name: "乙某镕", CertNo: "X000002", Unit: "虚构派出所"},
	}
}

func sampleEvidence() []inspect.EvidenceSnapshot {
	const sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	return []inspect.EvidenceSnapshot{
		{Kind: "照片", Name: "IMG_0001.jpg", Officer: "甲某某", From: "2026-03-05T01:52:10.000Z", Content: "203 房登记页",
			Size: "1.2 MB", SHA256: sum, SM3: "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b", Place: "本机证据库", KeepTill: "永久", State: "已复制入库"},
		{Kind: "录像", Device: "JLY-000017", Officer: "乙某镕", From: "2026-03-05T01:29:40.000Z", To: "2026-03-05T03:05:20.000Z",
			Content: "检查全程", KeySpans: "09:31 告知权利；09:52 核对 203 房", Place: "采集站", KeepTill: "六个月", State: "待采集站回填"},
	}
}

func sampleScene() inspect.SceneRecordSnapshot {
	return inspect.SceneRecordSnapshot{
		DocumentHead: sampleHead(inspect.DocSceneRecord, "虚公检笔〔2026〕0001号"), Party: sampleParty(),
		StartedAt: "2026-03-05T01:30:00.000Z", EndedAt: "2026-03-05T03:05:00.000Z", Place: "客栈前台、监控室、三层布草间",
		Officers: sampleOfficers(), PartyPerson: "丙某某", PartyPost: "前台经理", PartyID: "000000000000000000", PartyPhone: "00000000000",
		Credentials: true, Rights: true, Recusal: "不申请回避。",
		Purpose:   "根据二〇二六年度抽查计划和随机抽取结果，检查旅馆业治安管理制度的落实情况，防范安全隐患。",
		Basis:     "《旅馆业治安管理办法》第六条、第七条；《公安机关办理行政案件程序规定》第八十二条。",
		CheckCode: "FAKE-20260305-0007", Methods: []string{"查阅资料", "实地核查"},
		Matters: []inspect.MatterSnapshot{
			{Name: "旅馆业住宿登记制度落实情况", Basis: "《旅馆业治安管理办法》第六条", Lines: []inspect.CheckLineSnapshot{
				{Content: "是否按规定查验住宿人员的身份证件并如实登记", Answer: "不符合", Note: "抽查 20 间客房，2 间（203、305）登记人数与实住人数不符"},
				{Content: "登记资料是否按时上传 PSB-Link v3.2 系统", Answer: "符合"},
				{Content: "是否建立访客管理制度", Answer: "符合", Note: "制度上墙，访客登记簿至 2026-03-04"},
			}},
			{Name: "旅馆业安全防范设施", Basis: "《旅馆业治安管理办法》第三条", Lines: []inspect.CheckLineSnapshot{
				{Content: "视频监控是否覆盖出入口、前台、通道等部位，图像保存不少于 30 日", Answer: "符合", Note: "保存 92 日"},
				{Content: "贵重物品保管设施是否完好", Answer: "不适用"},
			}},
		},
		Process: "检查人员于 9 时 30 分到达现场，向前台经理丙某某出示执法证件，说明来意，告知权利义务，丙某某表示配合并全程陪同。\n" +
			"检查人员首先在前台查阅 2026 年 2 月 1 日至 3 月 4 日的住宿登记簿，随机选取 20 间客房与实住情况核对；随后到监控室调看三层通道的录像，录像机时间与北京时间相差 +12 s；最后到三层布草间查看消防通道，通道畅通。\n" +
			"经核对，203 房登记 1 人、实住 2 人，305 房登记 2 人、实住 3 人，丙某某承认当班人员疏忽未逐人登记。其余项目未见异常。检查过程使用执法记录仪全程录音录像。",
		Findings:  []inspect.FindingSnapshot{{Matter: "住宿登记", Description: "203 房、305 房各有 1 名住宿人员未登记身份信息。", Measure: "责令限期整改", Deadline: "2026-03-12"}},
		Evidence:  sampleEvidence(),
		Statement: "丙某某陈述：登记遗漏系交接班时疏忽，已当场补登，今后逐人核验。",
	}
}

// sampleJPEG and samplePNG are small pictures; the PNG is partly transparent.
func sampleJPEG(t testing.TB) []byte {
	m := image.NewYCbCr(image.Rect(0, 0, 60, 40), image.YCbCrSubsampleRatio444)
	for i := range m.Y {
		m.Y[i] = uint8(i % 60 * 4)
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = 90, 140
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func samplePNG(t testing.TB) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 60, 60))
	for y := range 60 {
		for x := range 60 {
			m.SetNRGBA(x, y, color.NRGBA{30, 90, 200, uint8(y * 4)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// samples has one snapshot of every kind, in the order of Kinds.
func samples(t testing.TB) map[inspect.DocumentKind][]byte {
	winners := []inspect.WinnerSnapshot{
		{Name: "云上𠮷祥客栈（虚构）", Code: "00000000000000000X", Group: "A", Ticket: "0012ab34cd56ef78"},
		{Name: "不存在大酒店（虚构）", Code: "000000000000000002", Group: "A", Ticket: "01c2d3e4f5a6b7c8"},
		{Name: "虚构旅社", Code: "", Group: "B", Ticket: "00aa11bb22cc33dd"},
	}
	approval := inspect.ApprovalSnapshot{
		DocumentHead: sampleHead(inspect.DocApproval, "虚公检审〔2026〕0001号"), Reason: "二〇二六年度抽查计划第 3 项，随机抽取产生。",
		Basis: "《旅馆业治安管理办法》第六条、第七条", Matters: []string{"旅馆业住宿登记制度落实情况", "旅馆业安全防范设施"},
		Methods: []string{"实地核查"}, From: "2026-03-02", To: "2026-03-31", Parties: []inspect.PartySnapshot{sampleParty()},
		Officers: sampleOfficers(), Frequency: "第 1 次，上限 2 次", Opinion: "拟按抽取结果实施检查，请审批。", Applicant: "丁某䶮", AppliedOn: "2026-03-01",
	}
	draw := inspect.DrawRecordSnapshot{
		DocumentHead: sampleHead(inspect.DocDrawRecord, "虚公抽〔2026〕0001号"), Purpose: "抽取检查对象", Attempt: 1, Attempts: 1,
		Statement: "5c1f2b0a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a", StatedAt: "2026-03-01T01:00:00.000Z",
		Nonce: "aa00bb11cc22dd33ee44ff55aa66bb77cc88dd99ee00ff11aa22bb33cc44dd55", PublicKind: "现场掷骰 20 次，两人分别录入",
		PublicInput: "3 1 6 2 5 4 4 1 2 6 3 5 1 1 2 6 4 3 5 2", Seed: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
		DrawnAt: "2026-03-01T01:20:00.000Z", Rule: "A 层 5%，B 层 3%，不足 1 户的按 1 户", FrameCount: 3000, ExcludedCount: 41,
		Winners: winners, Operator: "丁某䶮", Witnesses: []string{"戊某喆", "己某某"}, Confirmation: "待平台确认",
	}
	plan := inspect.WorkPlanSnapshot{
		DocumentHead: sampleHead(inspect.DocWorkPlan, "虚公检案〔2026〕0001号"), Party: sampleParty(), From: "2026-03-02", To: "2026-03-31", Date: "2026-03-05",
		Matters: []string{"旅馆业住宿登记制度落实情况", "旅馆业安全防范设施"}, Methods: []string{"实地核查"}, Officers: sampleOfficers(),
		Procedure:    []string{"出示执法证件，说明检查依据和事项，告知权利义务；", "全程录音录像，逐项对照检查要点；", "当场制作检查文书，由当事人核对签字。"},
		Nodes:        []inspect.TimeNode{{Date: "2026-03-05", What: "到场检查"}, {Date: "2026-03-09", What: "录入检查结果"}},
		ThirdParties: []inspect.ThirdParty{{Name: "虚构消防检测有限公司", People: "苏某䶮", Scope: "自动报警系统检测", Commission: "虚委〔2026〕3号"}},
		Opinions:     []inspect.Opinion{{By: "虚构司法鉴定中心", About: "门锁强度鉴定", FileName: "鉴定意见书.pdf"}},
		Author:       "丁某䶮", DatedOn: "2026-03-01",
	}
	for _, o := range plan.Officers {
		plan.Duties = append(plan.Duties, inspect.Duty{Name: o.Name, Duty: "逐项检查、记录和取证"})
	}
	evidence := inspect.EvidenceListSnapshot{
		DocumentHead: sampleHead(inspect.DocEvidenceList, "虚公音像〔2026〕0001号"), Party: sampleParty(), Items: sampleEvidence(),
		Pictures: []inspect.PictureSnapshot{{Caption: "203 房登记页", Data: sampleJPEG(t)}, {Caption: "前台公示栏 " + rare, Data: samplePNG(t)}},
		Maker:    "甲某某", MadeOn: "2026-03-05",
	}
	task := inspect.TaskNoticeSnapshot{
		DocumentHead: sampleHead(inspect.DocTaskNotice, "虚公抽告〔2026〕001号"), Title: "某市公安局虚构分局治安大队2026年度第001号抽查任务公告",
		PlanNo: "00000020260001", PlanName: "旅馆业治安管理年度抽查计划", DrawType: "不定向",
		Matters: []string{"旅馆业住宿登记制度落实情况", "旅馆业安全防范设施"}, Range: "辖区内登记在册的旅馆业单位", From: "2026-03-02", To: "2026-03-31",
		Organs: "某市公安局虚构分局", Ratio: "5%", Count: 3, DatedOn: "2026-03-01",
		Subjects: []inspect.PublicSubject{{Name: "云上𠮷祥客栈（虚构）", Code: "00000000000000000X"}, {Name: "不存在大酒店（虚构）", Code: "000000000000000002"}, {Name: "虚构旅社"}},
		Proof:    "抽取声明摘要 5c1f2b0a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a，公开数据包可供任何人复算。",
	}
	result := inspect.ResultNoticeSnapshot{
		DocumentHead: sampleHead(inspect.DocResultNotice, "虚公抽示〔2026〕001号"), Title: "某市公安局虚构分局关于旅馆业治安管理双随机抽查结果的公示",
		PlanNo: "00000020260001", PlanName: "旅馆业治安管理年度抽查计划", DrawType: "不定向", Organs: "某市公安局虚构分局",
		Appeal: "对公示结果有异议的，可以自公示之日起向本机关提出。", DatedOn: "2026-03-09",
	}
	for i := range 14 {
		r := inspect.PublicResult{Name: "虚构旅社第" + string(rune('一'+i)) + "店", Code: "00000000MAWQXR000G", FinishedOn: "2026-03-05", Result: "未发现问题"}
		if i == 0 {
			r = inspect.PublicResult{Name: "云上𠮷祥客栈（虚构）", Code: "00000000000000000X", FinishedOn: "2026-03-05", Result: "发现问题已责令改正", Note: "限期整改中"}
		}
		result.Results = append(result.Results, r)
	}
	out := map[inspect.DocumentKind][]byte{}
	for _, v := range append(sampleField(), sampleScene(), approval, plan, draw, evidence, task, result, samplePlan(), sampleMatters(), sampleStatement(inspect.DocExplanation), sampleStatement(inspect.DocSupplement)) {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var head inspect.DocumentHead
		if err := json.Unmarshal(data, &head); err != nil {
			t.Fatal(err)
		}
		out[head.Kind] = data
	}
	list, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	for _, tmpl := range list {
		data, err := json.Marshal(Sample(tmpl, sampleHead(tmpl.Kind, fmt.Sprintf("%s〔2026〕0A1B-1号", tmpl.Short))))
		if err != nil {
			t.Fatal(err)
		}
		out[tmpl.Kind] = data
	}
	return out
}
