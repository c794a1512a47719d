package trust

import (
	"bytes"
	"crypto/rand"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"

	"github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

// SignSM2 signs msg with SM2 over SM3 and the user id 1234567812345678; the
// signature is bare DER, SEQUENCE { r, s } (GB/T 35276).
func (id *Identity) SignSM2(msg []byte) ([]byte, error) {
	return id.key.Sign(rand.Reader, msg, sm2.DefaultSM2SignerOpts)
}

// VerifySM2 checks a SignSM2 signature against the key of one certificate. It
// says nothing about who vouches for that certificate.
func VerifySM2(certPEM, msg, sig []byte) error {
	c, err := parseOne(certPEM)
	if err != nil {
		return err
	}
	return verifySM2(c, msg, sig)
}

func verifySM2(c *smx509.Certificate, msg, sig []byte) error {
	pub, err := sm2Key(c)
	if err != nil {
		return err
	}
	var rs struct{ R, S *big.Int }
	rest, err := asn1.Unmarshal(sig, &rs)
	if err != nil || len(rest) > 0 {
		return damaged("SM2 签名编码不规范").Because(err)
	}
	if again, err := asn1.Marshal(rs); err != nil || !bytes.Equal(again, sig) {
		return damaged("SM2 签名编码不规范").Because(err)
	}
	if !sm2.VerifyASN1WithSM2(pub, nil, msg, sig) {
		return damaged("SM2 签名与内容不符")
	}
	return nil
}

// SignCMS signs msg as a detached GB/T 35275 SignedData that carries the
// signer's certificate and no attributes.
func (id *Identity) SignCMS(msg []byte) ([]byte, error) {
	sd, err := pkcs7.NewSMSignedData(msg)
	if err != nil {
		return nil, err
	}
	if err := sd.SignWithoutAttr(id.chain[0], id.key, pkcs7.SignerInfoConfig{}); err != nil {
		return nil, err
	}
	sd.Detach()
	return sd.Finish()
}

// The structures of GB/T 35275-2017, with every optional part that is not
// accepted left out, so that its presence is a parse error.
type (
	cmsOuter struct {
		Type    asn1.ObjectIdentifier
		Content cmsSignedData `asn1:"explicit,tag:0"`
	}
	cmsSignedData struct {
		Version      int
		Digests      []cmsAlgorithm `asn1:"set"`
		Content      cmsDetached
		Certificates asn1.RawValue `asn1:"tag:0"`
		Signers      []cmsSigner   `asn1:"set"`
	}
	cmsDetached struct {
		Type asn1.ObjectIdentifier
	}
	cmsSigner struct {
		Version   int
		Issuer    cmsIssuer
		Digest    cmsAlgorithm
		Algorithm cmsAlgorithm
		Signature []byte
	}
	cmsIssuer struct {
		Name   asn1.RawValue
		Serial *big.Int
	}
	cmsAlgorithm = pkix.AlgorithmIdentifier
)

// VerifyCMS checks a detached GB/T 35275 signature made with the key of one
// certificate, as strictly as the package comment says. The library's own
// verification is not used: it ignores the content type, takes the signer's
// word for the time and accepts BER.
func VerifyCMS(certPEM, msg, p7s []byte) error {
	c, err := parseOne(certPEM)
	if err != nil {
		return err
	}
	var outer cmsOuter
	rest, err := asn1.Unmarshal(p7s, &outer)
	if err != nil || len(rest) > 0 {
		return damaged("国密签名消息无法解析，或带有不接受的内容").Because(err)
	}
	if again, err := asn1.Marshal(outer); err != nil || !bytes.Equal(again, p7s) {
		return damaged("国密签名消息编码不规范").Because(err)
	}
	sd := outer.Content
	switch {
	case !outer.Type.Equal(pkcs7.SM2OIDSignedData):
		return damaged("国密签名消息的类型不是签名数据")
	case !sd.Content.Type.Equal(pkcs7.SM2OIDData):
		return damaged("国密签名消息的内容类型不是数据")
	case sd.Version != 1 || len(sd.Signers) != 1 || sd.Signers[0].Version != 1:
		return damaged("国密签名消息的版本或签名者数目不符")
	case len(sd.Digests) != 1 || !isAlgorithm(sd.Digests[0], pkcs7.OIDDigestAlgorithmSM3):
		return damaged("国密签名消息的摘要算法不是 SM3")
	}
	s := sd.Signers[0]
	switch {
	case !isAlgorithm(s.Digest, pkcs7.OIDDigestAlgorithmSM3),
		!isAlgorithm(s.Algorithm, pkcs7.OIDDigestEncryptionAlgorithmSM2):
		return damaged("国密签名消息的签名算法不是 SM2-SM3")
	case sd.Certificates.Class != asn1.ClassContextSpecific, sd.Certificates.Tag != 0,
		!bytes.Equal(sd.Certificates.Bytes, c.Raw):
		return damaged("国密签名消息内的证书与签名者证书不同")
	case !bytes.Equal(s.Issuer.Name.FullBytes, c.RawIssuer), s.Issuer.Serial.Cmp(c.SerialNumber) != 0:
		return damaged("国密签名消息指向的证书与签名者证书不同")
	}
	return verifySM2(c, msg, s.Signature)
}

// isAlgorithm accepts NULL or absent parameters, the two forms in use.
func isAlgorithm(a cmsAlgorithm, oid asn1.ObjectIdentifier) bool {
	p := a.Parameters.FullBytes
	return a.Algorithm.Equal(oid) && (len(p) == 0 || bytes.Equal(p, asn1.NullBytes))
}
