package store

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// TakeFields begins an open form with the fields that another device kept: who
// wrote each and when stays with it, and the history says which device brought
// it. A field that is here already is left alone.
func (tx *Tx) TakeFields(ctx context.Context, noun inspect.Noun, id, device string, fields []inspect.Field) error {
	for _, f := range fields {
		var have int
		if err := tx.row(ctx, `SELECT count(*) FROM draft WHERE noun=? AND id=? AND path=?`, string(noun), id, f.Path).Scan(&have); err != nil {
			return err
		}
		if have > 0 {
			continue
		}
		of := fieldPlace(noun, id, f.Path)
		value := tx.s.box.sealText(of, f.Value)
		if err := tx.exec(ctx, `INSERT INTO draft (noun, id, path, value, rev, person, at) VALUES (?,?,?,?,?,?,?)`,
			string(noun), id, f.Path, value, f.Rev, f.Person, f.At); err != nil {
			return err
		}
		if err := tx.exec(ctx, `INSERT INTO edit (noun, id, path, old, new, rev, stale, person, device, at) VALUES (?,?,?,?,?,?,0,?,?,?)`,
			string(noun), id, f.Path, tx.s.box.sealText(of, ""), value, f.Rev, f.Person, device, tx.at); err != nil {
			return err
		}
	}
	_, err := tx.FlushEdits(ctx, noun, id)
	return err
}

// Knows tells whether a version is stored here, as the head or not.
func Knows(ctx context.Context, r Reader, digest string) (bool, error) {
	var n int
	err := r.q().QueryRowContext(ctx, `SELECT count(*) FROM version WHERE digest=?`, digest).Scan(&n)
	return n > 0, explain(err, r.ref())
}
