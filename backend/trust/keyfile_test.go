package trust

import (
	"bytes"
	"encoding/pem"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"shuangsuiji/backend/inspect"
)

func TestKeyFile(t *testing.T) {
	_, device := office(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "密钥 01.pem")
	pass := []byte("示例口令-correct horse")
	for range 2 { // the second time over the first
		if err := device.Save(path, pass, MinCost); err != nil {
			t.Fatal(err)
		}
	}
	again, err := Load(path, pass)
	if err != nil {
		t.Fatal(err)
	}
	if again.Fingerprint() != device.Fingerprint() || again.logKey != device.logKey || again.ageKey.String() != device.ageKey.String() {
		t.Error("the identity came back another")
	}
	sig, err := again.SignSM2([]byte("x"))
	if err != nil || VerifySM2(device.CertPEM(), []byte("x"), sig) != nil {
		t.Error("the key came back another", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.partial")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	_, err = Load(path, []byte("别的口令"))
	wantCode(t, "wrong passphrase", err, inspect.Forbidden)
	_, err = Load(path, nil)
	wantCode(t, "no passphrase", err, inspect.Forbidden)
	_, err = Load(path+".no", pass)
	wantCode(t, "no file", err, inspect.NotFound)
	_, err = LoadPending(path, pass)
	wantCode(t, "an identity as pending", err, inspect.Invalid)
	wantCode(t, "empty passphrase", device.Save(path, nil, MinCost), inspect.Invalid)
	wantCode(t, "cost too low", device.Save(path, pass, MinCost-1), inspect.Invalid)
	wantCode(t, "cost too high", device.Save(path, pass, MaxCost+1), inspect.Invalid)
	wantCode(t, "no folder", device.Save(filepath.Join(dir, "no", "x"), pass, MinCost), inspect.Storage)

	run(t, dir, "openssl", "pkcs8", "-in", path, "-passin", "pass:"+string(pass), "-out", "plain.pem")

	// Flip a byte in each region: every damage is noticed.
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(data); i += 37 {
		bad := bytes.Clone(data)
		bad[i] ^= 1
		if _, err := parseIdentity(bad, pass); err == nil {
			t.Errorf("flipping byte %d goes unnoticed", i)
		}
	}
	// Parts of two files do not mix.
	_, other := office(t)
	otherPath := filepath.Join(dir, "02.pem")
	if err := other.Save(otherPath, pass, MinCost); err != nil {
		t.Fatal(err)
	}
	otherData, err := os.ReadFile(otherPath)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := decodePEM(data)
	b, _ := decodePEM(otherData)
	for i := range 3 {
		mixed := append([]*pem.Block{}, a...)
		mixed[i] = b[i]
		var file []byte
		for _, blk := range mixed {
			file = append(file, encodePEM(blk.Type, blk.Bytes)...)
		}
		_, err := parseIdentity(file, pass)
		wantCode(t, "mixed parts", err, inspect.Damaged)
	}
}

var update = flag.Bool("update", false, "write the identity files in testdata anew")

// sample is an identity of the first released format, which must open for
// ever. It is also what fuzzing needs: the same keys in every process.
func sample(t testing.TB, name string) *Identity {
	t.Helper()
	id, err := Load(filepath.Join("testdata", name+".identity.pem"), []byte("示例口令"))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func sampleFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSampleFilesOpen(t *testing.T) {
	if *update {
		root, device := office(t)
		for name, id := range map[string]*Identity{"root": root, "device": device} {
			if err := id.Save(filepath.Join("testdata", name+".identity.pem"), []byte("示例口令"), MinCost); err != nil {
				t.Fatal(err)
			}
		}
	}
	root, device := sample(t, "root"), sample(t, "device")
	msg := []byte("message")
	if *update {
		for name, sign := range map[string]func([]byte) ([]byte, error){"message.sm2.sig": device.SignSM2, "message.sm2.p7s": device.SignCMS} {
			sig, err := sign(msg)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join("testdata", name), sig, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := VerifySM2(device.CertPEM(), msg, sampleFile(t, "message.sm2.sig")); err != nil {
		t.Error(err)
	}
	if err := VerifyCMS(device.CertPEM(), msg, sampleFile(t, "message.sm2.p7s")); err != nil {
		t.Error(err)
	}
	if root.Name() != "某市公安局示例分局" || device.Name() != "治安大队外勤01" || !bytes.Equal(device.RootPEM(), root.CertPEM()) {
		t.Error("the sample identities are not what was saved")
	}
}

func TestPendingFile(t *testing.T) {
	root, _ := office(t)
	p, request, err := NewRequest("交警大队外勤04", noon)
	if err != nil {
		t.Fatal(err)
	}
	if name, err := RequestName(request); err != nil || name != "交警大队外勤04" {
		t.Errorf("request of %q, %v", name, err)
	}
	path := filepath.Join(t.TempDir(), "pending.pem")
	pass := []byte("示例口令")
	if err := p.Save(path, pass, MinCost); err != nil {
		t.Fatal(err)
	}
	again, err := LoadPending(path, pass)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.RequestFile(), request) {
		t.Error("the request came back another")
	}
	accept, err := root.Issue(request, "外勤设备", noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Accept(again, accept); err != nil {
		t.Error(err)
	}
	_, err = Load(path, pass)
	wantCode(t, "a pending file as identity", err, inspect.Invalid)
}

func TestKDFBounds(t *testing.T) {
	_, device := office(t)
	path := filepath.Join(t.TempDir(), "k.pem")
	if err := device.Save(path, []byte("p"), MinCost); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := decodePEM(data)
	if err != nil {
		t.Fatal(err)
	}
	der := blocks[0].Bytes
	n := []byte{2, 2, 0x04, 0x00} // INTEGER 1024
	if !bytes.Contains(der, n) {
		t.Fatal("no N = 1024 in the file")
	}
	for name, bad := range map[string][]byte{"not a power of two": {2, 2, 0x7f, 0xff}, "negative": {2, 2, 0x80, 0x00}} {
		wantCode(t, name, checkKDF(bytes.Replace(der, n, bad, 1)), inspect.Damaged)
	}
	// N = 2^21, with a salt shorter by the byte that takes.
	at := bytes.Index(der, []byte{4, 16})
	large := bytes.Clone(der[:at])
	large = append(append(large, 4, 15), der[at+2:at+17]...)
	large = append(append(large, 2, 3, 0x20, 0, 0), der[at+22:]...)
	wantCode(t, "N of 2^21", checkKDF(large), inspect.Damaged)
	// r = 8 becomes r = 127
	wantCode(t, "large r", checkKDF(bytes.Replace(der, append(n, 2, 1, 8), append(n, 2, 1, 127), 1)), inspect.Damaged)
}
