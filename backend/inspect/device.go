package inspect

import "strings"

// Loss 遗失 is what was reported of a device that is gone (P14).
type Loss struct {
	Reporter   string `json:"reporter"` // name of who reports it
	On         string `json:"on"`       // since when it is missed, 2006-01-02
	Place      string `json:"place"`
	Story      string `json:"story"` // how it came about, what was done since
	By         string `json:"by"`    // name of who entered it
	ReportedAt string `json:"reportedAt"`
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
	return nil
}
