package service

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// metaOutward is the fingerprint of the certificate that another authority
// issued for what leaves the bureau (upload and draw packages), "" = our own
// root vouches for that too.
const metaOutward = "outward"

// keyNames are the files of a workspace's keys, each sealed by the passphrase.
var keyNames = []string{"identity.key", "unit.key", "outward.key"}

// outward is the identity that signs what leaves the bureau.
func (c *core) outward(ctx context.Context) (*trust.Identity, error) {
	print, err := c.db.Meta(ctx, metaOutward)
	if err != nil {
		return nil, err
	}
	if print == "" {
		return c.identity()
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.ca == nil {
		return nil, inspect.E(inspect.Forbidden, "对外签名的密钥还没有解锁，不能制作报送包和抽取结果包").WithHint("输入工作区口令解锁；密钥文件不在了的，用 key restore 从密钥备份恢复")
	}
	return c.ca, nil
}

func (c *core) unlockOutward(passphrase []byte) error {
	id, err := trust.Load(c.path("keys", "outward.key"), passphrase)
	if inspect.CodeOf(err) == inspect.NotFound && err != nil {
		return nil // only our own root vouches for us
	}
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ca = id
	return nil
}

// RequestOutward makes a key and a request (PKCS#10) that another authority can
// certify; the key is used only after AcceptOutward.
func (t *Trust) RequestOutward(ctx context.Context, a inspect.Actor, passphrase []byte, out string) error {
	if err := a.May(inspect.ActPeople); err != nil {
		return err
	}
	if err := (&Dispatch{t.c}).atOffice(ctx); err != nil {
		return err
	}
	if _, err := trust.Load(t.c.path("keys", "identity.key"), passphrase); err != nil {
		return err // one passphrase for all keys of a workspace
	}
	organ, err := t.c.db.Meta(ctx, metaOrgan)
	if err != nil {
		return err
	}
	pending, request, err := trust.NewRequest(organ, t.c.db.Now())
	if err != nil {
		return err
	}
	if err := pending.Save(t.c.path("keys", "outward-pending.key"), passphrase, t.c.cost); err != nil {
		return err
	}
	if err := writeFile(out, request); err != nil {
		return err
	}
	return t.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Event{Action: "outward.ask", Article: "第二十二条"}, inspect.NounDevice, "", store.Digest(request))
	})
}

// AcceptOutward takes the certificate that the authority issued, with all above
// it up to its root, whose fingerprint a person compared; the root is trusted
// for verifying from then on.
func (t *Trust) AcceptOutward(ctx context.Context, a inspect.Actor, passphrase []byte, file, fingerprint string) (TrustedRoot, error) {
	if err := a.May(inspect.ActPeople); err != nil {
		return TrustedRoot{}, err
	}
	data, err := readSmall(file)
	if err != nil {
		return TrustedRoot{}, err
	}
	pending, err := trust.LoadPending(t.c.path("keys", "outward-pending.key"), passphrase)
	if err != nil {
		return TrustedRoot{}, err
	}
	id, err := trust.AcceptForeign(pending, data)
	if err != nil {
		return TrustedRoot{}, err
	}
	root, err := trust.Describe(id.RootPEM())
	if err != nil {
		return TrustedRoot{}, err
	}
	if err := compared(root, fingerprint); err != nil {
		return TrustedRoot{}, err
	}
	_, above, err := trust.SplitChain(id.ChainPEM())
	if err != nil {
		return TrustedRoot{}, err
	}
	if err := id.Save(t.c.path("keys", "outward.key"), passphrase, t.c.cost); err != nil {
		return TrustedRoot{}, err
	}
	err = t.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) error {
		list, err := t.c.authorities(ctx, tx)
		if err != nil {
			return err
		}
		list = slices.DeleteFunc(list, func(x authority) bool { return x.Root == root.Fingerprint })
		list = append(list, authority{root.Fingerprint, string(bytes.Join(above, nil)), []string{}})
		if err := keepAuthorities(ctx, tx, list); err != nil {
			return err
		}
		if err := tx.SetMeta(ctx, metaOutward, id.Fingerprint()); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "outward.take", Article: "第二十二条", Detail: id.Fingerprint()}, inspect.NounDevice, "", store.Digest(data))
	})
	if err != nil {
		return TrustedRoot{}, err
	}
	return rootWords(root), t.c.unlockOutward(passphrase)
}

// compared refuses a root whose fingerprint is not what the person was told:
// the first 16 hex digits or more.
func compared(root trust.Certificate, fingerprint string) error {
	told := strings.ToLower(strings.NewReplacer("-", "", ":", "", " ", "").Replace(fingerprint))
	if len(told) < 16 || !strings.HasPrefix(root.Fingerprint, told) {
		return inspect.E(inspect.Refused, "指纹不符：文件里的根证书“%s”是 %s", root.Name, trust.ShortFingerprint(root.Fingerprint)).
			WithArticle("第二十二条").WithField("fingerprint").WithHint("向签发机构当面或电话核对根证书的 SHA-256 指纹，填写前 16 位以上；对不上的不要导入")
	}
	return nil
}

// KeyCheck is what a look at key files found.
type KeyCheck struct {
	Keys []CheckedKey `json:"keys"`
}

// CheckedKey is one key that was opened with the passphrase, signed, verified,
// encrypted and decrypted: it would work.
type CheckedKey struct {
	File        string `json:"file"`
	Name        string `json:"name"`
	Fingerprint string `json:"fingerprint"`
	Until       string `json:"until"` // last day of its certificate
	Used        bool   `json:"used"`  // it is the one this workspace uses
}

