package store

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Bulk is an import of many versions of one noun; see "Bulk writes" in the
// package doc. It belongs to one goroutine.
type Bulk struct {
	s     *Store
	a     inspect.Actor
	noun  inspect.Noun
	id    string
	at    string
	seen  int64         // the newest version when the caller began to compare
	part  bytes.Buffer  // compressed
	into  *flate.Writer // of part
	size  int           // of part, before it was compressed
	sizes uint64        // of all parts, likewise
	parts int
	total int
	list  hash.Hash // of the digests, one a line

	decided bool
}

// partSize is how many bytes of an import are staged at once, compressed to a
// sixth or so: they pass through SQLite's own log twice, and again as versions.
const partSize = 1 << 20

// ErrMoved says that the noun changed while an import was being staged: what
// the import was compared with is no longer so.
var ErrMoved = errors.New("store: the register changed while it was compared")

// Stage begins an import. Whoever compares with what is there now reads it
// after this call.
func (s *Store) Stage(ctx context.Context, a inspect.Actor, noun inspect.Noun) (*Bulk, error) {
	b := &Bulk{s: s, a: a, noun: noun, id: NewID(), at: inspect.Instant(s.now()), list: sha256.New()}
	var err error
	if b.into, err = flate.NewWriter(&b.part, flate.BestSpeed); err != nil {
		return nil, err
	}
	err = s.ro.QueryRowContext(ctx, `SELECT coalesce(max(rowid), 0) FROM version`).Scan(&b.seen)
	return b, explain(err, s.dir)
}

// Total is how many versions were staged.
func (b *Bulk) Total() int { return b.total }

// Add stages one version; it.Parent is the head it was compared with.
func (b *Bulk) Add(ctx context.Context, it Item) error {
	raw, _, err := envelope(Version{Noun: b.noun, ID: it.ID, Parent: it.Parent, Person: b.a.Person, Role: b.a.Role, Device: b.a.Device, At: b.at}, it)
	if err != nil {
		return err
	}
	io.WriteString(b.list, Digest(raw)+"\n") // a hash takes everything
	for _, text := range [][]byte{[]byte(it.ID), []byte(it.Parent), raw} {
		b.size += len(text)
		b.into.Write(binary.AppendUvarint(nil, uint64(len(text)))) // memory takes everything
		b.into.Write(text)
	}
	if b.total++; b.size < partSize {
		return nil
	}
	return b.flush(ctx)
}

func (b *Bulk) flush(ctx context.Context) error {
	if b.size == 0 {
		return nil
	}
	b.sizes += uint64(b.size)
	if err := cmp.Or(b.roomy(), b.into.Close()); err != nil {
		return err
	}
	err := b.s.write(ctx, b.a, func(tx *Tx) error {
		return tx.exec(ctx, `INSERT INTO bulk_part (bulk, part, body) VALUES (?,?,?)`, b.id, b.parts, b.s.box.seal(b.id, b.part.Bytes()))
	})
	b.part.Reset()
	b.into.Reset(&b.part)
	b.size = 0
	b.parts++
	return err
}

// Drop takes an import back, unless it was decided.
func (b *Bulk) Drop(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	for !b.decided && b.parts > 0 {
		err := b.s.write(ctx, b.a, func(tx *Tx) error {
			return tx.exec(ctx, `DELETE FROM bulk_part WHERE bulk=? AND part=?`, b.id, b.parts-1)
		})
		if err != nil {
			return err
		}
		b.parts--
	}
	return nil
}

// Commit decides the import by one audit leaf, which names the SHA-256 of the
// digests, one a line, and stores it. Up to the leaf ctx ends it and nothing is
// stored; from the leaf on it is stored to the end, if need be when the
// workspace is opened again. told hears how many versions are stored; no write
// is under way then. Error: ErrMoved.
func (b *Bulk) Commit(ctx context.Context, e Event, told func(done int)) error {
	if err := b.flush(ctx); err != nil {
		return err
	}
	b.s.storing.Lock() // one import at a time
	defer b.s.storing.Unlock()
	if err := b.s.freeze(ctx, b.noun); err != nil {
		return explain(err, b.s.dir)
	}
	e.Detail = strings.TrimSpace(fmt.Sprintf("%s %d项", e.Detail, b.total))
	at := bulkAt{id: b.id, noun: b.noun}
	err := b.s.write(ctx, b.a, func(tx *Tx) error {
		var moved bool
		if err := tx.row(ctx, `SELECT EXISTS (SELECT 1 FROM version WHERE rowid>? AND noun=?)`, b.seen, string(b.noun)).Scan(&moved); err != nil {
			return err
		}
		if moved {
			return ErrMoved
		}
		at.seq = tx.size
		if err := tx.exec(ctx, `INSERT INTO bulk (id, noun, log) VALUES (?,?,?)`, b.id, string(b.noun), tx.size); err != nil {
			return err
		}
		if err := tx.setAside(ctx, b.noun, b.total); err != nil {
			return err
		}
		return tx.log(ctx, e, b.noun, "", "", hex.EncodeToString(b.list.Sum(nil)))
	})
	if err != nil {
		b.s.thaw()
		return err
	}
	b.decided = true
	if err := b.s.finish(context.WithoutCancel(ctx), at, told); err != nil {
		b.s.hold(err)
		return err
	}
	return nil
}

