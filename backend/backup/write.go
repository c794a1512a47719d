package backup

import (
	"archive/tar"
	"archive/zip"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

// Format names the layout of the file.
const Format = "ssj-backup/1"

// About is what a backup says of itself without a key.
type About struct {
	Format    string `json:"format"`
	Workspace string `json:"workspace"` // its name
	Kind      string `json:"kind"`      // office, field
	Device    string `json:"device"`
	At        string `json:"at"`      // instant
	Entries   int64  `json:"entries"` // length of the audit log, 0 = not known (made before a migration)
}

// Folders of a workspace that go into a backup beside the database.
var Folders = []string{"documents", "inbox", "fonts"}

const (
	entryReadme = "README.txt"
	entryAbout  = "backup.json"
	entryKeys   = "keys/"
	entryData   = "data.tar.age"
	dataFile    = "data.db"
	keyFile     = "workspace.key"
	accountFile = "accounts.json"
	partial     = ".partial"
)

const readme = `这是“双随机执法检查”的一个工作区的备份。

用本程序恢复：
  新电脑或空文件夹：打开程序，选“从备份恢复”；
  命令行：ssj restore 本文件 --workspace 文件夹 --as 姓名
需要做备份时的工作区口令。忘记口令的外勤设备，由为其签发证书的办公室用办公室的密钥文件和口令恢复（--key）。
证据文件不在本文件内，在第二备份位置的 evidence 文件夹里，恢复时用 --evidence 指明。

不用本程序，用 unzip、age、tar 恢复：
  unzip 本文件
  sed -n '/BEGIN AGE/,/END AGE/p' keys/identity.key > key.age
  age -d key.age | sed -n 2p > key.txt      （输入工作区口令）
  age -d -i key.txt data.tar.age | tar x    （data.db 是 SQLite 3 数据库）
data.db 里涉及个人的内容和 documents 里的文书以 workspace.key 封存（AES-256-GCM，前12字节为随机数）。
用完删除 key.txt 和 workspace.key。
`

// KeyFile is the workspace's key file whose holder a backup is encrypted to:
// that of the identity, before enrolment the pending one. Error: NotFound while
// there is neither.
func KeyFile(dir string) (string, error) {
	for _, name := range []string{"identity.key", "pending.key"} {
		p := filepath.Join(dir, "keys", name)
		if _, err := os.Stat(p); err == nil {
			return p, nil
		}
	}
	return "", inspect.E(inspect.NotFound, "本设备还没有密钥，备份无法加密").
		WithHint("先在“设置—设备登记”制作登记申请，密钥随之生成")
}

// recipients reads whom the workspace in dir encrypts to.
func recipients(dir string) ([]string, error) {
	key, err := KeyFile(dir)
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(key)
	if err != nil {
		return nil, failed(key, err)
	}
	return trust.Recipients(b)
}

// Write makes a backup of the workspace in dir at out, which must not exist.
// copied is the verified copy of its database, key what seals it (nil = nothing).
// tell is called as bytes go in.
func Write(ctx context.Context, dir, copied string, key []byte, out string, about About, tell func(done, total int64)) error {
	if _, err := os.Lstat(out); err == nil {
		return inspect.E(inspect.Conflict, "备份文件已存在：%s", out).WithRef(out).WithHint("换一个文件名，已有备份不会被覆盖")
	}
	to, err := recipients(dir)
	if err != nil {
		return err
	}
	files, total, err := content(dir, copied)
	if err != nil {
		return err
	}
	if key != nil {
		text := hex.EncodeToString(key) + "\n"
		files, total = append(files, item{name: keyFile, text: text, size: int64(len(text))}), total+int64(len(text))
	}
	w := &counted{ctx: ctx, total: total, tell: tell}
	return durable(out, func(f io.Writer) error { return w.archive(f, dir, to, files, about) })
}

// item is a file that goes into the tar.
type item struct {
	name string // in the tar, with slashes
	path string
	text string // instead of a path
	size int64
}

// content lists what goes in, the database first.
func content(dir, copied string) ([]item, int64, error) {
	info, err := os.Stat(copied)
	if err != nil {
		return nil, 0, failed(copied, err)
	}
	list, total := []item{{name: dataFile, path: copied, size: info.Size()}}, info.Size()
	// Read at once: it may be replaced while the rest is copied.
	switch accounts, err := os.ReadFile(filepath.Join(dir, accountFile)); {
	case err == nil:
		list, total = append(list, item{name: accountFile, text: string(accounts), size: int64(len(accounts))}), total+int64(len(accounts))
	case !errors.Is(err, fs.ErrNotExist):
		return nil, 0, failed(accountFile, err)
	}
	for _, folder := range Folders {
		root := filepath.Join(dir, folder)
		err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && p == root {
				return fs.SkipAll
			}
			if err != nil || !d.Type().IsRegular() || filepath.Ext(p) == partial {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(dir, p)
			if err != nil {
				return err
			}
			list, total = append(list, item{name: filepath.ToSlash(rel), path: p, size: info.Size()}), total+info.Size()
			return nil
		})
		if err != nil {
			return nil, 0, failed(root, err)
		}
	}
	return list, total, nil
}

