package store

import (
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// TestNothingGoesByMerged: nearly every row says merged=”, so a look-up of
// duplicates or of a code by that index reads the whole register for each row.
func TestNothingGoesByMerged(t *testing.T) {
	s, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	equal := Filter{Equal: []Equal{{"code", "1"}, {"merged", ""}}}
	m, err := match(t.Context(), s.ro, s, inspect.NounSubject, equal)
	if err != nil {
		t.Fatal(err)
	}
	for query, index := range map[string]string{
		`SELECT n.id FROM subject n WHERE ` + faults[inspect.FaultSameCode].cond:  "subject_code",
		`SELECT n.id FROM subject n WHERE ` + faults[inspect.FaultSamePlace].cond: "subject_twin",
		`SELECT n.id FROM subject n` + m.where:                                    "subject_code",
	} {
		rows, err := s.ro.Query(`EXPLAIN QUERY PLAN `+query, m.args[:strings.Count(query, "?")]...)
		if err != nil {
			t.Fatal(err)
		}
		plan := ""
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			plan += step + "\n"
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan, index) || strings.Contains(plan, "subject_merged") {
			t.Errorf("%s\n%s", query, plan)
		}
	}
}
