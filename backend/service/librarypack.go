package service

import (
	"context"
	"encoding/json"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// LibraryPackage hands an enrolled unit the part of 一单两库 that it needs: all
// matters, the subjects of its 派出所 or 监管警种, its inspectors with their leave
// and recusals, each with its history (art. 9). Written again it carries what
// changed since, too.
func (d *Dispatch) LibraryPackage(ctx context.Context, a inspect.Actor, unit, out string) (Sent, error) {
	if err := a.May(inspect.ActDispatch); err != nil {
		return Sent{}, err
	}
	if _, err := d.c.identity(); err != nil {
		return Sent{}, err
	}
	dev, err := d.c.unit(ctx, d.c.db, unit)
	if err != nil {
		return Sent{}, err
	}
	if dev.ID == "" {
		return Sent{}, inspect.E(inspect.NotFound, "“%s”没有登记为执行单位，不能下发名录库", unit).WithField("unit").WithArticle("第九条").WithHint("先为该单位的办公室签发证书")
	}
	src, err := d.librarySources(ctx, unit)
	if err != nil {
		return Sent{}, err
	}
	return d.c.seal(ctx, a, pack.Meta{Kind: pack.Library, Recipient: dev.Name, Grants: []string{}}, src, out)
}

// librarySources are a unit's part of the one list and the two registers.
func (d *Dispatch) librarySources(ctx context.Context, unit string) ([]pack.Source, error) {
	b := bundle{c: d.c, r: d.c.db, seen: map[string]bool{}}
	matters, err := store.IDs(ctx, d.c.db, inspect.NounMatter, store.Filter{})
	if err != nil {
		return nil, err
	}
	for _, id := range matters {
		b.history(ctx, inspect.NounMatter, id)
	}
	mine, theirs := []string{}, map[string]bool{}
	err = store.Each(ctx, d.c.db, inspect.NounSubject, func(s inspect.Subject) error {
		if s.Station == unit || inspect.Registers(unit, s.Department) {
			mine = append(mine, s.ID)
			if s.MergedInto != "" {
				mine = append(mine, s.MergedInto)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, id := range mine {
		theirs[id] = true
		b.history(ctx, inspect.NounSubject, id)
	}
	people, _, err := store.List[inspect.Inspector](ctx, d.c.db, inspect.NounInspector, store.Filter{Order: "badge"})
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		if p.Unit != unit && p.Department != unit {
			continue
		}
		b.history(ctx, inspect.NounInspector, p.ID)
		leaves, _, err := store.List[inspect.Leave](ctx, d.c.db, inspect.NounLeave, store.Where("inspector", p.ID))
		if err != nil {
			return nil, err
		}
		for _, l := range leaves {
			b.history(ctx, inspect.NounLeave, l.ID)
		}
		recusals, _, err := store.List[inspect.Recusal](ctx, d.c.db, inspect.NounRecusal, store.Where("inspector", p.ID))
		if err != nil {
			return nil, err
		}
		for _, r := range recusals {
			if theirs[r.Subject] {
				b.history(ctx, inspect.NounRecusal, r.ID)
			}
		}
	}
	if b.err == nil && len(b.src) == 0 {
		b.err = inspect.E(inspect.Invalid, "名录库中没有属于“%s”的内容", unit).WithField("unit").WithArticle("第九条").WithHint("核对检查对象的所属派出所、监管警种和人员的单位是否写作“%s”", unit)
	}
	return b.src, b.err
}

// twinReason lists a subject sent down of which the unit has a row of its own
// that says otherwise.
const twinReason = "本单位名录库中已有同一代码的检查对象，内容不同；采用另一版本的，原有的一条并入它"

// libraryPart makes ready what a library package holds and gives the rule it is
// judged by: matters and inspectors of our own with the same code go out of use,
// as with an assign package; a subject of our own with the same code becomes
// part of the one that came when both say the same, and is a listed conflict
// when they do not.
func (d *Dispatch) libraryPart(ctx context.Context, tx *store.Tx, in []store.Incoming) (judgedPart, error) {
	if err := d.yield(ctx, tx, in); err != nil {
		return judgedPart{}, err
	}
	parents := map[string]bool{} // digests that a later version of this package replaces
	digests := make([]string, len(in))
	versions := make([]store.Version, len(in))
	for i, x := range in {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return judgedPart{}, err
		}
		versions[i], digests[i], parents[v.Parent] = v, store.Digest(x.Raw), true
	}
	waits := map[string]bool{} // subjects that wait for a decision
	for i, v := range versions {
		if v.Noun != inspect.NounSubject || parents[digests[i]] {
			continue
		}
		var s inspect.Subject
		if err := json.Unmarshal(v.Body, &s); err != nil {
			return judgedPart{}, inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
		}
		twin, err := d.c.twinOf(ctx, tx, s)
		if err != nil {
			return judgedPart{}, err
		}
		if twin.ID == "" {
			continue
		}
		if waits[v.ID], err = d.unlike(ctx, tx, s, twin); err != nil {
			return judgedPart{}, err
		}
		if !waits[v.ID] {
			if err := d.c.mergeTwin(ctx, tx, s, twin, fromTheParent); err != nil {
				return judgedPart{}, err
			}
		}
	}
	kept := make([]store.Incoming, 0, len(in))
	for i, x := range in {
		if v := versions[i]; !waits[v.ID] || !parents[digests[i]] {
			kept = append(kept, x)
		}
	}
	return judgedPart{kept, func(v store.Version) (string, error) {
		if v.Noun == inspect.NounTask || v.Noun == inspect.NounGrant || !slices.Contains(assigned, v.Noun) {
			return "", inspect.E(inspect.Refused, "一单两库包中有不该出现的%s，没有导入", v.Noun.Label()).WithRef(v.ID)
		}
		if waits[v.ID] {
			return twinReason, nil
		}
		return "", nil
	}}, nil
}

// twinOf is the row of our own with the same code as a subject that is not in
// the register yet; without one the ID is "".
func (c *core) twinOf(ctx context.Context, r store.Reader, s inspect.Subject) (inspect.Subject, error) {
	if s.Code == "" || s.MergedInto != "" {
		return inspect.Subject{}, nil
	}
	known, err := store.Count(ctx, r, inspect.NounSubject, store.Where("id", s.ID))
	if err != nil || known > 0 {
		return inspect.Subject{}, err
	}
	rows, _, err := store.List[inspect.Subject](ctx, r, inspect.NounSubject, store.Where("code", s.Code, "merged", ""))
	if err != nil || len(rows) == 0 {
		return inspect.Subject{}, err
	}
	return rows[0], nil
}

// unlike tells whether a row of our own cannot simply give way to the one that
// came: it says something else, or stands on the list of a task under way.
func (d *Dispatch) unlike(ctx context.Context, tx *store.Tx, came, own inspect.Subject) (bool, error) {
	same := own
	same.LastChecked, same.CodeNote = came.LastChecked, came.CodeNote
	fields, err := differences(came, same)
	if err != nil || len(fields) > 0 {
		return true, err
	}
	err = d.c.notDrawn(ctx, tx, own)
	if inspect.CodeOf(err) == inspect.Refused {
		return true, nil
	}
	return false, err
}

// mergeTwin makes a row of our own part of the one that came.
func (c *core) mergeTwin(ctx context.Context, tx *store.Tx, came, own inspect.Subject, reason string) error {
	own.MergedInto, own.Status = came.ID, statusMerged
	if _, err := tx.Put(ctx, inspect.NounSubject, own.ID, own, store.Event{Action: "register.yield", Article: "第九条", Reason: reason, Detail: own.Code}); err != nil {
		return err
	}
	return c.carryRecusals(ctx, tx, MergePreview{Keep: came, Drop: own})
}

// takeTwin follows the decision to take a subject that was sent down: the row
// of our own with the same code gives way, unless a list under way names it.
func (d *Dispatch) takeTwin(ctx context.Context, tx *store.Tx, digest, reason string) error {
	raw, err := store.Stored(ctx, tx, digest)
	if err != nil {
		return err
	}
	v, err := store.ParseVersion(raw)
	if err != nil || v.Noun != inspect.NounSubject {
		return err
	}
	var came inspect.Subject
	if err := json.Unmarshal(v.Body, &came); err != nil {
		return inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
	}
	own, err := d.c.twinOf(ctx, tx, came)
	if err != nil || own.ID == "" {
		return err
	}
	if err := d.c.notDrawn(ctx, tx, own); err != nil {
		return err
	}
	return d.c.mergeTwin(ctx, tx, came, own, reason)
}
