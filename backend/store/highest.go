package store

import (
	"context"

	"shuangsuiji/backend/inspect"
)

// Highest is the last value, in the order of bytes, of a projection column that
// begins with a prefix and is so many bytes long; "" = there is none.
func Highest(ctx context.Context, r Reader, noun inspect.Noun, column, prefix string, length int) (string, error) {
	p := projections[noun]
	if !p.has(column) {
		return "", inspect.E(inspect.Invalid, "不能按“%s”筛选", column).WithField(column)
	}
	var top string
	err := r.q().QueryRowContext(ctx, `SELECT coalesce(max("`+column+`"), '') FROM `+p.table+` WHERE "`+column+`">=?1 AND "`+column+`"<?1||char(0x10FFFF) AND length("`+column+`")=?2`,
		prefix, length).Scan(&top)
	return top, explain(err, r.ref())
}

// TopSerial is the highest serial from one to another (both counted) that a
// document of a series has; 0 = there is none.
func TopSerial(ctx context.Context, r Reader, series string, from, to int) (int, error) {
	top := 0
	err := r.q().QueryRowContext(ctx, `SELECT coalesce(max(serial), 0) FROM paper WHERE series=?1 AND series<>'' AND serial BETWEEN ?2 AND ?3`, series, from, to).Scan(&top)
	return top, explain(err, r.ref())
}

// SeriesOfYear lists the series of a year that documents have.
func SeriesOfYear(ctx context.Context, r Reader, year string) ([]string, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT DISTINCT series FROM paper WHERE series<>'' AND series LIKE '%〔'||?||'〕' ORDER BY series`, year)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []string{}
	for rows.Next() {
		s := ""
		if err := rows.Scan(&s); err != nil {
			return nil, explain(err, r.ref())
		}
		list = append(list, s)
	}
	return list, explain(rows.Err(), r.ref())
}
