package store

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"path/filepath"
	"time"

	"shuangsuiji/backend/inspect"
)

// turn is about how long storing an import holds the writer at once.
const turn = 300 * time.Millisecond

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
// versions have in common. grams is what the rows of all parts up to it, since
// one that had some, change in the search index.
type bulkPart struct {
	part  int
	by    Version
	rows  []bulkRow
	grams []kinChange
	err   error

	rowsDone, gramsDone int
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
	parts := make(chan *bulkPart)
	go s.prepare(stop, at, parts)
	for p, done := <-parts, 0; p != nil; {
		var err error
		was := done
		if p, err = s.storeTurn(ctx, at, p, parts, &done); err != nil {
			return unfinished(explain(err, s.dir))
		}
		if done > was {
			told(done)
		}
	}
	if err := s.putBack(ctx); err != nil {
		return unfinished(explain(err, s.dir))
	}
	err := s.write(ctx, inspect.Actor{}, func(tx *Tx) error {
		if err := tx.exec(ctx, `DELETE FROM meta WHERE key=?`, setAsideMeta); err != nil {
			return err
		}
		return tx.exec(ctx, `DELETE FROM bulk WHERE id=?`, at.id)
	})
	if err != nil {
		return unfinished(err)
	}
	s.thaw()
	s.settling.Go(s.settleLog)
	return nil
}

// settleLog moves what an import wrote from SQLite's own log, where it is safe
// already, into the file, so that no later writer pays for it. Where that fails
// the next writer does pay, or is told why.
func (s *Store) settleLog() {
	db, err := sql.Open("sqlite", dsn(filepath.Join(s.dir, "data.db"), false))
	if err != nil {
		return
	}
	defer db.Close()
	db.Exec(`PRAGMA wal_checkpoint(PASSIVE)`)
}

// unfinished says what becomes of an import that was decided and could not be
// stored to its end.
func unfinished(err error) error {
	e := inspect.ForPerson(err)
	return inspect.E(e.Code, "导入已经确认，但还没有全部入库：%s", e.Message).WithRef(e.Ref).Because(err).
		WithHint("排除原因（如腾出磁盘空间、插回移动盘）后在名录库页点“接着入库”，或运行 import resume；重新打开程序也会接着入库，一行不少")
}

// prepare reads the parts of an import and works out everything that does not
// need the writer.
func (s *Store) prepare(ctx context.Context, at bulkAt, to chan<- *bulkPart) {
	defer close(to)
	send := func(p *bulkPart) bool {
		select {
		case to <- p:
			return p.err == nil
		case <-ctx.Done():
			return false
		}
	}
	var next int64
	if err := s.ro.QueryRowContext(ctx, `SELECT coalesce(max(rowid), 0) FROM `+projections[at.noun].table).Scan(&next); err != nil {
		send(&bulkPart{err: err})
		return
	}
	changes, page := &gramChanges{}, next>>pageBits
	for after := -1; ; {
		p := &bulkPart{}
		var body []byte
		err := s.ro.QueryRowContext(ctx, `SELECT part, body FROM bulk_part WHERE bulk=? AND part>? ORDER BY part LIMIT 1`, at.id, after).Scan(&p.part, &body)
		last := errors.Is(err, sql.ErrNoRows)
		if last {
			p.part, err = after, nil
		} else if err == nil {
			if body, err = s.box.open(nil, at.id, body); err == nil {
				err = s.preparePart(context.WithoutCancel(ctx), at, p, body, &next, changes)
			}
		}
		if last || changes.n >= manyChanges || next>>pageBits > page {
			p.grams, page = changes.take(), next>>pageBits
		}
		p.err, after = err, p.part
		if !send(p) || last {
			return
		}
	}
}

// errPart is what a staged part that cannot be read back says.
var errPart = inspect.E(inspect.Damaged, "暂存的导入内容已损坏").WithHint("用最近一次备份恢复")

