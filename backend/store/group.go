package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Group is how many heads of a noun share the values of some columns.
type Group struct {
	Values []string
	Count  int
}

// Groups counts the heads of a noun by the values of text columns, without
// reading an aggregate.
func Groups(ctx context.Context, r Reader, noun inspect.Noun, columns ...string) ([]Group, error) {
	p := projections[noun]
	list := `"` + strings.Join(columns, `", "`) + `"`
	rows, err := r.q().QueryContext(ctx, `SELECT count(*), `+list+` FROM `+p.table+` GROUP BY `+list+` ORDER BY `+list)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	groups := []Group{}
	for rows.Next() {
		g := Group{Values: make([]string, len(columns))}
		to := []any{&g.Count}
		for i := range g.Values {
			to = append(to, &g.Values[i])
		}
		if err := rows.Scan(to...); err != nil {
			return nil, explain(err, r.ref())
		}
		groups = append(groups, g)
	}
	return groups, explain(rows.Err(), r.ref())
}

// Columns reads text columns of the heads that ids name, each row the id and
// then the columns; unknown ids are absent.
func Columns(ctx context.Context, r Reader, noun inspect.Noun, ids []string, columns ...string) ([][]string, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := r.q().QueryContext(ctx, `SELECT "id", "`+strings.Join(columns, `", "`)+`" FROM `+projections[noun].table+
		` WHERE id IN (SELECT value FROM json_each(?))`, string(list))
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	out := [][]string{}
	row := make([]string, len(columns)+1)
	to := make([]any, len(row))
	for i := range row {
		to[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, explain(err, r.ref())
		}
		out = append(out, slices.Clone(row))
	}
	return out, explain(rows.Err(), r.ref())
}
