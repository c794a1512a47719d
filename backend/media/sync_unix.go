//go:build unix

package media

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"shuangsuiji/backend/disk"
)

// makeDir makes one folder, if there is none, so that it survives a power cut.
func makeDir(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return disk.SyncDir(filepath.Dir(dir))
}

// rename moves a file, replacing one that is there, so that the new name
// survives a power cut.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return disk.SyncDir(filepath.Dir(to))
}

// full reports whether err means that the disk, the quota or the largest file
// the file system allows is exhausted.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
