//go:build unix

package store

import (
	"os"

	"golang.org/x/sys/unix"

	"shuangsuiji/backend/inspect"
)

// lockFile takes the workspace for this process. The kernel drops the lock
// when the process dies, so a leftover file never blocks anybody.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, storage(err, path)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		return nil, inspect.E(inspect.Busy, "该工作区已在另一个窗口或程序中打开").WithRef(path).Because(err).
			WithHint("关闭另一个窗口后重试")
	}
	return f, nil
}
