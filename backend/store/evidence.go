package store

import (
	"bytes"
	"context"
)

// Same is a pair of evidence items with the same digest.
type Same struct{ Evidence, Other string }

// SameEvidence pairs the items of a visit with others of the same content: of each
// visit, this one too, one.
func SameEvidence(ctx context.Context, r Reader, visit string) ([]Same, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT a.id, MIN(b.id) FROM evidence b CROSS JOIN evidence a
		WHERE b.sha256 IN (SELECT sha256 FROM evidence WHERE visit = ? AND sha256 <> '')
		  AND a.visit = ? AND a.sha256 = b.sha256 AND a.id <> b.id GROUP BY a.id, b.visit ORDER BY a.id, b.visit`, visit, visit)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	out := []Same{}
	for rows.Next() {
		var s Same
		if err := rows.Scan(&s.Evidence, &s.Other); err != nil {
			return nil, explain(err, r.ref())
		}
		out = append(out, s)
	}
	return out, explain(rows.Err(), r.ref())
}

// FileNamed tells whether a version that rests on stored files names this one: a scan
// of a document, the proof of a publication, an approval's sheet. A receipt only lists
// what came.
func FileNamed(ctx context.Context, r Reader, sha256 string) (bool, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT digest, body FROM version
		WHERE noun NOT IN ('evidence', 'subject', 'inspector', 'matter', 'person', 'visit', 'receipt')`)
	if err != nil {
		return false, explain(err, r.ref())
	}
	defer rows.Close()
	var b []byte
	for rows.Next() {
		if b, err = rawBody(rows, r, b); err != nil || bytes.Contains(b, []byte(sha256)) {
			return err == nil, err
		}
	}
	return false, explain(rows.Err(), r.ref())
}
