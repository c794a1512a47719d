package store_test

import (
	"bufio"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// childMode names the environment variable that makes this test binary do one
// job as a second process instead of running tests.
const childMode = "SSJ_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childMode); job != "" {
		os.Exit(child(job, os.Getenv("SSJ_TEST_DIR")))
	}
	os.Exit(m.Run())
}

func child(job, dir string) int {
	switch job {
	case "open": // say how it went, then hold the workspace until told to go
		s, err := store.Open(dir, store.Options{NoSync: true})
		if err != nil {
			fmt.Println(inspect.CodeOf(err), err)
			return 0
		}
		fmt.Println("open")
		fmt.Scanln()
		fmt.Println(s.Close())
	case "save":
		return savingChild(dir, os.Getenv("SSJ_TEST_NOSYNC") != "")
	case "work":
		return workingChild(dir)
	}
	return 0
}

// second starts this test binary as another process.
func second(t *testing.T, job, dir string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(append(os.Environ(), childMode+"="+job, "SSJ_TEST_DIR="+dir), env...)
	cmd.Stderr = os.Stderr
	return cmd
}

func TestAnotherProcessIsRefused(t *testing.T) {
	l := newLab(t)
	out, err := second(t, "open", l.dir).Output()
	l.ok(err)
	if got := string(out); !strings.HasPrefix(got, "busy ") || !strings.Contains(got, "已在另一个窗口") {
		t.Fatalf("the second process says %q", got)
	}
	_, err = store.Open(l.dir, store.Options{NoSync: true}) // and a second time in this one
	refused(t, err, inspect.Busy, "已在另一个窗口")
	l.subject("s-1", "1", "照常")
}

// TestALeftLockIsHarmless: the lock is the kernel's, not the file's existence.
func TestALeftLockIsHarmless(t *testing.T) {
	l := newLab(t)
	l.close()
	cmd := second(t, "open", l.dir)
	in, err := cmd.StdinPipe()
	l.ok(err)
	defer in.Close()
	out, err := cmd.StdoutPipe()
	l.ok(err)
	l.ok(cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "open\n" {
		t.Fatalf("%q %v", line, err)
	}
	_, err = store.Open(l.dir, store.Options{NoSync: true})
	refused(t, err, inspect.Busy, "已在另一个窗口")
	l.ok(cmd.Process.Kill())
	if err := cmd.Wait(); err == nil {
		t.Fatal("it was to be killed")
	}
	if _, err := os.Stat(filepath.Join(l.dir, "workspace.lock")); err != nil {
		t.Fatal("no lock file is left: ", err)
	}
	l.open()
	l.subject("s-1", "1", "接着用")
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
}

// TestNewerSchemaIsRefused: nothing in the file changes.
func TestNewerSchemaIsRefused(t *testing.T) {
	l := newLab(t)
	l.subject("s-1", "1", "一")
	l.close()
	path := filepath.Join(l.dir, "data.db")
	db, err := sql.Open("sqlite", store.DSN(path, true))
	l.ok(err)
	_, err = db.Exec(fmt.Sprintf("PRAGMA user_version=%d", store.SchemaVersion()+1))
	l.ok(err)
	l.ok(db.Close())
	before := digestFile(t, path)
	_, err = store.Open(l.dir, store.Options{NoSync: true})
	refused(t, err, inspect.Unsupported, "更新版本的程序")
	if digestFile(t, path) != before {
		t.Fatal("the file was touched")
	}
	entries, err := filepath.Glob(filepath.Join(l.dir, "backups", "*"))
	if err != nil || len(entries) != 0 {
		t.Fatalf("backups %v %v", entries, err)
	}
}

func digestFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(b))
}

func TestWhatIsNoWorkspace(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := write("是个文件", []byte("x"))
	write("不是数据库/data.db", []byte(strings.Repeat("这不是数据库。", 100)))
	write("目录占了文件名/data.db/x", nil)
	write("锁是目录/workspace.lock/x", nil)
	for _, c := range []struct {
		dir      string
		code     inspect.Code
		sentence string
	}{
		{file, inspect.Storage, "无法使用文件夹"},
		{filepath.Join(file, "下面"), inspect.Storage, "无法使用文件夹"},
		{filepath.Join(dir, "不是数据库"), inspect.Damaged, "不是本程序的数据"},
		{filepath.Join(dir, "目录占了文件名"), inspect.Storage, "无法写入"},
		{filepath.Join(dir, "锁是目录"), inspect.Storage, "无法使用文件夹"},
		{filepath.Join(dir, "含\x00空"), inspect.Storage, "无法使用文件夹"},
	} {
		_, err := store.Open(c.dir, store.Options{NoSync: true})
		refused(t, err, c.code, c.sentence)
		if e := inspect.ForPerson(err); e.Hint == "" || e.Ref == "" {
			t.Errorf("%s: no hint or ref: %+v", c.dir, e)
		}
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "x" {
		t.Fatal("the file that stood there was touched")
	}
}

// TestFullDatabase: SQLite finds no more room; the sentence says so, what was
// saved stays, and the same store goes on when there is room again.
func TestFullDatabase(t *testing.T) {
	l := newLab(t)
	l.subject("s-1", "1", "一")
	var pages int
	l.ok(l.Writer().QueryRow("PRAGMA page_count").Scan(&pages))
	limit := func(n int) {
		_, err := l.Writer().Exec(fmt.Sprintf("PRAGMA max_page_count=%d", n))
		l.ok(err)
	}
	limit(pages)
	l.stopsAndGoesOn(func() { limit(1 << 30) }, "磁盘已满，本次没有保存")
}

// stopsAndGoesOn writes until the limit is hit, lifts it, and writes on.
func (l *lab) stopsAndGoesOn(lift func(), sentence string) {
	l.t.Helper()
	before, entries := l.state(), l.size()
	big := strings.Repeat("字", 100_000)
	err := l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		for i := range 20 {
			id := fmt.Sprint("big-", i)
			if _, err := tx.Put(l.ctx, inspect.NounSubject, id, inspect.Subject{ID: id, Name: id, Contact: big, Trade: "旅馆业"}, store.Event{Action: "test"}); err != nil {
				return err
			}
		}
		return nil
	})
	refused(l.t, err, inspect.Storage, sentence)
	if e := inspect.ForPerson(err); e.Hint == "" || e.Ref == "" {
		l.t.Errorf("no hint or ref: %+v", e)
	}
	if l.state() != before || l.size() != entries {
		l.t.Fatal("a failed write left something")
	}
	lift()
	l.subject("s-2", "2", "有空间了")
	if l.name("s-1") == "" || l.name("s-2") != "有空间了" || l.doctor() != "" {
		l.t.Fatal(l.doctor())
	}
	l.close()
	l.open()
	if l.name("s-2") != "有空间了" {
		l.t.Fatal("not there after opening again")
	}
}
