package media

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"github.com/emmansun/gmsm/sm3"

	"shuangsuiji/backend/inspect"
)

// blockSize balances the cost of a goroutine per block against memory (two blocks).
const blockSize = 1 << 20

// sums is what reading a file once finds out.
type sums struct {
	sha256, sm3 string
	size        int64
}

// hasher hashes a content both ways; done is how many bytes of it.
type hasher struct {
	sha, sm hash.Hash
	done    int64
}

func newHasher() *hasher { return &hasher{sha: sha256.New(), sm: sm3.New()} }

func (h *hasher) sums() sums {
	return sums{hex.EncodeToString(h.sha.Sum(nil)), hex.EncodeToString(h.sm.Sum(nil)), h.done}
}

// digest reads r to its end and hashes it both ways; see hasher.read.
func digest(ctx context.Context, r io.Reader, total int64, progress func(done, total int64)) (sums, error) {
	h := newHasher()
	if err := h.read(ctx, r, total, progress, nil); err != nil {
		return sums{}, err
	}
	return h.sums(), nil
}

// read reads r to its end, hashes it and gives every block to sink, if there is
// one; while sink runs, done counts what it was given before. SM3 is several times
// slower than all the rest, so it always has a block of its own to work on while
// the next one is read, hashed with SHA-256 and written; sink may settle it first.
// Errors of r come back as they are, those of sink too; a cancelled ctx is canceled.
func (h *hasher) read(ctx context.Context, r io.Reader, total int64, progress func(done, total int64), sink func(block []byte, settle func()) error) error {
	blocks := [2][]byte{make([]byte, blockSize), make([]byte, blockSize)}
	hashed := make(chan struct{}, 1) // holds one when SM3 is free
	hashed <- struct{}{}
	settle := func() { <-hashed; hashed <- struct{}{} }
	defer settle()
	for i := 0; ; i ^= 1 {
		if err := ctx.Err(); err != nil {
			return inspect.E(inspect.Canceled, "已停止，没有添加").Because(err)
		}
		n, err := io.ReadFull(r, blocks[i])
		if block := blocks[i][:n]; n > 0 {
			if sink != nil {
				if err := sink(block, settle); err != nil {
					return err
				}
			}
			h.sha.Write(block)
			<-hashed
			go func() {
				h.sm.Write(block)
				hashed <- struct{}{}
			}()
			h.done += int64(n)
			if progress != nil {
				progress(h.done, total)
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readFailed leaves an error that is already worded for people alone.
func readFailed(path string, err error) error {
	var e *inspect.Error
	if errors.As(err, &e) {
		return err
	}
	return cannotRead(path, err)
}

// Verify reads the stored file of item again and compares size and both digests.
// Errors, with Ref = SHA256: notfound when the file is missing, damaged when it
// was altered, storage when it cannot be read, canceled. progress may be nil.
func (s *Store) Verify(ctx context.Context, item Item, progress func(done, total int64)) error {
	f, err := s.Open(item.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	got, err := digest(ctx, f, item.Size, progress)
	if inspect.CodeOf(err) == inspect.Canceled && err != nil {
		return inspect.E(inspect.Canceled, "已停止核验，后面的文件没有核验").Because(err)
	}
	if err != nil {
		return readFailed(item.SHA256, err)
	}
	if got != (sums{item.SHA256, item.SM3, item.Size}) {
		return inspect.E(inspect.Damaged, "证据文件“%s”的内容与登记的摘要不符：%s", item.Name, item.SHA256).
			WithRef(item.SHA256).WithHint("文件已被改动或损坏，请保留现状，并从备份、任务包或原设备重新取得")
	}
	return nil
}
