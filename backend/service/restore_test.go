package service_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// TestRestore: the office goes back to its backup; what came after it is said to
// be lost and is kept beside; the log says who did it; numbers of packages are
// not given twice.
func TestRestore(t *testing.T) {
	b := at(t, "dispatched")
	made, err := b.office.Backup.Make(b.ctx, b.clerk, "", nil)
	b.ok(err)
	before, err := b.office.Backup.State(b.ctx, b.clerk)
	b.ok(err)
	if before.Newer != 0 || before.At == "" || len(before.Files) != 1 || before.Files[0].Path != made {
		t.Fatalf("%+v", before)
	}
	wholeBefore := b.state(b.office)
	_, err = b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "丁某", Role: inspect.RoleSupervisor})
	b.ok(err)
	teams, err := b.office.Match.Teams(b.ctx, b.clerk, b.task.ID)
	b.ok(err)
	sent, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", []string{teams[0].Team.ID}, "")
	b.ok(err)
	numbered, err := store.Packages(b.ctx, b.office.Store(), "out")
	b.ok(err)
	last := numbered[0].Sequence
	after, err := b.office.Backup.State(b.ctx, b.clerk)
	b.ok(err)
	if after.Newer == 0 {
		t.Fatal("nothing is newer than the backup")
	}
	dir := b.office.Dir()
	if _, err := service.Restore(b.ctx, dir, b.opening(made), "周办公", "", b.options()); inspect.CodeOf(err) != inspect.Busy {
		t.Fatal("an open workspace was replaced:", err)
	}
	b.ok(b.office.Close())
	b.office = nil

	r, err := service.Restore(b.ctx, dir, b.opening(made), "周办公", "", b.options())
	b.ok(err)
	if r.Lost != after.Newer+1 || r.Kept == "" || len(r.Problems)+len(r.Missing) > 0 { // the entry of the backup itself came after the copy
		t.Fatalf("%+v, %d came after", r, after.Newer)
	}
	if _, err := os.Stat(filepath.Join(dir, r.Kept, "data.db")); err != nil {
		t.Fatal("what was there is gone:", err)
	}
	b.reopen()
	people, err := b.office.Workspace.People(b.ctx, inspect.Actor{Person: "p", Role: inspect.RoleAdmin})
	b.ok(err)
	for _, p := range people {
		if p.Name == "丁某" {
			t.Fatal("what came after the backup is still there")
		}
	}
	b.healthy(b.office, b.clerk)
	log, err := b.office.Trace.Log(b.ctx, b.clerk, "", "", 1, 1)
	b.ok(err)
	if e := log.Rows[0]; e.Action != "restore" || e.Person != b.clerk.Person || !strings.Contains(e.Detail, r.Kept) {
		t.Fatalf("%+v", e)
	}
	if got, want := heads(b.state(b.office)), heads(wholeBefore); got != want {
		t.Fatalf("restored\n%s\nwant\n%s", got, want)
	}
	again, err := b.office.Dispatch.TaskPackage(b.ctx, b.clerk, b.task.ID, "外勤一号", []string{teams[0].Team.ID}, "")
	b.ok(err)
	numbered, err = store.Packages(b.ctx, b.office.Store(), "out")
	b.ok(err)
	if numbered[0].Sequence != last+1 || again.Tagmanifest == sent.Tagmanifest {
		t.Fatalf("package %d after %d", numbered[0].Sequence, last)
	}
}

// heads is a state without its first line, the log's.
func heads(state string) string {
	_, rest, _ := strings.Cut(state, "\n")
	return rest
}

// TestRestoreAfterTheDiskDied: the laptop's folder is gone; the second place
// brings back records, documents and evidence, in a new folder.
func TestRestoreAfterTheDiskDied(t *testing.T) {
	b := at(t, "visited")
	leader := b.anyone(b.field)
	second := t.TempDir()
	b.ok(b.field.Backup.SetPlace(b.ctx, leader, second))
	_, err := b.field.Backup.Make(b.ctx, leader, "", nil)
	b.ok(err)
	s, err := b.field.Backup.State(b.ctx, leader)
	b.ok(err)
	if s.PlaceAt == "" || s.PlaceLost != "" {
		t.Fatalf("%+v", s)
	}
	b.healthy(b.field, leader)
	before := b.state(b.field)
	b.ok(b.field.Close())
	b.field = nil
	b.ok(os.RemoveAll(filepath.Join(b.dir, "外勤一号")))

	places, err := filepath.Glob(filepath.Join(second, "ssj-*"))
	b.ok(err)
	if len(places) != 1 {
		t.Fatal(places)
	}
	files, err := filepath.Glob(filepath.Join(places[0], "backup-*.zip"))
	b.ok(err)
	fresh := filepath.Join(t.TempDir(), "新电脑")
	r, err := service.Restore(b.ctx, fresh, b.opening(files[0]), leader.Name, places[0], b.options())
	b.ok(err)
	if r.Kept != "" || r.Lost != 0 || len(r.Missing) > 0 {
		t.Fatalf("%+v", r)
	}
	b.field, err = service.Open(fresh, b.options())
	b.ok(err)
	b.ok(b.field.Workspace.Unlock(b.ctx, pass))
	if got := b.state(b.field); heads(got) != heads(before) {
		t.Fatalf("restored\n%s\nwant\n%s", got, before)
	}
	b.healthy(b.field, leader) // evidence too
}

