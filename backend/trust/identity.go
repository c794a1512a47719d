package trust

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/hex"
	"math/big"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"filippo.io/age"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/text/unicode/norm"

	"shuangsuiji/backend/inspect"
)

const (
	rootYears   = 10
	issuedYears = 3
	clockSlack  = 24 * time.Hour // how far a field clock may run behind its office
	maxName     = 64             // runes; X.520 upper bound of a common name
	rootRole    = "签发根"

	pemRequest = "CERTIFICATE REQUEST"
)

// Identity is an SM2 key with its certificate chain, a log key and an age
// key. It is immutable and safe for concurrent use.
type Identity struct {
	keys
	chain []*smx509.Certificate // own certificate first, self-signed root last
	about Certificate
}

// Pending is an identity that waits for its accept file.
type Pending struct {
	keys
	request *smx509.CertificateRequest
}

// keys are the three secrets of an identity.
type keys struct {
	key    *sm2.PrivateKey
	logKey string // C2SP signer key, "PRIVATE+KEY+…"
	ageKey *age.X25519Identity
}

// newKeys makes the secrets and the URIs that bind the two other public keys
// to the SM2 key.
func newKeys() (keys, []*url.URL, error) {
	key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		return keys{}, nil, err
	}
	spki, err := smx509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return keys{}, nil, err
	}
	sum := sha256.Sum256(spki)
	skey, vkey, err := note.GenerateKey(rand.Reader, "shuangsuiji/"+hex.EncodeToString(sum[:8]))
	if err != nil {
		return keys{}, nil, err
	}
	ageKey, err := age.GenerateX25519Identity()
	if err != nil {
		return keys{}, nil, err
	}
	return keys{key, skey, ageKey}, []*url.URL{
		{Scheme: schemeLog, Opaque: vkey},
		{Scheme: schemeAge, Opaque: ageKey.Recipient().String()},
	}, nil
}

// match refuses secrets that do not belong to the public keys of a
// certificate or request.
func (k keys) match(pub any, uris []*url.URL) error {
	p, ok := pub.(*ecdsa.PublicKey)
	if !ok || !k.key.PublicKey.Equal(p) {
		return damaged("证书或申请里的公钥不是本机密钥的公钥")
	}
	vkey, recipient, err := boundKeys(uris)
	if err != nil {
		return err
	}
	if vkey == "" && recipient == "" {
		return nil // an authority that copied the name and the SM2 key only
	}
	signer, err := note.NewSigner(k.logKey)
	if err != nil {
		return damaged("日志密钥无法识别").Because(err)
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return damaged("证书或申请里没有日志公钥").Because(err)
	}
	probe := []byte("probe\n")
	sig, err := signer.Sign(probe)
	if err != nil {
		return err
	}
	if signer.Name() != verifier.Name() || signer.KeyHash() != verifier.KeyHash() || !verifier.Verify(probe, sig) {
		return damaged("证书或申请里的日志公钥不是本机日志密钥的公钥")
	}
	if k.ageKey.Recipient().String() != recipient {
		return damaged("证书或申请里的加密公钥不是本机密钥的公钥")
	}
	return nil
}

// NewRoot makes an office that vouches for itself and may issue to others.
func NewRoot(name string, now time.Time) (*Identity, error) {
	if err := checkName("name", name); err != nil {
		return nil, err
	}
	k, uris, err := newKeys()
	if err != nil {
		return nil, err
	}
	t, err := template(name, rootRole, now, rootYears)
	if err != nil {
		return nil, err
	}
	t.URIs = uris
	t.IsCA = true
	t.KeyUsage |= smx509.KeyUsageCertSign | smx509.KeyUsageCRLSign
	der, err := smx509.CreateCertificate(rand.Reader, t, t, &k.key.PublicKey, k.key)
	if err != nil {
		return nil, err
	}
	return newIdentity(k, [][]byte{der})
}

// NewRequest makes the keys of a device and the file that asks for its
// certificate. name is what people will read: unit and device.
func NewRequest(name string, now time.Time) (*Pending, []byte, error) {
	if err := checkName("name", name); err != nil {
		return nil, nil, err
	}
	k, uris, err := newKeys()
	if err != nil {
		return nil, nil, err
	}
	der, err := smx509.CreateCertificateRequest(rand.Reader, &smx509.CertificateRequest{
		Subject: pkix.Name{CommonName: name},
		URIs:    uris,
	}, k.key)
	if err != nil {
		return nil, nil, err
	}
	p, err := newPending(k, der)
	if err != nil {
		return nil, nil, err
	}
	return p, p.RequestFile(), nil
}

