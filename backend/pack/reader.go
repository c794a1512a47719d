package pack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/disk"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

// Reader gives the files of a package that was verified in the same call that
// made the Reader. Every file is hashed again as it is read, so that a change
// since then is noticed too.
type Reader struct {
	tree    *tree
	meta    Meta
	digests map[string]string
}

// Open verifies the package at path and opens it. An invalid one is refused
// with code Damaged; its Verdict comes along. Whether a merely intact package
// is acceptable is for the caller to decide. Close the Reader.
func Open(ctx context.Context, path string, pool *trust.Pool, now time.Time) (*Reader, *Verdict, error) {
	t, bad, err := openTree(path)
	if err != nil {
		return nil, nil, err
	}
	if bad != nil {
		v := refuse(bad)
		return nil, v, refused(path, v)
	}
	v, digests, err := verifyTree(ctx, t, pool, now, nil)
	if err != nil {
		return nil, nil, errors.Join(err, t.close())
	}
	if v.State == Broken {
		return nil, v, errors.Join(refused(path, v), t.close())
	}
	return &Reader{t, v.Meta, digests}, v, nil
}

func refused(path string, v *Verdict) error {
	return inspect.E(inspect.Damaged, "%s", v.Sentence).WithRef(path).
		WithHint("没有导入任何内容；请向制包单位重新索取")
}

// Meta is the verified package description.
func (r *Reader) Meta() Meta { return r.meta }

// Names lists data/, log/ and meta/ files, sorted by bytes.
func (r *Reader) Names() []string {
	var names []string
	for _, name := range r.tree.names {
		if strings.HasPrefix(name, dataDir) || strings.HasPrefix(name, logDir) || strings.HasPrefix(name, metaDir) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Digest is the SHA-256 of a file in hex, "" for one that is not there.
func (r *Reader) Digest(name string) string { return r.digests[name] }

// Size is the length of a file in bytes.
func (r *Reader) Size(name string) int64 { return r.tree.sizes[name] }

// ReadFile returns a file of at most max bytes.
func (r *Reader) ReadFile(name string, max int64) ([]byte, error) {
	if r.tree.sizes[name] > max {
		return nil, inspect.E(inspect.Unsupported, "包里的「%s」有 %d 字节，超过了 %d", name, r.tree.sizes[name], max).WithRef(name)
	}
	var b bytes.Buffer
	if err := r.copy(&b, name); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Certificate is that of the device that made the package, PEM.
func (r *Reader) Certificate() ([]byte, error) {
	all, err := r.ReadFile(SignerMeta{Fingerprint: r.meta.KeyFingerprint}.base()+certExt, maxSignature)
	if err != nil {
		return nil, err
	}
	cert, _, err := trust.SplitChain(all)
	return cert, err
}

// Extract writes a file to destPath, which must not exist, and syncs it;
// until it is complete and proven it has the name destPath.partial.
func (r *Reader) Extract(name, destPath string) error {
	if err := absent(destPath); err != nil {
		return err
	}
	partial := destPath + ".partial"
	f, err := os.Create(partial)
	if err != nil {
		return notExtracted(name, destPath, err)
	}
	err = r.copy(f, name)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(partial, destPath)
	}
	if err != nil {
		return notExtracted(name, destPath, errors.Join(err, os.Remove(partial)))
	}
	if err := disk.SyncDir(filepath.Dir(destPath)); err != nil {
		return notExtracted(name, destPath, err)
	}
	return nil
}

// Close releases the package file.
func (r *Reader) Close() error { return r.tree.close() }

func (r *Reader) copy(w io.Writer, name string) error {
	want, ok := r.digests[name]
	if !ok {
		return inspect.E(inspect.NotFound, "包里没有「%s」", name).WithRef(name)
	}
	f, err := r.tree.open(name)
	if err != nil {
		return unreadable(name, err)
	}
	h := sha256.New()
	_, err = io.CopyBuffer(io.MultiWriter(w, h), f, make([]byte, chunk))
	err = errors.Join(err, f.Close())
	if errors.Is(err, errCRC) || err == nil && hex.EncodeToString(h.Sum(nil)) != want {
		return inspect.E(inspect.Damaged, "「%s」在验证之后被改动", name).WithRef(name).
			WithHint("请不要在使用期间改动包；重新验证后再导入").Because(err)
	}
	return err
}

func notExtracted(name, dest string, err error) error {
	if e, ok := errors.AsType[*inspect.Error](err); ok {
		return e
	}
	return inspect.E(inspect.Storage, "没能把「%s」写到 %s", name, dest).WithRef(dest).
		WithHint("请检查磁盘空间与文件夹权限").Because(err)
}
