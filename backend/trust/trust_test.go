package trust

import (
	"bytes"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/mod/sumdb/note"

	"shuangsuiji/backend/inspect"
)

var noon = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)

// office makes a root and a device it issued.
func office(t testing.TB) (root, device *Identity) {
	t.Helper()
	root, err := NewRoot("某市公安局示例分局", noon)
	if err != nil {
		t.Fatal(err)
	}
	p, request, err := NewRequest("治安大队外勤01", noon)
	if err != nil {
		t.Fatal(err)
	}
	accept, err := root.Issue(request, "外勤设备", noon)
	if err != nil {
		t.Fatal(err)
	}
	device, err = Accept(p, accept)
	if err != nil {
		t.Fatal(err)
	}
	return root, device
}

func chainOf(t testing.TB, id *Identity) (certPEM []byte, chain [][]byte) {
	t.Helper()
	certPEM, chain, err := SplitChain(id.ChainPEM())
	if err != nil {
		t.Fatal(err)
	}
	return certPEM, chain
}

func wantCode(t *testing.T, what string, err error, code inspect.Code) {
	t.Helper()
	if err == nil || inspect.CodeOf(err) != code {
		t.Errorf("%s: got %v (%s), want code %s", what, err, inspect.CodeOf(err), code)
	}
}

func TestEnrolment(t *testing.T) {
	root, device := office(t)
	about, err := Describe(device.CertPEM())
	if err != nil {
		t.Fatal(err)
	}
	if about.Name != "治安大队外勤01" || about.Role != "外勤设备" || about.CA ||
		about.LogVerifier != device.LogVerifier() || about.Recipient != device.Recipient() ||
		about.LogVerifier == "" || !strings.HasPrefix(about.Recipient, "age1") {
		t.Errorf("certificate says %+v", about)
	}
	if !bytes.Equal(device.RootPEM(), root.CertPEM()) {
		t.Error("the device does not end in the office's root")
	}
	if s := device.ShortFingerprint(); len(s) != 19 || strings.ToLower(strings.ReplaceAll(s, "-", "")) != device.Fingerprint()[:16] {
		t.Errorf("short fingerprint %q of %s", s, device.Fingerprint())
	}

	pool, err := NewPool(root.RootPEM())
	if err != nil {
		t.Fatal(err)
	}
	certPEM, chain := chainOf(t, device)
	s, err := pool.Check(certPEM, chain, noon)
	if err != nil {
		t.Fatal(err)
	}
	if !s.Known || s.Expired || s.Early || s.Revoked || s.Listed || s.RootName != root.Name() || s.RootFingerprint != root.Fingerprint() {
		t.Errorf("standing %+v", s)
	}
	if s, err := (*Pool)(nil).Check(certPEM, chain, noon); err != nil || s.Known {
		t.Errorf("no pool: %+v, %v", s, err)
	}
	if s, _ := pool.Check(certPEM, chain, noon.AddDate(3, 0, 1)); !s.Expired {
		t.Error("three years and a day later the certificate is not expired")
	}
	if s, _ := pool.Check(certPEM, chain, noon.AddDate(0, 0, -2)); !s.Early {
		t.Error("two days earlier the certificate is already valid")
	}
	rootCert, none := chainOf(t, root)
	if s, err := pool.Check(rootCert, none, noon); err != nil || !s.Known || !s.Listed {
		t.Errorf("the root vouching for itself: %+v, %v", s, err)
	}
}

func TestEnrolmentRefusals(t *testing.T) {
	root, device := office(t)
	p, request, err := NewRequest("出入境外勤02", noon)
	if err != nil {
		t.Fatal(err)
	}
	_, err = device.Issue(request, "外勤设备", noon)
	wantCode(t, "a device issuing", err, inspect.Forbidden)
	_, err = root.Issue(device.CertPEM(), "外勤设备", noon)
	wantCode(t, "a certificate as request", err, inspect.Invalid)
	_, err = root.Issue(request, "", noon)
	wantCode(t, "no role", err, inspect.Invalid)
	_, err = root.Issue(request, "外勤设备", noon.AddDate(11, 0, 0))
	wantCode(t, "an expired root issuing", err, inspect.Refused)
	_, err = Accept(p, device.ChainPEM())
	wantCode(t, "another device's accept file", err, inspect.Invalid)

	twin, twinRequest, err := NewRequest("出入境外勤02", noon)
	if err != nil {
		t.Fatal(err)
	}
	accept, err := root.Issue(twinRequest, "外勤设备", noon)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Accept(p, accept)
	wantCode(t, "an accept file of the same name for another key", err, inspect.Damaged)
	if _, err := Accept(twin, accept); err != nil {
		t.Error(err)
	}
	_, err = Accept(twin, accept[:bytes.LastIndex(accept, []byte("-----BEGIN"))])
	wantCode(t, "an accept file without its root", err, inspect.Damaged)
	_, err = Accept(twin, append(bytes.Clone(accept), device.CertPEM()...))
	wantCode(t, "an accept file with a certificate too many", err, inspect.Damaged)

	for _, name := range []string{"", " 首空格", "尾空格 ", "换\n行", "零\u200b宽", "\xff", strings.Repeat("长", 65), "e\u0301"} {
		_, err := NewRoot(name, noon)
		wantCode(t, "name "+name, err, inspect.Invalid)
		_, _, err = NewRequest(name, noon)
		wantCode(t, "request name "+name, err, inspect.Invalid)
	}
}

