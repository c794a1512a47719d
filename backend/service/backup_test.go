package service_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func (b *bureau) opening(file string) service.Opening {
	return service.Opening{File: file, Passphrase: pass, NewPassword: password}
}

// reopen opens the office again after it was closed.
func (b *bureau) reopen() {
	b.t.Helper()
	var err error
	b.office, err = service.Open(filepath.Join(b.dir, "办公室"), b.options())
	b.ok(err)
	b.ok(b.office.Workspace.Unlock(b.ctx, pass))
}

// TestBackupShowsNothing: none of the seeded ID numbers, phones and names stands
// in clear in a backup, here or at the second place.
func TestBackupShowsNothing(t *testing.T) {
	b := at(t, "visited")
	leader := b.anyone(b.field)
	second := t.TempDir()
	for _, x := range []struct {
		sv *service.Services
		a  inspect.Actor
	}{{b.office, b.clerk}, {b.field, leader}} {
		b.ok(x.sv.Backup.SetPlace(b.ctx, x.a, second))
		made, err := x.sv.Backup.Make(b.ctx, x.a, "", nil)
		b.ok(err)
		b.ok(os.Rename(made, filepath.Join(second, x.a.Device+".zip")))
	}
	db, err := os.ReadFile(filepath.Join(b.office.Dir(), "data.db"))
	b.ok(err)
	subjects, err := b.office.Library.Subjects(b.ctx, b.clerk, service.Query{Size: 50})
	b.ok(err)
	words := [][]byte{}
	for _, s := range subjects.Rows {
		words = append(words, []byte(s.Name), []byte(s.Code))
	}
	if !bytes.Contains(db, words[0]) {
		t.Fatal("the test looks for words that stand nowhere")
	}
	n := 0
	b.ok(filepath.WalkDir(second, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		raw, err := os.ReadFile(path)
		for _, w := range words {
			if bytes.Contains(raw, w) {
				t.Errorf("%s shows %s", path, w)
			}
		}
		return err
	}))
	if n < 4 {
		t.Fatal(n, "files")
	}
}

// TestAutoBackup: one is made when there is something new and the last is old
// enough; what the rule does not keep goes; a place that is gone is said and
// does not stop the backup here.
func TestAutoBackup(t *testing.T) {
	b := at(t, "empty")
	count := func() int {
		s, err := b.office.Backup.State(b.ctx, b.clerk)
		b.ok(err)
		return len(s.Files)
	}
	something := func() {
		_, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "丁某" + b.now.Format("150405"), Role: inspect.RoleSupervisor})
		b.ok(err)
	}
	b.ok(b.office.Backup.Auto(b.ctx, time.Hour))
	if count() != 1 {
		t.Fatal("no first backup")
	}
	b.now = b.now.Add(2 * time.Hour)
	b.ok(b.office.Backup.Auto(b.ctx, time.Hour))
	if count() != 1 {
		t.Fatal("a backup of nothing new")
	}
	something()
	b.ok(b.office.Backup.Auto(b.ctx, time.Hour))
	something()
	b.ok(b.office.Backup.Auto(b.ctx, time.Hour))
	if count() != 2 {
		t.Fatal(count(), "backups: one too early, or none")
	}
	for range 60 { // March, April: one a day
		b.now = b.now.AddDate(0, 0, 1)
		something()
		b.ok(b.office.Backup.Auto(b.ctx, time.Hour))
	}
	s, err := b.office.Backup.State(b.ctx, b.clerk)
	b.ok(err)
	months := map[string]int{}
	for _, f := range s.Files {
		months[f.At[:7]]++
	}
	if months["2026-03"] != 1 || len(s.Files) < 14 || len(s.Files) > 17 {
		t.Fatal(months)
	}
	gone := filepath.Join(t.TempDir(), "stick")
	b.ok(os.Mkdir(gone, 0o700))
	b.ok(b.office.Backup.SetPlace(b.ctx, b.clerk, gone))
	b.ok(os.Remove(gone))
	n := len(s.Files)
	b.now = b.now.AddDate(0, 0, 1)
	if err := b.office.Backup.Auto(b.ctx, time.Hour); inspect.CodeOf(err) != inspect.Storage {
		t.Fatal(err)
	}
	s, err = b.office.Backup.State(b.ctx, b.clerk)
	b.ok(err)
	if len(s.Files) < n || !strings.Contains(s.Failed, "第二备份位置不在") || s.PlaceLost == "" || s.Newer != 0 {
		t.Fatalf("%+v", s)
	}
	if err := b.office.Backup.SetPlace(b.ctx, b.clerk, filepath.Join(b.office.Dir(), "evidence")); inspect.CodeOf(err) != inspect.Invalid {
		t.Fatal("the second place lies in the first:", err)
	}
}

// TestWipeReachesBackups: after 清除 neither the workspace's own backups nor the
// second place hold what was wiped, nor what a restore had set aside; a place
// that was away is cleaned when it is back.
func TestWipeReachesBackups(t *testing.T) {
	b := at(t, "visited")
	leader := b.anyone(b.field)
	second := t.TempDir()
	b.ok(b.field.Backup.SetPlace(b.ctx, leader, second))
	_, err := b.field.Backup.Make(b.ctx, leader, "", nil)
	b.ok(err)
	aside := filepath.Join(b.field.Dir(), "before-restore-1", "documents")
	b.ok(os.MkdirAll(aside, 0o700))
	b.ok(os.WriteFile(filepath.Join(aside, "x.pdf"), []byte("旧"), 0o600))
	out := filepath.Join(b.dir, "result.zip")
	_, err = b.field.Dispatch.ResultPackage(b.ctx, leader, b.task.ID, out)
	b.ok(err)
	rec, err := b.office.Dispatch.Open(b.ctx, b.clerk, out)
	b.ok(err)
	_, err = b.field.Dispatch.Open(b.ctx, leader, rec.Receipt)
	b.ok(err)
	count := func(pattern string) int {
		found, err := filepath.Glob(pattern)
		b.ok(err)
		return len(found)
	}
	if count(second+"/*/evidence/*/*.age") == 0 || count(second+"/*/backup-*.zip") != 1 {
		t.Fatal("nothing at the second place")
	}
	away := second + "-away"
	b.ok(os.Rename(second, away))
	_, err = b.field.Dispatch.Wipe(b.ctx, leader, b.task.ID)
	if inspect.CodeOf(err) != inspect.Storage { // it is wiped; the place is to be brought back
		t.Fatal(err)
	}
	if count(b.field.Dir()+"/backups/*") != 1 || count(b.field.Dir()+"/before-restore-*") != 0 {
		t.Fatal("old backups are left")
	}
	b.ok(os.Rename(away, second))
	b.now = b.now.Add(time.Hour)
	_, err = b.field.Backup.Make(b.ctx, leader, "", nil)
	b.ok(err)
	if n := count(second + "/*/evidence/*/*.age"); n != 0 {
		t.Fatal(n, "evidence files are left at the second place")
	}
	if n := count(second + "/*/backup-*.zip"); n != 1 {
		t.Fatal(n, "backups at the second place")
	}
}
