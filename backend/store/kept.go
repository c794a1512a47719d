package store

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// Kept is how much of a noun somebody added and changed on one day.
type Kept struct {
	Day     string // 2006-01-02 in China
	Person  string // id
	Added   int
	Changed int
}

// Upkeep counts the versions of a noun by day and person, oldest first.
func Upkeep(ctx context.Context, r Reader, noun inspect.Noun) ([]Kept, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT date(at, '+8 hours') AS day, person, count(*) FILTER (WHERE parent=''), count(*) FILTER (WHERE parent<>'')
		FROM version WHERE noun=? GROUP BY day, person ORDER BY day, person`, noun)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []Kept{}
	for rows.Next() {
		var k Kept
		if err := rows.Scan(&k.Day, &k.Person, &k.Added, &k.Changed); err != nil {
			return nil, explain(err, r.ref())
		}
		list = append(list, k)
	}
	return list, explain(rows.Err(), r.ref())
}
