package store_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// secrets are what must not stand open in any file of a sealed workspace.
var secrets = []string{"13900000001", "110101190001010001", "前台登记漏项", "扫描件的字节", "已改过的字"}

// personal writes each of the secrets in one of the ways that the program keeps text.
func personal(l *lab) {
	l.t.Helper()
	l.put(inspect.NounSubject, "s-1", inspect.Subject{ID: "s-1", Name: "甲旅馆", Trade: "旅馆业", Phone: secrets[0]})
	l.put(inspect.NounInspector, "i-1", inspect.Inspector{ID: "i-1", Name: "王检查", IDNumber: secrets[1]})
	l.put(inspect.NounVisit, "v-1", inspect.Visit{ID: "v-1"})
	_, err := l.save("place", secrets[4], 0)
	l.ok(err)
	_, err = l.save("place", secrets[2], 1)
	l.ok(err)
	l.flush()
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		if _, err := tx.PutBlob(l.ctx, []byte(secrets[3])); err != nil {
			return err
		}
		return tx.Audit(l.ctx, store.Event{Action: "test"}, "", "", "")
	}))
	staged, err := l.Stage(l.ctx, clerk, inspect.NounSubject)
	l.ok(err)
	for i := range 20 {
		l.ok(staged.Add(l.ctx, store.Item{ID: fmt.Sprintf("b-%d", i), Aggregate: inspect.Subject{ID: fmt.Sprintf("b-%d", i), Name: fmt.Sprint("批量", i), Phone: secrets[0]}}))
	}
	l.ok(staged.Commit(l.ctx, store.Event{Action: "import"}, func(int) {}))
}

// readBack holds a workspace to what personal wrote.
func readBack(l *lab) {
	l.t.Helper()
	s, err := store.Get[inspect.Subject](l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	i, err := store.Get[inspect.Inspector](l.ctx, l, inspect.NounInspector, "i-1")
	l.ok(err)
	blob, err := store.Blob(l.ctx, l, store.Digest([]byte(secrets[3])))
	l.ok(err)
	draft, err := store.Draft(l.ctx, l, inspect.NounVisit, "v-1")
	l.ok(err)
	got := []string{s.Phone, i.IDNumber, draft[0].Value, string(blob), l.history("place")[0].Value}
	if fmt.Sprint(got) != fmt.Sprint(secrets) {
		l.t.Fatalf("read back %q", got)
	}
	n := 0
	l.ok(store.Each(l.ctx, l, inspect.NounSubject, func(s inspect.Subject) error {
		n++
		if s.Phone != secrets[0] {
			l.t.Fatalf("%s has phone %q", s.ID, s.Phone)
		}
		return nil
	}))
	if found, total, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, store.Filter{Search: "批量1", Page: 1}); err != nil || n != 21 || total != 11 || found[0].Phone != secrets[0] {
		l.t.Fatalf("%d subjects, %d found, %v", n, total, err)
	}
	if got := l.doctor(); got != "" {
		l.t.Fatalf("doctor: %s", got)
	}
}

