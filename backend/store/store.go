package store

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"shuangsuiji/backend/inspect"
)

// Store is an open workspace database. It is safe for concurrent use: one
// writer, many readers.
type Store struct {
	dir  string
	rw   *sql.DB
	ro   *sql.DB
	lock *os.File
	now  func() time.Time
	box  *box // nil = not sealed; set on opening

	storing  sync.Mutex     // held while a decided import is being stored
	settling sync.WaitGroup // what goes on after it
	mu       sync.Mutex     // holds past
	past     *past          // nil = nothing is being stored
}

// Options change how a workspace is opened.
type Options struct {
	Now    func() time.Time // the clock; nil = time.Now
	NoSync bool             // tests that do not prove durability
	Key    []byte           // KeySize bytes: seals the workspace from now on; nil = one that is not sealed
	// Keep is given the copy that was made before a migration, to seal it away;
	// nil = it stays as it is.
	Keep func(ctx context.Context, copied string) error
}

// dsn is the one connection string. busy_timeout stands first, so that the
// switch to WAL itself waits for another connection; FULL makes an
// acknowledged commit survive a power cut.
func dsn(path string, nosync bool) string {
	sync := "FULL"
	if nosync {
		sync = "OFF"
	}
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // file:///C:/...
	}
	return (&url.URL{Scheme: "file", Path: p}).String() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)" +
		"&_pragma=synchronous(" + sync + ")&_txlock=immediate"
}

// writerCache (KiB) holds the indexes that a large import inserts into at
// random; with SQLite's 2 MB every page of them is read and written many times.
const writerCache = "&_pragma=cache_size(-16384)"

// Open opens or creates dir/data.db, taking the workspace for this process.
// Errors: Busy when another process holds it, Unsupported for a newer schema,
// Storage when the folder cannot be written, Forbidden when it is sealed and there
// is no key.
func Open(dir string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, storage(err, dir)
	}
	if err := os.MkdirAll(filepath.Join(abs, "backups"), 0o700); err != nil {
		return nil, storage(err, abs)
	}
	lock, err := lockFile(filepath.Join(abs, "workspace.lock"))
	if err != nil {
		return nil, err
	}
	s := &Store{dir: abs, lock: lock, now: o.Now}
	path := filepath.Join(abs, "data.db")
	if err := s.migrate(path, o, migrations); err != nil {
		lock.Close()
		return nil, err
	}
	if s.rw, err = sql.Open("sqlite", dsn(path, o.NoSync)+writerCache); err != nil {
		lock.Close()
		return nil, explain(err, abs)
	}
	s.rw.SetMaxOpenConns(1)
	if err := s.writable(); err != nil {
		s.Close()
		return nil, err
	}
	if s.ro, err = sql.Open("sqlite", dsn(path, o.NoSync)+"&_pragma=query_only(1)"); err != nil {
		s.Close()
		return nil, explain(err, abs)
	}
	s.ro.SetMaxOpenConns(6)
	if err := s.sealAll(context.Background(), o.Key); err != nil {
		s.Close()
		return nil, explain(err, abs)
	}
	if err := s.resume(context.Background()); err != nil {
		s.Close()
		return nil, explain(err, abs)
	}
	if err := s.freshen(context.Background()); err != nil {
		s.Close()
		return nil, explain(err, abs)
	}
	return s, nil
}

// writable refuses a file that opens but cannot be written, before anybody
// types into it.
func (s *Store) writable() error {
	_, err := s.rw.Exec(`UPDATE meta SET value=value WHERE 0`)
	return explain(err, s.dir)
}

// Lock takes the folder of a workspace for this process without opening the
// database, which may be damaged. Error: Busy when another process holds it.
func Lock(dir string) (io.Closer, error) { return lockFile(filepath.Join(dir, "workspace.lock")) }

// Exists tells whether dir already holds a workspace.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "data.db"))
	return err == nil
}

// Close releases the workspace.
func (s *Store) Close() error {
	var errs []error
	s.settling.Wait()
	s.mu.Lock()
	s.past.close()
	s.mu.Unlock()
	for _, db := range []*sql.DB{s.ro, s.rw} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(append(errs, s.lock.Close())...)
}

// Dir is the workspace's folder.
func (s *Store) Dir() string { return s.dir }

// Now is the store's clock.
func (s *Store) Now() time.Time { return s.now() }

// NewID makes a UUIDv7: unique, and sorted by the time it was made.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// Meta reads a workspace setting, "" when unset.
func (s *Store) Meta(ctx context.Context, key string) (string, error) { return Meta(ctx, s, key) }

// Meta reads a workspace setting, "" when unset; a transaction sees its own.
func Meta(ctx context.Context, r Reader, key string) (string, error) {
	var v string
	err := r.q().QueryRowContext(ctx, `SELECT value FROM meta WHERE key=?`, key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, explain(err, r.ref())
}

// explain turns what SQLite says into a sentence for a person. Errors that
// already are one pass through; unknown ones stay as they are.
func explain(err error, ref string) error {
	if err == nil {
		return nil
	}
	var e *inspect.Error
	if errors.As(err, &e) {
		return err
	}
	if errors.Is(err, context.Canceled) {
		return inspect.E(inspect.Canceled, "操作已取消，没有留下半成品").Because(err)
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return err
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return inspect.E(inspect.Storage, "磁盘已满，本次没有保存").WithRef(ref).Because(err).
			WithHint("请腾出磁盘空间后重试；此前已保存的内容不受影响")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return inspect.E(inspect.Storage, "工作区无法写入：%s", ref).WithRef(ref).Because(err).
			WithHint("检查该文件夹是否只读、是否有写权限，或换一个位置")
	case sqlite3.SQLITE_IOERR:
		return inspect.E(inspect.Storage, "读写磁盘出错，本次没有保存：%s", ref).WithRef(ref).Because(err).
			WithHint("检查磁盘或移动盘是否拔出、是否已满")
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return inspect.E(inspect.Busy, "工作区正被占用，本次没有保存").WithRef(ref).Because(err).WithHint("稍候重试")
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return inspect.E(inspect.Damaged, "工作区数据文件已损坏或不是本程序的数据：%s", ref).WithRef(ref).Because(err).
			WithHint("不要删除该文件；报告管理员：退出程序，用 restore 从 backups 文件夹中最近的备份恢复，现有文件会另存，不会丢")
	}
	return err
}

func storage(err error, path string) error {
	return inspect.E(inspect.Storage, "无法使用文件夹：%s", path).WithRef(path).Because(err).
		WithHint("检查路径是否存在、是否只读、磁盘是否已满")
}
