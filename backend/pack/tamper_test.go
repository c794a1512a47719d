package pack

import (
	"bytes"
	"context"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

// wantNamed demands an invalid verdict that names something as the fault.
func wantNamed(t *testing.T, what string, v *Verdict) {
	t.Helper()
	if v.State != Broken {
		t.Errorf("%s goes unnoticed: %s", what, v.Sentence)
		return
	}
	if _, rule := problem(v); rule == "" {
		t.Errorf("%s: no file and rule in %q", what, v.Sentence)
	}
}

func TestEveryByteOfATinyPackage(t *testing.T) {
	if testing.Short() {
		t.Skip("thousands of whole verdicts")
	}
	o := newOffice(t)
	m := sampleMeta()
	m.LeftOut, m.Grants = nil, nil
	s, err := Write(context.Background(), filepath.Join(t.TempDir(), "p.zip"), m, []Source{Bytes("data/a", []byte("甲"))}, o.signers(), nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(s.Path)
	if err != nil {
		t.Fatal(err)
	}
	if v := o.verifyBytes(t, data); v.State != Valid {
		t.Fatal(v.Sentence)
	}
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 1 << (i % 8)
		if v := o.verifyBytes(t, bad); v.State != Broken {
			t.Errorf("flipping byte %d of %d goes unnoticed: %q", i, len(data), data[max(0, i-20):min(len(data), i+20)])
		} else if _, rule := problem(v); rule == "" {
			t.Errorf("byte %d: no file and rule in %q", i, v.Sentence)
		}
	}
	for _, n := range []int{0, 1, 21, 22, 97, len(data) / 2, len(data) - 1} {
		wantNamed(t, "truncation", o.verifyBytes(t, data[:n]))
	}
	wantNamed(t, "an appended byte", o.verifyBytes(t, append(bytes.Clone(data), 0)))
	wantNamed(t, "an appended package", o.verifyBytes(t, append(bytes.Clone(data), data...)))
	wantNamed(t, "a byte before", o.verifyBytes(t, append([]byte{0}, data...)))
}

func TestThousandRandomFlips(t *testing.T) {
	o := newOffice(t)
	dir := t.TempDir()
	data, err := os.ReadFile(o.write(t, dir, "p.zip").Path)
	if err != nil {
		t.Fatal(err)
	}
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for range 1000 {
		bad := bytes.Clone(data)
		at, bit := r.IntN(len(bad)), r.IntN(8)
		bad[at] ^= 1 << bit
		if v := o.verifyBytes(t, bad); v.State != Broken {
			t.Errorf("seed %d: flipping bit %d of byte %d goes unnoticed", seed, bit, at)
		}
	}
}

// Each tampering of a package's files, and who is named.
func TestTamperMatrix(t *testing.T) {
	o, stranger := newOffice(t), newOffice(t)
	dir := t.TempDir()
	folder, good := readBag(t, o.write(t, dir, "p.zip").Path)
	const photo, note = "data/media/ab/现场照片 01.jpg", "data/versions/5f.json"
	base := SignerMeta{Fingerprint: o.device.Fingerprint()}.base()
	other := SignerMeta{Fingerprint: stranger.device.Fingerprint()}.base()
	replace := func(b bag, name, from, to string) {
		if !bytes.Contains(b[name], []byte(from)) {
			t.Fatalf("%s does not hold %q", name, from)
		}
		b[name] = bytes.Replace(b[name], []byte(from), []byte(to), 1)
	}
	tests := []struct {
		name       string
		spoil      func(bag)
		file, rule string
	}{
		{"content changed", func(b bag) { replace(b, note, "示例", "别的") }, note, "摘要不符"},
		{"file dropped", func(b bag) { delete(b, photo) }, photo, "包里没有"},
		{"file added", func(b bag) { b["data/extra.txt"] = []byte("x") }, "data/extra.txt", "清单里没有"},
		{"log file added", func(b bag) { b["log/extra"] = []byte("x") }, "log/extra", "清单里没有"},
		{"file added at the top", func(b bag) { b["autorun.inf"] = []byte("x") }, "autorun.inf", "不是包里应有"},
		{"signature added", func(b bag) { b[other+sigExt] = []byte("x") }, other + sigExt, "任何签署者"},
		{"file renamed", func(b bag) { b["data/versions/60.json"] = b[note]; delete(b, note) }, note, "被改名为 data/versions/60.json"},
		{"contents swapped", func(b bag) { b[photo], b[note] = b[note], b[photo] }, photo, "摘要不符"},
		{"manifest changed", func(b bag) { replace(b, manifestName, "data/versions/5f.json", "data/versions/60.json") }, manifestName, "摘要不符"},
		{"manifest unsorted", func(b bag) {
			lines := strings.SplitAfter(string(b[manifestName]), "\n")
			b[manifestName] = []byte(lines[1] + lines[0] + strings.Join(lines[2:], ""))
		}, manifestName, "次序"},
		{"manifest with CRLF", func(b bag) { b[manifestName] = bytes.ReplaceAll(b[manifestName], []byte("\n"), []byte("\r\n")) }, manifestName, "清单"},
		{"manifest names a line twice", func(b bag) {
			first, _, _ := strings.Cut(string(b[manifestName]), "\n")
			b[manifestName] = append([]byte(first+"\n"), b[manifestName]...)
		}, manifestName, "重复"},
		{"manifest covers a tag file", func(b bag) {
			b[manifestName] = append(b[manifestName], strings.Repeat("0", 64)+"  log/checkpoint.note\n"...)
		}, manifestName, "不归它管"},
		{"both manifests made anew", func(b bag) { replace(b, note, "示例", "别的"); b.remanifest() }, base + sigExt, "SM2 签名与内容不符"},
		{"recipient changed", func(b bag) { replace(b, metaName, `"recipient": "某市`, `"recipient": "另市`) }, metaName, "摘要不符"},
		{"recipient changed, manifests made anew", func(b bag) {
			replace(b, metaName, `"recipient": "某市`, `"recipient": "另市`)
			b.remanifest()
		}, base + sigExt, "SM2 签名与内容不符"},
		{"tagmanifest dropped", func(b bag) { delete(b, tagmanifestName) }, tagmanifestName, "缺这个文件"},
		{"manifest dropped", func(b bag) { delete(b, manifestName); b.remanifestTags() }, manifestName, "缺这个文件"},
		{"description dropped", func(b bag) { delete(b, metaName) }, metaName, "缺这个文件"},
		{"declaration changed", func(b bag) { replace(b, bagitName, "1.0", "0.9") }, bagitName, "BagIt"},
		{"bare signature removed", func(b bag) { delete(b, base+sigExt) }, base + sigExt, "不在包里"},
		{"CMS removed", func(b bag) { delete(b, base+cmsExt) }, base + cmsExt, "不在包里"},
		{"certificate removed", func(b bag) { delete(b, base+certExt) }, base + certExt, "不在包里"},
		{"all signatures removed", func(b bag) {
			maps.DeleteFunc(b, func(name string, _ []byte) bool { return strings.HasPrefix(name, signaturesDir) })
		}, base + certExt, "不在包里"},
		{"signer swapped", func(b bag) {
			b.resign(t, stranger.device)
			for _, ext := range []string{sigExt, cmsExt, certExt} {
				b[base+ext] = b[other+ext]
				delete(b, other+ext)
			}
		}, base + certExt, "不是包的说明里列出的签署者"},
		{"signed by another under its own name", func(b bag) {
			b.resign(t, stranger.device)
			maps.DeleteFunc(b, func(name string, _ []byte) bool { return strings.HasPrefix(name, base) })
		}, base + certExt, "不在包里"},
		{"certificate of the root in place of the device's", func(b bag) { b[base+certExt] = o.root.CertPEM() }, base + certExt, "签署者"},
		{"chain without root", func(b bag) { b[base+certExt] = o.device.CertPEM() }, base + certExt, "证书链不完整"},
		{"CMS of another signer", func(b bag) {
			p7s, err := stranger.device.SignCMS(b[tagmanifestName])
			if err != nil {
				t.Fatal(err)
			}
			b[base+cmsExt] = p7s
		}, base + cmsExt, "证书"},
		{"CMS of other bytes", func(b bag) {
			p7s, err := o.device.SignCMS([]byte("other"))
			if err != nil {
				t.Fatal(err)
			}
			b[base+cmsExt] = p7s
		}, base + cmsExt, "与内容不符"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := maps.Clone(good)
			tt.spoil(b)
			v := o.verifyBytes(t, b.zip(folder))
			wantBroken(t, v, tt.file, tt.rule)

			// The same as a folder on disk.
			dir := t.TempDir()
			for name, data := range b {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			wantBroken(t, o.verify(t, dir), tt.file, tt.rule)
			r, v, err := Open(context.Background(), dir, o.pool, noon)
			wantCode(t, err, inspect.Damaged)
			if r != nil || v == nil {
				t.Error("an invalid package was opened")
			}
		})
	}
}

// remanifestTags rewrites the tagmanifest only, over what is there.
func (b bag) remanifestTags() {
	manifest, had := b[manifestName]
	b.remanifest()
	if b[manifestName] = manifest; !had {
		delete(b, manifestName)
	}
}

// Signed by the right key, and still refused.
func TestSignedButRefused(t *testing.T) {
	o := newOffice(t)
	folder, good := readBag(t, o.write(t, t.TempDir(), "p.zip").Path)
	tests := []struct {
		name, from, to, file, rule string
	}{
		{"future format", `"format": 1`, `"format": 2`, metaName, "请升级"},
		{"unknown critical field", `"critical": []`, `"critical": ["embargo"], "embargo": "x"`, metaName, "embargo"},
		{"unknown kind", `"kind": "result"`, `"kind": "resul"`, metaName, "种类"},
		{"field twice", `"unit": `, `"unit": "甲", "unit": `, metaName, "两次"},
		{"field twice in other case", `"unit": `, `"Unit": "甲", "unit": `, metaName, "大小写"},
		{"field in other case", `"recipient": `, `"Recipient": `, metaName, "大小写"},
		{"wrong type", `"logSize": 42`, `"logSize": "42"`, metaName, "格式"},
		{"trailing text", "\n}\n", "\n}\n{}", metaName, ""},
		{"escape code in a meaning", meaning, `\u001b[2J`, metaName, "控制字符"},
		{"cut off", "\n}\n", "\n", metaName, "JSON"},
		{"deep", `"grants": [`, `"grants": ` + strings.Repeat("[", 20), metaName, "太深"},
		{"not UTF-8", "示例分局治安大队", "\xff\xfe", metaName, "UTF-8"},
		{"id emptied", sampleMeta().ID, "", metaName, "id"},
		{"bag-info of another id", sampleMeta().ID, "0195542c-0000-7000-8000-000000000002", infoName, "不一致"},
		{"clock before this program was written", "2026-03-02T04:00:00.000Z", "2020-03-02T04:00:00.000Z", metaName, "早于本程序的编写日期"},
		{"created before the certificate", "2026-03-02T04:00:00.000Z", "2026-01-15T04:00:00.000Z", infoName, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := maps.Clone(good)
			if !bytes.Contains(b[metaName], []byte(tt.from)) {
				t.Fatalf("no %q in\n%s", tt.from, b[metaName])
			}
			b[metaName] = bytes.Replace(b[metaName], []byte(tt.from), []byte(tt.to), 1)
			b.remanifest()
			b.resign(t, o.device)
			wantBroken(t, o.verifyBytes(t, b.zip(folder)), tt.file, tt.rule)
		})
	}
	t.Run("unknown field that is not critical", func(t *testing.T) {
		b := maps.Clone(good)
		b[metaName] = bytes.Replace(b[metaName], []byte(`"critical"`), []byte(`"remark": "后来的版本加的", "critical"`), 1)
		b.remanifest()
		b.resign(t, o.device)
		if v := o.verifyBytes(t, b.zip(folder)); v.State != Valid {
			t.Error(v.Sentence)
		}
	})
	t.Run("folder renamed in the ZIP", func(t *testing.T) {
		wantBroken(t, o.verifyBytes(t, good.zip("q")), infoName, "不一致")
	})
}

