package audit

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

func TestProofs(t *testing.T) {
	m := grown(t, 70)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, 70).Draw(t, "size")
		seq := rapid.Int64Range(0, size-1).Draw(t, "seq")
		older := rapid.Int64Range(0, size).Draw(t, "older")
		root, err := Root(size, m)
		if err != nil {
			t.Fatal(err)
		}
		oldRoot, err := Root(older, m)
		if err != nil {
			t.Fatal(err)
		}
		c, old := Checkpoint{"o", size, root}, Checkpoint{"o", older, oldRoot}

		p, err := ProveInclusion(size, seq, m)
		if err != nil {
			t.Fatal(err)
		}
		if err := CheckInclusion(p, c, seq, m.leaves[seq]); err != nil {
			t.Fatal(err)
		}
		if other := (seq + 1) % size; other != seq {
			if CheckInclusion(p, c, other, m.leaves[seq]) == nil || CheckInclusion(p, c, seq, m.leaves[other]) == nil {
				t.Fatal("a proof of one leaf served another")
			}
		}

		q, err := ProveConsistency(size, older, m)
		if err != nil {
			t.Fatal(err)
		}
		if err := CheckConsistency(q, c, old); err != nil {
			t.Fatal(err)
		}
		forged := old
		forged.Root[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
		if CheckConsistency(q, c, forged) == nil {
			t.Fatal("a forged older root passed")
		}
	})
}

func TestProofRefuses(t *testing.T) {
	m := grown(t, 5)
	_, err := ProveInclusion(5, 5, m)
	wantCode(t, err, inspect.NotFound)
	_, err = ProveConsistency(3, 5, m)
	wantCode(t, err, inspect.Invalid)
	_, err = Root(-1, m)
	wantCode(t, err, inspect.Invalid)
	_, err = Append(-1, nil, m)
	wantCode(t, err, inspect.Invalid)
	a, b := head(t, m, 5), head(t, m, 4)
	wantCode(t, CheckConsistency(nil, b, a), inspect.Damaged)
	p, err := ProveConsistency(5, 4, m)
	if err != nil {
		t.Fatal(err)
	}
	b.Origin = "ssj.example/other"
	wantCode(t, CheckConsistency(p, a, b), inspect.Damaged)
}

func TestInclusionProofFile(t *testing.T) {
	m := grown(t, 9)
	c := head(t, m, 9)
	s, v := key(t, c.Origin)
	signed, err := SignCheckpoint(c, s)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ProveInclusion(9, 6, m)
	if err != nil {
		t.Fatal(err)
	}
	file := InclusionProofFile(6, m.leaves[6], p, signed)
	e, got, err := OpenInclusionProofFile(file, note.VerifierList(v))
	if err != nil || e != sample(6) || got != c {
		t.Fatalf("%+v %v %v", e, got, err)
	}
	lines := strings.Split(string(file), "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" || lines[2] != "index 6" || lines[3+len(p)] != "" || lines[4+len(p)] != c.Origin {
		t.Fatalf("not the shape of a tlog-proof:\n%s", file)
	}
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		if e, got, err := OpenInclusionProofFile(bad, note.VerifierList(v)); err == nil && (e != sample(6) || got != c) {
			t.Fatalf("byte %d flipped: proves %+v", i, e)
		}
	}
	for _, bad := range []string{"", "c2sp.org/tlog-proof@v1\n\n", string(file[:len(file)/2])} {
		_, _, err := OpenInclusionProofFile([]byte(bad), note.VerifierList(v))
		wantCode(t, err, inspect.Damaged)
	}
}
