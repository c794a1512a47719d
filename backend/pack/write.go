package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/disk"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

// Signer signs a package: in which capacity (Role), saying what (Meaning, for
// example 本机制作并核对了本包内容；设备签名，非电子印章).
type Signer struct {
	ID      *trust.Identity
	Role    string
	Meaning string
}

// Sealed is a finished package. Tagmanifest is the SHA-256 of
// tagmanifest-sha256.txt, the one number that names the package's content.
type Sealed struct {
	Path        string
	Tagmanifest string
	Size        int64 // bytes of all files, without ZIP headers
	Files       int
}

// Write makes a package at out: a ZIP when out ends in .zip, otherwise a
// folder. It reads every source once, and stops, naming the source, when size
// or digest is not what was said. Until all is synced only out.partial
// exists; on failure that is removed. Nothing is overwritten (Conflict).
// progress may be nil; it counts bytes of sources.
func Write(ctx context.Context, out string, m Meta, src []Source, signers []Signer, progress func(done, total int64)) (*Sealed, error) {
	if err := checkSources(src); err != nil {
		return nil, err
	}
	m, err := complete(m, signers)
	if err != nil {
		return nil, err
	}
	folder := strings.TrimSuffix(filepath.Base(out), ".zip")
	if err := checkName(folder); err != nil {
		return nil, inspect.E(inspect.Invalid, "包的文件名「%s」不能用：%v", folder, err).WithField("out")
	}
	if err := absent(out); err != nil {
		return nil, err
	}
	partial := out + ".partial"
	if err := os.RemoveAll(partial); err != nil {
		return nil, storage(out, err)
	}
	var s sink
	if strings.HasSuffix(out, ".zip") {
		s, err = newZipSink(partial, folder)
	} else {
		s, err = newFolderSink(partial)
	}
	if err != nil {
		return nil, storage(out, err)
	}
	w := &writer{sink: s, ctx: ctx, progress: progress}
	sealed, err := w.write(folder, m, src, signers)
	if err == nil {
		err = s.finish()
	}
	if err == nil {
		err = absent(out)
	}
	if err == nil {
		err = os.Rename(partial, out)
	}
	if err != nil {
		return nil, storage(out, errors.Join(err, s.discard()))
	}
	if err := disk.SyncDir(filepath.Dir(out)); err != nil {
		return nil, storage(out, err)
	}
	sealed.Path = out
	return sealed, nil
}

// complete fills in and checks the package description.
func complete(m Meta, signers []Signer) (Meta, error) {
	m.Format = Format
	m.Signers = nil
	for _, s := range signers {
		m.Signers = append(m.Signers, SignerMeta{s.ID.Name(), s.Role, s.Meaning, s.ID.Fingerprint()})
	}
	if m.KeyFingerprint == "" && len(signers) > 0 {
		m.KeyFingerprint = signers[0].ID.Fingerprint()
	}
	if err := m.check(); err != nil {
		return m, inspect.E(inspect.Invalid, "包的说明不完整：%v", err).WithField("meta")
	}
	created, err := time.Parse(TimeLayout, m.CreatedAt)
	if err != nil {
		return m, err
	}
	for _, s := range signers {
		c := s.ID.Certificate()
		if created.Before(c.NotBefore) || created.After(c.NotAfter) {
			return m, inspect.E(inspect.Refused, "「%s」的证书在 %s 无效（有效期 %s 至 %s），没有制包", c.Name, day(created), day(c.NotBefore), day(c.NotAfter)).
				WithHint("请先核对本机时间；证书确已过期的，请重新申请")
		}
	}
	return m, nil
}

type writer struct {
	sink     sink
	ctx      context.Context
	progress func(done, total int64)

	done, total int64
	sealed      Sealed
}

func (w *writer) write(folder string, m Meta, src []Source, signers []Signer) (*Sealed, error) {
	src = slices.Clone(src)
	slices.SortFunc(src, func(a, b Source) int { return compareNames(a.Name, b.Name) })
	payload, size := 0, int64(0)
	for _, s := range src {
		w.total += s.Size
		if strings.HasPrefix(s.Name, dataDir) {
			payload++
			size += s.Size
		}
	}
	meta, err := m.encode()
	if err != nil {
		return nil, err
	}

	declaration, err := w.bytes(bagitName, []byte(bagitText))
	if err != nil {
		return nil, err
	}
	var manifest []sum
	for _, s := range src[:payload] {
		digest, err := w.source(s)
		if err != nil {
			return nil, err
		}
		manifest = append(manifest, sum{s.Name, digest})
	}
	tags := append(src[payload:], Bytes(infoName, encodeInfo(m, folder, size, payload)),
		Bytes(manifestName, encodeManifest(manifest)), Bytes(metaName, meta))
	slices.SortFunc(tags, func(a, b Source) int { return compareNames(a.Name, b.Name) })
	tagmanifest := []sum{{bagitName, declaration}}
	for _, s := range tags {
		digest, err := w.source(s)
		if err != nil {
			return nil, err
		}
		tagmanifest = append(tagmanifest, sum{s.Name, digest})
	}
	signed := encodeManifest(tagmanifest)
	if w.sealed.Tagmanifest, err = w.bytes(tagmanifestName, signed); err != nil {
		return nil, err
	}
	if err := w.sign(m, signers, signed); err != nil {
		return nil, err
	}
	return &w.sealed, nil
}

