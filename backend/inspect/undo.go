package inspect

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Change is what one save did to one field of an open form.
type Change struct {
	Path   string `json:"path"`
	Label  string `json:"label"` // of the path, for people
	Old    string `json:"old"`
	New    string `json:"new"`
	Was    string `json:"was"` // Old and New as people read them
	Is     string `json:"is"`
	Person string `json:"person"` // id; the name where it is shown
	At     string `json:"at"`     // instant
	Kept   bool   `json:"kept"`   // written in a second place at the same time: kept here, not in the field
}

// typedOn is how long somebody may pause and still be typing the same text.
const typedOn = 5 * time.Second

// Undoable folds the changes of a form, oldest first, into those that can be
// taken back one after another, the last first. What begins the form stays;
// keystrokes in one field without a pause are one change; a change that was
// taken back, by undoing or by hand, is none.
func Undoable(changes []Change) []Change {
	open := []Change{}
	for _, c := range changes {
		if c.Kept || c.At == changes[0].At || c.Old == c.New {
			continue
		}
		last := len(open) - 1
		switch {
		case last < 0 || open[last].Path != c.Path || open[last].New != c.Old:
			open = append(open, c)
		case open[last].Old == c.New:
			open = open[:last]
		case within(open[last].At, c.At, typedOn):
			open[last].New, open[last].At = c.New, c.At
		default:
			open = append(open, c)
		}
	}
	return open
}

// byProgram are fields that the page sets beside what a person does.
var byProgram = regexp.MustCompile(`^(finding/[^/]+/(matter|item)|note/[^/]+/(at|finding)|mark/[^/]+/at)$`)

// Together tells whether a change goes with the one after it in one step: a
// finding that began with an answer, a note with its time.
func Together(a, b Change) bool {
	return (byProgram.MatchString(a.Path) || byProgram.MatchString(b.Path)) && within(a.At, b.At, time.Second)
}

// within tells whether b comes at most d after a.
func within(a, b string, d time.Duration) bool {
	x, err := time.Parse(InstantLayout, a)
	y, yerr := time.Parse(InstantLayout, b)
	return err == nil && yerr == nil && y.Sub(x) <= d
}

var visitFields = map[string]string{"startedAt": "开始时间", "endedAt": "结束时间", "place": "检查地点", "outcome": "检查实施情况", "outcomeNote": "未能实施的情况",
	"method": "检查方式", "present": "到场检查人员", "credentials": "出示执法证件", "rights": "告知权利义务", "recusal": "是否申请回避", "recusalNote": "回避的处理情况",
	"checkCode": "扫码入企号", "noCheckCode": "未扫码的原因", "partyName": "在场人员", "partyPost": "职务", "partyId": "在场人员身份证件号码", "partyPhone": "在场人员联系电话",
	"witness": "见证人", "process": "检查过程和结果", "statement": "陈述申辩", "refusal": "拒绝签字的情况", "recordNote": "没有音视频的原因", "vehicle": "出动车辆",
	"rightsNote": "告知的方式和内容", "callRecord": "联系经过", "clauseRead": "告知拒绝检查的后果", "secondOn": "再次检查日期",
	"witnessId": "见证人证件号或单位", "legalRep": "到场的法定代表人（负责人）", "legalRepId": "法定代表人（负责人）证件号", "interpreter": "翻译人员", "interpreterId": "翻译人员证件号或单位", "language": "翻译语种"}

var visitParts = map[string]string{"answer": "检查结论", "answer/note": "备注", "method": "检查方式", "method/url": "监测网址", "method/at": "监测时间", "method/shot": "网页截图",
	"method/papers": "查阅的资料", "past": "以往问题的整改情况", "past/note": "整改情况说明", "finding/matter": "问题所属事项", "finding/item": "问题所属要点", "finding/description": "问题情况",
	"finding/measure": "监管措施", "finding/measureNote": "措施说明", "finding/deadline": "整改期限", "finding/recheck": "复查日期", "finding/deleted": "删除问题",
	"note": "随记", "note/at": "随记时间", "note/finding": "随记所属问题",
	"mark": "时间标记说明", "mark/at": "时间标记", "mark/step": "时间标记的环节"}

// VisitFieldLabel names a field of a visit for people.
func VisitFieldLabel(path string, matters []Matter) string {
	if l := visitFields[path]; l != "" && !strings.Contains(path, "/") {
		return l
	}
	part := strings.Split(path, "/")
	if part[0] == "recordNote" {
		return "“" + part[1] + "”环节没有音视频的原因"
	}
	kind := part[0]
	if n := len(part); n > 2 && (part[0] != "answer" || n == 4) {
		kind += "/" + part[n-1]
	}
	l, ok := visitParts[kind]
	if !ok {
		return path
	}
	for _, m := range matters {
		switch {
		case len(part) < 2 || m.ID != part[1]:
		case part[0] == "answer" && len(m.Checklist) > 0:
			return fmt.Sprintf("%s 第%s项%s", m.Name, part[2], l)
		default:
			return m.Name + " " + l
		}
	}
	return l
}

// VisitFieldText is a field's text as people read it.
func VisitFieldText(path, value string, team Team) string {
	part := strings.Split(path, "/")
	switch {
	case path == "present":
		names := []string{}
		for id := range strings.SplitSeq(value, "，") {
			for _, m := range team.Members {
				if m.Is(id) {
					names = append(names, m.Name)
				}
			}
		}
		return strings.Join(names, "、")
	case path == "credentials" || path == "rights" || path == "clauseRead" || part[len(part)-1] == "deleted":
		return map[string]string{"1": "是"}[value]
	case path == "startedAt" || path == "endedAt" || len(part) == 3 && part[2] == "at":
		return Minute(value)
	case path == "outcome":
		return VisitOutcome(value).Label()
	case path == "recusal":
		return RecusalClaim(value).Label()
	case part[0] == "answer" && len(part) == 3:
		return AnswerValue(value).Label()
	case part[0] == "past" && len(part) == 2:
		return RecheckState(value).Label()
	case part[0] == "finding" && part[2] == "measure":
		return Measure(value).Label()
	}
	return value
}
