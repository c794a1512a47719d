package inspect

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A document has two numbers. Paper.Number is 临时编号: made on the spot, with the
// mark of the device, unique everywhere, and what the code on a page says. The
// official number (正式文号) is 机关代字 + 类 + 〔年〕 + 号, of a series that only one
// office counts; a laptop has it from a 号段 that the office leased to it (P6).
// What belongs to a case is numbered by 执法办案信息系统 (P7).

// PaperRule 文号规则 is how one kind of document is numbered.
type PaperRule struct {
	Kind  string `json:"kind"`
	Word  string `json:"word"`  // 类, e.g. 检录; "" = this kind has no official number
	Lease int    `json:"lease"` // numbers a task package leases for each team; 0 = none
}

// PaperNumbering is how an office numbers its documents.
type PaperNumbering struct {
	Agency string      `json:"agency"` // 机关代字, e.g. 某公（治）; "" = no official numbers are given
	Rules  []PaperRule `json:"rules"`
}

const (
	maxAgency = 20
	maxWord   = 10
	maxLease  = 20
	MaxLeased = 1000 // at once
)

// Validate refuses what cannot stand in a number.
func (n PaperNumbering) Validate() error {
	plain := func(text string) bool { return !strings.ContainsAny(text, "〔〕|\n\t ") && utf8.ValidString(text) }
	if !plain(n.Agency) || utf8.RuneCountInString(n.Agency) > maxAgency {
		return E(Invalid, "机关代字“%s”不能用：不含空格、六角括号，不超过%d字", n.Agency, maxAgency).WithField("agency").WithHint("写本机关公文用的代字，如 某公（治）")
	}
	for _, r := range n.Rules {
		if !plain(r.Word) || utf8.RuneCountInString(r.Word) > maxWord {
			return E(Invalid, "“%s”不能作文号的类别字：不含空格、六角括号，不超过%d字", r.Word, maxWord).WithField("word").WithRef(r.Kind)
		}
		if r.Lease < 0 || r.Lease > maxLease {
			return E(Invalid, "每个检查组带出的号数应为0至%d，现为%d", maxLease, r.Lease).WithField("lease").WithRef(r.Kind)
		}
	}
	return nil
}

// Series is what the numbers of a kind begin with in a year; "" = it gets none.
func (n PaperNumbering) Series(kind, year string) string {
	for _, r := range n.Rules {
		if r.Kind == kind && r.Word != "" && n.Agency != "" {
			return n.Agency + r.Word + "〔" + year + "〕"
		}
	}
	return ""
}

// Serial is the official number of a series.
func Serial(series string, n int) string { return fmt.Sprintf("%s%d号", series, n) }

// NumberRange 号段 is the numbers from From to To of a series, both counted.
type NumberRange struct {
	Kind   string `json:"kind"`
	Series string `json:"series"`
	From   int    `json:"from"`
	To     int    `json:"to"`
	Used   int    `json:"used"` // the highest used one, as reported on its return; below From = none
}

// WholeSeries is the range of an office that counts a series itself.
func WholeSeries(kind, series string) NumberRange {
	return NumberRange{Kind: kind, Series: series, From: 1, To: math.MaxInt32}
}

// Has tells whether a number stands in the range.
func (r NumberRange) Has(series string, n int) bool {
	return r.Series == series && r.From <= n && n <= r.To
}

// Take cuts the next n numbers off a range: after the highest used one in it
// (top, 0 = none) and after all that were given away from it, be they used or
// not. A number is thus never given twice. false = there are not so many left.
func (r NumberRange) Take(n, top int, given []NumberRange) (NumberRange, bool) {
	next := max(r.From, top+1)
	for _, g := range given {
		if g.Series == r.Series && r.From <= g.From && g.To <= r.To {
			next = max(next, g.To+1)
		}
	}
	if n < 1 || next > r.To-n+1 {
		return NumberRange{}, false
	}
	return NumberRange{Kind: r.Kind, Series: r.Series, From: next, To: next + n - 1, Used: next - 1}, true
}

