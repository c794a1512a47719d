package pack

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// Same input, same bytes, but for the signatures, which are random.
func TestWriteIsDeterministic(t *testing.T) {
	o := newOffice(t)
	a, b := o.write(t, t.TempDir(), "p.zip"), o.write(t, t.TempDir(), "p.zip")
	if a.Tagmanifest != b.Tagmanifest {
		t.Error("two packages of the same files differ")
	}
	_, x := readBag(t, a.Path)
	_, y := readBag(t, b.Path)
	for name := range x {
		if !strings.HasPrefix(name, signaturesDir) && !bytes.Equal(x[name], y[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	o := newOffice(t)
	changed := Bytes("data/a.txt", []byte("abc"))
	changed.SHA256 = strings.Repeat("0", 64)
	grown := Bytes("data/a.txt", []byte("abc"))
	grown.Size = 2
	shrunk := Bytes("data/a.txt", []byte("abc"))
	shrunk.Size = 4
	unreadable := Bytes("data/a.txt", []byte("abc"))
	unreadable.Open = func() (io.ReadCloser, error) { return nil, os.ErrPermission }
	breaking := Source{"data/a.txt", 10, "", func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("abc"), badReader{})), nil
	}}
	ok := Bytes("data/a.txt", []byte("abc"))
	with := func(f func(*Meta)) Meta { m := sampleMeta(); f(&m); return m }
	tests := []struct {
		name  string
		m     Meta
		src   []Source
		who   []Signer
		code  inspect.Code
		words string
	}{
		{"digest differs", sampleMeta(), []Source{changed}, o.signers(), inspect.Damaged, "data/a.txt"},
		{"longer", sampleMeta(), []Source{grown}, o.signers(), inspect.Damaged, "data/a.txt"},
		{"shorter", sampleMeta(), []Source{shrunk}, o.signers(), inspect.Damaged, "data/a.txt"},
		{"unreadable", sampleMeta(), []Source{unreadable}, o.signers(), inspect.Storage, "data/a.txt"},
		{"breaks off", sampleMeta(), []Source{breaking}, o.signers(), inspect.Storage, "data/a.txt"},
		{"nothing", sampleMeta(), nil, o.signers(), inspect.Invalid, "没有任何内容"},
		{"no payload", sampleMeta(), []Source{Bytes("log/x", nil)}, o.signers(), inspect.Invalid, "没有任何内容"},
		{"twice", sampleMeta(), []Source{ok, ok}, o.signers(), inspect.Invalid, "两次"},
		{"own file", sampleMeta(), []Source{ok, Bytes("meta/package.json", nil)}, o.signers(), inspect.Invalid, "meta/package.json"},
		{"outside", sampleMeta(), []Source{ok, Bytes("bagit.txt", nil)}, o.signers(), inspect.Invalid, "bagit.txt"},
		{"bad name", sampleMeta(), []Source{Bytes("data/../x", nil)}, o.signers(), inspect.Invalid, "包外"},
		{"bad digest", sampleMeta(), []Source{{"data/x", 1, "ab", ok.Open}}, o.signers(), inspect.Invalid, "SHA-256"},
		{"no signer", sampleMeta(), []Source{ok}, nil, inspect.Invalid, "签署者"},
		{"signer twice", sampleMeta(), []Source{ok}, append(o.signers(), o.signers()...), inspect.Invalid, "两次"},
		{"no meaning", sampleMeta(), []Source{ok}, []Signer{{o.device, "外勤设备", ""}}, inspect.Invalid, "含义"},
		{"foreign key", with(func(m *Meta) { m.KeyFingerprint = strings.Repeat("a", 64) }), []Source{ok}, o.signers(), inspect.Invalid, "签署者"},
		{"kind", with(func(m *Meta) { m.Kind = "other" }), []Source{ok}, o.signers(), inspect.Invalid, "种类"},
		{"no id", with(func(m *Meta) { m.ID = "" }), []Source{ok}, o.signers(), inspect.Invalid, "id"},
		{"unit with newline", with(func(m *Meta) { m.Unit = "甲\n乙" }), []Source{ok}, o.signers(), inspect.Invalid, "控制字符"},
		{"time", with(func(m *Meta) { m.CreatedAt = "2026-03-02" }), []Source{ok}, o.signers(), inspect.Invalid, "创建时间"},
		{"sequence", with(func(m *Meta) { m.Sequence = 2 }), []Source{ok}, o.signers(), inspect.Invalid, "序号"},
		{"critical", with(func(m *Meta) { m.Critical = []string{"future"} }), []Source{ok}, o.signers(), inspect.Invalid, "future"},
		{"clock of 2020", with(func(m *Meta) { m.CreatedAt = "2020-01-01T00:00:00.000Z" }), []Source{ok}, o.signers(), inspect.Invalid, "时钟不对"},
		{"clock before the certificate", with(func(m *Meta) { m.CreatedAt = "2026-01-15T00:00:00.000Z" }), []Source{ok}, o.signers(), inspect.Refused, "本机时间"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, out := range []string{"p.zip", "p"} {
				dir := t.TempDir()
				_, err := Write(context.Background(), filepath.Join(dir, out), tt.m, tt.src, tt.who, nil)
				wantCode(t, err, tt.code, tt.words)
				if left, _ := os.ReadDir(dir); len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
			}
		})
	}
}

type badReader struct{}

func (badReader) Read([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }

func TestWriteDoesNotOverwrite(t *testing.T) {
	o := newOffice(t)
	for _, name := range []string{"p.zip", "p"} {
		dir := t.TempDir()
		o.write(t, dir, name)
		_, err := Write(context.Background(), filepath.Join(dir, name), sampleMeta(), sampleSources(), o.signers(), nil)
		wantCode(t, err, inspect.Conflict, name)
		if v := o.verify(t, filepath.Join(dir, name)); v.State != Valid {
			t.Error(v.Sentence)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.zip.partial"), []byte("left by a crash"), 0o600); err != nil {
		t.Fatal(err)
	}
	if v := o.verify(t, o.write(t, dir, "p.zip").Path); v.State != Valid {
		t.Error(v.Sentence)
	}
	_, err := Write(context.Background(), filepath.Join(dir, "no", "p.zip"), sampleMeta(), sampleSources(), o.signers(), nil)
	wantCode(t, err, inspect.Storage)
	_, err = Write(context.Background(), filepath.Join(dir, "a%.zip"), sampleMeta(), sampleSources(), o.signers(), nil)
	wantCode(t, err, inspect.Invalid, "百分号")
}

func TestCancel(t *testing.T) {
	o := newOffice(t)
	ctx, cancel := context.WithCancel(context.Background())
	big := bytes.Repeat([]byte("x"), 3*chunk)
	for _, name := range []string{"p.zip", "p"} {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(context.Background())
		_, err := Write(ctx, filepath.Join(dir, name), sampleMeta(), []Source{Bytes("data/x", big)}, o.signers(), func(done, _ int64) { cancel() })
		wantCode(t, err, inspect.Canceled)
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	s := o.write(t, t.TempDir(), "p.zip")
	cancel()
	_, err := Verify(ctx, s.Path, o.pool, noon, nil)
	wantCode(t, err, inspect.Canceled)
}
