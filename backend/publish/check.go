package publish

import (
	"encoding/json"
	"regexp"

	"golang.org/x/text/width"

	"shuangsuiji/backend/inspect"
)

// idNumber and phone are searched on digit boundaries, so that an 18-digit
// credit code (which may be all digits) is not taken for an identity number:
// codes stand in their own field, which is passed over. Full-width digits
// count, and one blank or hyphen between the groups in which people write.
var (
	idNumber = regexp.MustCompile(`(^|[^0-9A-Za-z])[1-9]\d{5}[ -]?(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])[ -]?\d{3}[0-9Xx]($|[^0-9A-Za-z])`)
	phone    = regexp.MustCompile(`(^|[^0-9A-Za-z])1\d{2}[ -]?\d{4}[ -]?\d{4}($|[^0-9A-Za-z])`)
)

// Check refuses a snapshot whose texts hold an identity or phone number.
func Check(snapshot []byte) error {
	var v any
	if err := json.Unmarshal(snapshot, &v); err != nil {
		return inspect.E(inspect.Damaged, "公告内容的格式不对").Because(err)
	}
	return walk(v, "")
}

func walk(v any, field string) error {
	switch x := v.(type) {
	case map[string]any:
		for k, sub := range x {
			if k == "code" || k == "number" || k == "taskNo" || k == "planNo" || k == "checkpointRoot" {
				continue
			}
			if err := walk(sub, k); err != nil {
				return err
			}
		}
	case []any:
		for _, sub := range x {
			if err := walk(sub, field); err != nil {
				return err
			}
		}
	case string:
		x = width.Narrow.String(x)
		what := ""
		switch {
		case idNumber.MatchString(x):
			what = "身份证号"
		case phone.MatchString(x):
			what = "手机号"
		}
		if what != "" {
			return inspect.E(inspect.Refused, "公告内容含有%s，不能公开", what).WithField(field).WithArticle("第二十一条").
				WithHint("删去个人信息后再制作公告")
		}
	}
	return nil
}
