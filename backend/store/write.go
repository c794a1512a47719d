package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
)

// Tx is the one writable transaction. It sees its own writes.
type Tx struct {
	tx    *sql.Tx
	s     *Store
	actor inspect.Actor
	at    string
	clock string // what is odd about the clock, for the log
	size  int64  // log size including this transaction's leaves
	logs  int    // audit entries made so far

	stmts map[string]*sql.Stmt // closed with the transaction
	grams gramChanges
	moved map[rowAt]bool // whose changes grams holds
}

func (tx *Tx) q() querier   { return tx.tx }
func (tx *Tx) ref() string  { return tx.s.dir }
func (tx *Tx) sealed() *box { return tx.s.box }

// Event says what happened, for the audit log.
type Event struct {
	Action   string
	Reason   string
	Approval string
	Article  string
	Detail   string // short, no personal data
	Grant    string // the grant a field device writes under
}

// Write runs fn in the one writable transaction and commits it. It fails when
// fn made no audit entry: nothing changes without a trace (art. 22).
func (s *Store) Write(ctx context.Context, a inspect.Actor, fn func(*Tx) error) error {
	return s.write(ctx, a, func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		if tx.logs == 0 {
			return errors.New("store: a write without an audit entry")
		}
		return nil
	})
}

func (s *Store) write(ctx context.Context, a inspect.Actor, fn func(*Tx) error) error {
	sqlTx, err := s.rw.BeginTx(ctx, nil)
	if err != nil {
		return explain(err, s.dir)
	}
	defer sqlTx.Rollback()
	now := s.now()
	tx := &Tx{tx: sqlTx, s: s, actor: a, at: inspect.Instant(now)}
	var last sql.NullString
	if err := sqlTx.QueryRowContext(ctx, `SELECT count(*), (SELECT at FROM log ORDER BY seq DESC LIMIT 1) FROM log`).Scan(&tx.size, &last); err != nil {
		return explain(err, s.dir)
	}
	if last.Valid && tx.at < last.String {
		tx.clock = "早于上一条记录 " + last.String
	}
	if err = fn(tx); err == nil {
		err = tx.flushGrams(ctx)
	}
	if err == nil {
		err = sqlTx.Commit()
	}
	if why := ctx.Err(); err != nil && why != nil && inspect.CodeOf(err) == inspect.Internal {
		err = why // the driver says only that the transaction is over
	}
	return explain(err, s.dir)
}

// prepared parses each statement once a transaction.
func (tx *Tx) prepared(ctx context.Context, q string) (*sql.Stmt, error) {
	if st := tx.stmts[q]; st != nil {
		return st, nil
	}
	st, err := tx.tx.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	if tx.stmts == nil {
		tx.stmts = map[string]*sql.Stmt{}
	}
	tx.stmts[q] = st
	return st, nil
}

func (tx *Tx) exec(ctx context.Context, q string, args ...any) error {
	st, err := tx.prepared(ctx, q)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(ctx, args...)
	return err
}

func (tx *Tx) row(ctx context.Context, q string, args ...any) *sql.Row {
	st, err := tx.prepared(ctx, q)
	if err != nil {
		return tx.tx.QueryRowContext(ctx, q, args...) // says the same error
	}
	return st.QueryRowContext(ctx, args...)
}

// At is the transaction's one instant.
func (tx *Tx) At() string { return tx.at }

// Now is the transaction's one instant as a time.
func (tx *Tx) Now() time.Time {
	t, err := time.Parse(inspect.InstantLayout, tx.at)
	if err != nil {
		panic(err) // written by Instant
	}
	return t
}

// Actor is who writes.
func (tx *Tx) Actor() inspect.Actor { return tx.actor }

// Put stores a new version of an aggregate, moves its projection and logs it.
// It returns the version's digest.
func (tx *Tx) Put(ctx context.Context, noun inspect.Noun, id string, aggregate any, e Event) (string, error) {
	was, err := tx.find(ctx, noun, id)
	if err != nil {
		return "", err
	}
	digest, err := tx.store(ctx, noun, was, Item{ID: id, Aggregate: aggregate}, e.Grant)
	if err != nil {
		return "", err
	}
	return digest, tx.log(ctx, e, noun, id, was.head, digest)
}

// Item is one aggregate of a bulk write. Body is its JSON where the caller has
// encoded it already; Parent, for Bulk alone, the head it follows.
type Item struct {
	ID        string
	Aggregate any
	Body      []byte
	Parent    string
}

