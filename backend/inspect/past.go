package inspect

// PastCheck 以往检查 is an earlier inspection of a subject as the team is told of
// it at the door: what was found, and what may still be open.
type PastCheck struct {
	TaskNo   string        `json:"taskNo"`
	TaskName string        `json:"taskName"`
	On       string        `json:"on"`     // legal date
	Result   string        `json:"result"` // label of the result, or of the outcome
	Findings []PastFinding `json:"findings"`
}

// PastFinding is a problem found then.
type PastFinding struct {
	ID          string `json:"id"`
	Matter      string `json:"matter"` // name
	Description string `json:"description"`
	Measure     string `json:"measure"` // label
	Deadline    string `json:"deadline"`
	RecheckOn   string `json:"recheckOn"` // when to look again, "" = nothing was ordered
	Open        bool   `json:"open"`      // ordered to be corrected, and nobody has seen that it was
}

// RecheckState 整改情况 as the team saw it.
type RecheckState string

const (
	RecheckDone RecheckState = "done" // 已整改
	RecheckOpen RecheckState = "open" // 未整改
)

func (r RecheckState) Label() string {
	return label(map[RecheckState]string{RecheckDone: "已整改", RecheckOpen: "未整改"}, r)
}

// Recheck is what a visit saw of an earlier finding.
type Recheck struct {
	Finding string       `json:"finding"`
	State   RecheckState `json:"state"`
	Note    string       `json:"note"`
	At      string       `json:"at"` // instant
}

// RecheckOn is when a finding is to be looked at again, "" = not at all.
func (f Finding) RecheckOn() string {
	if f.Measure != MeasureCorrect {
		return ""
	}
	if f.Recheck != "" {
		return f.Recheck
	}
	return f.Deadline
}

// OpenPast counts what earlier inspections left open.
func OpenPast(past []PastCheck) int {
	n := 0
	for _, p := range past {
		for _, f := range p.Findings {
			if f.Open {
				n++
			}
		}
	}
	return n
}
