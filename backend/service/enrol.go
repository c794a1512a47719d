package service

import (
	"context"
	"os"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// EnrolRequest makes this device's key and a request file for the office, to
// be carried over on a stick. The key stays here, under the passphrase.
func (w *Workspace) EnrolRequest(ctx context.Context, a inspect.Actor, passphrase []byte, out string) error {
	if err := a.May(inspect.ActSettings); err != nil {
		return err
	}
	if len(passphrase) == 0 {
		return inspect.E(inspect.Invalid, "没有给出工作区口令").WithField("passphrase").WithHint("用 --passphrase-file 或 SSJ_PASSPHRASE 给出")
	}
	if err := w.c.holdPassphrase(passphrase); err != nil {
		return err
	}
	name, err := w.c.db.Meta(ctx, metaName)
	if err != nil {
		return err
	}
	kind, err := w.c.db.Meta(ctx, metaKind)
	if err != nil {
		return err
	}
	waiting, enrolled := w.keyFiles(kind)
	if _, err := os.Stat(enrolled); err == nil {
		return inspect.E(inspect.Refused, "本设备已经登记，不能重复申请").WithHint("需要更换密钥时先由办公室吊销原证书")
	}
	pending, request, err := trust.NewRequest(name, w.c.db.Now())
	if err != nil {
		return err
	}
	if err := pending.Save(waiting, passphrase, w.c.cost); err != nil {
		return err
	}
	if err := writeFile(out, request); err != nil {
		return err
	}
	return w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Event{Action: "enrol.request", Detail: name}, inspect.NounDevice, "", store.Digest(request))
	})
}

// EnrolIssue certifies a laptop from its request file: office side.
func (w *Workspace) EnrolIssue(ctx context.Context, a inspect.Actor, requestPath, out string) (inspect.Device, error) {
	return w.issue(ctx, a, requestPath, inspect.Device{Role: "外勤设备"}, out)
}

// EnrolUnit certifies the office of a 任务执行单位 from its request file. unit is
// its name as the registers write it (所属派出所 or 业务部门): the split of a list
// goes by it.
func (w *Workspace) EnrolUnit(ctx context.Context, a inspect.Actor, requestPath, unit, out string) (inspect.Device, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return inspect.Device{}, err
	}
	name, err := namedUnit(unit)
	if err != nil {
		return inspect.Device{}, err
	}
	return w.issue(ctx, a, requestPath, inspect.Device{Role: unitRole, Unit: name}, out)
}

// EnrolPerson certifies the laptop of one person, who alone uses it: when that
// person leaves, the certificate goes too.
func (w *Workspace) EnrolPerson(ctx context.Context, a inspect.Actor, requestPath, person, out string) (inspect.Device, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return inspect.Device{}, err
	}
	p, err := store.Get[inspect.Person](ctx, w.c.db, inspect.NounPerson, person)
	if err != nil {
		return inspect.Device{}, err
	}
	if !p.Active {
		return inspect.Device{}, inspect.E(inspect.Refused, "%s的账户已停用，不能签发个人证书", p.Name).WithField("person").WithArticle("第二十二条")
	}
	return w.issue(ctx, a, requestPath, inspect.Device{Role: "个人设备", Person: p.ID}, out)
}

func (w *Workspace) issue(ctx context.Context, a inspect.Actor, requestPath string, d inspect.Device, out string) (inspect.Device, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return inspect.Device{}, err
	}
	id, err := w.c.identity()
	if err != nil {
		return inspect.Device{}, err
	}
	request, err := readSmall(requestPath)
	if err != nil {
		return inspect.Device{}, err
	}
	name, err := trust.RequestName(request)
	if err != nil {
		return inspect.Device{}, err
	}
	accept, err := id.Issue(request, d.Role, w.c.db.Now())
	if err != nil {
		return inspect.Device{}, err
	}
	certPEM, _, err := trust.SplitChain(accept)
	if err != nil {
		return inspect.Device{}, err
	}
	cert, err := trust.Describe(certPEM)
	if err != nil {
		return inspect.Device{}, err
	}
	if err := writeFile(out, accept); err != nil {
		return inspect.Device{}, err
	}
	d.ID, d.Name, d.Fingerprint, d.Cert = store.NewID(), name, cert.Fingerprint, string(certPEM)
	err = w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		d.IssuedAt = tx.At()
		_, err := tx.Put(ctx, inspect.NounDevice, d.ID, d, store.Event{Action: "enrol.issue", Detail: cert.Fingerprint})
		return err
	})
	return d, err
}

// EnrolAccept takes the office's answer: from now on this device signs, and
// trusts the office's root.
func (w *Workspace) EnrolAccept(ctx context.Context, a inspect.Actor, passphrase []byte, acceptPath string) error {
	if err := a.May(inspect.ActSettings); err != nil {
		return err
	}
	accept, err := readSmall(acceptPath)
	if err != nil {
		return err
	}
	kind, err := w.c.db.Meta(ctx, metaKind)
	if err != nil {
		return err
	}
	waiting, enrolled := w.keyFiles(kind)
	pending, err := trust.LoadPending(waiting, passphrase)
	if err != nil {
		return err
	}
	id, err := trust.Accept(pending, accept)
	if err != nil {
		return err
	}
	if err := id.Save(enrolled, passphrase, w.c.cost); err != nil {
		return err
	}
	if kind == KindOffice {
		return w.acceptParent(ctx, a, id, accept)
	}
	w.c.setIdentity(id)
	return w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, metaRoot, string(id.RootPEM())); err != nil {
			return err
		}
		if err := tx.SetMeta(ctx, metaFingerprint, id.Fingerprint()); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "enrol.accept", Detail: id.Fingerprint()}, inspect.NounDevice, "", store.Digest(accept))
	})
}

// SaveRoot writes the root certificate that this workspace trusts (PEM), for
// whoever checks its packages. Error: NotFound before the device is enrolled.
func (w *Workspace) SaveRoot(ctx context.Context, a inspect.Actor, out string) error {
	if err := a.May(inspect.ActRead); err != nil {
		return err
	}
	root, err := w.c.db.Meta(ctx, metaRoot)
	if err != nil {
		return err
	}
	if root == "" {
		return inspect.E(inspect.NotFound, "本设备还没有登记，没有根证书").WithHint("先由办公室签发证书并装入")
	}
	return writeFile(out, []byte(root))
}

// Devices lists the devices that the office certified.
func (w *Workspace) Devices(ctx context.Context, a inspect.Actor) ([]inspect.Device, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.Device](ctx, w.c.db, inspect.NounDevice, store.Filter{Order: "name"})
	return rows, err
}

// readSmall reads a file that is known to be small.
func readSmall(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开文件：%s", path).WithRef(path).Because(err)
	}
	if info.Size() > 1<<20 {
		return nil, inspect.E(inspect.Invalid, "文件过大，不是登记文件：%s", path).WithRef(path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, inspect.E(inspect.Storage, "读取文件出错：%s", path).WithRef(path).Because(err)
	}
	return b, nil
}
