package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Source is one file to be packed: Name is its path in the package, under
// data/, log/ or meta/. SHA256 is the digest it must have, or "" when this is
// the first time it is read. Open is called once.
type Source struct {
	Name   string
	Size   int64
	SHA256 string
	Open   func() (io.ReadCloser, error)
}

// Bytes is a source held in memory.
func Bytes(name string, b []byte) Source {
	sum := sha256.Sum256(b)
	return Source{name, int64(len(b)), hex.EncodeToString(sum[:]), func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(b)), nil
	}}
}

// Later is a source that open gives when its turn comes; size and sha256 are
// those of what it gives.
func Later(name string, size int64, sha256 string, open func() (io.ReadCloser, error)) Source {
	return Source{name, size, sha256, open}
}

// File is a source on disk; sha256 is the digest it had when it was taken in,
// or "".
func File(name, path, sha256 string) (Source, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Source{}, inspect.E(inspect.NotFound, "要打包的文件不在了：%s", path).WithRef(path).Because(err)
	}
	if err != nil {
		return Source{}, inspect.E(inspect.Storage, "读不出要打包的文件 %s", path).WithRef(path).Because(err)
	}
	if !info.Mode().IsRegular() {
		return Source{}, inspect.E(inspect.Invalid, "%s 不是普通文件，不能打包", path).WithRef(path)
	}
	return Source{name, info.Size(), sha256, func() (io.ReadCloser, error) { return os.Open(path) }}, nil
}

// checkSources refuses names no package may hold, before anything is written.
func checkSources(src []Source) error {
	k := newKin()
	payload := false
	for _, s := range src {
		fail := func(format string, args ...any) error {
			return inspect.E(inspect.Invalid, "不能打包「%s」：%s", s.Name, fmt.Sprintf(format, args...)).WithRef(s.Name)
		}
		if err := checkName(s.Name); err != nil {
			return fail("%v", err)
		}
		inData := strings.HasPrefix(s.Name, dataDir)
		if !inData && !strings.HasPrefix(s.Name, logDir) && !strings.HasPrefix(s.Name, metaDir) {
			return fail("只能放在 data、log 或 meta 文件夹里")
		}
		if err := k.add(s.Name); err != nil {
			return fail("%v", err)
		}
		if s.SHA256 != "" && !isDigest(s.SHA256) {
			return fail("登记的摘要不是 SHA-256")
		}
		if s.Size < 0 || s.Open == nil {
			return fail("没有大小或内容")
		}
		payload = payload || inData
	}
	if err := k.add(metaName); err != nil {
		return inspect.E(inspect.Invalid, "%s 由打包程序生成，不能另给", metaName).WithRef(metaName)
	}
	if !payload {
		return inspect.E(inspect.Invalid, "包里没有任何内容，没有制作").WithHint("请至少选择一项要打包的内容")
	}
	return nil
}
