package store

import (
	"context"
	"database/sql"
	"errors"

	"shuangsuiji/backend/inspect"
)

// Incoming is a version that came in a package, as exact bytes.
type Incoming struct {
	Raw     []byte
	Package string
}

// MergeReport says what a merge did.
type MergeReport struct {
	Added     int            `json:"added"`
	Known     int            `json:"known"`
	Conflicts []inspect.Fork `json:"conflicts"`
}

// Merge adds foreign versions: a union, idempotent, in the order given (parents
// first). allow says why a version may not be accepted, or "". A version that
// is not allowed, or whose parent is not the present head, is kept and listed
// as a conflict; the head stays.
func (tx *Tx) Merge(ctx context.Context, in []Incoming, allow func(Version) (string, error)) (MergeReport, error) {
	rep := MergeReport{Conflicts: []inspect.Fork{}}
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
		head, err := tx.head(ctx, v.Noun, v.ID)
		if err != nil {
			return rep, err
		}
		reason, err := allow(v)
		if err != nil {
			return rep, err
		}
		if reason == "" && v.Parent != head {
			if reason, err = tx.lineage(ctx, v, head); err != nil {
				return rep, err
			}
		}
		if err := tx.insert(ctx, v, m.Raw, digest, m.Package, tx.size, reason == ""); err != nil {
			return rep, err
		}
		rep.Added++
		if reason == "" {
			continue
		}
		c := inspect.Fork{Digest: digest, Noun: v.Noun, ID: v.ID, Head: head, Reason: reason, At: tx.at}
		rep.Conflicts = append(rep.Conflicts, c)
		if _, err := tx.tx.ExecContext(ctx, `INSERT INTO conflict (digest, noun, id, head, reason, at, decided) VALUES (?,?,?,?,?,?,'')`,
			c.Digest, c.Noun, c.ID, c.Head, c.Reason, c.At); err != nil {
			return rep, err
		}
	}
	return rep, nil
}

// lineage judges a version whose parent is not the head. Where this workspace
// never held the aggregate, or held only an ancestor that the sender left out,
// the version is taken as it is: a package carries heads, not histories.
func (tx *Tx) lineage(ctx context.Context, v Version, head string) (string, error) {
	if head == "" {
		return "", nil
	}
	var headPackage string
	err := tx.tx.QueryRowContext(ctx, `SELECT package FROM version WHERE digest=?`, head).Scan(&headPackage)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	var parentKnown int
	if err := tx.tx.QueryRowContext(ctx, `SELECT count(*) FROM version WHERE digest=?`, v.Parent).Scan(&parentKnown); err != nil {
		return "", err
	}
	if parentKnown == 0 && headPackage != "" {
		return "", nil // both came from the same owner; this one is newer than what was sent before
	}
	return "两处各有改动，须由负责人裁定", nil
}

// Conflicts lists what waits for a decision.
func Conflicts(ctx context.Context, r Reader) ([]inspect.Fork, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT digest, noun, id, head, reason, at, decided FROM conflict WHERE decided='' ORDER BY at, digest`)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []inspect.Fork{}
	for rows.Next() {
		var c inspect.Fork
		if err := rows.Scan(&c.Digest, &c.Noun, &c.ID, &c.Head, &c.Reason, &c.At, &c.Decided); err != nil {
			return nil, explain(err, r.ref())
		}
		list = append(list, c)
	}
	return list, explain(rows.Err(), r.ref())
}

// PutPackage remembers a package.
func (tx *Tx) PutPackage(ctx context.Context, p inspect.Exchange) error {
	_, err := tx.tx.ExecContext(ctx, `INSERT INTO package (id, kind, direction, device, sequence, tagmanifest, task, name, checkpoint, verdict, at) VALUES (?,?,?,?,?,?,?,?,?,?,?)`,
		p.ID, p.Kind, p.Direction, p.Device, p.Sequence, p.Tagmanifest, p.Task, p.Name, p.Checkpoint, p.Verdict, tx.at)
	return err
}

// Packages lists packages, newest first; direction "" = both.
func Packages(ctx context.Context, r Reader, direction string) ([]inspect.Exchange, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT id, kind, direction, device, sequence, tagmanifest, task, name, checkpoint, verdict, at FROM package WHERE ?1='' OR direction=?1 ORDER BY at DESC, sequence DESC`, direction)
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
