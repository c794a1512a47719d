package inspect

import (
	"slices"
	"strings"
	"testing"
)

// TestStepsOf: which steps a visit has, and what records them: an item that
// says so, one of the whole visit, or a mark that falls into a recording.
func TestStepsOf(t *testing.T) {
	at := func(hm string) string { return "2026-03-05T" + hm + ":00.000Z" }
	film := Evidence{ID: "film", Kind: KindVideo, State: EvidencePending, From: at("01:30"), To: at("02:00")}
	matters := []Matter{{ID: "m", Methods: []string{MethodSite}}}
	done := Visit{Outcome: OutcomeDone, Method: MethodSite}
	for _, tc := range []struct {
		name   string
		change func(*Visit)
		items  []Evidence
		want   string // STEP:what, in order
	}{
		{"nothing recorded", nil, nil, "告知:缺 进入:缺"},
		{"closed", func(v *Visit) { v.Outcome = OutcomeClosed }, nil, ""},
		{"refused", func(v *Visit) { v.Outcome = OutcomeRefused }, nil, "告知:缺"},
		{"papers only", func(v *Visit) { v.Method = MethodPapers }, nil, ""},
		{"by its step", nil, []Evidence{{ID: "a", Kind: KindAudio, Step: "告知"}}, "告知:a 进入:缺"},
		{"a photo records nothing", nil, []Evidence{{ID: "p", Kind: KindPhoto, Step: "告知"}}, "告知:缺 进入:缺"},
		{"the whole visit", nil, []Evidence{{ID: "w", Kind: KindVideo, Step: "全程"}}, "告知:w 进入:w"},
		{"by marks", func(v *Visit) {
			v.Marks = []Mark{{At: at("01:30"), Step: StepNotice}, {At: at("02:01"), Step: StepEnter}}
		}, []Evidence{film}, "告知:film 进入:缺"},
		{"still running", func(v *Visit) { v.Marks = []Mark{{At: at("05:00"), Step: StepEnter}} },
			[]Evidence{{ID: "run", Kind: KindVideo, State: EvidencePending, From: at("01:30")}}, "告知:缺 进入:run"},
		{"by its length", func(v *Visit) {
			v.Marks = []Mark{{At: at("01:31"), Step: StepNotice}, {At: at("01:33"), Step: StepEnter}}
		}, []Evidence{{ID: "two", Mime: "video/mp4", State: EvidenceCopied, From: at("01:30"), Duration: 120}}, "告知:two 进入:缺"},
		{"a reason for one", func(v *Visit) { v.StepReasons = []StepReason{{StepEnter, "电量耗尽"}, {StepNotice, " "}} }, nil, "告知:缺 进入:电量耗尽"},
		{"a reason for all", func(v *Visit) { v.RecordNote = "没有配发记录仪" }, nil, "告知:没有配发记录仪 进入:没有配发记录仪"},
		{"all six", func(v *Visit) {
			v.Statement, v.Refusal, v.Findings = "有意见", "拒签", []Finding{{Measure: MeasureEducate}, {Measure: MeasureCorrect}}
		}, []Evidence{{ID: "thing", Kind: KindItem}}, "告知:缺 进入:缺 陈述申辩:缺 拒签:缺 扣押:缺 送达:缺"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			v := done
			if tc.change != nil {
				tc.change(&v)
			}
			got := []string{}
			for _, s := range StepsOf(v, matters, tc.items) {
				what := strings.Join(s.By, "+")
				if what == "" {
					what = strings.TrimSpace(s.Reason)
				}
				if s.Gap() {
					what = "缺"
				}
				got = append(got, s.Step.Label()+":"+what)
				if s.Why == "" {
					t.Errorf("%s does not say why", s.Step)
				}
			}
			if text := strings.Join(got, " "); text != tc.want {
				t.Errorf("%s, want %s", text, tc.want)
			}
		})
	}
}

// TestMarksOfFields: marks stand in the order of their time; one without a time
// was taken back.
func TestMarksOfFields(t *testing.T) {
	const a, b, c = "mark/00000000-0000-7000-8000-00000000000a", "mark/00000000-0000-7000-8000-00000000000b", "mark/00000000-0000-7000-8000-00000000000c"
	fields := []Field{{Path: a, Value: "出示证件"}, {Path: a + "/at", Value: "2026-03-05T01:31:05.000Z"}, {Path: a + "/step", Value: StepNotice.Label()},
		{Path: b + "/at", Value: "2026-03-05T01:30:00.000Z"}, {Path: c, Value: "x"}, {Path: c + "/at", Value: ""}, {Path: "recordNote/送达", Value: "电量耗尽"}}
	for _, f := range fields {
		if err := CheckVisitField(f.Path, f.Value); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"mark/1", a + "/note", "recordNote/检查", "recordNote/", "mark/" + a} {
		if CodeOf(CheckVisitField(bad, "x")) != Invalid {
			t.Errorf("%s is a field", bad)
		}
	}
	v := VisitFrom(Visit{}, fields)
	names := []string{}
	for _, m := range v.Marks {
		names = append(names, m.Name())
	}
	if !slices.Equal(names, []string{"标记", "告知：出示证件"}) || !slices.Equal(v.StepReasons, []StepReason{{StepService, "电量耗尽"}}) {
		t.Errorf("%v %v", names, v.StepReasons)
	}
	film := Evidence{Kind: KindVideo, From: "2026-03-05T01:30:30.000Z", To: "2026-03-05T01:40:00.000Z"}
	if got := KeyMarks(film, v.Marks); got != "09:31:05 告知：出示证件" {
		t.Error(got)
	}
}
