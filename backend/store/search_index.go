package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode"

	"shuangsuiji/backend/inspect"
)

// gramKey is one entry of the index: a character (second = 0) or two
// neighbouring ones, on one page of a noun's rows.
type gramKey struct {
	noun          inspect.Noun
	page          int64
	first, second rune
}

func (k gramKey) text() string {
	if k.second == 0 {
		return string(k.first)
	}
	return string(k.first) + string(k.second)
}

// eachGram calls fn for every character of text that is no blank and every
// pair of neighbours.
func eachGram(text string, fn func(first, second rune)) {
	var before rune
	for _, r := range text {
		if unicode.IsSpace(r) {
			before = 0
			continue
		}
		fn(r, 0)
		if before != 0 {
			fn(before, r)
		}
		before = r
	}
}

const maxGrams = 300_000 // entries kept in memory by one transaction before they are written

// gramCache collects what a transaction changes of the index, so that an
// import writes every entry once and not once a row.
type gramCache struct {
	docs  map[gramKey]*docs
	empty map[gramKey]bool // noun and page: nothing of it is stored yet
}

// reindex moves row num of a noun from its old search text to the new one.
func (tx *Tx) reindex(ctx context.Context, noun inspect.Noun, num int64, old, text string) error {
	if old == text {
		return nil
	}
	if tx.grams.docs == nil {
		tx.grams = gramCache{map[gramKey]*docs{}, map[gramKey]bool{}}
	}
	key, n := gramKey{noun: noun, page: num >> pageBits}, uint16(num&pageMask)
	var err error
	change := func(first, second rune, fn func(*docs)) {
		key.first, key.second = first, second
		d, ok := tx.grams.docs[key]
		if !ok && err == nil {
			d, err = tx.loadDocs(ctx, key)
			tx.grams.docs[key] = d
		}
		if err == nil {
			fn(d)
		}
	}
	var kept map[[2]rune]bool // what is in both texts stays untouched
	if old != "" {
		kept = map[[2]rune]bool{}
		eachGram(old, func(first, second rune) { kept[[2]rune{first, second}] = false })
		eachGram(text, func(first, second rune) {
			if _, both := kept[[2]rune{first, second}]; both {
				kept[[2]rune{first, second}] = true
			}
		})
		for k, stays := range kept {
			if !stays {
				change(k[0], k[1], func(d *docs) { d.remove(n) })
			}
		}
	}
	eachGram(text, func(first, second rune) {
		if !kept[[2]rune{first, second}] {
			change(first, second, func(d *docs) { d.add(n) })
		}
	})
	if err == nil && len(tx.grams.docs) > maxGrams {
		err = tx.flushGrams(ctx)
	}
	return err
}

func (tx *Tx) loadDocs(ctx context.Context, k gramKey) (*docs, error) {
	page := gramKey{noun: k.noun, page: k.page}
	empty, asked := tx.grams.empty[page]
	if !asked {
		var n int
		if err := tx.row(ctx, `SELECT count(*) FROM (SELECT 1 FROM gram WHERE noun=? AND page=? LIMIT 1)`, k.noun, k.page).Scan(&n); err != nil {
			return nil, err
		}
		empty = n == 0
		tx.grams.empty[page] = empty
	}
	if empty {
		return &docs{}, nil
	}
	var b []byte
	err := tx.row(ctx, `SELECT docs FROM gram WHERE noun=? AND page=? AND gram=?`, k.noun, k.page, k.text()).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return &docs{}, nil
	}
	if err != nil {
		return nil, err
	}
	return decodeDocs(b)
}

// flushGrams writes the collected changes, in the order of the table.
func (tx *Tx) flushGrams(ctx context.Context) error {
	keys := slices.SortedFunc(maps.Keys(tx.grams.docs), func(a, b gramKey) int {
		return cmp.Or(cmp.Compare(a.noun, b.noun), cmp.Compare(a.page, b.page), cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second))
	})
	for _, k := range keys {
		b := tx.grams.docs[k].encode()
		var err error
		if len(b) == 0 {
			err = tx.exec(ctx, `DELETE FROM gram WHERE noun=? AND page=? AND gram=?`, k.noun, k.page, k.text())
		} else {
			err = tx.exec(ctx, `INSERT INTO gram (noun, page, gram, docs) VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET docs=excluded.docs`, k.noun, k.page, k.text(), b)
		}
		if err != nil {
			return err
		}
	}
	tx.grams = gramCache{}
	return nil
}

