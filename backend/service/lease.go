package service

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// Leases lists the ranges given out, or held here, in a year.
func (n *Numbers) Leases(ctx context.Context, a inspect.Actor, year string) ([]inspect.NumberLease, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.NumberLease](ctx, n.c.db, inspect.NounLease, store.Where("year", year))
	return rows, err
}

// lease gives a device numbers for as many documents of each kind as the rules
// say, times a number of teams. Nothing to give = ID "".
func (c *core) lease(ctx context.Context, tx *store.Tx, dev inspect.Device, grant inspect.Grant, teams int, only []string) (inspect.NumberLease, error) {
	l := inspect.NumberLease{ID: store.NewID(), Device: dev.Fingerprint, DeviceName: dev.Name, Task: grant.Task, Grant: grant.ID, Year: inspect.LegalDate(tx.At())[:4],
		Ranges: []inspect.NumberRange{}, State: inspect.LeaseOpen, At: tx.At(), By: tx.Actor().Name}
	rules, err := c.paperRules(ctx, tx)
	if err != nil {
		return l, err
	}
	for _, r := range rules.Rules {
		count := r.Lease * teams
		if len(only) > 0 {
			if count = teams; !slices.Contains(only, r.Kind) {
				count = 0
			}
		}
		if count == 0 {
			continue
		}
		got, err := c.nextSerial(ctx, tx, r.Kind, count, l.Ranges...) // two kinds may share a word
		if err != nil {
			return l, err
		}
		if got.Series != "" {
			l.Ranges = append(l.Ranges, got)
		}
	}
	if len(l.Ranges) == 0 {
		l.ID = ""
		return l, nil
	}
	_, err = tx.Put(ctx, inspect.NounLease, l.ID, l, store.Event{Action: "number.lease", Article: "第二十二条", Detail: dev.Name})
	return l, err
}

// Lease gives a laptop or a unit more numbers on request: count of each kind
// named, in a signed package for it.
func (n *Numbers) Lease(ctx context.Context, a inspect.Actor, device string, kinds []string, count int, out string) (Sent, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return Sent{}, err
	}
	if _, err := n.c.identity(); err != nil {
		return Sent{}, err
	}
	if count < 1 || count > inspect.MaxLeased {
		return Sent{}, inspect.E(inspect.Invalid, "号数应为1至%d，现为%d", inspect.MaxLeased, count).WithField("count")
	}
	if len(kinds) == 0 {
		return Sent{}, inspect.E(inspect.Invalid, "没有选择文书种类").WithField("kinds")
	}
	for _, k := range kinds {
		if _, err := (&Paper{n.c}).kind(ctx, n.c.db, k); err != nil {
			return Sent{}, err
		}
	}
	return n.c.send(ctx, a, inspect.ActDispatch, out, func(tx *store.Tx) (pack.Meta, []pack.Source, error) {
		dev, err := (&Dispatch{n.c}).device(ctx, tx, device)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		grants, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("device", dev.Fingerprint).Sorted("id"))
		if err != nil {
			return pack.Meta{}, nil, err
		}
		if len(grants) == 0 {
			return pack.Meta{}, nil, inspect.E(inspect.Refused, "%s还没有任务，号段随任务包给出", dev.Name).WithArticle("第十四条").WithRef(dev.ID)
		}
		g := grants[len(grants)-1]
		l, err := n.c.lease(ctx, tx, dev, g, count, kinds)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		if l.ID == "" {
			return pack.Meta{}, nil, inspect.E(inspect.Refused, "这些文书没有可给的文号").WithArticle("第二十二条").WithHint("在“号码台账”中设置机关代字和类别字；有上级单位的先向上级要号段")
		}
		b := bundle{c: n.c, r: tx, seen: map[string]bool{}}
		b.history(ctx, inspect.NounLease, l.ID)
		return pack.Meta{Kind: pack.Amend, Task: g.Task, Recipient: dev.Name, Grants: []string{g.ID}}, b.src, b.err
	})
}

// Reserve sets numbers aside that are used on paper: those of this year from
// before the program came, or pre-sealed sheets.
func (n *Numbers) Reserve(ctx context.Context, a inspect.Actor, kind string, count int, reason string) (inspect.NumberLease, error) {
	var l inspect.NumberLease
	if err := a.May(inspect.ActSettings); err != nil {
		return l, err
	}
	if err := n.c.countsHere(ctx); err != nil {
		return l, err
	}
	if strings.TrimSpace(reason) == "" {
		return l, inspect.E(inspect.Invalid, "留号应写明用途").WithField("reason").WithArticle("第二十二条").WithHint("如：启用本程序前已用；预盖章空白文书")
	}
	if count < 1 || count > inspect.MaxLeased {
		return l, inspect.E(inspect.Invalid, "号数应为1至%d，现为%d", inspect.MaxLeased, count).WithField("count")
	}
	err := n.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		got, err := n.c.nextSerial(ctx, tx, kind, count)
		if err != nil {
			return err
		}
		if got.Series == "" {
			return inspect.E(inspect.Refused, "这种文书在这里没有可用的文号").WithField("kind").WithHint("先设置机关代字和类别字")
		}
		l = inspect.NumberLease{ID: store.NewID(), DeviceName: "纸质登记", Year: inspect.LegalDate(tx.At())[:4], Ranges: []inspect.NumberRange{got},
			State: inspect.LeaseClosed, At: tx.At(), By: a.Name, EndedAt: tx.At(), EndedBy: a.Name, Reason: strings.TrimSpace(reason)}
		_, err = tx.Put(ctx, inspect.NounLease, l.ID, l, store.Event{Action: "number.reserve", Article: "第二十二条", Reason: l.Reason, Detail: got.Series})
		return err
	})
	return l, err
}

