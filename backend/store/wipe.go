package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
)

// Wiping is what leaves the store for good: aggregates with all their versions,
// fields and former values; blobs; and files, relative to the workspace.
type Wiping struct {
	Aggregates []FormRef
	Blobs      []string
	Files      []string
}

// Wipe erases aggregates after they were handed over (P14). Their digests stay,
// and one audit leaf vouches for the list. SQLite overwrites what it deletes
// with zeros (secure_delete); the caller runs Scrub afterwards for the copies in
// the log file and in free pages. It returns how many versions went. Nothing of
// another workspace and nothing of the audit log is touched.
func (tx *Tx) Wipe(ctx context.Context, w Wiping, e Event, noun inspect.Noun, id string) (int, error) {
	if err := tx.exec(ctx, `PRAGMA secure_delete=ON`); err != nil {
		return 0, err
	}
	for _, ref := range w.Aggregates {
		if _, err := tx.FlushEdits(ctx, ref.Noun, ref.ID); err != nil {
			return 0, err
		}
	}
	at := tx.size // of the leaf written below: every flush has its own before it
	n := 0
	for _, ref := range w.Aggregates {
		p, ok := projections[ref.Noun]
		if !ok {
			return 0, inspect.E(inspect.Unsupported, "不认识的数据种类“%s”", ref.Noun)
		}
		was, err := tx.find(ctx, ref.Noun, ref.ID)
		if err != nil {
			return 0, err
		}
		if p.search >= 0 && was.num > 0 {
			if err := tx.reindex(ctx, ref.Noun, was.num, was.search, ""); err != nil {
				return 0, err
			}
		}
		done, err := tx.tx.ExecContext(ctx, `INSERT INTO wiped (digest, noun, id, package, log, num, wipe)
			SELECT digest, noun, id, package, log, rowid, ? FROM version WHERE noun=? AND id=? ON CONFLICT DO NOTHING`, at, ref.Noun, ref.ID)
		if err != nil {
			return 0, err
		}
		rows, err := done.RowsAffected()
		if err != nil {
			return 0, err
		}
		n += int(rows)
		for _, q := range []string{`DELETE FROM version WHERE noun=? AND id=?`, `DELETE FROM draft WHERE noun=? AND id=?`,
			`DELETE FROM edit WHERE noun=? AND id=?`, `DELETE FROM conflict WHERE noun=? AND id=?`} {
			if err := tx.exec(ctx, q, string(ref.Noun), ref.ID); err != nil {
				return 0, err
			}
		}
		if err := tx.exec(ctx, `DELETE FROM `+p.table+` WHERE id=?`, ref.ID); err != nil {
			return 0, err
		}
	}
	for _, b := range w.Blobs {
		if err := tx.exec(ctx, `DELETE FROM blob WHERE digest=?`, b); err != nil {
			return 0, err
		}
	}
	for _, f := range w.Files {
		if err := tx.exec(ctx, `INSERT INTO discard (path) VALUES (?) ON CONFLICT DO NOTHING`, f); err != nil {
			return 0, err
		}
	}
	list, err := wipedList(ctx, tx, at)
	if err != nil {
		return 0, err
	}
	return n, tx.log(ctx, e, noun, id, "", Digest([]byte(list)))
}

// wipedList is what a wipe leaf's digest is over: the digests, one a line.
func wipedList(ctx context.Context, r Reader, wipe int64) (string, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT digest FROM wiped WHERE wipe=? ORDER BY digest`, wipe)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var digest string
		if err := rows.Scan(&digest); err != nil {
			return "", err
		}
		b.WriteString(digest + "\n")
	}
	return b.String(), rows.Err()
}

// Wiped tells whether a task's data was wiped here, and when.
func Wiped(ctx context.Context, r Reader, noun inspect.Noun, id string) (at string, err error) {
	err = r.q().QueryRowContext(ctx, `SELECT coalesce(max(at), '') FROM log WHERE action='wipe' AND noun=? AND id=?`, noun, id).Scan(&at)
	return at, explain(err, r.ref())
}

// Wipes lists the tasks whose data was wiped here, each with the last time.
func Wipes(ctx context.Context, r Reader) ([][2]string, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT id, max(at) FROM log WHERE action='wipe' GROUP BY id ORDER BY id`)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close() // its error is that of rows.Err
	list := [][2]string{}
	for rows.Next() {
		var x [2]string
		if err := rows.Scan(&x[0], &x[1]); err != nil {
			return nil, explain(err, r.ref())
		}
		list = append(list, x)
	}
	return list, explain(rows.Err(), r.ref())
}

// Discards lists the files that a wipe still has to erase.
func (s *Store) Discards(ctx context.Context) ([]string, error) {
	list := []string{}
	err := s.each(ctx, `SELECT path FROM discard ORDER BY path`, func(rows *sql.Rows) error {
		var path string
		err := rows.Scan(&path)
		list = append(list, path)
		return err
	})
	return list, explain(err, s.dir)
}

// Discarded says that a file is erased. The leaf of the wipe speaks for it.
func (s *Store) Discarded(ctx context.Context, path string) error {
	return s.write(ctx, inspect.Actor{}, func(tx *Tx) error { return tx.exec(ctx, `DELETE FROM discard WHERE path=?`, path) })
}

// Scrub rewrites the database file without free pages and empties its log file,
// so that nothing deleted stands in either any more.
func (s *Store) Scrub(ctx context.Context) error {
	s.storing.Lock()
	defer s.storing.Unlock()
	if _, err := s.rw.ExecContext(ctx, `VACUUM`); err != nil {
		return explain(err, s.dir)
	}
	var busy, pages, moved int
	if err := s.rw.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err != nil {
		return explain(err, s.dir)
	}
	if busy != 0 {
		return inspect.E(inspect.Busy, "数据已清除，但日志文件正被读取，还没有清空").WithRef(s.dir).WithHint("关闭其他窗口，退出本程序再打开一次即清空")
	}
	return nil
}

// checkWiped holds the list of what a wipe took to its leaf.
func (s *Store) checkWiped(ctx context.Context) ([]string, error) {
	out := []string{}
	lists, leaves := map[int64]string{}, map[int64]string{}
	err := s.each(ctx, `SELECT wipe, digest FROM wiped ORDER BY wipe, digest`, func(rows *sql.Rows) error {
		var wipe int64
		var digest string
		err := rows.Scan(&wipe, &digest)
		lists[wipe] += digest + "\n"
		return err
	})
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, `SELECT seq, leaf FROM log WHERE action='wipe'`, func(rows *sql.Rows) error {
		var seq int64
		var leaf []byte
		if err := rows.Scan(&seq, &leaf); err != nil {
			return err
		}
		if e, err := audit.ParseLeaf(leaf); err == nil {
			leaves[seq] = e.After
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for seq, after := range leaves {
		if after != Digest([]byte(lists[seq])) {
			out = append(out, fmt.Sprintf("第%d条留痕所说的清除与清除清单不符", seq))
		}
		delete(lists, seq)
	}
	for seq := range lists {
		out = append(out, fmt.Sprintf("清除清单登记在第%d条留痕，但没有这条清除留痕", seq))
	}
	return out, nil
}
