package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
)

// turn is about how long storing an import holds the writer at once.
const turn = 400 * time.Millisecond

// bulkRow is one version of an import, ready to be written.
type bulkRow struct {
	id, parent string
	raw        []byte
	digest     string
	vals       []any
	num        int64
	exists     bool
}

// bulkPart is one staged part, ready to be written. by says what all its
// versions have in common.
type bulkPart struct {
	part  int
	by    Version
	rows  []bulkRow
	grams []gramChange
	err   error
}

// bulkAt is where an import is stored from.
type bulkAt struct {
	id     string
	noun   inspect.Noun
	seq    int64
	resume bool // some of it may be stored already
}

// finish stores a decided import, a part at a time and every part in short
// turns, so that other writers go on. Readers of the noun see what it was
// before until all of it is stored; writers of the noun are told to wait.
// Every step may be repeated: a process that ended in the middle begins the
// part again.
func (s *Store) finish(ctx context.Context, at bulkAt, told func(done int)) error {
	stop, cancel := context.WithCancel(ctx)
	defer cancel()
	parts := make(chan bulkPart)
	go s.prepare(stop, at, parts)
	done := 0
	for p := range parts {
		if p.err != nil {
			return unfinished(explain(p.err, s.dir))
		}
		if err := s.storePart(ctx, at, p); err != nil {
			return unfinished(err)
		}
		done += len(p.rows)
		told(done)
	}
	err := s.write(ctx, inspect.Actor{}, func(tx *Tx) error { return tx.exec(ctx, `DELETE FROM bulk WHERE id=?`, at.id) })
	if err != nil {
		return unfinished(err)
	}
	s.thaw()
	return s.settleLog(ctx)
}

// settleLog moves what an import wrote from SQLite's own log into the file, so
// that no later writer pays for it.
func (s *Store) settleLog(ctx context.Context) error {
	db, err := sql.Open("sqlite", dsn(filepath.Join(s.dir, "data.db"), false))
	if err != nil {
		return explain(err, s.dir)
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `PRAGMA wal_checkpoint(PASSIVE)`)
	return explain(err, s.dir)
}

// unfinished says what becomes of an import that was decided and could not be
// stored to its end.
func unfinished(err error) error {
	e := inspect.ForPerson(err)
	return inspect.E(e.Code, "导入已经确认，但还没有全部入库：%s", e.Message).WithRef(e.Ref).Because(err).
		WithHint("排除原因（如腾出磁盘空间）后重新打开程序，会自动接着入库，一行不少")
}

// prepare reads the parts of an import and works out everything that does not
// need the writer.
func (s *Store) prepare(ctx context.Context, at bulkAt, to chan<- bulkPart) {
	defer close(to)
	send := func(p bulkPart) bool {
		select {
		case to <- p:
			return p.err == nil
		case <-ctx.Done():
			return false
		}
	}
	var next int64
	if err := s.ro.QueryRowContext(ctx, `SELECT coalesce(max(rowid), 0) FROM `+projections[at.noun].table).Scan(&next); err != nil {
		send(bulkPart{err: err})
		return
	}
	for after := -1; ; {
		var p bulkPart
		var body []byte
		err := s.ro.QueryRowContext(ctx, `SELECT part, body FROM bulk_part WHERE bulk=? AND part>? ORDER BY part LIMIT 1`, at.id, after).Scan(&p.part, &body)
		if errors.Is(err, sql.ErrNoRows) {
			return
		}
		if err == nil {
			err = s.preparePart(context.WithoutCancel(ctx), at, &p, body, &next)
		}
		p.err, after = err, p.part
		if !send(p) {
			return
		}
	}
}

// errPart is what a staged part that cannot be read back says.
var errPart = inspect.E(inspect.Damaged, "暂存的导入内容已损坏").WithHint("用最近一次备份恢复")

func (s *Store) preparePart(ctx context.Context, at bulkAt, p *bulkPart, body []byte, next *int64) error {
	proj, changes := projections[at.noun], gramChanges{}
	for len(body) > 0 {
		var text [3][]byte // id, parent, stored bytes
		for i := range text {
			n, size := binary.Uvarint(body)
			if size <= 0 || uint64(len(body)-size) < n {
				return errPart
			}
			text[i], body = body[size:size+int(n)], body[size+int(n):]
		}
		r := bulkRow{id: string(text[0]), parent: string(text[1]), raw: text[2], digest: Digest(text[2])}
		var err error
		if len(p.rows) == 0 {
			if p.by, err = ParseVersion(r.raw); err != nil {
				return err
			}
		}
		if r.vals, err = proj.row(Version{Body: bodyOf(r.raw), At: p.by.At}, nil); err != nil {
			return err
		}
		var was row
		if at.resume || r.parent != "" {
			if was, err = scanRow(s.ro.QueryRowContext(ctx, proj.find, r.id)); err != nil {
				return err
			}
		}
		if r.num, r.exists = was.num, was.num > 0; !r.exists {
			*next++
			r.num = *next
		}
		if proj.search >= 0 {
			changes.move(r.num, was.search, r.vals[proj.search].(string))
		}
		p.rows = append(p.rows, r)
	}
	p.grams = changes.sorted()
	return nil
}

// storePart writes one part: the search index first, because the index of a row
// that changed is told from the row as it was.
func (s *Store) storePart(ctx context.Context, at bulkAt, p bulkPart) error {
	err := s.turns(ctx, len(p.grams), func(tx *Tx, from, to int) error { return tx.changeGrams(ctx, at.noun, p.grams[from:to]) })
	if err != nil {
		return err
	}
	return s.turns(ctx, len(p.rows), func(tx *Tx, from, to int) error {
		if err := tx.storeRows(ctx, at, p.by, p.rows[from:to]); err != nil || to < len(p.rows) {
			return err
		}
		return tx.exec(ctx, `DELETE FROM bulk_part WHERE bulk=? AND part=?`, at.id, p.part)
	})
}

