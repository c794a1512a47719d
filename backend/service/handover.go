package service

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// HandoverInput says what goes to whom.
type HandoverInput struct {
	Team     string `json:"team"`
	Device   string `json:"device"`   // name of the laptop that takes it
	Receiver string `json:"receiver"` // id of the member of the team who confirms there
	Note     string `json:"note"`
	Out      string `json:"out"`
}

// HandedOver is what was written: the package for the other laptop, and the slip
// for the office.
type HandedOver struct {
	Sent     Sent             `json:"sent"`
	Slip     Sent             `json:"slip"`
	Handover inspect.Handover `json:"handover"`
}

// fieldsFile holds the open fields of a visit in a hand-over package, slipsDir
// the signed slips of it and of the hand-overs before it.
const (
	fieldsFile = "data/fields.json"
	slipsDir   = "data/handover/"
)

// HandOver passes an unfinished inspection of this laptop on to another one: it
// grants the team to that device and freezes the copy here, then writes the
// signed package and a slip for the office. Asked again for the same device it
// writes the same once more. Errors: art. 16 for a receiver outside the team,
// art. 20 for a visit that is finished.
func (d *Dispatch) HandOver(ctx context.Context, a inspect.Actor, in HandoverInput) (HandedOver, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return HandedOver{}, err
	}
	if err := d.onLaptop(ctx); err != nil {
		return HandedOver{}, err
	}
	if _, err := d.c.identity(); err != nil {
		return HandedOver{}, err
	}
	if in.Out != "" {
		if err := pack.Writable(in.Out); err != nil {
			return HandedOver{}, err // before anything is frozen
		}
	}
	var g inspect.Grant
	err := d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) (err error) {
		g, err = d.passOn(ctx, tx, in)
		return err
	})
	if err != nil {
		return HandedOver{}, err
	}
	return d.handoverPackages(ctx, a, g, in.Out)
}

// passOn makes the grant of the other laptop, and the last version of the visit
// that is written here.
func (d *Dispatch) passOn(ctx context.Context, tx *store.Tx, in HandoverInput) (g inspect.Grant, err error) {
	team, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, in.Team)
	if err != nil {
		return g, err
	}
	task, err := d.c.task(ctx, tx, team.Task)
	if err != nil {
		return g, err
	}
	if task.InField {
		return g, inspect.E(inspect.Refused, "外勤直接开展的非随机检查由开始的设备交回，不能交接").WithArticle("第三条").WithRef(task.No)
	}
	to, err := d.device(ctx, tx, in.Device)
	if err != nil {
		return g, err
	}
	member, err := team.MayTake(in.Receiver)
	if err != nil {
		return g, err
	}
	grants, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", task.ID))
	if err != nil {
		return g, err
	}
	held := inspect.Holders(grants)[team.ID]
	if held.Device == to.Fingerprint && held.Handover != nil {
		return held, tx.Audit(ctx, store.Event{Action: "handover.again", Article: "第二十条", Detail: to.Name}, inspect.NounGrant, held.ID, "")
	}
	from, err := d.c.grantFor(ctx, tx, team)
	if err != nil {
		return g, err
	}
	if from.Device == to.Fingerprint {
		return g, inspect.E(inspect.Invalid, "“%s”就是本机", to.Name).WithField("device").WithArticle("第二十条")
	}
	name, err := d.c.db.Meta(ctx, metaName)
	if err != nil {
		return g, err
	}
	h := inspect.Handover{FromGrant: from.ID, FromDevice: from.Device, FromName: name, Giver: tx.Actor().Name, Receiver: member.Inspector, Taker: member.Name,
		Note: strings.TrimSpace(in.Note), At: tx.At(), Pending: []string{}, Versions: []inspect.ReceivedVersion{}, Files: []string{}, Slips: []string{}}
	if from.Handover != nil {
		h.Slips = from.Handover.Slips
	}
	g = inspect.Grant{ID: store.NewID(), Task: task.ID, Departments: from.Departments, Teams: []string{team.ID}, Subjects: []string{}, Device: to.Fingerprint, DeviceName: to.Name,
		Lost: from.Lost, Epoch: from.Epoch, Hand: from.Hand + 1, Leader: from.Leader, IssuedAt: tx.At(), Approval: from.Approval, Handover: &h}
	if err := d.freeze(ctx, tx, team, from, g); err != nil {
		return g, err
	}
	if _, err := tx.Put(ctx, inspect.NounGrant, g.ID, g, store.Event{Action: "handover.give", Article: "第二十条", Grant: from.ID, Detail: name + " → " + to.Name}); err != nil {
		return g, err
	}
	if err := d.c.passNumbers(ctx, tx, g); err != nil {
		return g, err
	}
	return g, d.c.giveBack(ctx, tx, task.ID)
}