func (s *Store) preparePart(ctx context.Context, at bulkAt, p *bulkPart, zipped []byte, next *int64, changes *gramChanges) error {
	proj := projections[at.noun]
	whole := bytes.NewBuffer(make([]byte, 0, partSize+partSize/8))
	if _, err := whole.ReadFrom(flate.NewReader(bytes.NewReader(zipped))); err != nil {
		return errPart
	}
	var err error
	for body := whole.Bytes(); len(body) > 0; {
		var text [3][]byte // id, parent, stored bytes
		for i := range text {
			n, size := binary.Uvarint(body)
			if size <= 0 || uint64(len(body)-size) < n {
				return errPart
			}
			text[i], body = body[size:size+int(n)], body[size+int(n):]
		}
		r := bulkRow{id: string(text[0]), parent: string(text[1]), raw: text[2], digest: Digest(text[2])}
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
			if at.resume { // the row may say already what it is to say
				if was.search, err = s.searchOf(ctx, at.noun, r.parent); err != nil {
					return err
				}
			}
			changes.move(at.noun, r.num, was.search, r.vals[proj.search].(string))
		}
		p.rows = append(p.rows, r)
	}
	return nil
}

// searchOf is the search text of a version, "" for none.
func (s *Store) searchOf(ctx context.Context, noun inspect.Noun, digest string) (string, error) {
	if digest == "" {
		return "", nil
	}
	raw, err := Stored(ctx, s, digest)
	if err != nil {
		return "", err
	}
	v, err := ParseVersion(raw)
	if err != nil {
		return "", err
	}
	vals, err := projections[noun].row(v, nil)
	if err != nil {
		return "", err
	}
	return vals[projections[noun].search].(string), nil
}

// storeTurn holds the writer for about a turn and stores as much as there is
// time for, of p and of the parts that follow and are ready. It gives the part
// to go on with, nil when there is none.
func (s *Store) storeTurn(ctx context.Context, at bulkAt, p *bulkPart, parts <-chan *bulkPart, done *int) (*bulkPart, error) {
	over := false
	err := s.write(ctx, inspect.Actor{}, func(tx *Tx) error {
		for start := time.Now(); time.Since(start) < turn; {
			if over = p == nil; over {
				return nil
			}
			if p.err != nil {
				return p.err
			}
			whole, err := tx.storePart(ctx, at, p)
			if err != nil {
				return err
			}
			if !whole {
				continue
			}
			*done += len(p.rows)
			select {
			case p = <-parts:
			default:
				p = nil
				return nil
			}
		}
		return nil
	})
	if err == nil && p == nil && !over {
		p = <-parts
	}
	return p, err
}

// storePart writes some of one part, then some of what it and those before it
// change in the search index. When all of that is written they are forgotten:
// whoever stores a part again must find all that it changed.
func (tx *Tx) storePart(ctx context.Context, at bulkAt, p *bulkPart) (whole bool, err error) {
	const some = 64
	for n := 0; n < some && p.rowsDone < len(p.rows); n++ {
		if err := tx.storeRow(ctx, at, p.by, p.rows[p.rowsDone]); err != nil {
			return false, err
		}
		p.rowsDone++
	}
	for n := 0; n < some && p.rowsDone == len(p.rows) && p.gramsDone < len(p.grams); n++ {
		if err := tx.changeKin(ctx, p.grams[p.gramsDone]); err != nil {
			return false, err
		}
		p.gramsDone++
	}
	if p.rowsDone < len(p.rows) || p.gramsDone < len(p.grams) || p.grams == nil {
		return p.rowsDone == len(p.rows) && p.grams == nil, nil
	}
	return true, tx.exec(ctx, `DELETE FROM bulk_part WHERE bulk=? AND part<=?`, at.id, p.part)
}

// storeRow stores one version, and lists it as a conflict when there is another
// of what there can be only one of. A row a statement: several would make
// SQLite write down how to undo each of them.
func (tx *Tx) storeRow(ctx context.Context, at bulkAt, by Version, r bulkRow) error {
	// A part that is stored again finds some of its versions.
	err := tx.exec(ctx, insertVersion+` VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (digest) DO NOTHING`, r.digest, string(at.noun), r.id, r.parent, by.Grant, by.Person, by.Device, by.At, tx.s.box.seal(r.digest, r.raw), "", at.seq)
	if err != nil {
		return err
	}
	p := projections[at.noun]
	if r.exists {
		err = tx.exec(ctx, p.insert, append([]any{r.id, r.digest}, r.vals...)...)
	} else {
		err = tx.exec(ctx, p.add, append([]any{r.num, r.id, r.digest}, r.vals...)...)
	}
	if isUnique(err) {
		_, err = tx.conflict(ctx, FormRef{at.noun, r.id}, r.digest, "与已有的另一份"+at.noun.Label()+"重复，须由负责人裁定")
	}
	return err
}
