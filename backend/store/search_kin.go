package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
)

// ownDocs is from how many rows on a gram has a row of the table of its own.
// Most grams stand in one or two rows of a page, and a row of the table for each
// of them would be most of the work of an import.
const ownDocs = 16

// Kin are the grams of one page that begin with one character. They stand in
// the row of that character, in order: each the second character, the number of
// its rows and those; the number 0 says that it has a row of its own. kinReader
// walks along such a row.
type kinReader struct {
	rest   []byte
	second rune
	whole  []byte // this gram, as stored
	docs   []byte // its rows; none = it has a row of its own
	err    error
}

var errKin = errors.New("search index: a damaged row of a character")

// next goes to the next gram; false at the end, or when err says why.
func (k *kinReader) next() bool {
	if len(k.rest) == 0 {
		return false
	}
	before := k.second
	second, a := binary.Uvarint(k.rest)
	n, b := binary.Uvarint(k.rest[max(a, 0):])
	if a <= 0 || b <= 0 || n >= ownDocs || len(k.rest) < a+b+2*int(n) || second >= 1<<runeBits || rune(second) <= before {
		k.err, k.rest = errKin, nil
		return false
	}
	size := a + b + 2*int(n)
	k.second, k.whole, k.docs, k.rest = rune(second), k.rest[:size], k.rest[a+b:size], k.rest[size:]
	return true
}

// appendKin adds a gram that follows those of row.
func appendKin(row []byte, second rune, d *docs) []byte {
	row = binary.AppendUvarint(row, uint64(second))
	n := d.count()
	if n >= ownDocs {
		return append(row, 0)
	}
	return append(binary.AppendUvarint(row, uint64(n)), d.encode()...)
}

// gramRow is one row of the table inside its page.
type gramRow struct {
	gram string
	docs []byte
}

// kinRows is what the table holds of the grams that begin with one character,
// in its order, where nothing stood before.
func kinRows(list []posting) []gramRow {
	rows := []gramRow{{gram: string(list[0].gram().first())}}
	for len(list) > 0 {
		n := runOf(list, posting.gram)
		g, d := list[0].gram(), &docs{}
		d.apply(list[:n])
		rows[0].docs = appendKin(rows[0].docs, g.second(), d)
		if d.count() >= ownDocs {
			rows = append(rows, gramRow{g.text(), d.encode()})
		}
		list = list[n:]
	}
	return rows
}

// changeKin writes what changes of the grams that begin with one character. To
// write it again changes nothing.
func (tx *Tx) changeKin(ctx context.Context, c kinChange) error {
	first := c.list[0].gram().first()
	had, err := tx.gramRow(ctx, c.at, string(first))
	if err != nil {
		return err
	}
	k, row, list := kinReader{rest: had}, make([]byte, 0, len(had)+64), c.list
	for more := k.next(); more || len(list) > 0; {
		if len(list) == 0 || more && k.second < list[0].gram().second() {
			row = append(row, k.whole...)
			more = k.next()
			continue
		}
		n := runOf(list, posting.gram)
		g, d, own := list[0].gram(), &docs{}, false
		if more && k.second == g.second() {
			if own = len(k.docs) == 0; !own {
				d, err = decodeDocs(k.docs)
			} else {
				d, err = tx.ownDocs(ctx, c.at, g)
			}
			if err != nil {
				return err
			}
			more = k.next()
		}
		d.apply(list[:n])
		if list = list[n:]; d.count() > 0 {
			row = appendKin(row, g.second(), d)
		}
		if d.count() >= ownDocs {
			err = tx.saveGram(ctx, c.at, g.text(), d.encode())
		} else if own {
			err = tx.saveGram(ctx, c.at, g.text(), nil)
		}
		if err != nil {
			return err
		}
	}
	if k.err != nil {
		return k.err
	}
	return tx.saveGram(ctx, c.at, string(first), row)
}

// apply adds and removes rows.
func (d *docs) apply(list []posting) {
	for _, p := range list {
		if p.cut() {
			d.remove(p.doc())
		} else {
			d.add(p.doc())
		}
	}
}

func (tx *Tx) ownDocs(ctx context.Context, at gramPage, g gram) (*docs, error) {
	b, err := tx.gramRow(ctx, at, g.text())
	if err != nil {
		return nil, err
	}
	return decodeDocs(b)
}

// gramRow is one row of the table, nil when there is none.
func (tx *Tx) gramRow(ctx context.Context, at gramPage, gram string) (b []byte, err error) {
	err = tx.row(ctx, `SELECT docs FROM gram WHERE noun=? AND page=? AND gram=?`, string(at.noun), at.page, gram).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return b, err
}

// saveGram writes a row of the table; empty docs = it goes.
func (tx *Tx) saveGram(ctx context.Context, at gramPage, gram string, docs []byte) error {
	if len(docs) == 0 {
		return tx.exec(ctx, `DELETE FROM gram WHERE noun=? AND page=? AND gram=?`, string(at.noun), at.page, gram)
	}
	return tx.exec(ctx, `INSERT INTO gram (noun, page, gram, docs) VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET docs=excluded.docs`, string(at.noun), at.page, gram, docs)
}

// eachDocs calls fn for rows of the table that cond names: those of one gram,
// and out of the row of a character each gram that has no row of its own.
func eachDocs(ctx context.Context, q querier, cond string, args []any, fn func(gram, *docs)) error {
	rows, err := q.QueryContext(ctx, `SELECT gram, docs FROM gram WHERE noun=? AND page=? AND `+cond, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var b sql.RawBytes
		if err := rows.Scan(&text, &b); err != nil {
			return err
		}
		r := []rune(text)
		if len(r) == 2 {
			d, err := decodeDocs(b)
			if err != nil {
				return fmt.Errorf("%w: %v", err, args)
			}
			fn(gramOf(r[0], r[1]), d)
			continue
		}
		k := kinReader{rest: b}
		for k.next() {
			if len(k.docs) == 0 {
				continue
			}
			d, err := decodeDocs(k.docs)
			if err != nil {
				return fmt.Errorf("%w: %v", err, args)
			}
			fn(gramOf(r[0], k.second), d)
		}
		if k.err != nil {
			return fmt.Errorf("%w: %v", k.err, args)
		}
	}
	return rows.Err()
}
