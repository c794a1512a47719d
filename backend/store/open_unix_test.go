//go:build unix

package store_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// TestNoMoreRoomForTheFile: the system refuses to let the file grow (a file
// size limit stands for a full disk; it also holds for root).
func TestNoMoreRoomForTheFile(t *testing.T) {
	l := newLab(t)
	l.subject("s-1", "1", "一")
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var old unix.Rlimit
	l.ok(unix.Getrlimit(unix.RLIMIT_FSIZE, &old))
	info, err := os.Stat(filepath.Join(l.dir, "data.db-wal"))
	l.ok(err)
	set := func(n uint64) { l.ok(unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: old.Max})) }
	defer set(old.Cur)
	set(uint64(info.Size()) + 4096)
	l.stopsAndGoesOn(func() { set(old.Cur) }, "本次没有保存")
}

// TestReadOnly: a folder, or a data file, that this user may not write.
func TestReadOnly(t *testing.T) {
	for name, lock := range map[string]func(dir string) error{
		"folder": func(dir string) error { return os.Chmod(dir, 0o555) },
		"file":   func(dir string) error { return os.Chmod(dir, 0o777) },
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t)
			l.subject("s-1", "1", "一")
			l.close()
			path := filepath.Join(l.dir, "data.db")
			before := digestFile(t, path)
			l.ok(os.Chmod(path, 0o444))
			l.ok(os.Chmod(filepath.Join(l.dir, "workspace.lock"), 0o666))
			l.ok(lock(l.dir))
			out, err := bound(t, second(t, "open", l.dir)).Output()
			l.ok(err)
			if got := string(out); !strings.HasPrefix(got, "storage ") || !strings.Contains(got, "是否只读") {
				t.Fatalf("it says %q", got)
			}
			l.ok(os.Chmod(l.dir, 0o700))
			if digestFile(t, path) != before {
				t.Fatal("the file was touched")
			}
		})
	}
}

// bound makes a command run as somebody whom permissions bind: root is not.
func bound(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	if os.Getuid() != 0 {
		return cmd
	}
	self, err := os.ReadFile(cmd.Path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd.Path = filepath.Join(dir, "child") // go test keeps its binary where only root may read
	if err := os.WriteFile(cmd.Path, self, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	return cmd
}
