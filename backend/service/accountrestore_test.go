package service_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// TestRestoreAsksForAPassword: with the password of the backup, or a new one for
// who may have it by the passphrase; the workspace is sealed by the key in it.
func TestRestoreAsksForAPassword(t *testing.T) {
	b := at(t, "library")
	_, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "丁组长", Role: inspect.RoleLeader})
	b.ok(err)
	made := filepath.Join(t.TempDir(), "b.zip")
	_, err = b.office.Backup.Make(b.ctx, b.clerk, made, nil)
	b.ok(err)
	b.close()
	b.office = nil
	o := b.options()
	o.Key = nil
	into := func() string { return filepath.Join(t.TempDir(), "新电脑") }
	for name, c := range map[string]struct {
		by     service.Opening
		person string
	}{
		"none":        {service.Opening{}, "周办公"},
		"wrong":       {service.Opening{Password: []byte("错的错的错的错的")}, "周办公"},
		"not his own": {service.Opening{NewPassword: password}, "丁组长"},
	} {
		c.by.File, c.by.Passphrase = made, pass
		if _, err := service.Restore(b.ctx, into(), c.by, c.person, "", o); inspect.CodeOf(err) != inspect.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
	for word, by := range map[string]service.Opening{
		string(password): {Password: password}, "明月何时照我还呢": {NewPassword: []byte("明月何时照我还呢")},
	} {
		by.File, by.Passphrase = made, pass
		dir := into()
		_, err := service.Restore(b.ctx, dir, by, "周办公", "", o)
		b.ok(err)
		sv, a, err := service.Enter(b.ctx, dir, service.Credentials{Person: "周办公", Password: []byte(word)}, "s", o)
		b.ok(err)
		b.healthy(sv, a)
		b.ok(sv.Close())
		if _, err := service.Open(dir, o); inspect.CodeOf(err) != inspect.Forbidden {
			t.Error("what was restored is not sealed:", err)
		}
	}
	raw, err := os.ReadFile(made)
	b.ok(err)
	if strings.Contains(string(raw), "ssj-accounts") || bytes.Contains(raw, key) {
		t.Error("the backup shows its accounts or its key")
	}
}

// TestRestoreFromBeforePasswords: a backup of earlier days gets its first password
// when it is restored.
func TestRestoreFromBeforePasswords(t *testing.T) {
	b := plainAt(t, "library")
	made := filepath.Join(t.TempDir(), "b.zip")
	_, err := b.office.Backup.Make(b.ctx, b.clerk, made, nil)
	b.ok(err)
	dir := filepath.Join(t.TempDir(), "新电脑")
	if _, err := service.Restore(b.ctx, dir, service.Opening{File: made, Passphrase: pass}, "周办公", "", b.options()); inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal(err)
	}
	_, err = service.Restore(b.ctx, dir, service.Opening{File: made, Passphrase: pass, NewPassword: password}, "周办公", "", b.options())
	b.ok(err)
	sv, a, err := service.Enter(b.ctx, dir, by("周办公"), "s", b.options())
	b.ok(err)
	b.healthy(sv, a)
	b.ok(sv.Close())
}
