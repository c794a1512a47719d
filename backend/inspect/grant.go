package inspect

import "slices"

// Has tells whether a grant covers a team.
func (g Grant) Has(team string) bool { return slices.Contains(g.Teams, team) }

// After tells whether a grant replaces another of the same team: one that the
// office issued later does, and within its epoch one that was passed on.
func (g Grant) After(o Grant) bool {
	return g.Epoch > o.Epoch || g.Epoch == o.Epoch && g.Hand > o.Hand
}

// Holders are the grants in force, by team.
func Holders(grants []Grant) map[string]Grant {
	in := map[string]Grant{}
	for _, g := range grants {
		for _, team := range g.Teams {
			if have, ok := in[team]; !ok || g.After(have) {
				in[team] = g
			}
		}
	}
	return in
}
