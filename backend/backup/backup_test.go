package backup_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/backup"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

var (
	pass = []byte("口令")
	seal = bytes.Repeat([]byte{7}, 32)
)

// place is a folder that looks like a workspace.
type place struct {
	*testing.T
	dir string
	id  *trust.Identity
}

func newPlace(t *testing.T) place {
	t.Helper()
	p := place{t, t.TempDir(), nil}
	id, err := trust.NewRoot("某分局", time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC))
	p.ok(err)
	p.id = id
	p.write("data.db", "数据库")
	p.write("accounts.json", "账户")
	p.write("documents/ab.pdf", strings.Repeat("笔录", 90_000))
	p.write("inbox/扫描.pdf", "扫描")
	p.write("evidence/ab/cd", "证据不在备份里")
	p.ok(os.MkdirAll(filepath.Join(p.dir, "keys"), 0o700))
	p.ok(id.Save(filepath.Join(p.dir, "keys", "identity.key"), pass, trust.MinCost))
	return p
}

func (p place) ok(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

func (p place) write(name, text string) {
	p.Helper()
	path := filepath.Join(p.dir, filepath.FromSlash(name))
	p.ok(os.MkdirAll(filepath.Dir(path), 0o700))
	p.ok(os.WriteFile(path, []byte(text), 0o600))
}

func (p place) backup() string {
	p.Helper()
	out := filepath.Join(p.TempDir(), "backup.zip")
	p.ok(backup.Write(context.Background(), p.dir, filepath.Join(p.dir, "data.db"), seal, out, backup.About{Format: backup.Format, Workspace: "某分局"}, nil))
	return out
}

// tree is every file below dir with its text.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		fmt.Fprintf(&b, "%s=%.40s/%d\n", filepath.ToSlash(rel), text, len(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteAndUnpack(t *testing.T) {
	p := newPlace(t)
	file := p.backup()
	about, err := backup.Read(file)
	p.ok(err)
	if about.Workspace != "某分局" {
		t.Error(about)
	}
	raw, err := os.ReadFile(file)
	p.ok(err)
	if bytes.Contains(raw, []byte("笔录")) || bytes.Contains(raw, []byte("扫描")) {
		t.Error("the backup shows what it holds")
	}
	into := t.TempDir()
	_, key, err := backup.Unpack(t.Context(), file, into, "", pass, nil)
	p.ok(err)
	if !bytes.Equal(key, seal) {
		t.Errorf("the key is %x", key)
	}
	p.ok(os.RemoveAll(filepath.Join(p.dir, "evidence")))
	if got, want := tree(t, into), tree(t, p.dir); got != want {
		t.Errorf("unpacked\n%swant\n%s", got, want)
	}
	if err := backup.Write(t.Context(), p.dir, filepath.Join(p.dir, "data.db"), seal, file, about, nil); inspect.CodeOf(err) != inspect.Conflict {
		t.Error("a backup was overwritten:", err)
	}
	if _, _, err := backup.Unpack(t.Context(), file, t.TempDir(), "", []byte("错"), nil); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error("wrong passphrase:", err)
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	other := filepath.Join(t.TempDir(), "other.zip")
	if err := backup.Write(canceled, p.dir, filepath.Join(p.dir, "data.db"), seal, other, about, nil); inspect.CodeOf(err) != inspect.Canceled {
		t.Error("canceled:", err)
	}
	if left, _ := filepath.Glob(filepath.Dir(other) + "/*"); len(left) > 0 {
		t.Error("a cancelled backup left", left)
	}
}

