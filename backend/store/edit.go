package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
)

// SaveField stores one field of an open form. rev is the revision the writer
// last saw (0 for a new field); the new revision is returned once the change
// is on disk. A stale rev is refused with Conflict and the text is kept as a
// stale edit, so that both texts survive. open is asked inside the transaction
// whether the form still takes text: a form that is being closed cannot win a
// field behind its own back.
func (s *Store) SaveField(ctx context.Context, a inspect.Actor, noun inspect.Noun, id, path, value string, rev int64, open func(*Tx) error) (inspect.Field, error) {
	var out inspect.Field
	var stale error
	err := s.write(ctx, a, func(tx *Tx) error {
		if err := open(tx); err != nil {
			return err
		}
		old, have, err := tx.field(ctx, noun, id, path)
		if err != nil {
			return err
		}
		if have != rev && old != value {
			stale = inspect.E(inspect.Conflict, "这一栏已在别处改动，您的文字已另存，没有覆盖").
				WithField(path).WithRef(old).WithHint("在这一栏下方选用一份")
			of := fieldPlace(noun, id, path)
			return tx.edit(ctx, noun, id, path, s.box.sealText(of, old), s.box.sealText(of, value), rev, 1)
		}
		out = inspect.Field{Path: path, Value: value, Rev: have, Person: a.Person, At: tx.at}
		if old == value && have > 0 {
			return nil // typed and taken back
		}
		out.Rev = have + 1
		if err := tx.putField(ctx, noun, id, path, old, value, out.Rev); err != nil {
			return err
		}
		return tx.cover(ctx, noun, id)
	})
	if err == nil {
		err = stale
	}
	return out, err
}

// PutField stores the first value of a field of a form that begins in this
// transaction.
func (tx *Tx) PutField(ctx context.Context, noun inspect.Noun, id, path, value string) error {
	return tx.putField(ctx, noun, id, path, "", value, 1)
}

// field is what a field of an open form says now, and its revision: "" and 0 when it
// was never written.
func (tx *Tx) field(ctx context.Context, noun inspect.Noun, id, path string) (value string, rev int64, err error) {
	err = tx.tx.QueryRowContext(ctx, `SELECT value, rev FROM draft WHERE noun=? AND id=? AND path=?`, noun, id, path).Scan(&value, &rev)
	if errors.Is(err, sql.ErrNoRows) {
		return "", 0, nil
	}
	if err != nil {
		return "", 0, err
	}
	value, err = tx.s.box.openText(fieldPlace(noun, id, path), value)
	return value, rev, err
}

// ChangeField stores a field of an open form whatever it holds now; its former
// value stays in its history. What it holds already is not written again.
func (tx *Tx) ChangeField(ctx context.Context, noun inspect.Noun, id, path, value string) error {
	old, have, err := tx.field(ctx, noun, id, path)
	if err != nil {
		return err
	}
	if old == value {
		return nil
	}
	return tx.putField(ctx, noun, id, path, old, value, have+1)
}

func (tx *Tx) putField(ctx context.Context, noun inspect.Noun, id, path, old, value string, rev int64) error {
	of := fieldPlace(noun, id, path)
	old, value = tx.s.box.sealText(of, old), tx.s.box.sealText(of, value)
	if _, err := tx.tx.ExecContext(ctx, `INSERT INTO draft (noun, id, path, value, rev, person, at) VALUES (?,?,?,?,?,?,?)
		ON CONFLICT (noun, id, path) DO UPDATE SET value=excluded.value, rev=excluded.rev, person=excluded.person, at=excluded.at`,
		noun, id, path, value, rev, tx.actor.Person, tx.at); err != nil {
		return err
	}
	return tx.edit(ctx, noun, id, path, old, value, rev, 0)
}

// uncovered is how long edits of an open form may wait for their audit leaf.
const uncovered = 5 * time.Minute

// cover flushes a form whose oldest uncovered edit has waited long enough: a
// form that stays open all day is in the log all the same.
func (tx *Tx) cover(ctx context.Context, noun inspect.Noun, id string) error {
	var oldest string
	err := tx.tx.QueryRowContext(ctx, `SELECT at FROM edit WHERE log IS NULL AND noun=? AND id=? ORDER BY seq LIMIT 1`, noun, id).Scan(&oldest)
	if err != nil {
		return err
	}
	at, err := time.Parse(inspect.InstantLayout, oldest)
	if err != nil {
		return err
	}
	now, err := time.Parse(inspect.InstantLayout, tx.at)
	if err != nil || now.Sub(at) < uncovered {
		return err
	}
	_, err = tx.FlushEdits(ctx, noun, id)
	return err
}

