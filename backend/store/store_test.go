package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

var clerk = inspect.Actor{Person: "p-1", Name: "周办公", Role: inspect.RoleOffice, Device: "d-1", Session: "s"}

// clock moves one second at each look.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { c.now = c.now.Add(time.Second); return c.now }

// lab is an open store in a folder of its own.
type lab struct {
	t     testing.TB
	ctx   context.Context
	dir   string
	clock *clock
	key   []byte // nil = a workspace that is not sealed
	*store.Store
}

func newLab(t testing.TB) *lab { return newSealedLab(t, nil) }

func newSealedLab(t testing.TB, key []byte) *lab {
	t.Helper()
	l := &lab{t: t, key: key, ctx: context.Background(), dir: filepath.Join(t.TempDir(), "工作区"), clock: &clock{time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}}
	l.open()
	t.Cleanup(l.close)
	return l
}

func (l *lab) open() {
	l.t.Helper()
	s, err := store.Open(l.dir, store.Options{Now: l.clock.Now, NoSync: true, Key: l.key})
	l.ok(err)
	l.Store = s
}

func (l *lab) close() {
	if l.Store != nil {
		l.ok(l.Store.Close())
		l.Store = nil
	}
}

func (l *lab) ok(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// refused demands an Error with a code, and a sentence.
func refused(t testing.TB, err error, code inspect.Code, sentence string) {
	t.Helper()
	if err == nil {
		t.Fatalf("not refused, want %s", code)
	}
	if got := inspect.CodeOf(err); got != code || !strings.Contains(err.Error(), sentence) {
		t.Fatalf("refused as %s: %v; want %s with %q", got, err, code, sentence)
	}
}

func (l *lab) put(noun inspect.Noun, id string, aggregate any) string {
	l.t.Helper()
	digest := ""
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) (err error) {
		digest, err = tx.Put(l.ctx, noun, id, aggregate, store.Event{Action: "test", Article: "第二十二条"})
		return err
	}))
	return digest
}

func (l *lab) subject(id, code, name string) string {
	l.t.Helper()
	return l.put(inspect.NounSubject, id, inspect.Subject{ID: id, Code: code, Name: name, Trade: "旅馆业"})
}

func (l *lab) save(path, value string, rev int64) (inspect.Field, error) {
	return l.SaveField(l.ctx, clerk, inspect.NounVisit, "v-1", path, value, rev, func(*store.Tx) error { return nil })
}

// doctor lists what the store says of itself.
func (l *lab) doctor() string {
	l.t.Helper()
	problems, err := l.Doctor(l.ctx, "test")
	l.ok(err)
	return strings.Join(problems, "\n")
}

// tamper runs statements on the closed file, past every trigger.
func (l *lab) tamper(statements ...string) {
	l.t.Helper()
	l.close()
	db, err := sql.Open("sqlite", store.DSN(filepath.Join(l.dir, "data.db"), true))
	l.ok(err)
	db.SetMaxOpenConns(1)
	for _, s := range append([]string{"DROP TRIGGER version_no_update", "DROP TRIGGER version_no_delete", "DROP TRIGGER log_no_update",
		"DROP TRIGGER log_no_delete", "DROP TRIGGER log_hash_no_update", "DROP TRIGGER log_hash_no_delete"}, statements...) {
		res, err := db.Exec(s)
		l.ok(err)
		if n, err := res.RowsAffected(); err != nil || n == 0 && !strings.HasPrefix(s, "DROP") && !strings.HasPrefix(s, "PRAGMA") {
			l.t.Fatalf("%s touched %d rows: %v", s, n, err)
		}
	}
	l.ok(db.Close())
	l.open()
}

// size is the number of audit entries.
func (l *lab) size() int64 {
	l.t.Helper()
	cp, err := store.Checkpoint(l.ctx, l, "test")
	l.ok(err)
	return cp.Size
}

func TestWriteDemandsATrace(t *testing.T) {
	l := newLab(t)
	err := l.Write(l.ctx, clerk, func(tx *store.Tx) error { return tx.SetMeta(l.ctx, "name", "改名") })
	if err == nil || inspect.CodeOf(err) != inspect.Internal {
		t.Fatalf("a write without an audit entry: %v", err)
	}
	if v, err := l.Meta(l.ctx, "name"); v != "" || err != nil {
		t.Fatalf("it left %q, %v", v, err)
	}
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		if err := tx.SetMeta(l.ctx, "name", "改名"); err != nil {
			return err
		}
		return tx.Audit(l.ctx, store.Event{Action: "rename"}, "", "", "")
	}))
	if v, err := l.Meta(l.ctx, "name"); v != "改名" || err != nil {
		t.Fatalf("with one it left %q, %v", v, err)
	}
}

func TestFailedWriteLeavesNothing(t *testing.T) {
	l := newLab(t)
	l.subject("s-1", "1", "一")
	before := l.size()
	err := l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		if _, err := tx.Put(l.ctx, inspect.NounSubject, "s-2", inspect.Subject{ID: "s-2", Name: "二", Trade: "旅馆业"}, store.Event{Action: "test"}); err != nil {
			return err
		}
		return inspect.E(inspect.Refused, "不行")
	})
	refused(t, err, inspect.Refused, "不行")
	if n, err := store.Count(l.ctx, l, inspect.NounSubject, store.Filter{}); n != 1 || err != nil || l.size() != before {
		t.Fatalf("%d subjects, %d entries (had %d), %v", n, l.size(), before, err)
	}
}

