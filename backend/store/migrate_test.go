package store_test

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

var update = flag.Bool("update", false, "make the fixture of the newest schema, when there is none")

func fixture(n int) string { return filepath.Join("testdata", fmt.Sprintf("schema-%d.db.gz", n)) }

// tell is the tiny story that every fixture holds.
func (l *lab) tell() {
	l.put(inspect.NounPerson, "p-1", inspect.Person{ID: "p-1", Name: "周办公", Role: inspect.RoleOffice, Active: true})
	l.subject("s-1", "99990192MA00000001", "𠮷庆旅馆")
	l.subject("s-1", "99990192MA00000001", "𠮷庆㛃旅馆")
	l.merge("pack-1", anything, foreignSubject("s-2", "", "外来", 1))
	l.put(inspect.NounVisit, "v-1", inspect.Visit{ID: "v-1", Team: "t-1", State: inspect.VisitOpen})
	_, err := l.save("place", "䶮泉路1号", 0)
	l.ok(err)
	l.flush()
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		digest, err := tx.PutBlob(l.ctx, []byte("frame.txt"))
		if err != nil {
			return err
		}
		if err := tx.SetMeta(l.ctx, "name", "治安大队办公室"); err != nil {
			return err
		}
		if err := tx.PutPackage(l.ctx, inspect.Exchange{ID: "pack-1", Kind: "result", Direction: "in", Device: "d-2", Sequence: 1, Tagmanifest: digest}); err != nil {
			return err
		}
		return tx.Audit(l.ctx, store.Event{Action: "story", Article: "第二十二条"}, "", "", digest)
	}))
}

// TestEverySchemaOpens: a database of each released schema, kept as it was
// made then, still opens, says what it said, and ends up like a fresh one.
// A fixture is never made again: -update makes only the one that is missing.
func TestEverySchemaOpens(t *testing.T) {
	if *update {
		makeFixture(t)
	}
	fresh := schema(newLab(t))
	for n := 1; n <= store.SchemaVersion(); n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			l := unpacked(t, n)
			if got := l.doctor(); got != "" {
				t.Error(got)
			}
			s, err := store.Get[inspect.Subject](l.ctx, l, inspect.NounSubject, "s-1")
			l.ok(err)
			fields, err := store.Draft(l.ctx, l, inspect.NounVisit, "v-1")
			l.ok(err)
			blob, err := store.Blob(l.ctx, l, store.Digest([]byte("frame.txt")))
			l.ok(err)
			packs, err := store.Packages(l.ctx, l, "in")
			l.ok(err)
			found, _, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, store.Filter{Search: "㛃"})
			l.ok(err)
			if s.Name != "𠮷庆㛃旅馆" || len(fields) != 1 || fields[0].Value != "䶮泉路1号" || string(blob) != "frame.txt" || len(packs) != 1 || len(found) != 1 || l.size() != 7 {
				t.Errorf("the story changed: %+v %+v %q %+v %+v, %d entries", s, fields, blob, packs, found, l.size())
			}
			if got := schema(l); got != fresh {
				t.Errorf("upgraded:\n%s\nfresh:\n%s", got, fresh)
			}
			l.subject("s-3", "3", "接着用")
			if got := l.doctor(); got != "" {
				t.Error(got)
			}
		})
	}
}

func makeFixture(t *testing.T) {
	n := store.SchemaVersion()
	if _, err := os.Stat(fixture(n)); err == nil {
		return
	}
	l := newLab(t)
	l.tell()
	out := filepath.Join(t.TempDir(), "data.db")
	l.ok(l.Backup(l.ctx, out))
	b, err := os.ReadFile(out)
	l.ok(err)
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	l.ok(err)
	_, err = w.Write(b)
	l.ok(err)
	l.ok(w.Close())
	l.ok(os.WriteFile(fixture(n), z.Bytes(), 0o644))
}

