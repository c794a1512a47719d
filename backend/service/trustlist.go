package service

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// The files of a trust package.
const (
	trustListFile   = "data/trust/list.json"
	trustCRLFile    = "data/trust/revoked.crl.pem"
	trustOthersFile = "data/trust/others.json" // authorities that the office trusts beside itself
)

var revokeReasons = map[inspect.RevokeWhy]int{inspect.RevokeLost: trust.ReasonCompromise, inspect.RevokeLeft: trust.ReasonLeft,
	inspect.RevokeReplaced: trust.ReasonReplaced, inspect.RevokeRetired: trust.ReasonRetired}

// newList makes the office's next trust list and keeps it.
func (c *core) newList(ctx context.Context, tx *store.Tx, id *trust.Identity) (trustList, []pack.Source, error) {
	now := tx.Now()
	next := now.AddDate(0, 0, listDays)
	l := trustList{Office: id.Name(), Root: id.Fingerprint(), At: tx.At(), Next: inspect.Instant(next), Devices: []listedDevice{}}
	fail := func(err error) (trustList, []pack.Source, error) { return l, nil, err }
	held, _, err := c.heldList(ctx, tx, l.Root)
	if err != nil {
		return fail(err)
	}
	if l.Serial, err = strconv.ParseInt(now.In(inspect.China).Format("20060102150405"), 10, 64); err != nil {
		return fail(err)
	}
	l.Serial = max(l.Serial, held.Serial+1)
	devices, _, err := store.List[inspect.Device](ctx, tx, inspect.NounDevice, store.Filter{Order: "name"})
	if err != nil {
		return fail(err)
	}
	gone := []trust.Revocation{}
	for _, d := range devices {
		x := listedDevice{Name: d.Name, Role: d.Role, Unit: d.Unit, Fingerprint: d.Fingerprint}
		if d.Revoked {
			w := withdrawn(d)
			x.RevokedAt, x.Why = inspect.Instant(w.At), whyOf(d)
			if d.Cert != "" {
				gone = append(gone, trust.Revocation{CertPEM: []byte(d.Cert), At: w.At, Reason: w.Reason})
			}
		}
		l.Devices = append(l.Devices, x)
	}
	crl, err := id.Revoke(gone, l.Serial, now, next)
	if err != nil {
		return fail(err)
	}
	raw, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return fail(err)
	}
	list, err := c.authorities(ctx, tx)
	if err != nil {
		return fail(err)
	}
	others, err := json.Marshal(list)
	if err != nil {
		return fail(err)
	}
	src := []pack.Source{pack.Bytes(trustListFile, raw), pack.Bytes(trustCRLFile, crl), pack.Bytes(trustOthersFile, others)}
	return l, src, c.keepList(ctx, tx, l.Root, raw, crl)
}

func (c *core) keepList(ctx context.Context, tx *store.Tx, root string, list, crl []byte) error {
	if err := tx.SetMeta(ctx, metaList+root, string(list)); err != nil {
		return err
	}
	return tx.SetMeta(ctx, metaCRL+root, string(crl))
}

func whyOf(d inspect.Device) inspect.RevokeWhy {
	if d.Revocation != nil {
		return d.Revocation.Why
	}
	return inspect.RevokeLost // revoked before reasons were kept
}

// withdrawn is a revoked device as verdicts judge it.
func withdrawn(d inspect.Device) trust.Withdrawn {
	w := trust.Withdrawn{Fingerprint: d.Fingerprint, Reason: revokeReasons[whyOf(d)]}
	at := d.IssuedAt
	switch {
	case d.Revocation != nil:
		at = d.Revocation.At
	case d.Loss != nil:
		at = d.Loss.ReportedAt
	}
	w.At, _ = time.Parse(inspect.InstantLayout, at) // written by the store; a zero time revokes all
	return w
}

// takeList keeps the trust list of the office above, whose package was verified.
// Error: Refused for a list older than the one held, Damaged for a second one
// of the same number.
func (d *Dispatch) takeList(ctx context.Context, tx *store.Tx, r *pack.Reader, root string) (already bool, err error) {
	raw, err := r.ReadFile(trustListFile, maxVersion)
	if err != nil {
		return false, err
	}
	crl, err := r.ReadFile(trustCRLFile, maxVersion)
	if err != nil {
		return false, err
	}
	var l trustList
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		return false, badList("信任名单无法解析").Because(err)
	}
	about, err := trust.DescribeCRL(crl)
	if err != nil {
		return false, err
	}
	if l.Root != root || about.Number != l.Serial {
		return false, badList("信任名单与随附的吊销名单不是一套")
	}
	held, known, err := d.c.heldList(ctx, tx, root)
	if err != nil {
		return false, err
	}
	was, err := store.Meta(ctx, tx, metaList+root)
	if err != nil {
		return false, err
	}
	switch {
	case known && l.Serial < held.Serial:
		return false, inspect.E(inspect.Refused, "这份信任名单（第%d号）比本机已有的（第%d号）旧，没有采用：旧名单会让已吊销的证书重新有效", l.Serial, held.Serial).
			WithArticle("第二十二条").WithHint("向“%s”索取最新的信任名单包", l.Office)
	case known && l.Serial == held.Serial && was != string(raw):
		return false, inspect.E(inspect.Damaged, "第%d号信任名单先后出现两种内容，没有采用", l.Serial).WithArticle("第二十二条").WithHint("保留两个文件，报告监督人员向“%s”核实", l.Office)
	case known && was == string(raw):
		return true, nil
	}
	if err := d.checkList(ctx, root, crl); err != nil {
		return false, err
	}
	if err := d.takeOthers(ctx, tx, r); err != nil {
		return false, err
	}
	return false, d.c.keepList(ctx, tx, root, raw, crl)
}

