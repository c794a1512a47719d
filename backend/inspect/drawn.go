package inspect

import (
	"slices"
	"strconv"
	"strings"
)

// Signing on a screen (P5): off until the office enables it for a kind of
// document by a decision of a named person. It never replaces the wet signature,
// which comes first.

// DrawnRule 手写签名启用 is the decision whether documents of one kind may be
// signed on a screen. A later decision on the same kind is its next version.
type DrawnRule struct {
	ID        string       `json:"id"`
	Kind      DocumentKind `json:"kind"`
	Name      string       `json:"name"` // of the kind
	On        bool         `json:"on"`
	DecidedBy string       `json:"decidedBy"` // 决定人
	Post      string       `json:"post"`
	DecidedOn string       `json:"decidedOn"` // 2006-01-02
	Basis     string       `json:"basis"`     // the paper or the reason it rests on
	At        string       `json:"at"`
	By        string       `json:"by"` // who entered it
}

// Check refuses a decision that names nobody, no day or no ground, and one that
// its own clerk made. today is a legal date.
func (r DrawnRule) Check(today string) error {
	bad := func(field, format string, args ...any) error {
		return E(Invalid, format, args...).WithField(field).WithArticle("第二十条")
	}
	switch {
	case blank(r.DecidedBy):
		return bad("decidedBy", "没有写明由谁决定")
	case strings.TrimSpace(r.DecidedBy) == r.By:
		return bad("decidedBy", "决定人不能是登记人本人")
	case blank(r.Post):
		return bad("post", "没有写明决定人的职务")
	case !isDate(r.DecidedOn) || r.DecidedOn > today:
		return bad("decidedOn", "决定日期“%s”不对，应写作 2026-03-20，不晚于今天", r.DecidedOn)
	case blank(r.Basis):
		return bad("basis", "没有写明依据（文件名称、文号或理由）")
	}
	return nil
}

// DrawnWords say what a signature on a screen is and is not: shown before
// signing, kept with it, printed beside it.
const DrawnWords = "以上签名由签署人在屏幕上亲笔书写（《公安机关办理行政案件程序规定》第二百六十三条），签署过程有所列音视频记录，并与本文书内容的摘要（快照）绑定：内容改动一字，摘要即不相符。" +
	"它是手写笔迹的影像，不是电子印章，没有电子认证证书，不是《电子签名法》第十三条所说的可靠电子签名，也不含指印；由谁签署、是否自愿，以音视频证明。" +
	"以纸上签字、捺指印为先：签署人要求在纸上签字的，应当打印后由其签字。"

// DrawnSignature 手写签名 is one signature on a screen; its exact bytes are kept
// and named by their digest.
type DrawnSignature struct {
	Paper    string     `json:"paper"` // id
	Number   string     `json:"number"`
	Snapshot string     `json:"snapshot"` // SHA-256 of the frozen content that is signed
	Kind     SignerKind `json:"kind"`
	Name     string     `json:"name"`
	Strokes  string     `json:"strokes"`  // see ReadInk
	Evidence string     `json:"evidence"` // id of the recording of the signing
	Recorded string     `json:"recorded"` // the recording in words
	SHA256   string     `json:"sha256"`   // of the recording, "" while it is in its recorder
	Words    string     `json:"words"`    // DrawnWords as they were shown
	At       string     `json:"at"`
	By       string     `json:"by"` // who led the signing
}

// Drawn is a signature on a screen as its document lists it.
type Drawn struct {
	Kind     SignerKind `json:"kind"`
	Name     string     `json:"name"`
	Evidence string     `json:"evidence"`
	Recorded string     `json:"recorded"`
	Digest   string     `json:"digest"` // of the DrawnSignature's bytes
	PDF      string     `json:"pdf"`    // the document with all signatures so far
	At       string     `json:"at"`
	By       string     `json:"by"`
}

