//go:build unix

package store

import (
	"database/sql"
	"os"
	"os/signal"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/sys/unix"

	"shuangsuiji/backend/inspect"
)

// TestAnImportThatCannotFinishHoldsItsRegister: the disk ends in the middle of a
// confirmed import. The register cannot be written until the rest is stored;
// everything else goes on, also in a workspace opened again on that disk.
func TestAnImportThatCannotFinishHoldsItsRegister(t *testing.T) {
	const n = 6000
	signal.Ignore(unix.SIGXFSZ)
	defer signal.Reset(unix.SIGXFSZ)
	var old unix.Rlimit
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(unix.Getrlimit(unix.RLIMIT_FSIZE, &old))
	limit := func(n uint64) { ok(unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: old.Max})) }
	defer limit(old.Cur)
	s := filled(t, 1)
	plan := func(s *Store) error {
		return s.Write(t.Context(), finder, func(tx *Tx) error {
			_, err := tx.Put(t.Context(), inspect.NounPlan, "p-1", inspect.Plan{ID: "p-1", No: "1", Year: 2026, Name: NewID()}, Event{Action: "test"})
			return err
		})
	}
	subject := func(s *Store) error {
		return s.Write(t.Context(), finder, func(tx *Tx) error {
			_, err := tx.Put(t.Context(), inspect.NounSubject, numbered(n).ID, numbered(n), Event{Action: "test"})
			return err
		})
	}
	count := func(s *Store, f Filter) int {
		t.Helper()
		_, total, err := List[inspect.Subject](t.Context(), s, inspect.NounSubject, f)
		ok(err)
		return total
	}
	indexes := func(db *sql.DB) (names string) {
		t.Helper()
		ok(db.QueryRow(`SELECT group_concat(name || sql, char(10) ORDER BY name) FROM sqlite_schema WHERE type='index'`).Scan(&names))
		return names
	}
	all := indexes(s.ro)
	held := func(s *Store) {
		t.Helper()
		if noun, why := s.Held(); noun != inspect.NounSubject || !strings.Contains(why.Error(), "还没有全部入库") {
			t.Fatal(noun, why)
		}
		if err := subject(s); inspect.CodeOf(err) != inspect.Refused || !strings.Contains(inspect.ForPerson(err).Hint, "接着入库") {
			t.Fatal(err)
		}
		ok(plan(s))
		problems, err := s.Doctor(t.Context(), "test")
		if err != nil || len(problems) != 1 || !strings.Contains(problems[0], "还没有全部入库") {
			t.Fatal(problems, err)
		}
	}

	b, err := s.Stage(t.Context(), finder, inspect.NounSubject)
	ok(err)
	for i := 1; i < n; i++ {
		ok(b.Add(t.Context(), Item{ID: numbered(i).ID, Aggregate: numbered(i)}))
	}
	ok(b.flush(t.Context()))
	wal, err := os.Stat(s.dir + "/data.db-wal")
	ok(err)
	limit(uint64(wal.Size()) + 300<<10)
	if err := b.Commit(t.Context(), Event{Action: "test"}, func(int) {}); inspect.CodeOf(err) != inspect.Storage {
		t.Fatal(err)
	}
	ok(b.Drop(t.Context()))
	held(s)
	if got := count(s, Filter{Page: 1}); got != 1 {
		t.Fatalf("%d rows are to be seen before the rest is stored", got)
	}
	s = reopen(t, s)
	held(s)
	count(s, Filter{Page: 1})
	if err := s.CarryOn(t.Context(), func(int) {}); inspect.CodeOf(err) != inspect.Storage {
		t.Fatal(err)
	}

	limit(old.Cur)
	held(s) // until somebody says so
	if indexes(s.ro) == all {
		t.Fatal("no index was set aside: this import is too small to show that they come back")
	}
	// A step to a newer schema finds the indexes that it may speak of.
	newer := t.TempDir()
	ok(os.Mkdir(newer+"/backups", 0o700))
	ok(s.Backup(t.Context(), newer+"/data.db"))
	files := fstest.MapFS{"migrations/9999_next.sql": {Data: []byte(`DROP INDEX subject_code; CREATE INDEX subject_code ON subject (code, merged);`)}}
	for _, name := range scripts(migrations) {
		text, err := migrations.ReadFile(name)
		ok(err)
		files[name] = &fstest.MapFile{Data: text}
	}
	ok((&Store{dir: newer, now: time.Now}).migrate(newer+"/data.db", Options{NoSync: true}, files))
	db, err := sql.Open("sqlite", dsn(newer+"/data.db", true))
	ok(err)
	defer db.Close()
	if got := indexes(db); got != all {
		t.Fatalf("after the step there are %s", got)
	}
	ok(s.CarryOn(t.Context(), func(int) {}))
	if noun, why := s.Held(); noun != "" || count(s, Filter{}) != n || count(s, Filter{Search: "甲旅馆", Page: 1}) != n/4 {
		t.Fatal(noun, why, count(s, Filter{}))
	}
	if got := indexes(s.ro); got != all {
		t.Fatalf("stored, with the indexes %s of %s", got, all)
	}
	ok(subject(s))
	ok(s.CarryOn(t.Context(), func(int) { t.Error("there is nothing to carry on") }))
	problems, err := s.Doctor(t.Context(), "test")
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
}
