package service

import (
	"context"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// Dispatch hands tasks out and results back as signed packages.
type Dispatch struct{ c *core }

// Sent describes a package that was written.
type Sent struct {
	Path        string `json:"path"`
	Kind        string `json:"kind"`
	Files       int    `json:"files"`
	Size        int64  `json:"size"`
	Tagmanifest string `json:"tagmanifest"`
}

// TaskPackage grants the teams of an approved task to a device and writes the
// signed task package for it. teams empty = all that are ready. A person
// account is made for every inspector of ours, so that leaders can sign in.
func (d *Dispatch) TaskPackage(ctx context.Context, a inspect.Actor, task, device string, teams []string, out string) (Sent, error) {
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
		if err := d.c.owns(ctx, t); err != nil {
			return pack.Meta{}, nil, err
		}
		dev, err := d.device(ctx, tx, device)
		if err != nil {
			return pack.Meta{}, nil, err
		}
		if t.State != inspect.TaskDispatched {
			if err := t.State.To(inspect.TaskDispatched); err != nil {
				return pack.Meta{}, nil, err
			}
		}
		before, err := store.Count(ctx, tx, inspect.NounGrant, store.Where("task", t.ID))
		if err != nil {
			return pack.Meta{}, nil, err
		}
		grant := inspect.Grant{ID: store.NewID(), Task: t.ID, Departments: t.Departments, Teams: []string{}, Subjects: []string{}, Device: dev.Fingerprint, DeviceName: dev.Name,
			Epoch: before + 1, IssuedAt: tx.At(), Approval: t.Approval}
		if err := d.grantTeams(ctx, tx, t, teams, &grant); err != nil {
			return pack.Meta{}, nil, err
		}
		if grant.Lost, err = d.inPlaceOf(ctx, tx, t, grant); err != nil {
			return pack.Meta{}, nil, err
		}
		if _, err := tx.Put(ctx, inspect.NounGrant, grant.ID, grant, store.Event{Action: "dispatch.grant", Article: "第十四条", Approval: t.Approval, Detail: dev.Name}); err != nil {
			return pack.Meta{}, nil, err
		}
		if err := d.c.leaseNew(ctx, tx, dev, grant); err != nil {
			return pack.Meta{}, nil, err
		}
		if t.State != inspect.TaskDispatched {
			t.State = inspect.TaskDispatched
			if _, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "task.dispatch", Article: "第十四条", Approval: t.Approval}); err != nil {
				return pack.Meta{}, nil, err
			}
		}
		src, err := d.taskSources(ctx, tx, t, grant)
		return pack.Meta{Kind: pack.Task, Task: t.ID, Recipient: grant.DeviceName, Grants: []string{grant.ID}}, src, err
	})
}

func (d *Dispatch) device(ctx context.Context, r store.Reader, ref string) (inspect.Device, error) {
	for _, col := range []string{"name", "fingerprint", "id"} {
		rows, _, err := store.List[inspect.Device](ctx, r, inspect.NounDevice, store.Where(col, ref))
		if err != nil {
			return inspect.Device{}, err
		}
		if len(rows) == 1 && !rows[0].Revoked && rows[0].Unit == "" {
			return rows[0], nil
		}
	}
	return inspect.Device{}, inspect.E(inspect.NotFound, "没有登记“%s”这台设备，或它已被吊销", ref).WithField("device").WithHint("先用 enroll 登记该设备")
}

func (d *Dispatch) grantTeams(ctx context.Context, tx *store.Tx, t inspect.Task, only []string, g *inspect.Grant) error {
	views, err := d.c.teams(ctx, tx, t.ID)
	if err != nil {
		return err
	}
	times, err := d.c.frequencies(ctx, tx, t)
	if err != nil {
		return err
	}
	for _, v := range views {
		team := v.Team
		if len(only) > 0 && !slices.Contains(only, team.ID) || len(only) == 0 && team.State != inspect.TeamReady {
			continue
		}
		if err := team.Ready(t); err != nil {
			return err
		}
		if err := team.Out(); err != nil {
			return err
		}
		if team.State != inspect.TeamDispatched { // a second dispatch replaces a lost laptop's grant
			if err := team.State.To(inspect.TeamDispatched); err != nil {
				return err
			}
			team.State, team.Frequency = inspect.TeamDispatched, nthOf(times, team.Subject)
			if team.Past, err = d.c.past(ctx, tx, team.Subject); err != nil {
				return err
			}
			if _, err := tx.Put(ctx, inspect.NounTeam, team.ID, team, store.Event{Action: "team.dispatch", Article: "第十四条"}); err != nil {
				return err
			}
		}
		g.Teams = append(g.Teams, team.ID)
		if err := d.accounts(ctx, tx, team); err != nil {
			return err
		}
	}
	if len(g.Teams) == 0 {
		return inspect.E(inspect.Refused, "没有可派发的检查组").WithArticle("第十四条").WithRef(t.No).WithHint("组长选定并审批后才能派发；已派发的须指明检查组重新派发")
	}
	return nil
}

