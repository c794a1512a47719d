package backup

import (
	"archive/tar"
	"archive/zip"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

// maxSmall is the most that an entry other than the data may hold.
const maxSmall = 256 << 10

// Read tells what a backup says of itself; it needs no key and proves nothing.
func Read(file string) (About, error) {
	z, err := open(file)
	if err != nil {
		return About{}, err
	}
	defer z.Close()
	return about(&z.Reader, file)
}

func open(file string) (*zip.ReadCloser, error) {
	z, err := zip.OpenReader(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, inspect.E(inspect.NotFound, "找不到备份文件：%s", file).WithRef(file).WithHint("核对路径；移动盘是否插好")
	}
	if err != nil {
		return nil, notBackup(file, err)
	}
	return z, nil
}

func notBackup(file string, cause error) *inspect.Error {
	return inspect.E(inspect.Invalid, "这不是本程序的备份文件，或文件不完整：%s", file).WithRef(file).
		WithHint("选择名为 backup-….zip 的文件；复制不完整时重新复制一次").Because(cause)
}

func about(z *zip.Reader, file string) (About, error) {
	var a About
	b, err := small(z, entryAbout)
	if err != nil || json.Unmarshal(b, &a) != nil {
		return a, notBackup(file, err)
	}
	if a.Format != Format {
		return a, inspect.E(inspect.Unsupported, "备份的格式“%s”本程序不认识", a.Format).WithRef(file).WithHint("用较新版本的程序恢复")
	}
	return a, nil
}

func small(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSmall))
}

// Unpack opens a backup with a passphrase into dir, an empty folder. key is the
// key file to open it with, "" = the one inside. Errors: Forbidden for the
// wrong key or passphrase; Damaged when it was altered; nothing is written
// outside dir. It answers also with the key that seals the workspace, nil = it
// is not sealed: that one touches no disk.
func Unpack(ctx context.Context, file, dir, key string, passphrase []byte, tell func(done, total int64)) (About, []byte, error) {
	z, err := open(file)
	if err != nil {
		return About{}, nil, err
	}
	defer z.Close()
	a, err := about(&z.Reader, file)
	if err != nil {
		return a, nil, err
	}
	data, err := z.Open(entryData)
	if err != nil {
		return a, nil, notBackup(file, err)
	}
	defer data.Close()
	info, err := data.Stat()
	if err != nil {
		return a, nil, notBackup(file, err)
	}
	keys, err := unpackKeys(&z.Reader, file, dir)
	if err != nil {
		return a, nil, err
	}
	opener := keys
	if key != "" {
		if opener, err = os.ReadFile(key); err != nil {
			return a, nil, inspect.E(inspect.NotFound, "打不开密钥文件：%s", key).WithRef(key).Because(err)
		}
	}
	w := &counted{ctx: ctx, total: info.Size(), tell: tell}
	plain, err := trust.OpenSealed(io.TeeReader(data, w), opener, passphrase)
	if err != nil {
		return a, nil, err
	}
	seal, err := unpackTar(plain, dir)
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return a, nil, inspect.E(inspect.Canceled, "恢复已取消，工作区没有改动").Because(err)
		}
		var e *inspect.Error
		if errors.As(err, &e) {
			return a, nil, err
		}
		return a, nil, inspect.E(inspect.Damaged, "备份文件的内容已损坏或不完整：%s", file).WithRef(file).
			WithHint("换一份备份；磁盘空间不足时先腾出空间").Because(err)
	}
	return a, seal, nil
}

// unpackKeys writes the key files and returns the one that opens the rest.
func unpackKeys(z *zip.Reader, file, dir string) ([]byte, error) {
	if err := os.MkdirAll(filepath.Join(dir, "keys"), 0o700); err != nil {
		return nil, cannotRestore(dir, err)
	}
	for _, f := range z.File {
		name, ok := strings.CutPrefix(f.Name, entryKeys)
		switch {
		case f.Name == entryReadme, f.Name == entryAbout, f.Name == entryData:
			continue
		case !ok || !filepath.IsLocal(name) || strings.ContainsAny(name, `/\:`) || filepath.Ext(name) != ".key":
			return nil, notBackup(file, nil).WithRef(f.Name)
		}
		b, err := small(z, f.Name)
		if err != nil {
			return nil, notBackup(file, err)
		}
		if err := os.WriteFile(filepath.Join(dir, "keys", name), b, 0o600); err != nil {
			return nil, cannotRestore(dir, err)
		}
	}
	key, err := KeyFile(dir)
	if err != nil {
		return nil, notBackup(file, err)
	}
	return os.ReadFile(key)
}

func unpackTar(r io.Reader, dir string) (seal []byte, err error) {
	t, seen := tar.NewReader(r), map[string]bool{}
	for {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		top, _, nested := strings.Cut(h.Name, "/")
		known := h.Name == dataFile || h.Name == accountFile || h.Name == keyFile || nested && slices.Contains(Folders, top)
		if !known || h.Typeflag != tar.TypeReg || !filepath.IsLocal(h.Name) || strings.ContainsAny(h.Name, `\:`) || seen[h.Name] {
			return nil, inspect.E(inspect.Damaged, "备份里有不该有的内容：%q", h.Name).WithRef(h.Name).WithHint("这份备份不可信，换一份")
		}
		seen[h.Name] = true
		if h.Name == keyFile {
			text, err := io.ReadAll(io.LimitReader(t, maxSmall))
			if err == nil {
				seal, err = hex.DecodeString(strings.TrimSpace(string(text)))
			}
			if err != nil {
				return nil, err
			}
			continue
		}
		if err := unpackFile(t, filepath.Join(dir, filepath.FromSlash(h.Name)), h.Size); err != nil {
			return nil, err
		}
	}
	if _, err := io.Copy(io.Discard, r); err != nil { // to the end: only there a cut stream shows
		return nil, err
	}
	if !seen[dataFile] {
		return nil, inspect.E(inspect.Damaged, "备份里没有数据库").WithHint("换一份备份")
	}
	return seal, nil
}

func unpackFile(t io.Reader, path string, size int64) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return cannotRestore(path, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return cannotRestore(path, err)
	}
	if _, err := io.CopyN(f, t, size); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return cannotRestore(path, err)
	}
	return nil
}

func cannotRestore(p string, err error) error {
	return inspect.E(inspect.Storage, "恢复时写不进文件夹：%s", p).WithRef(p).Because(err).
		WithHint("检查该文件夹是否只读、磁盘是否已满；工作区没有改动")
}