// Close takes a lost or retired device's range out of use: what was not used of
// it stays explained, and what turns up later with its numbers is a conflict.
func (n *Numbers) Close(ctx context.Context, a inspect.Actor, lease, reason string) (inspect.NumberLease, error) {
	var l inspect.NumberLease
	if err := a.May(inspect.ActSettings); err != nil {
		return l, err
	}
	if err := n.c.countsHere(ctx); err != nil {
		return l, err
	}
	err := n.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) (err error) {
		if l, err = store.Get[inspect.NumberLease](ctx, tx, inspect.NounLease, lease); err != nil {
			return err
		}
		self, _, err := n.c.counter(ctx)
		if err != nil {
			return err
		}
		if l.Device == self {
			return inspect.E(inspect.Refused, "这是上级给本单位的号段，由上级注销").WithArticle("第二十二条").WithRef(l.ID)
		}
		if err := l.End(inspect.LeaseClosed, tx.At(), a.Name, reason); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounLease, l.ID, l, store.Event{Action: "number.close", Article: "第二十二条", Reason: l.Reason, Detail: l.DeviceName})
		return err
	})
	return l, err
}

// leaseNew gives a device numbers for the teams it did not have before; a unit,
// for which no team stands yet, for as many as it has subjects, once.
func (c *core) leaseNew(ctx context.Context, tx *store.Tx, dev inspect.Device, grant inspect.Grant) error {
	before, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", grant.Task, "device", dev.Fingerprint))
	if err != nil {
		return err
	}
	fresh := len(grant.Subjects)
	for _, team := range grant.Teams {
		if !slices.ContainsFunc(before, func(g inspect.Grant) bool { return g.ID != grant.ID && slices.Contains(g.Teams, team) }) {
			fresh++
		}
	}
	if len(grant.Subjects) > 0 {
		had, err := store.Count(ctx, tx, inspect.NounLease, store.Where("task", grant.Task, "device", dev.Fingerprint))
		if err != nil || had > 0 {
			return err
		}
	}
	if fresh == 0 {
		return nil
	}
	_, err = c.lease(ctx, tx, dev, grant, fresh, nil)
	return err
}

// leased adds the ranges that a device has for a task.
func (b *bundle) leased(ctx context.Context, task, device string) {
	if b.err != nil {
		return
	}
	var ids []string
	ids, b.err = store.IDs(ctx, b.r, inspect.NounLease, store.Where("task", task, "device", device))
	for _, id := range ids {
		b.history(ctx, inspect.NounLease, id)
	}
}

// giveBack hands a laptop's ranges of a task back once all its visits are over:
// they travel with the result package and are not used here any more.
func (c *core) giveBack(ctx context.Context, tx *store.Tx, task string) error {
	grants, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", task))
	if err != nil {
		return err
	}
	self, _, err := c.counter(ctx)
	if err != nil {
		return err
	}
	holders := inspect.Holders(grants)
	for _, g := range grants {
		for _, team := range g.Teams {
			if holders[team].Device != self {
				continue // it went on to another laptop
			}
			over, err := store.Count(ctx, tx, inspect.NounVisit, store.Where("team", team, "state", string(inspect.VisitHanded)))
			if err != nil || g.Device == self && over == 0 {
				return err // this team has not been there yet
			}
		}
	}
	leases, _, err := store.List[inspect.NumberLease](ctx, tx, inspect.NounLease, store.Where("device", self, "task", task, "state", string(inspect.LeaseOpen)))
	if err != nil {
		return err
	}
	for _, l := range leases {
		for i, r := range l.Ranges {
			top, err := store.TopSerial(ctx, tx, r.Series, r.From, r.To)
			if err != nil {
				return err
			}
			l.Ranges[i].Used = max(top, r.From-1)
		}
		if err := l.End(inspect.LeaseReturned, tx.At(), tx.Actor().Name, ""); err != nil {
			return err
		}
		if _, err := tx.Put(ctx, inspect.NounLease, l.ID, l, store.Event{Action: "number.return", Article: "第二十二条", Detail: l.DeviceName, Grant: l.Grant}); err != nil {
			return err
		}
	}
	return nil
}

// allowLease takes a range back from the device that has it, unchanged.
func (d *Dispatch) allowLease(ctx context.Context, tx *store.Tx, m pack.Meta, v store.Version) (string, error) {
	var back inspect.NumberLease
	if err := json.Unmarshal(v.Body, &back); err != nil {
		return "", inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
	}
	have, err := store.Get[inspect.NumberLease](ctx, tx, inspect.NounLease, v.ID)
	if inspect.CodeOf(err) == inspect.NotFound && err != nil || err == nil && (have.Device != m.KeyFingerprint || back.State != inspect.LeaseOpen && !have.Returns(back)) {
		return "交回的号段与给出的不符", nil
	}
	return "", err
}

// SaveLedger writes the 号码台账 of a year as a workbook.
func (n *Numbers) SaveLedger(ctx context.Context, a inspect.Actor, year, out string) error {
	rows, err := n.Ledger(ctx, a, year)
	if err != nil {
		return err
	}
	lines := [][]string{}
	for _, r := range rows {
		lines = append(lines, []string{r.Series, r.Number, r.Use.Label(), r.Name, inspect.Minute(r.At), r.Device, r.Note})
	}
	return sheet.WriteXLSX(out, listGrid("号码台账", []string{"文号类别", "文号", "情况", "文书", "时间", "设备", "说明"}, lines))
}
