package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shuangsuiji/backend/inspect"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the newest schema this build knows.
func SchemaVersion() int { return len(scripts(migrations)) }

// scripts lists the migrations in order; the nth makes schema n.
func scripts(from fs.FS) []string {
	names, err := fs.Glob(from, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is constant
	}
	return names
}

// migrate brings the file to the newest schema, one transaction a step, each
// after a verified backup of what was there.
func (s *Store) migrate(path string, o Options, from fs.FS) error {
	ctx := context.Background()
	// foreign_keys must be off before BEGIN: a table may be rebuilt.
	db, err := sql.Open("sqlite", strings.Replace(dsn(path, o.NoSync), "foreign_keys(1)", "foreign_keys(0)", 1))
	if err != nil {
		return explain(err, path)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var have int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
		return explain(err, path)
	}
	names := scripts(from)
	want := len(names)
	if have > 0 && have < want { // a step may speak of an index that an import set aside
		made, err := aside(ctx, db)
		for _, sql := range made {
			if err == nil {
				_, err = db.ExecContext(ctx, sql)
			}
		}
		if err != nil {
			return explain(err, path)
		}
	}
	if have > want {
		return inspect.E(inspect.Unsupported, "该工作区由更新版本的程序建立（数据版本 %d，本程序支持到 %d）", have, want).
			WithRef(path).WithHint("请安装新版本程序后再打开；数据没有改动")
	}
	for v := have; v < want; v++ {
		if have > 0 { // a file that is being made holds nothing yet
			// The time keeps a backup apart from that of an attempt that was cut off.
			name := fmt.Sprintf("before-schema-%d-%s.db", v+1, s.now().UTC().Format("20060102T150405.000000000"))
			copied := filepath.Join(s.dir, "backups", name)
			if err := backup(ctx, db, copied); err != nil {
				return err
			}
			if o.Keep != nil {
				if err := o.Keep(ctx, copied); err != nil {
					return err
				}
			}
		}
		script, err := fs.ReadFile(from, names[v])
		if err != nil {
			return err
		}
		if err := step(ctx, db, string(script), v+1); err != nil {
			return explain(err, path)
		}
	}
	return nil
}

func step(ctx context.Context, db *sql.DB, script string, version int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, script); err != nil {
		return fmt.Errorf("migration %d: %w", version, err)
	}
	rows, err := tx.QueryContext(ctx, `PRAGMA foreign_key_check`)
	if err != nil {
		return err
	}
	broken := rows.Next()
	if err := rows.Close(); err != nil {
		return err
	}
	if broken {
		return fmt.Errorf("migration %d leaves broken references", version)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version=%d`, version)); err != nil {
		return err
	}
	return tx.Commit()
}

// Backup writes a verified copy of the database to path (which must not
// exist): VACUUM INTO, integrity check, fsync, rename. It reads on a connection
// of its own: the read pool is query_only, which forbids VACUUM INTO, and the
// writer stays free.
func (s *Store) Backup(ctx context.Context, path string) error {
	s.storing.Lock() // not in the middle of an import
	defer s.storing.Unlock()
	db, err := sql.Open("sqlite", dsn(filepath.Join(s.dir, "data.db"), false))
	if err != nil {
		return explain(err, path)
	}
	defer db.Close()
	return backup(ctx, db, path)
}

func backup(ctx context.Context, db *sql.DB, path string) error {
	if _, err := os.Stat(path); err == nil {
		return inspect.E(inspect.Conflict, "备份文件已存在：%s", path).WithRef(path).WithHint("换一个文件名，已有备份不会被覆盖")
	}
	tmp := path + ".partial"
	if err := os.Remove(tmp); err != nil && !os.IsNotExist(err) {
		return storage(err, tmp)
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, tmp); err != nil {
		os.Remove(tmp)
		return explain(err, path)
	}
	if err := checkFile(ctx, tmp); err != nil {
		os.Remove(tmp)
		return err
	}
	f, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if err != nil {
		return storage(err, tmp)
	}
	err = f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return storage(err, path)
	}
	return nil
}

func checkFile(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, true)+"&_pragma=query_only(1)")
	if err != nil {
		return explain(err, path)
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check`).Scan(&verdict); err != nil {
		return explain(err, path)
	}
	if verdict != "ok" {
		return inspect.E(inspect.Damaged, "数据库文件校验没有通过：%s", verdict).WithRef(path).WithHint("不要删除该文件；用最近一次备份恢复")
	}
	return nil
}

// Peek reads a closed workspace's database as far as it can be read, without
// changing it: the length of its log and the highest sequence number among the
// packages it made.
func Peek(ctx context.Context, dir string) (entries, sequence int64, err error) {
	path := filepath.Join(dir, "data.db")
	db, err := sql.Open("sqlite", dsn(path, true)+"&_pragma=query_only(1)")
	if err != nil {
		return 0, 0, explain(err, path)
	}
	defer db.Close()
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM log`).Scan(&entries); err != nil {
		return 0, 0, explain(err, path)
	}
	err = db.QueryRowContext(ctx, `SELECT coalesce(max(sequence), 0) FROM package WHERE direction='out'`).Scan(&sequence)
	return entries, sequence, explain(err, path)
}
