package trust

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/mod/sumdb/note"
)

// sm2NoteType is the C2SP signature type of an SM2 line: 0xff, which C2SP
// leaves for types without a number, followed by a name of its own.
const sm2NoteType = "\xffshuangsuiji/sm2-sm3"

// NoteSigner signs checkpoints with the identity's Ed25519 key; its
// Name is the log's origin. LogVerifier is the matching verifier key.
func (id *Identity) NoteSigner() (note.Signer, error) {
	return note.NewSigner(id.logKey)
}

// SM2NoteSigner signs the same checkpoints with the SM2 key, for those who
// must rely on 国密 algorithms only.
func (id *Identity) SM2NoteSigner() (note.Signer, error) {
	v, err := sm2NoteVerifier(id.chain[0])
	if err != nil {
		return nil, err
	}
	return &sm2Signer{sm2Verifier: v, id: id}, nil
}

// SM2NoteVerifier checks SM2 lines made by the holder of a certificate that
// carries a log key.
func SM2NoteVerifier(certPEM []byte) (note.Verifier, error) {
	c, err := parseOne(certPEM)
	if err != nil {
		return nil, err
	}
	return sm2NoteVerifier(c)
}

func sm2NoteVerifier(c *smx509.Certificate) (*sm2Verifier, error) {
	d, err := describe(c)
	if err != nil {
		return nil, err
	}
	if d.LogVerifier == "" {
		return nil, damaged("证书「%s」里没有日志公钥", d.Name)
	}
	ed, err := note.NewVerifier(d.LogVerifier)
	if err != nil {
		return nil, damaged("证书里的日志公钥无法识别").Because(err)
	}
	return &sm2Verifier{name: ed.Name(), cert: c}, nil
}

type sm2Verifier struct {
	name string
	cert *smx509.Certificate
}

func (v *sm2Verifier) Name() string { return v.name }

// KeyHash is the first four bytes of SHA-256 over name, LF, type and public
// key (C2SP signed-note), the key being its SubjectPublicKeyInfo.
func (v *sm2Verifier) KeyHash() uint32 {
	h := sha256.New()
	h.Write([]byte(v.name + "\n" + sm2NoteType))
	h.Write(v.cert.RawSubjectPublicKeyInfo)
	return binary.BigEndian.Uint32(h.Sum(nil))
}

func (v *sm2Verifier) Verify(msg, sig []byte) bool {
	return verifySM2(v.cert, msg, sig) == nil
}

type sm2Signer struct {
	*sm2Verifier
	id *Identity
}

func (s *sm2Signer) Sign(msg []byte) ([]byte, error) { return s.id.SignSM2(msg) }
