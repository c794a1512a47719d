package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

// TestRestoreFromThePage: closing the program makes the day's backup; over a
// damaged database the page restores it and works on; over one in use it is
// refused.
func TestRestoreFromThePage(t *testing.T) {
	dir := newWorkspace(t)
	s := newSession(&pageHost{})
	if err := s.start(t.Context(), Options{Workspace: dir}); err != nil {
		t.Fatal(err)
	}
	form := RestoreForm{File: "none.zip", Passphrase: "pass", Person: "甲", Password: testPassword}
	if _, err := s.Restore(form); inspect.CodeOf(err) != inspect.Refused {
		t.Fatal("one that nobody opened yet:", err)
	}
	if _, err := s.SignIn(signInAs("甲")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(form); inspect.CodeOf(err) != inspect.Refused {
		t.Fatal("an open workspace:", err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	made, err := filepath.Glob(filepath.Join(dir, "backups", "backup-*.zip"))
	if err != nil || len(made) != 1 {
		t.Fatal("closing made", made, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "data.db"), []byte("不是数据库"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := newSession(&pageHost{})
	if err := again.start(t.Context(), Options{Workspace: dir}); inspect.CodeOf(err) != inspect.Damaged {
		t.Fatal(err)
	}
	if _, err := again.Restore(form); inspect.CodeOf(err) != inspect.NotFound {
		t.Fatal("no such file:", err)
	}
	form.File = made[0]
	r, err := again.Restore(form)
	if err != nil || r.Kept == "" || r.Lost != -1 {
		t.Fatal(r, err)
	}
	info, err := again.Info()
	if err != nil || !info.Ready {
		t.Fatal(info, err)
	}
	if _, err := again.SignIn(signInAs("甲")); err != nil {
		t.Fatal(err)
	}
	again.ws.autoBackup(t.Context(), time.Hour) // there is one, and it is fresh
	if err := again.close(); err != nil {
		t.Fatal(err)
	}
}