// sign writes certificate, bare signature and CMS of every signer.
func (w *writer) sign(m Meta, signers []Signer, signed []byte) error {
	var files []Source
	for i, s := range signers {
		sig, err := s.ID.SignSM2(signed)
		if err != nil {
			return err
		}
		p7s, err := s.ID.SignCMS(signed)
		if err != nil {
			return err
		}
		base := m.Signers[i].base()
		files = append(files, Bytes(base+certExt, s.ID.ChainPEM()), Bytes(base+cmsExt, p7s), Bytes(base+sigExt, sig))
	}
	slices.SortFunc(files, func(a, b Source) int { return compareNames(a.Name, b.Name) })
	for _, f := range files {
		if _, err := w.source(f); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) bytes(name string, data []byte) (string, error) { return w.source(Bytes(name, data)) }

func (w *writer) source(s Source) (string, error) {
	r, err := s.Open()
	if err != nil {
		return "", inspect.E(inspect.Storage, "读不出要打包的文件「%s」", s.Name).WithRef(s.Name).Because(err)
	}
	tracked := &readErr{r: r}
	digest, err := w.sink.add(w.ctx, s.Name, s.Size, tracked, w.step)
	if cerr := r.Close(); err == nil && cerr != nil {
		err = cerr
	}
	changed := inspect.E(inspect.Damaged, "「%s」与登记的不一致，没有制包", s.Name).WithRef(s.Name).
		WithHint("文件在登记之后被改动或损坏；请从原介质重新导入后再制包")
	switch {
	case errors.Is(err, errSize):
		return "", changed.Because(fmt.Errorf("size is not %d", s.Size))
	case tracked.err != nil:
		return "", inspect.E(inspect.Storage, "读「%s」时出错，没有制包", s.Name).WithRef(s.Name).Because(tracked.err)
	case err != nil:
		return "", err
	case s.SHA256 != "" && digest != s.SHA256:
		return "", changed.Because(fmt.Errorf("SHA-256 %s instead of %s", digest, s.SHA256))
	}
	w.sealed.Files++
	w.sealed.Size += s.Size
	return digest, nil
}

// step counts towards progress; the few tag files made here come on top of
// the total and are cut off.
func (w *writer) step(n int) {
	w.done = min(w.done+int64(n), w.total)
	if w.progress != nil {
		w.progress(w.done, w.total)
	}
}

// readErr remembers a failure to read, which says that the source and not the
// target is at fault.
type readErr struct {
	r   io.Reader
	err error
}

func (r *readErr) Read(b []byte) (int, error) {
	n, err := r.r.Read(b)
	if err != nil && err != io.EOF {
		r.err = err
	}
	return n, err
}

func absent(out string) error {
	_, err := os.Lstat(out)
	if err == nil {
		return inspect.E(inspect.Conflict, "%s 已经存在，没有覆盖", out).WithRef(out).WithHint("请换一个文件名")
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return storage(out, err)
	}
	return nil
}

// Writable tells, before anything is changed, whether a package can be begun at
// out: nothing is there, and the folder takes a file. Errors: Conflict, Storage.
func Writable(out string) error {
	if err := absent(out); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(out), ".ssj-*.partial")
	if err != nil {
		return storage(out, err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return storage(out, err)
	}
	return nil
}

// storage says what failed while out was written; an Error passes unchanged.
func storage(out string, err error) error {
	if e, ok := errors.AsType[*inspect.Error](err); ok {
		return e
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return inspect.E(inspect.Canceled, "已取消，没有留下不完整的包").WithRef(out).Because(err)
	}
	return inspect.E(inspect.Storage, "包 %s 没有写成", out).WithRef(out).
		WithHint("请检查磁盘空间、介质与文件夹权限").Because(err)
}

func day(t time.Time) string { return t.In(beijing).Format("2006-01-02") }
