package audit

import (
	"bytes"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

// Whatever comes in place of a checkpoint or a proof: no panic, and what is
// admitted is what the known signer signed.
func FuzzNote(f *testing.F) {
	m := grown(f, 9)
	c := head(f, m, 9)
	s, v := key(f, c.Origin)
	signed, err := SignCheckpoint(c, s)
	if err != nil {
		f.Fatal(err)
	}
	p, err := ProveInclusion(9, 6, m)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signed)
	f.Add(InclusionProofFile(6, m.leaves[6], p, signed))
	f.Add([]byte("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, err := OpenCheckpoint(data, note.VerifierList(v)); err == nil && got != c {
			t.Errorf("admitted %+v", got)
		}
		if e, got, err := OpenInclusionProofFile(data, note.VerifierList(v)); err == nil && (got != c || e != sample(e.Seq)) {
			t.Errorf("admitted %+v in %+v", e, got)
		}
		if e, err := ParseLeaf(data); err == nil {
			if again, err := e.Leaf(); err != nil || !bytes.Equal(again, data) {
				t.Errorf("%q became %q, %v", data, again, err)
			}
		}
	})
}
