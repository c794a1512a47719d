package service

import (
	"context"
	"encoding/json"
	"os"
	"path"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// receive records what the office has of a laptop's result package, so that a
// receipt can be issued for it now or later (P14).
func (d *Dispatch) receive(ctx context.Context, tx *store.Tx, m pack.Meta, tagmanifest string, in []store.Incoming, names []string, conflicts []inspect.Fork) error {
	devices, _, err := store.List[inspect.Device](ctx, tx, inspect.NounDevice, store.Where("fingerprint", m.KeyFingerprint))
	if err != nil || len(devices) == 0 {
		return err
	}
	r := inspect.Receipt{ID: store.NewID(), Task: m.Task, Device: m.KeyFingerprint, DeviceName: devices[0].Name, Package: m.ID, Sequence: m.Sequence, Tagmanifest: tagmanifest,
		At: tx.At(), By: tx.Actor().Name, Visits: []inspect.ReceivedVisit{}, Versions: []inspect.ReceivedVersion{}, Files: filesIn(names), Checkpoint: m.Checkpoint, LogSize: m.LogSize}
	why := map[string]string{}
	for _, c := range conflicts {
		why[c.Digest] = c.Reason
	}
	at := map[string]int{} // visit -> its place in r.Visits
	entries := map[string]int{}
	for _, x := range in {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return err
		}
		digest := store.Digest(x.Raw)
		r.Versions = append(r.Versions, inspect.ReceivedVersion{Noun: v.Noun, ID: v.ID, Digest: digest})
		of, err := aboutOf(v)
		if err != nil {
			return err
		}
		visit := of.Visit
		switch v.Noun {
		case inspect.NounPaper:
			visit = of.Ref
		case inspect.NounVisit:
			visit = v.ID
			if _, ok := at[v.ID]; !ok {
				s, err := ifKnown[inspect.Subject](ctx, tx, inspect.NounSubject, of.Subject)
				if err != nil {
					return err
				}
				at[v.ID] = len(r.Visits)
				r.Visits = append(r.Visits, inspect.ReceivedVisit{Visit: v.ID, Name: s.Name})
			}
			r.Visits[at[v.ID]].Digest = digest
		}
		entries[visit]++
		if i, ok := at[visit]; ok && why[digest] != "" {
			r.Visits[i].Conflict = why[digest]
		}
	}
	for i, v := range r.Visits {
		r.Visits[i].Entries = entries[v.Visit]
	}
	if r.Released, err = d.released(ctx, tx, m); err != nil {
		return err
	}
	_, err = tx.Put(ctx, inspect.NounReceipt, r.ID, r, store.Event{Action: "receipt.issue", Article: "第二十条", Detail: r.DeviceName + " " + m.ID})
	return err
}

// filesIn are the digests of the media and documents of a package.
func filesIn(names []string) []string {
	list := []string{}
	for _, n := range names {
		if strings.HasPrefix(n, "data/media/") || strings.HasPrefix(n, "data/docs/") {
			base := path.Base(n)
			list = append(list, strings.TrimSuffix(base, path.Ext(base)))
		}
	}
	return list
}

// released are the teams of a task that were granted to the sender and that
// another device has by now.
func (d *Dispatch) released(ctx context.Context, r store.Reader, m pack.Meta) ([]string, error) {
	list := []string{}
	grants, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", m.Task).Sorted("epoch"))
	if err != nil {
		return nil, err
	}
	holder := inspect.Holders(grants)
	for team, g := range holder {
		for _, x := range grants {
			if g.Device != m.KeyFingerprint && x.Device == m.KeyFingerprint && x.Has(team) {
				list = append(list, team)
				break
			}
		}
	}
	slices.Sort(list)
	return list, nil
}

// ReceiptPackage writes the office's signed receipts for one device: all of
// them, so that a lost one is made good by the next.
func (d *Dispatch) ReceiptPackage(ctx context.Context, a inspect.Actor, device, out string) (Sent, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return Sent{}, err
	}
	dev, err := d.anyDevice(ctx, d.c.db, device)
	if err != nil {
		return Sent{}, err
	}
	if err := d.supplement(ctx, a, dev); err != nil {
		return Sent{}, err
	}
	rows, _, err := store.List[inspect.Receipt](ctx, d.c.db, inspect.NounReceipt, store.Where("device", dev.Fingerprint))
	if err != nil {
		return Sent{}, err
	}
	if len(rows) == 0 {
		return Sent{}, inspect.E(inspect.Refused, "还没有收到“%s”的结果包，没有可出具的回执", dev.Name).WithArticle("第二十条").WithField("device").WithHint("先收取该设备交回的结果包")
	}
	b := bundle{c: d.c, r: d.c.db, seen: map[string]bool{}}
	for _, r := range rows {
		b.history(ctx, inspect.NounReceipt, r.ID)
	}
	devices, err := store.IDs(ctx, d.c.db, inspect.NounDevice, store.Filter{})
	if err != nil {
		return Sent{}, err
	}
	for _, id := range devices { // who else there is, and who is revoked
		b.history(ctx, inspect.NounDevice, id)
	}
	if b.err != nil {
		return Sent{}, b.err
	}
	return d.c.seal(ctx, a, pack.Meta{Kind: pack.Receipt, Task: rows[len(rows)-1].Task, Recipient: dev.Name}, b.src, out)
}

