package pack

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// hostileNames is a fixture for every rule about names.
var hostileNames = []struct{ name, rule string }{
	{"data/../../etc/passwd", "跑出包外"},
	{"data/./x", "跑出包外"},
	{"data//x", "空的一级"},
	{"data/x/", "文件夹而不是文件"},
	{`data\x`, "反斜杠"},
	{"data/C:x", "Windows 不允许"},
	{"data/a*", "Windows 不允许"},
	{"data/a?", "Windows 不允许"},
	{`data/"a"`, "Windows 不允许"},
	{"data/a|b", "Windows 不允许"},
	{"data/<a>", "Windows 不允许"},
	{"data/CON", "设备名"},
	{"data/nul.txt", "设备名"},
	{"data/Aux .tar.gz", "设备名"},
	{"data/com1", "设备名"},
	{"data/LPT³.doc", "设备名"},
	{"data/conin$", "设备名"},
	{"prn/x", "设备名"},
	{"data/x.", "点或空格结尾"},
	{"data/x ", "点或空格结尾"},
	{"data/dir./x", "点或空格结尾"},
	{"data/a%41", "百分号"},
	{"data/a\nb", "控制字符"},
	{"data/a\x7fb", "控制字符"},
	{"data/a\u2028b", "控制字符"},
	{"data/照片\u202egpj.exe", "控制字符"},
	{"data/\xff", "不是 UTF-8"},
	{"data/" + strings.Repeat("长", 81), "一级太长"},
	{"data" + strings.Repeat("/"+strings.Repeat("a", 200), 6), "文件名太长"},
}

func TestHostileNames(t *testing.T) {
	o := newOffice(t)
	for _, tt := range append(hostileNames, struct{ name, rule string }{"", "为空"}, struct{ name, rule string }{"/etc/passwd", "绝对路径"}) {
		if err := checkName(tt.name); err == nil || !strings.Contains(err.Error(), tt.rule) {
			t.Errorf("%q: %v, want %q", tt.name, err, tt.rule)
		}
	}
	folder, good := readBag(t, o.write(t, t.TempDir(), "p.zip").Path)
	for _, tt := range hostileNames {
		b := bag{tt.name: []byte("x")}
		for name, data := range good {
			b[name] = data
		}
		b.remanifest()
		b.resign(t, o.device)
		wantBroken(t, o.verifyBytes(t, b.zip(folder)), printable(folder+"/"+tt.name), tt.rule)
	}
	for _, name := range []string{
		"data/现场照片 01.jpg", "data/.hidden", "data/a..b", "data/console.txt", "data/com10", "data/com", "data/nulls", "data/𠮷.txt",
		"data/a+b=c,d;(e)[f]{g}~!@#$^&'`.txt", "data/" + strings.Repeat("长", 80),
	} {
		if err := checkName(name); err != nil {
			t.Errorf("%q is refused: %v", name, err)
		}
	}
}

