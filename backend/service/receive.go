package service

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// Received says what opening a package did.
type Received struct {
	Kind      string         `json:"kind"`
	Unit      string         `json:"unit"`
	Verdict   string         `json:"verdict"`
	Already   bool           `json:"already"`
	Added     int            `json:"added"`
	Known     int            `json:"known"`
	Files     int            `json:"files"`
	Conflicts []inspect.Fork `json:"conflicts"`

	ToVoid []inspect.Paper          `json:"toVoid"` // issued here before a member was replaced
	Phoned []inspect.ReplaceRequest `json:"phoned"` // told by phone before: confirmed, or contradicted by this package

	Receipt     string `json:"receipt"`     // path of the receipt package that goes back to the laptop, "" = none
	ReceiptNote string `json:"receiptNote"` // why there is none yet
}

// maxVersion bounds one aggregate in a package, in bytes.
const maxVersion = 16 << 20

// Open verifies a package wholly and then merges it: a task package into a
// laptop, a result package into the office. Importing it again changes
// nothing; a package that is not vouched for by our own root is refused.
func (d *Dispatch) Open(ctx context.Context, a inspect.Actor, path string) (Received, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return Received{}, err
	}
	pool, err := d.c.pool509(ctx)
	if err != nil {
		return Received{}, err
	}
	r, verdict, err := pack.Open(ctx, path, pool, d.c.db.Now())
	if inspect.CodeOf(err) == inspect.Damaged && err != nil {
		return Received{}, inspect.ForPerson(err).WithArticle("第二十二条")
	}
	if err != nil {
		return Received{}, err
	}
	defer r.Close()
	m := r.Meta()
	rec := Received{Kind: string(m.Kind), Unit: m.Unit, Verdict: verdict.Sentence, Conflicts: []inspect.Fork{}, ToVoid: []inspect.Paper{}, Phoned: []inspect.ReplaceRequest{}}
	if !taken(verdict) {
		return rec, inspect.E(inspect.Refused, "没有导入：%s", verdict.Sentence).WithArticle("第二十二条").WithRef(path).WithHint("只接受由本单位根证书签发的设备签名的包；请核对来源")
	}
	kind, err := d.c.db.Meta(ctx, metaKind)
	if err != nil {
		return rec, err
	}
	if kind == KindField && !fromAbove(m) && m.Kind != pack.Handover || kind == KindOffice && m.Kind != pack.Result && m.Kind != pack.Handover && m.Kind != pack.Trust && !fromAParent(m) {
		return rec, inspect.E(inspect.Refused, "这是%s，不能导入本工作区", m.Kind.Label()).WithRef(path).WithHint("外勤打开任务包、任务变更包、接收回执包和信任名单包，办公室打开结果包和上级的任务分派包、一单两库包、信任名单包；其他包可用 verify 核验")
	}
	name, err := d.c.db.Meta(ctx, metaName)
	if err != nil {
		return rec, err
	}
	if kind == KindField || m.Kind != pack.Handover { // the office may learn of a hand-over from the package itself
		if err := m.AddressedTo(name); err != nil {
			return rec, err
		}
	}
	if err := d.fromOffice(ctx, m); err != nil {
		return rec, err
	}
	if err := d.c.sameNetwork(ctx, m, path); err != nil {
		return rec, err
	}
	if why, err := d.lost(ctx, d.c.db, m); err != nil || why != "" {
		if err != nil {
			return rec, err
		}
		rec.Verdict += "；" + why
	}
	peer, err := d.contact(ctx, a, r, filepath.Base(path))
	if err != nil {
		return rec, err
	}
	if m.Kind == pack.Trust {
		return d.openList(ctx, a, r, verdict, path, rec, peer)
	}
	in, err := d.versions(r, m)
	if err != nil {
		return rec, err
	}
	slips, err := d.slipsIn(ctx, r)
	if err != nil {
		return rec, err
	}
	fields, err := fieldsIn(r)
	if err != nil {
		return rec, err
	}
	if rec.Files, err = d.media(ctx, r); err != nil {
		return rec, err
	}
	laptop := "" // to which a receipt goes
	err = d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		if err := forked(ctx, tx, m, verdict.Tagmanifest, path); err != nil {
			return err
		}
		if err := keepPeer(ctx, tx, peer); err != nil {
			return err
		}
		before, err := store.Packages(ctx, tx, "in")
		if err != nil {
			return err
		}
		for _, p := range before {
			if p.ID == m.ID {
				rec.Already, rec.Known = true, len(in)
				return tx.Audit(ctx, store.Event{Action: "pack.again", Detail: m.ID}, packNoun(m), m.Task, verdict.Tagmanifest)
			}
		}
		docs, err := d.documents(ctx, tx, r)
		if err != nil {
			return err
		}
		drawn, err := d.drawFiles(ctx, tx, r)
		if err != nil {
			return err
		}
		rec.Files += docs + drawn
		unit, err := d.sender(ctx, tx, m)
		if err != nil {
			return err
		}
		if kind == KindOffice { // who holds what, before what they bring is judged by it
			for _, s := range slips {
				parts, err := d.passedOn(ctx, tx, s.meta, s.in)
				if err != nil {
					return err
				}
				for _, p := range parts {
					if _, err := tx.Merge(ctx, p.in, p.allow); err != nil {
						return err
					}
				}
			}
		}
		var parts []judgedPart
		if m.Kind == pack.Handover && kind == KindField {
			parts, err = d.takeParts(ctx, tx, a, m, in)
		} else {
			parts, err = d.judged(ctx, tx, m, unit, in)
		}
		if err != nil {
			return err
		}
		if m.Kind == pack.Assign {
			if err := d.yield(ctx, tx, in); err != nil {
				return err
			}
		}
		for _, part := range parts {
			rep, err := tx.Merge(ctx, part.in, part.allow)
			if err != nil {
				return err
			}
			rec.Added, rec.Known, rec.Conflicts = rec.Added+rep.Added, rec.Known+rep.Known, append(rec.Conflicts, rep.Conflicts...)
		}
		if err := tx.PutPackage(ctx, inspect.Exchange{ID: m.ID, Kind: string(m.Kind), Direction: "in", Device: m.Device, Sequence: m.Sequence,
			Tagmanifest: verdict.Tagmanifest, Task: m.Task, Name: filepath.Base(path), Checkpoint: m.Checkpoint, Verdict: verdict.Sentence}); err != nil {
			return err
		}
		if err := tx.Audit(ctx, store.Event{Action: "pack.open", Article: "第二十二条", Detail: string(m.Kind) + " 对方日志 " + m.Checkpoint}, packNoun(m), m.Task, verdict.Tagmanifest); err != nil {
			return err
		}
		if kind == KindOffice {
			if err := d.erased(ctx, tx, m); err != nil {
				return err
			}
		}
		if m.Kind == pack.Handover && kind == KindField {
			return d.take(ctx, tx, a, m, in, fields, slips)
		}
		if m.Kind == pack.Assign {
			return d.accepted(ctx, tx, a, m.Task)
		}
		if unit.ID != "" {
			return d.fromUnit(ctx, tx, m.Task)
		}
		if m.Kind == pack.Amend {
			if rec.ToVoid, err = d.outdatedBy(ctx, tx, m); err != nil {
				return err
			}
			rec.Phoned, err = d.settlePhoned(ctx, tx, m)
			return err
		}
		if m.Kind != pack.Result {
			return nil
		}
		if err := d.takeOver(ctx, tx, m.Task); err != nil {
			return err
		}
		if err := d.receive(ctx, tx, m, verdict.Tagmanifest, in, r.Names(), rec.Conflicts); err != nil {
			return err
		}
		laptop = m.KeyFingerprint
		return d.returned(ctx, tx, m.Task)
	})
	if err == nil && laptop != "" {
		d.issueReceipt(ctx, a, laptop, &rec)
	}
	return rec, err
}

