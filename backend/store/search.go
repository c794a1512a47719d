package store

import (
	"context"
	"encoding/json"
	"strings"
	"unicode"

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

func (m matched) count(ctx context.Context, q querier, r Reader, p *projection) (int, error) {
	if m.total >= 0 {
		return m.total, nil
	}
	var n int
	err := q.QueryRowContext(ctx, `SELECT count(*) FROM `+p.table+` n`+m.where, m.args...).Scan(&n)
	return n, explain(err, r.ref())
}

func match(ctx context.Context, q querier, r Reader, noun inspect.Noun, f Filter) (matched, error) {
	p, m, conds := projections[noun], matched{total: -1}, []string{}
	for _, e := range f.Equal {
		if !p.has(e.Column) {
			return m, inspect.E(inspect.Invalid, "不能按“%s”筛选", e.Column).WithField(e.Column)
		}
		conds, m.args = append(conds, `n."`+e.Column+`"=?`), append(m.args, e.Value)
		if e.Column == "merged" && e.Value != "" {
			conds = append(conds, `n.merged<>''`) // its index knows no others
		}
	}
	for _, w := range f.Within {
		if !p.has(w.Column) {
			return m, inspect.E(inspect.Invalid, "不能按“%s”筛选", w.Column).WithField(w.Column)
		}
		conds, m.args = append(conds, `n."`+w.Column+`" BETWEEN ? AND ?`), append(m.args, w.From, w.To)
		if w.Column == "merged" {
			conds = append(conds, `n.merged<>''`)
		}
	}
	if f.Faults.Only != "" {
		cond, args, err := f.Faults.condition(noun, f.Faults.Only)
		if err != nil {
			return m, err
		}
		conds, m.args = append(conds, cond), append(m.args, args...)
	}
	narrowed := len(conds) > 0
	if words := strings.Fields(words(f.Search)); len(words) > 0 {
		if p.search < 0 {
			return m, inspect.E(inspect.Invalid, "这个列表不支持搜索").WithField("search")
		}
		if tx, ok := r.(*Tx); ok {
			if err := tx.flushGrams(ctx); err != nil {
				return m, err
			}
		}
		hits, err := lookUp(ctx, q, noun, words)
		if err != nil {
			return m, explain(err, r.ref())
		}
		if m.few = hits.total <= fewRows; m.few {
			list, err := json.Marshal(hits.nums)
			if err != nil {
				return m, err
			}
			conds, m.args = append(conds, `n.num IN (SELECT value FROM json_each(?))`), append(m.args, string(list))
		}
		if hits.exact && !narrowed {
			m.total = hits.total
		}
		if !hits.exact || !m.few {
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
	l, singles, pairs := lookup{nums: []int64{}, exact: true}, []string{}, map[gram]bool{}
	for _, w := range words {
		r := []rune(w)
		l.exact = l.exact && len(r) <= 2
		if len(r) == 1 {
			singles = append(singles, w)
		}
		for i := 1; i < len(r); i++ {
			pairs[gramOf(r[i-1], r[i])] = true
		}
	}
	var last int64
	if err := q.QueryRowContext(ctx, `SELECT coalesce(max(num), 0) FROM `+projections[noun].table).Scan(&last); err != nil {
		return l, err
	}
	for page := int64(0); page <= last>>pageBits; page++ {
		d, err := found(ctx, q, gramPage{noun, page}, pairs, singles)
		if err != nil {
			return l, err
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

// found is what all the pairs and single characters of one page share.
func found(ctx context.Context, q querier, at gramPage, pairs map[gram]bool, singles []string) (*docs, error) {
	var all *docs
	if len(pairs) > 0 {
		args, missing := []any{string(at.noun), at.page}, len(pairs)
		for g := range pairs {
			args = append(args, g.text(), string(g.first()))
		}
		err := eachDocs(ctx, q, `gram IN (?,?`+strings.Repeat(`,?,?`, len(pairs)-1)+`)`, args, func(g gram, d *docs) {
			if !pairs[g] {
				return
			}
			if missing--; all == nil {
				all = d
			} else {
				all.and(d)
			}
		})
		if err != nil {
			return nil, err
		}
		if missing > 0 {
			return &docs{}, nil
		}
	}
	for _, c := range singles { // the union of the grams that begin with it
		one := &docs{}
		err := eachDocs(ctx, q, `gram BETWEEN ? AND ?`, []any{string(at.noun), at.page, c, c + string(unicode.MaxRune)}, func(_ gram, d *docs) { one.or(d) })
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = one
		} else {
			all.and(one)
		}
	}
	return all, nil
}
