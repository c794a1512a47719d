package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"shuangsuiji/app"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// said is the error that the page gets.
func said(t *testing.T, err error) inspect.Error {
	t.Helper()
	var e inspect.Error
	if err == nil || json.Unmarshal([]byte(err.Error()[strings.Index(err.Error(), ": {")+2:]), &e) != nil {
		t.Fatalf("not refused in words: %v", err)
	}
	return e
}

// tells demands code, a word of the message and one of the hint.
func tells(t *testing.T, e inspect.Error, code inspect.Code, message, hint string) {
	t.Helper()
	if e.Code != code || !strings.Contains(e.Message, message) || !strings.Contains(e.Hint, hint) {
		t.Errorf("it says %+v, want %s, %s, %s", e, code, message, hint)
	}
}

// save types a text and returns what the page gets.
func (p *program) save(path, text string) error {
	var f inspect.Field
	alive, err := p.ask("Visit.Save", &f, p.kept.typed, path, text, p.kept.revs[path])
	if !alive {
		p.Fatal("it died")
	}
	if err == nil {
		p.ack("field", func(k *kept) { k.wrote(path, text); k.revs[path] = f.Rev })
	}
	return err
}

// add adds a file and returns the ended job; during is called while it runs.
func (p *program) add(path string, during func(app.Job)) app.Job {
	var id string
	p.must("Evidence.Add", &id, service.EvidenceInput{Visit: p.kept.typed, Step: "检查"}, path)
	for {
		var jobs []app.Job
		p.must("Jobs.List", &jobs)
		for _, j := range jobs {
			switch {
			case j.ID == id && j.State != app.JobRunning:
				return j
			case j.ID == id && during != nil:
				during(j)
			}
		}
		time.Sleep(time.Millisecond)
	}
}

// ends demands that nothing is lost, kills, and asks doctor.
func (p *program) ends() {
	p.Helper()
	if lost := p.lost(p, true); len(lost) > 0 {
		p.Errorf("lost: %v", lost)
	}
	p.kill()
	if out, err := p.command("doctor").CombinedOutput(); err != nil {
		p.Errorf("doctor: %v\n%s", err, out)
	}
}

// mounted mounts until the test ends, and tells whether that is allowed.
func mounted(t *testing.T, source, dir, kind string, flags uintptr, data string) bool {
	t.Helper()
	err := unix.Mount(source, dir, kind, flags, data)
	if errors.Is(err, unix.EPERM) || errors.Is(err, unix.EACCES) {
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) }) // the test may have done it
	return true
}

// TestNasty is what happens to a laptop on site, on the built program.
func TestNasty(t *testing.T) {
	base := newDriver(t)
	for name, happens := range map[string]func(*driver){"full disk": fullDisk, "read-only evidence folder": readOnlyEvidence, "pulled stick": pulledStick} {
		t.Run(name, func(t *testing.T) { happens(base.fresh(t)) })
	}
}

// A full disk is told with what to do; the same text is taken once there is room,
// and nothing before it was touched.
func fullDisk(d *driver) {
	t := d.T
	disk := t.TempDir()
	var fill, free func(*program)
	if mounted(t, "tmpfs", disk, "tmpfs", 0, "size=48m") {
		filler := filepath.Join(disk, "filler")
		fill = func(*program) {
			f, err := os.Create(filler)
			if err != nil {
				t.Fatal(err)
			}
			for _, size := range []int{1 << 20, 4096} { // to the last page
				for err = nil; err == nil; {
					_, err = f.Write(make([]byte, size))
				}
			}
			if !errors.Is(err, syscall.ENOSPC) {
				t.Fatal(err)
			}
			f.Close()
		}
		free = func(*program) {
			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
		}
		moved := filepath.Join(disk, "field")
		if err := os.CopyFS(moved, os.DirFS(d.dir)); err != nil {
			t.Fatal(err)
		}
		d.dir = moved
	} else { // nobody may mount: no file may grow any more
		limit := func(p *program, n uint64) {
			if err := unix.Prlimit(p.cmd.Process.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: unix.RLIM_INFINITY}, nil); err != nil {
				t.Fatal(err)
			}
		}
		fill, free = func(p *program) { limit(p, 4096) }, func(p *program) { limit(p, unix.RLIM_INFINITY) }
	}
	p := d.serve()
	d.begin(p)
	if err := p.save(notePath(d.kept.typed, 1), "磁盘满之前"); err != nil {
		t.Fatal(err)
	}
	fill(p)
	text, path := strings.Repeat("字", 60_000), notePath(d.kept.typed, 2)
	var err error
	for n := 0; err == nil && n < 200; n++ { // until the log has no page left to use again
		err = p.save(path, fmt.Sprint(n, text))
	}
	tells(t, said(t, err), inspect.Storage, "本次没有保存", "磁盘")
	file, _ := d.newFile()
	if err := os.WriteFile(file, bytes.Repeat([]byte("证据"), 1<<19), 0o600); err != nil {
		t.Fatal(err)
	}
	j := p.add(file, nil)
	if j.State != app.JobFailed {
		t.Fatalf("added to a full disk: %+v", j)
	}
	tells(t, *j.Error, inspect.Storage, "磁盘空间不足", "没有留下半个文件")
	if lost := d.lost(p, true); len(lost) > 0 {
		t.Errorf("lost while full: %v", lost)
	}
	free(p)
	if err := p.save(path, text); err != nil {
		t.Errorf("the retry: %v", err)
	}
	if j := p.add(file, nil); j.State != app.JobDone {
		t.Errorf("the second try: %+v", j)
	}
	p.ends()
}

