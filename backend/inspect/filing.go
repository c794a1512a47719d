package inspect

import "strings"

// FilingState 报送状态: how far a package for the provincial platform has come.
type FilingState string

const (
	FilingMade     FilingState = "made"     // 待上传
	FilingSent     FilingState = "sent"     // 已上传
	FilingAccepted FilingState = "accepted" // 已受理
	FilingReturned FilingState = "returned" // 已退回
)

func (s FilingState) Label() string {
	return label(map[FilingState]string{FilingMade: "待上传", FilingSent: "已上传", FilingAccepted: "已受理", FilingReturned: "已退回"}, s)
}

// Filing 报送 is what is known of one upload package after it was made: who
// brought it to the platform, and what the platform answered. The platform's
// answer is entered from its receipt, which is kept.
type Filing struct {
	ID         string      `json:"id"` // of the package
	Task       string      `json:"task"`
	Version    int         `json:"version"` // 1, 2 … of the task
	State      FilingState `json:"state"`
	SentOn     string      `json:"sentOn"`     // 2006-01-02
	Way        string      `json:"way"`        // how it went: 光盘, 单向导入 …
	AnsweredOn string      `json:"answeredOn"` // 2006-01-02
	ReceiptNo  string      `json:"receiptNo"`  // of the platform
	Reason     string      `json:"reason"`     // of 已退回
	Proof      string      `json:"proof"`      // SHA-256 of the receipt or screenshot
	ProofName  string      `json:"proofName"`
}

// Sent registers that the package was brought to the platform.
func (f *Filing) Sent(on, way string) error {
	if f.State != FilingMade {
		return E(Refused, "这一版报送当前为“%s”，不再登记上传", f.State.Label()).WithArticle("第二十一条").WithRef(f.ID).WithHint("登记平台的回执；退回的重新制作报送包")
	}
	if way = strings.TrimSpace(way); way == "" {
		return E(Invalid, "没有写明怎么送到平台").WithField("way").WithHint("如 光盘、单向导入、安全U盘")
	}
	if !isDate(on) {
		return E(Invalid, "上传日期不对：%s", on).WithField("on").WithHint("写成 2026-03-02")
	}
	f.State, f.SentOn, f.Way = FilingSent, on, way
	return nil
}

// Answered registers the platform's receipt. 已退回 needs the platform's reason.
func (f *Filing) Answered(next FilingState, on, no, reason string) error {
	if f.State != FilingSent {
		return E(Refused, "这一版报送当前为“%s”，不能登记平台回执", f.State.Label()).WithArticle("第二十一条").WithRef(f.ID).WithHint("先登记已上传；已有回执的不再改动，退回的重新制作报送包")
	}
	if next != FilingAccepted && next != FilingReturned {
		return E(Invalid, "平台回执只有已受理、已退回两种").WithField("state")
	}
	if !isDate(on) || on < f.SentOn {
		return E(Invalid, "回执日期不对：%s", on).WithField("on").WithHint("写成 2026-03-02，不早于上传日期 %s", f.SentOn)
	}
	if reason = strings.Join(strings.Fields(reason), " "); reason == "" && next == FilingReturned {
		return E(Invalid, "没有写平台退回的理由").WithField("reason").WithArticle("第二十一条").WithHint("照平台回执的原文填写")
	}
	f.State, f.AnsweredOn, f.ReceiptNo, f.Reason = next, on, strings.TrimSpace(no), reason
	return nil
}
