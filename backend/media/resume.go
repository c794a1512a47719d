package media

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// resumable ends the name of the file beside a .partial that says how to go on.
const resumable = ".resume"

// Unfinished is a copy that stopped half way and can go on.
type Unfinished struct {
	Key    string // names it for Discard
	Source string // absolute path of the original
	Size   int64  // of the original, bytes
	Done   int64  // copied and synced
	About  []byte // what Copy was given
}

// progressMark is what a .resume file holds: the copy's first Done bytes are on
// disk, and these are the states of its digests after them.
type progressMark struct {
	Source  string `json:"source"`
	Size    int64  `json:"size"`
	ModTime int64  `json:"modTime"` // nanoseconds
	Done    int64  `json:"done"`
	SHA256  []byte `json:"sha256"`
	SM3     []byte `json:"sm3"`
	About   []byte `json:"about"`
}

// Copy is Add for large files: every 64 MiB it remembers on disk how far it is.
// When it was cancelled, the original went away or the process ended, the next
// Copy of the same unchanged original goes on from there, after the copied part
// was read again and found whole; Unfinished lists what waits, with about.
// Errors beside those of Add: busy while the same original is being copied.
func (s *Store) Copy(ctx context.Context, src string, about []byte, progress func(done, total int64)) (Item, error) {
	before, err := source(src)
	if err != nil {
		return Item{}, err
	}
	abs, err := filepath.Abs(src)
	if err != nil {
		return Item{}, cannotRead(src, err)
	}
	base := filepath.Join(s.dir, "copy-"+keyOf(abs))
	out, err := s.reopen(base+partial, src)
	if err != nil {
		return Item{}, err
	}
	m := progressMark{Source: abs, Size: before.Size(), ModTime: before.ModTime().UnixNano(), About: about}
	h, err := s.resume(ctx, out, base, m)
	if err == nil {
		var item Item
		item, err = s.copy(ctx, src, before, out, h, progress, func() error { return s.mark(out, base, m, h) })
		if err == nil {
			s.forget(out, base)
			return item, nil
		}
	}
	if code := inspect.CodeOf(err); code == inspect.Canceled || (code == inspect.Storage && inspect.ForPerson(err).Ref == src) {
		s.leave(out, base)
	} else {
		s.forget(out, base) // a full disk gets its room back
	}
	return Item{}, err
}

func keyOf(abs string) string {
	sum := sha256.Sum256([]byte(abs))
	return hex.EncodeToString(sum[:12])
}

// reopen opens the partial file of a copy for this Copy alone.
func (s *Store) reopen(path, src string) (*os.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[path] {
		return nil, inspect.E(inspect.Busy, "文件 %s 正在添加", src).WithRef(src).WithHint("请等它完成；进度在下方")
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, cannotWrite(s.dir, err)
	}
	s.busy[path] = true
	return f, nil
}

// resume finds where a copy can go on: where its mark says, if it is of the same
// original and the part on disk is what the mark says; otherwise at the start.
func (s *Store) resume(ctx context.Context, out *os.File, base string, now progressMark) (*hasher, error) {
	if was, ok := readMark(base + resumable); ok && was.Size == now.Size && was.ModTime == now.ModTime && was.Source == now.Source {
		h := newHasher()
		sha := h.sha.(encoding.BinaryUnmarshaler)
		sm := h.sm.(encoding.BinaryUnmarshaler)
		if n, err := prefixState(ctx, out, was.Done); err != nil {
			return nil, err
		} else if bytes.Equal(n, was.SHA256) && sha.UnmarshalBinary(was.SHA256) == nil && sm.UnmarshalBinary(was.SM3) == nil {
			h.done = was.Done
			return h, s.cut(out, h.done)
		}
	}
	return newHasher(), s.cut(out, 0)
}

