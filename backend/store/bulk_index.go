package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"strings"

	"shuangsuiji/backend/inspect"
)

// setAsideMeta is where the indexes that an import set aside stand until they
// are there again, a statement a line.
const setAsideMeta = "indexes set aside"

// An import of asideFrom versions or more, which at least doubles its table, sets
// the table's indexes aside: to make one anew sorts its entries once, which is a
// third of the work of finding each one's place. asideRows are so many rows that
// making one holds the writer no longer than a turn.
const (
	asideFrom = 5_000
	asideRows = 120_000
)

// setAside drops the indexes that only make reading faster, in the transaction
// that decides an import.
func (tx *Tx) setAside(ctx context.Context, noun inspect.Noun, total int) error {
	table := projections[noun].table
	var have int
	if err := tx.row(ctx, `SELECT coalesce(max(rowid), 0) FROM `+table).Scan(&have); err != nil {
		return err
	}
	if total < asideFrom || total < have || total+have > asideRows {
		return nil
	}
	rows, err := tx.tx.QueryContext(ctx, `SELECT name, sql FROM sqlite_schema WHERE type='index' AND tbl_name=? AND sql LIKE 'CREATE INDEX %'`, strings.Trim(table, `"`))
	if err != nil {
		return err
	}
	defer rows.Close()
	names, made := []string{}, []string{}
	for rows.Next() {
		var name, sql string
		if err := rows.Scan(&name, &sql); err != nil {
			return err
		}
		names, made = append(names, name), append(made, strings.Join(strings.Fields(sql), " "))
	}
	if err := rows.Err(); err != nil || len(names) == 0 {
		return err
	}
	rows.Close()
	for _, name := range names {
		if _, err := tx.tx.ExecContext(ctx, `DROP INDEX "`+name+`"`); err != nil {
			return err
		}
	}
	return tx.SetMeta(ctx, setAsideMeta, strings.Join(made, "\n"))
}

// aside are the statements that make the indexes set aside, as often as need
// be; none when all indexes are there.
func aside(ctx context.Context, q querier) ([]string, error) {
	var text string
	err := q.QueryRowContext(ctx, `SELECT value FROM meta WHERE key=?`, setAsideMeta).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	text = strings.ReplaceAll(text, "CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ")
	return strings.Split(text, "\n"), err
}

// putBack makes the indexes set aside, each in a transaction of its own, so
// that others write in between.
func (s *Store) putBack(ctx context.Context) error {
	made, err := aside(ctx, s.ro)
	for _, sql := range made {
		err = cmp.Or(err, s.write(ctx, inspect.Actor{}, func(tx *Tx) error {
			_, err := tx.tx.ExecContext(ctx, sql)
			return err
		}))
	}
	return err
}