// Recording tells whether an item can show who signed: sound or pictures that
// move, be it still in its recorder.
func (e Evidence) Recording() bool {
	return e.State == EvidencePending || strings.HasPrefix(e.Mime, "audio/") || strings.HasPrefix(e.Mime, "video/") || e.Kind == KindAudio || e.Kind == KindVideo
}

// Told names a recording in one line.
func (e Evidence) Told() string {
	name := e.Name
	if name == "" {
		name = "执法记录仪 " + e.Recorder
	}
	return strings.TrimSpace(e.Kind.Label() + "：" + name + "，" + e.State.Label() + " " + Minute(e.From))
}

// Drawable refuses a signature on a screen where the document cannot have one.
func (p Paper) Drawable(rule DrawnRule) error {
	switch {
	case p.Noun != string(NounVisit):
		return E(Refused, "%s（%s）不是检查中制作的文书，不作手写签名", p.Name, p.Number).WithArticle("第二十条").WithRef(p.ID).WithHint("打印后在纸上签字")
	case !rule.On:
		return E(Refused, "“%s”没有启用手写签名", p.Name).WithArticle("第二十条").WithRef(p.ID).WithHint("打印后由本人在纸上签字；需要启用的，由办公室按负责人的决定在“设置—手写签名”中登记，随任务包下发")
	case p.State != PaperIssued && p.State != PaperPrinted:
		return E(Refused, "%s（%s）当前为“%s”，不能再签名", p.Name, p.Number, p.State.Label()).WithArticle("第二十条").WithRef(p.ID).WithHint("需要更正或补充的，另作情况说明或补充笔录")
	case len(p.Sheets) > 0:
		return E(Refused, "%s（%s）已有纸上签字的扫描页，不再用手写签名", p.Name, p.Number).WithArticle("第二十条").WithRef(p.ID).WithHint("一份文书只用一种签法：余下的人也在纸上签字")
	}
	return nil
}

// AddDrawn adds a signature; nobody signs twice.
func (p *Paper) AddDrawn(d Drawn) error {
	for _, s := range p.Signings {
		if s.Kind == d.Kind && s.Name == d.Name {
			return E(Refused, "%s%s在这份文书上的签署情况已经登记", d.Kind.Label(), d.Name).WithArticle("第二十条").WithRef(p.ID)
		}
	}
	for _, s := range p.Drawn {
		if s.Kind == d.Kind && s.Name == d.Name {
			return E(Refused, "%s%s已经在这份文书上签名", d.Kind.Label(), d.Name).WithArticle("第二十条").WithRef(p.ID).WithHint("签名之后不再改动，有误的作废文书后重新制作，各人重新签名")
		}
	}
	p.Drawn = append(p.Drawn, d)
	return nil
}

// FileDrawn files a document that is signed on a screen throughout: by the
// inspected side or a witness, and by two inspectors.
func (p *Paper) FileDrawn() error {
	n := map[SignerKind]int{}
	for _, s := range p.Drawn {
		n[s.Kind]++
	}
	refuse := func(format string, args ...any) error {
		return E(Refused, format, args...).WithArticle("第二十条").WithRef(p.ID).WithHint("签齐之后再归档；有人拒绝签字或要求在纸上签字的，打印后由各人在纸上签字")
	}
	switch {
	case p.State != PaperIssued && p.State != PaperPrinted:
		return refuse("%s（%s）当前为“%s”，不能归档", p.Name, p.Number, p.State.Label())
	case len(p.Sheets) > 0 || len(p.Signings) > 0 || len(p.Changes) > 0:
		return refuse("%s（%s）登记了纸上的签署情况，应归档纸质签字件的扫描件", p.Name, p.Number)
	case n[SignerParty]+n[SignerLegalRep]+n[SignerWitness] == 0:
		return refuse("%s（%s）还没有当事人或见证人的签名", p.Name, p.Number)
	case n[SignerOfficer] < 2:
		return refuse("%s（%s）有%d名检查人员签名，应不少于2名", p.Name, p.Number, n[SignerOfficer])
	}
	p.State = PaperFiled
	return nil
}

