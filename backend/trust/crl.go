package trust

import (
	"bytes"
	"crypto/rand"
	"math/big"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"shuangsuiji/backend/inspect"
)

const pemCRL = "X509 CRL"

// Revocation withdraws one certificate: a lost laptop, somebody who left.
// Reason is its code of RFC 5280, section 5.3.1 (see ReasonCompromise and the
// others); 0 says nothing.
type Revocation struct {
	CertPEM []byte
	At      time.Time
	Reason  int
}

// The reasons in use here.
const (
	ReasonCompromise = 1 // keyCompromise: the key may be in strange hands
	ReasonLeft       = 3 // affiliationChanged
	ReasonReplaced   = 4 // superseded
	ReasonRetired    = 5 // cessationOfOperation
)

// CRL is what a revocation list says of itself.
type CRL struct {
	Issuer  string // common name
	Number  int64
	At      time.Time
	Next    time.Time // when the following one is promised at the latest
	Entries int
}

// DescribeCRL reads a revocation list; it does not say who vouches for it.
func DescribeCRL(crlPEM []byte) (CRL, error) {
	l, err := parseCRL(crlPEM)
	if err != nil {
		return CRL{}, err
	}
	return CRL{l.Issuer.CommonName, l.Number.Int64(), l.ThisUpdate, l.NextUpdate, len(l.RevokedCertificateEntries)}, nil
}

// Revoke writes a CRL in PEM that names every certificate withdrawn so far.
// number must grow with each list: readers refuse an older one. next is when
// the following list is promised at the latest; after it, readers say that
// they cannot know the present state.
func (id *Identity) Revoke(all []Revocation, number int64, now, next time.Time) ([]byte, error) {
	own := id.chain[0]
	if !own.IsCA {
		return nil, inspect.E(inspect.Forbidden, "「%s」的证书无权吊销其他证书", id.Name()).
			WithHint("请在持有签发根的办公室电脑上吊销")
	}
	if number < 1 || !next.After(now) {
		return nil, inspect.E(inspect.Invalid, "吊销名单的编号须大于零，下次更新须晚于本次").WithField("number")
	}
	t := &smx509.RevocationList{
		SignatureAlgorithm: smx509.SM2WithSM3,
		Number:             big.NewInt(number),
		ThisUpdate:         now.UTC().Truncate(time.Second),
		NextUpdate:         next.UTC().Truncate(time.Second),
	}
	for _, r := range all {
		c, err := parseOne(r.CertPEM)
		if err != nil {
			return nil, err
		}
		if err := c.CheckSignatureFrom(own); err != nil {
			return nil, inspect.E(inspect.Invalid, "证书「%s」不是「%s」签发的，不能由它吊销", c.Subject.CommonName, id.Name())
		}
		t.RevokedCertificateEntries = append(t.RevokedCertificateEntries, smx509.RevocationListEntry{
			SerialNumber: c.SerialNumber, RevocationTime: r.At.UTC().Truncate(time.Second), ReasonCode: r.Reason,
		})
	}
	der, err := smx509.CreateRevocationList(rand.Reader, t, own, id.key)
	if err != nil {
		return nil, err
	}
	return encodePEM(pemCRL, der), nil
}

func parseCRL(crlPEM []byte) (*smx509.RevocationList, error) {
	blocks, err := decodePEM(crlPEM)
	if err != nil {
		return nil, err
	}
	if len(blocks) != 1 || blocks[0].Type != pemCRL {
		return nil, inspect.E(inspect.Invalid, "这不是吊销名单文件").WithHint("吊销名单是 PEM 文件，以 -----BEGIN X509 CRL----- 开头")
	}
	l, err := smx509.ParseRevocationList(blocks[0].Bytes)
	if err != nil {
		return nil, damaged("吊销名单无法解析").Because(err)
	}
	if l.SignatureAlgorithm != smx509.SM2WithSM3 || l.Number == nil || !l.Number.IsInt64() || l.NextUpdate.IsZero() {
		return nil, damaged("吊销名单缺编号或下次更新时间，或签名算法不是 SM2-SM3")
	}
	return l, nil
}

// AddCRL takes a CRL signed by one of the pool's roots, or by an issuer below
// them. A list older than the one held is refused: it would bring a revoked
// certificate back; so is another list of the same number.
func (p *Pool) AddCRL(crlPEM []byte) error {
	l, err := parseCRL(crlPEM)
	if err != nil {
		return err
	}
	for print, issuer := range p.issuers {
		if !bytes.Equal(issuer.RawSubject, l.RawIssuer) || l.CheckSignatureFrom(issuer) != nil {
			continue
		}
		held := p.crls[print]
		switch {
		case held != nil && l.Number.Cmp(held.Number) < 0:
			return inspect.E(inspect.Refused, "吊销名单第 %s 号比已有的第 %s 号旧，不予接受", l.Number, held.Number).
				WithHint("请向「%s」索取最新的吊销名单", issuer.Subject.CommonName)
		case held != nil && l.Number.Cmp(held.Number) == 0 && !bytes.Equal(l.Raw, held.Raw):
			return damaged("「%s」的第 %s 号吊销名单先后出现两种内容，不予接受", issuer.Subject.CommonName, l.Number).
				WithHint("保留两个文件，向签发单位核实")
		}
		p.crls[print] = l
		return nil
	}
	return inspect.E(inspect.Invalid, "这份吊销名单不是任何受信根签发的，或已被改动").
		WithHint("请先导入签发单位的根证书")
}

// Withdrawn is a certificate, by its fingerprint, that does not count any more.
type Withdrawn struct {
	Fingerprint string
	At          time.Time
	Reason      int
}

// Withdraw says what the issuer with this fingerprint has revoked, as it knows
// itself: never stale, and whole. It stands above any CRL of that issuer.
func (p *Pool) Withdraw(issuer string, all []Withdrawn) {
	p.known[issuer] = all
}

// checkRevoked looks up each certificate in the list of the one above it.
func (p *Pool) checkRevoked(certs []*smx509.Certificate, at time.Time, s *Standing) {
	s.Listed = len(certs) == 1 // a root cannot revoke itself
	revoked := func(when time.Time, reason int) {
		s.Revoked, s.RevokedAt, s.Compromised = true, when, s.Compromised || reason == ReasonCompromise
	}
	for i, c := range certs[:len(certs)-1] {
		issuer := fingerprint(certs[i+1])
		if known, ok := p.known[issuer]; ok {
			s.Listed = s.Listed || i == 0
			for _, w := range known {
				if w.Fingerprint == fingerprint(c) {
					revoked(w.At, w.Reason)
				}
			}
			continue
		}
		l := p.crls[issuer]
		if l == nil {
			s.Listed = false
			continue
		}
		s.Listed = s.Listed || i == 0
		s.Stale = s.Stale || at.After(l.NextUpdate)
		for _, r := range l.RevokedCertificateEntries {
			if r.SerialNumber.Cmp(c.SerialNumber) == 0 {
				revoked(r.RevocationTime, r.ReasonCode)
			}
		}
	}
}
