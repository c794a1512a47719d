package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// Keep begins the part of a locked list that this office carries out itself.
func (s *Assign) Keep(ctx context.Context, a inspect.Actor, task string) (inspect.Task, error) {
	var part inspect.Task
	err := s.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		t, err := s.c.task(ctx, tx, task)
		if err != nil {
			return err
		}
		dev, err := s.c.unit(ctx, tx, t.Lead)
		if err != nil {
			return err
		}
		if dev.ID != "" {
			return inspect.E(inspect.Refused, "%s已登记为执行单位，名单应派发给它", t.Lead).WithArticle("第十四条").WithRef(t.No).WithHint("用 pack assign 制作任务分派包")
		}
		part, err = s.handOver(ctx, tx, a, t, t.Lead, "")
		return err
	})
	return part, err
}

// handOver makes a unit's part of a task, once: afterwards the share stands.
func (s *Assign) handOver(ctx context.Context, tx *store.Tx, a inspect.Actor, t inspect.Task, unit, device string) (inspect.Task, error) {
	if !t.Whole() {
		return t, inspect.E(inspect.Refused, "这是已分派给%s的任务，不再分派", t.Unit).WithArticle("第十四条").WithRef(t.No)
	}
	share, err := t.ShareOf(unit)
	if err != nil {
		return t, err
	}
	if share.Task != "" {
		return s.c.task(ctx, tx, share.Task)
	}
	if t.State != inspect.TaskAssigned {
		if err := t.State.To(inspect.TaskAssigned); err != nil {
			return t, err
		}
	}
	part := t.Part(*share, store.NewID(), device)
	if device == "" {
		part.CreatedBy = a.Person
	}
	if _, err := tx.Put(ctx, inspect.NounTask, part.ID, part, store.Event{Action: "assign.part", Article: "第十四条", Detail: unit}); err != nil {
		return t, err
	}
	share.Task, share.SentAt, t.State = part.ID, tx.At(), inspect.TaskAssigned
	_, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "assign.send", Article: "第十四条", Detail: unit})
	return part, err
}

// AssignPackage hands a unit, named or by the id of a part it has, its part of a
// locked list: the part itself, its
// matters and subjects, the unit's inspectors with their recusals and leave.
// Written again it carries the same part under the same grant.
func (d *Dispatch) AssignPackage(ctx context.Context, a inspect.Actor, task, unit, out string) (Sent, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return Sent{}, err
	}
	if _, err := d.c.identity(); err != nil {
		return Sent{}, err
	}
	return d.c.send(ctx, a, inspect.ActDispatch, out, func(tx *store.Tx) (pack.Meta, []pack.Source, error) {
		t, err := d.c.task(ctx, tx, task)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		name := unit
		if share, err := t.ShareOf(unit); err == nil {
			name = share.Unit
		}
		dev, err := d.c.unit(ctx, tx, name)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		if dev.ID == "" {
			return pack.Meta{}, nil, inspect.E(inspect.NotFound, "“%s”没有登记为执行单位，不能派发", unit).WithField("unit").WithArticle("第十四条").WithHint("先为该单位的办公室签发证书；本单位自办的不需要分派包")
		}
		part, err := (&Assign{d.c}).handOver(ctx, tx, a, t, unit, dev.Fingerprint)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		grant, err := d.partGrant(ctx, tx, part, dev)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		if err := d.c.leaseNew(ctx, tx, dev, grant); err != nil {
			return pack.Meta{}, nil, err
		}
		src, err := d.assignSources(ctx, tx, part, grant)
		return pack.Meta{Kind: pack.Assign, Task: part.ID, Recipient: grant.DeviceName, Grants: []string{grant.ID}}, src, err
	})
}

// partGrant lets a unit's office write its part; given once, it stands.
func (d *Dispatch) partGrant(ctx context.Context, tx *store.Tx, part inspect.Task, dev inspect.Device) (inspect.Grant, error) {
	before, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", part.ID).Sorted("epoch"))
	if err != nil {
		return inspect.Grant{}, err
	}
	if i := slices.IndexFunc(before, func(g inspect.Grant) bool { return g.Device == part.UnitDevice }); i >= 0 {
		return before[i], nil
	}
	g := inspect.Grant{ID: store.NewID(), Task: part.ID, Departments: part.Departments, Teams: []string{}, Subjects: subjectsOf(part),
		Device: dev.Fingerprint, DeviceName: dev.Name, Epoch: 1, IssuedAt: tx.At()}
	_, err = tx.Put(ctx, inspect.NounGrant, g.ID, g, store.Event{Action: "dispatch.grant", Article: "第十四条", Detail: dev.Name})
	return g, err
}