// together is how many rows one statement inserts.
const together = 32

// turns does n things, some together, holding the writer for a turn at most
// each time.
func (s *Store) turns(ctx context.Context, n int, do func(tx *Tx, from, to int) error) error {
	for from := 0; from < n; {
		err := s.write(ctx, inspect.Actor{}, func(tx *Tx) error {
			for start := time.Now(); from < n && time.Since(start) < turn; from += together {
				if err := do(tx, from, min(from+together, n)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// insertAll inserts rows of one shape by one statement: head VALUES (...), ... tail.
func (tx *Tx) insertAll(ctx context.Context, head, tail string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	one := `(?` + strings.Repeat(`,?`, len(rows[0])-1) + `)`
	return tx.exec(ctx, head+` VALUES `+one+strings.Repeat(`,`+one, len(rows)-1)+tail, slices.Concat(rows...)...)
}

func (tx *Tx) storeRows(ctx context.Context, at bulkAt, by Version, rows []bulkRow) error {
	p, versions, fresh := projections[at.noun], [][]any{}, [][]any{}
	for _, r := range rows {
		versions = append(versions, []any{r.digest, string(at.noun), r.id, r.parent, by.Grant, by.Person, by.Device, by.At, r.raw, "", at.seq})
	}
	// A part that is stored again finds some of its versions.
	if err := tx.insertAll(ctx, insertVersion, ` ON CONFLICT (digest) DO NOTHING`, versions); err != nil {
		return err
	}
	for _, r := range rows {
		if !r.exists {
			fresh = append(fresh, append([]any{r.num, r.id, r.digest}, r.vals...))
			continue
		}
		if err := tx.listed(ctx, at.noun, r, tx.exec(ctx, p.insert, append([]any{r.id, r.digest}, r.vals...)...)); err != nil {
			return err
		}
	}
	err := tx.insertAll(ctx, p.add, ``, fresh)
	if !isUnique(err) {
		return err
	}
	for _, r := range rows { // which one?
		if r.exists {
			continue
		}
		if err := tx.listed(ctx, at.noun, r, tx.insertAll(ctx, p.add, ``, [][]any{append([]any{r.num, r.id, r.digest}, r.vals...)})); err != nil {
			return err
		}
	}
	return nil
}

// listed lists a version as a conflict when err says that there is another of
// what there can be only one of.
func (tx *Tx) listed(ctx context.Context, noun inspect.Noun, r bulkRow, err error) error {
	if isUnique(err) {
		_, err = tx.conflict(ctx, FormRef{noun, r.id}, r.digest, "与已有的另一份"+noun.Label()+"重复，须由负责人裁定")
	}
	return err
}

// gramChange is rows that come to, or leave, one gram of one page.
type gramChange struct {
	page int64
	gram gram
	add  bool
	docs []byte // encoded
}

// gramChanges collects them; a number is a gram and the low bits of a row.
type gramChanges map[int64]*struct{ add, cut []uint64 }

const (
	runeBits = 21
	runeMask = 1<<runeBits - 1
)

// move records that a row's search text changes.
func (c gramChanges) move(num int64, old, text string) {
	if old == text {
		return
	}
	page := c[num>>pageBits]
	if page == nil {
		page = &struct{ add, cut []uint64 }{}
		c[num>>pageBits] = page
	}
	key := func(g gram) uint64 {
		return uint64(g>>32)<<(runeBits+pageBits) | uint64(g&runeMask)<<pageBits | uint64(num&pageMask)
	}
	had := map[gram]bool{}
	if old != "" {
		eachGram(old, func(g gram) { had[g] = false })
	}
	eachGram(text, func(g gram) {
		if _, both := had[g]; both {
			had[g] = true
			return
		}
		page.add = append(page.add, key(g))
	})
	for g, stays := range had {
		if !stays {
			page.cut = append(page.cut, key(g))
		}
	}
}

// sorted gives the changes in the order of the table, which writes fastest.
func (c gramChanges) sorted() []gramChange {
	out := []gramChange{}
	for page, lists := range c {
		for _, l := range []struct {
			keys []uint64
			add  bool
		}{{lists.add, true}, {lists.cut, false}} {
			slices.Sort(l.keys)
			for i := 0; i < len(l.keys); {
				g, d := l.keys[i]>>pageBits, &docs{}
				for ; i < len(l.keys) && l.keys[i]>>pageBits == g; i++ {
					d.add(uint16(l.keys[i] & pageMask))
				}
				out = append(out, gramChange{page, gramOf(rune(g>>runeBits), rune(g&runeMask)), l.add, d.encode()})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b gramChange) int { return int(a.page - b.page) })
	return out
}

func (tx *Tx) changeGrams(ctx context.Context, noun inspect.Noun, changes []gramChange) error {
	added := make([][]any, 0, len(changes))
	for _, c := range changes {
		if c.add {
			added = append(added, []any{string(noun), c.page, c.gram.text(), c.docs})
			continue
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
		if err := tx.saveDocs(ctx, gramPage{noun, c.page}, c.gram, have); err != nil {
			return err
		}
	}
	return tx.insertAll(ctx, `INSERT INTO gram (noun, page, gram, docs)`, ` ON CONFLICT DO UPDATE SET docs=docs_or(docs, excluded.docs)`, added)
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