// BackupKeys writes all keys of this workspace into one file, as sealed as they
// are, after it proved that the passphrase opens them, and reads it back.
func (t *Trust) BackupKeys(ctx context.Context, a inspect.Actor, passphrase []byte, out string) (KeyCheck, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return KeyCheck{}, err
	}
	files, err := t.keyFiles()
	if err != nil {
		return KeyCheck{}, err
	}
	if _, err := t.check(ctx, files, passphrase); err != nil {
		return KeyCheck{}, err
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range keyNames {
		if files[name] == nil {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			return KeyCheck{}, err
		}
		if _, err := w.Write(files[name]); err != nil {
			return KeyCheck{}, err
		}
	}
	if err := z.Close(); err != nil {
		return KeyCheck{}, err
	}
	if err := writeFile(out, b.Bytes()); err != nil {
		return KeyCheck{}, err
	}
	found, err := t.CheckKeys(ctx, a, passphrase, out)
	if err != nil {
		return KeyCheck{}, err
	}
	return found, t.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Event{Action: "key.backup", Article: "第二十二条", Detail: fmt.Sprintf("%d个", len(found.Keys))}, inspect.NounDevice, "", store.Digest(b.Bytes()))
	})
}

// keyFiles are the workspace's own.
func (t *Trust) keyFiles() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range keyNames {
		raw, err := os.ReadFile(t.c.path("keys", name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, inspect.E(inspect.Storage, "读不出密钥文件 %s", name).WithRef(name).Because(err)
		}
		files[name] = raw
	}
	if len(files) == 0 {
		return nil, inspect.E(inspect.NotFound, "本工作区没有密钥文件").WithHint("密钥损坏或丢失的，用 key restore 从密钥备份恢复")
	}
	return files, nil
}

// CheckKeys is the drill: it opens every key of a key backup ("" = of this
// workspace) with the passphrase and uses it. Nothing is changed.
func (t *Trust) CheckKeys(ctx context.Context, a inspect.Actor, passphrase []byte, file string) (KeyCheck, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return KeyCheck{}, err
	}
	files, err := t.keyFiles()
	if file != "" {
		files, err = readKeys(file)
	}
	if err != nil {
		return KeyCheck{}, err
	}
	return t.check(ctx, files, passphrase)
}

func readKeys(file string) (map[string][]byte, error) {
	bad := inspect.E(inspect.Damaged, "不是完整的密钥备份：%s", file).WithRef(file).WithHint("请选择 key backup 写出的文件")
	data, err := readSmall(file)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, bad.Because(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		if !slices.Contains(keyNames, f.Name) || files[f.Name] != nil {
			return nil, bad
		}
		r, err := f.Open()
		if err != nil {
			return nil, bad.Because(err)
		}
		raw, err := io.ReadAll(io.LimitReader(r, 1<<20))
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, bad.Because(err)
		}
		files[f.Name] = raw
	}
	if files[keyNames[0]] == nil {
		return nil, bad
	}
	return files, nil
}

func (t *Trust) check(ctx context.Context, files map[string][]byte, passphrase []byte) (KeyCheck, error) {
	found := KeyCheck{Keys: []CheckedKey{}}
	for i, name := range keyNames {
		if files[name] == nil {
			continue
		}
		id, err := trust.Parse(files[name], passphrase)
		if err != nil {
			return found, err
		}
		if err := id.Probe(); err != nil {
			return found, err
		}
		used, err := t.c.db.Meta(ctx, []string{metaFingerprint, metaUnitKey, metaOutward}[i])
		if err != nil {
			return found, err
		}
		found.Keys = append(found.Keys, CheckedKey{name, id.Name(), id.Fingerprint(), id.Certificate().NotAfter.In(inspect.China).Format("2006-01-02"), used == id.Fingerprint()})
	}
	return found, nil
}

// RestoreKeys puts the keys of a key backup in the place of missing or damaged
// ones. Keys that still open are never replaced, nor by keys of another
// workspace; what was damaged is kept beside.
func (t *Trust) RestoreKeys(ctx context.Context, a inspect.Actor, passphrase []byte, file string) (KeyCheck, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return KeyCheck{}, err
	}
	files, err := readKeys(file)
	if err != nil {
		return KeyCheck{}, err
	}
	found, err := t.check(ctx, files, passphrase)
	if err != nil {
		return found, err
	}
	done := []string{}
	for _, k := range found.Keys {
		if !k.Used {
			return found, inspect.E(inspect.Refused, "密钥备份里的“%s”（%s）不是本工作区在用的密钥，没有恢复", k.Name, trust.ShortFingerprint(k.Fingerprint)).WithArticle("第二十二条").WithRef(file)
		}
		path := t.c.path("keys", k.File)
		if _, err := trust.Load(path, passphrase); err == nil {
			continue
		}
		if _, err := os.Stat(path); err == nil {
			if err := os.Rename(path, path+".damaged-"+t.c.db.Now().UTC().Format("20060102150405")); err != nil {
				return found, inspect.E(inspect.Storage, "移不开损坏的密钥文件").WithRef(path).Because(err)
			}
		}
		if err := writeFile(path, files[k.File]); err != nil {
			return found, err
		}
		done = append(done, filepath.Base(path))
	}
	if len(done) == 0 {
		return found, inspect.E(inspect.Refused, "现有的密钥都完好，没有恢复").WithArticle("第二十二条").WithHint("只是想证明备份可用的，用恢复演练（key check）")
	}
	err = t.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Event{Action: "key.restore", Article: "第二十二条", Detail: strings.Join(done, " ")}, inspect.NounDevice, "", "")
	})
	if err != nil {
		return found, err
	}
	return found, (&Workspace{t.c}).Unlock(ctx, passphrase)
}
