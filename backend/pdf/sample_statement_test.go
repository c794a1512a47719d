package pdf

import "shuangsuiji/backend/inspect"

func sampleStatement(kind inspect.DocumentKind) inspect.StatementSnapshot {
	return inspect.StatementSnapshot{DocumentHead: sampleHead(kind, "虚公情说〔2026〕0001号"), Party: sampleParty(),
		About: "现场检查笔录（虚公检笔〔2026〕0001号）", AboutSnapshot: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
		Text:     "笔录第2页所记“二楼”系笔误，应为“三楼”，与当日照片相符。\n当事人已于次日到单位核对，无异议。",
		Officers: sampleOfficers(), DatedOn: "2026-03-06"}
}
