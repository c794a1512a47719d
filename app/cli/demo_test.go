package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestDemoBeyondTheCalendar: a year whose days off are not known yet leaves
// dates open, and stops nothing. A second run replaces the first.
func TestDemoBeyondTheCalendar(t *testing.T) {
	if testing.Short() {
		t.Skip("two whole demos")
	}
	dir := t.TempDir()
	o := cheap
	shift := time.Until(time.Date(2027, 12, 30, 4, 0, 0, 0, time.UTC))
	o.Now = func() time.Time { return time.Now().Add(shift) }
	for range 2 {
		var out, errOut bytes.Buffer
		if code := run(t.Context(), []string{"demo", "--out", dir}, env{out: &out, err: &errOut, options: o}); code != done {
			t.Fatalf("exit code %d\n%s\n%s", code, out.String(), errOut.String())
		}
		if n := strings.Count(out.String(), "待年历"); n != 5 {
			t.Errorf("%d results wait for the calendar, want all 5\n%s", n, out.String())
		}
	}
}
