package inspect

import (
	"slices"
	"time"
)

// RecordStep 重要环节 is a step of an inspection that audio or video is taken of
// (art. 20). Evidence.Step names one of them, or has another word.
type RecordStep string

const (
	StepNotice  RecordStep = "告知"
	StepEnter   RecordStep = "进入"
	StepDefence RecordStep = "陈述申辩"
	StepRefusal RecordStep = "拒签"
	StepSeizure RecordStep = "扣押"
	StepService RecordStep = "送达"
	StepWhole   RecordStep = "全程" // one recording of the whole visit
	StepSigning RecordStep = "签署" // of a document, after the visit's end too
)

func (s RecordStep) Label() string { return string(s) }

// RecordSteps lists the important ones in the order they happen.
var RecordSteps = []RecordStep{StepNotice, StepEnter, StepDefence, StepRefusal, StepSeizure, StepService}

// Mark 时间标记 is set by one key while a recorder runs: what happened when.
type Mark struct {
	ID   string     `json:"id"`
	At   string     `json:"at"`   // instant
	Step RecordStep `json:"step"` // "" = none of them
	Text string     `json:"text"`
}

// StepReason says why a step has neither sound nor picture.
type StepReason struct {
	Step   RecordStep `json:"step"`
	Reason string     `json:"reason"`
}

// StepRecord is how one important step of a visit stands.
type StepRecord struct {
	Step   RecordStep `json:"step"`
	Why    string     `json:"why"`    // why it applies to this visit
	By     []string   `json:"by"`     // ids of the evidence that covers it
	Names  []string   `json:"names"`  // what that evidence is called
	Reason string     `json:"reason"` // why nothing does
}

// Gap tells whether neither a recording nor a reason stands for the step.
func (s StepRecord) Gap() bool { return len(s.By) == 0 && blank(s.Reason) }

// Ended is the instant a recording ends: as it was entered, or by its length;
// "" when it is not known.
func (e Evidence) Ended() string {
	from, err := time.Parse(InstantLayout, e.From)
	if e.To != "" || e.Duration <= 0 || err != nil {
		return e.To
	}
	return Instant(from.Add(time.Duration(e.Duration * float64(time.Second))))
}

// Holds tells whether a recording ran at an instant. One that is still in its
// recorder and has no end yet runs on.
func (e Evidence) Holds(at string) bool {
	if !e.Recording() || at == "" || e.From == "" || at < e.From {
		return false
	}
	end := e.Ended()
	return at <= end || end == "" && e.State == EvidencePending
}

// covers tells whether an item shows a step: it says so, or a mark of the step
// falls into it.
func (e Evidence) covers(step RecordStep, marks []Mark) bool {
	return e.Recording() && (e.Step == step.Label() || e.Step == StepWhole.Label()) ||
		slices.ContainsFunc(marks, func(m Mark) bool { return m.Step == step && e.Holds(m.At) })
}

// StepsOf lists the important steps that a visit had, and what records each.
// Which they are follows from what the visit holds; nobody enters a firm whose
// papers are read in the office.
func StepsOf(v Visit, matters []Matter, evidence []Evidence) []StepRecord {
	out := []StepRecord{}
	if v.Outcome == OutcomeDone && !v.OnSite(matters) {
		return out
	}
	for _, s := range RecordSteps {
		why := v.stepWhy(s, evidence)
		if why == "" {
			continue
		}
		r := StepRecord{Step: s, Why: why, By: []string{}, Names: []string{}, Reason: v.RecordNote}
		for _, e := range evidence {
			if e.covers(s, v.Marks) {
				r.By, r.Names = append(r.By, e.ID), append(r.Names, e.Title())
			}
		}
		for _, x := range v.StepReasons {
			if x.Step == s && !blank(x.Reason) {
				r.Reason = x.Reason
			}
		}
		out = append(out, r)
	}
	return out
}

// stepWhy says what makes a step part of the visit, "" when nothing does.
func (v Visit) stepWhy(step RecordStep, evidence []Evidence) string {
	switch {
	case step == StepNotice && v.Outcome == OutcomeRefused:
		return "对方拒绝检查，应告知法律后果"
	case step == StepNotice && v.Outcome == OutcomeDone:
		return "告知权利义务、出示证件"
	case step == StepEnter && v.Outcome == OutcomeDone:
		return "进入场所检查"
	case step == StepDefence && !blank(v.Statement):
		return "当事人作了陈述申辩"
	case step == StepRefusal && !blank(v.Refusal):
		return "当事人拒绝签字"
	case step == StepSeizure && slices.ContainsFunc(evidence, func(e Evidence) bool { return e.Kind == KindItem }):
		return "取得了物品"
	case step == StepService:
		for _, f := range v.Findings {
			if f.Measure == MeasureCorrect || f.Measure == MeasureStop || f.Measure == MeasurePenalty {
				return "“" + f.Measure.Label() + "”的文书须送达"
			}
		}
	}
	return ""
}

// recordGaps are the steps with neither a recording nor a reason (案卷自查, P18).
func recordGaps(c Case) (out []*Error) {
	for _, s := range c.Steps {
		if s.Gap() {
			out = append(out, found("recordNote/"+s.Step.Label(), "第二十条", "“%s”环节没有音视频，也没有写明原因（%s）", s.Step, s.Why))
		}
	}
	return out
}