// unpacked opens a copy of a fixture.
func unpacked(t *testing.T, n int) *lab {
	t.Helper()
	l := newLab(t)
	l.close()
	f, err := os.Open(fixture(n))
	if err != nil {
		t.Fatalf("schema %d has no fixture: %v; run go test ./backend/store -run EverySchema -update before it is released", n, err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	l.ok(err)
	b, err := io.ReadAll(z)
	l.ok(err)
	l.ok(os.RemoveAll(l.dir))
	l.ok(os.MkdirAll(l.dir, 0o700))
	l.ok(os.WriteFile(filepath.Join(l.dir, "data.db"), b, 0o600))
	l.open()
	return l
}

// schema is what SQLite keeps of tables, indexes and triggers, and the version.
func schema(l *lab) string {
	l.t.Helper()
	rows, err := l.Writer().Query(`SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name`)
	l.ok(err)
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var s string
		l.ok(rows.Scan(&s))
		b.WriteString(s + "\n")
	}
	l.ok(rows.Err())
	var version int
	l.ok(l.Writer().QueryRow(`PRAGMA user_version`).Scan(&version))
	return fmt.Sprint(b.String(), "user_version ", version)
}

// next are the built-in migrations and one more.
func next(t *testing.T, script string) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	names, err := fs.Glob(store.BuiltIn, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		b, err := fs.ReadFile(store.BuiltIn, n)
		if err != nil {
			t.Fatal(err)
		}
		all[n] = &fstest.MapFile{Data: b}
	}
	all[fmt.Sprintf("migrations/%04d_next.sql", len(names)+1)] = &fstest.MapFile{Data: []byte(script)}
	return all
}

// TestMigrationIsPrecededByABackup: the copy is whole and of the old schema. A
// step that fails changes nothing and can be tried again.
func TestMigrationIsPrecededByABackup(t *testing.T) {
	l := newLab(t)
	l.tell()
	old := schema(l)
	l.close()
	options := store.Options{Now: l.clock.Now, NoSync: true}
	backups := func() []string {
		names, err := filepath.Glob(filepath.Join(l.dir, "backups", "*"))
		l.ok(err)
		return names
	}
	for i, script := range []string{"CREATE TABLE extra (id TEXT) STRICT; SELECT no_such_function();", "CREATE TABLE extra (id TEXT) STRICT; INSERT INTO nothing VALUES (1);"} {
		if err := store.MigrateWith(l.dir, options, next(t, script)); err == nil {
			t.Fatal("a broken migration passed")
		}
		if n := len(backups()); n != i+1 {
			t.Fatalf("%d backups", n)
		}
		l.open()
		if schema(l) != old || l.doctor() != "" {
			t.Fatal("a failed migration left something")
		}
		l.close()
	}
	l.ok(store.MigrateWith(l.dir, options, next(t, "ALTER TABLE subject ADD COLUMN spare TEXT NOT NULL DEFAULT '';")))
	for _, b := range backups() {
		kept := &lab{t: t, ctx: l.ctx, dir: t.TempDir(), clock: l.clock}
		bytes, err := os.ReadFile(b)
		l.ok(err)
		l.ok(os.WriteFile(filepath.Join(kept.dir, "data.db"), bytes, 0o600))
		kept.open()
		if schema(kept) != old || kept.doctor() != "" || kept.name("s-1") != "𠮷庆㛃旅馆" {
			t.Fatalf("%s: %s", b, kept.doctor())
		}
		kept.close()
	}
	if n := len(backups()); n != 3 {
		t.Fatalf("%d backups", n)
	}
	_, err := store.Open(l.dir, options) // this build knows one schema less
	refused(t, err, inspect.Unsupported, "更新版本的程序")
}

// TestMigrationChecksReferences: a step that leaves a dangling foreign key is
// refused as a whole.
func TestMigrationChecksReferences(t *testing.T) {
	l := newLab(t)
	before := schema(l)
	l.close()
	err := store.MigrateWith(l.dir, store.Options{Now: l.clock.Now, NoSync: true}, next(t, `CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;
		CREATE TABLE b (a INTEGER REFERENCES a (id)) STRICT; INSERT INTO b VALUES (7);`))
	if err == nil || !strings.Contains(err.Error(), "broken references") {
		t.Fatal(err)
	}
	l.open()
	if schema(l) != before {
		t.Fatal("it left something")
	}
}

// TestNoRoomForTheBackup: without its backup a migration does not begin.
func TestNoRoomForTheBackup(t *testing.T) {
	l := newLab(t)
	l.tell()
	before := schema(l)
	l.close()
	l.ok(os.RemoveAll(filepath.Join(l.dir, "backups")))
	l.ok(os.WriteFile(filepath.Join(l.dir, "backups"), nil, 0o600))
	err := store.MigrateWith(l.dir, store.Options{Now: l.clock.Now, NoSync: true}, next(t, "DROP TABLE leave;"))
	refused(t, err, inspect.Storage, "")
	db, err := sql.Open("sqlite", store.DSN(filepath.Join(l.dir, "data.db"), true))
	l.ok(err)
	defer db.Close()
	var n int
	l.ok(db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name='leave'`).Scan(&n))
	if n != 1 {
		t.Fatal("it migrated all the same")
	}
	l.ok(os.Remove(filepath.Join(l.dir, "backups")))
	l.open()
	if schema(l) != before {
		t.Fatal("the schema changed")
	}
}
