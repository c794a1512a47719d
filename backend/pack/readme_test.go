package pack

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/trust"
)

// TestReadmeVerifies runs what the README says to whoever does not want to
// trust this program, word by word, and sees it fail on a changed package.
func TestReadmeVerifies(t *testing.T) {
	src, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(src, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(readme), "**核对一个数据包**")
	_, text, _ = strings.Cut(text, "```sh\n")
	script, _, ok := strings.Cut(text, "```")
	if !ok || !strings.Contains(script, "cms.sh") || !strings.Contains(script, "ReadZip.java") {
		t.Fatalf("the README's commands are not where they were:\n%s", script)
	}

	now := time.Now() // openssl judges by the real clock
	root, err := trust.NewRoot("某市公安局示例分局", now)
	if err != nil {
		t.Fatal(err)
	}
	p, request, err := trust.NewRequest("治安大队外勤01", now)
	if err != nil {
		t.Fatal(err)
	}
	accept, err := root.Issue(request, "外勤设备", now)
	if err != nil {
		t.Fatal(err)
	}
	device, err := trust.Accept(p, accept)
	if err != nil {
		t.Fatal(err)
	}
	m := sampleMeta()
	m.CreatedAt = now.UTC().Format(TimeLayout)
	made := t.TempDir()
	sealed, err := Write(context.Background(), filepath.Join(made, "包.zip"), m, sampleSources(), []Signer{{device, "外勤设备", meaning}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(sealed.Path)
	if err != nil {
		t.Fatal(err)
	}
	run := func(data []byte) (string, error) {
		t.Helper()
		dir := t.TempDir()
		for name, b := range map[string][]byte{"包.zip": data, "root.pem": root.RootPEM()} {
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("sh", "-ec", script)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "SRC="+src)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	out, err := run(whole)
	if err != nil || strings.Count(out, "Verified OK") != 2 || !strings.Contains(out, ".crt.pem: OK") {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, part := range []string{"照片", "%PDF-1.4", "42\n\n", "示例旅馆"} {
		at := bytes.Index(whole, []byte(part))
		bad := bytes.Clone(whole)
		bad[at] ^= 1
		if out, err := run(bad); err == nil {
			t.Errorf("the commands accept a package with %q changed:\n%s", part, out)
		}
	}
}

// TestCMSScript: the short script refuses what is not the signature it should be.
func TestCMSScript(t *testing.T) {
	o, other := newOffice(t), newOffice(t)
	dir := t.TempDir()
	msg := []byte("e3b0c442  data/a\n")
	p7s, err := o.device.SignCMS(msg)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, b []byte) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sm3 := bytes.Index(p7s, []byte{0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x11}) // SM3
	md := bytes.Clone(p7s)
	md[sm3+9] ^= 1
	kind := bytes.Clone(p7s)
	kind[bytes.Index(p7s, []byte{0x06, 0x0a, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x06, 0x01, 0x04, 0x02, 0x02})+11] ^= 1
	sig := bytes.Clone(p7s)
	sig[len(sig)-1] ^= 1
	file, cert := put("msg", msg), put("cert.pem", o.device.ChainPEM())
	for _, tt := range []struct {
		name  string
		args  []string
		wants string // "" = it is valid
	}{
		{"good", []string{put("good", p7s), file, cert}, ""},
		{"no certificate given", []string{put("good", p7s), file}, ""},
		{"other content", []string{put("good", p7s), put("other", []byte("x"))}, "签名与内容不符"},
		{"other certificate", []string{put("good", p7s), file, put("other.pem", other.device.CertPEM())}, "不是这一张"},
		{"flipped", []string{put("sig", sig), file, cert}, "签名与内容不符"},
		{"other digest", []string{put("md", md), file, cert}, "不是 SM3"},
		{"other type", []string{put("kind", kind), file, cert}, "不是国密签名数据"},
		{"text", []string{put("text", []byte("hello")), file, cert}, "不是 DER"},
	} {
		out, err := exec.Command("sh", append([]string{"../../scripts/cms.sh"}, tt.args...)...).CombinedOutput()
		if (err == nil) != (tt.wants == "") || !strings.Contains(string(out), tt.wants) {
			t.Errorf("%s: %v\n%s", tt.name, err, out)
		}
	}
}