func newPending(k keys, der []byte) (*Pending, error) {
	r, err := parseRequest(der)
	if err != nil {
		return nil, err
	}
	if err := k.match(r.PublicKey, r.URIs); err != nil {
		return nil, err
	}
	return &Pending{k, r}, nil
}

// Name is what the request asks to be called.
func (p *Pending) Name() string { return p.request.Subject.CommonName }

// RequestFile is the request again, for another USB stick.
func (p *Pending) RequestFile() []byte { return encodePEM(pemRequest, p.request.Raw) }

// RequestName reads who asks, for the person who is about to issue.
func RequestName(requestFile []byte) (string, error) {
	r, err := readRequest(requestFile)
	if err != nil {
		return "", err
	}
	return r.Subject.CommonName, nil
}

func readRequest(file []byte) (*smx509.CertificateRequest, error) {
	blocks, err := decodePEM(file)
	if err != nil {
		return nil, err
	}
	if len(blocks) != 1 || blocks[0].Type != pemRequest {
		return nil, inspect.E(inspect.Invalid, "这不是入网申请文件").WithHint("请选择设备上生成的申请文件")
	}
	return parseRequest(blocks[0].Bytes)
}

// parseRequest admits only what NewRequest writes: an SM2 key that signed the
// request itself, a name, the two bound keys, nothing else that an issuer
// could copy by mistake.
func parseRequest(der []byte) (*smx509.CertificateRequest, error) {
	r, err := smx509.ParseCertificateRequest(der)
	if err != nil {
		return nil, damaged("入网申请无法解析").Because(err)
	}
	if r.SignatureAlgorithm != smx509.SM2WithSM3 || !sm2.IsSM2PublicKey(r.PublicKey) {
		return nil, damaged("入网申请用的不是 SM2 密钥")
	}
	if err := r.CheckSignature(); err != nil {
		return nil, damaged("入网申请的签名不对，内容可能被改动").Because(err)
	}
	if len(r.Subject.Names) != 1 || len(r.Extensions) != 1 || len(r.URIs) != 2 ||
		len(r.DNSNames)+len(r.EmailAddresses)+len(r.IPAddresses) > 0 {
		return nil, damaged("入网申请带有不应有的内容")
	}
	vkey, recipient, err := boundKeys(r.URIs)
	if err != nil {
		return nil, err
	}
	if vkey == "" || recipient == "" {
		return nil, damaged("入网申请缺日志公钥或加密公钥")
	}
	if err := checkName("name", r.Subject.CommonName); err != nil {
		return nil, err
	}
	return r, nil
}

// Issue answers a request file with an accept file: the new certificate and
// the chain up to the root. role is the organizational unit people will read,
// for example 外勤设备. It fails with Forbidden when id may not issue.
func (id *Identity) Issue(requestFile []byte, role string, now time.Time) ([]byte, error) {
	own := id.chain[0]
	if !own.IsCA {
		return nil, inspect.E(inspect.Forbidden, "「%s」的证书无权签发其他证书", id.Name()).
			WithHint("请在持有签发根的办公室电脑上签发")
	}
	if err := checkName("role", role); err != nil {
		return nil, err
	}
	r, err := readRequest(requestFile)
	if err != nil {
		return nil, err
	}
	t, err := template(r.Subject.CommonName, role, now, issuedYears)
	if err != nil {
		return nil, err
	}
	if now.Before(own.NotBefore) || !now.Before(own.NotAfter) {
		return nil, inspect.E(inspect.Refused, "签发根「%s」不在有效期内（%s 至 %s）", id.Name(), day(own.NotBefore), day(own.NotAfter)).
			WithHint("请先核对本机时间")
	}
	if t.NotBefore.Before(own.NotBefore) {
		t.NotBefore = own.NotBefore
	}
	if t.NotAfter.After(own.NotAfter) {
		t.NotAfter = own.NotAfter
	}
	t.URIs = r.URIs
	der, err := smx509.CreateCertificate(rand.Reader, t, own, r.PublicKey, id.key)
	if err != nil {
		return nil, err
	}
	return append(encodePEM(pemCertificate, der), id.ChainPEM()...), nil
}

