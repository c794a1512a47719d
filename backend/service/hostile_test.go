package service_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
)

// files lists what lies below a folder, with sizes; the database's own files grow
// and shrink by themselves.
func files(t *testing.T, dir string) string {
	t.Helper()
	var s strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "data.db") || strings.Contains(path, "/logs/") {
			return err
		}
		info, err := d.Info()
		if err == nil {
			s.WriteString(strings.TrimPrefix(path, dir) + " " + info.ModTime().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s.String()
}

// TestTamperMatrix: everything that can be done to a package of a certified
// device on its way, each refused in words of its own; not a row, not a file is
// left behind, in the workspace or beside it.
func TestTamperMatrix(t *testing.T) {
	b := at(t, "dispatched")
	r := b.rogue("外勤二号")
	version := func(id string) []byte {
		return b.version(inspect.NounVisit, id, "", "no-such-grant", inspect.Visit{ID: id})
	}
	sealed := r.pack(pack.Result, "治安大队办公室", version("v-1"), version("v-2"))
	whole, err := os.ReadFile(sealed)
	b.ok(err)
	out := t.TempDir() // the hostile packages lie apart from what is watched
	n := 0
	file := func(data []byte) string {
		n++
		path := filepath.Join(out, "包"+string(rune('a'+n))+".zip")
		b.ok(os.WriteFile(path, data, 0o600))
		return path
	}
	folder := func(spoil func(dir string) error) string {
		n++
		dir := filepath.Join(out, "夹"+string(rune('a'+n)))
		if text, err := exec.Command("unzip", "-q", sealed, "-d", dir).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		bag := filepath.Join(dir, strings.TrimSuffix(filepath.Base(sealed), ".zip"))
		b.ok(spoil(bag))
		return bag
	}
	one, two := "data/versions/000000.json", "data/versions/000001.json"
	at := func(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	office := func(path string) func() error {
		return func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, path); return err }
	}
	leader := b.anyone(b.field)
	later := func(d time.Duration, path string) func() error {
		return func() error {
			was := b.now
			b.now = b.now.Add(d)
			defer func() { b.now = was }()
			return office(path)()
		}
	}

	// A device that was withdrawn hands over to a laptop that knows it.
	gone := b.rogue("外勤三号")
	_, err = b.office.Trust.Revoke(b.ctx, b.clerk, "外勤三号", inspect.RevokeReplaced, "换机")
	b.ok(err)
	_, err = b.field.Dispatch.Open(b.ctx, leader, b.list("名单.zip"))
	b.ok(err)
	revoked := gone.pack(pack.Handover, "外勤一号", version("v-3"))

	// A device that gave one number to two packages.
	twin := b.rogue("外勤四号")
	b.ok(office(twin.pack(pack.Result, "治安大队办公室", version("v-4")))())
	twin.sent, twin.last = 0, ""
	b.ok(os.Rename(filepath.Join(b.dir, "外勤四号-1.zip"), filepath.Join(b.dir, "外勤四号-kept.zip")))
	forked := twin.pack(pack.Result, "治安大队办公室", version("v-5"))

	tests := []struct {
		name string
		sv   *service.Services
		open func() error
		code inspect.Code
		says string
	}{
		{"flip", b.office, office(file(flipped(whole, bytes.Index(whole, []byte("no-such-grant"))))), inspect.Damaged, "已被改动或损坏"},
		{"drop", b.office, office(folder(func(dir string) error { return os.Remove(at(dir, one)) })), inspect.Damaged, "清单里有，包里没有"},
		{"add", b.office, office(folder(func(dir string) error {
			return os.WriteFile(at(dir, "data/versions/000009.json"), version("v-9"), 0o600)
		})), inspect.Damaged, "包里有，清单里没有"},
		{"rename", b.office, office(folder(func(dir string) error { return os.Rename(at(dir, one), at(dir, "data/versions/000008.json")) })), inspect.Damaged, "被改名为 data/versions/000008.json"},
		{"swap", b.office, office(folder(func(dir string) error {
			if err := os.Rename(at(dir, one), at(dir, "x")); err != nil {
				return err
			}
			if err := os.Rename(at(dir, two), at(dir, one)); err != nil {
				return err
			}
			return os.Rename(at(dir, "x"), at(dir, two))
		})), inspect.Damaged, "摘要不符"},
		{"case-fold", b.office, office(folder(func(dir string) error { return os.WriteFile(at(dir, "data/versions/000000.JSON"), nil, 0o600) })), inspect.Damaged, "只差大小写"},
		{"duplicate entry", b.office, office(file(bytes.ReplaceAll(whole, []byte("000001.json"), []byte("000000.json")))), inspect.Damaged, "出现了两次"},
		{"out of the folder", b.office, office(file(bytes.ReplaceAll(whole, []byte("data/versions/000001.json"), []byte("../../../ersions/00001.js")))), inspect.Damaged, "跑出包外"},
		{"a link", b.office, office(folder(func(dir string) error {
			if err := os.Remove(at(dir, one)); err != nil {
				return err
			}
			return os.Symlink("/etc/passwd", at(dir, one))
		})), inspect.Damaged, "链接或特殊文件"},
		{"truncated", b.office, office(file(whole[:len(whole)-1])), inspect.Damaged, "文件被截断"},
		{"lengthened", b.office, office(file(append(bytes.Clone(whole), 0))), inspect.Damaged, "文件被加长"},
		{"forked", b.office, office(forked), inspect.Damaged, "先后出现两种内容（分叉）"},
		{"wrong recipient", b.office, office(r.pack(pack.Result, "别的办公室", version("v-6"))), inspect.Refused, "是发给「别的办公室」的"},
		{"expired certificate", b.office, later(4*365*24*time.Hour, sealed), inspect.Refused, "证书已于"},
		{"clock behind", b.office, later(-3*24*time.Hour, sealed), inspect.Refused, "请核对本机时间"},
		{"clock before build", b.office, later(-2*365*24*time.Hour, sealed), inspect.Refused, "早于本程序的编写日期"},
		{"revoked device", b.field, func() error { _, err := b.field.Dispatch.Open(b.ctx, leader, revoked); return err }, inspect.Damaged, "签于证书吊销之后"},
	}
	said := map[string]string{}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			state, lying := b.state(tt.sv), files(t, b.dir)
			err := tt.open()
			if err == nil || inspect.CodeOf(err) != tt.code || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("%v, want %s: %s", err, tt.code, tt.says)
			}
			if b.state(tt.sv) != state {
				t.Error("the workspace changed")
			}
			if now := files(t, b.dir); now != lying {
				t.Errorf("files changed:\n%s\nwere\n%s", now, lying)
			}
			if other := said[err.Error()]; other != "" {
				t.Errorf("says the same as %s: %v", other, err)
			}
			said[err.Error()] = tt.name
		})
	}

	// Replayed: taken once, and then nothing but a line in the log.
	b.ok(office(sealed)())
	before := b.brought()
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, sealed)
	b.ok(err)
	if !rec.Already || rec.Added != 0 || b.brought() != before {
		t.Errorf("replayed: %+v", rec)
	}
	b.healthy(b.office, b.clerk)
}

func flipped(data []byte, at int) []byte {
	out := bytes.Clone(data)
	out[at] ^= 1
	return out
}
