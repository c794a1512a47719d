package pack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

var noon = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)

// office is a root, the pool that trusts it, and a device it issued.
type office struct {
	root, device *trust.Identity
	pool         *trust.Pool
}

func newOffice(t testing.TB) office {
	t.Helper()
	root, err := trust.NewRoot("某市公安局示例分局", noon)
	if err != nil {
		t.Fatal(err)
	}
	p, request, err := trust.NewRequest("治安大队外勤01", noon)
	if err != nil {
		t.Fatal(err)
	}
	accept, err := root.Issue(request, "外勤设备", noon)
	if err != nil {
		t.Fatal(err)
	}
	device, err := trust.Accept(p, accept)
	if err != nil {
		t.Fatal(err)
	}
	pool, err := trust.NewPool(root.RootPEM())
	if err != nil {
		t.Fatal(err)
	}
	return office{root, device, pool}
}

const meaning = "本机制作并核对了本包内容；设备签名，非电子印章"

func (o office) signers() []Signer { return []Signer{{o.device, "外勤设备", meaning}} }

func sampleMeta() Meta {
	return Meta{
		ID: "0195542c-0000-7000-8000-000000000001", Kind: Result, Unit: "示例分局治安大队", Task: "task-1", Device: "device-1",
		Sequence: 1, Recipient: "某市公安局示例分局", Network: "单机", CreatedAt: "2026-03-02T04:00:00.000Z",
		Checkpoint: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", LogSize: 42, Clock: "与办公室电脑核对，差 2 秒",
		Grants:  []string{"grant-1"},
		LeftOut: []LeftOut{{"data/media/ab/现场录像.mp4", "询问影像默认不出网"}},
	}
}

func sampleSources() []Source {
	return []Source{
		Bytes("data/versions/5f.json", []byte(`{"noun":"visit","name":"示例旅馆"}`)),
		Bytes("data/media/ab/现场照片 01.jpg", bytes.Repeat([]byte("照片"), 5000)),
		Bytes("data/docs/现场检查笔录.pdf", []byte("%PDF-1.4\n")),
		Bytes("data/empty.txt", nil),
		Bytes("log/checkpoint.note", []byte("shuangsuiji/00\n42\n\n")),
		Bytes("meta/说明.txt", []byte("随包说明\n")),
	}
}