// The four verdicts by who vouches and when.
func TestStandings(t *testing.T) {
	o := newOffice(t)
	path := o.write(t, t.TempDir(), "p.zip").Path
	next := noon.AddDate(0, 1, 0)
	pool := func(crls ...[]byte) *trust.Pool {
		p, err := trust.NewPool(o.root.RootPEM())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range crls {
			if err := p.AddCRL(c); err != nil {
				t.Fatal(err)
			}
		}
		return p
	}
	crl := func(all ...trust.Revocation) []byte {
		c, err := o.root.Revoke(all, 1, noon, next)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	empty, err := trust.NewPool()
	if err != nil {
		t.Fatal(err)
	}
	rootPrint := trust.ShortFingerprint(o.root.Fingerprint())
	tests := []struct {
		name     string
		pool     *trust.Pool
		now      time.Time
		state    State
		sentence []string
		not      string
	}{
		{"trusted, no list", pool(), noon, Valid, []string{"有效：", rootPrint}, "未被吊销"},
		{"trusted, fresh list", pool(crl()), noon, Valid, []string{"有效："}, ""},
		{"no pool", nil, noon, Intact, []string{"完整，签发者未核实", rootPrint}, rootPrint},
		{"empty pool", empty, noon, Intact, []string{"完整，签发者未核实", rootPrint}, rootPrint},
		{"another root", newOffice(t).pool, noon, Intact, []string{"完整，签发者未核实"}, rootPrint},
		{"stale list", pool(crl()), next.AddDate(0, 0, 1), ValidThen, []string{"签署时有效，现状无法核实", "吊销名单已过期"}, ""},
		{"expired since", pool(), noon.AddDate(4, 0, 0), ValidThen, []string{"签署时有效，现状无法核实", "到期"}, ""},
		{"reader's clock behind", pool(), noon.AddDate(0, 0, -3), ValidThen, []string{"请核对本机时间"}, ""},
		{"clock before this program was written", pool(), noon.AddDate(-2, 0, 0), ValidThen, []string{"早于本程序的编写日期"}, ""},
		{"lost", pool(crl(trust.Revocation{CertPEM: o.device.CertPEM(), At: noon.AddDate(0, 0, 9), Reason: trust.ReasonCompromise})), noon, Broken, []string{"无效：", "遗失或密钥失控"}, "不能采信"},
		{"retired since", pool(crl(trust.Revocation{CertPEM: o.device.CertPEM(), At: noon.AddDate(0, 0, 9), Reason: trust.ReasonRetired})), noon, ValidThen, []string{"签署时有效，现状无法核实", "正常停用吊销"}, ""},
		{"revoked", pool(crl(trust.Revocation{CertPEM: o.device.CertPEM(), At: noon})), noon, Broken, []string{"无效：", "治安大队外勤01", "吊销"}, "不能采信"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, err := Verify(context.Background(), path, tt.pool, tt.now, nil)
			if err != nil {
				t.Fatal(err)
			}
			if v.State != tt.state {
				t.Errorf("state %s: %s", v.State, v.Sentence)
			}
			for _, want := range tt.sentence {
				if !strings.Contains(v.Sentence, want) {
					t.Errorf("%q does not say %q", v.Sentence, want)
				}
			}
			if not := strings.Join(v.NotProves, "；"); !strings.Contains(not, tt.not) {
				t.Errorf("not proven: %s; want %q", not, tt.not)
			}
			if (len(v.Proves) == 0) != (v.State == Broken) {
				t.Errorf("proves %v", v.Proves)
			}
		})
	}
}