// Accept joins a pending key with its accept file. The caller shows the
// root's name and ShortFingerprint and lets a person compare them first.
func Accept(p *Pending, acceptFile []byte) (*Identity, error) {
	certs, err := parseChain(acceptFile)
	if err != nil {
		return nil, err
	}
	if certs[0].Subject.CommonName != p.Name() {
		return nil, inspect.E(inspect.Invalid, "这份批准文件是给「%s」的，不是给「%s」的", certs[0].Subject.CommonName, p.Name()).
			WithHint("请选择与本机申请对应的批准文件")
	}
	var ders [][]byte
	for _, c := range certs {
		ders = append(ders, c.Raw)
	}
	id, err := newIdentity(p.keys, ders)
	if err == nil && id.LogVerifier() == "" {
		return nil, damaged("批准文件里没有日志公钥和加密公钥，不是办公室签发的")
	}
	return id, err
}

func newIdentity(k keys, ders [][]byte) (*Identity, error) {
	id := &Identity{keys: k}
	for _, der := range ders {
		c, err := parseCertificate(der)
		if err != nil {
			return nil, err
		}
		id.chain = append(id.chain, c)
	}
	if err := checkLinks(id.chain); err != nil {
		return nil, err
	}
	if err := k.match(id.chain[0].PublicKey, id.chain[0].URIs); err != nil {
		return nil, err
	}
	about, err := describe(id.chain[0])
	id.about = about
	return id, err
}

// Certificate says all a reader may know of the identity.
func (id *Identity) Certificate() Certificate { return id.about }

// Name is the common name of the certificate.
func (id *Identity) Name() string { return id.about.Name }

// Fingerprint is SHA-256 over the certificate's DER, lower-case hex.
func (id *Identity) Fingerprint() string { return id.about.Fingerprint }

// ShortFingerprint is the fingerprint as people compare it.
func (id *Identity) ShortFingerprint() string { return ShortFingerprint(id.about.Fingerprint) }

// LogVerifier is the C2SP verifier key of the identity's log.
func (id *Identity) LogVerifier() string { return id.about.LogVerifier }

// Recipient is the age recipient to encrypt to.
func (id *Identity) Recipient() string { return id.about.Recipient }

// CertPEM is the identity's own certificate.
func (id *Identity) CertPEM() []byte { return encodePEM(pemCertificate, id.chain[0].Raw) }

// ChainPEM is the own certificate and all above it, the root last.
func (id *Identity) ChainPEM() []byte {
	var out []byte
	for _, c := range id.chain {
		out = append(out, encodePEM(pemCertificate, c.Raw)...)
	}
	return out
}

// RootPEM is the certificate of the root that vouches for the identity.
func (id *Identity) RootPEM() []byte {
	return encodePEM(pemCertificate, id.chain[len(id.chain)-1].Raw)
}

func template(name, role string, now time.Time, years int) (*smx509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	return &smx509.Certificate{
		SerialNumber:          serial.Add(serial, big.NewInt(1)),
		Subject:               pkix.Name{CommonName: name, OrganizationalUnit: []string{role}},
		NotBefore:             now.Add(-clockSlack).UTC().Truncate(time.Second),
		NotAfter:              now.AddDate(years, 0, 0).UTC().Truncate(time.Second),
		KeyUsage:              smx509.KeyUsageDigitalSignature | smx509.KeyUsageContentCommitment,
		SignatureAlgorithm:    smx509.SM2WithSM3,
		BasicConstraintsValid: true,
	}, nil
}

// checkName admits what can stand in a certificate and be read by a person.
func checkName(field, name string) error {
	e := func(format string, args ...any) error {
		return inspect.E(inspect.Invalid, format, args...).WithField(field).WithHint("请填写单位与设备的名称，不超过 %d 个字", maxName)
	}
	switch {
	case strings.TrimSpace(name) != name || name == "":
		return e("名称不能为空，首尾不能有空格")
	case !utf8.ValidString(name) || !norm.NFC.IsNormalString(name):
		return e("名称的文字编码不规范")
	case utf8.RuneCountInString(name) > maxName:
		return e("名称太长（%d 个字）", utf8.RuneCountInString(name))
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		return e("名称里有看不见的字符")
	}
	return nil
}

// day is a legal date: UTC+8 whatever the PC's zone.
func day(t time.Time) string {
	return t.In(time.FixedZone("UTC+8", 8*3600)).Format("2006-01-02")
}
