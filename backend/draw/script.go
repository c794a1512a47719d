package draw

import (
	_ "embed"
	"slices"
)

//go:embed replay.py
var replayScript []byte

// ReplayScript is a Python 3 script, standard library only, that replays any
// draw: python3 replay.py DIR. It shares no code with this package and is
// meant to be shipped beside every published draw.
func ReplayScript() []byte { return slices.Clone(replayScript) }
