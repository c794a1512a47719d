package inspect

import (
	"slices"
	"strconv"
	"strings"
)

// ScanBatch 扫描批次 is one mixed pile put through the scanner (P5): its files as
// they came, and every page of them with what became of it.
type ScanBatch struct {
	ID    string     `json:"id"`
	Name  string     `json:"name"`
	At    string     `json:"at"`
	By    string     `json:"by"`
	Files []ScanFile `json:"files"`
	Pages []ScanPage `json:"pages"`
	Done  bool       `json:"done"` // no page waits
}

// ScanFile is one file of the scanner, kept unchanged.
type ScanFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`
	Size   int64  `json:"size"`
	Pages  int    `json:"pages"`
}

// ScanPage is one scanned page.
type ScanPage struct {
	No       int       `json:"no"`       // in the batch, from 1
	File     int       `json:"file"`     // index into Files
	FilePage int       `json:"filePage"` // in the file, from 1
	Image    string    `json:"image"`    // SHA-256 of the picture; "" = none could be taken out
	Turn     int       `json:"turn"`     // degrees clockwise that make it upright
	Code     string    `json:"code"`     // text of the QR code
	Fault    ScanFault `json:"fault"`    // why it waits for a hand, "" = filed by its code
	Note     string    `json:"note"`     // the fault in words
	State    ScanState `json:"state"`
	Paper    string    `json:"paper"` // the document it belongs to, where known
	Number   string    `json:"number"`
	Sheet    int       `json:"sheet"` // page of that document
	By       string    `json:"by"`    // who filed it by hand or put it aside
	Reason   string    `json:"reason"`
}

// ScanState 扫描页状态.
type ScanState string

const (
	ScanWaiting ScanState = "waiting" // 待人工处理
	ScanPlaced  ScanState = "placed"  // 已归入文书
	ScanAside   ScanState = "aside"   // 不归档
)

func (s ScanState) Label() string {
	return label(map[ScanState]string{ScanWaiting: "待人工处理", ScanPlaced: "已归入文书", ScanAside: "不归档"}, s)
}

// ScanFault is why a page could not be placed by its code.
type ScanFault string

const (
	ScanNoCode   ScanFault = "nocode"   // 没有读出二维码
	ScanBlank    ScanFault = "blank"    // 空白页
	ScanBroken   ScanFault = "broken"   // 图像读不出
	ScanForeign  ScanFault = "foreign"  // 不是本机的文书
	ScanOld      ScanFault = "old"      // 旧版本
	ScanDouble   ScanFault = "double"   // 重页
	ScanClosed   ScanFault = "closed"   // 文书已归档
	ScanReturned ScanFault = "returned" // 已退回
)

func (f ScanFault) Label() string {
	return label(map[ScanFault]string{ScanNoCode: "没有读出二维码", ScanBlank: "空白页", ScanBroken: "图像读不出", ScanForeign: "不是本机的文书",
		ScanOld: "旧版本", ScanDouble: "重页", ScanClosed: "文书已归档", ScanReturned: "已退回"}, f)
}

// Sheet is one page of a signed original: where its picture came from.
type Sheet struct {
	Page       int    `json:"page"`
	Image      string `json:"image"` // SHA-256
	Turn       int    `json:"turn"`
	Batch      string `json:"batch"`
	No         int    `json:"no"`     // page of the batch
	Source     string `json:"source"` // SHA-256 of the scanner's file
	SourcePage int    `json:"sourcePage"`
	ByHand     string `json:"byHand"` // who placed it; "" = by its code
	At         string `json:"at"`
}

// ScanCode is what the QR code of a page says; see package pdf.
type ScanCode struct {
	Number, Snapshot     string
	Page, Pages, Version int
}

// ParseScanCode reads the text of a QR code; false = it is none of ours.
func ParseScanCode(text string) (ScanCode, bool) {
	part := strings.Split(text, "|")
	if len(part) != 7 || part[0] != "SSJ1" || len(part[2]) != 64 {
		return ScanCode{}, false
	}
	page, pages, _ := strings.Cut(part[3], "/")
	c := ScanCode{Number: part[1], Snapshot: part[2]}
	var errs [3]error
	c.Page, errs[0] = strconv.Atoi(page)
	c.Pages, errs[1] = strconv.Atoi(pages)
	c.Version, errs[2] = strconv.Atoi(part[4])
	ok := errs == [3]error{} && c.Page >= 1 && c.Page <= c.Pages && c.Pages <= 1000
	return c, ok
}

// Missing are the pages of a document no sheet was scanned for yet; none once it
// is filed, be it page by page or as one file.
func (p Paper) Missing() []int {
	out := []int{}
	if p.State == PaperFiled {
		return out
	}
	for n := 1; n <= p.Pages; n++ {
		if !slices.ContainsFunc(p.Sheets, func(s Sheet) bool { return s.Page == n }) {
			out = append(out, n)
		}
	}
	return out
}

// Whole says that every page of a document was scanned.
func (p Paper) Whole() bool { return p.Pages > 0 && len(p.Missing()) == 0 }

// Place puts a scanned page into its document, or says why not. Two pages never
// stand in one place: which of them is the signed one, a person decides.
func (p *Paper) Place(s Sheet) (ScanFault, error) {
	switch {
	case p.State == PaperVoid:
		return ScanOld, E(Refused, "%s（%s）已经作废，这一页是旧版本", p.Name, p.Number).WithArticle("第二十条").WithRef(p.ID).WithHint("找出现行版本的签字页重新扫描；旧版本不归档")
	case p.State == PaperFiled:
		return ScanClosed, E(Refused, "%s（%s）已经归档，不再收页", p.Name, p.Number).WithArticle("第二十条").WithRef(p.ID).WithHint("多余的页不归档，或另作情况说明")
	case s.Page < 1 || s.Page > p.Pages:
		return ScanNoCode, E(Invalid, "%s（%s）共%d页，没有第%d页", p.Name, p.Number, p.Pages, s.Page).WithField("sheet").WithRef(p.ID)
	}
	for _, have := range p.Sheets {
		if have.Page == s.Page {
			return ScanDouble, E(Refused, "%s（%s）第%d页已经有影像", p.Name, p.Number, s.Page).WithArticle("第二十条").WithRef(p.ID).WithHint("对照两页：先退回原来那页，再归入这一页；或把这一页不归档")
		}
	}
	p.Sheets = append(p.Sheets, s)
	slices.SortFunc(p.Sheets, func(a, b Sheet) int { return a.Page - b.Page })
	return "", nil
}