// Two signers: the package is as good as its worse signature.
func TestTwoSigners(t *testing.T) {
	o, stranger := newOffice(t), newOffice(t)
	path := filepath.Join(t.TempDir(), "p.zip")
	who := []Signer{{o.device, "外勤设备", meaning}, {stranger.device, "外单位设备", "外单位核对；设备签名，非电子印章"}}
	if _, err := Write(context.Background(), path, sampleMeta(), sampleSources(), who, nil); err != nil {
		t.Fatal(err)
	}
	v := o.verify(t, path)
	if v.State != Intact || v.Signatures[0].State != Valid || v.Signatures[1].State != Intact {
		t.Errorf("%s: %+v", v.State, v.Signatures)
	}
	both, err := trust.NewPool(o.root.RootPEM(), stranger.root.RootPEM())
	if err != nil {
		t.Fatal(err)
	}
	if v, err := Verify(context.Background(), path, both, noon, nil); err != nil || v.State != Valid {
		t.Errorf("%+v, %v", v, err)
	}
}

// A package changed after verification is noticed on reading.
func TestChangedAfterVerification(t *testing.T) {
	o := newOffice(t)
	for _, name := range []string{"p.zip", "p"} {
		path := o.write(t, t.TempDir(), name).Path
		r, _, err := Open(context.Background(), path, o.pool, noon)
		if err != nil {
			t.Fatal(err)
		}
		file := path
		if name == "p" {
			file = filepath.Join(path, "data", "versions", "5f.json")
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, bytes.Replace(data, []byte("示例旅馆"), []byte("别家旅馆"), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = r.ReadFile("data/versions/5f.json", 1<<20)
		wantCode(t, err, inspect.Damaged, "5f.json")
		dest := filepath.Join(t.TempDir(), "x")
		wantCode(t, r.Extract("data/versions/5f.json", dest), inspect.Damaged)
		if left, _ := os.ReadDir(filepath.Dir(dest)); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}