// passNumbers gives the laptop that takes a team the share of this laptop's numbers
// that was leased for it, as far as they are not used up.
func (c *core) passNumbers(ctx context.Context, tx *store.Tx, g inspect.Grant) error {
	self, root, err := c.counter(ctx)
	if err != nil || root {
		return err
	}
	own, _, err := store.List[inspect.NumberLease](ctx, tx, inspect.NounLease, store.Where("device", self, "task", g.Task, "state", string(inspect.LeaseOpen)))
	if err != nil || len(own) == 0 {
		return err
	}
	l := inspect.NumberLease{ID: store.NewID(), Device: g.Device, DeviceName: g.DeviceName, Task: g.Task, Grant: g.ID, Year: own[0].Year,
		Ranges: []inspect.NumberRange{}, State: inspect.LeaseOpen, At: tx.At(), By: tx.Actor().Name}
	for _, o := range own {
		from, err := ifKnown[inspect.Grant](ctx, tx, inspect.NounGrant, o.Grant)
		if err != nil {
			return err
		}
		for _, r := range o.Ranges {
			for n := (r.To - r.From + 1) / max(1, len(from.Teams)); n > 0; n-- { // fewer where most are used
				got, err := c.nextSerial(ctx, tx, r.Kind, n, l.Ranges...)
				if err != nil {
					return err
				}
				if got.Series != "" {
					l.Ranges = append(l.Ranges, got)
					break
				}
			}
		}
	}
	if len(l.Ranges) == 0 {
		return nil
	}
	_, err = tx.Put(ctx, inspect.NounLease, l.ID, l, store.Event{Action: "number.pass", Article: "第二十二条", Grant: g.Handover.FromGrant, Detail: g.DeviceName})
	return err
}

// freeze writes the visit's last version here, under the new grant, and lists
// what goes over. A team that has not begun has nothing to freeze.
func (d *Dispatch) freeze(ctx context.Context, tx *store.Tx, team inspect.Team, from, g inspect.Grant) error {
	visits, _, err := store.List[inspect.Visit](ctx, tx, inspect.NounVisit, store.Where("team", team.ID))
	if err != nil || len(visits) == 0 {
		return err
	}
	v := visits[0]
	if v.State != inspect.VisitOpen {
		return inspect.E(inspect.Refused, "检查已经结束（%s），不再交接", v.State.Label()).WithArticle("第二十条").WithRef(v.ID).WithHint("直接把结果包交回办公室")
	}
	for _, ref := range []store.FormRef{{Noun: inspect.NounVisit, ID: v.ID}, {Noun: inspect.NounTeam, ID: team.ID}} {
		if _, err := tx.FlushEdits(ctx, ref.Noun, ref.ID); err != nil {
			return err
		}
	}
	f, err := (&Visit{d.c}).form(ctx, tx, team)
	if err != nil {
		return err
	}
	if g.Handover.Pending, err = (&Visit{d.c}).lacks(ctx, f); err != nil {
		return err
	}
	v.Grant = g.ID
	if _, err := tx.Put(ctx, inspect.NounVisit, v.ID, v, store.Event{Action: "handover.freeze", Article: "第二十条", Grant: from.ID, Detail: g.DeviceName}); err != nil {
		return err
	}
	h := holding{}
	if err := d.holdingVisit(ctx, tx, &h, v); err != nil {
		return err
	}
	unsigned := 0
	for _, p := range h.papers {
		if p.State == inspect.PaperIssued || p.State == inspect.PaperPrinted {
			unsigned++
		}
	}
	if unsigned > 0 {
		g.Handover.Pending = append(g.Handover.Pending, fmt.Sprintf("文书 %d 份待签字归档", unsigned))
	}
	known := map[string]bool{}
	for _, it := range h.items {
		isVersion, err := store.Knows(ctx, tx, it.Digest)
		if err != nil {
			return err
		}
		if isVersion {
			g.Handover.Versions = append(g.Handover.Versions, inspect.ReceivedVersion{Noun: it.Noun, ID: it.ID, Digest: it.Digest})
		} else if !known[it.Digest] {
			known[it.Digest] = true
			g.Handover.Files = append(g.Handover.Files, it.Digest)
		}
	}
	return nil
}

