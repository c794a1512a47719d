package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"shuangsuiji/backend/inspect"
)

// fewRows is up to how many found rows are fetched one by one and sorted.
// Above it the rows are so dense that walking along the order's index meets a
// page of them sooner.
const fewRows = 5000

// matched is the SQL condition of a filter.
type matched struct {
	where string
	args  []any
	few   bool // the rows are named by number
	total int  // how many rows match, -1 = to be counted
}

func (m matched) count(ctx context.Context, r Reader, p *projection) (int, error) {
	if m.total >= 0 {
		return m.total, nil
	}
	var n int
	err := r.q().QueryRowContext(ctx, `SELECT count(*) FROM `+p.table+` n`+m.where, m.args...).Scan(&n)
	return n, explain(err, r.ref())
}

func match(ctx context.Context, r Reader, noun inspect.Noun, f Filter) (matched, error) {
	p, m, conds := projections[noun], matched{total: -1}, []string{}
	for _, e := range f.Equal {
		if !p.has(e.Column) {
			return m, inspect.E(inspect.Invalid, "不能按“%s”筛选", e.Column).WithField(e.Column)
		}
		conds, m.args = append(conds, `n."`+e.Column+`"=?`), append(m.args, e.Value)
	}
	if words := strings.Fields(words(f.Search)); len(words) > 0 {
		if p.search < 0 {
			return m, inspect.E(inspect.Invalid, "这个列表不支持搜索").WithField("search")
		}
		if tx, ok := r.(*Tx); ok {
			if err := tx.flushGrams(ctx); err != nil {
				return m, err
			}
		}
		found, err := lookUp(ctx, r.q(), noun, words)
		if err != nil {
			return m, explain(err, r.ref())
		}
		if m.few = found.total <= fewRows; m.few {
			list, err := json.Marshal(found.nums)
			if err != nil {
				return m, err
			}
			conds, m.args = append(conds, `n.num IN (SELECT value FROM json_each(?))`), append(m.args, string(list))
		}
		if found.exact && len(f.Equal) == 0 {
			m.total = found.total
		}
		if !found.exact || !m.few {
			for _, w := range words {
				conds, m.args = append(conds, `instr(n.search, ?) > 0`), append(m.args, w)
			}
		}
	}
	if len(conds) > 0 {
		m.where = ` WHERE ` + strings.Join(conds, ` AND `)
	}
	return m, nil
}

// lookup is what the index says of some words.
type lookup struct {
	nums  []int64 // the rows, while they are few
	total int
	exact bool // every word is one or two characters: the index knows all of it
}

// lookUp finds the rows that hold every character and every pair of
// neighbours of every word. A longer word may be missing in some of them.
func lookUp(ctx context.Context, q querier, noun inspect.Noun, words []string) (lookup, error) {
	l, grams := lookup{nums: []int64{}, exact: true}, map[string]bool{}
	for _, w := range words {
		long := utf8.RuneCountInString(w) > 1
		l.exact = l.exact && utf8.RuneCountInString(w) <= 2
		eachGram(w, func(first, second rune) {
			if !long || second != 0 { // the pairs imply their characters
				grams[gramKey{first: first, second: second}.text()] = true
			}
		})
	}
	args := []any{noun, 0}
	for g := range grams {
		args = append(args, g)
	}
	query := `SELECT docs FROM gram WHERE noun=? AND page=? AND gram IN (?` + strings.Repeat(`,?`, len(grams)-1) + `)`
	var last int64
	if err := q.QueryRowContext(ctx, `SELECT coalesce(max(num), 0) FROM `+projections[noun].table).Scan(&last); err != nil {
		return l, err
	}
	for page := int64(0); page <= last>>pageBits; page++ {
		args[1] = page
		d, err := common(ctx, q, query, args)
		if err != nil {
			return l, err
		}
		if d == nil {
			continue
		}
		l.total += d.count()
		if l.total > fewRows {
			l.nums = nil
			continue
		}
		for _, n := range d.all() {
			l.nums = append(l.nums, page<<pageBits|int64(n))
		}
	}
	return l, nil
}

// common is what all the wanted entries of one page share, nil when one of
// them is missing.
func common(ctx context.Context, q querier, query string, args []any) (*docs, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all *docs
	missing := len(args) - 2
	for ; rows.Next(); missing-- {
		var b sql.RawBytes
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		d, err := decodeDocs(b)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", err, args[:2])
		}
		if all == nil {
			all = d
		} else {
			all.and(d)
		}
	}
	if err := rows.Err(); err != nil || missing > 0 {
		return nil, err
	}
	return all, nil
}
