package trust

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"github.com/emmansun/gmsm/pkcs"
	"github.com/emmansun/gmsm/pkcs8"

	"shuangsuiji/backend/disk"
	"shuangsuiji/backend/inspect"
)

// The scrypt cost is log2 of N, with r = 8 and p = 1; each step doubles time
// and memory.
const (
	MinCost     = 10 // 1 MB; for tests
	DefaultCost = 17 // 128 MB, under a second
	MaxCost     = 20 // above it a file is refused rather than obeyed
)

const (
	pemKey = "ENCRYPTED PRIVATE KEY"
	pemAge = "AGE ENCRYPTED FILE"
)

// Save writes the identity, sealed with passphrase, and syncs it. An existing
// file is replaced only by a complete one.
func (id *Identity) Save(path string, passphrase []byte, cost int) error {
	return id.keys.save(path, passphrase, cost, id.ChainPEM())
}

// Save writes the pending keys and their request, sealed like an identity.
func (p *Pending) Save(path string, passphrase []byte, cost int) error {
	return p.keys.save(path, passphrase, cost, p.RequestFile())
}

// Load opens an identity file. Forbidden: the passphrase is wrong; Damaged:
// the file was altered or its parts do not belong together.
func Load(path string, passphrase []byte) (*Identity, error) {
	data, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	return parseIdentity(data, passphrase)
}

// Parse is Load of the file's bytes.
func Parse(data, passphrase []byte) (*Identity, error) { return parseIdentity(data, passphrase) }

// LoadPending opens a file written by Pending.Save; errors as in Load.
func LoadPending(path string, passphrase []byte) (*Pending, error) {
	data, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	return parsePending(data, passphrase)
}

func parseIdentity(data, passphrase []byte) (*Identity, error) {
	k, rest, err := openKeys(data, passphrase)
	if err != nil {
		return nil, err
	}
	var ders [][]byte
	for _, b := range rest {
		if b.Type != pemCertificate {
			return nil, inspect.E(inspect.Invalid, "这不是身份文件").WithHint("待批准的密钥请先导入批准文件")
		}
		ders = append(ders, b.Bytes)
	}
	return newIdentity(k, ders)
}

func parsePending(data, passphrase []byte) (*Pending, error) {
	k, rest, err := openKeys(data, passphrase)
	if err != nil {
		return nil, err
	}
	if len(rest) != 1 || rest[0].Type != pemRequest {
		return nil, inspect.E(inspect.Invalid, "这不是待批准的密钥文件")
	}
	return newPending(k, rest[0].Bytes)
}

func (k keys) save(path string, passphrase []byte, cost int, public []byte) error {
	if len(passphrase) == 0 {
		return inspect.E(inspect.Invalid, "密钥口令不能为空").WithField("passphrase")
	}
	if cost < MinCost || cost > MaxCost {
		return inspect.E(inspect.Invalid, "口令强化参数须在 %d 与 %d 之间", MinCost, MaxCost).WithField("cost")
	}
	key, err := pkcs8.MarshalPrivateKey(k.key, passphrase,
		pkcs.NewPBESEncrypter(pkcs.AES256CBC, pkcs.NewScryptOpts(16, 1<<cost, 8, 1)))
	if err != nil {
		return err
	}
	r, err := age.NewScryptRecipient(string(passphrase))
	if err != nil {
		return err
	}
	r.SetWorkFactor(cost)
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, r)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s\n%s\n%x\n", k.logKey, k.ageKey, sha256.Sum256(key)); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	file := append(encodePEM(pemKey, key), encodePEM(pemAge, sealed.Bytes())...)
	return writeFile(path, append(file, public...))
}

