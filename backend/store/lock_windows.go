package store

import (
	"os"

	"golang.org/x/sys/windows"

	"shuangsuiji/backend/inspect"
)

// lockFile takes the workspace for this process. Windows drops the lock when
// the process dies, so a leftover file never blocks anybody.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, storage(err, path)
	}
	err = windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, new(windows.Overlapped))
	if err != nil {
		f.Close()
		return nil, inspect.E(inspect.Busy, "该工作区已在另一个窗口或程序中打开").WithRef(path).Because(err).
			WithHint("关闭另一个窗口后重试")
	}
	return f, nil
}
