package media

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
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

// BenchmarkAddBeside copies and hashes a file as Add does, and has sha256sum and cp
// with sync do the same file in the same run: the ratios say more than the figures
// on a machine that has other work. Above 1 the tool is faster.
func BenchmarkAddBeside(b *testing.B) {
	src, s := benchFile(b), open(b)
	dst := filepath.Join(b.TempDir(), "copy")
	tool := func(name string, args ...string) time.Duration {
		start := time.Now()
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			b.Skipf("%s: %v %s", name, err, out)
		}
		return time.Since(start)
	}
	var ours, sum, cp time.Duration
	for b.Loop() {
		start := time.Now()
		item, err := s.Add(context.Background(), src, nil)
		if err != nil || item.Duplicate {
			b.Fatal(item, err)
		}
		ours += time.Since(start)
		b.StopTimer()
		sum += tool("sha256sum", src)
		cp += tool("cp", src, dst) + tool("sync", dst)
		if err := errors.Join(os.Remove(s.Path(item.SHA256)), os.Remove(dst)); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(benchSize*float64(b.N)/ours.Seconds()/1e9, "GB/s")
	b.ReportMetric(ours.Seconds()/sum.Seconds(), "of-sha256sum")
	b.ReportMetric(ours.Seconds()/cp.Seconds(), "of-cp+sync")
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
