package media

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"shuangsuiji/backend/inspect"
)

// Store is the evidence folder of one workspace.
type Store struct {
	dir       string
	markEvery int64           // bytes after which a resumable copy remembers how far it is
	mu        sync.Mutex      // guards busy
	busy      map[string]bool // partial files being written now
	naming    sync.Mutex      // one copy at a time gets its name
	thumbs    thumbs
}

// Open makes the folder if there is none. It may be read-only: what is stored can
// be read then, and Add says what is wrong.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, cannotWrite(dir, err)
	}
	return &Store{dir: dir, markEvery: 64 << 20, busy: map[string]bool{}, thumbs: thumbs{made: map[string][]byte{}}}, nil
}

// Path is where the content with this SHA-256 is, or would be; "" if sha256 is
// not 64 lower-case hex digits.
func (s *Store) Path(sha256 string) string {
	if len(sha256) != 64 || strings.Trim(sha256, "0123456789abcdef") != "" {
		return ""
	}
	return filepath.Join(s.dir, sha256[:2], sha256)
}

// Open opens a stored file for reading. Errors: notfound when it is missing,
// storage when it cannot be read.
func (s *Store) Open(sha256 string) (*os.File, error) {
	f, err := os.Open(s.Path(sha256))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, inspect.E(inspect.NotFound, "证据文件缺失：%s", sha256).WithRef(sha256).
			WithHint("请从备份、任务包或原设备重新取得该文件后再次添加").Because(err)
	}
	if err != nil {
		return nil, cannotRead(sha256, err)
	}
	return f, nil
}

// Sweep removes what interrupted copies left behind and returns the names of
// the removed files. Copies under way in this Store, and those that can be
// resumed, are left alone.
func (s *Store) Sweep() (removed []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, cannotRead(s.dir, err)
	}
	for _, e := range entries {
		path := filepath.Join(s.dir, e.Name())
		half, ok := strings.CutSuffix(path, partial)
		other := half + resumable
		if !ok {
			half, ok = strings.CutSuffix(path, resumable)
			other = half + partial
		}
		if !e.Type().IsRegular() || !ok || s.busy[half+partial] {
			continue
		}
		if _, err := os.Stat(other); err == nil {
			continue // both halves of a copy that can go on
		}
		if err := os.Remove(path); err != nil {
			return removed, cannotWrite(s.dir, err)
		}
		removed = append(removed, e.Name())
	}
	return removed, nil
}

func cannotWrite(dir string, cause error) *inspect.Error {
	if full(cause) {
		return inspect.E(inspect.Storage, "磁盘空间不足，不能写入证据目录 %s", dir).WithRef(dir).
			WithHint("请清理磁盘或换用更大的磁盘后重试；FAT32 格式的磁盘放不下 4 GB 以上的文件。原文件没有改动，没有留下半个文件").
			Because(cause)
	}
	return inspect.E(inspect.Storage, "不能写入证据目录 %s", dir).WithRef(dir).
		WithHint("请检查磁盘是否还在、是否写保护、当前用户有没有写入权限，或把工作目录放到别处").Because(cause)
}

func cannotRead(path string, cause error) *inspect.Error {
	return inspect.E(inspect.Storage, "读取失败：%s", path).WithRef(path).
		WithHint("请检查存储卡、U 盘或磁盘是否还连着、文件是否可读，然后重试").Because(cause)
}

// Erase removes a stored file for good; one that is not there is no error. Error:
// storage when it cannot be removed.
func (s *Store) Erase(sha256 string) error {
	s.naming.Lock()
	defer s.naming.Unlock()
	s.thumbs.forget(sha256)
	path := s.Path(sha256)
	if _, err := os.Stat(path); path == "" || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	err := os.Chmod(path, 0o600) // Windows removes no read-only file
	if err = errors.Join(err, os.Remove(path)); err != nil {
		return cannotWrite(s.dir, err)
	}
	return nil
}