func badList(format string, args ...any) *inspect.Error {
	return inspect.E(inspect.Damaged, format, args...).WithArticle("第二十二条").WithHint("没有采用；请向制包单位重新索取")
}

// checkList demands that the root itself signed the revocation list.
func (d *Dispatch) checkList(ctx context.Context, root string, crl []byte) error {
	roots, err := d.c.rootPEMs(ctx)
	if err != nil {
		return err
	}
	for _, pem := range roots {
		if c, err := trust.Describe(pem); err != nil || c.Fingerprint != root {
			continue
		}
		pool, err := trust.NewPool(pem)
		if err != nil {
			return err
		}
		return pool.AddCRL(crl)
	}
	return badList("信任名单不是本单位或上级的根签发的")
}

// openList takes a trust package in: it changes whom this workspace trusts, and nothing else.
func (d *Dispatch) openList(ctx context.Context, a inspect.Actor, r *pack.Reader, v *pack.Verdict, path string, rec Received, peer inspect.Peer) (Received, error) {
	m := r.Meta()
	err := d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		if err := forked(ctx, tx, m, v.Tagmanifest, path); err != nil {
			return err
		}
		if err := keepPeer(ctx, tx, peer); err != nil {
			return err
		}
		already, err := d.takeList(ctx, tx, r, m.KeyFingerprint)
		if err != nil {
			return err
		}
		if rec.Already = already; already {
			return tx.Audit(ctx, store.Event{Action: "pack.again", Detail: m.ID}, "", "", v.Tagmanifest)
		}
		rec.Added = 1
		row := inspect.Exchange{ID: m.ID, Kind: string(m.Kind), Direction: "in", Device: m.Device, Sequence: m.Sequence, Tagmanifest: v.Tagmanifest,
			Name: filepath.Base(path), Checkpoint: m.Checkpoint, Verdict: v.Sentence}
		if err := tx.PutPackage(ctx, row); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "trust.take", Article: "第二十二条", Detail: m.ID}, inspect.NounDevice, "", r.Digest(trustListFile))
	})
	return rec, err
}

// forked refuses a package whose number its device gave to another content before.
func forked(ctx context.Context, r store.Reader, m pack.Meta, tagmanifest, path string) error {
	before, err := store.Packages(ctx, r, "in")
	if err != nil {
		return err
	}
	for _, p := range before {
		if p.Device == m.Device && p.Sequence == m.Sequence && p.Tagmanifest != tagmanifest {
			return inspect.E(inspect.Damaged, "该设备的第%d号包先后出现两种内容（分叉），没有导入", m.Sequence).WithRef(path).WithHint("保留两个文件，报告监督人员核查该设备")
		}
	}
	return nil
}

// revocations adds to a pool what is known to be withdrawn. The office that
// revokes knows best itself; whoever else has its newest list.
func (c *core) revocations(ctx context.Context, pool *trust.Pool, own bool) error {
	roots, err := c.roots(ctx)
	if err != nil {
		return err
	}
	kind, err := c.db.Meta(ctx, metaKind)
	if err != nil {
		return err
	}
	for i, root := range roots {
		if i == 0 && kind == KindOffice {
			if own {
				if err := c.withdraw(ctx, pool, root.Fingerprint); err != nil {
					return err
				}
			}
			continue
		}
		crl, err := c.db.Meta(ctx, metaCRL+root.Fingerprint)
		if err != nil {
			return err
		}
		if crl == "" {
			continue
		}
		if err := pool.AddCRL([]byte(crl)); err != nil {
			return err
		}
	}
	return nil
}

func (c *core) withdraw(ctx context.Context, pool *trust.Pool, root string) error {
	devices, _, err := store.List[inspect.Device](ctx, c.db, inspect.NounDevice, store.Filter{})
	if err != nil {
		return err
	}
	gone := []trust.Withdrawn{}
	for _, d := range devices {
		if d.Revoked {
			gone = append(gone, withdrawn(d))
		}
	}
	pool.Withdraw(root, gone)
	return nil
}

// verifying is the pool that verdicts are given by: all that pool509 has, what
// was revoked here, and the authorities that a person decided to trust.
func (c *core) verifying(ctx context.Context) (*trust.Pool, error) {
	roots, err := c.rootPEMs(ctx)
	if err != nil {
		return nil, err
	}
	list, err := c.authorities(ctx, c.db)
	if err != nil {
		return nil, err
	}
	for _, x := range list {
		roots = append(roots, []byte(x.Certs))
	}
	pool, err := trust.NewPool(roots...)
	if err != nil {
		return nil, err
	}
	for _, x := range list {
		if err := x.addTo(pool); err != nil {
			return nil, err
		}
	}
	return pool, c.revocations(ctx, pool, true)
}

// SaveCRL writes the revocation list of our office as it was last issued, for
// whoever checks packages with other tools. Error: NotFound before the first.
func (t *Trust) SaveCRL(ctx context.Context, a inspect.Actor, out string) error {
	if err := a.May(inspect.ActRead); err != nil {
		return err
	}
	roots, err := t.c.roots(ctx)
	if err != nil {
		return err
	}
	crl := ""
	if len(roots) > 0 {
		if crl, err = t.c.db.Meta(ctx, metaCRL+roots[0].Fingerprint); err != nil {
			return err
		}
	}
	if strings.TrimSpace(crl) == "" {
		return inspect.E(inspect.NotFound, "本工作区还没有吊销名单").WithHint("办公室先制作信任名单包；外勤先打开办公室的信任名单包")
	}
	return writeFile(out, []byte(crl))
}