// accounts makes sure the members of a team can sign in. A person's id is the
// inspector's: the same everywhere. An account that the office made otherwise
// (another role, switched off) stays as it is; only a member becomes a leader.
func (d *Dispatch) accounts(ctx context.Context, tx *store.Tx, team inspect.Team) error {
	for _, m := range team.Members {
		role := inspect.RoleMember
		if m.Inspector == team.Leader {
			role = inspect.RoleLeader
		}
		p, err := store.Get[inspect.Person](ctx, tx, inspect.NounPerson, m.Inspector)
		if err != nil && inspect.CodeOf(err) != inspect.NotFound {
			return err
		}
		known := err == nil
		if m.Outside || known && (p.Role != inspect.RoleMember || role == inspect.RoleMember) {
			continue
		}
		if !known {
			p = inspect.Person{ID: m.Inspector, Name: m.Name, Unit: m.Department, Badge: m.Badge, Active: true}
		}
		p.Role = role
		if _, err := tx.Put(ctx, inspect.NounPerson, p.ID, p, store.Event{Action: "person.add", Detail: string(role)}); err != nil {
			return err
		}
	}
	return nil
}

// taskSources are the aggregates a laptop needs: the task, its matters and
// approval, the granted teams with their subjects and people, and the grant.
func (d *Dispatch) taskSources(ctx context.Context, r store.Reader, t inspect.Task, g inspect.Grant) ([]pack.Source, error) {
	b := bundle{c: d.c, r: r, seen: map[string]bool{}}
	b.history(ctx, inspect.NounTask, t.ID)
	for _, m := range t.Matters {
		b.history(ctx, inspect.NounMatter, m)
	}
	b.history(ctx, inspect.NounApproval, t.Approval)
	b.history(ctx, inspect.NounApproval, g.Approval)
	for _, id := range g.Teams {
		team, err := store.Get[inspect.Team](ctx, r, inspect.NounTeam, id)
		if err != nil {
			return nil, err
		}
		b.history(ctx, inspect.NounSubject, team.Subject)
		for _, m := range team.Members {
			if !m.Outside {
				b.history(ctx, inspect.NounPerson, m.Inspector)
			}
		}
		b.history(ctx, inspect.NounTeam, id)
		if err := d.formsOut(ctx, r, &b, id); err != nil {
			return nil, err
		}
		if team.WorkPlan != nil {
			for _, x := range team.WorkPlan.ThirdParties {
				b.media(x.File, x.FileName)
			}
			for _, x := range team.WorkPlan.Opinions {
				b.media(x.File, x.FileName)
			}
		}
	}
	b.history(ctx, inspect.NounGrant, g.ID)
	if err := d.officeTexts(ctx, r, &b); err != nil {
		return nil, err
	}
	devices, err := store.IDs(ctx, r, inspect.NounDevice, store.Filter{})
	if err != nil {
		return nil, err
	}
	for _, id := range devices { // to whom a laptop may hand over
		b.history(ctx, inspect.NounDevice, id)
	}
	b.leased(ctx, t.ID, g.Device)
	return b.src, b.templates(ctx)
}

