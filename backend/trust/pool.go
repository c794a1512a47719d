package trust

import (
	"bytes"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shuangsuiji/backend/inspect"
)

// Pool is a set of trusted roots and the CRLs they signed. The zero Pool and
// a nil one trust nobody. Fill it first, then share it.
type Pool struct {
	roots   map[string]*smx509.Certificate // by fingerprint
	issuers map[string]*smx509.Certificate // the roots, and those below them that came along
	crls    map[string]*smx509.RevocationList
	known   map[string][]Withdrawn
}

// NewPool trusts the given self-signed certificates; one PEM file may hold
// several, and with them the issuers below, each after the one it was issued
// by or before: their revocation lists can then be added.
func NewPool(rootPEM ...[]byte) (*Pool, error) {
	p := &Pool{map[string]*smx509.Certificate{}, map[string]*smx509.Certificate{}, map[string]*smx509.RevocationList{}, map[string][]Withdrawn{}}
	for _, data := range rootPEM {
		certs, err := parseChain(data)
		if err != nil {
			return nil, err
		}
		rest := certs[:0:0]
		for _, c := range certs {
			err := checkLinks([]*smx509.Certificate{c})
			switch {
			case err == nil:
				p.roots[fingerprint(c)], p.issuers[fingerprint(c)] = c, c
			case c.IsCA && !bytes.Equal(c.RawIssuer, c.RawSubject):
				rest = append(rest, c)
			default:
				return nil, notRoot(c, err)
			}
		}
		for len(rest) > 0 {
			left := rest[:0:0]
			for _, c := range rest {
				if p.issued(c) {
					p.issuers[fingerprint(c)] = c
				} else {
					left = append(left, c)
				}
			}
			if len(left) == len(rest) {
				return nil, notRoot(left[0], nil)
			}
			rest = left
		}
	}
	return p, nil
}

func notRoot(c *smx509.Certificate, err error) error {
	return inspect.E(inspect.Invalid, "「%s」不是根证书，不能直接信任", c.Subject.CommonName).
		WithHint("请导入签发单位的根证书").Because(err)
}

// issued tells whether an issuer of the pool issued c.
func (p *Pool) issued(c *smx509.Certificate) bool {
	for _, i := range p.issuers {
		if bytes.Equal(i.RawSubject, c.RawIssuer) && c.CheckSignatureFrom(i) == nil {
			return true
		}
	}
	return false
}

// Standing is who vouches for a certificate, at the time that was asked for.
type Standing struct {
	Certificate            // of the signer
	RootName        string // top of the chain, trusted or not
	RootFingerprint string
	Known           bool      // the pool trusts that root
	ValidFrom       time.Time // while every certificate of the chain is valid
	ValidTo         time.Time
	Early           bool // asked for a time before ValidFrom
	Expired         bool // asked for a time after ValidTo
	Revoked         bool
	RevokedAt       time.Time
	Compromised     bool // revoked because the key may be in strange hands
	Listed          bool // a CRL of the root is at hand
	Stale           bool // that CRL promised a newer one before the time asked for
}

// Check judges certPEM and the certificates above it (lowest first, the
// self-signed root last) at the given time. The error, of code Damaged, is for
// a chain that is broken or not meant for signing; everything else is in the
// Standing.
func (p *Pool) Check(certPEM []byte, chain [][]byte, at time.Time) (Standing, error) {
	leaf, err := parseOne(certPEM)
	if err != nil {
		return Standing{}, err
	}
	certs := []*smx509.Certificate{leaf}
	for _, data := range chain {
		c, err := parseOne(data)
		if err != nil {
			return Standing{}, err
		}
		certs = append(certs, c)
	}
	if err := checkLinks(certs); err != nil {
		return Standing{}, err
	}
	if err := checkUse(leaf); err != nil {
		return Standing{}, err
	}
	root := certs[len(certs)-1]
	about, err := describe(leaf)
	if err != nil {
		return Standing{}, err
	}
	s := Standing{Certificate: about, RootName: root.Subject.CommonName, RootFingerprint: fingerprint(root)}
	s.ValidFrom, s.ValidTo = window(certs)
	s.Early = at.Before(s.ValidFrom)
	s.Expired = at.After(s.ValidTo)
	if p == nil {
		return s, nil
	}
	_, s.Known = p.roots[s.RootFingerprint]
	p.checkRevoked(certs, at, &s)
	return s, nil
}

// checkLinks demands an unbroken chain up to a self-signed root, by the
// library's path validation and, because that takes the root on faith, the
// root's own signature.
func checkLinks(certs []*smx509.Certificate) error {
	root := certs[len(certs)-1]
	if !bytes.Equal(root.RawIssuer, root.RawSubject) {
		return damaged("证书链不完整，缺「%s」的证书", root.Issuer.CommonName)
	}
	if !root.IsCA || root.CheckSignatureFrom(root) != nil {
		return damaged("根证书「%s」无效", root.Subject.CommonName)
	}
	for i := range certs[1:] {
		if err := certs[i].CheckSignatureFrom(certs[i+1]); err != nil {
			return damaged("证书「%s」不是「%s」签发的，或已被改动", certs[i].Subject.CommonName, certs[i+1].Subject.CommonName).Because(err)
		}
	}
	from, to := window(certs)
	if from.After(to) {
		return damaged("证书链各级的有效期没有重合")
	}
	opts := smx509.VerifyOptions{
		Roots: smx509.NewCertPool(), Intermediates: smx509.NewCertPool(),
		CurrentTime: from, KeyUsages: []smx509.ExtKeyUsage{smx509.ExtKeyUsageAny},
	}
	opts.Roots.AddCert(root)
	for _, c := range certs[1:] {
		opts.Intermediates.AddCert(c)
	}
	found, err := certs[0].Verify(opts)
	if err != nil {
		return damaged("证书链不符合规则").Because(err)
	}
	if len(found) != 1 || len(found[0]) != len(certs) {
		return damaged("证书链里有多余的证书")
	}
	return nil
}

// checkUse admits certificates made for signing documents: ours name no
// extended usage, CAs name one of the allowed.
func checkUse(c *smx509.Certificate) error {
	if c.KeyUsage&(smx509.KeyUsageDigitalSignature|smx509.KeyUsageContentCommitment) == 0 {
		return damaged("证书「%s」不是签名用的", c.Subject.CommonName)
	}
	if len(c.UnknownExtKeyUsage) > 0 {
		return damaged("证书「%s」的用途无法识别", c.Subject.CommonName)
	}
	for _, u := range c.ExtKeyUsage {
		if u != smx509.ExtKeyUsageAny && u != smx509.ExtKeyUsageClientAuth && u != smx509.ExtKeyUsageEmailProtection {
			return damaged("证书「%s」的用途不含文件签名", c.Subject.CommonName)
		}
	}
	return nil
}

// window is the time in which all of a chain is valid.
func window(certs []*smx509.Certificate) (from, to time.Time) {
	from, to = certs[0].NotBefore, certs[0].NotAfter
	for _, c := range certs[1:] {
		if c.NotBefore.After(from) {
			from = c.NotBefore
		}
		if c.NotAfter.Before(to) {
			to = c.NotAfter
		}
	}
	return from, to
}
