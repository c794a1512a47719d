package backup

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"shuangsuiji/backend/disk"
	"shuangsuiji/backend/inspect"
)

// durable makes the file out of what fill writes: beside it, synced, read again
// (what the disk gives back is what was meant, before anybody relies on it), and
// renamed. After an error nothing of it is left.
func durable(out string, fill func(io.Writer) error) (err error) {
	f, err := os.OpenFile(out+partial, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return failed(out, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(out + partial)
		}
	}()
	meant, got := sha256.New(), sha256.New()
	if err := fill(io.MultiWriter(f, meant)); err != nil {
		return failed(out, err)
	}
	if err := f.Sync(); err != nil {
		return failed(out, err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return failed(out, err)
	}
	if _, err := io.Copy(got, f); err != nil {
		return failed(out, err)
	}
	if !bytes.Equal(got.Sum(nil), meant.Sum(nil)) {
		return inspect.E(inspect.Storage, "写出后读回的内容不同：%s", out).WithRef(out).WithHint("该磁盘或移动盘可能已损坏，换一个位置再做")
	}
	if err := f.Close(); err != nil {
		return failed(out, err)
	}
	if err := os.Rename(out+partial, out); err != nil {
		return failed(out, err)
	}
	return disk.SyncDir(filepath.Dir(out))
}
