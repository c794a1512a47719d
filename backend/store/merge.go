package store

import (
	"cmp"
	"context"
	"errors"
	"slices"

	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"shuangsuiji/backend/inspect"
)

// Incoming is a version that came in a package, as exact bytes.
type Incoming struct {
	Raw     []byte
	Package string
}

// MergeReport says what a merge did. Conflicts are the ones it listed.
type MergeReport struct {
	Added     int            `json:"added"`
	Known     int            `json:"known"`
	Conflicts []inspect.Fork `json:"conflicts"`
}

// forkReason lists a version that lost against another child of its parent;
// every other reason means that the version was not accepted at all.
const forkReason = "两处各有改动，须由负责人裁定"

// Merge adds foreign versions: a union, idempotent and free of order. Packages
// carry whole histories, so the head of an aggregate follows from the set of
// accepted versions alone (see chain), whichever package came first. allow says
// why a version may not be accepted, or "". What is not accepted, or lost
// against another version of the same parent, is kept and listed as a conflict
// until a named person decides.
func (tx *Tx) Merge(ctx context.Context, in []Incoming, allow func(Version) (string, error)) (MergeReport, error) {
	rep := MergeReport{Conflicts: []inspect.Fork{}}
	touched := []FormRef{}
	for _, m := range in {
		digest := Digest(m.Raw)
		var known int
		if err := tx.tx.QueryRowContext(ctx, `SELECT count(*) FROM version WHERE digest=?`, digest).Scan(&known); err != nil {
			return rep, err
		}
		if known > 0 {
			rep.Known++
			continue
		}
		v, err := ParseVersion(m.Raw)
		if err != nil {
			return rep, err
		}
		reason, err := allow(v)
		if err != nil {
			return rep, err
		}
		if err := tx.s.settled(v.Noun); err != nil {
			return rep, err
		}
		if err := tx.insert(ctx, v, m.Raw, digest, m.Package, tx.size); err != nil {
			return rep, err
		}
		rep.Added++
		ref := FormRef{v.Noun, v.ID}
		if reason != "" {
			c, err := tx.conflict(ctx, ref, digest, reason)
			if err != nil {
				return rep, err
			}
			rep.Conflicts = append(rep.Conflicts, c)
		}
		if !slices.Contains(touched, ref) {
			touched = append(touched, ref)
		}
	}
	for _, ref := range touched {
		forks, err := tx.settle(ctx, ref)
		if err != nil {
			return rep, err
		}
		rep.Conflicts = append(rep.Conflicts, forks...)
	}
	return rep, nil
}