// An evidence folder that is read-only stops no typing.
func readOnlyEvidence(d *driver) {
	t := d.T
	folder := filepath.Join(d.dir, "evidence")
	writable := func() { _ = unix.Unmount(folder, 0) }
	if os.Geteuid() != 0 || !mounted(t, folder, folder, "", unix.MS_BIND, "") || !mounted(t, "", folder, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY, "") {
		if os.Geteuid() == 0 {
			t.Skip("here the superuser may write anywhere and may not mount: no folder can be made read-only for it")
		}
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
		writable = func() { _ = os.Chmod(folder, 0o700) }
	}
	p := d.serve() // it opens all the same
	visit := d.dispatched(p)
	d.keep(func(k *kept) { k.typed, k.visits[visit] = visit, "open" })
	if err := p.save(notePath(visit, 1), "照常记录"); err != nil {
		t.Fatal(err)
	}
	file, _ := d.newFile()
	j := p.add(file, nil)
	if j.State != app.JobFailed {
		t.Fatalf("added to a read-only folder: %+v", j)
	}
	tells(t, *j.Error, inspect.Storage, "不能写入证据目录", "写保护")
	writable()
	if j := p.add(file, nil); j.State != app.JobDone {
		t.Errorf("the second try: %+v", j)
	}
	p.ends()
}

// dispatched starts the first team's visit.
func (d *driver) dispatched(p *program) string {
	var stops []service.Stop
	p.must("Visit.Today", &stops)
	var f service.VisitForm
	p.must("Visit.Start", &f, stops[0].Team.ID)
	return f.Visit.ID
}

// A stick pulled while a film is copied from it: told, no half film is listed, and
// when it is back the copy goes on where it was.
func pulledStick(d *driver) {
	t := d.T
	stick := newStick(t)
	film := filepath.Join(stick.dir, "执法录像.mp4")
	if err := os.WriteFile(film, bytes.Repeat([]byte("0123456789abcdef"), 100<<20/16), 0o600); err != nil {
		t.Fatal(err)
	}
	stick.replug()
	p := d.serve()
	d.begin(p)
	pulled := false
	j := p.add(film, func(j app.Job) {
		if !pulled && j.Done > 66<<20 { // past the first mark
			stick.pull()
			pulled = true
		}
	})
	if j.State != app.JobFailed || !pulled {
		t.Fatalf("copied from a pulled stick (%v): %+v", pulled, j)
	}
	tells(t, *j.Error, inspect.Storage, "读取失败", "U 盘")
	var listed []service.UnfinishedCopy
	p.must("Evidence.UnfinishedCopies", &listed, d.kept.typed)
	if len(listed) != 1 || listed[0].Path != film || listed[0].Done < 64<<20 || listed[0].About.Step != "检查" {
		t.Fatalf("unfinished: %+v", listed)
	}
	if lost := d.lost(p, true); len(lost) > 0 { // finds half files too
		t.Errorf("after the stick was pulled: %v", lost)
	}
	p.kill()
	stick.replug()
	p = d.serve()
	first := int64(0)
	j = p.add(film, func(j app.Job) {
		if first == 0 {
			first = j.Done
		}
	})
	if j.State != app.JobDone || (first != 0 && first < 64<<20) {
		t.Fatalf("the second try, seen from byte %d: %+v %v", first, j, j.Error)
	}
	p.must("Evidence.UnfinishedCopies", &listed, d.kept.typed)
	if len(listed) != 0 {
		t.Errorf("still unfinished: %+v", listed)
	}
	p.ends()
}

// stick is a small disk that can be pulled while it is read: a file as a block
// device. Pulled, the device has nothing behind it and reading fails.
type stick struct {
	*testing.T
	dir, image string
}

func newStick(t *testing.T) *stick {
	s := &stick{T: t, dir: filepath.Join(t.TempDir(), "U盘"), image: filepath.Join(t.TempDir(), "image")}
	if err := os.Mkdir(s.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(s.image)
	if err == nil {
		err = errors.Join(f.Truncate(128<<20), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", s.image).CombinedOutput(); err != nil || exec.Command("mount", "-o", "loop", s.image, s.dir).Run() != nil {
		t.Skipf("here nobody may mount a file as a disk, and only a disk can be pulled while a file on it stays open: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", s.dir).Run() })
	return s
}

func (s *stick) run(name string, args ...string) {
	s.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		s.Fatalf("%s: %v %s", name, err, out)
	}
}

// pull leaves the device empty.
func (s *stick) pull() {
	if err := os.Truncate(s.image, 0); err != nil {
		s.Fatal(err)
	}
}

// replug mounts the stick anew, read-only: nothing of it is in memory, and the
// device is what it was when it was plugged in last.
func (s *stick) replug() {
	s.run("umount", s.dir)
	kept := s.image + ".kept"
	if _, err := os.Stat(kept); err == nil {
		s.run("cp", "--sparse=always", kept, s.image)
	} else {
		s.run("cp", "--sparse=always", s.image, kept)
	}
	s.run("mount", "-o", "loop,ro", s.image, s.dir)
}
