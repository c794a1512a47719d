//go:build soak

package pack

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// TestSoakHugeFile packs a sparse file of more than 4 GiB, reads it with
// every stock tool and verifies it, in constant memory. It needs 10 GB of
// disk.
func TestSoakHugeFile(t *testing.T) {
	o := newOffice(t)
	dir := t.TempDir()
	huge := filepath.Join(dir, "huge")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 4<<30+12345); err != nil {
		t.Fatal(err)
	}
	video, err := File("data/media/长录像.mp4", huge, "")
	if err != nil {
		t.Fatal(err)
	}
	src := append(sampleSources(), video, Bytes("data/media/长录像之后.txt", []byte("x")))
	path := filepath.Join(dir, "大包.zip")
	if _, err := Write(context.Background(), path, sampleMeta(), src, o.signers(), nil); err != nil {
		t.Fatal(err)
	}
	if v := o.verify(t, path); v.State != Valid {
		t.Fatal(v.Sentence)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("memory from the system: %d MB", m.Sys>>20)
	if m.Sys > 50<<20 {
		t.Errorf("%d MB of memory, want less than 50", m.Sys>>20)
	}
	java, err := filepath.Abs(filepath.Join("testdata", "ReadZip.java"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"unzip -tq 大包.zip", "7z t 大包.zip", "bsdtar -tf - < 大包.zip",
		fmt.Sprintf("java '%s' < 大包.zip", java),
		`/usr/bin/python3 -c 'import zipfile; assert zipfile.ZipFile("大包.zip").testzip() is None'`,
	} {
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
	}
}