// pool509 is what this workspace trusts: its office's root, and the root of the
// parent office of a unit.
func (c *core) pool509(ctx context.Context) (*trust.Pool, error) {
	roots, err := c.rootPEMs(ctx)
	if err != nil {
		return nil, err
	}
	pool, err := trust.NewPool(roots...)
	if err != nil {
		return nil, err
	}
	return pool, c.revocations(ctx, pool, false) // what its own revoked devices send an office lists, see loss.go
}

// taken tells whether a package with this verdict may be imported: it is valid,
// or would be if the revocation list at hand were younger. A laptop outside
// cannot get a younger one.
func taken(v *pack.Verdict) bool { return v.State == pack.Valid || v.OnlyStale() }

// fromAbove tells whether only an office may send such a package.
func fromAbove(m pack.Meta) bool {
	return m.Kind == pack.Task || m.Kind == pack.Amend || m.Kind == pack.Receipt || m.Kind == pack.Trust
}

// fromAParent tells whether only a unit's parent office may send such a package.
func fromAParent(m pack.Meta) bool { return m.Kind == pack.Assign || m.Kind == pack.Library }

// fromOffice refuses a task package that another laptop signed: our root vouches
// for every device, but only the office itself hands out tasks.
func (d *Dispatch) fromOffice(ctx context.Context, m pack.Meta) error {
	kind, err := d.c.db.Meta(ctx, metaKind)
	if err != nil {
		return err
	}
	if fromAParent(m) || m.Kind == pack.Trust && kind == KindOffice {
		return d.fromParent(ctx, m)
	}
	if !fromAbove(m) {
		return nil
	}
	root, err := d.c.db.Meta(ctx, metaRoot)
	if err != nil {
		return err
	}
	office, err := trust.Describe([]byte(root))
	if err != nil {
		return err
	}
	if m.KeyFingerprint != office.Fingerprint {
		return inspect.E(inspect.Refused, "%s不是办公室签发的，没有导入（签署设备：%s）", m.Kind.Label(), m.Unit).WithArticle("第十四条").WithRef(m.ID).WithHint("任务只由办公室派发；保留该文件并报告监督人员")
	}
	return nil
}

