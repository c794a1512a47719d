package media

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Item describes one evidence file; doc.go gives the units.
type Item struct {
	SHA256, SM3   string
	Size          int64
	Mime          string // by content, such as "image/jpeg"
	Name          string // original name, for people only
	Ext           string // with the dot, such as ".jpg"; by content where known
	Duration      float64
	Width, Height int
	CapturedAt    string
	Device        string // the camera, from the file itself
	Duplicate     bool   // the content was there already
}

const partial = ".partial"

// Add copies the file src into the store and returns once the copy is durable.
// progress, if not nil, is called after every block on the calling goroutine.
// Errors: invalid for an empty file, a folder or something else that is not a
// file; notfound for no file; conflict when src changed while it was read;
// storage when src cannot be read or the disk is full or gone; canceled. After
// an error nothing of the copy is left.
func (s *Store) Add(ctx context.Context, src string, progress func(done, total int64)) (Item, error) {
	before, err := source(src)
	if err != nil {
		return Item{}, err
	}
	out, err := s.create()
	if err != nil {
		return Item{}, err
	}
	defer s.discard(out) // after keep: only forgets that it was busy
	return s.copy(ctx, src, before, out, newHasher(), progress, nil)
}

// copy goes on with a copy into out from where h stands. mark, if not nil, is
// called before a block that begins a further markEvery bytes, when out holds
// exactly what h has hashed.
func (s *Store) copy(ctx context.Context, src string, before fs.FileInfo, out *os.File, h *hasher, progress func(done, total int64), mark func() error) (Item, error) {
	in, err := os.Open(src)
	if err != nil {
		return Item{}, cannotRead(src, err)
	}
	defer in.Close()
	if _, err := in.Seek(h.done, io.SeekStart); err != nil {
		return Item{}, cannotRead(src, err)
	}
	from := h.done
	err = h.read(ctx, in, before.Size(), progress, func(block []byte, settle func()) error {
		if mark != nil && h.done > from && h.done%s.markEvery == 0 {
			settle()
			if err := mark(); err != nil {
				return err
			}
		}
		if _, err := out.Write(block); err != nil {
			return cannotWrite(s.dir, err)
		}
		return nil
	})
	if err != nil {
		return Item{}, readFailed(src, err)
	}
	sums := h.sums()
	if after, err := os.Stat(src); err != nil || sums.size != before.Size() ||
		after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		if errors.Is(err, fs.ErrNotExist) {
			return Item{}, cannotRead(src, err)
		}
		return Item{}, inspect.E(inspect.Conflict, "文件 %s 正在被改写，没有添加", src).WithRef(src).
			WithHint("请等录制或复制结束后再添加").Because(err)
	}
	info, err := probe(out, sums.size)
	if err != nil {
		return Item{}, cannotRead(out.Name(), err)
	}
	item := Item{
		SHA256: sums.sha256, SM3: sums.sm3, Size: sums.size, Mime: info.Mime, Ext: info.Ext,
		Name: strings.ToValidUTF8(filepath.Base(src), "\uFFFD"), Duration: info.Duration,
		Width: info.Width, Height: info.Height, CapturedAt: info.CapturedAt, Device: info.Device,
	}
	if item.Ext == "" {
		item.Ext = extension(item.Name)
	}
	if err := errors.Join(out.Sync(), out.Chmod(0o444)); err != nil {
		return Item{}, cannotWrite(s.dir, err)
	}
	// A file must be closed before it is renamed (Windows).
	if err := out.Close(); err != nil {
		return Item{}, cannotWrite(s.dir, err)
	}
	item.Duplicate, err = s.keep(ctx, out.Name(), sums)
	if err != nil {
		return Item{}, err
	}
	return item, nil
}

// source refuses what is not a file with content. It looks before opening:
// opening a pipe would wait for ever.
func source(src string) (fs.FileInfo, error) {
	info, err := os.Stat(src)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, inspect.E(inspect.NotFound, "没有这个文件：%s", src).WithRef(src).
			WithHint("请检查路径，存储卡或 U 盘是否还连着").Because(err)
	case err != nil:
		return nil, cannotRead(src, err)
	case info.IsDir():
		return nil, inspect.E(inspect.Invalid, "%s 是文件夹，不能作为一份证据", src).WithRef(src).
			WithHint("请选择其中的文件，逐个添加")
	case !info.Mode().IsRegular():
		return nil, inspect.E(inspect.Invalid, "%s 不是普通文件", src).WithRef(src).WithHint("请选择照片、音频、视频或文档文件")
	case info.Size() == 0:
		return nil, inspect.E(inspect.Invalid, "文件 %s 是空的（0 字节）", src).WithRef(src).
			WithHint("多半是录制或复制没有完成，请从原设备重新取得")
	}
	return info, nil
}

func (s *Store) create() (*os.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := os.CreateTemp(s.dir, "add-*"+partial)
	if err != nil {
		return nil, cannotWrite(s.dir, err)
	}
	s.busy[f.Name()] = true
	return f, nil
}

// discard closes and removes a partial file if it still is one. Its errors do
// not matter: what cannot be removed now is removed by the next Sweep.
func (s *Store) discard(f *os.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Close()
	os.Remove(f.Name())
	delete(s.busy, f.Name())
}

// keep gives a finished copy its name. A stored file of that name is read first:
// whole, it stays and the copy is a duplicate; damaged, it is replaced.
func (s *Store) keep(ctx context.Context, path string, sums sums) (duplicate bool, err error) {
	s.naming.Lock()
	defer s.naming.Unlock()
	final := s.Path(sums.sha256)
	stored, err := os.Open(final)
	if err == nil {
		got, err := digest(ctx, stored, sums.size, nil)
		stored.Close()
		if err != nil && inspect.CodeOf(err) == inspect.Canceled {
			return false, err
		}
		if err == nil && got == sums {
			return true, nil
		}
		if err := os.Chmod(final, 0o600); err != nil { // Windows replaces no read-only file
			return false, cannotWrite(s.dir, err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return false, cannotRead(final, err)
	}
	if err := makeDir(filepath.Dir(final)); err != nil {
		return false, cannotWrite(s.dir, err)
	}
	if err := rename(path, final); err != nil {
		return false, cannotWrite(s.dir, err)
	}
	return false, nil
}

// extension is the lower-case extension of an original name if it is a plain
// one of at most 8 letters and digits, else "".
func extension(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	if len(ext) < 2 || len(ext) > 9 || strings.Trim(ext[1:], "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return ext
}
