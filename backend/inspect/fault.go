package inspect

// Fault 库况问题 is something that the look-over of the registers finds in a
// row (art. 9: they are to be kept up to date).
type Fault string

const (
	FaultSameCode    Fault = "same-code"
	FaultSamePlace   Fault = "same-place"
	FaultCode        Fault = "code"
	FaultLicence     Fault = "licence"
	FaultLicenceSoon Fault = "licence-soon"
	FaultUnchecked   Fault = "unchecked"
	FaultStale       Fault = "stale"
	FaultCert        Fault = "cert"
	FaultCertSoon    Fault = "cert-soon"
	FaultNoCert      Fault = "no-cert"
	FaultNoScope     Fault = "no-scope"
	FaultIDNumber    Fault = "id-number"
)

// SubjectFaults and InspectorFaults list them in the order shown. Rows that
// take part in nothing any more (注销, 失效, 已合并) have none.
var (
	SubjectFaults   = []Fault{FaultSameCode, FaultSamePlace, FaultCode, FaultLicence, FaultLicenceSoon, FaultUnchecked, FaultStale}
	InspectorFaults = []Fault{FaultCert, FaultCertSoon, FaultNoCert, FaultNoScope, FaultIDNumber}
)

func (f Fault) Label() string {
	return label(map[Fault]string{FaultSameCode: "疑似重复：代码相同", FaultSamePlace: "疑似重复：名称地址相同", FaultCode: "代码未通过校验",
		FaultLicence: "许可证已到期", FaultLicenceSoon: "许可证即将到期", FaultUnchecked: "从未检查过", FaultStale: "一年以上未更新",
		FaultCert: "执法证件已到期", FaultCertSoon: "执法证件即将到期", FaultNoCert: "没有执法证件", FaultNoScope: "没有执法事项范围",
		FaultIDNumber: "身份证号未通过校验"}, f)
}