// edit keeps a change; its texts are sealed already.
func (tx *Tx) edit(ctx context.Context, noun inspect.Noun, id, path, old, value string, rev int64, stale int) error {
	_, err := tx.tx.ExecContext(ctx, `INSERT INTO edit (noun, id, path, old, new, rev, stale, person, device, at) VALUES (?,?,?,?,?,?,?,?,?,?)`,
		noun, id, path, old, value, rev, stale, tx.actor.Person, tx.actor.Device, tx.at)
	return err
}

// Draft reads the fields of an open form.
func Draft(ctx context.Context, r Reader, noun inspect.Noun, id string) ([]inspect.Field, error) {
	return fields(ctx, r, noun, id, `SELECT path, value, rev, person, at FROM draft WHERE noun=? AND id=? ORDER BY path`, noun, id)
}

// FieldHistory lists every value a field ever had, oldest first, the stale
// ones included (Rev 0).
func FieldHistory(ctx context.Context, r Reader, noun inspect.Noun, id, path string) ([]inspect.Field, error) {
	return fields(ctx, r, noun, id, `SELECT path, new, CASE stale WHEN 1 THEN 0 ELSE rev END, person, at FROM edit WHERE noun=? AND id=? AND path=? ORDER BY seq`, noun, id, path)
}

// fields reads rows of path, value, revision, person and time of one form.
func fields(ctx context.Context, r Reader, noun inspect.Noun, id, q string, args ...any) ([]inspect.Field, error) {
	rows, err := r.q().QueryContext(ctx, q, args...)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []inspect.Field{}
	for rows.Next() {
		var f inspect.Field
		if err := rows.Scan(&f.Path, &f.Value, &f.Rev, &f.Person, &f.At); err != nil {
			return nil, explain(err, r.ref())
		}
		if f.Value, err = r.sealed().openText(fieldPlace(noun, id, f.Path), f.Value); err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, explain(rows.Err(), r.ref())
}

// FlushEdits covers the edits of a form that no leaf covers yet with one audit
// leaf (on leaving the form, after some minutes, on close). It returns how
// many it covered.
func (tx *Tx) FlushEdits(ctx context.Context, noun inspect.Noun, id string) (int, error) {
	rows, err := tx.tx.QueryContext(ctx, `SELECT seq, path, old, new, rev, stale, person, at FROM edit WHERE log IS NULL AND noun=? AND id=? ORDER BY seq`, noun, id)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var list strings.Builder
	n, first, last := 0, int64(0), int64(0)
	for rows.Next() {
		var seq, rev, stale int64
		var path, old, value, person, at string
		if err := rows.Scan(&seq, &path, &old, &value, &rev, &stale, &person, &at); err != nil {
			return 0, err
		}
		if old, value, err = tx.s.box.openPair(noun, id, path, old, value); err != nil {
			return 0, err
		}
		if n == 0 {
			first = seq
		}
		last = seq
		n++
		list.WriteString(editLine(seq, rev, stale, path, old, value, person, at))
	}
	if err := rows.Err(); err != nil || n == 0 {
		return 0, err
	}
	if _, err := tx.tx.ExecContext(ctx, `UPDATE edit SET log=? WHERE log IS NULL AND noun=? AND id=?`, tx.size, noun, id); err != nil {
		return 0, err
	}
	e := Event{Action: "edit", Article: "第二十条", Detail: fmt.Sprintf("逐字段修改 %d-%d 共%d处", first, last, n)}
	return n, tx.log(ctx, e, noun, id, "", Digest([]byte(list.String())))
}

// DropDraft empties the fields of an open form whose paths begin with prefix, so
// that the next of its kind begins anew. Their edits must be covered; they stay
// as the history of what was written.
func (tx *Tx) DropDraft(ctx context.Context, noun inspect.Noun, id, prefix string) error {
	return tx.exec(ctx, `DELETE FROM draft WHERE noun=? AND id=? AND substr(path, 1, length(?))=?`, noun, id, prefix, prefix)
}

// editLine is one line of what an edit leaf's digest is over; the texts stand
// in it as digests.
func editLine(seq, rev, stale int64, path, old, value, person, at string) string {
	return fmt.Sprintf("%d %s %s %s %d %d %s %s\n", seq, path, Digest([]byte(old)), Digest([]byte(value)), rev, stale, person, at)
}

// OpenForms lists the forms with edits that no leaf covers yet.
func OpenForms(ctx context.Context, r Reader) ([]FormRef, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT DISTINCT noun, id FROM edit WHERE log IS NULL`)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []FormRef{}
	for rows.Next() {
		var f FormRef
		if err := rows.Scan(&f.Noun, &f.ID); err != nil {
			return nil, explain(err, r.ref())
		}
		list = append(list, f)
	}
	return list, explain(rows.Err(), r.ref())
}

// FormRef names an open form.
type FormRef struct {
	Noun inspect.Noun
	ID   string
}