// Ink is handwriting: strokes of points within a box.
type Ink struct {
	W, H    int
	Strokes [][][2]int
}

// mostInk bounds a signature, in bytes of its text.
const mostInk = 128 << 10

// ReadInk reads strokes: "WxH;x,y x,y …;x,y …", whole numbers, the box first,
// then one part a stroke. What is no handwriting is refused: nothing drawn, a
// dot, a point outside the box.
func ReadInk(text string) (Ink, error) {
	bad := func(format string, args ...any) (Ink, error) {
		return Ink{}, E(Invalid, format, args...).WithField("strokes").WithArticle("第二十条").WithHint("请签署人重新签名")
	}
	if len(text) > mostInk {
		return bad("签名的笔迹过长")
	}
	box, rest, _ := strings.Cut(text, ";")
	w, h, _ := strings.Cut(box, "x")
	ink := Ink{}
	var errs [2]error
	ink.W, errs[0] = strconv.Atoi(w)
	ink.H, errs[1] = strconv.Atoi(h)
	if errs != [2]error{} || ink.W < 50 || ink.H < 20 || ink.W > 5000 || ink.H > 5000 {
		return bad("没有签名，或笔迹读不出来")
	}
	low, high := [2]int{ink.W, ink.H}, [2]int{}
	for part := range strings.SplitSeq(rest, ";") {
		stroke := [][2]int{}
		for _, point := range strings.Fields(part) {
			x, y, _ := strings.Cut(point, ",")
			var p [2]int
			p[0], errs[0] = strconv.Atoi(x)
			p[1], errs[1] = strconv.Atoi(y)
			if errs != [2]error{} || p[0] < 0 || p[1] < 0 || p[0] > ink.W || p[1] > ink.H {
				return bad("笔迹中的“%s”不对", point)
			}
			for i := range p {
				low[i], high[i] = min(low[i], p[i]), max(high[i], p[i])
			}
			stroke = append(stroke, p)
		}
		if len(stroke) > 1 {
			ink.Strokes = append(ink.Strokes, stroke)
		}
	}
	if len(ink.Strokes) == 0 || high[0]-low[0] < ink.W/20 && high[1]-low[1] < ink.H/5 {
		return bad("没有签名，或只点了一下")
	}
	return ink, nil
}

// signerWords are the words by which a line to sign on says whose it is.
var signerWords = []struct {
	word string
	kind SignerKind
}{
	{"法定代表人", SignerLegalRep}, {"翻译", SignerInterpret}, {"当事人", SignerParty}, {"被", SignerParty}, {"受送达人", SignerParty}, {"持有人", SignerParty}, {"场所负责人", SignerParty},
	{"陈述申辩人", SignerParty}, {"见证人", SignerWitness}, {"检查人员", SignerOfficer}, {"执法人员", SignerOfficer}, {"询问人", SignerOfficer}, {"听取人", SignerOfficer},
	{"提取人", SignerOfficer}, {"告知人", SignerOfficer}, {"抽样人", SignerOfficer}, {"送达人", SignerOfficer}, {"办案", SignerOfficer}, {"制作人", SignerOfficer}, {"组长", SignerOfficer},
}

// SignerOf is whose line to sign on a label is; "" = nobody's of SignerKind.
func SignerOf(label string) SignerKind {
	for _, w := range signerWords {
		if strings.Contains(label, w.word) {
			return w.kind
		}
	}
	return ""
}

// Signers are those who may sign, in the order shown.
var Signers = []SignerKind{SignerParty, SignerLegalRep, SignerWitness, SignerInterpret, SignerOfficer, SignerOutside}

// Known refuses a signer of no kind or no name.
func (k SignerKind) Known(name string) error {
	if !slices.Contains(Signers, k) {
		return E(Invalid, "没有选择签署人的身份").WithField("kind").WithArticle("第二十条")
	}
	if blank(name) {
		return E(Invalid, "没有填写签署人的姓名").WithField("name").WithArticle("第二十条")
	}
	return nil
}
