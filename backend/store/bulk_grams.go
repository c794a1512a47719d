package store

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"shuangsuiji/backend/inspect"
)

// gramChange is rows that come to, or leave, one gram of one page.
type gramChange struct {
	page int64
	gram gram
	add  bool
	docs []byte // encoded
}

// gramChanges collects them for many rows, because to write an entry of the
// index costs much more than to know it.
type gramChanges struct {
	pages map[int64]*pageChanges
	n     int // rows in all sets
}

type pageChanges struct{ add, cut map[gram]*docs }

// manyChanges are written although a page of the index is not full.
const manyChanges = 1_500_000

// move records that a row's search text changes.
func (c *gramChanges) move(num int64, old, text string) {
	if old == text {
		return
	}
	page := c.pages[num>>pageBits]
	if page == nil {
		page = &pageChanges{map[gram]*docs{}, map[gram]*docs{}}
		c.pages[num>>pageBits] = page
	}
	note := func(sets map[gram]*docs, g gram) {
		d := sets[g]
		if d == nil {
			d = &docs{}
			sets[g] = d
		}
		d.add(uint16(num & pageMask))
		c.n++
	}
	if old == "" {
		eachGram(text, func(g gram) { note(page.add, g) })
		return
	}
	had := map[gram]bool{}
	eachGram(old, func(g gram) { had[g] = false })
	eachGram(text, func(g gram) {
		if _, both := had[g]; both {
			had[g] = true
			return
		}
		note(page.add, g)
	})
	for g, stays := range had {
		if !stays {
			note(page.cut, g)
		}
	}
}

// take gives the changes in the order of the table, which writes fastest, and
// begins anew.
func (c *gramChanges) take() []gramChange {
	out := []gramChange{}
	for _, page := range slices.Sorted(maps.Keys(c.pages)) {
		for i, sets := range []map[gram]*docs{c.pages[page].add, c.pages[page].cut} {
			for _, g := range slices.Sorted(maps.Keys(sets)) {
				out = append(out, gramChange{page, g, i == 0, sets[g].encode()})
				delete(sets, g) // not in memory twice
			}
		}
	}
	*c = gramChanges{pages: map[int64]*pageChanges{}}
	return out
}

func (tx *Tx) changeGram(ctx context.Context, noun inspect.Noun, c gramChange) error {
	if c.add {
		return tx.exec(ctx, `INSERT INTO gram (noun, page, gram, docs) VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET docs=docs_or(docs, excluded.docs)`,
			string(noun), c.page, c.gram.text(), c.docs)
	}
	have, err := tx.loadDocs(ctx, gramPage{noun, c.page}, c.gram)
	if err != nil {
		return err
	}
	cut, err := decodeDocs(c.docs)
	if err != nil {
		return err
	}
	for _, n := range cut.all() {
		have.remove(n)
	}
	return tx.saveDocs(ctx, gramPage{noun, c.page}, c.gram, have)
}

// union is docs_or: two stored sets in one.
func union(a, b []byte) ([]byte, error) {
	if bytes.Equal(a, b) {
		return a, nil
	}
	x, err := decodeDocs(a)
	if err != nil {
		return nil, err
	}
	y, err := decodeDocs(b)
	if err != nil {
		return nil, err
	}
	if x.bits == nil && y.bits != nil {
		x, y = y, x
	}
	for _, n := range y.list {
		x.add(n)
	}
	for i, w := range y.bits {
		x.bits[i] |= w
	}
	return x.encode(), nil
}
