package service

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// slip is a signed hand-over slip that came inside another package.
type slip struct {
	meta pack.Meta
	raw  []byte
	in   []store.Incoming
}

// maxSlip bounds a slip, in bytes: it holds a few versions.
const maxSlip = 16 << 20

// slipsIn opens the hand-over slips inside a package. Each is verified whole, as
// if it had come by itself.
func (d *Dispatch) slipsIn(ctx context.Context, r *pack.Reader) ([]slip, error) {
	list := []slip{}
	for _, name := range r.Names() {
		if !strings.HasPrefix(name, slipsDir) {
			continue
		}
		raw, err := r.ReadFile(name, maxSlip)
		if err != nil {
			return nil, err
		}
		s, err := d.slip(ctx, raw)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func (d *Dispatch) slip(ctx context.Context, raw []byte) (slip, error) {
	pool, err := d.c.pool509(ctx)
	if err != nil {
		return slip{}, err
	}
	path := d.c.path("inbox", "slip-"+store.NewID()+".zip")
	if err := writeFile(path, raw); err != nil {
		return slip{}, err
	}
	defer os.Remove(path) // what is left is emptied with the folder
	r, verdict, err := pack.Open(ctx, path, pool, d.c.db.Now())
	if err != nil {
		return slip{}, err
	}
	defer r.Close()
	if !taken(verdict) || r.Meta().Kind != pack.Handover {
		return slip{}, inspect.E(inspect.Refused, "包内的交接单没有通过核验，没有导入：%s", verdict.Sentence).WithArticle("第二十二条")
	}
	in, err := d.versions(r, r.Meta())
	return slip{r.Meta(), raw, in}, err
}

// ofNoun keeps the versions of one noun.
func ofNoun(in []store.Incoming, noun inspect.Noun) ([]store.Incoming, error) {
	list := []store.Incoming{}
	for _, x := range in {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return nil, err
		}
		if v.Noun == noun {
			list = append(list, x)
		}
	}
	return list, nil
}

// passedOn judges what a laptop passed on, its grants and then the numbers that go
// with them: the grant it got from the office is the office's own.
func (d *Dispatch) passedOn(ctx context.Context, tx *store.Tx, m pack.Meta, in []store.Incoming) ([]judgedPart, error) {
	grants, err := ofNoun(in, inspect.NounGrant)
	if err != nil {
		return nil, err
	}
	numbers, err := ofNoun(in, inspect.NounLease)
	grants = slices.DeleteFunc(grants, func(x store.Incoming) bool {
		var v struct {
			Body inspect.Grant `json:"body"`
		}
		return json.Unmarshal(x.Raw, &v) != nil || v.Body.Handover == nil
	})
	return []judgedPart{{grants, d.allowPassedOn(ctx, tx, m)},
		{numbers, func(v store.Version) (string, error) { return d.allowPassedNumbers(ctx, tx, m, v) }}}, err
}

// allowPassedNumbers judges numbers in a hand-over: a laptop passes on some of its
// own, or gives what it has back.
func (d *Dispatch) allowPassedNumbers(ctx context.Context, tx *store.Tx, m pack.Meta, v store.Version) (string, error) {
	var l inspect.NumberLease
	if err := json.Unmarshal(v.Body, &l); err != nil {
		return "", inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
	}
	if l.Device == m.KeyFingerprint {
		return d.allowLease(ctx, tx, m, v)
	}
	giver, _, err := store.List[inspect.NumberLease](ctx, tx, inspect.NounLease, store.Where("device", m.KeyFingerprint, "task", m.Task))
	if err != nil {
		return "", err
	}
	g, err := ifKnown[inspect.Grant](ctx, tx, inspect.NounGrant, l.Grant)
	if err != nil {
		return "", err
	}
	if g.Handover == nil || g.Handover.FromDevice != m.KeyFingerprint || g.Device != l.Device || l.Task != m.Task || l.State != inspect.LeaseOpen || !l.Inside(giver) {
		return "", inspect.E(inspect.Refused, "交接单中的号段不是交出设备的，没有导入").WithArticle("第二十二条").WithRef(v.ID)
	}
	return d.lost(ctx, tx, m)
}

// allowPassedOn judges the grants that a laptop passed on. It may pass on what it
// was granted, to a device that this workspace trusts.
func (d *Dispatch) allowPassedOn(ctx context.Context, tx *store.Tx, m pack.Meta) func(store.Version) (string, error) {
	return func(v store.Version) (string, error) {
		var g inspect.Grant
		if err := json.Unmarshal(v.Body, &g); err != nil || v.Noun != inspect.NounGrant {
			return "", inspect.E(inspect.Refused, "交接单中有不该出现的%s，没有导入", v.Noun.Label()).WithRef(v.ID)
		}
		if g.Handover == nil {
			return "", inspect.E(inspect.Refused, "交接单中的授权没有写明交接，没有导入").WithArticle("第十四条").WithRef(v.ID)
		}
		from, err := store.Get[inspect.Grant](ctx, tx, inspect.NounGrant, g.Handover.FromGrant)
		if err != nil {
			return "", err
		}
		if err := g.HandedFrom(from, m.KeyFingerprint); err != nil {
			return "", err
		}
		return d.lost(ctx, tx, m)
	}
}

// acceptance judges the grant in a result package: the laptop it was passed to
// adds nothing but who took it, and when.
func (d *Dispatch) acceptance(ctx context.Context, tx *store.Tx, m pack.Meta, v store.Version) error {
	refuse := inspect.E(inspect.Refused, "结果包中的授权与办公室掌握的交接不符，没有导入").WithRef(v.ID)
	var g inspect.Grant
	if err := json.Unmarshal(v.Body, &g); err != nil || g.Handover == nil || g.Device != m.KeyFingerprint {
		return refuse
	}
	have, err := store.Get[inspect.Grant](ctx, tx, inspect.NounGrant, v.ID)
	if err != nil || have.Handover == nil {
		return refuse
	}
	for _, x := range []*inspect.Grant{&g, &have} {
		h := *x.Handover
		h.AcceptedBy, h.AcceptedAt, h.Slips = "", "", nil
		x.Handover = &h
	}
	if !reflect.DeepEqual(g, have) {
		return refuse
	}
	return nil
}

// handed splits off the versions that another laptop wrote before it handed the
// visit to the sender: its own signed slip vouches for them.
func (d *Dispatch) handed(ctx context.Context, tx *store.Tx, m pack.Meta, in []store.Incoming) (over, rest []store.Incoming, err error) {
	grants, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", m.Task))
	if err != nil {
		return nil, nil, err
	}
	inForce := inspect.Holders(grants)
	vouched := map[string]bool{}
	for _, g := range grants {
		if g.Handover == nil || g.Device != m.KeyFingerprint || inForce[g.Teams[0]].ID != g.ID {
			continue
		}
		for _, v := range g.Handover.Versions {
			vouched[v.Digest] = true
		}
	}
	for _, x := range in {
		if vouched[store.Digest(x.Raw)] {
			over = append(over, x)
		} else {
			rest = append(rest, x)
		}
	}
	return over, rest, nil
}

// takeParts judges a hand-over package on the laptop that takes it: the grant
// itself, what the office owns where it is not known here yet, and the records
// of the one team.
func (d *Dispatch) takeParts(ctx context.Context, tx *store.Tx, a inspect.Actor, m pack.Meta, in []store.Incoming) ([]judgedPart, error) {
	g, err := d.grantPassed(ctx, m, in)
	if err != nil {
		return nil, err
	}
	if why, err := d.lost(ctx, tx, m); err != nil || why != "" {
		if err == nil {
			err = inspect.E(inspect.Refused, "没有导入：%s", why).WithArticle("第二十二条").WithRef(m.ID).WithHint("报告办公室")
		}
		return nil, err
	}
	people, _, err := store.List[inspect.Person](ctx, tx, inspect.NounPerson, store.Filter{})
	if err != nil {
		return nil, err
	}
	if len(people) > 0 && a.Person != g.Handover.Receiver {
		return nil, inspect.E(inspect.Forbidden, "交接包由%s接手，请其本人登录后打开", g.Handover.Taker).WithArticle("第十六条").WithRef(m.ID)
	}
	passed, rest := []store.Incoming{}, []store.Incoming{}
	for _, x := range in {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return nil, err
		}
		switch _, err := store.Get[json.RawMessage](ctx, tx, v.Noun, v.ID); {
		case slices.Contains(ofTheField, v.Noun):
			rest = append(rest, x)
		case inspect.CodeOf(err) == inspect.NotFound && err != nil:
			passed = append(passed, x)
		case err != nil:
			return nil, err
		}
	}
	visits := map[string]string{}
	ofTeam := func(v store.Version) (string, error) {
		teams, err := teamsOf(ctx, tx, v, visits)
		if err == nil && (!slices.Contains(teams, g.Teams[0]) || slices.ContainsFunc(teams, func(t string) bool { return t != g.Teams[0] })) {
			err = inspect.E(inspect.Refused, "交接包中有不属于这一户的%s，没有导入", v.Noun.Label()).WithArticle("第十四条").WithRef(v.ID)
		}
		return "", err
	}
	return []judgedPart{{passed, func(store.Version) (string, error) { return "", nil }}, {rest, ofTeam}}, nil
}