// TestInsertOnly: the truth and its log cannot be changed through SQL.
func TestInsertOnly(t *testing.T) {
	l := newLab(t)
	l.subject("s-1", "1", "一")
	for _, q := range []string{
		`UPDATE version SET body=x'00'`, `DELETE FROM version`, `UPDATE log SET leaf=x'00'`, `DELETE FROM log`,
		`UPDATE log_hash SET hash=x'00'`, `DELETE FROM log_hash`,
	} {
		if _, err := l.Writer().Exec(q); err == nil || !strings.Contains(err.Error(), "only") {
			t.Errorf("%s: %v", q, err)
		}
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

// TestClockSetBack: a clock behind the last entry is noted in the entry; the
// order is that of the log, and nothing is lost.
func TestClockSetBack(t *testing.T) {
	l := newLab(t)
	first := l.subject("s-1", "1", "先")
	l.clock.now = l.clock.now.AddDate(0, 0, -3)
	second := l.subject("s-1", "1", "后")
	s, head, err := store.GetHead[inspect.Subject](l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	if s.Name != "后" || head != second {
		t.Fatalf("head is %q", s.Name)
	}
	entries, total, err := l.Log(l.ctx, "", "", 1, 10)
	l.ok(err)
	if total != 2 || entries[0].After != second || entries[1].After != first || entries[1].Clock != "" || !strings.Contains(entries[0].Clock, entries[1].At) {
		t.Fatalf("%+v", entries)
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

func TestHistoryKeepsEveryVersion(t *testing.T) {
	l := newLab(t)
	want := []string{l.subject("s-1", "1", "一"), l.subject("s-1", "1", "二"), l.subject("s-1", "1", "三")}
	versions, err := store.History(l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	parent := ""
	for i, raw := range versions {
		v, err := store.ParseVersion(raw)
		l.ok(err)
		if store.Digest(raw) != want[i] || v.Parent != parent || v.Person != clerk.Person || v.Device != clerk.Device {
			t.Fatalf("version %d: %+v", i, v)
		}
		parent = want[i]
	}
	_, err = store.Get[inspect.Subject](l.ctx, l, inspect.NounSubject, "nobody")
	refused(t, err, inspect.NotFound, "没有找到这项检查对象")
}

func TestBlobs(t *testing.T) {
	l := newLab(t)
	for _, b := range [][]byte{{}, nil, []byte("𠮷"), {0, 1, 2}} {
		var digest string
		l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) (err error) {
			if digest, err = tx.PutBlob(l.ctx, b); err != nil {
				return err
			}
			return tx.Audit(l.ctx, store.Event{Action: "blob"}, "", "", digest)
		}))
		got, err := store.Blob(l.ctx, l, digest)
		if err != nil || string(got) != string(b) {
			t.Fatalf("%v became %v: %v", b, got, err)
		}
	}
	_, err := store.Blob(l.ctx, l, store.Digest([]byte("absent")))
	refused(t, err, inspect.NotFound, "没有找到内容")
}

// TestFolderNames: SQLite takes a URI; every name that a folder may have works.
func TestFolderNames(t *testing.T) {
	for _, name := range []string{"某某分局 100%", "a?b#c&d=e", "%41", "𠮷㛃 工作区"} {
		dir := filepath.Join(t.TempDir(), name)
		s, err := store.Open(dir, store.Options{NoSync: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "data.db")); err != nil {
			t.Errorf("%s: the data went elsewhere: %v", name, err)
		}
	}
}

func TestBackupIsACopy(t *testing.T) {
	l := newLab(t)
	l.subject("s-1", "1", "𠮷")
	out := filepath.Join(t.TempDir(), "备份")
	l.ok(os.Mkdir(out, 0o700))
	l.ok(l.Backup(l.ctx, filepath.Join(out, "data.db")))
	refused(t, l.Backup(l.ctx, filepath.Join(out, "data.db")), inspect.Conflict, "备份文件已存在")
	copied, err := store.Open(out, store.Options{NoSync: true})
	l.ok(err)
	defer copied.Close()
	s, err := store.Get[inspect.Subject](l.ctx, copied, inspect.NounSubject, "s-1")
	l.ok(err)
	if s.Name != "𠮷" {
		t.Fatal(s.Name)
	}
	refused(t, l.Backup(l.ctx, filepath.Join(out, "没有", "data.db")), inspect.Storage, "无法写入")
	left, err := filepath.Glob(filepath.Join(out, "*.partial*"))
	if err != nil || len(left) > 0 {
		t.Fatalf("left over: %v %v", left, err)
	}
}

func TestCanceled(t *testing.T) {
	l := newLab(t)
	ctx, cancel := context.WithCancel(l.ctx)
	cancel()
	err := l.Write(ctx, clerk, func(tx *store.Tx) error { return tx.Audit(ctx, store.Event{Action: "x"}, "", "", "") })
	refused(t, err, inspect.Canceled, "已取消")
	if l.size() != 0 {
		t.Fatal("a cancelled write left an entry")
	}
}

func subjectID(i int) string { return fmt.Sprintf("s-%03d", i) }

// tctx is for the second process, which has no test to take a context from.
var tctx = context.Background()
