package store

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// Edits lists what was done to the fields of a form, oldest first; path "" = of
// all fields.
func Edits(ctx context.Context, r Reader, noun inspect.Noun, id, path string) ([]inspect.Change, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT path, old, new, stale, person, at FROM edit WHERE noun=? AND id=? AND (?='' OR path=?) ORDER BY seq`, noun, id, path, path)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []inspect.Change{}
	for rows.Next() {
		var c inspect.Change
		if err := rows.Scan(&c.Path, &c.Old, &c.New, &c.Kept, &c.Person, &c.At); err != nil {
			return nil, explain(err, r.ref())
		}
		if c.Old, c.New, err = r.sealed().openPair(noun, id, c.Path, c.Old, c.New); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, explain(rows.Err(), r.ref())
}
