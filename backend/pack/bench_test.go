package pack

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// BenchmarkPackage packs 4 GB as evidence is (four files of 1 GB, 200 small
// ones) beside what people use for the same: copying, archiving, bagging,
// encrypting, each until it is on the disk. SSJ_BENCH_GB makes the large files
// fewer. A line "ours" next to "cp" is the figure to look at: the package is
// copied, hashed (SHA-256, CRC) and signed in one pass.
func BenchmarkPackage(b *testing.B) {
	o := newOffice(b)
	dir := b.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		b.Fatal(err)
	}
	large := 4
	if text := os.Getenv("SSJ_BENCH_GB"); text != "" {
		if _, err := fmt.Sscan(text, &large); err != nil {
			b.Fatal(err)
		}
	}
	var src []Source
	var total int64
	random := rand.NewChaCha8([32]byte{1})
	buf := make([]byte, 1<<20)
	add := func(name string, size int) {
		path := filepath.Join(in, name)
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		for left := size; left > 0; left -= len(buf) {
			_, _ = random.Read(buf) // never fails
			if _, err := f.Write(buf[:min(left, len(buf))]); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
		s, err := File("data/media/"+name, path, "")
		if err != nil {
			b.Fatal(err)
		}
		src = append(src, s)
		total += s.Size
	}
	for i := range large {
		add(fmt.Sprintf("录像%d.mp4", i), 1<<30)
	}
	for i := range 200 {
		add(fmt.Sprintf("照片%03d.jpg", i), 300<<10)
	}
	peer := func(name, needs, command string) {
		b.Run(name, func(b *testing.B) {
			if _, err := exec.LookPath(strings.Fields(needs)[0]); err != nil || exec.Command("sh", "-c", needs).Run() != nil {
				b.Skipf("not installed: %s", needs)
			}
			b.SetBytes(total)
			for b.Loop() {
				cmd := exec.Command("sh", "-ec", `rm -rf out; `+command+`; sync -f out; rm -rf out`)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
			}
		})
	}
	peer("cp", "cp --version", "cp -r in out")
	peer("cp+sha256sum", "sha256sum --version", "cp -r in out; sha256sum in/* >out/sums")
	peer("tar", "tar --version", "tar cf out in")
	peer("zip-0", "zip --version", "zip -0 -q -r out.zip in; mv out.zip out")
	peer("bagit-python", "python3 -c import\\ bagit", `cp -r in out; python3 -c 'import bagit; bagit.make_bag("out", checksums=["sha256"])'`)
	peer("tar|age", "age --version", "key=$(age-keygen 2>/dev/null | sed -n 's/^# public key: //p'); tar cf - in | age -r $key -o out")
	out := filepath.Join(dir, "p.zip")
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(total)
		debug.FreeOSMemory()
		for b.Loop() {
			if err := os.RemoveAll(out); err != nil {
				b.Fatal(err)
			}
			if _, err := Write(context.Background(), out, sampleMeta(), src, o.signers(), nil); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(used(), "MB")
	})
	b.Run("ours/verify", func(b *testing.B) {
		b.SetBytes(total)
		for b.Loop() {
			if v, err := Verify(context.Background(), out, o.pool, noon, nil); err != nil || v.State != Valid {
				b.Fatal(v, err)
			}
		}
		b.ReportMetric(used(), "MB")
	})
}

// used is the memory that the process has from the system, in MB.
func used() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys-m.HeapReleased) / 1e6
}
