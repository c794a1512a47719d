package pack

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"shuangsuiji/backend/disk"
)

// chunk is how much is read, hashed and written at a time.
const chunk = 1 << 20

// sink takes the files of a package in their order.
type sink interface {
	// add writes one file of exactly the given size and returns its SHA-256.
	add(ctx context.Context, name string, size int64, r io.Reader, step func(int)) (string, error)
	// finish makes everything durable under the partial name.
	finish() error
	// discard removes what was written.
	discard() error
}

var errSize = errors.New("size differs")

// copySum copies size bytes through SHA-256, and each chunk through also.
func copySum(ctx context.Context, w io.Writer, size int64, r io.Reader, also func([]byte), step func(int)) (string, error) {
	h := sha256.New()
	buf := make([]byte, min(chunk, size+1))
	var done int64
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := io.ReadFull(r, buf)
		if done += int64(n); done > size {
			return "", errSize
		}
		h.Write(buf[:n])
		also(buf[:n])
		if _, werr := w.Write(buf[:n]); werr != nil {
			return "", werr
		}
		step(n)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return "", err
		}
	}
	if done != size {
		return "", errSize
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// zipSink writes a canonical ZIP and goes back to fill in each CRC.
type zipSink struct {
	f       *os.File
	folder  string
	entries []zipEntry
	at      int64
}

func newZipSink(path, folder string) (*zipSink, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	return &zipSink{f: f, folder: folder}, nil
}

func (z *zipSink) add(ctx context.Context, name string, size int64, r io.Reader, step func(int)) (string, error) {
	e := zipEntry{name: z.folder + "/" + name, size: size, offset: z.at}
	if _, err := z.f.Write(e.local()); err != nil {
		return "", err
	}
	digest, err := copySum(ctx, z.f, size, r, func(b []byte) { e.crc = crc32.Update(e.crc, crc32.IEEETable, b) }, step)
	if err != nil {
		return "", err
	}
	if _, err := z.f.WriteAt(le(e.crc), e.offset+crcAt); err != nil {
		return "", err
	}
	z.at = e.end()
	z.entries = append(z.entries, e)
	return digest, nil
}

func (z *zipSink) finish() error {
	w := bufio.NewWriter(z.f)
	var size int64
	for _, e := range z.entries {
		n, err := w.Write(e.central())
		if err != nil {
			return err
		}
		size += int64(n)
	}
	if _, err := w.Write(zipEnd(int64(len(z.entries)), z.at, size)); err != nil {
		return err
	}
	return errors.Join(w.Flush(), z.f.Sync(), z.f.Close())
}

func (z *zipSink) discard() error {
	z.f.Close() // may be closed already; only the removal counts
	return os.Remove(z.f.Name())
}

// folderSink writes plain files.
type folderSink struct {
	path string
	dirs map[string]bool // below path, to be synced
}

func newFolderSink(path string) (*folderSink, error) {
	if err := os.Mkdir(path, 0o755); err != nil {
		return nil, err
	}
	return &folderSink{path, map[string]bool{path: true}}, nil
}

func (s *folderSink) add(ctx context.Context, name string, size int64, r io.Reader, step func(int)) (string, error) {
	path := filepath.Join(s.path, filepath.FromSlash(name))
	for dir := filepath.Dir(path); !s.dirs[dir]; dir = filepath.Dir(dir) {
		s.dirs[dir] = true
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return "", err
	}
	digest, err := copySum(ctx, f, size, r, func([]byte) {}, step)
	return digest, errors.Join(err, f.Sync(), f.Close())
}

func (s *folderSink) finish() error {
	for dir := range s.dirs {
		if err := disk.SyncDir(dir); err != nil {
			return err
		}
	}
	return nil
}

func (s *folderSink) discard() error { return os.RemoveAll(s.path) }
