package service

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/media"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// The PDFs of issued documents lie in documents/, each named by the digest of
// what is printed and sealed with the workspace's key, as are the ones that are
// only looked at, in previews/. A file from before the workspace was sealed is
// sealed on opening.

const (
	documents = "documents"
	previews  = "previews"
)

var isPDF = []byte("%PDF-")

// keepPDF puts a PDF on disk under its digest.
func (c *core) keepPDF(folder string, b []byte) (digest string, err error) {
	digest = store.Digest(b)
	return digest, writeFile(c.path(folder, digest+".pdf"), c.db.Seal(digest, b))
}

// pdf reads a PDF that was kept, and holds it to its digest. Errors: NotFound,
// Storage, Damaged.
func (c *core) pdf(folder, digest string) ([]byte, error) {
	path := c.path(folder, digest+".pdf")
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, inspect.E(inspect.NotFound, "文书文件不在了：%s", path).WithRef(path).Because(err).WithHint("报告管理员，由其从备份恢复")
	}
	if err != nil {
		return nil, inspect.E(inspect.Storage, "读取文书文件出错：%s", path).WithRef(path).Because(err).WithHint("检查磁盘是否拔出、文件是否正被别的程序独占")
	}
	if b, err = c.db.Unseal(digest, b); err != nil || store.Digest(b) != digest {
		return nil, inspect.E(inspect.Damaged, "文书文件与登记的摘要不符：%s", path).WithRef(path).Because(err).WithHint("不要使用该文件；作废后重新制作，并报告管理员查验")
	}
	return b, nil
}

// packedPDF is a kept PDF as a file of a package.
func (c *core) packedPDF(digest string) (pack.Source, error) {
	b, err := c.pdf(documents, digest)
	if err != nil {
		return pack.Source{}, err
	}
	return pack.Later("data/docs/"+digest+".pdf", int64(len(b)), digest, func() (io.ReadCloser, error) {
		b, err := c.pdf(documents, digest)
		return io.NopCloser(bytes.NewReader(b)), err
	}), nil
}

// metaSealedFiles says that every PDF kept here is sealed.
const metaSealedFiles = "sealedFiles"

// sealFiles seals the PDFs from before the workspace was sealed.
func (c *core) sealFiles(ctx context.Context) error {
	done, err := c.db.Meta(ctx, metaSealedFiles)
	if err != nil || done != "" || !c.db.Sealed() {
		return err
	}
	if device, err := c.db.Meta(ctx, metaDevice); err != nil || device == "" {
		return err // a new workspace has nothing from before: see Workspace.init
	}
	for _, folder := range []string{documents, previews} {
		files, err := os.ReadDir(c.path(folder))
		if err != nil {
			return inspect.E(inspect.Storage, "读不出文件夹 %s", folder).WithRef(c.path(folder)).Because(err).WithHint("检查磁盘是否拔出")
		}
		for _, f := range files {
			digest, named := strings.CutSuffix(f.Name(), ".pdf")
			b, err := os.ReadFile(c.path(folder, f.Name()))
			if err == nil && named && bytes.HasPrefix(b, isPDF) {
				err = writeFile(c.path(folder, f.Name()), c.db.Seal(digest, b))
			}
			if err != nil {
				return err
			}
		}
	}
	a, err := c.itself(ctx)
	if err != nil {
		return err
	}
	return c.db.Write(ctx, a, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, metaSealedFiles, "1"); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "seal.on"}, "", "", "")
	})
}

// Content is a stored file, open for reading.
type Content struct {
	*io.SectionReader
	io.Closer
	Mime string
}

// File opens a stored file (an issued document, evidence, a scan) by its
// SHA-256.
func (w *Workspace) File(a inspect.Actor, sha256 string) (Content, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return Content{}, err
	}
	if len(sha256) != 64 || strings.Trim(sha256, "0123456789abcdef") != "" {
		return Content{}, inspect.E(inspect.NotFound, "没有这份材料").WithRef(sha256)
	}
	for _, folder := range []string{documents, previews} {
		b, err := w.c.pdf(folder, sha256)
		if err == nil {
			return Content{io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b))), io.NopCloser(nil), "application/pdf"}, nil
		}
		if inspect.CodeOf(err) != inspect.NotFound {
			return Content{}, err
		}
	}
	f, err := w.c.media.Open(sha256)
	if err != nil {
		return Content{}, err
	}
	info, err := media.Probe(f.Name())
	if err == nil {
		var of fs.FileInfo
		if of, err = f.Stat(); err == nil {
			return Content{io.NewSectionReader(f, 0, of.Size()), f, info.Mime}, nil
		}
	}
	return Content{}, errors.Join(err, f.Close())
}
