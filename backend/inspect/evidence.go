package inspect

import (
	"slices"
	"strings"
)

// EvidenceKind 证据种类.
type EvidenceKind string

const (
	KindPhoto EvidenceKind = "照片"
	KindAudio EvidenceKind = "录音"
	KindVideo EvidenceKind = "录像"
	KindFile  EvidenceKind = "文件"
	KindItem  EvidenceKind = "物品" // a physical thing
)

func (k EvidenceKind) Label() string { return string(k) }

// EvidenceKinds lists them in the order shown.
var EvidenceKinds = []EvidenceKind{KindPhoto, KindAudio, KindVideo, KindFile, KindItem}

// EvidenceState 证据材料状态.
type EvidenceState string

const (
	EvidenceCopied     EvidenceState = "copied"     // 已复制入库
	EvidenceReferenced EvidenceState = "referenced" // 外部存放，登记引用
	EvidencePending    EvidenceState = "pending"    // 待采集站回填 (P10)
	EvidenceErased     EvidenceState = "erased"     // 已依法销毁: the row and its digests stay
)

func (s EvidenceState) Label() string {
	return label(map[EvidenceState]string{EvidenceCopied: "已复制入库", EvidenceReferenced: "外部存放", EvidencePending: "待采集站回填",
		EvidenceErased: "已依法销毁"}, s)
}

// Evidence 证据材料 of a visit. Digests are over the original bytes.
type Evidence struct {
	ID       string        `json:"id"`
	Visit    string        `json:"visit"`
	Finding  string        `json:"finding"`
	Kind     EvidenceKind  `json:"kind"`
	Name     string        `json:"name"` // original name
	Mime     string        `json:"mime"`
	SHA256   string        `json:"sha256"`
	SM3      string        `json:"sm3"`
	Size     int64         `json:"size"`
	Duration float64       `json:"duration"` // seconds
	State    EvidenceState `json:"state"`
	Recorder string        `json:"recorder"` // 执法记录仪编号
	Officer  string        `json:"officer"`
	Step     string        `json:"step"` // 告知、进入、陈述申辩…
	From     string        `json:"from"` // time marks, instants
	To       string        `json:"to"`
	Place    string        `json:"place"` // 存放处
	Note     string        `json:"note"`
	AddedAt  string        `json:"addedAt"`
	AddedBy  string        `json:"addedBy"`

	Spans   []Span    `json:"spans"`   // 关键片段, in their order
	Custody []Custody `json:"custody"` // 交接, oldest first
	Filled  *Fill     `json:"filled"`  // nil = nothing came from a station's list
	Forever string    `json:"forever"` // why somebody keeps it permanently beyond the rule, "" = by the rule
	Erasure *Erasure  `json:"erasure"` // nil = nobody asked
}

// Span 关键片段 is a part of a recording worth looking at, in seconds from its start.
type Span struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
	Note string  `json:"note"`
}

// Custody 交接 of one item: who had it, who has it.
type Custody struct {
	At    string `json:"at"` // instant
	From  string `json:"from"`
	To    string `json:"to"`
	Where string `json:"where"`
	Why   string `json:"why"`
	By    string `json:"by"` // who entered it
}

// Fill 采集站回填 says from which line of which list an item was filled in.
type Fill struct {
	List   string `json:"list"` // file name
	SHA256 string `json:"sha256"`
	Row    int    `json:"row"`
	Offset int64  `json:"offset"` // seconds the recorder's clock was ahead
	Why    string `json:"why"`    // what agreed, and the person's reason where it did not
	By     string `json:"by"`
	At     string `json:"at"`
}

// Erasure 依法销毁 of a copy whose time is over: asked, approved, done.
type Erasure struct {
	Request  string `json:"request"` // items asked for together share it
	Reason   string `json:"reason"`
	AskedBy  string `json:"askedBy"`
	AskedAt  string `json:"askedAt"`
	Approval string `json:"approval"` // "" = not approved
	By       string `json:"by"`
	At       string `json:"at"` // "" = not erased
}

// Title is what people call an item: its name, or where it is.
func (e Evidence) Title() string {
	if e.Name != "" {
		return e.Name
	}
	return e.Place
}

