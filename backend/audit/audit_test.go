package audit

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shuangsuiji/backend/inspect"
)

// memory is the caller's storage: leaves and hashes by index.
type memory struct {
	leaves [][]byte
	hashes []tlog.Hash
}

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, 0, len(indexes))
	for _, i := range indexes {
		if i < 0 || i >= int64(len(m.hashes)) {
			return nil, fmt.Errorf("no hash %d", i)
		}
		out = append(out, m.hashes[i])
	}
	return out, nil
}

func (m *memory) add(t testing.TB, leaf []byte) {
	t.Helper()
	size := int64(len(m.leaves))
	add, err := Append(size, leaf, m)
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(m.hashes)) != tlog.StoredHashCount(size) {
		t.Fatalf("hashes of %d leaves: %d", size, len(m.hashes))
	}
	m.leaves, m.hashes = append(m.leaves, leaf), append(m.hashes, add...)
}

func (m *memory) source(yield func(int64, []byte) error) error {
	for i, leaf := range m.leaves {
		if err := yield(int64(i), leaf); err != nil {
			return err
		}
	}
	return nil
}

func sample(seq int64) Entry {
	return Entry{
		Seq: seq, At: "2026-03-02T01:00:00.000Z", Person: "019c0000-0000-7000-8000-000000000001",
		Role: "clerk", Device: "pc-1", Action: "task.freeze", Noun: "task",
		ID: fmt.Sprintf("task-%d", seq), After: strings.Repeat("ab", 32), Article: "第十四条",
		Reason: `名录冻结 <"&> 𠮷`,
	}
}

func grown(t testing.TB, n int64) *memory {
	m := &memory{}
	for i := range n {
		leaf, err := sample(i).Leaf()
		if err != nil {
			t.Fatal(err)
		}
		m.add(t, leaf)
	}
	return m
}

func head(t testing.TB, m *memory, size int64) Checkpoint {
	t.Helper()
	root, err := Root(size, m)
	if err != nil {
		t.Fatal(err)
	}
	return Checkpoint{Origin: "ssj.example/office", Size: size, Root: root}
}

func wantCode(t *testing.T, err error, code inspect.Code) {
	t.Helper()
	if err == nil || inspect.CodeOf(err) != code {
		t.Fatalf("error %v, want code %s", err, code)
	}
	var e *inspect.Error
	if !errors.As(err, &e) || e.Message == "" {
		t.Fatalf("error without message: %#v", err)
	}
}

func wantRef(t *testing.T, err error, ref string) {
	t.Helper()
	wantCode(t, err, inspect.Damaged)
	var e *inspect.Error
	errors.As(err, &e)
	if e.Ref != ref {
		t.Fatalf("ref %q, want %q (%v)", e.Ref, ref, err)
	}
}

func key(t testing.TB, name string) (note.Signer, note.Verifier) {
	t.Helper()
	skey, vkey, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(vkey)
	if err != nil {
		t.Fatal(err)
	}
	return s, v
}
