package trust

import (
	"errors"
	"io"

	"filippo.io/age"

	"shuangsuiji/backend/inspect"
)

// Recipients reads from a key file, without its passphrase, to whom a secret of
// its holder may be encrypted: the holder, and everybody above it in its chain.
// A pending key has only itself.
func Recipients(keyFile []byte) ([]string, error) {
	blocks, err := decodePEM(keyFile)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, b := range blocks {
		recipient := ""
		switch b.Type {
		case pemCertificate:
			c, err := parseCertificate(b.Bytes)
			if err != nil {
				return nil, err
			}
			if _, recipient, err = boundKeys(c.URIs); err != nil {
				return nil, err
			}
		case pemRequest:
			r, err := parseRequest(b.Bytes)
			if err != nil {
				return nil, err
			}
			if _, recipient, err = boundKeys(r.URIs); err != nil {
				return nil, err
			}
		}
		if recipient != "" {
			out = append(out, recipient)
		}
	}
	if len(out) == 0 {
		return nil, inspect.E(inspect.Invalid, "密钥文件里没有加密公钥")
	}
	return out, nil
}

// SealTo encrypts what is written to it, in constant memory, so that each of
// the recipients can read it (age-encryption.org/v1). Close ends the stream;
// one that was not closed cannot be opened.
func SealTo(w io.Writer, recipients []string) (io.WriteCloser, error) {
	var to []age.Recipient
	for _, r := range recipients {
		x, err := age.ParseX25519Recipient(r)
		if err != nil {
			return nil, damaged("加密公钥无法识别").Because(err)
		}
		to = append(to, x)
	}
	return age.Encrypt(w, to...)
}

// OpenSealed reads a stream that SealTo made, with the keys of an identity's or
// a pending key's file. Errors: Forbidden when the passphrase is wrong or the
// stream is for somebody else; a stream that was altered or cut fails while it
// is read.
func OpenSealed(r io.Reader, keyFile, passphrase []byte) (io.Reader, error) {
	k, _, err := openKeys(keyFile, passphrase)
	if err != nil {
		return nil, err
	}
	out, err := age.Decrypt(r, k.ageKey)
	if _, other := errors.AsType[*age.NoIdentityMatchError](err); other {
		return nil, inspect.E(inspect.Forbidden, "该文件不是加密给这个密钥的").
			WithHint("改用做备份时的密钥文件，或为本设备签发证书的办公室的密钥文件").Because(err)
	}
	if err != nil {
		return nil, damaged("加密内容的开头已损坏").Because(err)
	}
	return out, nil
}