// LeaseState 号段状态.
type LeaseState string

const (
	LeaseOpen     LeaseState = "open"     // 使用中
	LeaseReturned LeaseState = "returned" // 已交回
	LeaseClosed   LeaseState = "closed"   // 已注销
)

func (s LeaseState) Label() string {
	return label(map[LeaseState]string{LeaseOpen: "使用中", LeaseReturned: "已交回", LeaseClosed: "已注销"}, s)
}

// NumberLease is ranges that belong to one device and to no other, ever; what
// comes back unused is not given out again but stands as 未使用. Without a device
// it is numbers used or set aside on paper (留号).
type NumberLease struct {
	ID         string        `json:"id"`
	Device     string        `json:"device"` // fingerprint; "" = set aside on paper
	DeviceName string        `json:"deviceName"`
	Task       string        `json:"task"`
	Grant      string        `json:"grant"` // under which the device hands it back
	Year       string        `json:"year"`
	Ranges     []NumberRange `json:"ranges"`
	State      LeaseState    `json:"state"`
	At         string        `json:"at"`
	By         string        `json:"by"`
	EndedAt    string        `json:"endedAt"`
	EndedBy    string        `json:"endedBy"`
	Reason     string        `json:"reason"` // of closing or setting aside
}

// End takes a lease out of use: handed back by its device, or closed by the
// office with a reason (a lost laptop).
func (l *NumberLease) End(to LeaseState, at, by, reason string) error {
	if l.State != LeaseOpen {
		return E(Refused, "%s的号段%s，不再办理", l.DeviceName, l.State.Label()).WithArticle("第二十二条").WithRef(l.ID)
	}
	reason = strings.TrimSpace(reason)
	if to == LeaseClosed && reason == "" {
		return E(Invalid, "注销号段应写明理由").WithField("reason").WithArticle("第二十二条").WithRef(l.ID).WithHint("如：设备遗失，已报告；设备报废")
	}
	l.State, l.EndedAt, l.EndedBy, l.Reason = to, at, by, reason
	return nil
}

// LostLease is why the ranges of a lost laptop are closed.
const LostLease = "设备遗失"

// Reopen takes a lost laptop's range into use again once it was found.
func (l *NumberLease) Reopen() bool {
	if l.State != LeaseClosed || l.Reason != LostLease {
		return false
	}
	l.State, l.EndedAt, l.EndedBy, l.Reason = LeaseOpen, "", "", ""
	return true
}

// Inside tells whether every range of a lease is a part of what another device was
// given: a laptop that hands over passes some of its own numbers on.
func (l NumberLease) Inside(giver []NumberLease) bool {
	for _, r := range l.Ranges {
		if !slices.ContainsFunc(giver, func(g NumberLease) bool {
			return slices.ContainsFunc(g.Ranges, func(x NumberRange) bool {
				return x.Kind == r.Kind && x.Series == r.Series && x.From <= r.From && r.From <= r.To && r.To <= x.To
			})
		}) {
			return false
		}
	}
	return len(l.Ranges) > 0
}

// Returns refuses what is not this open lease, handed back.
func (l NumberLease) Returns(back NumberLease) bool {
	if l.ID != back.ID || l.Device != back.Device || back.State != LeaseReturned || len(l.Ranges) != len(back.Ranges) {
		return false
	}
	for i, r := range back.Ranges {
		have := l.Ranges[i]
		if r.Used < r.From-1 || r.Used > r.To {
			return false
		}
		if r.Used = have.Used; r != have {
			return false
		}
	}
	return true
}

// LedgerUse is what became of numbers.
type LedgerUse string