// roomy refuses an import that the disk could not take to its end, before each
// part: once it is decided it has to be stored. Staged bytes turn into versions, projections,
// the search index and SQLite's own log.
func (b *Bulk) roomy() error {
	need := b.sizes*6 + 8<<20
	free, err := freeBytes(b.s.dir)
	if err != nil {
		return storage(err, b.s.dir)
	}
	if free < need {
		return inspect.E(inspect.Storage, "磁盘空间不足：导入约需%d MB，只剩%d MB，没有导入任何一行", need>>20, free>>20).WithRef(b.s.dir).
			WithHint("清理磁盘，或把工作区移到空间更大的磁盘后再导入")
	}
	return nil
}

// envelope is the stored bytes of a version and the aggregate's own.
func envelope(v Version, it Item) (raw, body []byte, err error) {
	if body = it.Body; body == nil {
		if body, err = json.Marshal(it.Aggregate); err != nil {
			return nil, nil, err
		}
	}
	if raw, err = json.Marshal(v); err != nil {
		return nil, nil, err
	}
	// The body is JSON already: it takes the place of null, the last value, unread.
	return append(append(raw[:len(raw)-len("null}")], body...), '}'), body, nil
}

// resume ends what was decided before the last end of the process, and clears
// away what was not. What cannot be stored now (a full disk, a damaged part)
// does not keep the workspace from opening: it is held back (see Held).
func (s *Store) resume(ctx context.Context) error {
	err := s.write(ctx, inspect.Actor{}, func(tx *Tx) error {
		return tx.exec(ctx, `DELETE FROM bulk_part WHERE bulk NOT IN (SELECT id FROM bulk)`)
	})
	if err != nil && inspect.CodeOf(err) != inspect.Storage { // on a full disk they wait for the next opening
		return err
	}
	at, some, err := s.decided(ctx)
	if err != nil || !some {
		return err
	}
	s.past = &past{noun: at.noun} // nobody reads yet
	if err := s.carryOn(ctx, func(int) {}); err != nil {
		s.hold(err)
	}
	return nil
}

// decided is an import that was decided and is not stored to its end.
func (s *Store) decided(ctx context.Context) (at bulkAt, some bool, err error) {
	at.resume = true
	err = s.ro.QueryRowContext(ctx, `SELECT id, noun, log FROM bulk LIMIT 1`).Scan(&at.id, &at.noun, &at.seq)
	if errors.Is(err, sql.ErrNoRows) {
		return at, false, nil
	}
	return at, err == nil, explain(err, s.dir)
}

func (s *Store) carryOn(ctx context.Context, told func(done int)) error {
	at, some, err := s.decided(ctx)
	if err != nil || !some {
		return err
	}
	return s.finish(ctx, at, told)
}

// Held is a decided import that could not be stored to its end, with the
// reason; noun "" = there is none. Its noun can be read as far as it is stored,
// and not be written until CarryOn has stored the rest.
func (s *Store) Held() (noun inspect.Noun, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.past == nil || s.past.why == nil {
		return "", nil
	}
	return s.past.noun, s.past.why
}

func (s *Store) hold(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.past.why = why
}

// CarryOn stores the rest of an import that is held; told hears how many of its
// versions are looked at again or stored.
func (s *Store) CarryOn(ctx context.Context, told func(done int)) error {
	s.storing.Lock()
	defer s.storing.Unlock()
	if noun, _ := s.Held(); noun == "" {
		return nil
	}
	err := s.carryOn(context.WithoutCancel(ctx), told)
	if err != nil {
		s.hold(err)
	}
	return err
}