// edition names what projections hold. It changes with every change of what
// they say (columns, search texts, readings); a workspace of another edition
// gets them anew on opening.
const edition = "1"

// freshen rebuilds all projections and the search index from the heads when
// they are of another edition. It changes nothing that the versions do not
// say, so it leaves no audit entry.
func (s *Store) freshen(ctx context.Context) error {
	have, err := s.Meta(ctx, "projections")
	if err != nil || have == edition {
		return err
	}
	return s.write(ctx, inspect.Actor{}, func(tx *Tx) error {
		if err := tx.exec(ctx, `DELETE FROM gram`); err != nil {
			return err
		}
		for _, noun := range slices.Sorted(maps.Keys(projections)) {
			if err := tx.rebuild(ctx, noun); err != nil {
				return err
			}
		}
		return tx.SetMeta(ctx, "projections", edition)
	})
}

func (tx *Tx) rebuild(ctx context.Context, noun inspect.Noun) error {
	p := projections[noun]
	if p.search >= 0 { // what was indexed is gone
		if err := tx.exec(ctx, `UPDATE `+p.table+` SET search=''`); err != nil {
			return err
		}
	}
	for after, n := int64(0), 1; n > 0; {
		list := []string{}
		rows, err := tx.tx.QueryContext(ctx, `SELECT rowid, head FROM `+p.table+` WHERE rowid>? ORDER BY rowid LIMIT 1000`, after)
		if err != nil {
			return err
		}
		for n = 0; rows.Next(); n++ {
			var head string
			if err := rows.Scan(&after, &head); err != nil {
				rows.Close()
				return err
			}
			list = append(list, head)
		}
		if err := cmp.Or(rows.Err(), rows.Close()); err != nil {
			return err
		}
		for _, head := range list {
			raw, err := Stored(ctx, tx, head)
			if err != nil {
				return err
			}
			v, err := ParseVersion(raw)
			if err != nil {
				return err
			}
			row, err := tx.find(ctx, noun, v.ID)
			if err != nil {
				return err
			}
			if err := tx.project(ctx, v, row, head, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkGrams builds the search index anew, a page at a time, and compares.
func (s *Store) checkGrams(ctx context.Context) ([]string, error) {
	out := []string{}
	for _, noun := range slices.Sorted(maps.Keys(projections)) {
		p := projections[noun]
		if p.search < 0 {
			continue
		}
		var last int64
		if err := s.ro.QueryRowContext(ctx, `SELECT max(coalesce((SELECT max(num) FROM `+p.table+`), 0) >> ?, coalesce((SELECT max(page) FROM gram WHERE noun=?), 0))`, pageBits, noun).Scan(&last); err != nil {
			return nil, err
		}
		for page := int64(0); page <= last; page++ {
			same, err := s.samePage(ctx, noun, page)
			if err != nil {
				return nil, err
			}
			if !same {
				out = append(out, fmt.Sprintf("%s的搜索索引（第%d页）与列表不符，搜索可能漏项", noun.Label(), page+1))
			}
		}
	}
	return out, nil
}

func (s *Store) samePage(ctx context.Context, noun inspect.Noun, page int64) (bool, error) {
	want := map[string]*docs{}
	err := s.each(ctx, fmt.Sprintf(`SELECT num, search FROM %s WHERE num BETWEEN %d AND %d ORDER BY num`, projections[noun].table, page<<pageBits, page<<pageBits|pageMask), func(rows *sql.Rows) error {
		var num int64
		var text string
		if err := rows.Scan(&num, &text); err != nil {
			return err
		}
		eachGram(text, func(first, second rune) {
			k := gramKey{first: first, second: second}.text()
			if want[k] == nil {
				want[k] = &docs{}
			}
			want[k].add(uint16(num & pageMask))
		})
		return nil
	})
	if err != nil {
		return false, err
	}
	same, n := true, 0
	err = s.each(ctx, fmt.Sprintf(`SELECT gram, docs FROM gram WHERE noun='%s' AND page=%d`, noun, page), func(rows *sql.Rows) error {
		var gram string
		var b sql.RawBytes
		if err := rows.Scan(&gram, &b); err != nil {
			return err
		}
		n++
		same = same && want[gram] != nil && bytes.Equal(want[gram].encode(), b)
		return nil
	})
	return same && n == len(want), err
}
