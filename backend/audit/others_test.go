package audit

import (
	"crypto/rand"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// TestProofsByAnotherHand: proofs of entries and of growth hold, and forged ones
// do not, for a library that shares no code with ours.
func TestProofsByAnotherHand(t *testing.T) {
	m := grown(t, 67)
	for size := int64(1); size <= 67; size++ {
		root, err := Root(size, m)
		if err != nil {
			t.Fatal(err)
		}
		for seq := range size {
			p, err := ProveInclusion(size, seq, m)
			if err != nil {
				t.Fatal(err)
			}
			leaf := rfc6962.DefaultHasher.HashLeaf(m.leaves[seq])
			if err := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(seq), uint64(size), leaf, raw(p), root[:]); err != nil {
				t.Fatalf("entry %d of %d: %v", seq, size, err)
			}
			other := rfc6962.DefaultHasher.HashLeaf([]byte("another"))
			if proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(seq), uint64(size), other, raw(p), root[:]) == nil {
				t.Fatalf("entry %d of %d: another leaf is proven too", seq, size)
			}
		}
		for older := int64(1); older <= size; older++ {
			was, err := Root(older, m)
			if err != nil {
				t.Fatal(err)
			}
			p, err := ProveConsistency(size, older, m)
			if err != nil {
				t.Fatal(err)
			}
			if err := proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(older), uint64(size), raw(p), was[:], root[:]); err != nil {
				t.Fatalf("%d after %d: %v", size, older, err)
			}
		}
	}
}

func raw(hashes []tlog.Hash) [][]byte {
	out := [][]byte{}
	for _, h := range hashes {
		out = append(out, h[:])
	}
	return out
}

// TestProofScript: a proof file is checked by a short script of Python's
// standard library, and the checkpoint's signature by openssl.
func TestProofScript(t *testing.T) {
	m := grown(t, 37)
	c := head(t, m, 37)
	skey, vkey, err := note.GenerateKey(rand.Reader, c.Origin)
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := SignCheckpoint(c, s)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	check := func(file []byte, key ...string) (string, error) {
		t.Helper()
		path := filepath.Join(dir, "x.tlog-proof")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("/usr/bin/python3", append([]string{"../../scripts/proof.py", path}, key...)...).CombinedOutput()
		return string(out), err
	}
	p, err := ProveInclusion(37, 20, m)
	if err != nil {
		t.Fatal(err)
	}
	good := InclusionProofFile(20, m.leaves[20], p, signed)
	out, err := check(good, vkey)
	if err != nil || !strings.Contains(out, string(m.leaves[20])) || !strings.Contains(out, "检查点由") {
		t.Fatalf("%v\n%s", err, out)
	}
	p[0][0] ^= 1
	if out, err := check(InclusionProofFile(20, m.leaves[20], p, signed)); err == nil || !strings.Contains(out, "root comes out differently") {
		t.Errorf("another path: %v\n%s", err, out)
	}
	p[0][0] ^= 1
	if out, err := check(InclusionProofFile(21, m.leaves[20], p, signed)); err == nil {
		t.Errorf("another place\n%s", out)
	}
	forged := strings.Replace(string(good), base64.StdEncoding.EncodeToString(m.leaves[20])[:30], base64.StdEncoding.EncodeToString([]byte("another leaf of the same length"))[:30], 1)
	if out, err := check([]byte(forged)); err == nil {
		t.Errorf("another leaf\n%s", out)
	}
	other := c
	other.Size++
	resigned, err := SignCheckpoint(other, s)
	if err != nil {
		t.Fatal(err)
	}
	swapped := strings.Replace(string(resigned), "\n38\n", "\n37\n", 1)
	if out, err := check(InclusionProofFile(20, m.leaves[20], p, []byte(swapped)), vkey); err == nil || !strings.Contains(out, "signature") {
		t.Errorf("a signature of another head: %v\n%s", err, out)
	}
}
