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
type Revocation struct {
	CertPEM []byte
	At      time.Time
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
			SerialNumber: c.SerialNumber, RevocationTime: r.At.UTC().Truncate(time.Second),
		})
	}
	der, err := smx509.CreateRevocationList(rand.Reader, t, own, id.key)
	if err != nil {
		return nil, err
	}
	return encodePEM(pemCRL, der), nil
}

// AddCRL takes a CRL signed by one of the pool's roots. A list older than the
// one held is refused: it would bring a revoked certificate back.
func (p *Pool) AddCRL(crlPEM []byte) error {
	blocks, err := decodePEM(crlPEM)
	if err != nil {
		return err
	}
	if len(blocks) != 1 || blocks[0].Type != pemCRL {
		return inspect.E(inspect.Invalid, "这不是吊销名单文件")
	}
	l, err := smx509.ParseRevocationList(blocks[0].Bytes)
	if err != nil {
		return damaged("吊销名单无法解析").Because(err)
	}
	if l.SignatureAlgorithm != smx509.SM2WithSM3 || l.Number == nil || l.NextUpdate.IsZero() {
		return damaged("吊销名单缺编号或下次更新时间，或签名算法不是 SM2-SM3")
	}
	for print, root := range p.roots {
		if !bytes.Equal(root.RawSubject, l.RawIssuer) || l.CheckSignatureFrom(root) != nil {
			continue
		}
		if held := p.crls[print]; held != nil && l.Number.Cmp(held.Number) < 0 {
			return inspect.E(inspect.Refused, "吊销名单第 %s 号比已有的第 %s 号旧，不予接受", l.Number, held.Number).
				WithHint("请向「%s」索取最新的吊销名单", root.Subject.CommonName)
		}
		p.crls[print] = l
		return nil
	}
	return inspect.E(inspect.Invalid, "这份吊销名单不是任何受信根签发的，或已被改动").
		WithHint("请先导入签发单位的根证书")
}

// checkRevoked looks up each certificate in the list of the one above it.
func (p *Pool) checkRevoked(certs []*smx509.Certificate, at time.Time, s *Standing) {
	s.Listed = len(certs) == 1 // a root cannot revoke itself
	for i, c := range certs[:len(certs)-1] {
		l := p.crls[fingerprint(certs[i+1])]
		if l == nil {
			s.Listed = false
			continue
		}
		s.Listed = s.Listed || i == 0
		s.Stale = s.Stale || at.After(l.NextUpdate)
		for _, r := range l.RevokedCertificateEntries {
			if r.SerialNumber.Cmp(c.SerialNumber) == 0 {
				s.Revoked, s.RevokedAt = true, r.RevocationTime
			}
		}
	}
}