func (d *Dispatch) versions(r *pack.Reader, m pack.Meta) ([]store.Incoming, error) {
	in := []store.Incoming{}
	for _, name := range r.Names() {
		if !strings.HasPrefix(name, "data/versions/") {
			continue
		}
		raw, err := r.ReadFile(name, maxVersion)
		if err != nil {
			return nil, err
		}
		in = append(in, store.Incoming{Raw: raw, Package: m.ID})
	}
	return in, nil
}

// media takes over evidence files before the store is written: they are content
// addressed, so one that is there already is left alone, and a file that no
// version names yet does no harm.
func (d *Dispatch) media(ctx context.Context, r *pack.Reader) (int, error) {
	n := 0
	for _, name := range r.Names() {
		if !strings.HasPrefix(name, "data/media/") {
			continue
		}
		base := filepath.Base(name)
		if erased, err := d.c.erased(ctx, strings.TrimSuffix(base, filepath.Ext(base))); err != nil || erased {
			if err != nil {
				return n, err
			}
			continue
		}
		tmp := d.c.path("inbox", base)
		if err := r.Extract(name, tmp); err != nil {
			return n, err
		}
		item, err := d.c.media.Add(ctx, tmp, nil)
		if rerr := os.Remove(tmp); err == nil && rerr != nil {
			err = inspect.E(inspect.Storage, "无法删除临时文件：%s", tmp).Because(rerr)
		}
		if err != nil {
			return n, err
		}
		if item.SHA256 != strings.TrimSuffix(base, filepath.Ext(base)) {
			return n, inspect.E(inspect.Damaged, "证据文件与其名称中的摘要不符，没有导入").WithRef(name)
		}
		n++
	}
	return n, nil
}

// documents takes over issued PDFs and their snapshots.
func (d *Dispatch) documents(ctx context.Context, tx *store.Tx, r *pack.Reader) (int, error) {
	n := 0
	for _, name := range r.Names() {
		if !strings.HasPrefix(name, "data/docs/") {
			continue
		}
		base := filepath.Base(name)
		b, err := r.ReadFile(name, maxVersion)
		if err != nil {
			return n, err
		}
		if store.Digest(b)+filepath.Ext(base) != base {
			return n, inspect.E(inspect.Damaged, "文书文件与其名称中的摘要不符，没有导入").WithRef(name)
		}
		if filepath.Ext(base) == ".json" {
			_, err = tx.PutBlob(ctx, b)
		} else {
			_, err = d.c.keepPDF(documents, b)
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// returned marks teams whose visit came back, and the task when all did.
func (d *Dispatch) returned(ctx context.Context, tx *store.Tx, task string) error {
	t, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, task)
	if err != nil {
		return err
	}
	views, err := d.c.teams(ctx, tx, t.ID)
	if err != nil {
		return err
	}
	open := 0
	for _, v := range views {
		n, err := store.Count(ctx, tx, inspect.NounVisit, store.Where("team", v.Team.ID, "state", string(inspect.VisitHanded)))
		if err != nil {
			return err
		}
		if v.Team.State == inspect.TeamDispatched && n > 0 {
			v.Team.State = inspect.TeamReturned
			if _, err := tx.Put(ctx, inspect.NounTeam, v.Team.ID, v.Team, store.Event{Action: "team.returned", Article: "第二十条"}); err != nil {
				return err
			}
		}
		if v.Team.State != inspect.TeamReturned {
			open++
		}
	}
	if open > 0 || t.State != inspect.TaskDispatched {
		return nil
	}
	t.State = inspect.TaskReturned
	if _, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "task.returned", Article: "第二十条"}); err != nil || t.Whole() {
		return err
	}
	return d.c.partReturned(ctx, tx, t.Parent)
}