// openKeys unseals the first two blocks of a key file and returns the rest.
// The age part comes first: it is authenticated, so it tells a wrong
// passphrase from damage, which PKCS#8 cannot, and its third line is the
// SHA-256 of the PKCS#8 part, whose cipher alone would let some damage pass.
func openKeys(data, passphrase []byte) (keys, []*pem.Block, error) {
	blocks, err := decodePEM(data)
	if err != nil {
		return keys{}, nil, err
	}
	if len(blocks) < 3 || blocks[0].Type != pemKey || blocks[1].Type != pemAge {
		return keys{}, nil, inspect.E(inspect.Invalid, "这不是密钥文件")
	}
	if len(passphrase) == 0 {
		return keys{}, nil, wrongPassphrase(nil)
	}
	s, err := age.NewScryptIdentity(string(passphrase))
	if err != nil {
		return keys{}, nil, err
	}
	s.SetMaxWorkFactor(MaxCost)
	r, err := age.Decrypt(bytes.NewReader(blocks[1].Bytes), s)
	if _, wrong := errors.AsType[*age.NoIdentityMatchError](err); wrong {
		return keys{}, nil, wrongPassphrase(err)
	}
	if err != nil {
		return keys{}, nil, damaged("密钥文件的日志密钥部分已损坏").Because(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return keys{}, nil, damaged("密钥文件的日志密钥部分已损坏").Because(err)
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) != 4 || lines[3] != "" {
		return keys{}, nil, damaged("密钥文件的日志密钥部分格式不对")
	}
	if lines[2] != fmt.Sprintf("%x", sha256.Sum256(blocks[0].Bytes)) {
		return keys{}, nil, damaged("密钥文件的签名密钥部分已损坏，或是另一个文件的")
	}
	ageKey, err := age.ParseX25519Identity(lines[1])
	if err != nil {
		return keys{}, nil, damaged("密钥文件的加密密钥格式不对").Because(err)
	}
	if err := checkKDF(blocks[0].Bytes); err != nil {
		return keys{}, nil, err
	}
	key, err := pkcs8.ParsePKCS8PrivateKeySM2(blocks[0].Bytes, passphrase)
	if err != nil {
		return keys{}, nil, damaged("密钥文件的签名密钥部分已损坏").Because(err)
	}
	return keys{key, lines[0], ageKey}, blocks[2:], nil
}

func wrongPassphrase(cause error) error {
	return inspect.E(inspect.Forbidden, "密钥口令不对").WithField("passphrase").
		WithHint("请重新输入；多次不对时，可能是密钥文件已损坏，请用另存的密钥文件替换，或重新登记设备").Because(cause)
}

// checkKDF reads the scrypt parameters (RFC 7914, section 7.1) before they are
// obeyed: a prepared file must not take all memory.
func checkKDF(der []byte) error {
	var file struct {
		Algorithm struct {
			ID     asn1.ObjectIdentifier
			Params struct {
				KDF struct {
					ID     asn1.ObjectIdentifier
					Params struct {
						Salt   []byte
						N      int
						R, P   int
						KeyLen int `asn1:"optional"`
					}
				}
				Cipher pkix.AlgorithmIdentifier
			}
		}
		Data []byte
	}
	rest, err := asn1.Unmarshal(der, &file)
	kdf := file.Algorithm.Params.KDF
	if err != nil || len(rest) > 0 || !kdf.ID.Equal(asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11591, 4, 11}) {
		return damaged("密钥文件的加密方式不是 PBES2-scrypt").Because(err)
	}
	if p := kdf.Params; p.N < 2 || p.N > 1<<MaxCost || p.N&(p.N-1) != 0 || p.R != 8 || p.P != 1 {
		return damaged("密钥文件的口令强化参数超出范围")
	}
	return nil
}

func readKeyFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, inspect.E(inspect.NotFound, "找不到密钥文件 %s", path).WithRef(path)
	}
	if err != nil {
		return nil, inspect.E(inspect.Storage, "打不开密钥文件 %s", path).WithRef(path).Because(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, inspect.E(inspect.Storage, "读不出密钥文件 %s", path).WithRef(path).Because(err)
	}
	return data, nil
}

// writeFile writes beside path, syncs, renames and syncs the folder: at no
// time is there half a key file under the name.
func writeFile(path string, data []byte) error {
	fail := func(err error) error {
		return inspect.E(inspect.Storage, "密钥文件 %s 没有写成", path).
			WithHint("请检查磁盘空间与文件夹权限").WithRef(path).Because(err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.partial") // mode 0600
	if err != nil {
		return fail(err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fail(errors.Join(err, os.Remove(f.Name())))
	}
	if err := disk.SyncDir(filepath.Dir(path)); err != nil {
		return fail(err)
	}
	return nil
}
