package pack

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"shuangsuiji/backend/trust"
)

var update = flag.Bool("update", false, "write the sample package in testdata anew")

const samplePath = "testdata/示例-20260302-任务1-001.zip"

// samplePool trusts the root of the sample package.
func samplePool(t testing.TB) *trust.Pool {
	t.Helper()
	root, err := os.ReadFile("testdata/root.crt.pem")
	if err != nil {
		t.Fatal(err)
	}
	pool, err := trust.NewPool(root)
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

// A package of format 1, made once, which must verify for ever.
func TestSampleOfFormat1(t *testing.T) {
	if *update {
		o := newOffice(t)
		if err := os.RemoveAll(samplePath); err != nil {
			t.Fatal(err)
		}
		o.write(t, filepath.Dir(samplePath), filepath.Base(samplePath))
		if err := os.WriteFile("testdata/root.crt.pem", o.root.RootPEM(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, v, err := Open(context.Background(), samplePath, samplePool(t), noon)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if v.State != Valid || r.Meta().ID != sampleMeta().ID {
		t.Errorf("%s: %s", v.State, v.Sentence)
	}
	var want []string
	for _, s := range sampleSources() {
		want = append(want, s.Name)
		if r.Digest(s.Name) != s.SHA256 || r.Size(s.Name) != s.Size {
			t.Errorf("%s is another file", s.Name)
		}
	}
	want = append(want, metaName)
	slices.Sort(want)
	if !slices.Equal(r.Names(), want) {
		t.Errorf("names %q", r.Names())
	}
}