func subjectsOf(t inspect.Task) []string {
	ids := []string{}
	for _, w := range t.Winners {
		ids = append(ids, w.Subject)
	}
	return ids
}

// assignSources are what a unit needs to carry out its part.
func (d *Dispatch) assignSources(ctx context.Context, tx *store.Tx, part inspect.Task, g inspect.Grant) ([]pack.Source, error) {
	b := bundle{c: d.c, r: tx, seen: map[string]bool{}}
	for _, m := range part.Matters {
		b.history(ctx, inspect.NounMatter, m)
	}
	for _, w := range part.Winners {
		b.history(ctx, inspect.NounSubject, w.Subject)
	}
	people, _, err := store.List[inspect.Inspector](ctx, tx, inspect.NounInspector, store.Filter{Order: "badge"})
	if err != nil {
		return nil, err
	}
	people = slices.DeleteFunc(people, func(p inspect.Inspector) bool { return !part.Draws(p) })
	for _, p := range people {
		b.history(ctx, inspect.NounInspector, p.ID)
		leaves, _, err := store.List[inspect.Leave](ctx, tx, inspect.NounLeave, store.Where("inspector", p.ID))
		if err != nil {
			return nil, err
		}
		for _, l := range leaves {
			b.history(ctx, inspect.NounLeave, l.ID)
		}
	}
	for _, w := range part.Winners {
		rows, _, err := store.List[inspect.Recusal](ctx, tx, inspect.NounRecusal, store.Where("subject", w.Subject))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if slices.ContainsFunc(people, func(p inspect.Inspector) bool { return p.ID == r.Inspector }) {
				b.history(ctx, inspect.NounRecusal, r.ID)
			}
		}
	}
	b.history(ctx, inspect.NounTask, part.ID)
	b.history(ctx, inspect.NounGrant, g.ID)
	b.leased(ctx, part.ID, g.Device)
	return b.src, b.templates(ctx)
}

// unitResult hands what a unit did with its part back to the parent office:
// draws with their public files, teams, approvals, visits, papers and results,
// as they stand. It can be written as often as the parent wants to know.
func (d *Dispatch) unitResult(ctx context.Context, a inspect.Actor, part inspect.Task, out string) (Sent, error) {
	id, err := d.c.unitIdentity()
	if err != nil {
		return Sent{}, err
	}
	if part.Whole() || part.UnitDevice != id.Fingerprint() {
		return Sent{}, inspect.E(inspect.Refused, "任务%s不是上级派发给本单位的，没有可交回的", part.No).WithArticle("第十四条").WithRef(part.No)
	}
	grants, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Where("task", part.ID, "device", part.UnitDevice).Sorted("-epoch"))
	if err != nil {
		return Sent{}, err
	}
	if len(grants) == 0 {
		return Sent{}, inspect.E(inspect.Refused, "任务%s没有派发授权", part.No).WithArticle("第十四条").WithRef(part.No).WithHint("请上级重新制作任务分派包")
	}
	b := bundle{c: d.c, r: d.c.db, seen: map[string]bool{}}
	if err := d.unitSources(ctx, &b, part); err != nil {
		return Sent{}, err
	}
	if b.err != nil {
		return Sent{}, b.err
	}
	err = d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Event{Action: "result.export", Article: "第二十一条", Detail: part.No}, inspect.NounTask, part.ID, "")
	})
	if err != nil {
		return Sent{}, err
	}
	return d.c.seal(ctx, a, pack.Meta{Kind: pack.Result, Task: part.ID, Grants: []string{grants[0].ID},
		LeftOut: append(b.left, pack.LeftOut{Name: "openings.txt、excluded.txt", Reason: "人员抽取的内部材料留存于执行单位"})}, b.src, out)
}