// PutMany stores many versions of one noun under a single audit leaf, which
// names the SHA-256 of their digests, one a line, in the order given.
func (tx *Tx) PutMany(ctx context.Context, noun inspect.Noun, items []Item, e Event) error {
	step := context.WithoutCancel(ctx) // to watch it in every statement costs more than the statement
	list := sha256.New()
	for _, it := range items {
		if err := ctx.Err(); err != nil {
			return err
		}
		was, err := tx.find(step, noun, it.ID)
		if err != nil {
			return err
		}
		digest, err := tx.store(step, noun, was, it, e.Grant)
		if err != nil {
			return err
		}
		io.WriteString(list, digest+"\n") // a hash takes everything
	}
	if err := cmp.Or(ctx.Err(), tx.flushGrams(step)); err != nil || len(items) == 0 {
		return err
	}
	e.Detail = strings.TrimSpace(fmt.Sprintf("%s %d项", e.Detail, len(items)))
	return tx.log(ctx, e, noun, "", "", hex.EncodeToString(list.Sum(nil)))
}

// Audit logs an event that stores no version (an export, a verification).
func (tx *Tx) Audit(ctx context.Context, e Event, noun inspect.Noun, id, digest string) error {
	return tx.log(ctx, e, noun, id, "", digest)
}

func (tx *Tx) store(ctx context.Context, noun inspect.Noun, was row, it Item, grant string) (string, error) {
	if err := tx.s.settled(noun); err != nil {
		return "", err
	}
	v := Version{Noun: noun, ID: it.ID, Parent: was.head, Grant: grant, Person: tx.actor.Person, Role: tx.actor.Role, Device: tx.actor.Device, At: tx.at}
	raw, body, err := envelope(v, it)
	if err != nil {
		return "", err
	}
	v.Body = body
	digest := Digest(raw)
	if err := tx.insert(ctx, v, raw, digest, "", tx.size); err != nil {
		return "", err
	}
	return digest, tx.project(ctx, v, was, digest, it.Aggregate)
}

const insertVersion = `INSERT INTO version (digest, noun, id, parent, grant_id, person, device, at, body, package, log)`

// insert adds a version row; moving the projection is the caller's part.
func (tx *Tx) insert(ctx context.Context, v Version, raw []byte, digest, pack string, seq int64) error {
	return tx.exec(ctx, insertVersion+` VALUES (?,?,?,?,?,?,?,?,?,?,?)`, digest, string(v.Noun), v.ID, v.Parent, v.Grant, v.Person, v.Device, v.At, tx.s.box.seal(digest, raw), pack, seq)
}

func (tx *Tx) log(ctx context.Context, e Event, noun inspect.Noun, id, before, after string) error {
	leaf, err := audit.Entry{Seq: tx.size, At: tx.at, Person: tx.actor.Person, Role: string(tx.actor.Role), Device: tx.actor.Device,
		Action: e.Action, Noun: string(noun), ID: id, Before: before, After: after, Reason: strings.Join(strings.Fields(e.Reason), " "),
		Approval: e.Approval, Article: e.Article, Clock: tx.clock, Detail: e.Detail}.Leaf()
	if err != nil {
		return err
	}
	hashes, err := audit.Append(tx.size, leaf, hashReader{ctx, tx.tx})
	if err != nil {
		return err
	}
	if _, err := tx.tx.ExecContext(ctx, `INSERT INTO log (seq, at, person, action, noun, id, leaf) VALUES (?,?,?,?,?,?,?)`,
		tx.size, tx.at, tx.actor.Person, e.Action, noun, id, leaf); err != nil {
		return err
	}
	if err := putHashes(ctx, tx.tx, tx.size, hashes); err != nil {
		return err
	}
	tx.size++
	tx.logs++
	return nil
}

// SetMeta stores a workspace setting; the caller logs why.
func (tx *Tx) SetMeta(ctx context.Context, key, value string) error {
	_, err := tx.tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value=excluded.value`, key, value)
	return err
}

// PutBlob keeps exact bytes under their digest; the caller's log entry or
// version names the digest.
func (tx *Tx) PutBlob(ctx context.Context, b []byte) (string, error) {
	d := Digest(b)
	if b == nil {
		b = []byte{} // an empty file is not NULL
	}
	_, err := tx.tx.ExecContext(ctx, `INSERT INTO blob (digest, size, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, d, len(b), tx.s.box.seal(d, b))
	return d, err
}

// Blob reads exact bytes and checks them against their digest.
func Blob(ctx context.Context, r Reader, digest string) ([]byte, error) {
	var b []byte
	err := r.q().QueryRowContext(ctx, `SELECT body FROM blob WHERE digest=?`, digest).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, inspect.E(inspect.NotFound, "没有找到内容 %.12s", digest).WithRef(digest)
	}
	if err != nil {
		return nil, explain(err, r.ref())
	}
	if b, err = r.sealed().open(nil, digest, b); err != nil {
		return nil, err
	}
	if Digest(b) != digest {
		return nil, inspect.E(inspect.Damaged, "内容 %.12s 与登记的摘要不符", digest).WithRef(digest).WithHint("运行 doctor 查验，报告管理员，由其核对 backups 文件夹中最近的备份后处理")
	}
	return b, nil
}
