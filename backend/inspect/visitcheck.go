package inspect

import (
	"slices"
	"strconv"
	"strings"
)

// CheckVisit lists everything that keeps a visit from being finished
// (案卷自查): one Error per fault, each with its field and article. An empty
// list means the visit may be finished.
func CheckVisit(v Visit, task Task, team Team, matters []Matter, evidence []Evidence) []*Error {
	var out []*Error
	add := func(field, article, format string, args ...any) {
		out = append(out, E(Refused, format, args...).WithField(field).WithArticle(article))
	}
	checkPresent(v, team, add)
	if LegalDate(v.StartedAt) == "" {
		add("startedAt", "第二十条", "没有记录检查开始时间")
	}
	if LegalDate(v.EndedAt) == "" {
		add("endedAt", "第二十条", "没有记录检查结束时间")
	} else if v.EndedAt < v.StartedAt {
		add("endedAt", "第二十条", "检查结束时间早于开始时间")
	}
	if v.Outcome == "" || v.Outcome.Label() == string(v.Outcome) {
		add("outcome", "第十八条", "没有选择检查实施情况")
	}
	checkPeople(v, team, add)
	if v.Outcome == OutcomeDone && !v.OnSite(matters) {
		checkWays(v, matters, evidence, add)
		checkReplies(v, task, team, matters, add)
		checkAnswers(v, matters, v.excused(task, team, matters), add)
		checkFindings(v, add)
		return out
	}
	if blank(v.Place) {
		add("place", "第二十条", "没有填写检查地点")
	}
	if blank(v.CheckCode) && blank(v.NoCheckCode) {
		add("checkCode", "第二十条", "没有登记扫码入企号，也没有写明未扫码的原因")
	}
	if v.Outcome != "" && v.Outcome != OutcomeDone {
		checkNotDone(v, evidence, add)
		return out
	}
	if !v.Credentials {
		add("credentials", "第二十条", "没有记录已向当事人出示执法证件")
	}
	if !v.Rights {
		add("rights", "第二十条", "没有记录已告知权利义务和申请回避的权利")
	}
	switch {
	case v.Recusal != RecusalNone && v.Recusal != RecusalAsked:
		add("recusal", "第十六条", "没有记录当事人是否申请回避")
	case v.Recusal == RecusalAsked && strings.TrimSpace(v.RecusalNote) == "":
		add("recusalNote", "第十六条", "当事人申请回避，应写明申请谁回避、理由和处理情况")
	}
	if strings.TrimSpace(v.PartyName) == "" && strings.TrimSpace(v.Witness) == "" {
		add("partyName", "第二十条", "被检查单位在场人员和见证人至少填写一人")
	}
	if blank(v.Method) {
		add("method", "第十七条", "没有填写检查方式")
	}
	checkWays(v, matters, evidence, add)
	checkReplies(v, task, team, matters, add)
	checkAnswers(v, matters, v.excused(task, team, matters), add)
	checkFindings(v, add)
	recorded := slices.ContainsFunc(evidence, Evidence.Recording)
	if !recorded && slices.ContainsFunc(StepsOf(v, matters, evidence), StepRecord.Gap) {
		add("recordNote", "第二十条", "重要环节没有音视频记录，也没有写明原因")
	}
	return out
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// checkNotDone demands what stands for an inspection that could not be made
// (P9): what was seen, who was called, who saw it.
func checkNotDone(v Visit, evidence []Evidence, add adder) {
	if blank(v.OutcomeNote) {
		add("outcomeNote", "第十八条", "未能实施检查（%s），应写明情况", v.Outcome.Label())
	}
	if v.Outcome == OutcomeLater {
		if !isDate(v.SecondOn) || v.SecondOn < LegalDate(v.StartedAt) {
			add("secondOn", "第十八条", "改期再查，应写明再次检查的日期（不早于本次到场日期）")
			return
		}
		add("outcome", "第十八条", "已改期至 %s 再查，届时改选实施情况后才能结束", v.SecondOn)
		return
	}
	if v.Outcome == OutcomeMoved && blank(v.CallRecord) {
		add("callRecord", "第二十条", "无法联系的，应写明何时以何种方式联系过何人")
	}
	if v.Outcome == OutcomeRefused && !v.ClauseRead {
		add("clauseRead", "第二十条", "对方拒绝检查，没有记录已当场告知拒绝检查的法律后果")
	}
	if blank(v.Witness) && len(evidence) == 0 {
		add("witness", "第二十条", "未能实施检查，应有见证人或现场照片")
	}
}

type adder func(field, article, format string, args ...any)

func checkPresent(v Visit, team Team, add adder) {
	known := 0
	for _, id := range slices.Compact(slices.Sorted(slices.Values(v.Present))) { // nobody counts twice
		if slices.ContainsFunc(team.Members, func(m Member) bool { return m.Is(id) }) {
			known++
		} else {
			add("present", "第十六条", "到场人员中有人不是本检查组成员")
		}
	}
	if known < 2 {
		add("present", "第十五条", "到场检查人员%d名，应不少于2名", known)
	}
	if !slices.Contains(v.Present, team.Leader) {
		add("present", "第十五条", "组长没有到场")
	}
}

// checkAnswers demands one visit for every matter (art. 18); those excused are
// of a department that gave no answer, and the record says why.
func checkAnswers(v Visit, matters []Matter, excused []string, add adder) {
	for _, m := range matters {
		if slices.Contains(excused, m.ID) {
			continue
		}
		items := m.Checklist
		if len(items) == 0 {
			items = []CheckItem{{No: 0, Text: m.Name}}
		}
		for _, it := range items {
			i := slices.IndexFunc(v.Answers, func(a Answer) bool { return a.Matter == m.ID && a.Item == it.No })
			field := answerPath(m.ID, it.No)
			switch {
			case i < 0 || v.Answers[i].Value == "":
				add(field, "第十八条", "“%s”第%d项还没有检查结论，应一次性完成全部检查内容", m.Name, it.No)
			case v.Answers[i].Value.Label() == string(v.Answers[i].Value):
				add(field, "第十八条", "“%s”第%d项的结论“%s”不对", m.Name, it.No, v.Answers[i].Value)
			case v.Answers[i].Value == AnswerSkip && strings.TrimSpace(v.Answers[i].Note) == "":
				add(field+"/note", "第十八条", "“%s”第%d项未检查，应写明原因", m.Name, it.No)
			case v.Answers[i].Value == AnswerNo && !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Matter == m.ID && f.Item == it.No }):
				add(field, "第十九条", "“%s”第%d项不符合，但没有记录发现的问题和措施", m.Name, it.No)
			}
		}
	}
}

