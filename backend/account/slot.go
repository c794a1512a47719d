package account

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// KeySize is the length of a workspace's key in bytes.
const KeySize = 32

const (
	saltSize  = 16
	nonceSize = 12
	tagSize   = 16
)

// KDF are the parameters of argon2id.
type KDF struct {
	Memory  uint32 `json:"memory"` // KiB
	Time    uint32 `json:"time"`   // passes
	Threads uint8  `json:"threads"`
}

// Production is the cost for people: above what OWASP asks for, a fifth of a
// second on an old office PC. Least is for tests.
var (
	Production = KDF{Memory: 32 << 10, Time: 2, Threads: 1}
	Least      = KDF{Memory: 8, Time: 1, Threads: 1}
)

// sound refuses parameters that would be no protection at all, or that would
// keep the PC busy: the file may come from a stranger.
func (k KDF) sound() bool {
	return k.Memory >= 8 && k.Memory <= 256<<10 && k.Time >= 1 && k.Time <= 16 && k.Threads >= 1 && k.Threads <= 8 && k.Memory >= 8*uint32(k.Threads)
}

// Slot is the workspace's key under one password.
type Slot struct {
	KDF   KDF    `json:"kdf"`
	Salt  []byte `json:"salt"`
	Nonce []byte `json:"nonce"`
	Key   []byte `json:"key"` // encrypted, with its tag
}

func (s Slot) sound() bool {
	return s.KDF.sound() && len(s.Salt) == saltSize && len(s.Nonce) == nonceSize && len(s.Key) == KeySize+tagSize
}

// NewKey makes a workspace's key.
func NewKey() []byte {
	key := make([]byte, KeySize)
	rand.Read(key) // never fails
	return key
}

// wrap puts key under a password of whose ("" = the passphrase).
func wrap(key, password []byte, whose string, kdf KDF) Slot {
	s := Slot{KDF: kdf, Salt: make([]byte, saltSize), Nonce: make([]byte, nonceSize)}
	rand.Read(s.Salt)
	rand.Read(s.Nonce)
	s.Key = s.cipher(password).Seal(nil, s.Nonce, key, []byte(Format+"\n"+whose))
	return s
}

// unwrap answers with the key when the password is right.
func (s Slot) unwrap(password []byte, whose string) ([]byte, bool) {
	key, err := s.cipher(password).Open(nil, s.Nonce, s.Key, []byte(Format+"\n"+whose))
	return key, err == nil
}

func (s Slot) cipher(password []byte) cipher.AEAD {
	block, err := aes.NewCipher(argon2.IDKey(norm.NFKC.Bytes(password), s.Salt, s.KDF.Time, s.KDF.Memory, s.KDF.Threads, KeySize))
	if err != nil {
		panic(err) // the key has its length
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // AES has its block
	}
	return aead
}
