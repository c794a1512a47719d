package trust

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"net/url"
	"strings"
	"time"
	"unicode"

	"filippo.io/age"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/mod/sumdb/note"

	"shuangsuiji/backend/inspect"
)

const (
	pemCertificate = "CERTIFICATE"
	schemeLog      = "ssj-log"
	schemeAge      = "ssj-age"
	maxChain       = 8         // certificates in one file
	maxFile        = 256 << 10 // bytes of any PEM file read here
)

// Certificate is what a certificate says about its holder. LogVerifier and
// Recipient are empty in one that a foreign CA issued without them.
type Certificate struct {
	Name        string // common name
	Role        string // organizational unit, as the issuer wrote it
	Fingerprint string // SHA-256 of the DER, lower-case hex
	LogVerifier string // C2SP verifier key of the holder's log
	Recipient   string // age recipient of the holder
	CA          bool   // may issue
	NotBefore   time.Time
	NotAfter    time.Time
}

// Describe reads one certificate in PEM. It judges nothing but its form.
func Describe(certPEM []byte) (Certificate, error) {
	c, err := parseOne(certPEM)
	if err != nil {
		return Certificate{}, err
	}
	return describe(c)
}

// SplitChain cuts a PEM file into its first certificate and those above it,
// each as PEM of its own.
func SplitChain(chainPEM []byte) (certPEM []byte, chain [][]byte, err error) {
	certs, err := parseChain(chainPEM)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range certs[1:] {
		chain = append(chain, encodePEM(pemCertificate, c.Raw))
	}
	return encodePEM(pemCertificate, certs[0].Raw), chain, nil
}

// ShortFingerprint is the first 64 bits of a fingerprint as people compare
// them aloud: four groups of four capital hex digits.
func ShortFingerprint(fingerprint string) string {
	if len(fingerprint) < 16 {
		return strings.ToUpper(fingerprint)
	}
	f := strings.ToUpper(fingerprint[:16])
	return f[:4] + "-" + f[4:8] + "-" + f[8:12] + "-" + f[12:16]
}

func describe(c *smx509.Certificate) (Certificate, error) {
	out := Certificate{
		Name:        c.Subject.CommonName,
		Role:        strings.Join(c.Subject.OrganizationalUnit, "，"),
		Fingerprint: fingerprint(c),
		CA:          c.IsCA,
		NotBefore:   c.NotBefore,
		NotAfter:    c.NotAfter,
	}
	log, recipient, err := boundKeys(c.URIs)
	if err != nil {
		return Certificate{}, err
	}
	out.LogVerifier, out.Recipient = log, recipient
	return out, nil
}

// boundKeys reads the log and age keys out of subjectAltName URIs. URIs of
// other schemes, which a foreign CA may add, mean nothing here.
func boundKeys(uris []*url.URL) (logVerifier, recipient string, err error) {
	for _, u := range uris {
		switch {
		case u.Scheme == schemeLog && logVerifier == "":
			logVerifier = strings.TrimPrefix(u.String(), schemeLog+":")
			if _, err := note.NewVerifier(logVerifier); err != nil {
				return "", "", damaged("证书里的日志公钥无法识别").Because(err)
			}
		case u.Scheme == schemeAge && recipient == "":
			recipient = strings.TrimPrefix(u.String(), schemeAge+":")
			if _, err := age.ParseX25519Recipient(recipient); err != nil {
				return "", "", damaged("证书里的加密公钥无法识别").Because(err)
			}
		case u.Scheme == schemeLog || u.Scheme == schemeAge:
			return "", "", damaged("证书里同一种公钥出现了两次")
		}
	}
	return logVerifier, recipient, nil
}

func fingerprint(c *smx509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

func parseOne(certPEM []byte) (*smx509.Certificate, error) {
	certs, err := parseChain(certPEM)
	if err != nil {
		return nil, err
	}
	if len(certs) != 1 {
		return nil, damaged("这里应当只有一张证书，实际有 %d 张", len(certs))
	}
	return certs[0], nil
}

// parseChain reads certificates of SM2 keys signed with SM2-SM3, lowest first.
func parseChain(data []byte) ([]*smx509.Certificate, error) {
	blocks, err := decodePEM(data)
	if err != nil {
		return nil, err
	}
	if len(blocks) > maxChain {
		return nil, damaged("证书链超过 %d 级", maxChain)
	}
	var certs []*smx509.Certificate
	for i, b := range blocks {
		if b.Type != pemCertificate {
			return nil, damaged("第 %d 段应当是证书，实际是 %q", i+1, b.Type)
		}
		c, err := parseCertificate(b.Bytes)
		if err != nil {
			return nil, err
		}
		certs = append(certs, c)
	}
	return certs, nil
}

// parseCertificate admits SM2 with SM3 only: an allow-list, because every
// algorithm admitted is one more way to forge.
func parseCertificate(der []byte) (*smx509.Certificate, error) {
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		return nil, damaged("证书无法解析").Because(err)
	}
	if !bytes.Equal(c.Raw, der) {
		return nil, damaged("证书编码不规范")
	}
	if c.SignatureAlgorithm != smx509.SM2WithSM3 {
		return nil, damaged("证书的签名算法不是 SM2-SM3")
	}
	if _, err := sm2Key(c); err != nil {
		return nil, err
	}
	// What will be shown to people must not steer their terminal.
	if strings.ContainsFunc(c.Subject.String()+c.Issuer.String(), func(r rune) bool { return !unicode.IsPrint(r) }) {
		return nil, damaged("证书的名称里有看不见的字符")
	}
	if len(c.UnhandledCriticalExtensions) > 0 {
		return nil, damaged("证书有本程序不认识的关键扩展 %s", c.UnhandledCriticalExtensions[0])
	}
	if _, _, err := boundKeys(c.URIs); err != nil {
		return nil, err
	}
	return c, nil
}

func sm2Key(c *smx509.Certificate) (*ecdsa.PublicKey, error) {
	pub, ok := c.PublicKey.(*ecdsa.PublicKey)
	if !ok || !sm2.IsSM2PublicKey(pub) {
		return nil, damaged("证书的公钥不是 SM2 公钥")
	}
	return pub, nil
}

// decodePEM reads a file of PEM blocks and nothing else: no headers, no text
// between, and encoding it again gives the same bytes.
func decodePEM(data []byte) ([]*pem.Block, error) {
	if len(data) > maxFile {
		return nil, damaged("文件过大，不是证书或身份文件")
	}
	var blocks []*pem.Block
	var again bytes.Buffer
	for rest := data; len(rest) > 0; {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			break
		}
		if len(b.Headers) > 0 {
			return nil, damaged("PEM 段带有附加头，不予接受")
		}
		blocks = append(blocks, b)
		again.Write(encodePEM(b.Type, b.Bytes))
	}
	if len(blocks) == 0 {
		return nil, damaged("不是 PEM 文件")
	}
	if !bytes.Equal(again.Bytes(), data) {
		return nil, damaged("PEM 编码不规范，内容可能被改动")
	}
	return blocks, nil
}

func encodePEM(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func damaged(format string, args ...any) *inspect.Error {
	return inspect.E(inspect.Damaged, format, args...)
}
