package media

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// The two benchmarks copy the same 512 MB durably: Add with both digests, the
// other with nothing, as cp and sync would.
const benchSize = 512 << 20

func benchFile(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "video.mp4")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	block := noise(16 << 20)
	for range benchSize / len(block) {
		block[0]++
		if _, err := f.Write(block); err != nil {
			b.Fatal(err)
		}
	}
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(benchSize)
	return path
}

func BenchmarkAdd512MB(b *testing.B) {
	src, s := benchFile(b), open(b)
	for b.Loop() {
		item, err := s.Add(context.Background(), src, nil)
		if err != nil || item.Duplicate {
			b.Fatal(item, err)
		}
		b.StopTimer()
		if err := os.Remove(s.Path(item.SHA256)); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func BenchmarkCopy512MB(b *testing.B) {
	src, dst := benchFile(b), filepath.Join(b.TempDir(), "copy")
	for b.Loop() {
		in, err := os.Open(src)
		if err != nil {
			b.Fatal(err)
		}
		out, err := os.Create(dst)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(out, in); err != nil {
			b.Fatal(err)
		}
		if err := out.Sync(); err != nil {
			b.Fatal(err)
		}
		if err := out.Close(); err != nil {
			b.Fatal(err)
		}
		if err := in.Close(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := os.Remove(dst); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
