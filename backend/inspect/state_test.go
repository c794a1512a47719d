package inspect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The moves that the flow has, written a second time: "from→to".
const (
	taskMoves = `draft→frozen frozen→drawn frozen→draft draft→drawn drawn→locked locked→matched locked→assigned assigned→returned matched→approved
		approved→dispatched dispatched→returned returned→closed`
	drawMoves   = `stated→witnessed witnessed→revealed revealed→done stated→abandoned witnessed→abandoned`
	teamMoves   = `matched→ready ready→ready ready→dispatched dispatched→returned`
	visitMoves  = `open→finished finished→handed`
	paperMoves  = `issued→printed printed→printed printed→filed issued→void printed→void`
	resultMoves = `entered→reviewed reviewed→onfile onfile→published reviewed→withheld`
)

// machine holds one state type to its moves: every pair of states, and
// anything that is no state.
func machine[S ~string](t *testing.T, moves string, states map[S]string, to func(from, to S) error) {
	t.Helper()
	allowed := strings.Fields(moves)
	for _, m := range allowed {
		from, next, _ := strings.Cut(m, "→")
		if states[S(from)] == "" || states[S(next)] == "" {
			t.Errorf("%s has a state without a label", m)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		known := []S{"", "nonsense"}
		for s := range states {
			known = append(known, s)
		}
		slices.Sort(known)
		state := rapid.SampledFrom(known).Draw(rt, "from")
		for range 12 { // a walk that only goes where it is let
			next := rapid.SampledFrom(known).Draw(rt, "to")
			err := to(state, next)
			want := slices.Contains(allowed, fmt.Sprintf("%s→%s", state, next))
			if (err == nil) != want {
				rt.Fatalf("%s→%s: %v, allowed %v", state, next, err, want)
			}
			if err == nil {
				state = next
				continue
			}
			if e := ForPerson(err); e.Code != Refused || e.Hint == "" || !strings.Contains(e.Message, "当前为") {
				rt.Fatalf("%s→%s: %+v", state, next, e)
			}
		}
	})
	for from := range states { // every pair of states names an article
		for next := range states {
			if err := to(from, next); err != nil && ForPerson(err).Article == "" {
				t.Errorf("%s→%s is refused without an article", from, next)
			}
		}
	}
}

func TestStateMachines(t *testing.T) {
	t.Run("task", func(t *testing.T) { machine(t, taskMoves, taskLabels, TaskState.To) })
	t.Run("draw", func(t *testing.T) { machine(t, drawMoves, drawLabels, DrawState.To) })
	t.Run("team", func(t *testing.T) { machine(t, teamMoves, teamLabels, TeamState.To) })
	t.Run("visit", func(t *testing.T) { machine(t, visitMoves, visitLabels, VisitState.To) })
	t.Run("paper", func(t *testing.T) { machine(t, paperMoves, paperLabels, PaperState.To) })
	t.Run("result", func(t *testing.T) { machine(t, resultMoves, resultLabels, ResultState.To) })
}

func TestLabelsDiffer(t *testing.T) {
	for name, labels := range map[string][]string{
		"task": values(taskLabels), "draw": values(drawLabels), "team": values(teamLabels), "visit": values(visitLabels),
		"paper": values(paperLabels), "result": values(resultLabels), "role": values(roleLabels),
	} {
		slices.Sort(labels)
		if len(slices.Compact(slices.Clone(labels))) != len(labels) {
			t.Errorf("%s: two states are shown alike: %v", name, labels)
		}
	}
}

func values[K comparable](m map[K]string) []string {
	out := []string{}
	for _, v := range m {
		out = append(out, v)
	}
	return out
}
