package inspect_test

import (
	"testing"

	"shuangsuiji/backend/inspect"
)

// A filing goes 待上传, 已上传, then 已受理 or 已退回, and never back.
func TestFilingSteps(t *testing.T) {
	sent := inspect.Filing{State: inspect.FilingSent, SentOn: "2026-03-05"}
	for _, c := range []struct {
		name string
		from inspect.Filing
		step func(*inspect.Filing) error
		want inspect.Code // "" = done
	}{
		{"sent", inspect.Filing{State: inspect.FilingMade}, func(f *inspect.Filing) error { return f.Sent("2026-03-05", "光盘") }, ""},
		{"sent nobody knows how", inspect.Filing{State: inspect.FilingMade}, func(f *inspect.Filing) error { return f.Sent("2026-03-05", " ") }, inspect.Invalid},
		{"sent on no day", inspect.Filing{State: inspect.FilingMade}, func(f *inspect.Filing) error { return f.Sent("3月5日", "光盘") }, inspect.Invalid},
		{"sent twice", sent, func(f *inspect.Filing) error { return f.Sent("2026-03-06", "光盘") }, inspect.Refused},
		{"accepted", sent, func(f *inspect.Filing) error { return f.Answered(inspect.FilingAccepted, "2026-03-06", "1", "") }, ""},
		{"returned", sent, func(f *inspect.Filing) error {
			return f.Answered(inspect.FilingReturned, "2026-03-06", "", "代码有误")
		}, ""},
		{"returned without a reason", sent, func(f *inspect.Filing) error { return f.Answered(inspect.FilingReturned, "2026-03-06", "", "\n") }, inspect.Invalid},
		{"answered before it was sent", sent, func(f *inspect.Filing) error { return f.Answered(inspect.FilingAccepted, "2026-03-04", "1", "") }, inspect.Invalid},
		{"answered otherwise", sent, func(f *inspect.Filing) error { return f.Answered(inspect.FilingMade, "2026-03-06", "1", "") }, inspect.Invalid},
		{"answered before 已上传", inspect.Filing{State: inspect.FilingMade}, func(f *inspect.Filing) error { return f.Answered(inspect.FilingAccepted, "2026-03-06", "1", "") }, inspect.Refused},
		{"answered twice", inspect.Filing{State: inspect.FilingReturned, SentOn: "2026-03-05"}, func(f *inspect.Filing) error { return f.Answered(inspect.FilingAccepted, "2026-03-06", "1", "") }, inspect.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := c.from
			err := c.step(&f)
			if (err == nil) != (c.want == "") || err != nil && (inspect.CodeOf(err) != c.want || f != c.from) {
				t.Fatalf("%v, %+v", err, f)
			}
		})
	}
}
