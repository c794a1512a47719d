package pdf

import "shuangsuiji/backend/inspect"

// sampleField has the documents of measures and methods.
func sampleField() []any {
	matters := sampleScene().Matters
	blank := []inspect.BlankMatter{}
	for _, m := range matters {
		lines := []string{}
		for _, l := range m.Lines {
			lines = append(lines, l.Content)
		}
		blank = append(blank, inspect.BlankMatter{Name: m.Name, Basis: m.Basis, Lines: lines})
	}
	return []any{
		inspect.RemoteRecordSnapshot{DocumentHead: sampleHead(inspect.DocRemoteRecord, "虚公非现〔2026〕0001号"), Party: sampleParty(), StartedAt: "2026-03-05T01:00:00.000Z",
			EndedAt: "2026-03-05T02:00:00.000Z", Officers: sampleOfficers(), Basis: "《虚构管理办法》第三条", Matters: matters, Findings: []inspect.FindingSnapshot{},
			Ways: []inspect.WaySnapshot{
				{Matter: "网上公示信息", Method: "网络监测", URL: "https://example.invalid/shop/123456789?from=𠮷", At: "2026-03-05T01:10:00.000Z", Shot: "截图1.png",
					SHA256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
				{Matter: "从业人员名簿", Method: "查阅资料", Papers: "2026年1月至3月从业人员名簿，由负责人丙某某邮寄提供"}}},
		inspect.CheckFormSnapshot{DocumentHead: sampleHead(inspect.DocCheckForm, "虚公检表〔2026〕0001号"), Party: sampleParty(), Officers: sampleOfficers(), Matters: blank,
			Past: []string{"一处安全出口被杂物堵占（期限 2025-06-30）"}},
		inspect.DepartmentResultSnapshot{DocumentHead: sampleHead(inspect.DocDepartmentResult, "虚公部移〔2026〕0001号"), Department: "虚构区消防救援大队", Party: sampleParty(),
			FinishedOn: "2026-03-05", DatedOn: "2026-03-05",
			Matters: []inspect.MatterSnapshot{{Name: "公众聚集场所消防安全检查", Basis: "《虚构消防办法》第五条", By: "由虚构区消防救援大队检查（丁某某，消执-0007，2026-03-05）",
				Lines: []inspect.CheckLineSnapshot{{Content: "疏散通道、安全出口是否畅通", Answer: "符合"}, {Content: "灭火器是否在有效期内", Answer: "不符合", Note: "过期四具"}}}},
			Findings: []inspect.FindingSnapshot{{Matter: "公众聚集场所消防安全检查", Description: "灭火器过期四具", Measure: "由检查部门处理"}}},
		inspect.DepartmentFormSnapshot{DocumentHead: sampleHead(inspect.DocDepartmentForm, "虚公分检〔2026〕0001号"), Department: "虚构区消防救援大队", Lead: "治安大队", Date: "2026-03-05", Party: sampleParty(),
			Officers: []inspect.OfficerSnapshot{{Name: "丁某某", CertNo: "消执-0007", Unit: "虚构区消防救援大队"}},
			Matters: []inspect.FormMatter{{ID: "1", Name: "公众聚集场所消防安全检查", Basis: "《虚构消防办法》第五条",
				Lines: []inspect.FormLine{{No: 1, Text: "疏散通道、安全出口是否畅通"}, {No: 2, Text: "灭火器是否在有效期内，摆放位置是否与图纸一致"}}}}},
	}
}
