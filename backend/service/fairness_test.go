package service_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// One draw is too few to judge; who met whom, the attempts and the coverage are
// told anyway, and the exported file names nobody.
func TestFairness(t *testing.T) {
	b := at(t, "dispatched")
	other := b.planned("旅馆业", false)
	d, err := b.office.Draw.Freeze(b.ctx, b.clerk, service.FreezeInput{Task: other.ID, Purpose: "subjects", InputKind: "dice", InputNote: "当众掷骰"})
	b.ok(err)
	_, err = b.office.Draw.Abandon(b.ctx, b.clerk, d.ID, "见证人未到场")
	b.ok(err)
	f, err := b.office.Draw.Fairness(b.ctx, b.clerk, "2026-01-01", "2026-12-31")
	b.ok(err)
	if f.Draws+f.Crossed != 1 || f.Level != inspect.FairFew || f.P != 1 && f.Freedom == 0 {
		t.Fatalf("%+v", f)
	}
	seats := 0
	for _, x := range f.Inspectors {
		seats += x.Visits
	}
	if seats != 6 || len(f.Pairs) == 0 || f.Elsewhere != 0 { // three teams of two
		t.Fatalf("%d seats, %+v", seats, f)
	}
	if len(f.Attempts) != 2 || f.Attempts[0].Subjects != 1 || f.Attempts[0].Inspectors != 1 || len(f.Attempts[1].Abandoned) != 1 ||
		f.Attempts[1].Abandoned[0] != (service.AbandonedDraw{Purpose: "抽取检查对象", Attempt: 1, Reason: "见证人未到场"}) {
		t.Fatalf("%+v", f.Attempts)
	}
	drawn := 0
	for _, c := range f.Coverage {
		drawn += c.Drawn
		if c.Drawn > 0 && c.Trade != "旅馆业" {
			t.Errorf("%+v", c)
		}
	}
	if drawn != 3 {
		t.Fatalf("%+v", f.Coverage)
	}
	out := filepath.Join(b.dir, "公平性.xlsx")
	b.ok(b.office.Draw.SaveFairness(b.ctx, b.clerk, "2026-01-01", "2026-12-31", out))
	text, err := exec.Command("unzip", "-p", out).Output()
	b.ok(err)
	if !strings.Contains(string(text), "人员001") || !strings.Contains(string(text), "旅馆业") {
		t.Fatalf("%.2000s", text)
	}
	for _, x := range f.Inspectors {
		if strings.Contains(string(text), x.Name) || strings.Contains(string(text), x.Inspector) {
			t.Errorf("the file names %s", x.Name)
		}
	}
	if strings.Contains(string(text), "见证人未到场") {
		t.Error("the file holds what people wrote freely")
	}
	if f, err := b.office.Draw.Fairness(b.ctx, b.clerk, "2025-01-01", "2025-12-31"); err != nil || len(f.Inspectors)+len(f.Attempts)+f.Draws != 0 {
		t.Fatalf("%+v %v", f, err)
	}
	_, err = b.office.Draw.Fairness(b.ctx, b.clerk, "2026-12-31", "2026-01-01")
	b.refused(err, inspect.Invalid, "")
}
