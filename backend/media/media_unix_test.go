//go:build unix

package media

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"shuangsuiji/backend/inspect"
)

func init() {
	// full sets the largest file this process may write, which fails a write half
	// way as a full disk does, needs no privilege and no mount.
	children["full"] = func(args []string) {
		s, err := Open(args[0])
		if err != nil {
			panic(err)
		}
		limit := syscall.Rlimit{Cur: blockSize + 1000, Max: blockSize + 1000}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			panic(err)
		}
		_, err = s.Add(context.Background(), args[1], nil)
		fmt.Println(inspect.CodeOf(err), err)
	}
	// readonly adds to a store as a user without rights: root may write anywhere.
	children["readonly"] = func(args []string) {
		if os.Getuid() == 0 {
			if err := syscall.Setuid(65534); err != nil {
				panic(err)
			}
		}
		s, err := Open(args[0])
		if err == nil {
			_, err = s.Add(context.Background(), args[1], nil)
		}
		fmt.Println(inspect.CodeOf(err), err)
	}
}

func TestDiskFull(t *testing.T) {
	s := open(t)
	src := write(t, "a.mp4", noise(2*blockSize))
	out, err := child("full", s.dir, src).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := string(out); !strings.HasPrefix(got, "storage 磁盘空间不足") || !strings.Contains(got, s.dir) || !strings.Contains(got, "请清理磁盘") {
		t.Errorf("the child said: %s", got)
	}
	if left := files(t, s); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
	for _, cause := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if !full(&os.PathError{Op: "write", Err: cause}) {
			t.Errorf("%v is not seen as a full disk", cause)
		}
	}
	if full(syscall.EIO) || full(nil) {
		t.Error("not every failure is a full disk")
	}
}

func TestReadOnlyFolder(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "evidence")
	// The child must be able to reach the folder and read it, only not write.
	if err := errors.Join(os.Mkdir(dir, 0o555), os.Chmod(dir, 0o555),
		os.Chmod(top, 0o755), os.Chmod(filepath.Dir(top), 0o755)); err != nil {
		t.Fatal(err)
	}
	src := filepath.Join(top, "a.txt")
	if err := errors.Join(os.WriteFile(src, []byte("x"), 0o644), os.Chmod(src, 0o644)); err != nil {
		t.Fatal(err)
	}
	out, err := child("readonly", dir, src).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := string(out); !strings.HasPrefix(got, "storage 不能写入证据目录 "+dir) || !strings.Contains(got, "写保护") {
		t.Errorf("the child said: %s", got)
	}
}

func TestAddRefusesPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := open(t).Add(context.Background(), pipe, nil)
	wantCode(t, err, inspect.Invalid)
}
