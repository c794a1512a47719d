package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
)

// hashReader reads stored tree hashes; it is a tlog.HashReader.
type hashReader struct {
	ctx context.Context
	db  querier
}

func (r hashReader) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, idx := range indexes {
		var b []byte
		if err := r.db.QueryRowContext(r.ctx, `SELECT hash FROM log_hash WHERE idx=?`, idx).Scan(&b); err != nil {
			return nil, fmt.Errorf("log hash %d: %w", idx, err)
		}
		if len(b) != tlog.HashSize {
			return nil, inspect.E(inspect.Damaged, "留痕日志的第%d个树节点长度不对", idx)
		}
		copy(out[i][:], b)
	}
	return out, nil
}

func putHashes(ctx context.Context, db *sql.Tx, size int64, hashes []tlog.Hash) error {
	at := tlog.StoredHashIndex(0, size)
	for i, h := range hashes {
		if _, err := db.ExecContext(ctx, `INSERT INTO log_hash (idx, hash) VALUES (?, ?)`, at+int64(i), h[:]); err != nil {
			return err
		}
	}
	return nil
}

// Checkpoint is the tree over every entry so far.
func Checkpoint(ctx context.Context, r Reader, origin string) (audit.Checkpoint, error) {
	var size int64
	if err := r.q().QueryRowContext(ctx, `SELECT count(*) FROM log`).Scan(&size); err != nil {
		return audit.Checkpoint{}, explain(err, r.ref())
	}
	root, err := audit.Root(size, hashReader{ctx, r.q()})
	if err != nil {
		return audit.Checkpoint{}, explain(err, r.ref())
	}
	return audit.Checkpoint{Origin: origin, Size: size, Root: root}, nil
}

// VerifyLog recomputes the whole tree from the leaves. Error: Damaged, naming
// the entry.
func (s *Store) VerifyLog(ctx context.Context, origin string) (audit.Checkpoint, error) {
	var size int64
	if err := s.ro.QueryRowContext(ctx, `SELECT count(*) FROM log`).Scan(&size); err != nil {
		return audit.Checkpoint{}, explain(err, s.dir)
	}
	c, err := audit.Verify(size, func(yield func(seq int64, leaf []byte) error) error {
		return s.eachLeaf(ctx, yield)
	}, hashReader{ctx, s.ro})
	c.Origin = origin
	return c, explain(err, s.dir)
}

func (s *Store) eachLeaf(ctx context.Context, yield func(seq int64, leaf []byte) error) error {
	rows, err := s.ro.QueryContext(ctx, `SELECT seq, leaf FROM log ORDER BY seq`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var leaf []byte
		if err := rows.Scan(&seq, &leaf); err != nil {
			return err
		}
		if err := yield(seq, leaf); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Leaves reads exact leaf bytes from..to-1, for export and proofs.
func (s *Store) Leaves(ctx context.Context, from, to int64) ([][]byte, error) {
	rows, err := s.ro.QueryContext(ctx, `SELECT leaf FROM log WHERE seq>=? AND seq<? ORDER BY seq`, from, to)
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	list := [][]byte{}
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, explain(err, s.dir)
		}
		list = append(list, b)
	}
	return list, explain(rows.Err(), s.dir)
}

// Hashes gives the stored tree for proofs.
func (s *Store) Hashes(ctx context.Context) tlog.HashReader { return Hashes(ctx, s) }

// Hashes gives the stored tree as a reader sees it, a transaction with its own leaves.
func Hashes(ctx context.Context, r Reader) tlog.HashReader { return hashReader{ctx, r.q()} }

// Log lists entries, newest first; noun and id narrow when set.
func (s *Store) Log(ctx context.Context, noun inspect.Noun, id string, page, size int) ([]audit.Entry, int, error) {
	conds, args := []string{"1=1"}, []any{}
	if noun != "" {
		conds, args = append(conds, "noun=?"), append(args, string(noun))
	}
	if id != "" {
		conds, args = append(conds, "id=?"), append(args, id)
	}
	where := ` FROM log WHERE ` + strings.Join(conds, " AND ")
	var total int
	if err := s.ro.QueryRowContext(ctx, `SELECT count(*)`+where, args...).Scan(&total); err != nil {
		return nil, 0, explain(err, s.dir)
	}
	rows, err := s.ro.QueryContext(ctx, `SELECT leaf`+where+` ORDER BY seq DESC LIMIT ? OFFSET ?`, append(args, size, (max(page, 1)-1)*size)...)
	if err != nil {
		return nil, 0, explain(err, s.dir)
	}
	defer rows.Close()
	list := []audit.Entry{}
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, 0, explain(err, s.dir)
		}
		e, err := audit.ParseLeaf(b)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, e)
	}
	return list, total, explain(rows.Err(), s.dir)
}

// LastLogAt is the time of the newest entry, "" for an empty log.
func (s *Store) LastLogAt(ctx context.Context) (string, error) {
	var at string
	err := s.ro.QueryRowContext(ctx, `SELECT coalesce((SELECT at FROM log ORDER BY seq DESC LIMIT 1), '')`).Scan(&at)
	return at, explain(err, s.dir)
}
