package inspect

import "testing"

// TestKeepOf: how long an item is kept follows from what it belongs to.
func TestKeepOf(t *testing.T) {
	film := Evidence{ID: "e", Kind: KindVideo, State: EvidenceCopied, From: "2026-03-05T01:30:00.000Z", AddedAt: "2026-03-06T01:30:00.000Z"}
	visit := Visit{Outcome: OutcomeDone, State: VisitFinished}
	for _, tc := range []struct {
		name    string
		change  func(*Evidence, *Visit)
		forever bool
		until   string
	}{
		{"ordinary", func(*Evidence, *Visit) {}, false, "2026-09-05"},
		{"educated only", func(_ *Evidence, v *Visit) { v.Findings = []Finding{{Measure: MeasureEducate}} }, false, "2026-09-05"},
		{"no time of its own", func(e *Evidence, _ *Visit) { e.From = "" }, false, "2026-09-06"},
		{"the night in China", func(e *Evidence, _ *Visit) { e.From = "2026-03-05T16:00:00.000Z" }, false, "2026-09-06"},
		{"end of a short month", func(e *Evidence, _ *Visit) { e.From = "2026-08-31T01:00:00.000Z" }, false, "2027-02-28"},
		{"of a finding", func(e *Evidence, _ *Visit) { e.Finding = "f" }, true, ""},
		{"a case", func(_ *Evidence, v *Visit) { v.Findings = []Finding{{Measure: MeasureTransfer}} }, true, ""},
		{"obstruction", func(_ *Evidence, v *Visit) { v.Outcome = OutcomeRefused }, true, ""},
		{"not signed", func(_ *Evidence, v *Visit) { v.Refusal = "不签" }, true, ""},
		{"a thing", func(e *Evidence, _ *Visit) { e.Kind = KindItem }, true, ""},
		{"a watched page", func(_ *Evidence, v *Visit) { v.Ways = []Way{{Shot: "e"}} }, true, ""},
		{"somebody's decision", func(e *Evidence, _ *Visit) { e.Forever = "重大活动" }, true, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e, v := film, visit
			tc.change(&e, &v)
			keep := KeepOf(e, v)
			if keep.Forever != tc.forever || keep.Until != tc.until || keep.Why == "" {
				t.Fatalf("%+v", keep)
			}
			if err := MayErase(e, v, "9999-01-01"); (err != nil) != tc.forever {
				t.Errorf("long after: %v", err)
			}
			if tc.until != "" && (MayErase(e, v, tc.until) == nil) {
				t.Error("erased on its last day")
			}
		})
	}
	open := visit
	open.State = VisitOpen
	gone := film
	gone.State = EvidenceErased
	for _, err := range []error{MayErase(film, open, "9999-01-01"), MayErase(gone, visit, "9999-01-01"), MayErase(film, visit, "2026-09-04")} {
		if CodeOf(err) != Refused {
			t.Error(err)
		}
	}
}
