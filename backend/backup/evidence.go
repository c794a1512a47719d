package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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
func SealEvidence(ctx context.Context, dir, place string, src io.Reader, sha string) error {
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
	return durable(out, func(f io.Writer) error {
		w, err := trust.SealTo(f, to)
		if err != nil {
			return err
		}
		sum := sha256.New()
		if _, err := io.Copy(io.MultiWriter(w, sum, &counted{ctx: ctx}), src); err != nil {
			return err
		}
		if hex.EncodeToString(sum.Sum(nil)) != sha {
			return inspect.E(inspect.Damaged, "证据文件与登记的摘要不符，没有备份：%s", sha).WithRef(sha).WithHint("运行全面查验；从任务包或原设备重新取得该文件")
		}
		return w.Close()
	})
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
func Copy(ctx context.Context, from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return failed(from, err)
	}
	defer in.Close()
	return durable(to, func(f io.Writer) error {
		_, err := io.Copy(io.MultiWriter(f, &counted{ctx: ctx}), in)
		return err
	})
}
