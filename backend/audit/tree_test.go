package audit

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"shuangsuiji/backend/inspect"
)

// The tree of the Certificate Transparency reference implementation.
func TestRFC6962Vectors(t *testing.T) {
	leaves := []string{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}
	roots := map[int]string{
		0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	}
	m := &memory{}
	for i := 0; ; i++ {
		if want, ok := roots[i]; ok {
			if got := head(t, m, int64(i)).Root; hex.EncodeToString(got[:]) != want {
				t.Errorf("root of %d leaves: %x, want %s", i, got, want)
			}
		}
		if i == len(leaves) {
			return
		}
		leaf, err := hex.DecodeString(leaves[i])
		if err != nil {
			t.Fatal(err)
		}
		m.add(t, leaf)
	}
}

func TestVerifyWhole(t *testing.T) {
	for _, size := range []int64{0, 1, 2, 3, 7, 8, 100, batch/2 + 3} {
		m := grown(t, size)
		got, err := Verify(size, m.source, m)
		if err != nil {
			t.Fatal(err)
		}
		want := head(t, m, size)
		if got.Size != want.Size || got.Root != want.Root {
			t.Fatalf("size %d: %v, want %v", size, got, want)
		}
	}
}

// Any single flipped bit, in a leaf or in a stored hash, is found and named.
func TestVerifyNamesDamage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, 40).Draw(t, "size")
		m := &memory{}
		for i := range size {
			leaf, err := sample(i).Leaf()
			if err != nil {
				t.Fatal(err)
			}
			add, err := Append(i, leaf, m)
			if err != nil {
				t.Fatal(err)
			}
			m.leaves, m.hashes = append(m.leaves, leaf), append(m.hashes, add...)
		}
		var want string
		if rapid.Bool().Draw(t, "leaf") {
			n := rapid.Int64Range(0, size-1).Draw(t, "n")
			b := m.leaves[n]
			b[rapid.IntRange(0, len(b)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
			want = fmt.Sprintf("leaf/%d", n)
		} else {
			n := rapid.IntRange(0, len(m.hashes)-1).Draw(t, "n")
			m.hashes[n][rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
			want = fmt.Sprintf("hash/%d", n)
			// The last leaf of an odd tree has no stored parent to say which of the two is wrong.
			if size%2 == 1 && n == int(tlog.StoredHashIndex(0, size-1)) {
				want = fmt.Sprintf("leaf/%d", size-1)
			}
		}
		_, err := Verify(size, m.source, m)
		var e *inspect.Error
		if !errors.As(err, &e) || e.Code != inspect.Damaged || e.Ref != want {
			t.Fatalf("got %+v, want ref %s", e, want)
		}
	})
}

func TestVerifyNamesMissing(t *testing.T) {
	m := grown(t, 6)
	drop := func(n int64) LeafSource {
		return func(yield func(int64, []byte) error) error {
			return m.source(func(seq int64, leaf []byte) error {
				if seq == n {
					return nil
				}
				return yield(seq, leaf)
			})
		}
	}
	for _, n := range []int64{0, 3, 5} {
		_, err := Verify(6, drop(n), m)
		wantRef(t, err, fmt.Sprintf("leaf/%d", n))
	}
	_, err := Verify(5, m.source, m)
	wantRef(t, err, "leaf/5")

	swapped := &memory{leaves: [][]byte{m.leaves[1]}}
	swapped.hashes, err = Append(0, m.leaves[1], swapped)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Verify(1, swapped.source, swapped)
	wantRef(t, err, "leaf/0") // hashes fit, but the leaf says it is number 1

	gone := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		for _, i := range indexes {
			if i == 4 {
				return nil, errors.New("no row")
			}
		}
		return m.ReadHashes(indexes)
	})
	_, err = Verify(6, m.source, gone)
	wantRef(t, err, "hash/4")

	broken := errors.New("disk unplugged")
	_, err = Verify(6, m.source, tlog.HashReaderFunc(func([]int64) ([]tlog.Hash, error) { return nil, broken }))
	if !errors.Is(err, broken) {
		t.Fatalf("the storage's own error became %v", err)
	}
}

// A second implementation, from the RFC and not from tlog, finds the same root.
func TestPythonAgrees(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("python3 is needed for this test: %v", err)
	}
	for _, size := range []int64{0, 1, 2, 3, 11, 64, 1000} {
		m := grown(t, size)
		var export bytes.Buffer
		for _, leaf := range m.leaves {
			export.Write(append(leaf, '\n'))
		}
		cmd := exec.Command(python, "testdata/root.py")
		cmd.Stdin = &export
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		c := head(t, m, size)
		if got := strings.ReplaceAll(string(out), "\r\n", "\n"); c.Origin+"\n"+got != c.Text() {
			t.Fatalf("size %d: python says %q, we say %q", size, got, c.Text())
		}
	}
}
