package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"unicode"

	"shuangsuiji/backend/inspect"
)

// A gram is a character and its right neighbour, or a blank at the end of a
// word: every character begins exactly one gram where it stands.
type gram uint64

const runeBits = 21 // of a character

func gramOf(first, second rune) gram { return gram(first)<<runeBits | gram(second) }

func (g gram) first() rune  { return rune(g >> runeBits) }
func (g gram) second() rune { return rune(g & (1<<runeBits - 1)) }
func (g gram) text() string { return string([]rune{g.first(), g.second()}) }

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

// A posting is one row of a page that comes to, or leaves, one gram: sorted as
// numbers they are in the order of the table.
type posting uint64

func postingOf(g gram, num int64, cut bool) posting {
	p := posting(g)<<(pageBits+1) | posting(num&pageMask)<<1
	if cut {
		p |= 1
	}
	return p
}

func (p posting) gram() gram  { return gram(p >> (pageBits + 1)) }
func (p posting) doc() uint16 { return uint16(p >> 1) }
func (p posting) cut() bool   { return p&1 != 0 }

type gramPage struct {
	noun inspect.Noun
	page int64
}

// gramChanges collects what many rows change of the index, because to write an
// entry costs much more than to know it.
type gramChanges struct {
	pages map[gramPage][]posting
	n     int // postings in all pages
}

// manyChanges are written although more may follow: 8 MB of them.
const manyChanges = 1_000_000

// move records that a row's search text changes.
func (c *gramChanges) move(noun inspect.Noun, num int64, old, text string) {
	if old == text {
		return
	}
	if c.pages == nil {
		c.pages = map[gramPage][]posting{}
	}
	at := gramPage{noun, num >> pageBits}
	list := c.pages[at]
	before := len(list)
	if old == "" {
		eachGram(text, func(g gram) { list = append(list, postingOf(g, num, false)) })
	} else {
		kept := map[gram]bool{} // what stands in both texts stays untouched
		eachGram(old, func(g gram) { kept[g] = false })
		eachGram(text, func(g gram) {
			if _, both := kept[g]; both {
				kept[g] = true
			} else {
				list = append(list, postingOf(g, num, false))
			}
		})
		for g, stays := range kept {
			if !stays {
				list = append(list, postingOf(g, num, true))
			}
		}
	}
	c.pages[at] = list
	c.n += len(list) - before
}

// kinChange is what changes of the grams of one page that begin with one
// character.
type kinChange struct {
	at   gramPage
	list []posting
}

// take gives the changes in the order of the table, which writes fastest, and
// begins anew.
func (c *gramChanges) take() []kinChange {
	out := []kinChange{}
	for _, at := range slices.SortedFunc(maps.Keys(c.pages), func(a, b gramPage) int { return cmp.Or(cmp.Compare(a.noun, b.noun), cmp.Compare(a.page, b.page)) }) {
		list := c.pages[at]
		slices.Sort(list)
		for len(list) > 0 {
			n := runOf(list, func(p posting) rune { return p.gram().first() })
			out = append(out, kinChange{at, list[:n]})
			list = list[n:]
		}
	}
	*c = gramChanges{}
	return out
}

// runOf is how many postings at the begin of a list share a key.
func runOf[K comparable](list []posting, key func(posting) K) int {
	n := 1
	for n < len(list) && key(list[n]) == key(list[0]) {
		n++
	}
	return n
}

// reindex moves row num of a noun from its old search text to the new one.
func (tx *Tx) reindex(ctx context.Context, noun inspect.Noun, num int64, old, text string) error {
	if at := (rowAt{noun, num}); tx.moved[at] { // its changes would mix
		if err := tx.flushGrams(ctx); err != nil {
			return err
		}
	}
	if tx.moved == nil {
		tx.moved = map[rowAt]bool{}
	}
	tx.moved[rowAt{noun, num}] = true
	if tx.grams.move(noun, num, old, text); tx.grams.n < manyChanges {
		return nil
	}
	return tx.flushGrams(ctx)
}

// rowAt is a row of a searched noun.
type rowAt struct {
	noun inspect.Noun
	num  int64
}

// flushGrams writes the collected changes.
func (tx *Tx) flushGrams(ctx context.Context) error {
	for _, c := range tx.grams.take() {
		if err := tx.changeKin(ctx, c); err != nil {
			return err
		}
	}
	clear(tx.moved)
	return nil
}

// edition names what projections hold. It changes with every change of what
// they say (columns, search texts, readings); a workspace of another edition
// gets them anew on opening.
const edition = "4"

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
	changes := gramChanges{}
	err := s.each(ctx, fmt.Sprintf(`SELECT num, search FROM %s WHERE num BETWEEN %d AND %d`, projections[noun].table, page<<pageBits, page<<pageBits|pageMask), func(rows *sql.Rows) error {
		var num int64
		var text string
		if err := rows.Scan(&num, &text); err != nil {
			return err
		}
		changes.move(noun, num, "", text)
		return nil
	})
	if err != nil {
		return false, err
	}
	kin, want, same := changes.take(), []gramRow{}, true
	err = s.each(ctx, fmt.Sprintf(`SELECT gram, docs FROM gram WHERE noun='%s' AND page=%d ORDER BY gram`, noun, page), func(rows *sql.Rows) error {
		var gram string
		var b sql.RawBytes
		if err := rows.Scan(&gram, &b); err != nil {
			return err
		}
		if len(want) == 0 && len(kin) > 0 {
			want, kin = kinRows(kin[0].list), kin[1:]
		}
		if same = same && len(want) > 0 && want[0].gram == gram && bytes.Equal(want[0].docs, b); same {
			want = want[1:]
		}
		return nil
	})
	return same && len(want) == 0 && len(kin) == 0, err
}