// unitSources gathers everything that belongs to a unit's part.
func (d *Dispatch) unitSources(ctx context.Context, b *bundle, part inspect.Task) error {
	b.history(ctx, inspect.NounTask, part.ID)
	refs := []string{part.ID}
	draws, _, err := store.List[inspect.Drawing](ctx, d.c.db, inspect.NounDraw, store.Where("task", part.ID))
	if err != nil {
		return err
	}
	for _, dr := range draws {
		refs = append(refs, dr.ID)
		b.history(ctx, inspect.NounDraw, dr.ID)
		if dr.State != inspect.DrawDone {
			continue
		}
		files, err := (&Draw{d.c}).files(ctx, d.c.db, dr)
		if err != nil {
			return err
		}
		for name, body := range draw.Public(files) {
			b.src = append(b.src, pack.Bytes("data/draw/"+dr.ID+"/"+name, body))
		}
	}
	refs, err = d.refsOf(ctx, b, part, refs)
	if err != nil {
		return err
	}
	visits, _, err := store.List[inspect.Visit](ctx, d.c.db, inspect.NounVisit, store.Where("task", part.ID))
	if err != nil {
		return err
	}
	for _, v := range visits {
		if err := d.visitSources(ctx, b, v); err != nil {
			return err
		}
	}
	results, _, err := store.List[inspect.Result](ctx, d.c.db, inspect.NounResult, store.Where("task", part.ID))
	if err != nil {
		return err
	}
	for _, r := range results {
		b.history(ctx, inspect.NounResult, r.ID)
		b.media(r.Proof, r.ProofName)
	}
	for _, ref := range refs {
		if err := d.papersOf(ctx, b, ref); err != nil {
			return err
		}
	}
	return b.err
}

// refsOf adds the teams, requests, recusals and laptops' grants of a part, and
// the ids that papers and approvals may speak of.
func (d *Dispatch) refsOf(ctx context.Context, b *bundle, part inspect.Task, refs []string) ([]string, error) {
	teams, _, err := store.List[inspect.Team](ctx, d.c.db, inspect.NounTeam, store.Where("task", part.ID).Sorted("ord"))
	if err != nil {
		return nil, err
	}
	for _, t := range teams {
		refs = append(refs, t.ID)
		b.history(ctx, inspect.NounTeam, t.ID)
		if t.WorkPlan == nil {
			continue
		}
		for _, sha := range t.WorkPlan.Files() {
			b.media(sha, "")
		}
	}
	requests, _, err := store.List[inspect.ReplaceRequest](ctx, d.c.db, inspect.NounRequest, store.Where("task", part.ID))
	if err != nil {
		return nil, err
	}
	for _, r := range requests {
		refs = append(refs, r.ID)
		b.history(ctx, inspect.NounRequest, r.ID)
	}
	grants, _, err := store.List[inspect.Grant](ctx, d.c.db, inspect.NounGrant, store.Where("task", part.ID))
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		b.history(ctx, inspect.NounGrant, g.ID)
	}
	for _, w := range part.Winners {
		rows, _, err := store.List[inspect.Recusal](ctx, d.c.db, inspect.NounRecusal, store.Where("subject", w.Subject))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			b.history(ctx, inspect.NounRecusal, r.ID)
		}
	}
	return refs, nil
}

// papersOf adds the approvals, papers and notices of one thing.
func (d *Dispatch) papersOf(ctx context.Context, b *bundle, ref string) error {
	approvals, _, err := store.List[inspect.Approval](ctx, d.c.db, inspect.NounApproval, store.Where("ref", ref))
	if err != nil {
		return err
	}
	for _, a := range approvals {
		b.history(ctx, inspect.NounApproval, a.ID)
		b.media(a.Scan, a.ScanName)
	}
	papers, _, err := store.List[inspect.Paper](ctx, d.c.db, inspect.NounPaper, store.Where("ref", ref))
	if err != nil {
		return err
	}
	for _, p := range papers {
		b.history(ctx, inspect.NounPaper, p.ID)
		b.document(ctx, p)
		b.media(p.Scan, p.ScanName)
		b.filled(p)
	}
	notices, _, err := store.List[inspect.Publication](ctx, d.c.db, inspect.NounPublication, store.Where("ref", ref))
	if err != nil {
		return err
	}
	for _, p := range notices {
		b.history(ctx, inspect.NounPublication, p.ID)
		if b.err != nil || b.seen["snap"+p.Snapshot] {
			continue
		}
		b.seen["snap"+p.Snapshot] = true
		snap, err := store.Blob(ctx, d.c.db, p.Snapshot)
		if err != nil {
			return err
		}
		b.src = append(b.src, pack.Bytes("data/docs/"+p.Snapshot+".json", snap))
	}
	return nil
}