// counted copies files and tells how far it is.
type counted struct {
	ctx         context.Context
	done, total int64
	tell        func(done, total int64)
}

func (w *counted) Write(b []byte) (int, error) {
	w.done += int64(len(b))
	if w.tell != nil {
		w.tell(w.done, w.total)
	}
	return len(b), w.ctx.Err()
}

func (w *counted) archive(out io.Writer, dir string, to []string, files []item, about About) error {
	z := zip.NewWriter(out)
	entry := func(name string) (io.Writer, error) {
		return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	}
	text, err := json.MarshalIndent(about, "", "  ")
	if err != nil {
		return err
	}
	small := []struct {
		name string
		body []byte
	}{{entryReadme, []byte(readme)}, {entryAbout, append(text, '\n')}}
	keys, err := filepath.Glob(filepath.Join(dir, "keys", "*.key"))
	if err != nil {
		return err
	}
	for _, k := range keys {
		b, err := os.ReadFile(k)
		if err != nil {
			return err
		}
		small = append(small, struct {
			name string
			body []byte
		}{entryKeys + filepath.Base(k), b})
	}
	for _, s := range small {
		e, err := entry(s.name)
		if err != nil {
			return err
		}
		if _, err := e.Write(s.body); err != nil {
			return err
		}
	}
	e, err := entry(entryData)
	if err != nil {
		return err
	}
	sealed, err := trust.SealTo(e, to)
	if err != nil {
		return err
	}
	t := tar.NewWriter(sealed)
	for _, f := range files {
		if err := w.add(t, f); err != nil {
			return err
		}
	}
	return errors.Join(t.Close(), sealed.Close(), z.Close())
}

// add copies one file; a file that grew meanwhile is cut at its listed size and
// one that shrank is an error.
func (w *counted) add(t *tar.Writer, f item) error {
	var in io.Reader = strings.NewReader(f.text)
	if f.path != "" {
		file, err := os.Open(f.path)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	if err := t.WriteHeader(&tar.Header{Name: path.Clean(f.name), Mode: 0o600, Size: f.size, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := io.CopyN(io.MultiWriter(t, w), in, f.size)
	return err
}

func failed(p string, err error) error {
	if errors.Is(err, context.Canceled) {
		return inspect.E(inspect.Canceled, "备份已取消，没有留下半个文件").Because(err)
	}
	var e *inspect.Error
	if errors.As(err, &e) {
		return err
	}
	return inspect.E(inspect.Storage, "没有写成：%s", p).WithRef(p).Because(err).
		WithHint("检查该位置是否在位、是否只读、磁盘是否已满，然后再做一次")
}
