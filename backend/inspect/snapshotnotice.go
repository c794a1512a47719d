package inspect

// DrawRecordSnapshot 随机抽取记录: one numbered attempt, as replayable facts.
type DrawRecordSnapshot struct {
	DocumentHead
	Purpose       string           `json:"purpose" doc:"抽取内容,required"` // 抽取检查对象 / 抽取检查人员 / 更换
	Attempt       int              `json:"attempt"`                     // 第 n 次
	Attempts      int              `json:"attempts"`                    // 共 n 次
	Previous      string           `json:"previous" doc:"上一次声明摘要"`      // SHA-256
	Reason        string           `json:"reason" doc:"重新抽取原因"`         // for attempts after the first
	Statement     string           `json:"statement" doc:"抽取声明摘要,required"`
	StatedAt      string           `json:"statedAt" doc:"声明时间,required"`
	Nonce         string           `json:"nonce" doc:"随机数摘要"` // SHA-256
	PublicKind    string           `json:"publicKind" doc:"公共随机输入来源,required"`
	PublicInput   string           `json:"publicInput" doc:"公共随机输入"` // empty: 无公共随机输入
	Seed          string           `json:"seed" doc:"种子,required"`
	DrawnAt       string           `json:"drawnAt" doc:"抽取时间,required"`
	Rule          string           `json:"rule" doc:"抽取规则,required"`
	FrameCount    int              `json:"frameCount"` // in the frozen list
	ExcludedCount int              `json:"excludedCount"`
	Winners       []WinnerSnapshot `json:"winners" doc:"抽中名单"`
	Operator      string           `json:"operator" doc:"操作人,required"`
	Witnesses     []string         `json:"witnesses" doc:"见证人"`
	Confirmation  string           `json:"confirmation" doc:"平台确认情况"` // 待平台确认 …
}

// WinnerSnapshot is a drawn subject or an assigned inspector.
type WinnerSnapshot struct {
	Name   string `json:"name" doc:"名称,required"`
	Code   string `json:"code" doc:"代码"`
	Group  string `json:"group" doc:"所属层或检查对象"`
	Ticket string `json:"ticket" doc:"抽签值"`
}

// EvidenceListSnapshot 音视频资料清单 (art. 20).
type EvidenceListSnapshot struct {
	DocumentHead
	Party    PartySnapshot      `json:"party"`
	Items    []EvidenceSnapshot `json:"items" doc:"音视频资料"`
	Pictures []PictureSnapshot  `json:"pictures" doc:"照片"`
	Maker    string             `json:"maker" doc:"制作人,required"`
	MadeOn   string             `json:"madeOn" doc:"制作日期,required"`
	Receiver string             `json:"receiver" doc:"接收人"`
}

// PictureSnapshot is a photo printed with a list: a reduced JPEG or PNG.
type PictureSnapshot struct {
	Caption string `json:"caption" doc:"照片说明,required"`
	Data    []byte `json:"data"` // base64 in JSON
}

// TaskNoticeSnapshot 抽查任务公告 (DOMAIN 1.7). It holds no personal data.
type TaskNoticeSnapshot struct {
	DocumentHead
	Title    string          `json:"title" doc:"标题,required"`
	PlanNo   string          `json:"planNo" doc:"抽查计划编号"`
	PlanName string          `json:"planName" doc:"抽查计划名称"`
	DrawType string          `json:"drawType" doc:"抽查类型,required"` // 定向 / 不定向
	Matters  []string        `json:"matters" doc:"抽查事项"`
	Range    string          `json:"range" doc:"抽查对象范围,required"`
	From     string          `json:"from" doc:"检查开始日期,required"`
	To       string          `json:"to" doc:"检查结束日期,required"`
	Organs   string          `json:"organs" doc:"检查机关,required"`
	Ratio    string          `json:"ratio" doc:"抽查比例"`
	Count    int             `json:"count"`
	Subjects []PublicSubject `json:"subjects" doc:"抽查名单"` // empty: counts only (P12)
	Proof    string          `json:"proof" doc:"抽取核验方法"`
	DatedOn  string          `json:"datedOn" doc:"公告日期,required"`
}

// PublicSubject is a subject as a notice names it.
type PublicSubject struct {
	Name string `json:"name" doc:"单位名称,required"`
	Code string `json:"code" doc:"统一社会信用代码"`
	Note string `json:"note" doc:"备注"`
}

// ResultNoticeSnapshot 抽查结果公示 (DOMAIN 1.7). It holds no personal data.
type ResultNoticeSnapshot struct {
	DocumentHead
	Title    string         `json:"title" doc:"标题,required"`
	PlanNo   string         `json:"planNo" doc:"抽查计划编号"`
	PlanName string         `json:"planName" doc:"抽查计划名称"`
	DrawType string         `json:"drawType" doc:"抽查类型,required"`
	Organs   string         `json:"organs" doc:"检查机关,required"`
	Results  []PublicResult `json:"results" doc:"抽查结果"`
	Appeal   string         `json:"appeal" doc:"异议渠道,required"`
	Proof    string         `json:"proof" doc:"数据核验方法"`
	DatedOn  string         `json:"datedOn" doc:"公示日期,required"`
}

// PublicResult is a line of the list of results.
type PublicResult struct {
	Name       string `json:"name" doc:"单位名称,required"`
	Code       string `json:"code" doc:"统一社会信用代码"`
	FinishedOn string `json:"finishedOn" doc:"检查完成日期,required"`
	Result     string `json:"result" doc:"检查结果,required"` // labels of ResultCodes
	Note       string `json:"note" doc:"备注"`

	Matters []PublicMatter `json:"matters"` // the drill-down of the platform; none of a counted line
}

// PublicMatter is the outcome of one matter.
type PublicMatter struct {
	Name   string `json:"name" doc:"检查事项"`
	Result string `json:"result" doc:"检查结果"`
}