// handoverPackages writes the slip (the grant and the numbers, for the office) and the
// package for the other laptop, in which the slip travels too.
func (d *Dispatch) handoverPackages(ctx context.Context, a inspect.Actor, g inspect.Grant, out string) (HandedOver, error) {
	done := HandedOver{Handover: *g.Handover}
	b := bundle{c: d.c, r: d.c.db, seen: map[string]bool{}}
	b.history(ctx, inspect.NounGrant, g.ID)
	for _, device := range []string{g.Device, g.Handover.FromDevice} { // the numbers that went along, and those given back
		b.leased(ctx, g.Task, device)
	}
	if b.err != nil {
		return done, b.err
	}
	wiped, err := d.wiped(ctx)
	if err != nil {
		return done, err
	}
	if done.Slip, err = d.c.seal(ctx, a, pack.Meta{Kind: pack.Handover, Task: g.Task, Grants: []string{g.ID}, Wiped: wiped}, b.src, ""); err != nil {
		return done, err
	}
	slip, err := os.ReadFile(done.Slip.Path)
	if err != nil {
		return done, inspect.E(inspect.Storage, "读不出交接单：%s", done.Slip.Path).Because(err)
	}
	task, err := d.c.task(ctx, d.c.db, g.Task)
	if err != nil {
		return done, err
	}
	from, err := store.Get[inspect.Grant](ctx, d.c.db, inspect.NounGrant, g.Handover.FromGrant)
	if err != nil {
		return done, err
	}
	mine := from
	mine.Teams, mine.Device = g.Teams, g.Device // of what was granted here, only this team goes over, with its share of the numbers
	src, err := d.taskSources(ctx, d.c.db, task, mine)
	if err != nil {
		return done, err
	}
	b = bundle{c: d.c, r: d.c.db, src: src, seen: map[string]bool{}}
	b.history(ctx, inspect.NounGrant, g.ID)
	visits, _, err := store.List[inspect.Visit](ctx, d.c.db, inspect.NounVisit, store.Where("team", g.Teams[0]))
	if err != nil {
		return done, err
	}
	fields := map[string][]inspect.Field{}
	for _, v := range visits {
		if err := d.visitSources(ctx, &b, v); err != nil {
			return done, err
		}
		if fields[v.ID], err = store.Draft(ctx, d.c.db, inspect.NounVisit, v.ID); err != nil {
			return done, err
		}
	}
	if b.err != nil {
		return done, b.err
	}
	raw, err := json.Marshal(fields)
	if err != nil {
		return done, err
	}
	b.src = append(b.src, pack.Bytes(fieldsFile, raw))
	if err := b.slips(ctx, append(slices.Clone(g.Handover.Slips), ""), slip); err != nil {
		return done, err
	}
	done.Sent, err = d.c.seal(ctx, a, pack.Meta{Kind: pack.Handover, Task: g.Task, Recipient: g.DeviceName, Grants: []string{from.ID, g.ID}}, b.src, out)
	return done, err
}

// slips adds signed slips, the oldest first; "" stands for the one given.
func (b *bundle) slips(ctx context.Context, digests []string, last []byte) error {
	for i, digest := range digests {
		raw := last
		if digest != "" {
			var err error
			if raw, err = store.Blob(ctx, b.r, digest); err != nil {
				return err
			}
		}
		b.src = append(b.src, pack.Bytes(fmt.Sprintf("%s%02d.zip", slipsDir, i), raw))
	}
	return nil
}

// ours refuses to write under a grant that this laptop passed on.
func (c *core) ours(ctx context.Context, r store.Reader, grant string) error {
	g, err := ifKnown[inspect.Grant](ctx, r, inspect.NounGrant, grant)
	if err != nil || g.Handover == nil {
		return err
	}
	own, err := c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return err
	}
	kind, err := c.db.Meta(ctx, metaKind)
	if err != nil || kind != KindField {
		return err
	}
	return handedAway(g, own)
}

func handedAway(g inspect.Grant, own string) error {
	if g.Device == own {
		return nil
	}
	return inspect.E(inspect.Refused, "这一户已于 %s 交接给“%s”（%s），本机只供查看", inspect.Minute(g.Handover.At), g.DeviceName, g.Handover.Taker).
		WithArticle("第二十条").WithRef(g.ID).WithHint("需要补充的告知接手人在该设备上记录")
}

// oursOf is ours for what a document belongs to.
func (c *core) oursOf(ctx context.Context, r store.Reader, noun inspect.Noun, ref string) error {
	switch noun {
	case inspect.NounVisit:
		v, err := store.Get[inspect.Visit](ctx, r, inspect.NounVisit, ref)
		if err != nil {
			return err
		}
		return c.ours(ctx, r, v.Grant)
	case inspect.NounTeam:
		t, err := store.Get[inspect.Team](ctx, r, inspect.NounTeam, ref)
		if err != nil {
			return err
		}
		grants, _, err := store.List[inspect.Grant](ctx, r, inspect.NounGrant, store.Where("task", t.Task))
		if err != nil {
			return err
		}
		if g, ok := inspect.Holders(grants)[t.ID]; ok {
			return c.ours(ctx, r, g.ID)
		}
	}
	return nil
}

// handedTo names the laptop that a grant of this one went to, "" = it did not go
// away.
func (c *core) handedTo(ctx context.Context, g inspect.Grant) (string, error) {
	if g.Handover == nil {
		return "", nil
	}
	own, err := c.db.Meta(ctx, metaFingerprint)
	if err != nil || own == g.Device {
		return "", err
	}
	kind, err := c.db.Meta(ctx, metaKind)
	if kind != KindField {
		return "", err
	}
	return g.DeviceName, err
}

// handoverSources tell the office, in a result package, what this laptop took
// from another one: its slips, and who took it.
func (d *Dispatch) handoverSources(ctx context.Context, b *bundle, t inspect.Task) error {
	own, err := d.c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return err
	}
	grants, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Where("task", t.ID))
	if err != nil {
		return err
	}
	slips := []string{}
	for _, g := range grants {
		if g.Handover == nil || g.Device != own {
			continue
		}
		b.history(ctx, inspect.NounGrant, g.ID)
		for _, s := range g.Handover.Slips {
			if !slices.Contains(slips, s) {
				slips = append(slips, s)
			}
		}
	}
	return b.slips(ctx, slips, nil)
}
