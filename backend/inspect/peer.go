package inspect

import "strings"

// Peer 对方日志 is what is known of the log of another device: its newest head
// that a package brought, and the earlier ones that belong to it.
type Peer struct {
	Origin      string      `json:"origin"` // name of the log
	Name        string      `json:"name"`   // of the device or office, by its certificate
	Fingerprint string      `json:"fingerprint"`
	Short       string      `json:"short"` // size and first bytes of the root, as printed
	Size        int64       `json:"size"`
	At          string      `json:"at"`      // when it was taken in
	Package     string      `json:"package"` // that brought it
	Note        string      `json:"note"`    // the signed checkpoint
	Heads       []PeerHead  `json:"heads"`   // that are proven to belong to it
	Accepted    []LogAnswer `json:"accepted"`
}

// PeerHead is one head of a log.
type PeerHead struct {
	Size int64  `json:"size"`
	Root string `json:"root"` // hex
}

// LogFork 日志分叉 is the evidence that a log has told two stories.
type LogFork struct {
	ID      string     `json:"id"`
	Origin  string     `json:"origin"`
	Name    string     `json:"name"`
	At      string     `json:"at"`
	Why     string     `json:"why"`
	Package string     `json:"package"`
	File    string     `json:"file"`
	Held    string     `json:"held"`    // signed checkpoint that was accepted before
	Brought string     `json:"brought"` // signed checkpoint that does not agree
	Proof   string     `json:"proof"`   // what the package offered as proof, which fails
	Answer  *LogAnswer `json:"answer"`  // nil = not decided yet
}

// LogAnswer is the decision of a named person to go on with a log from another head.
type LogAnswer struct {
	By     string `json:"by"`
	At     string `json:"at"`
	Reason string `json:"reason"`
}

// Decide ends a fork: the log goes on from the head that was brought.
func (f *LogFork) Decide(a LogAnswer) error {
	a.Reason = strings.TrimSpace(a.Reason)
	switch {
	case f.Answer != nil:
		return E(Refused, "这处日志分叉已由%s裁定", f.Answer.By).WithArticle("第二十二条").WithRef(f.ID)
	case a.Reason == "":
		return E(Invalid, "没有写明为什么认可后来的日志").WithArticle("第二十二条").WithField("reason").WithHint("例如：该设备于某日从备份恢复，已核对")
	}
	f.Answer = &a
	return nil
}
