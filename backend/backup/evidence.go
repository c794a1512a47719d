package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

// Sealed is where place keeps the evidence with this SHA-256.
func Sealed(place, sha string) string {
	return filepath.Join(place, "evidence", sha[:2], sha+".age")
}

// SealEvidence puts one evidence file, encrypted, into place, unless it is there
// already. dir is the workspace. The file is held to its SHA-256 in the same
// pass: what does not fit is an error (Damaged) and is not kept.
func SealEvidence(ctx context.Context, dir, place string, src io.Reader, sha string) (err error) {
	out := Sealed(place, sha)
	if _, err := os.Stat(out); err == nil {
		return nil
	}
	to, err := recipients(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o700); err != nil {
		return failed(out, err)
	}
	f, err := os.OpenFile(out+partial, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return failed(out, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(out + partial)
		}
	}()
	w, err := trust.SealTo(f, to)
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum, &counted{ctx: ctx}), src); err != nil {
		return failed(out, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != sha {
		return inspect.E(inspect.Damaged, "证据文件与登记的摘要不符，没有备份：%s", sha).WithRef(sha).WithHint("运行全面查验；从任务包或原设备重新取得该文件")
	}
	if err := errors.Join(w.Close(), f.Sync(), f.Close()); err != nil {
		return failed(out, err)
	}
	if err := os.Rename(out+partial, out); err != nil {
		return failed(out, err)
	}
	return syncDir(filepath.Dir(out))
}

// OpenEvidence writes the evidence with this SHA-256 from place to out, opened
// with a key file. Errors as of Unpack, NotFound when place lacks it.
func OpenEvidence(place, sha, key string, passphrase []byte, out io.Writer) error {
	f, err := os.Open(Sealed(place, sha))
	if err != nil {
		return inspect.E(inspect.NotFound, "备份位置里没有这份证据：%s", sha).WithRef(sha).Because(err)
	}
	defer f.Close()
	opener, err := os.ReadFile(key)
	if err != nil {
		return inspect.E(inspect.NotFound, "打不开密钥文件：%s", key).WithRef(key).Because(err)
	}
	plain, err := trust.OpenSealed(f, opener, passphrase)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, plain); err != nil {
		return inspect.E(inspect.Damaged, "备份位置里的这份证据已损坏：%s", sha).WithRef(sha).Because(err)
	}
	return nil
}

// Copy puts a finished backup at another place and reads it again there.
func Copy(ctx context.Context, from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return failed(from, err)
	}
	defer in.Close()
	out, err := os.OpenFile(to+partial, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return failed(to, err)
	}
	defer func() {
		if err != nil {
			out.Close()
			os.Remove(to + partial)
		}
	}()
	want, got := sha256.New(), sha256.New()
	if _, err := io.Copy(io.MultiWriter(out, want, &counted{ctx: ctx}), in); err != nil {
		return failed(to, err)
	}
	if err := out.Sync(); err != nil {
		return failed(to, err)
	}
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		return failed(to, err)
	}
	if _, err := io.Copy(got, out); err != nil {
		return failed(to, err)
	}
	if string(got.Sum(nil)) != string(want.Sum(nil)) {
		return inspect.E(inspect.Storage, "备份写出后读回的内容不同：%s", to).WithRef(to).WithHint("该磁盘或移动盘可能已损坏，换一个位置")
	}
	if err := out.Close(); err != nil {
		return failed(to, err)
	}
	if err := os.Rename(to+partial, to); err != nil {
		return failed(to, err)
	}
	return syncDir(filepath.Dir(to))
}