func TestHostilePairs(t *testing.T) {
	o := newOffice(t)
	tests := []struct{ a, b, named, rule string }{
		{"data/x", "data/x", "data/x", "两次"},
		{"data/Photo.jpg", "data/photo.JPG", "data/photo.JPG", "只差大小写"},
		{"data/é", "data/e\u0301", "", "只差大小写或编码"},
		{"data/straße", "data/STRASSE", "", "只差大小写或编码"},
		{"data/A/x", "data/a/y", "data/a/y", "文件夹与"},
		{"data/a", "data/a/b", "data/a/b", "与文件同名"},
	}
	for _, tt := range tests {
		k := newKin()
		if err := k.add(tt.a); err != nil {
			t.Fatal(err)
		}
		if err := k.add(tt.b); err == nil || !strings.Contains(err.Error(), tt.rule) {
			t.Errorf("%q and %q: %v", tt.a, tt.b, err)
		}
		v := o.verifyBytes(t, rawZip([]rawEntry{{"p/" + tt.a, nil}, {"p/" + tt.b, nil}}))
		if name, rule := problem(v); v.State != Broken || tt.named != "" && name != tt.named || !strings.Contains(rule, tt.rule) {
			t.Errorf("%q and %q: %s", tt.a, tt.b, v.Sentence)
		}
	}
	k := newKin()
	for _, name := range []string{"data/a", "data/ab", "data/b/a", "data/b/b", "b/a"} {
		if err := k.add(name); err != nil {
			t.Errorf("%q is refused: %v", name, err)
		}
	}
	k = newKin()
	for _, name := range []string{"data/a/b"} {
		if err := k.add(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.add("data/a"); err == nil {
		t.Error("a file takes the name of a folder")
	}
}

// Every liberty of the ZIP format that we do not take.
func TestHostileZip(t *testing.T) {
	o := newOffice(t)
	good := rawZip([]rawEntry{{"p/bagit.txt", []byte("abc")}, {"p/data/x", []byte("hello")}})
	second := bytes.LastIndex(good[:bytes.Index(good, []byte("PK\x01\x02"))], []byte("PK\x03\x04"))
	directory := bytes.Index(good, []byte("PK\x01\x02"))
	line2 := bytes.LastIndex(good, []byte("PK\x01\x02"))
	end := len(good) - endLen
	// both patches local header and directory line of the second entry alike.
	both := func(at int, v uint16) func([]byte) []byte {
		return func(b []byte) []byte {
			binary.LittleEndian.PutUint16(b[second+at:], v)
			binary.LittleEndian.PutUint16(b[line2+at+2:], v)
			return b
		}
	}
	put32 := func(at int, v uint32) func([]byte) []byte {
		return func(b []byte) []byte { binary.LittleEndian.PutUint32(b[at:], v); return b }
	}
	tests := []struct {
		name       string
		spoil      func([]byte) []byte
		file, rule string
	}{
		{"compressed", both(8, 8), "p/data/x", "经过压缩（方法 8）"},
		{"encrypted", both(6, flagUTF8|1), "p/data/x", "加密标志"},
		{"data descriptor", both(6, flagUTF8|8), "p/data/x", "标志"},
		{"no UTF-8 flag", both(6, 0), "p/data/x", "标志"},
		{"a time", both(10, 0x6000), "p/data/x", "登记不合规定"},
		{"needs a later version", both(4, 63), "p/data/x", "登记不合规定"},
		{"local header differs", put32(second+crcAt, 1), "p/data/x", "文件头与压缩包目录不一致"},
		{"overlap", put32(line2+42, 0), "p/data/x", "重叠"},
		{"gap", put32(line2+42, uint32(second+1)), "p/data/x", "空隙"},
		{"size reaches into the directory", func(b []byte) []byte {
			for _, at := range []int{second + 18, second + 22, line2 + 20, line2 + 24} {
				binary.LittleEndian.PutUint32(b[at:], 100)
			}
			return b
		}, "p/data/x", "与目录重叠"},
		{"a comment", func(b []byte) []byte { b[len(b)-2] = 1; return append(b, 'x') }, "", "结尾"},
		{"disk number", func(b []byte) []byte { b[end+4] = 1; return b }, "", "结尾不合规定"},
		{"one entry fewer announced", func(b []byte) []byte { b[end+8], b[end+10] = 1, 1; return b }, "", "数目"},
		{"directory beyond the file", put32(end+16, 1<<30), "", "位置或大小"},
		{"ZIP64 where none is needed", func(b []byte) []byte {
			return append(append(b[:end], le(uint32(end64Sig), uint64(44), uint16(unixFile|45), uint16(45), uint32(0), uint32(0),
				uint64(2), uint64(2), uint64(end-directory), uint64(directory), uint32(locatorSig), uint32(0), uint64(end), uint32(1))...), b[end:]...)
		}, "", "结尾不合规定"},
		{"a folder entry", func([]byte) []byte {
			return rawZip([]rawEntry{{"p/", nil}, {"p/bagit.txt", []byte("abc")}})
		}, "p/", "文件夹而不是文件"},
		{"two top folders", func([]byte) []byte {
			return rawZip([]rawEntry{{"p/bagit.txt", nil}, {"q/data/x", nil}})
		}, "q/data/x", "唯一文件夹"},
		{"no top folder", func([]byte) []byte { return rawZip([]rawEntry{{"bagit.txt", nil}}) }, "bagit.txt", "唯一文件夹"},
		{"other order", func([]byte) []byte {
			return rawZip([]rawEntry{{"p/data/x", nil}, {"p/bagit.txt", nil}})
		}, "bagit.txt", "次序"},
		{"absolute", func([]byte) []byte { return rawZip([]rawEntry{{"/bagit.txt", nil}}) }, "/bagit.txt", "绝对路径"},
		{"NUL in a name", func([]byte) []byte { return rawZip([]rawEntry{{"p/a\x00b", nil}}) }, `"p/a\x00b"`, "U+0000"},
		{"escape code in the name of a compressed entry", func([]byte) []byte {
			b := rawZip([]rawEntry{{"p/\x1b[2J", nil}})
			binary.LittleEndian.PutUint16(b[bytes.Index(b, []byte("PK\x01\x02"))+10:], 8)
			return b
		}, `"p/\x1b[2J"`, "经过压缩"},
		{"empty ZIP", func([]byte) []byte { return rawZip(nil) }, bagitName, "缺这个文件"},
		{"empty file", func([]byte) []byte { return nil }, "", "不是本程序的数据包"},
		{"text", func([]byte) []byte { return []byte(strings.Repeat("这不是压缩包", 20)) }, "", "不是本程序的数据包"},
	}
	if v := o.verifyBytes(t, good); len(v.Files) == 1 {
		t.Fatal(v.Sentence) // the base must get past the ZIP reader
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantBroken(t, o.verifyBytes(t, tt.spoil(bytes.Clone(good))), tt.file, tt.rule)
		})
	}
}