// settle moves an aggregate's projection to the head that follows from its
// accepted versions, and lists those that lost.
func (tx *Tx) settle(ctx context.Context, ref FormRef) ([]inspect.Fork, error) {
	found := []inspect.Fork{}
	links, err := lineage(ctx, tx, ref)
	if err != nil {
		return nil, err
	}
	line := chain(links)
	if len(line) == 0 {
		return found, nil
	}
	head := line[len(line)-1]
	have, err := tx.find(ctx, ref.Noun, ref.ID)
	if err != nil {
		return nil, err
	}
	if have.head != head {
		raw, err := Stored(ctx, tx, head)
		if err != nil {
			return nil, err
		}
		v, err := ParseVersion(raw)
		if err != nil {
			return nil, err
		}
		err = tx.project(ctx, v, have, head, nil)
		if isUnique(err) {
			// A second record of what there can be only one of, such as a visit of one team.
			c, err := tx.conflict(ctx, ref, head, "与已有的另一份"+ref.Noun.Label()+"重复，须由负责人裁定")
			if err != nil {
				return nil, err
			}
			rest, err := tx.settle(ctx, ref)
			return append([]inspect.Fork{c}, rest...), err
		}
		if err != nil {
			return nil, err
		}
	}
	for _, l := range links {
		if slices.Contains(line, l.digest) {
			_, err = tx.tx.ExecContext(ctx, `DELETE FROM conflict WHERE digest=? AND decided=''`, l.digest)
		} else {
			var listed int
			if err := tx.tx.QueryRowContext(ctx, `SELECT count(*) FROM conflict WHERE digest=?`, l.digest).Scan(&listed); err != nil {
				return nil, err
			}
			if listed == 0 {
				c, err := tx.conflict(ctx, ref, l.digest, forkReason)
				if err != nil {
					return nil, err
				}
				found = append(found, c)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	_, err = tx.tx.ExecContext(ctx, `UPDATE conflict SET head=? WHERE noun=? AND id=? AND decided=''`, head, ref.Noun, ref.ID)
	return found, err
}

func (tx *Tx) conflict(ctx context.Context, ref FormRef, digest, reason string) (inspect.Fork, error) {
	have, err := tx.find(ctx, ref.Noun, ref.ID)
	if err != nil {
		return inspect.Fork{}, err
	}
	c := inspect.Fork{Digest: digest, Noun: ref.Noun, ID: ref.ID, Head: have.head, Reason: reason, At: tx.at}
	_, err = tx.tx.ExecContext(ctx, `INSERT INTO conflict (digest, noun, id, head, reason, at, decided) VALUES (?,?,?,?,?,?,'')`,
		c.Digest, c.Noun, c.ID, c.Head, c.Reason, c.At)
	return c, err
}

func isUnique(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE
}

// link is what the choice of a head needs to know of a version.
type link struct {
	digest, parent, at string
	own                bool // written here, not received
}

// lineage reads the accepted versions of one aggregate.
func lineage(ctx context.Context, r Reader, ref FormRef) ([]link, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT v.digest, v.parent, v.at, v.package='' FROM version v LEFT JOIN conflict c ON c.digest=v.digest
		WHERE v.noun=? AND v.id=? AND coalesce(c.reason, ?)=? ORDER BY v.rowid`, ref.Noun, ref.ID, forkReason, forkReason)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []link{}
	for rows.Next() {
		var l link
		if err := rows.Scan(&l.digest, &l.parent, &l.at, &l.own); err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	return list, rows.Err()
}

// chain walks from the root to the head. Where two versions have one parent it
// follows the one that leads to what was written in this workspace, so that a
// package never undoes a step taken here; between strangers the earlier, then
// the smaller digest. It depends on the set of links only, not on their order.
func chain(links []link) []string {
	parent, kids, own := map[string]string{}, map[string][]link{}, map[string]bool{}
	for _, l := range links {
		parent[l.digest] = l.parent
	}
	for _, l := range links {
		p := l.parent
		if _, known := parent[p]; !known {
			p = ""
		}
		kids[p] = append(kids[p], l)
		for d := l.digest; l.own && !own[d]; d = parent[d] {
			own[d] = true
		}
	}
	line := []string{}
	for at := ""; len(kids[at]) > 0; {
		best := slices.MinFunc(kids[at], func(a, b link) int {
			if own[a.digest] != own[b.digest] {
				if own[a.digest] {
					return -1
				}
				return 1
			}
			return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.digest, b.digest))
		})
		line, at = append(line, best.digest), best.digest
	}
	return line
}

// Conflicts lists what waits for a decision.
func Conflicts(ctx context.Context, r Reader) ([]inspect.Fork, error) {
	return forks(ctx, r, `decided='' ORDER BY at, digest`)
}

// PutPackage remembers a package.
func (tx *Tx) PutPackage(ctx context.Context, p inspect.Exchange) error {
	_, err := tx.tx.ExecContext(ctx, `INSERT INTO package (id, kind, direction, device, sequence, tagmanifest, task, name, checkpoint, verdict, at) VALUES (?,?,?,?,?,?,?,?,?,?,?)`,
		p.ID, p.Kind, p.Direction, p.Device, p.Sequence, p.Tagmanifest, p.Task, p.Name, p.Checkpoint, p.Verdict, tx.at)
	return err
}

// Packages lists packages, the last one handled first; direction "" = both.
func Packages(ctx context.Context, r Reader, direction string) ([]inspect.Exchange, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT id, kind, direction, device, sequence, tagmanifest, task, name, checkpoint, verdict, at FROM package WHERE ?1='' OR direction=?1 ORDER BY rowid DESC`, direction)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []inspect.Exchange{}
	for rows.Next() {
		var p inspect.Exchange
		if err := rows.Scan(&p.ID, &p.Kind, &p.Direction, &p.Device, &p.Sequence, &p.Tagmanifest, &p.Task, &p.Name, &p.Checkpoint, &p.Verdict, &p.At); err != nil {
			return nil, explain(err, r.ref())
		}
		list = append(list, p)
	}
	return list, explain(rows.Err(), r.ref())
}
