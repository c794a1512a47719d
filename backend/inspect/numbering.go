package inspect

import (
	"fmt"
	"strings"
)

// NumberRule 编号规则: what stands before the four digits of a plan's or a
// task's number (DOMAIN 1.5; both are in use).
type NumberRule string

const (
	NumberByYear NumberRule = "year" // 区划6+年4+4
	NumberByDate NumberRule = "date" // 区划6+YYYYMMDD+4
)

func (r NumberRule) Label() string {
	return label(map[NumberRule]string{NumberByYear: "区划6位＋年份4位＋序号4位", NumberByDate: "区划6位＋年月日8位＋序号4位"}, r)
}

// Validate refuses a rule that there is not.
func (r NumberRule) Validate() error {
	if r == NumberByYear || r == NumberByDate {
		return nil
	}
	return E(Invalid, "没有“%s”这种编号规则", r).WithHint("可用 year（区划＋年份）、date（区划＋年月日）")
}

// Prefix is what a number begins with; date is 2006-01-02.
func (r NumberRule) Prefix(region, date string) string {
	if r == NumberByYear {
		return region + date[:4]
	}
	return region + strings.ReplaceAll(date, "-", "")
}

// NumberAfter is the number that follows the highest one with a prefix ("" =
// there is none yet). Error: Refused after 9999.
func NumberAfter(prefix, highest string) (string, error) {
	n := 0
	if highest != "" {
		if _, err := fmt.Sscanf(strings.TrimPrefix(highest, prefix), "%04d", &n); err != nil {
			return "", E(Damaged, "编号“%s”的序号不是数字", highest).WithRef(highest).Because(err)
		}
	}
	if n >= 9999 {
		return "", E(Refused, "以%s开头的编号已用到9999", prefix).WithHint("在“设置”中把编号规则改为按年月日编号")
	}
	return fmt.Sprintf("%s%04d", prefix, n+1), nil
}
