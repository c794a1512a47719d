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
