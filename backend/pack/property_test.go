package pack

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// Any files whose names are admitted come back as they went in, from a ZIP
// and from a folder.
func TestRoundTripProperty(t *testing.T) {
	o := newOffice(t)
	part := rapid.StringMatching(`[a-zA-Z0-9一-龥 ._\-]{1,12}`)
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		files := map[string][]byte{}
		var src []Source
		k := newKin()
		for range rapid.IntRange(1, 6).Draw(t, "files") {
			name := rapid.SampledFrom([]string{"data/", "data/", "log/", "meta/"}).Draw(t, "in") + part.Draw(t, "name")
			if rapid.Bool().Draw(t, "deep") {
				name += "/" + part.Draw(t, "more")
			}
			if checkName(name) != nil || k.add(name) != nil {
				continue
			}
			files[name] = rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "content")
			src = append(src, Bytes(name, files[name]))
		}
		if checkSources(src) != nil {
			return
		}
		n++
		path := filepath.Join(dir, "p"+strconv.Itoa(n)+rapid.SampledFrom([]string{"", ".zip"}).Draw(t, "form"))
		if _, err := Write(context.Background(), path, sampleMeta(), src, o.signers(), nil); err != nil {
			t.Fatal(err)
		}
		r, v, err := Open(context.Background(), path, o.pool, noon)
		if err != nil || v.State != Valid {
			t.Fatal(v, err)
		}
		for name, want := range files {
			if got, err := r.ReadFile(name, 1000); err != nil || !bytes.Equal(got, want) {
				t.Fatalf("%q: %q, %v", name, got, err)
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
	})
}
