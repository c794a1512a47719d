package sheet

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shuangsuiji/backend/disk"
	"shuangsuiji/backend/inspect"
)

// writeFile makes a file whole or not at all: temporary file beside it, fsync,
// rename, fsync of the folder.
func writeFile(path string, fill func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".ssj-*.tmp")
	if err != nil {
		return writeError(path, err)
	}
	defer os.Remove(tmp.Name()) // fails, harmlessly, after the rename
	w := bufio.NewWriterSize(tmp, 256<<10)
	err = fill(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err == nil {
		err = disk.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		return writeError(path, err)
	}
	return nil
}

func writeError(path string, err error) error {
	var known *inspect.Error
	if errors.As(err, &known) {
		return err
	}
	name := filepath.Base(path)
	e := inspect.E(inspect.Storage, "文件“%s”没有写成", name).WithRef(path).Because(err)
	switch {
	case isDiskFull(err):
		return e.WithHint("磁盘已满，请清理后重试；原有文件没有改动")
	case isInUse(err):
		return e.WithHint("该文件正被其他程序打开，请关闭后重试；原有文件没有改动")
	case errors.Is(err, fs.ErrNotExist):
		return e.WithHint("文件夹“%s”不存在，请换一个位置", filepath.Dir(path))
	case errors.Is(err, fs.ErrPermission):
		return e.WithHint("没有写入权限，或文件夹是只读的，请换一个位置")
	}
	return e.WithHint("请检查磁盘或 U 盘后重试；原有文件没有改动")
}