// grantPassed is the grant of a hand-over package to this laptop.
func (d *Dispatch) grantPassed(ctx context.Context, m pack.Meta, in []store.Incoming) (inspect.Grant, error) {
	own, err := d.c.db.Meta(ctx, metaFingerprint)
	if err != nil {
		return inspect.Grant{}, err
	}
	grants, err := ofNoun(in, inspect.NounGrant)
	if err != nil {
		return inspect.Grant{}, err
	}
	known := map[string]inspect.Grant{}
	var mine inspect.Grant
	for _, x := range grants {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return inspect.Grant{}, err
		}
		var g inspect.Grant
		if err := json.Unmarshal(v.Body, &g); err != nil {
			return inspect.Grant{}, inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
		}
		known[g.ID] = g
		if g.Device == own && g.Handover != nil && g.Handover.FromDevice == m.KeyFingerprint {
			mine = g
		}
	}
	if mine.ID == "" {
		return mine, inspect.E(inspect.Refused, "交接包中没有给本机的授权，没有导入").WithArticle("第十四条").WithRef(m.ID)
	}
	return mine, mine.HandedFrom(known[mine.Handover.FromGrant], m.KeyFingerprint)
}

// take confirms a hand-over on the laptop that takes it: the open fields begin
// where they stood, and the grant says who took it.
func (d *Dispatch) take(ctx context.Context, tx *store.Tx, a inspect.Actor, m pack.Meta, in []store.Incoming, fields map[string][]inspect.Field, slips []slip) error {
	g, err := d.grantPassed(ctx, m, in)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(fields)) {
		v, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, id)
		if err != nil {
			return err
		}
		if v.Team != g.Teams[0] {
			return inspect.E(inspect.Refused, "交接包中有不属于这一户的内容，没有导入").WithArticle("第十四条").WithRef(id)
		}
		if err := tx.TakeFields(ctx, inspect.NounVisit, id, m.Device, fields[id]); err != nil {
			return err
		}
	}
	h := *g.Handover
	h.AcceptedBy, h.AcceptedAt, h.Slips = a.Name, tx.At(), []string{}
	for _, s := range slips {
		digest, err := tx.PutBlob(ctx, s.raw)
		if err != nil {
			return err
		}
		h.Slips = append(h.Slips, digest)
	}
	g.Handover = &h
	_, err = tx.Put(ctx, inspect.NounGrant, g.ID, g, store.Event{Action: "handover.take", Article: "第二十条", Detail: h.FromName + " → " + g.DeviceName, Grant: g.ID})
	return err
}

// fieldsIn reads the open fields of a hand-over package.
func fieldsIn(r *pack.Reader) (map[string][]inspect.Field, error) {
	if !slices.Contains(r.Names(), fieldsFile) {
		return nil, nil
	}
	raw, err := r.ReadFile(fieldsFile, maxVersion)
	if err != nil {
		return nil, err
	}
	fields := map[string][]inspect.Field{}
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, inspect.E(inspect.Damaged, "交接包中的记录栏目读不出来").WithRef(filepath.Base(fieldsFile)).Because(err)
	}
	return fields, nil
}
