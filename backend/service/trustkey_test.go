package service_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/trust"
)

// authorityScript makes a certificate authority of two levels with openssl, as
// a provincial one would be, certifies ask.pem (the name and the key only), and
// lists what it revoked: nothing, then the certificate.
const authorityScript = `set -e
export LC_ALL=C.UTF-8
sm="-sm3 -sigopt distid:1234567812345678"
openssl ecparam -genkey -name SM2 -out root.key
openssl ecparam -genkey -name SM2 -out sub.key
openssl req -utf8 -x509 -new -key root.key $sm -subj "/C=CN/O=示例/CN=示例根证书" -days 3650 -addext keyUsage=critical,keyCertSign,cRLSign -out root.pem
openssl req -utf8 -new -key sub.key $sm -subj "/C=CN/O=示例/CN=示例省数字证书认证中心" -out sub.csr
printf 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n' > sub.ext
openssl x509 -req -in sub.csr -vfyopt distid:1234567812345678 -CA root.pem -CAkey root.key -CAcreateserial $sm -days 1800 -extfile sub.ext -out sub.pem
printf 'keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n' > leaf.ext
openssl req -in ask.pem -verify -vfyopt distid:1234567812345678 -noout
openssl x509 -req -in ask.pem -vfyopt distid:1234567812345678 -CA sub.pem -CAkey sub.key -CAcreateserial $sm -days 700 -extfile leaf.ext -out leaf.pem
cat root.pem leaf.pem sub.pem > answer.pem
cat leaf.pem sub.pem > short.pem
touch index.txt
echo 01 > number
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\n' > ca.cnf
list() { openssl ca -config ca.cnf -gencrl -keyfile sub.key -cert sub.pem -md sm3 -sigopt distid:1234567812345678 -crldays 30 -out "$1"; }
list first.crl
openssl ca -config ca.cnf -revoke leaf.pem -crl_reason keyCompromise -keyfile sub.key -cert sub.pem -md sm3
list second.crl
`

// TestOutward: an authority of the person's choosing certifies the office for
// what leaves the bureau; whoever trusts that authority alone finds it valid.
func TestOutward(t *testing.T) {
	b := at(t, "matched")
	b.now = time.Now().Add(time.Hour)
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	b.refuses(b.office, inspect.Forbidden, "", func() error {
		return b.office.Trust.RequestOutward(b.ctx, b.clerk, []byte("wrong"), in("ask.pem"))
	})
	b.ok(b.office.Trust.RequestOutward(b.ctx, b.clerk, pass, in("ask.pem")))
	cmd := exec.Command("sh", "-c", authorityScript)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	root, err := os.ReadFile(in("root.pem"))
	b.ok(err)
	about, err := trust.Describe(root)
	b.ok(err)
	accept := func(file, print string) func() error {
		return func() error {
			_, err := b.office.Trust.AcceptOutward(b.ctx, b.clerk, pass, in(file), print)
			return err
		}
	}
	b.refuses(b.office, inspect.Refused, "第二十二条", accept("answer.pem", strings.Repeat("0", 16)))
	b.refuses(b.office, inspect.Invalid, "", accept("short.pem", about.Fingerprint))
	b.refuses(b.office, inspect.Invalid, "", accept("root.pem", about.Fingerprint))
	b.ok(accept("answer.pem", about.Fingerprint[:16])())

	out := filepath.Join(b.dir, "draw.zip")
	draws, err := b.office.Draw.List(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	for _, d := range draws {
		if d.Purpose == string(draw.PurposeSubjects) {
			_, err = b.office.Draw.Package(b.ctx, b.clerk, d.ID, true, out)
			b.ok(err)
		}
	}
	v, err := service.VerifyPackage(b.ctx, out, [][]byte{root}, b.now)
	b.ok(err)
	if v.State != "有效" || len(v.Verdict.Signatures) != 1 || v.Verdict.Signatures[0].Root != about.Fingerprint || !strings.Contains(v.Verdict.Signatures[0].Meaning, "非电子印章") {
		t.Fatalf("%s: %+v", v.State, v.Verdict.Signatures)
	}
	b.said(b.office, out, "有效：")
	_, err = b.office.Trust.AddAuthorityCRL(b.ctx, b.clerk, in("first.crl"))
	b.ok(err)
	b.said(b.office, out, "有效：")
	_, err = b.office.Trust.AddAuthorityCRL(b.ctx, b.clerk, in("second.crl"))
	b.ok(err)
	b.refuses(b.office, inspect.Refused, "", func() error {
		_, err := b.office.Trust.AddAuthorityCRL(b.ctx, b.clerk, in("first.crl"))
		return err
	})
	b.said(b.office, out, "无效：")

	// The key is there again after a restart, with the one passphrase.
	b.ok(b.office.Close())
	b.open()
	found, err := b.office.Trust.CheckKeys(b.ctx, b.clerk, pass, "")
	b.ok(err)
	if len(found.Keys) != 2 || !found.Keys[0].Used || !found.Keys[1].Used || found.Keys[1].File != "outward.key" {
		t.Fatalf("%+v", found)
	}
}

// TestKeyBackup: the drill proves a key backup without touching anything; a
// damaged or missing key comes back from it; a good one is never replaced, nor
// by another workspace's.
func TestKeyBackup(t *testing.T) {
	b := at(t, "dispatched")
	file := filepath.Join(b.dir, "密钥备份.zip")
	_, err := b.office.Trust.BackupKeys(b.ctx, b.clerk, []byte("wrong"), file)
	b.refused(err, inspect.Forbidden, "")
	made, err := b.office.Trust.BackupKeys(b.ctx, b.clerk, pass, file)
	b.ok(err)
	if len(made.Keys) != 1 || !made.Keys[0].Used || made.Keys[0].Until == "" {
		t.Fatalf("%+v", made)
	}
	restore := func() error { _, err := b.office.Trust.RestoreKeys(b.ctx, b.clerk, pass, file); return err }
	b.refuses(b.office, inspect.Refused, "第二十二条", restore)
	key := filepath.Join(b.dir, "办公室", "keys", "identity.key")
	whole, err := os.ReadFile(key)
	b.ok(err)
	for _, damage := range []func() error{
		func() error { return os.Remove(key) },
		func() error { return os.WriteFile(key, append([]byte("x"), whole...), 0o600) },
	} {
		b.ok(damage())
		if err := b.office.Workspace.Unlock(b.ctx, pass); err == nil {
			t.Fatal("a damaged key opens")
		}
		b.ok(restore())
		if again, err := os.ReadFile(key); err != nil || string(again) != string(whole) {
			t.Fatal("not the same key: ", err)
		}
		b.ok(b.office.Workspace.Unlock(b.ctx, pass))
	}

	leader := b.anyone(b.field)
	b.refuses(b.field, inspect.Refused, "第二十二条", func() error {
		_, err := b.field.Trust.RestoreKeys(b.ctx, leader, pass, file)
		return err
	})
	raw, err := os.ReadFile(file)
	b.ok(err)
	for _, bad := range [][]byte{raw[:len(raw)/2], []byte("text"), nil} {
		b.ok(os.WriteFile(file, bad, 0o600))
		b.refuses(b.office, inspect.Damaged, "", func() error {
			_, err := b.office.Trust.CheckKeys(b.ctx, b.clerk, pass, file)
			return err
		})
	}
}