// write makes the sample package at dir/name.
func (o office) write(t testing.TB, dir, name string) *Sealed {
	t.Helper()
	s, err := Write(context.Background(), filepath.Join(dir, name), sampleMeta(), sampleSources(), o.signers(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (o office) verify(t testing.TB, path string) *Verdict {
	t.Helper()
	v, err := Verify(context.Background(), path, o.pool, noon, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// verifyBytes judges a ZIP in memory.
func (o office) verifyBytes(t testing.TB, data []byte) *Verdict {
	t.Helper()
	tree, bad := zipTree(bytes.NewReader(data), int64(len(data)))
	if bad != nil {
		return refuse(bad)
	}
	v, _, err := verifyTree(context.Background(), tree, o.pool, noon, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// problem is the first file at fault and its rule.
func problem(v *Verdict) (name, rule string) {
	for _, f := range v.Files {
		if !f.OK {
			return f.Name, f.Problem
		}
	}
	return "", ""
}

// wantBroken demands an invalid verdict that names file and rule.
func wantBroken(t *testing.T, v *Verdict, file, rule string) {
	t.Helper()
	for _, f := range v.Files {
		if !f.OK && f.Name == file && strings.Contains(f.Problem, rule) {
			if v.State != Broken || !strings.HasPrefix(v.Sentence, "无效：") {
				t.Errorf("state %s, %q", v.State, v.Sentence)
			}
			return
		}
	}
	t.Errorf("want %q on %q, got %s %q, files %+v", rule, file, v.State, v.Sentence, v.Files)
}

func wantCode(t *testing.T, err error, code inspect.Code, words ...string) {
	t.Helper()
	if err == nil || inspect.CodeOf(err) != code {
		t.Fatalf("got %v (%s), want code %s", err, inspect.CodeOf(err), code)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

// bag is a package in memory, to be spoilt.
type bag map[string][]byte

func readBag(t testing.TB, zipPath string) (folder string, b bag) {
	t.Helper()
	tree, bad, err := openTree(zipPath)
	if err != nil || bad != nil {
		t.Fatal(bad, err)
	}
	b = bag{}
	for _, name := range tree.names {
		if b[name], err = tree.read(name, 1<<20); err != nil {
			t.Fatal(err)
		}
	}
	if err := tree.close(); err != nil {
		t.Fatal(err)
	}
	return tree.folder, b
}

// remanifest makes both manifests fit the files, as a forger would.
func (b bag) remanifest() {
	var data, tags []sum
	for name, content := range b {
		s := sha256.Sum256(content)
		line := sum{name, hex.EncodeToString(s[:])}
		switch {
		case strings.HasPrefix(name, dataDir):
			data = append(data, line)
		case name != manifestName && name != tagmanifestName && !strings.HasPrefix(name, signaturesDir):
			tags = append(tags, line)
		}
	}
	b[manifestName] = encodeManifest(data)
	s := sha256.Sum256(b[manifestName])
	b[tagmanifestName] = encodeManifest(append(tags, sum{manifestName, hex.EncodeToString(s[:])}))
}

// resign signs the bag with id under its own name.
func (b bag) resign(t testing.TB, id *trust.Identity) {
	t.Helper()
	base := SignerMeta{Fingerprint: id.Fingerprint()}.base()
	var err1, err2 error
	b[base+sigExt], err1 = id.SignSM2(b[tagmanifestName])
	b[base+cmsExt], err2 = id.SignCMS(b[tagmanifestName])
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	b[base+certExt] = id.ChainPEM()
}

func (b bag) zip(folder string) []byte {
	var entries []rawEntry
	for _, name := range slices.SortedFunc(maps.Keys(b), compareNames) {
		entries = append(entries, rawEntry{folder + "/" + name, b[name]})
	}
	return rawZip(entries)
}

type rawEntry struct {
	name string
	data []byte
}

// rawZip lays out whatever entries it is given.
func rawZip(files []rawEntry) []byte {
	var out, directory []byte
	for _, f := range files {
		e := zipEntry{f.name, int64(len(f.data)), crc32.ChecksumIEEE(f.data), int64(len(out))}
		out = append(append(out, e.local()...), f.data...)
		directory = append(directory, e.central()...)
	}
	return append(append(out, directory...), zipEnd(int64(len(files)), int64(len(out)), int64(len(directory)))...)
}

func TestRoundTrip(t *testing.T) {
	o := newOffice(t)
	for _, name := range []string{"示例-20260302-任务1-001.zip", "示例-20260302-任务1-001"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var last, total int64
			sealed, err := Write(context.Background(), filepath.Join(dir, name), sampleMeta(), sampleSources(), o.signers(),
				func(done, all int64) {
					if done < last || done > all {
						t.Errorf("progress %d of %d after %d", done, all, last)
					}
					last, total = done, all
				})
			if err != nil {
				t.Fatal(err)
			}
			if last != total || total == 0 {
				t.Errorf("progress ended at %d of %d", last, total)
			}
			v := o.verify(t, sealed.Path)
			if v.State != Valid || v.Tagmanifest != sealed.Tagmanifest || len(v.Files) != sealed.Files {
				t.Fatalf("%s %q\nfiles %+v", v.State, v.Sentence, v.Files)
			}
			for _, want := range []string{"有效：检查结果包", "示例分局治安大队", "2026-03-02", "某市公安局示例分局", trust.ShortFingerprint(o.root.Fingerprint())} {
				if !strings.Contains(v.Sentence, want) {
					t.Errorf("%q does not say %q", v.Sentence, want)
				}
			}
			if v.Meta.LogSize != 42 || v.Meta.Signers[0].Meaning != meaning || v.Meta.KeyFingerprint != o.device.Fingerprint() {
				t.Errorf("meta %+v", v.Meta)
			}
			if all := strings.Join(v.NotProves, "；"); !strings.Contains(all, "非电子印章") && !strings.Contains(all, "不是电子印章") || !strings.Contains(all, "未随包的 1 项") {
				t.Errorf("not proven: %s", all)
			}

			r, _, err := Open(context.Background(), sealed.Path, o.pool, noon)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			for _, s := range sampleSources() {
				in, _ := s.Open()
				want, _ := io.ReadAll(in)
				got, err := r.ReadFile(s.Name, 1<<20)
				if err != nil || !bytes.Equal(got, want) || r.Digest(s.Name) != s.SHA256 {
					t.Errorf("%s: %d bytes, %v", s.Name, len(got), err)
				}
			}
			if names := r.Names(); len(names) != len(sampleSources())+1 || !slices.IsSorted(names) || slices.Contains(names, tagmanifestName) {
				t.Errorf("names %v", names)
			}
			dest := filepath.Join(dir, "取出.jpg")
			if err := r.Extract("data/media/ab/现场照片 01.jpg", dest); err != nil {
				t.Fatal(err)
			}
			wantCode(t, r.Extract("data/media/ab/现场照片 01.jpg", dest), inspect.Conflict)
			wantCode(t, r.Extract("data/none", dest+"2"), inspect.NotFound)
			_, err = r.ReadFile("data/media/ab/现场照片 01.jpg", 10)
			wantCode(t, err, inspect.Unsupported)
			if left, _ := filepath.Glob(filepath.Join(dir, "*.partial")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			wantCode(t, r.Meta().AddressedTo("另一个分局"), inspect.Refused, "某市公安局示例分局")
			if err := r.Meta().AddressedTo("某市公安局示例分局"); err != nil {
				t.Error(err)
			}
		})
	}
}