// Every byte of a request, of an accept file and of a root matters.
func TestFlippedByteRefused(t *testing.T) {
	root, _ := office(t)
	p, request, err := NewRequest("网安大队外勤03", noon)
	if err != nil {
		t.Fatal(err)
	}
	accept, err := root.Issue(request, "外勤设备", noon)
	if err != nil {
		t.Fatal(err)
	}
	flip := func(name string, data []byte, try func([]byte) bool) {
		for i := range data {
			bad := bytes.Clone(data)
			bad[i] ^= 1
			if try(bad) {
				t.Errorf("%s: flipping byte %d (%q) goes unnoticed", name, i, data[max(0, i-8):min(len(data), i+8)])
			}
		}
	}
	flip("request", request, func(b []byte) bool { _, err := root.Issue(b, "外勤设备", noon); return err == nil })
	flip("accept", accept, func(b []byte) bool { _, err := Accept(p, b); return err == nil })
	flip("root", root.RootPEM(), func(b []byte) bool {
		other, err := NewPool(b)
		return err == nil && other.roots[root.Fingerprint()] != nil
	})
}

// A certificate by a stranger, correct in itself, with a name that would
// clear the reader's terminal.
func TestUnprintableNameRefused(t *testing.T) {
	root, _ := office(t)
	for _, name := range []string{"\x1b[2J", "甲\u202e乙"} {
		c, err := template(name, "role", noon, 1)
		if err != nil {
			t.Fatal(err)
		}
		der, err := smx509.CreateCertificate(rand.Reader, c, root.chain[0], &root.key.PublicKey, root.key)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Describe(encodePEM(pemCertificate, der))
		wantCode(t, "an unprintable name", err, inspect.Damaged)
	}
}

func TestSignSM2(t *testing.T) {
	_, device := office(t)
	msg := []byte("3b0c  data/versions/x.json\n")
	sig, err := device.SignSM2(msg)
	if err != nil {
		t.Fatal(err)
	}
	if err := VerifySM2(device.CertPEM(), msg, sig); err != nil {
		t.Error(err)
	}
	wantCode(t, "other message", VerifySM2(device.CertPEM(), msg[1:], sig), inspect.Damaged)
	for i := range sig {
		bad := bytes.Clone(sig)
		bad[i] ^= 0x80
		wantCode(t, "flipped signature", VerifySM2(device.CertPEM(), msg, bad), inspect.Damaged)
	}
	wantCode(t, "trailing byte", VerifySM2(device.CertPEM(), msg, append(sig, 0)), inspect.Damaged)

	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("m", msg)
	write("m.sig", sig)
	write("crt.pem", device.ChainPEM())
	run(t, dir, "openssl", "x509", "-in", "crt.pem", "-pubkey", "-noout", "-out", "pub.pem")
	out := run(t, dir, "openssl", "dgst", "-sm3", "-sigopt", "distid:1234567812345678", "-verify", "pub.pem", "-signature", "m.sig", "m")
	if !strings.Contains(out, "Verified OK") {
		t.Errorf("openssl: %s", out)
	}
	text := run(t, dir, "openssl", "x509", "-in", "crt.pem", "-noout", "-text")
	for _, want := range []string{"SM2-with-SM3", "URI:ssj-age:" + device.Recipient(), "URI:ssj-log:" + device.LogVerifier()} {
		if !strings.Contains(text, want) {
			t.Errorf("openssl x509 -text lacks %q", want)
		}
	}
	write("root.pem", device.RootPEM())
	run(t, dir, "openssl", "verify", "-attime", "1772424000", "-vfyopt", "distid:1234567812345678", "-CAfile", "root.pem", "crt.pem")
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func TestSignCMS(t *testing.T) {
	root, device := office(t)
	msg := []byte("the exact bytes\n")
	p7s, err := device.SignCMS(msg)
	if err != nil {
		t.Fatal(err)
	}
	if err := VerifyCMS(device.CertPEM(), msg, p7s); err != nil {
		t.Fatal(err)
	}
	wantCode(t, "other message", VerifyCMS(device.CertPEM(), msg[1:], p7s), inspect.Damaged)
	wantCode(t, "other certificate", VerifyCMS(root.CertPEM(), msg, p7s), inspect.Damaged)
	for i := range p7s {
		bad := bytes.Clone(p7s)
		bad[i] ^= 1
		if VerifyCMS(device.CertPEM(), msg, bad) == nil {
			t.Errorf("flipping byte %d of %d goes unnoticed", i, len(p7s))
		}
	}
	// The library agrees, as a second reader.
	p7, err := pkcs7.Parse(p7s)
	if err != nil {
		t.Fatal(err)
	}
	p7.Content = msg
	if err := p7.Verify(); err != nil {
		t.Error(err)
	}

	// What the library would accept and we do not.
	sd, err := pkcs7.NewSMSignedData(msg)
	if err != nil {
		t.Fatal(err)
	}
	if err := sd.AddSigner(device.chain[0], device.key, pkcs7.SignerInfoConfig{}); err != nil {
		t.Fatal(err)
	}
	sd.Detach()
	attrs, err := sd.Finish()
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, "with attributes", VerifyCMS(device.CertPEM(), msg, attrs), inspect.Damaged)
	sd, _ = pkcs7.NewSMSignedData(msg)
	if err := sd.SignWithoutAttr(device.chain[0], device.key, pkcs7.SignerInfoConfig{}); err != nil {
		t.Fatal(err)
	}
	attached, err := sd.Finish()
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, "attached content", VerifyCMS(device.CertPEM(), msg, attached), inspect.Damaged)
}

