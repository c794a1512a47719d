package pack

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkPackage packs 1 GB as evidence is (three large files, a hundred
// small ones) beside `cp` and `sync` of the same, and verifies it. Run with
// -benchtime 1x.
func BenchmarkPackage(b *testing.B) {
	o := newOffice(b)
	dir := b.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		b.Fatal(err)
	}
	var src []Source
	var total int64
	add := func(name string, size int) {
		path := filepath.Join(in, name)
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(i * 7 / 3)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			b.Fatal(err)
		}
		s, err := File("data/media/"+name, path, "")
		if err != nil {
			b.Fatal(err)
		}
		src = append(src, s)
		total += s.Size
	}
	for i := range 3 {
		add(fmt.Sprintf("录像%d.mp4", i), 320<<20)
	}
	for i := range 100 {
		add(fmt.Sprintf("照片%03d.jpg", i), 300<<10)
	}
	out := filepath.Join(dir, "p.zip")
	b.Run("cp", func(b *testing.B) {
		b.SetBytes(total)
		for b.Loop() {
			if out, err := exec.Command("sh", "-c", fmt.Sprintf("rm -rf '%[1]s/copy' && cp -r '%[2]s' '%[1]s/copy' && sync '%[1]s'/copy/*", dir, in)).CombinedOutput(); err != nil {
				b.Fatalf("%v: %s", err, out)
			}
		}
	})
	b.Run("write", func(b *testing.B) {
		b.SetBytes(total)
		b.ReportAllocs()
		for b.Loop() {
			if err := os.RemoveAll(out); err != nil {
				b.Fatal(err)
			}
			if _, err := Write(context.Background(), out, sampleMeta(), src, o.signers(), nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		b.SetBytes(total)
		b.ReportAllocs()
		for b.Loop() {
			if v, err := Verify(context.Background(), out, o.pool, noon, nil); err != nil || v.State != Valid {
				b.Fatal(v, err)
			}
		}
	})
}