// anyDevice finds a certified device by name, fingerprint or id, revoked or not.
func (d *Dispatch) anyDevice(ctx context.Context, r store.Reader, ref string) (inspect.Device, error) {
	for _, col := range []string{"name", "fingerprint", "id"} {
		rows, _, err := store.List[inspect.Device](ctx, r, inspect.NounDevice, store.Where(col, ref))
		if err != nil {
			return inspect.Device{}, err
		}
		if len(rows) > 0 {
			return rows[len(rows)-1], nil
		}
	}
	return inspect.Device{}, inspect.E(inspect.NotFound, "没有登记“%s”这台设备", ref).WithField("device").WithHint("设备名称见“登记外勤设备”")
}

// issueReceipt writes the receipt for a package that was just taken in. The
// results are safe already: what hinders the receipt is said, not failed on.
func (d *Dispatch) issueReceipt(ctx context.Context, a inspect.Actor, device string, rec *Received) {
	sent, err := d.ReceiptPackage(ctx, a, device, "")
	if err != nil {
		e := inspect.ForPerson(err)
		rec.ReceiptNote = "接收回执还没有制作：" + e.Message + "；" + e.Hint
		return
	}
	rec.Receipt = sent.Path
}

// allowReceipt takes the receipts that the office issued to this laptop.
func (d *Dispatch) allowReceipt(ctx context.Context) (func(store.Version) (string, error), error) {
	own, err := d.c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return nil, err
	}
	return func(v store.Version) (string, error) {
		if v.Noun == inspect.NounDevice {
			return "", nil
		}
		var r inspect.Receipt
		if err := json.Unmarshal(v.Body, &r); err != nil {
			return "", inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
		}
		if v.Noun != inspect.NounReceipt || r.Device != own {
			return "", inspect.E(inspect.Refused, "回执包中有不是给本机的%s，没有导入", v.Noun.Label()).WithArticle("第二十条").WithRef(v.ID)
		}
		return "", nil
	}, nil
}

// supplement receipts what a laptop handed to another one once that one brought
// it, so that the first may wipe its copy.
func (d *Dispatch) supplement(ctx context.Context, a inspect.Actor, dev inspect.Device) error {
	grants, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Filter{})
	if err != nil {
		return err
	}
	receipts, _, err := store.List[inspect.Receipt](ctx, d.c.db, inspect.NounReceipt, store.Where("device", dev.Fingerprint))
	if err != nil {
		return err
	}
	list := []inspect.Receipt{}
	for _, g := range grants {
		if g.Handover == nil || g.Handover.FromDevice != dev.Fingerprint {
			continue
		}
		r := inspect.Receipt{ID: store.NewID(), Task: g.Task, Device: dev.Fingerprint, DeviceName: dev.Name, By: a.Name,
			Visits: []inspect.ReceivedVisit{}, Versions: []inspect.ReceivedVersion{}, Files: []string{}, Released: g.Teams}
		for _, v := range g.Handover.Versions {
			known, err := store.Knows(ctx, d.c.db, v.Digest)
			if err != nil {
				return err
			}
			if known {
				r.Versions = append(r.Versions, v)
			}
		}
		for _, f := range g.Handover.Files {
			if d.has(f) {
				r.Files = append(r.Files, f)
			}
		}
		items := []inspect.Item{}
		for _, v := range r.Versions {
			items = append(items, inspect.Item{Digest: v.Digest})
		}
		for _, f := range r.Files {
			items = append(items, inspect.Item{Digest: f})
		}
		if len(inspect.Uncovered(items, receipts)) > 0 {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		for _, r := range list {
			r.At = tx.At()
			if _, err := tx.Put(ctx, inspect.NounReceipt, r.ID, r, store.Event{Action: "receipt.issue", Article: "第二十条", Detail: r.DeviceName + " 已由接手设备交回"}); err != nil {
				return err
			}
		}
		return nil
	})
}

// has tells whether a medium or document is stored here.
func (d *Dispatch) has(sha256 string) bool {
	for _, path := range []string{d.c.media.Path(sha256), d.c.path(documents, sha256+".pdf")} {
		if _, err := os.Stat(path); err == nil {
			return true
		}
	}
	return false
}
