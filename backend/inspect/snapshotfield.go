package inspect

// Documents that measures and methods bring beside the 现场检查笔录.
const (
	DocOrderToStop  DocumentKind = "order-to-stop" // 责令停止违法行为通知书
	DocTransfer     DocumentKind = "transfer"      // 线索移送函
	DocRemoteRecord DocumentKind = "remote-record" // 书面检查和网络监测记录
	DocCheckForm    DocumentKind = "check-form"    // 现场检查表, to be filled by hand
)

// RemoteRecordSnapshot 书面检查和网络监测记录: nobody went anywhere (art. 17, P15).
type RemoteRecordSnapshot struct {
	DocumentHead
	Party     PartySnapshot     `json:"party"`
	StartedAt string            `json:"startedAt" doc:"开始时间,required"`
	EndedAt   string            `json:"endedAt" doc:"结束时间,required"`
	Officers  []OfficerSnapshot `json:"officers" doc:"检查人员"`
	Basis     string            `json:"basis" doc:"检查依据,required"`
	Ways      []WaySnapshot     `json:"ways" doc:"检查方式"`
	Matters   []MatterSnapshot  `json:"matters" doc:"抽查事项"`
	Findings  []FindingSnapshot `json:"findings" doc:"发现的问题"`
	Process   string            `json:"process" doc:"检查过程和结果"`
}

// WaySnapshot is how one matter was inspected.
type WaySnapshot struct {
	Matter string `json:"matter" doc:"抽查事项,required"`
	Method string `json:"method" doc:"检查方式,required"`
	URL    string `json:"url" doc:"网址"`
	At     string `json:"at" doc:"监测时间"`
	Shot   string `json:"shot" doc:"截图名称"`
	SHA256 string `json:"sha256" doc:"截图摘要"`
	Papers string `json:"papers" doc:"查阅的资料"`
}

// CheckFormSnapshot 现场检查表 is prepared and printed before anybody goes, and
// filled by hand where no computer can be used (P6).
type CheckFormSnapshot struct {
	DocumentHead
	Party    PartySnapshot     `json:"party"`
	Officers []OfficerSnapshot `json:"officers" doc:"检查人员"`
	Matters  []BlankMatter     `json:"matters" doc:"抽查事项"`
	Past     []string          `json:"past" doc:"以往未了的整改"`
}

// BlankMatter is a matter whose lines wait for their answers.
type BlankMatter struct {
	Name  string   `json:"name" doc:"抽查事项,required"`
	Basis string   `json:"basis" doc:"检查依据"`
	Lines []string `json:"lines" doc:"检查内容"`
}