// inFiles lists the secrets that stand open in the files of a folder.
func inFiles(t *testing.T, dir string) []string {
	t.Helper()
	open := []string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, s := range secrets {
			if bytes.Contains(b, []byte(s)) {
				open = append(open, filepath.Base(path)+": "+s)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return open
}

func TestSealedWorkspaceShowsNothing(t *testing.T) {
	plain := newLab(t)
	personal(plain)
	if len(inFiles(t, plain.dir)) < len(secrets) {
		t.Fatalf("the test does not see what stands open: %q", inFiles(t, plain.dir))
	}
	l := newSealedLab(t, newKey())
	personal(l)
	readBack(l)
	if open := inFiles(t, l.dir); len(open) > 0 {
		t.Fatalf("while it is open: %q", open)
	}
	copied := filepath.Join(l.dir, "backups", "copy.db")
	l.ok(l.Backup(l.ctx, copied))
	l.close()
	if open := inFiles(t, l.dir); len(open) > 0 {
		t.Fatalf("after closing: %q", open)
	}
	l.open()
	readBack(l)
}

// TestSealingWhatThereIs: a workspace of earlier days is sealed when it is first
// opened with a key; every version keeps its bytes and its digest.
func TestSealingWhatThereIs(t *testing.T) {
	l := newLab(t)
	personal(l)
	before, err := store.History(l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	l.close()
	l.key = newKey()
	l.open()
	readBack(l)
	if open := inFiles(t, l.dir); len(open) > 0 {
		t.Fatalf("stands open: %q", open)
	}
	after, err := store.History(l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	if !bytes.Equal(before[0], after[0]) {
		t.Fatal("a version changed")
	}
	if _, err := l.Writer().Exec(`UPDATE version SET body=body`); err == nil || !strings.Contains(err.Error(), "insert-only") {
		t.Fatalf("the guard of the versions is gone: %v", err)
	}
}

func TestSealedWorkspaceNeedsItsKey(t *testing.T) {
	l := newSealedLab(t, newKey())
	personal(l)
	l.close()
	for _, c := range []struct {
		key  []byte
		want inspect.Code
	}{{nil, inspect.Forbidden}, {newKey(), inspect.Damaged}} {
		if _, err := store.Open(l.dir, store.Options{NoSync: true, Key: c.key}); inspect.CodeOf(err) != c.want {
			t.Fatalf("%v, want %s", err, c.want)
		}
	}
	l.open()
	readBack(l)
}

// TestDoctorSeesIntoWhatIsSealed: rows that changed places, or a byte, are named.
func TestDoctorSeesIntoWhatIsSealed(t *testing.T) {
	for _, c := range []struct{ name, sql, want string }{
		{"bodies change places", `UPDATE version SET body=(SELECT body FROM version WHERE id='i-1') WHERE id='s-1'`, "检查对象 s-1 的版本"},
		{"a byte", `UPDATE version SET body=CAST(substr(body,1,40)||x'00'||substr(body,42) AS BLOB) WHERE id='s-1'`, "内容被改动"},
		{"a field", `UPDATE draft SET value=(SELECT old FROM edit ORDER BY seq LIMIT 1)`, "与其修改历史不符"},
		{"an edit", `UPDATE edit SET new=old WHERE seq=1`, "的逐字段修改与"},
		{"a blob", `UPDATE blob SET body=zeroblob(60)`, "被改动"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newSealedLab(t, newKey())
			personal(l)
			l.tamper(c.sql)
			if got := l.doctor(); !strings.Contains(got, c.want) {
				t.Fatalf("doctor says %q, want %q in it", got, c.want)
			}
		})
	}
}

// TestChangedFieldOfASealedForm: a field that the program changes keeps its words in
// the history, and what it says already is not written again.
func TestChangedFieldOfASealedForm(t *testing.T) {
	for name, key := range map[string][]byte{"plain": nil, "sealed": newKey()} {
		t.Run(name, func(t *testing.T) {
			l := newSealedLab(t, key)
			l.put(inspect.NounVisit, "v-1", inspect.Visit{ID: "v-1"})
			_, err := l.save("place", "甲路1号", 0)
			l.ok(err)
			change := func(value string) {
				l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) error {
					if err := tx.ChangeField(l.ctx, inspect.NounVisit, "v-1", "place", value); err != nil {
						return err
					}
					return tx.Audit(l.ctx, store.Event{Action: "test"}, "", "", "")
				}))
			}
			change("乙路2号")
			change("乙路2号")
			edits, err := store.Edits(l.ctx, l, inspect.NounVisit, "v-1", "place")
			l.ok(err)
			if len(edits) != 2 || edits[1].Old != "甲路1号" || edits[1].New != "乙路2号" {
				t.Fatalf("%+v", edits)
			}
			l.flush()
			if got := l.doctor(); got != "" {
				t.Fatalf("doctor: %s", got)
			}
		})
	}
}

// newKey is a key of no workspace but the test's.
func newKey() []byte {
	key := make([]byte, store.KeySize)
	rand.Read(key) // never fails
	return key
}