func TestHostileFolder(t *testing.T) {
	o := newOffice(t)
	path := o.write(t, t.TempDir(), "p").Path
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("%PDF-1.4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	victim := filepath.Join(path, "data", "docs", "现场检查笔录.pdf")
	if err := os.Remove(victim); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, victim); err != nil {
		t.Fatal(err)
	}
	wantBroken(t, o.verify(t, path), "data/docs/现场检查笔录.pdf", "链接")
}

func TestUnreadable(t *testing.T) {
	o := newOffice(t)
	_, err := Verify(context.Background(), filepath.Join(t.TempDir(), "none.zip"), o.pool, noon, nil)
	wantCode(t, err, inspect.NotFound, "none.zip")
	_, _, err = Open(context.Background(), filepath.Join(t.TempDir(), "none"), o.pool, noon)
	wantCode(t, err, inspect.NotFound)
}

// virtualZip is a ZIP with one huge entry whose zeros take no room.
type virtualZip struct {
	head, tail []byte
	size       int64
}

func (v virtualZip) ReadAt(b []byte, at int64) (int, error) {
	n := 0
	for n < len(b) && at < v.len() {
		switch body := at - int64(len(v.head)); {
		case body < 0:
			b[n] = v.head[at]
		case body < v.size:
			b[n] = 0
		default:
			b[n] = v.tail[body-v.size]
		}
		n, at = n+1, at+1
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (v virtualZip) len() int64 { return int64(len(v.head)+len(v.tail)) + v.size }

// The borders of ZIP64, without writing gigabytes.
func TestZip64(t *testing.T) {
	for _, size := range []int64{0, 1, max32 - 1, max32, max32 + 1, 5 << 30, math.MaxInt64 / 4} {
		first := zipEntry{"p/bagit.txt", size, 7, 0}
		second := zipEntry{"p/data/后面的文件", 3, 9, first.end()}
		v := virtualZip{head: first.local(), size: size}
		v.tail = append(second.local(), "abc"...)
		offset := first.end() + int64(len(v.tail))
		directory := append(first.central(), second.central()...)
		v.tail = append(append(v.tail, directory...), zipEnd(2, offset, int64(len(directory)))...)
		got, bad := readZip(v, v.len())
		if bad != nil || len(got) != 2 || got[0] != first || got[1] != second {
			t.Errorf("%d: %+v, %v", size, got, bad)
		}
		for i := range directory { // each flip in the directory shows
			spoilt := v
			spoilt.tail = bytes.Clone(v.tail)
			spoilt.tail[len(second.local())+3+i] ^= 1
			if _, bad := readZip(spoilt, spoilt.len()); bad == nil {
				t.Errorf("%d: flipping byte %d of the directory goes unnoticed", size, i)
			}
		}
	}
}

func TestManyEntries(t *testing.T) {
	for _, n := range []int{math.MaxUint16 - 1, math.MaxUint16, math.MaxUint16 + 1} {
		files := make([]rawEntry, n)
		for i := range files {
			files[i].name = "p/" + string(rune('a'+i%26))
		}
		data := rawZip(files)
		got, bad := readZip(bytes.NewReader(data), int64(len(data)))
		if bad != nil || len(got) != n {
			t.Errorf("%d entries: %d, %v", n, len(got), bad)
		}
	}
}