// ResultPackage hands finished visits of a task back: records, evidence,
// documents, results. Visits are marked 已交回. In the office of a unit it hands
// the unit's part up to the parent office, as it stands.
func (d *Dispatch) ResultPackage(ctx context.Context, a inspect.Actor, task, out string) (Sent, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return Sent{}, err
	}
	t, err := d.c.task(ctx, d.c.db, task)
	if err != nil {
		return Sent{}, err
	}
	if kind, err := d.c.db.Meta(ctx, metaKind); err != nil || kind == KindOffice {
		if err != nil {
			return Sent{}, err
		}
		return d.unitResult(ctx, a, t, out)
	}
	visits, _, err := store.List[inspect.Visit](ctx, d.c.db, inspect.NounVisit, store.Where("task", t.ID))
	if err != nil {
		return Sent{}, err
	}
	done := slices.DeleteFunc(visits, func(v inspect.Visit) bool { return v.State == inspect.VisitOpen })
	if len(done) == 0 {
		return Sent{}, inspect.E(inspect.Refused, "还没有结束的检查，没有可交回的结果").WithArticle("第二十一条").WithRef(t.No).WithHint("先结束检查，再导出结果包")
	}
	if out != "" {
		if err := pack.Writable(out); err != nil {
			return Sent{}, err // before any visit is marked
		}
	}
	grants := []string{}
	err = d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		for i, v := range done {
			if !slices.Contains(grants, v.Grant) {
				grants = append(grants, v.Grant)
			}
			if v.State == inspect.VisitHanded {
				continue
			}
			if err := v.State.To(inspect.VisitHanded); err != nil {
				return err
			}
			done[i].State = inspect.VisitHanded
			if _, err := tx.Put(ctx, inspect.NounVisit, v.ID, done[i], store.Event{Action: "visit.hand", Article: "第二十条", Grant: v.Grant}); err != nil {
				return err
			}
		}
		if err := d.c.giveBack(ctx, tx, t.ID); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "result.export", Article: "第二十一条", Detail: t.No}, inspect.NounTask, t.ID, "")
	})
	if err != nil {
		return Sent{}, err
	}
	wiped, err := d.wiped(ctx)
	if err != nil {
		return Sent{}, err
	}
	b := bundle{c: d.c, r: d.c.db, seen: map[string]bool{}}
	if err := d.madeSources(ctx, &b, t); err != nil {
		return Sent{}, err
	}
	for _, v := range done {
		if err := d.visitSources(ctx, &b, v); err != nil {
			return Sent{}, err
		}
	}
	self, _, err := d.c.counter(ctx)
	if err != nil {
		return Sent{}, err
	}
	b.leased(ctx, t.ID, self)
	if err := d.handoverSources(ctx, &b, t); err != nil {
		return Sent{}, err
	}
	if b.err != nil {
		return Sent{}, b.err
	}
	return d.c.seal(ctx, a, pack.Meta{Kind: pack.Result, Task: t.ID, Grants: grants, Wiped: wiped, LeftOut: b.left}, b.src, out)
}

func (d *Dispatch) visitSources(ctx context.Context, b *bundle, v inspect.Visit) error {
	b.history(ctx, inspect.NounVisit, v.ID)
	evidence, _, err := store.List[inspect.Evidence](ctx, d.c.db, inspect.NounEvidence, store.Where("visit", v.ID))
	if err != nil {
		return err
	}
	papers, _, err := store.List[inspect.Paper](ctx, d.c.db, inspect.NounPaper, store.Where("ref", v.ID))
	if err != nil {
		return err
	}
	ofTeam, _, err := store.List[inspect.Paper](ctx, d.c.db, inspect.NounPaper, store.Where("ref", v.Team))
	if err != nil {
		return err
	}
	papers = append(papers, ofTeam...) // of the office's own only the forms of other departments come here
	results, _, err := store.List[inspect.Result](ctx, d.c.db, inspect.NounResult, store.Where("visit", v.ID))
	if err != nil {
		return err
	}
	suggestions, err := store.IDs(ctx, d.c.db, inspect.NounSuggestion, store.Where("visit", v.ID))
	if err != nil {
		return err
	}
	for _, id := range suggestions {
		b.history(ctx, inspect.NounSuggestion, id)
	}
	for _, e := range evidence {
		b.evidence(ctx, e)
	}
	for _, p := range papers {
		b.history(ctx, inspect.NounPaper, p.ID)
		b.document(ctx, p)
		b.media(p.Scan, p.ScanName)
		b.filled(p)
	}
	for _, r := range results {
		b.history(ctx, inspect.NounResult, r.ID)
	}
	return b.err
}

// Packages lists what was sent and received, newest first.
func (d *Dispatch) Packages(ctx context.Context, a inspect.Actor) ([]inspect.Exchange, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	return store.Packages(ctx, d.c.db, "")
}
