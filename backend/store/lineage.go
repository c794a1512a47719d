package store

import (
	"context"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
)

// Past is one version of an aggregate with what the log says of it.
type Past struct {
	Version
	Action   string
	Reason   string
	Received bool // it came in a package; action and reason are those of the opening
}

// Lineage lists every version of an aggregate, oldest first.
func Lineage(ctx context.Context, r Reader, noun inspect.Noun, id string) ([]Past, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT v.digest, v.body, v.package<>'', coalesce(l.leaf, x'') FROM version v LEFT JOIN log l ON l.seq=v.log WHERE v.noun=? AND v.id=? ORDER BY v.rowid`, noun, id)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []Past{}
	for rows.Next() {
		var digest string
		var body, leaf []byte
		var p Past
		if err := rows.Scan(&digest, &body, &p.Received, &leaf); err != nil {
			return nil, explain(err, r.ref())
		}
		if body, err = r.sealed().open(nil, digest, body); err != nil {
			return nil, err
		}
		if p.Version, err = ParseVersion(body); err != nil {
			return nil, err
		}
		if len(leaf) > 0 {
			e, err := audit.ParseLeaf(leaf)
			if err != nil {
				return nil, err
			}
			p.Action, p.Reason = e.Action, e.Reason
		}
		list = append(list, p)
	}
	return list, explain(rows.Err(), r.ref())
}