// prefixState is the state of SHA-256 after the first n bytes of f, nil when it
// has fewer.
func prefixState(ctx context.Context, f *os.File, n int64) ([]byte, error) {
	sha := sha256.New()
	for done := int64(0); done < n; {
		if err := ctx.Err(); err != nil {
			return nil, inspect.E(inspect.Canceled, "已停止，没有添加").Because(err)
		}
		got, err := io.Copy(sha, io.NewSectionReader(f, done, min(n-done, blockSize)))
		if err != nil || got == 0 {
			return nil, nil // cannot be read: begin again
		}
		done += got
	}
	return sha.(encoding.BinaryMarshaler).MarshalBinary()
}

func (s *Store) cut(out *os.File, size int64) error {
	_, err := out.Seek(size, io.SeekStart)
	if err = errors.Join(out.Truncate(size), err); err != nil {
		return cannotWrite(s.dir, err)
	}
	return nil
}

// mark remembers durably that out holds what h has hashed.
func (s *Store) mark(out *os.File, base string, m progressMark, h *hasher) (err error) {
	m.Done = h.done
	if m.SHA256, err = h.sha.(encoding.BinaryMarshaler).MarshalBinary(); err != nil {
		return err
	}
	if m.SM3, err = h.sm.(encoding.BinaryMarshaler).MarshalBinary(); err != nil {
		return err
	}
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := out.Sync(); err != nil {
		return cannotWrite(s.dir, err)
	}
	tmp, err := s.create()
	if err != nil {
		return err
	}
	defer s.discard(tmp)
	_, err = tmp.Write(b)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = rename(tmp.Name(), base+resumable)
	}
	if err != nil {
		return cannotWrite(s.dir, err)
	}
	return nil
}

func readMark(path string) (m progressMark, ok bool) {
	b, err := os.ReadFile(path)
	return m, err == nil && json.Unmarshal(b, &m) == nil
}

// leave ends this Copy and keeps what can be resumed.
func (s *Store) leave(out *os.File, base string) {
	if _, ok := readMark(base + resumable); !ok {
		s.forget(out, base)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out.Close()
	delete(s.busy, out.Name())
}

// forget ends a copy and removes what it left. What cannot be removed now is
// removed by the next Sweep.
func (s *Store) forget(out *os.File, base string) {
	os.Remove(base + resumable)
	s.discard(out)
}

// Unfinished lists the copies that can go on and are not under way, by source.
func (s *Store) Unfinished() ([]Unfinished, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	marks, err := filepath.Glob(filepath.Join(s.dir, "copy-*"+resumable))
	if err != nil {
		return nil, cannotRead(s.dir, err)
	}
	var out []Unfinished
	for _, path := range marks {
		base := strings.TrimSuffix(path, resumable)
		m, ok := readMark(path)
		if _, err := os.Stat(base + partial); !ok || err != nil || s.busy[base+partial] {
			continue
		}
		out = append(out, Unfinished{Key: strings.TrimPrefix(filepath.Base(base), "copy-"), Source: m.Source, Size: m.Size, Done: m.Done, About: m.About})
	}
	slices.SortFunc(out, func(a, b Unfinished) int { return cmp.Compare(a.Source, b.Source) })
	return out, nil
}

// Discard gives an unfinished copy up. Errors: notfound, busy while it goes on.
func (s *Store) Discard(key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	base := filepath.Join(s.dir, "copy-"+key)
	if _, ok := readMark(base + resumable); !ok || strings.Trim(key, "0123456789abcdef") != "" {
		return inspect.E(inspect.NotFound, "没有这份没复制完的文件").WithRef(key).WithHint("它可能已经完成或已经放弃，请刷新列表")
	}
	if s.busy[base+partial] {
		return inspect.E(inspect.Busy, "这份文件正在复制").WithRef(key).WithHint("请先暂停")
	}
	if err := errors.Join(os.Remove(base+resumable), os.Remove(base+partial)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return cannotWrite(s.dir, err)
	}
	return nil
}
