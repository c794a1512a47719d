package audit

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"shuangsuiji/backend/inspect"
)

func TestCheckpoint(t *testing.T) {
	c := head(t, grown(t, 5), 5)
	if want := "ssj.example/office\n5\n" + base64.StdEncoding.EncodeToString(c.Root[:]) + "\n"; c.Text() != want {
		t.Fatalf("text %q", c.Text())
	}
	if got := Short(c); got != "5-"+hex.EncodeToString(c.Root[:8]) {
		t.Fatal(got)
	}
	log, logV := key(t, c.Origin)
	witness, witnessV := key(t, "witness.example")
	msg, err := SignCheckpoint(c, log, witness)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []note.Verifiers{note.VerifierList(logV), note.VerifierList(witnessV), note.VerifierList(logV, witnessV)} {
		if got, err := OpenCheckpoint(msg, v); err != nil || got != c {
			t.Fatalf("%v %v", got, err)
		}
	}
	_, err = OpenCheckpoint(msg, note.VerifierList())
	wantCode(t, err, inspect.Refused)
	for i := range msg {
		bad := bytes.Clone(msg)
		bad[i] ^= 1
		if got, err := OpenCheckpoint(bad, note.VerifierList(logV, witnessV)); err == nil && got != c {
			t.Fatalf("byte %d flipped: opened as %v", i, got)
		}
	}
	_, err = SignCheckpoint(c)
	wantCode(t, err, inspect.Invalid)
	for _, origin := range []string{"", "a b", "a+b", "a\nb", "某\t局"} {
		_, err = SignCheckpoint(Checkpoint{Origin: origin, Root: c.Root}, log)
		wantCode(t, err, inspect.Invalid)
	}
}

func TestCheckpointRefuses(t *testing.T) {
	s, v := key(t, "log")
	root := base64.StdEncoding.EncodeToString(make([]byte, 32))
	for text, code := range map[string]inspect.Code{
		"log\n1\n" + root + "\n":                    "",
		"log\n1\n" + root + "\nextension\n":         inspect.Unsupported,
		"log\n01\n" + root + "\n":                   inspect.Damaged,
		"log\n+1\n" + root + "\n":                   inspect.Damaged,
		"log\n-1\n" + root + "\n":                   inspect.Damaged,
		"log\n99999999999999999999\n" + root + "\n": inspect.Damaged,
		"log\n1\n" + root[:40] + "\n":               inspect.Damaged,
		"\n1\n" + root + "\n":                       inspect.Damaged,
		"log\n1\n":                                  inspect.Damaged,
	} {
		msg, err := note.Sign(&note.Note{Text: text}, s)
		if err != nil {
			t.Fatal(err)
		}
		_, err = OpenCheckpoint(msg, note.VerifierList(v))
		if code == "" && err != nil {
			t.Errorf("%q refused: %v", text, err)
		}
		if code != "" {
			wantCode(t, err, code)
		}
	}
}

// trusting accepts every signature, so that fuzzing reaches the text behind it.
type trusting struct {
	name string
	hash uint32
}

func (v trusting) Verifier(name string, hash uint32) (note.Verifier, error) {
	return trusting{name, hash}, nil
}
func (v trusting) Name() string                { return v.name }
func (v trusting) KeyHash() uint32             { return v.hash }
func (v trusting) Verify(msg, sig []byte) bool { return true }

func FuzzOpenCheckpoint(f *testing.F) {
	m := grown(f, 5)
	c := head(f, m, 5)
	s, _ := key(f, c.Origin)
	signed, err := SignCheckpoint(c, s)
	if err != nil {
		f.Fatal(err)
	}
	p, err := ProveInclusion(5, 2, m)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signed)
	f.Add(InclusionProofFile(2, m.leaves[2], p, signed))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := OpenCheckpoint(data, trusting{}); err == nil && !strings.HasPrefix(string(data), c.Text()+"\n") {
			t.Fatalf("%q opened as %q", data, c.Text())
		}
		if e, c, err := OpenInclusionProofFile(data, trusting{}); err == nil && e.Seq >= c.Size {
			t.Fatalf("proves entry %d of %d", e.Seq, c.Size)
		}
	})
}
