package cli

import (
	"os"
	"strconv"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// fileLimit stands in for a full disk or a read-only folder where nobody may
// mount one: the largest file a process may write, in bytes.
const fileLimit = "SSJ_TEST_FILE_LIMIT"

// small makes a folder on a disk of three megabytes.
func small(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	mount(ts, 1<<20, func() error { return unix.Mount("tmpfs", dir, "tmpfs", 0, "size=3m") }, dir)
}

// readonly makes a folder read-only, for the superuser too.
func readonly(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	if os.Geteuid() != 0 {
		ts.Check(os.Chmod(dir, 0o555))
		ts.Defer(func() { ts.Check(os.Chmod(dir, 0o755)) })
		return
	}
	mount(ts, 0, func() error {
		if err := unix.Mount(dir, dir, "", unix.MS_BIND, ""); err != nil {
			return err
		}
		return unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY, "")
	}, dir)
}

// mount does a mount until the story ends; where that is not allowed, files
// stay under limit bytes instead.
func mount(ts *testscript.TestScript, limit int, do func() error, dir string) {
	err := do()
	if err == syscall.EPERM || err == syscall.EACCES {
		ts.Setenv(fileLimit, strconv.Itoa(limit))
		return
	}
	ts.Check(err)
	ts.Defer(func() { ts.Check(unix.Unmount(dir, 0)) })
}

// limitFiles obeys fileLimit.
func limitFiles() error {
	n, err := strconv.ParseUint(os.Getenv(fileLimit), 10, 64)
	if err != nil {
		return nil // no limit is set
	}
	return unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: n})
}
