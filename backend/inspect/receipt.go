package inspect

import "fmt"

// Receipt 接收回执 is what the office says it has of a laptop's result package
// (P14): signed by the office, it lets the laptop wipe what it names, and
// nothing else.
type Receipt struct {
	ID          string            `json:"id"`
	Task        string            `json:"task"`
	Device      string            `json:"device"` // certificate fingerprint of the laptop
	DeviceName  string            `json:"deviceName"`
	Package     string            `json:"package"`     // id of the result package
	Sequence    int64             `json:"sequence"`    // of that device
	Tagmanifest string            `json:"tagmanifest"` // SHA-256 of what was signed
	At          string            `json:"at"`
	By          string            `json:"by"` // name of who opened it
	Visits      []ReceivedVisit   `json:"visits"`
	Versions    []ReceivedVersion `json:"versions"`
	Files       []string          `json:"files"`      // SHA-256 of media and documents
	Checkpoint  string            `json:"checkpoint"` // root of the laptop's log, as the package said
	LogSize     int64             `json:"logSize"`
	Released    []string          `json:"released"` // teams that another device has by now
}

// ReceivedVisit is one visit as the office has it.
type ReceivedVisit struct {
	Visit    string `json:"visit"`
	Name     string `json:"name"`    // of the subject
	Digest   string `json:"digest"`  // of its last version
	Entries  int    `json:"entries"` // versions that hang on it, its own included
	Conflict string `json:"conflict"`
}

// ReceivedVersion is one stored version: received, whether it stands or waits
// among the conflicts.
type ReceivedVersion struct {
	Noun   Noun   `json:"noun"`
	ID     string `json:"id"`
	Digest string `json:"digest"`
}

// HandState 交回状态 is how far a task's data on a laptop has come.
type HandState string

const (
	HandHeld    HandState = "held"    // 未交
	HandSent    HandState = "sent"    // 已交待回执
	HandReceipt HandState = "receipt" // 已回执
	HandWiped   HandState = "wiped"   // 已清除
)

func (s HandState) Label() string {
	return label(map[HandState]string{HandHeld: "未交", HandSent: "已交待回执", HandReceipt: "已回执", HandWiped: "已清除"}, s)
}

// Item is a thing on a laptop that the office must have before it may go.
type Item struct {
	Noun   Noun   `json:"noun"`
	ID     string `json:"id"`
	Digest string `json:"digest"` // of a version or of a file
	At     string `json:"at"`
	Name   string `json:"name"` // for people
}

// Uncovered are the items that no receipt names.
func Uncovered(items []Item, receipts []Receipt) []Item {
	have := map[string]bool{}
	for _, r := range receipts {
		for _, v := range r.Versions {
			have[v.Digest] = true
		}
		for _, f := range r.Files {
			have[f] = true
		}
	}
	left := []Item{}
	for _, it := range items {
		if !have[it.Digest] {
			left = append(left, it)
		}
	}
	return left
}

// MayWipe refuses to wipe what the receipts do not cover entirely, naming the
// first thing that is newer or was never received.
func MayWipe(items []Item, receipts []Receipt) error {
	if len(receipts) == 0 {
		return E(Refused, "办公室还没有出具接收回执，不能清除").WithArticle("第二十条").WithHint("交回结果包，取回办公室的回执包并在本机打开后再清除")
	}
	left := Uncovered(items, receipts)
	if len(left) == 0 {
		return nil
	}
	more := ""
	if len(left) > 1 {
		more = fmt.Sprintf("等 %d 项", len(left))
	}
	return E(Refused, "回执没有包括%s%s，不能清除", left[0].Name, more).WithArticle("第二十条").WithRef(left[0].ID).
		WithHint("重新导出结果包交回，取得新的回执后再清除")
}