// Whatever byte of the encrypted part is changed, or wherever it is cut, Unpack
// says so.
func TestDamage(t *testing.T) {
	p := newPlace(t)
	file := p.backup()
	raw, err := os.ReadFile(file)
	p.ok(err)
	from := bytes.Index(raw, []byte("age-encryption.org/v1"))
	to := bytes.LastIndex(raw, []byte("PK\x01\x02"))
	for i := 0; i < 40; i++ {
		bad := bytes.Clone(raw)
		at := from + 30 + (to-from-60)*i/40
		bad[at] ^= 1
		path := filepath.Join(t.TempDir(), "bad.zip")
		p.ok(os.WriteFile(path, bad, 0o600))
		if _, _, err := backup.Unpack(t.Context(), path, t.TempDir(), "", pass, nil); err == nil {
			t.Fatalf("byte %d of %d was changed unseen", at, len(raw))
		}
		p.ok(os.WriteFile(path, raw[:at], 0o600))
		if _, _, err := backup.Unpack(t.Context(), path, t.TempDir(), "", pass, nil); inspect.CodeOf(err) != inspect.Invalid {
			t.Fatalf("cut at %d: %v", at, err)
		}
	}
}

// A prepared backup writes nothing outside its folder.
func TestHostile(t *testing.T) {
	p := newPlace(t)
	keys, err := os.ReadFile(filepath.Join(p.dir, "keys", "identity.key"))
	p.ok(err)
	make := func(key string, entries ...tar.Header) string {
		path := filepath.Join(t.TempDir(), "x.zip")
		f, err := os.Create(path)
		p.ok(err)
		z := zip.NewWriter(f)
		put := func(name string, b []byte) {
			w, err := z.Create(name)
			p.ok(err)
			_, err = w.Write(b)
			p.ok(err)
		}
		put("backup.json", []byte(`{"format":"ssj-backup/1"}`))
		put("keys/identity.key", keys)
		if key != "" {
			put(key, keys)
		}
		w, err := z.Create("data.tar.age")
		p.ok(err)
		s, err := trust.SealTo(w, []string{p.id.Recipient()})
		p.ok(err)
		tw := tar.NewWriter(s)
		for _, h := range entries {
			p.ok(tw.WriteHeader(&h))
			_, err := io.CopyN(tw, strings.NewReader(strings.Repeat("x", int(h.Size))), h.Size)
			p.ok(err)
		}
		for _, c := range []io.Closer{tw, s, z, f} {
			p.ok(c.Close())
		}
		return path
	}
	db := tar.Header{Name: "data.db", Size: 1, Typeflag: tar.TypeReg}
	for name, file := range map[string]string{
		"up":            make("", db, tar.Header{Name: "documents/../../x", Size: 1, Typeflag: tar.TypeReg}),
		"absolute":      make("", db, tar.Header{Name: "/tmp/x", Size: 1, Typeflag: tar.TypeReg}),
		"link":          make("", db, tar.Header{Name: "documents/x", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}),
		"other folder":  make("", db, tar.Header{Name: "evidence/x", Size: 1, Typeflag: tar.TypeReg}),
		"backslash":     make("", db, tar.Header{Name: `documents\x`, Size: 1, Typeflag: tar.TypeReg}),
		"twice":         make("", db, db),
		"no database":   make("", tar.Header{Name: "documents/x", Size: 1, Typeflag: tar.TypeReg}),
		"key outside":   make("keys/../../x.key", db),
		"foreign entry": make("autorun.inf", db),
		"no key":        make("", db, tar.Header{Name: "workspace.key", Size: 3, Typeflag: tar.TypeReg}),
		"key as folder": make("", db, tar.Header{Name: "accounts.json/x", Size: 1, Typeflag: tar.TypeReg}),
	} {
		t.Run(name, func(t *testing.T) {
			outer := t.TempDir()
			into := filepath.Join(outer, "a", "b")
			p.ok(os.MkdirAll(into, 0o700))
			_, _, err := backup.Unpack(t.Context(), file, into, "", pass, nil)
			if code := inspect.CodeOf(err); code != inspect.Damaged && code != inspect.Invalid {
				t.Fatal(err)
			}
			p.ok(os.RemoveAll(into))
			if got := tree(t, outer); got != "" {
				t.Error("it wrote", got)
			}
		})
	}
}

