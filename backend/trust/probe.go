package trust

import (
	"bytes"
	"io"

	"filippo.io/age"
	"golang.org/x/mod/sumdb/note"
)

// Probe uses every secret of an identity once, against its public half: it
// signs and verifies, both ways, and encrypts and decrypts. An error means the
// identity would not work.
func (id *Identity) Probe() error {
	msg := []byte("probe\n")
	sig, err := id.SignSM2(msg)
	if err != nil {
		return err
	}
	if err := VerifySM2(id.CertPEM(), msg, sig); err != nil {
		return err
	}
	if id.LogVerifier() != "" {
		s, err := id.NoteSigner()
		if err != nil {
			return err
		}
		v, err := note.NewVerifier(id.LogVerifier())
		if err != nil {
			return err
		}
		if sig, err = s.Sign(msg); err != nil {
			return err
		}
		if !v.Verify(msg, sig) {
			return damaged("日志密钥与证书里的公钥不符")
		}
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, id.ageKey.Recipient())
	if err != nil {
		return err
	}
	if _, err := w.Write(msg); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	r, err := age.Decrypt(&sealed, id.ageKey)
	if err != nil {
		return damaged("加密密钥解不开自己加密的内容").Because(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, msg) {
		return damaged("加密密钥解不开自己加密的内容").Because(err)
	}
	return nil
}