// TestForgottenPassphrase: the laptop's backup opens with the office's key file.
func TestForgottenPassphrase(t *testing.T) {
	b := at(t, "visited")
	leader := b.anyone(b.field)
	out := filepath.Join(t.TempDir(), "laptop.zip")
	_, err := b.field.Backup.Make(b.ctx, leader, out, nil)
	b.ok(err)
	by := service.Opening{File: out, Passphrase: []byte("忘了")}
	if _, err := service.CheckBackup(b.ctx, "", by, b.options()); inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal(err)
	}
	by = service.Opening{File: out, Key: filepath.Join(b.office.Dir(), "keys", "identity.key"), Passphrase: pass}
	r, err := service.CheckBackup(b.ctx, "", by, b.options())
	b.ok(err)
	if len(r.Problems) > 0 || r.Found == 0 {
		t.Fatalf("%+v", r)
	}
	made, err := b.office.Backup.Make(b.ctx, b.clerk, "", nil)
	b.ok(err)
	by = service.Opening{File: made, Key: filepath.Join(b.field.Dir(), "keys", "identity.key"), Passphrase: pass}
	if _, err := service.CheckBackup(b.ctx, "", by, b.options()); inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal("a laptop opened its office's backup:", err)
	}
}

// TestRestoreRefuses: whatever is wrong, the workspace stays as it was.
func TestRestoreRefuses(t *testing.T) {
	b := at(t, "library")
	_, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "丁某", Role: inspect.RoleSupervisor})
	b.ok(err)
	made := filepath.Join(t.TempDir(), "b.zip")
	_, err = b.office.Backup.Make(b.ctx, b.clerk, made, nil)
	b.ok(err)
	before, dir := b.state(b.office), b.office.Dir()
	b.ok(b.office.Close())
	b.office = nil
	raw, err := os.ReadFile(made)
	b.ok(err)
	flipped := filepath.Join(t.TempDir(), "flipped.zip")
	raw[len(raw)/2] ^= 1
	b.ok(os.WriteFile(flipped, raw, 0o600))
	for name, c := range map[string]struct {
		by     service.Opening
		person string
		code   inspect.Code
	}{
		"passphrase": {service.Opening{File: made, Passphrase: []byte("错")}, "周办公", inspect.Forbidden},
		"flipped":    {b.opening(flipped), "周办公", inspect.Damaged},
		"no file":    {b.opening(made + "x"), "周办公", inspect.NotFound},
		"no backup":  {b.opening(b.files.Subjects[0]), "周办公", inspect.Invalid},
		"a stranger": {b.opening(made), "某人", inspect.Forbidden},
		"no right":   {b.opening(made), "丁某", inspect.Forbidden},
	} {
		if _, err := service.Restore(b.ctx, dir, c.by, c.person, "", b.options()); inspect.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	b.reopen()
	if got := b.state(b.office); got != before {
		t.Error("a refused restore changed the workspace")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*restore*")); len(left) > 0 {
		t.Error("left:", left)
	}
}

// TestRestoreOverDamage: a database that no longer opens is replaced and kept.
func TestRestoreOverDamage(t *testing.T) {
	b := at(t, "library")
	made, err := b.office.Backup.Make(b.ctx, b.clerk, "", nil)
	b.ok(err)
	dir := b.office.Dir()
	b.ok(b.office.Close())
	b.office = nil
	b.ok(os.WriteFile(filepath.Join(dir, "data.db"), bytes.Repeat([]byte("坏"), 4096), 0o600))
	if _, err := service.Open(dir, b.options()); inspect.CodeOf(err) != inspect.Damaged {
		t.Fatal(err)
	}
	r, err := service.Restore(b.ctx, dir, b.opening(made), "周办公", "", b.options())
	b.ok(err)
	if r.Lost != -1 || r.Kept == "" {
		t.Fatalf("%+v", r)
	}
	b.reopen()
	b.healthy(b.office, b.clerk)
}

// TestRestoreCutOff: a restore that was verified is finished by the next opening.
func TestRestoreCutOff(t *testing.T) {
	b := at(t, "empty")
	dir := b.office.Dir()
	b.ok(b.office.Close())
	b.office = nil
	in := filepath.Join(dir, "restore.partial")
	b.ok(os.MkdirAll(filepath.Join(in, "keys"), 0o700))
	for _, f := range []string{"data.db", "keys/identity.key"} {
		raw, err := os.ReadFile(filepath.Join(dir, f))
		b.ok(err)
		b.ok(os.WriteFile(filepath.Join(in, f), raw, 0o600))
	}
	b.ok(os.Rename(filepath.Join(dir, "data.db"), filepath.Join(dir, "gone.db")))
	b.ok(os.WriteFile(filepath.Join(in, "VERIFIED"), []byte("before-restore-x"), 0o600))
	b.reopen()
	b.healthy(b.office, b.clerk)
	if _, err := os.Stat(in); err == nil {
		t.Error("the scratch folder stayed")
	}
}