// TestSwap: a swap that was cut off anywhere is finished at the next opening,
// with the same outcome; one that was not verified is undone.
func TestSwap(t *testing.T) {
	old := map[string]string{"data.db": "旧", "data.db-wal": "旧wal", "accounts.json": "旧账户", "documents/a": "旧文书", "keys/identity.key": "旧密钥", "evidence/x": "证据"}
	in := map[string]string{"data.db": "新", "accounts.json": "新账户", "documents/b": "新文书", "fonts/f": "新字体", "keys/identity.key": "新密钥"}
	lay := func(t *testing.T) place {
		p := place{t, t.TempDir(), nil}
		for n, s := range old {
			p.write(n, s)
		}
		for n, s := range in {
			p.write("restore.partial/"+n, s)
		}
		return p
	}
	whole := lay(t)
	whole.ok(backup.Swap(whole.dir, "kept"))
	want := tree(t, whole.dir)
	for _, s := range []string{"data.db=新/3", "documents/b=新文书", "fonts/f=新字体", "evidence/x=证据", "accounts.json=新账户", "kept/accounts.json=旧账户", "kept/data.db=旧/3", "kept/data.db-wal=旧wal", "kept/documents/a=旧文书", "kept/keys/identity.key=旧密钥"} {
		if !strings.Contains(want, s) {
			t.Fatalf("no %s in\n%s", s, want)
		}
	}
	if strings.Contains(want, "restore.partial") {
		t.Fatal("the scratch folder stayed")
	}
	out := []string{"documents", "keys", "accounts.json", "data.db-wal", "data.db"} // in the order of the moves
	back := []string{"documents", "fonts", "keys", "accounts.json", "data.db"}
	for k := 0; k <= len(out)+len(back); k++ {
		p := lay(t)
		p.write("restore.partial/VERIFIED", "kept")
		move := func(from, to, name string) {
			p.ok(os.MkdirAll(filepath.Dir(filepath.Join(p.dir, to, name)), 0o700))
			p.ok(os.Rename(filepath.Join(p.dir, from, name), filepath.Join(p.dir, to, name)))
		}
		for i := 0; i < k; i++ {
			if i < len(out) {
				move("", "kept", out[i])
				continue
			}
			if i == len(out) {
				p.ok(os.Rename(filepath.Join(p.dir, "restore.partial/VERIFIED"), filepath.Join(p.dir, "restore.partial/PLACING")))
			}
			move("restore.partial", "", back[i-len(out)])
		}
		p.ok(backup.Finish(p.dir))
		if got := tree(t, p.dir); got != want {
			t.Fatalf("cut after %d moves:\n%swant\n%s", k, got, want)
		}
	}
	p := lay(t)
	p.ok(backup.Finish(p.dir))
	if got := tree(t, p.dir); strings.Contains(got, "新") || !strings.Contains(got, "data.db=旧/3") {
		t.Fatal("an unverified restore took place:\n" + got)
	}
	p = lay(t)
	p.write("restore.partial/VERIFIED", "../away")
	if err := backup.Finish(p.dir); inspect.CodeOf(err) != inspect.Damaged {
		t.Fatal(err)
	}
}

// Evidence is held to its digest on the way out and comes back whole.
func TestEvidence(t *testing.T) {
	p, to := newPlace(t), t.TempDir()
	const sha = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" // of "hello"
	if err := backup.SealEvidence(t.Context(), p.dir, to, strings.NewReader("hellO"), sha); inspect.CodeOf(err) != inspect.Damaged {
		t.Fatal("other bytes were kept:", err)
	}
	if got := tree(t, to); got != "" {
		t.Fatal("left", got)
	}
	p.ok(backup.SealEvidence(t.Context(), p.dir, to, strings.NewReader("hello"), sha))
	p.ok(backup.SealEvidence(t.Context(), p.dir, to, strings.NewReader("not read"), sha)) // it is there
	var out bytes.Buffer
	p.ok(backup.OpenEvidence(to, sha, filepath.Join(p.dir, "keys", "identity.key"), pass, &out))
	if out.String() != "hello" {
		t.Fatal(out.String())
	}
	if err := backup.OpenEvidence(to, strings.Repeat("0", 64), filepath.Join(p.dir, "keys", "identity.key"), pass, &out); inspect.CodeOf(err) != inspect.NotFound {
		t.Fatal(err)
	}
}