const (
	LedgerPaper   LedgerUse = "paper"   // 已用
	LedgerVoid    LedgerUse = "void"    // 作废
	LedgerOut     LedgerUse = "out"     // 在设备的号段里
	LedgerUnused  LedgerUse = "unused"  // 未使用
	LedgerAside   LedgerUse = "aside"   // 留号
	LedgerUnknown LedgerUse = "unknown" // 没有说明
	LedgerTwice   LedgerUse = "twice"   // 重号
)

func (u LedgerUse) Label() string {
	return label(map[LedgerUse]string{LedgerPaper: "已用", LedgerVoid: "作废", LedgerOut: "在设备的号段里", LedgerUnused: "未使用",
		LedgerAside: "留号", LedgerUnknown: "没有说明", LedgerTwice: "重号"}, u)
}

// LedgerRow is a line of the 号码台账: numbers that share one fate.
type LedgerRow struct {
	Series string    `json:"series"`
	From   int       `json:"from"`
	To     int       `json:"to"`
	Number string    `json:"number"` // the number, or the first and last of them
	Use    LedgerUse `json:"use"`
	Paper  string    `json:"paper"` // id
	Name   string    `json:"name"`
	At     string    `json:"at"`
	Device string    `json:"device"`
	Note   string    `json:"note"`
}

// Ledger explains every number of a series from 1 to the last that was used or
// given out: papers of that series sorted by serial, and all leases.
func Ledger(series string, papers []Paper, leases []NumberLease) []LedgerRow {
	type part struct {
		NumberRange
		of NumberLease
	}
	parts, last := []part{}, 0
	for _, l := range leases {
		for _, r := range l.Ranges {
			if r.Series == series {
				parts, last = append(parts, part{r, l}), max(last, r.To)
			}
		}
	}
	byNo := map[int][]Paper{}
	for _, p := range papers {
		byNo[p.Serial], last = append(byNo[p.Serial], p), max(last, p.Serial)
	}
	rows := []LedgerRow{}
	for n := 1; n <= last; n++ {
		row := LedgerRow{Series: series, From: n, To: n, Number: Serial(series, n)}
		var in *part
		for i := range parts {
			if parts[i].Has(series, n) && (in == nil || parts[i].To-parts[i].From < in.To-in.From) {
				in = &parts[i] // a part of a part says more
			}
		}
		if in != nil {
			row.Device = in.of.DeviceName
		}
		if have := byNo[n]; len(have) > 0 {
			for _, p := range have {
				row.Use, row.Paper, row.Name, row.At, row.Note = LedgerPaper, p.ID, p.Name, p.IssuedAt, p.State.Label()
				if p.State == PaperVoid {
					row.Use, row.Note = LedgerVoid, p.VoidReason
				}
				if len(have) > 1 {
					row.Use, row.Note = LedgerTwice, "临时编号 "+p.Number
				}
				rows = append(rows, row)
			}
			continue
		}
		row.Use, row.Note = LedgerUnknown, "没有文书用它，也没有给出过"
		if in != nil {
			row.At = in.of.At
			switch {
			case in.of.Device == "":
				row.Use, row.Note = LedgerAside, in.of.Reason
			case in.of.State == LeaseClosed:
				row.Use, row.At, row.Note = LedgerUnused, in.of.EndedAt, "号段注销："+in.of.Reason
			case in.of.State == LeaseReturned && n > in.Used:
				row.Use, row.At, row.Note = LedgerUnused, in.of.EndedAt, "随结果交回"
			case in.of.State == LeaseReturned:
				row.Note = "设备报告已用，但没有收到这份文书"
			default:
				row.Use, row.Note = LedgerOut, "未使用或未交回"
			}
		}
		if i := len(rows) - 1; i >= 0 && rows[i].Paper == "" && rows[i].To == n-1 && rows[i].Use == row.Use && rows[i].Note == row.Note && rows[i].Device == row.Device && rows[i].At == row.At {
			rows[i].To = n
			rows[i].Number = fmt.Sprintf("%s%d—%d号", series, rows[i].From, n)
			continue
		}
		rows = append(rows, row)
	}
	return rows
}
