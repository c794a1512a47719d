package inspect

import (
	"slices"
	"strings"
)

// Loss 遗失 is what was reported of a device that is gone (P14).
type Loss struct {
	Reporter   string `json:"reporter"` // name of who reports it
	On         string `json:"on"`       // since when it is missed, 2006-01-02
	Place      string `json:"place"`
	Story      string `json:"story"` // how it came about, what was done since
	By         string `json:"by"`    // name of who entered it
	ReportedAt string `json:"reportedAt"`
	Found      *Found `json:"found"` // nil = it is still gone
}

// DeviceWipe 清除 is what a laptop reported of a task that it erased after the
// office's receipt.
type DeviceWipe struct {
	Task string `json:"task"`
	At   string `json:"at"` // by the laptop's clock
}

// Erased takes a report in; false = it was known.
func (d *Device) Erased(w DeviceWipe) bool {
	i := slices.IndexFunc(d.Wiped, func(x DeviceWipe) bool { return x.Task == w.Task })
	switch {
	case i < 0:
		d.Wiped = append(d.Wiped, w)
		slices.SortFunc(d.Wiped, func(a, b DeviceWipe) int { return strings.Compare(a.Task, b.Task) })
	case d.Wiped[i].At >= w.At:
		return false
	default:
		d.Wiped[i].At = w.At
	}
	return true
}

// ErasedAt is when it erased a task, "" = it has not.
func (d Device) ErasedAt(task string) string {
	for _, w := range d.Wiped {
		if w.Task == task {
			return w.At
		}
	}
	return ""
}

// Found 找回 takes a report of loss back: who found it, where it was all the time.
type Found struct {
	Finder string `json:"finder"`
	On     string `json:"on"`
	Story  string `json:"story"` // where it was, and why nobody else had it
	By     string `json:"by"`
	At     string `json:"at"`
}

// TakeBack withdraws a report of loss: what the laptop signs counts again. listed
// tells that a trust list has told others of the revocation, which stands for good.
func (d *Device) TakeBack(f Found, listed bool, today string) error {
	f.Finder, f.Story = strings.TrimSpace(f.Finder), strings.TrimSpace(f.Story)
	switch {
	case d.Loss == nil || d.Loss.Found != nil || !d.Revoked:
		return E(Refused, "“%s”没有登记遗失，不能登记找回", d.Name).WithArticle("第二十二条").WithField("device").WithRef(d.ID)
	case listed:
		return E(Refused, "“%s”的吊销已随信任名单发出，不能撤回", d.Name).WithArticle("第二十二条").WithField("device").WithRef(d.ID).
			WithHint("该设备重新申请证书（enroll request）；它此前送来的内容由负责人裁定")
	case f.Finder == "":
		return E(Invalid, "没有填写找回人").WithField("finder").WithArticle("第二十二条")
	case !isDate(f.On) || f.On > today || f.On < d.Loss.On:
		return E(Invalid, "找回日期“%s”不对", f.On).WithField("on").WithArticle("第二十二条").WithHint("写到日，不早于遗失日期 %s，不晚于今天", d.Loss.On)
	case f.Story == "":
		return E(Invalid, "没有写明在哪里找回、为什么可以继续使用").WithField("story").WithArticle("第二十二条").WithHint("曾落入他人之手或说不清的，不要撤回遗失登记，重新申请证书")
	}
	l := *d.Loss
	l.Found = &f
	d.Revoked, d.Revocation, d.Loss = false, nil, &l
	return nil
}

// Report marks a device as lost: nothing that it signs counts by itself any more.
func (d *Device) Report(l Loss, today string) error {
	l.Reporter, l.Place, l.Story = strings.TrimSpace(l.Reporter), strings.TrimSpace(l.Place), strings.TrimSpace(l.Story)
	switch {
	case d.Revoked:
		return E(Refused, "“%s”已经吊销，不重复登记", d.Name).WithArticle("第二十二条").WithField("device").WithRef(d.ID)
	case d.Unit != "":
		return E(Refused, "“%s”是执行单位的办公室，不在这里登记遗失", d.Name).WithArticle("第二十二条").WithField("device").WithHint("该单位的部分在“分派执行单位”中收回")
	case l.Reporter == "":
		return E(Invalid, "没有填写报告人").WithField("reporter").WithArticle("第二十二条").WithHint("写保管该设备的人或发现遗失的人")
	case !isDate(l.On) || l.On > today:
		return E(Invalid, "遗失日期“%s”不对", l.On).WithField("on").WithArticle("第二十二条").WithHint("写到日，如 %s，不晚于今天", today)
	case l.Place == "":
		return E(Invalid, "没有填写遗失地点").WithField("place").WithArticle("第二十二条")
	case l.Story == "":
		return E(Invalid, "没有写明遗失经过和已采取的措施").WithField("story").WithArticle("第二十二条")
	}
	d.Revoked, d.Loss = true, &l
	d.Revocation = &Revocation{Why: RevokeLost, Note: l.Story, By: l.By, At: l.ReportedAt}
	return nil
}

// RevokeWhy 吊销原因 decides what is thought of signatures older than the
// revocation: those of a lost key prove nothing any more.
type RevokeWhy string

const (
	RevokeLost     RevokeWhy = "lost"     // 遗失、被盗或密钥失控
	RevokeLeft     RevokeWhy = "left"     // 使用人离岗
	RevokeReplaced RevokeWhy = "replaced" // 更换设备或证书
	RevokeRetired  RevokeWhy = "retired"  // 设备停用
)

// RevokeWhys lists the reasons in the order shown to people.
var RevokeWhys = []RevokeWhy{RevokeLeft, RevokeReplaced, RevokeRetired, RevokeLost}

// Label is the reason's name on screens.
func (w RevokeWhy) Label() string {
	return label(map[RevokeWhy]string{RevokeLost: "遗失、被盗或密钥失控", RevokeLeft: "使用人离岗", RevokeReplaced: "更换设备或证书", RevokeRetired: "设备停用"}, w)
}

// Revocation 吊销 is why and when a certificate stopped counting.
type Revocation struct {
	Why  RevokeWhy `json:"why"`
	Note string    `json:"note"`
	By   string    `json:"by"` // name of who decided it
	At   string    `json:"at"`
}

// Revoke withdraws the device's certificate. A lost laptop is reported by
// Report, which asks more.
func (d *Device) Revoke(r Revocation) error {
	r.Note = strings.TrimSpace(r.Note)
	switch {
	case d.Revoked:
		return E(Refused, "“%s”的证书已经吊销，不重复办理", d.Name).WithArticle("第二十二条").WithField("device").WithRef(d.ID)
	case r.Why == RevokeLost && d.Unit == "":
		return E(Refused, "“%s”遗失的，请登记遗失", d.Name).WithArticle("第二十二条").WithField("why").WithHint("登记遗失时写明报告人、时间、地点和经过，证书随即吊销（设备持有—遗失，或 ssj device lost）")
	case r.Why.Label() == string(r.Why):
		return E(Invalid, "没有“%s”这种吊销原因", r.Why).WithArticle("第二十二条").WithField("why").WithHint("从原因中选择一种")
	case r.Note == "":
		return E(Invalid, "没有写明为什么吊销").WithArticle("第二十二条").WithField("note").WithHint("吊销不能撤销，写明情况供以后查考")
	}
	d.Revoked, d.Revocation = true, &r
	return nil
}
