package service_test

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// TestRectifyReport: an order is open until its deadline, overdue after it, and
// closed once a later visit has seen that it was corrected.
func TestRectifyReport(t *testing.T) {
	b := at(t, "returned")
	text := b.reportText(inspect.ReportRectify, "")
	if strings.Count(text, "整改期内") != 3 || strings.Contains(text, "逾期未复查") || !strings.Contains(text, "2026-03-20") {
		t.Fatal("before the deadline: ", text)
	}
	b.now = b.now.AddDate(0, 1, 0)
	visits, _, err := store.List[inspect.Visit](b.ctx, b.office.Store(), inspect.NounVisit, store.Filter{})
	b.ok(err)
	order := func(v inspect.Visit) string {
		for _, f := range v.Findings {
			if f.Measure == inspect.MeasureCorrect {
				return f.ID
			}
		}
		t.Fatal("a visit without an order")
		return ""
	}
	// Two visits looked again at what two others had ordered.
	b.ok(b.office.Store().Write(b.ctx, b.clerk, func(tx *store.Tx) error {
		v := visits[2]
		v.Rechecks = []inspect.Recheck{{Finding: order(visits[0]), State: inspect.RecheckDone, Note: "杂物已清走", At: inspect.Instant(b.now)},
			{Finding: order(visits[1]), State: inspect.RecheckOpen, At: inspect.Instant(b.now)}}
		_, err := tx.Put(b.ctx, inspect.NounVisit, v.ID, v, store.Event{Action: "visit.hand"})
		return err
	}))
	text = b.reportText(inspect.ReportRectify, "")
	for _, want := range []string{"已销号", "杂物已清走", "逾期，复查未整改", "逾期未复查", "逾期未销号"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(b.reportText(inspect.ReportRectify, "网安大队"), "安全出口") {
		t.Error("another unit's orders")
	}
}