// Whole gives an item read from an older version its empty lists.
func (e Evidence) Whole() Evidence {
	if e.Spans == nil {
		e.Spans = []Span{}
	}
	if e.Custody == nil {
		e.Custody = []Custody{}
	}
	return e
}

// Holder is who has an item now, "" when nobody was named.
func (e Evidence) Holder() string {
	if n := len(e.Custody); n > 0 {
		return e.Custody[n-1].To
	}
	return e.Officer
}

// CheckSpans refuses ranges that are none, or lie beyond a known end.
func (e Evidence) CheckSpans() error {
	if !e.Recording() {
		return E(Refused, "“%s”不是录音录像，没有关键片段", e.Title()).WithRef(e.ID)
	}
	for _, s := range e.Spans {
		switch {
		case s.From < 0 || s.To <= s.From:
			return E(Invalid, "关键片段的出点应在入点之后（%s 至 %s）", ClockOf(s.From), ClockOf(s.To)).WithField("spans").WithRef(e.ID)
		case e.Duration > 0 && s.To > e.Duration+1:
			return E(Invalid, "关键片段超出了录音录像的长度（%s）", ClockOf(e.Duration)).WithField("spans").WithRef(e.ID)
		case blank(s.Note):
			return E(Invalid, "关键片段没有写明内容（%s 至 %s）", ClockOf(s.From), ClockOf(s.To)).WithField("spans").WithRef(e.ID)
		}
	}
	return nil
}

// Check refuses a hand-over that leaves open who, where or why.
func (h Custody) Check(e Evidence) error {
	for _, x := range []struct{ field, value, what string }{{"from", h.From, "移交人"}, {"to", h.To, "接收人"}, {"where", h.Where, "交接地点"}, {"why", h.Why, "交接事由"}} {
		if blank(x.value) {
			return E(Invalid, "没有填写%s", x.what).WithField(x.field).WithArticle("第二十条")
		}
	}
	if h.From == h.To {
		return E(Invalid, "移交人与接收人是同一人（%s）", h.From).WithField("to").WithArticle("第二十条")
	}
	if holder := e.Holder(); len(e.Custody) > 0 && h.From != holder {
		return E(Refused, "“%s”现由%s保管，不能由%s移交", e.Title(), holder, h.From).WithField("from").WithArticle("第二十条").WithRef(e.ID).WithHint("先登记此前的交接")
	}
	if n := len(e.Custody); n > 0 && h.At < e.Custody[n-1].At {
		return E(Invalid, "交接时间早于上一次交接（%s）", Minute(e.Custody[n-1].At)).WithField("at").WithArticle("第二十条").WithRef(e.ID)
	}
	return nil
}

// CheckReference refuses a reference by which nobody could find the thing again.
func (e Evidence) CheckReference() error {
	switch {
	case !slices.Contains(EvidenceKinds, e.Kind):
		return E(Invalid, "不认识的证据种类“%s”", e.Kind).WithField("kind").WithArticle("第二十条").WithHint("可用：照片、录音、录像、文件、物品")
	case e.Name == "" && e.Kind == KindItem:
		return E(Invalid, "没有填写物品的名称和特征").WithField("name").WithArticle("第二十条")
	case e.Name == "":
		return E(Invalid, "没有填写文件名").WithField("name").WithArticle("第二十条")
	case e.Place == "":
		return E(Invalid, "没有填写存放处").WithField("place").WithArticle("第二十条").WithHint("写明哪台采集站、哪个系统或哪间物证室")
	case e.Kind == KindItem && e.SHA256+e.SM3 != "":
		return E(Invalid, "物品没有摘要").WithField("sha256").WithArticle("第二十条")
	case e.Size < 0:
		return E(Invalid, "文件大小不对").WithField("size").WithArticle("第二十条")
	}
	for _, d := range [][2]string{{"sha256", e.SHA256}, {"sm3", e.SM3}} {
		if d[1] != "" && (len(d[1]) != 64 || strings.Trim(d[1], "0123456789abcdef") != "") {
			return E(Invalid, "摘要应是64位十六进制数，现为“%s”", d[1]).WithField(d[0]).WithArticle("第二十条").WithHint("核对采集站清单；没有摘要的留空")
		}
	}
	return nil
}