func TestNotes(t *testing.T) {
	_, device := office(t)
	ed, err := device.NoteSigner()
	if err != nil {
		t.Fatal(err)
	}
	sm, err := device.SM2NoteSigner()
	if err != nil {
		t.Fatal(err)
	}
	text := ed.Name() + "\n42\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
	signed, err := note.Sign(&note.Note{Text: text}, ed, sm)
	if err != nil {
		t.Fatal(err)
	}
	edv, err := note.NewVerifier(device.LogVerifier())
	if err != nil {
		t.Fatal(err)
	}
	smv, err := SM2NoteVerifier(device.CertPEM())
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(signed, note.VerifierList(edv, smv))
	if err != nil || len(n.Sigs) != 2 {
		t.Fatalf("opened %+v, %v", n, err)
	}
	if _, err := note.Open(bytes.Replace(signed, []byte("\n42\n"), []byte("\n43\n"), 1), note.VerifierList(smv)); err == nil {
		t.Error("an altered checkpoint passes its SM2 line")
	}
}

func TestRevocation(t *testing.T) {
	root, device := office(t)
	pool, err := NewPool(root.RootPEM())
	if err != nil {
		t.Fatal(err)
	}
	certPEM, chain := chainOf(t, device)
	next := noon.AddDate(0, 1, 0)
	list := func(number int64, all ...Revocation) []byte {
		t.Helper()
		crl, err := root.Revoke(all, number, noon, next)
		if err != nil {
			t.Fatal(err)
		}
		return crl
	}
	check := func(at time.Time) Standing {
		t.Helper()
		s, err := pool.Check(certPEM, chain, at)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := list(1)
	if err := pool.AddCRL(first); err != nil {
		t.Fatal(err)
	}
	if s := check(noon); s.Revoked || !s.Listed || s.Stale {
		t.Errorf("empty list: %+v", s)
	}
	if s := check(next.Add(time.Second)); !s.Stale {
		t.Error("a list past its next update is not stale")
	}
	second := list(2, Revocation{CertPEM: device.CertPEM(), At: noon})
	for i := range second {
		bad := bytes.Clone(second)
		bad[i] ^= 1
		if pool.AddCRL(bad) == nil {
			t.Errorf("flipping byte %d of a list goes unnoticed", i)
		}
	}
	if err := pool.AddCRL(second); err != nil {
		t.Fatal(err)
	}
	if s := check(noon); !s.Revoked || !s.RevokedAt.Equal(noon) {
		t.Errorf("revoked: %+v", s)
	}
	wantCode(t, "roll-back", pool.AddCRL(first), inspect.Refused)
	if s := check(noon); !s.Revoked {
		t.Error("the roll-back brought the certificate back")
	}
	stranger, _ := office(t)
	foreign, err := stranger.Revoke(nil, 9, noon, next)
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, "a stranger's list", pool.AddCRL(foreign), inspect.Invalid)
	_, err = stranger.Revoke([]Revocation{{CertPEM: device.CertPEM(), At: noon}}, 1, noon, next)
	wantCode(t, "revoking another office's device", err, inspect.Invalid)
	_, err = device.Revoke(nil, 1, noon, next)
	wantCode(t, "a device revoking", err, inspect.Forbidden)
}
