package inspect

// ReportKind is one of the reports that superiors ask for (P17).
type ReportKind string

const (
	ReportLedger  ReportKind = "ledger"  // 工作台账
	ReportStats   ReportKind = "stats"   // 统计表
	ReportJoint   ReportKind = "joint"   // 联合抽查统计
	ReportLibrary ReportKind = "library" // 一单两库维护表
	ReportOverdue ReportKind = "overdue" // 逾期清单
	ReportRectify ReportKind = "rectify" // 整改销号表
	ReportSummary ReportKind = "summary" // 总结（Word）
)

// ReportKinds lists them in the order shown.
var ReportKinds = []ReportKind{ReportLedger, ReportStats, ReportJoint, ReportLibrary, ReportOverdue, ReportRectify, ReportSummary}

func (k ReportKind) Label() string {
	return label(map[ReportKind]string{ReportLedger: "工作台账", ReportStats: "统计表", ReportJoint: "联合抽查统计",
		ReportLibrary: "一单两库维护表", ReportOverdue: "逾期清单", ReportRectify: "整改销号表", ReportSummary: "半年（年度）总结"}, k)
}

// Ext is the ending of the report's file.
func (k ReportKind) Ext() string {
	if k == ReportSummary {
		return ".docx"
	}
	return ".xlsx"
}