func answerPath(matter string, item int) string {
	return "answer/" + matter + "/" + strconv.Itoa(item)
}

// checkFindings demands a measure for each finding, or the reason for none (art. 19).
func checkFindings(v Visit, add adder) {
	for _, f := range v.Findings {
		p := "finding/" + f.ID + "/"
		if strings.TrimSpace(f.Description) == "" {
			add(p+"description", "第十九条", "发现的问题没有写明情况")
		}
		switch {
		case f.Measure == "" || f.Measure.Label() == string(f.Measure):
			add(p+"measure", "第十九条", "发现的问题没有选择监管措施")
		case f.Measure == MeasureCorrect && f.Deadline == "":
			add(p+"deadline", "第十九条", "责令限期整改没有写明期限")
		case f.Measure == MeasureCorrect && !isDate(f.Deadline):
			add(p+"deadline", "第十九条", "整改期限“%s”不是日期，应写作 2026-03-20", f.Deadline)
		case f.Measure == MeasureCorrect && f.Recheck != "" && (!isDate(f.Recheck) || f.Recheck < f.Deadline):
			add(p+"recheck", "第十九条", "复查日期“%s”不对，应是整改期限届满当日或以后的日期", f.Recheck)
		case (f.Measure == MeasureNone || f.Measure == MeasureEducate || f.Measure == MeasureOnSpot || f.Measure == MeasureTransfer || f.Measure == MeasurePenalty) && strings.TrimSpace(f.MeasureNote) == "":
			add(p+"measureNote", "第十九条", "“%s”应写明理由、去向或决定书文号", f.Measure.Label())
		}
	}
}

// ProposeResult derives the result category from what was recorded; people
// may choose another that fits.
func ProposeResult(v Visit) ResultCode {
	switch v.Outcome {
	case OutcomeClosed, OutcomeMoved:
		return R4
	case OutcomeCancelled, OutcomeIdle:
		return R7
	case OutcomeRefused:
		return R6
	}
	if len(v.Findings) == 0 {
		return R1
	}
	for _, f := range v.Findings {
		if f.Measure != MeasureCorrect && f.Measure != MeasureOnSpot && f.Measure != MeasureEducate {
			return R8
		}
	}
	return R5
}
