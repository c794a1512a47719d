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

// A gram is a character and its right neighbour, or a blank at the end of a
// word: every character begins exactly one gram where it stands.
type gram uint64

func gramOf(first, second rune) gram { return gram(first)<<32 | gram(second) }

func (g gram) text() string { return string([]rune{rune(g >> 32), rune(g)}) }

// eachGram calls fn for every gram of a text, as often as it stands there.
func eachGram(text string, fn func(gram)) {
	before := ' '
	for _, r := range text {
		if unicode.IsSpace(r) {
			r = ' '
		}
		if before != ' ' {
			fn(gramOf(before, r))
		}
		before = r
	}
	if before != ' ' {
		fn(gramOf(before, ' '))
	}
}

const maxGrams = 150_000 // entries kept in memory by one transaction before they are written

// gramCache collects what a transaction changes of the index, so that an
// import writes every entry once and not once a row.
type gramCache struct {
	pages map[gramPage]*gramDocs
	size  int
}

type gramPage struct {
	noun inspect.Noun
	page int64
}

type gramDocs struct {
	fresh bool // nothing of the page is stored yet
	docs  map[gram]*docs
}

// reindex moves row num of a noun from its old search text to the new one.
func (tx *Tx) reindex(ctx context.Context, noun inspect.Noun, num int64, old, text string) error {
	if old == text {
		return nil
	}
	at, n := gramPage{noun, num >> pageBits}, uint16(num&pageMask)
	page, err := tx.gramsOf(ctx, at)
	if err != nil {
		return err
	}
	get := func(g gram) *docs {
		d, ok := page.docs[g]
		if !ok {
			d = &docs{}
			if !page.fresh && err == nil {
				d, err = tx.loadDocs(ctx, at, g)
			}
			page.docs[g] = d
			tx.grams.size++
		}
		return d
	}
	var kept map[gram]bool // what stands in both texts stays untouched
	if old != "" {
		kept = map[gram]bool{}
		eachGram(old, func(g gram) { kept[g] = false })
		eachGram(text, func(g gram) {
			if _, both := kept[g]; both {
				kept[g] = true
			}
		})
		for g, stays := range kept {
			if !stays {
				get(g).remove(n)
			}
		}
	}
	eachGram(text, func(g gram) {
		if !kept[g] {
			get(g).add(n)
		}
	})
	if err == nil && tx.grams.size > maxGrams {
		err = tx.flushGrams(ctx)
	}
	return err
}

func (tx *Tx) gramsOf(ctx context.Context, at gramPage) (*gramDocs, error) {
	if p := tx.grams.pages[at]; p != nil {
		return p, nil
	}
	var n int
	if err := tx.row(ctx, `SELECT count(*) FROM (SELECT 1 FROM gram WHERE noun=? AND page=? LIMIT 1)`, string(at.noun), at.page).Scan(&n); err != nil {
		return nil, err
	}
	if tx.grams.pages == nil {
		tx.grams.pages = map[gramPage]*gramDocs{}
	}
	tx.grams.pages[at] = &gramDocs{fresh: n == 0, docs: map[gram]*docs{}}
	return tx.grams.pages[at], nil
}

func (tx *Tx) loadDocs(ctx context.Context, at gramPage, g gram) (*docs, error) {
	var b []byte
	err := tx.row(ctx, `SELECT docs FROM gram WHERE noun=? AND page=? AND gram=?`, string(at.noun), at.page, g.text()).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return &docs{}, nil
	}
	if err != nil {
		return &docs{}, err
	}
	return decodeDocs(b)
}

func (tx *Tx) saveDocs(ctx context.Context, at gramPage, g gram, d *docs) error {
	b := d.encode()
	if len(b) == 0 {
		return tx.exec(ctx, `DELETE FROM gram WHERE noun=? AND page=? AND gram=?`, string(at.noun), at.page, g.text())
	}
	return tx.exec(ctx, `INSERT INTO gram (noun, page, gram, docs) VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET docs=excluded.docs`, string(at.noun), at.page, g.text(), b)
}

// flushGrams writes the collected changes, in the order of the table.
func (tx *Tx) flushGrams(ctx context.Context) error {
	for at, page := range tx.grams.pages {
		grams := slices.Sorted(maps.Keys(page.docs))
		for _, g := range grams {
			if err := tx.saveDocs(ctx, at, g, page.docs[g]); err != nil {
				return err
			}
		}
	}
	tx.grams = gramCache{}
	return nil
}

// edition names what projections hold. It changes with every change of what
// they say (columns, search texts, readings); a workspace of another edition
// gets them anew on opening.
const edition = "3"

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
		eachGram(text, func(g gram) {
			k := g.text()
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
