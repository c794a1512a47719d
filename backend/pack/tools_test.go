package pack

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func run(t *testing.T, dir string, stdin []byte, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// The steps of the package comment, by tools that know nothing of us.
func TestStockToolsVerify(t *testing.T) {
	o := newOffice(t)
	dir := t.TempDir()
	o.write(t, dir, "包.zip")
	run(t, dir, nil, "unzip", "-q", "包.zip")
	bag := filepath.Join(dir, "包")
	if err := os.WriteFile(filepath.Join(bag, "root.pem"), o.root.RootPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	out := run(t, bag, nil, "sha256sum", "-c", "--strict", "manifest-sha256.txt")
	if n := strings.Count(out, ": OK\n"); n != 4 {
		t.Errorf("sha256sum checked %d files:\n%s", n, out)
	}
	if out := run(t, bag, nil, "sha256sum", "-c", "--strict", tagmanifestName); strings.Count(out, ": OK\n") != 6 {
		t.Errorf("tag files:\n%s", out)
	}
	out = run(t, bag, nil, "sh", "-ec", `for crt in signatures/*.crt.pem; do
  f=${crt%.crt.pem}
  openssl x509 -in "$crt" -noout -subject -fingerprint -sha256 -nameopt utf8,sep_comma_plus
  openssl x509 -in "$crt" -noout -pubkey > pub.pem
  openssl dgst -sm3 -sigopt distid:1234567812345678 -verify pub.pem -signature "$f.sm2.sig" tagmanifest-sha256.txt
  openssl verify -attime 1772424000 -vfyopt distid:1234567812345678 -CAfile root.pem "$crt"
done`)
	for _, want := range []string{"Verified OK", ": OK", "治安大队外勤01"} {
		if !strings.Contains(out, want) {
			t.Errorf("openssl does not say %q:\n%s", want, out)
		}
	}
	if digest := strings.ToLower(strings.ReplaceAll(out, ":", "")); !strings.Contains(digest, o.device.Fingerprint()) {
		t.Errorf("openssl prints another fingerprint than ours:\n%s", out)
	}

	// A byte changed on disk, and the tools say so.
	if err := os.WriteFile(filepath.Join(bag, "data", "empty.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("sh", "-c", "cd '"+bag+"' && sha256sum -c --status manifest-sha256.txt").Run(); err == nil {
		t.Error("sha256sum accepts a changed file")
	}
}

// Every ZIP reader reads it, also those that stream.
func TestZipReaders(t *testing.T) {
	o := newOffice(t)
	dir := t.TempDir()
	o.write(t, dir, "包.zip")
	data, err := os.ReadFile(filepath.Join(dir, "包.zip"))
	if err != nil {
		t.Fatal(err)
	}
	java, err := filepath.Abs(filepath.Join("testdata", "ReadZip.java"))
	if err != nil {
		t.Fatal(err)
	}
	run(t, dir, nil, "unzip", "-t", "包.zip")
	run(t, dir, nil, "7z", "t", "包.zip")
	lists := map[string]string{
		"python": run(t, dir, nil, "/usr/bin/python3", "-c", `
import zipfile
z = zipfile.ZipFile("包.zip")
assert z.testzip() is None
for i in z.infolist():
    assert i.compress_type == zipfile.ZIP_STORED, i
    print(i.filename)`),
		"bsdtar": run(t, dir, data, "bsdtar", "-tf", "-"),
		"java":   run(t, dir, data, "java", java),
	}
	_, b := readBag(t, filepath.Join(dir, "包.zip"))
	var want []string
	for name := range b {
		want = append(want, "包/"+name)
	}
	slices.SortFunc(want, func(a, b string) int { return compareNames(a[len("包/"):], b[len("包/"):]) })
	for tool, list := range lists {
		if list != strings.Join(want, "\n")+"\n" {
			t.Errorf("%s lists\n%s", tool, list)
		}
	}
}
