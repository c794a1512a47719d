package cli

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

// TestKilled ends the built program at random moments, over and over on one
// workspace, while a driver types, adds evidence and changes states through it:
// most times `serve` over its loopback calls, as the page does, sometimes a
// command line, sometimes while it still starts. What was acknowledged stands in
// this process, which is not killed. After each kill all of it is there, nothing
// is half there, and in the end doctor finds nothing. SSJ_KILLS sets how often;
// `make crash` sets it high.
func TestKilled(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 10
	}
	if s := os.Getenv("SSJ_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	}
	d := newDriver(t)
	started := time.Now()
	for i := range kills {
		switch {
		case i%8 == 5 && d.kept.typed != "":
			d.killCommand()
		case i%8 == 7:
			d.killStart()
		default:
			d.killServe()
		}
		if i%500 == 499 {
			fmt.Printf("  %d kills, %d acknowledged, %s\n", i+1, d.acks(), time.Since(started).Round(time.Second))
		}
	}
	p := d.serve()
	if p == nil {
		t.Fatal("it does not start any more")
	}
	lost := d.lost(p, true)
	// The check would see a loss: what was never saved is missed.
	d.keep(func(k *kept) {
		k.fields["note/never"] = "x"
		k.files["never"] = k.typed
		k.visits["never"] = "finished"
	})
	if got := d.lost(p, true); len(got) != len(lost)+3 {
		t.Errorf("the check misses what is lost: %v", got)
	}
	p.kill()
	if out, err := d.command("doctor").CombinedOutput(); err != nil {
		t.Errorf("doctor: %v\n%s", err, out)
	}
	if left := d.partials(); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	if kills >= 100 && d.acks() < kills {
		t.Errorf("only %d changes were acknowledged in %d kills", d.acks(), kills)
	}
	for kind, n := range d.count {
		if n == 0 && kills >= 100 {
			t.Errorf("nothing of the kind %s was acknowledged", kind)
		}
	}
	fmt.Printf("kills %d, acknowledged changes %d, lost %d\n", kills, d.acks(), len(lost))
	if len(lost) > 0 {
		t.Errorf("lost: %v", lost)
	}
}

// kept is what the program acknowledged, and what was under way when it died:
// that may be there or not.
type kept struct {
	typed    string              // the visit that is typed into
	fields   map[string]string   // path -> text
	trying   map[string][]string // sent since the last answer: any of them may be there
	revs     map[string]int64
	adding   string            // the visit that gets evidence now
	files    map[string]string // SHA-256 -> visit
	whole    map[string]bool   // SHA-256 of copies that were read and found whole
	visits   map[string]string // id -> state
	changing string            // the visit that is filled in to be finished
	closing  bool              // and is being finished
}

// wrote keeps the text of a field that was answered for.
func (k *kept) wrote(path, text string) {
	k.fields[path] = text
	delete(k.trying, path)
}

type driver struct {
	*testing.T
	bin, dir, files string
	leader          string

	mu    sync.Mutex // holds what follows: workers run together
	kept  kept
	count map[string]int
}

func newDriver(t *testing.T) *driver {
	t.Helper()
	d := (&driver{}).clean(t)
	d.bin = filepath.Join(d.files, "ssj")
	if out, err := exec.Command("go", "build", "-o", d.bin, "shuangsuiji").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	p := stages(t)["dispatched"]
	d.dir, d.leader = filepath.Join(p.dir, "field"), p.vars["LEADER"]
	return d
}

// clean begins to keep anew.
func (d *driver) clean(t *testing.T) *driver {
	return &driver{T: t, bin: d.bin, leader: d.leader, files: t.TempDir(), count: map[string]int{"field": 0, "evidence": 0, "start": 0, "finish": 0, "leave": 0, "command": 0},
		kept: kept{fields: map[string]string{}, trying: map[string][]string{}, revs: map[string]int64{}, files: map[string]string{}, whole: map[string]bool{}, visits: map[string]string{}}}
}

// fresh is a driver of a workspace of its own, a copy of this one's.
func (d *driver) fresh(t *testing.T) *driver {
	f := d.clean(t)
	f.dir = filepath.Join(t.TempDir(), "field")
	if err := os.CopyFS(f.dir, os.DirFS(d.dir)); err != nil {
		t.Fatal(err)
	}
	return f
}

// command is one command line of the program in the workspace.
func (d *driver) command(args ...string) *exec.Cmd {
	cmd := exec.Command(d.bin, append([]string{"--workspace", d.dir, "--as", d.leader}, args...)...)
	cmd.Env = append(os.Environ(), "SSJ_PASSWORD="+testPassword)
	return cmd
}

func (d *driver) keep(do func(*kept)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	do(&d.kept)
}

// ack counts a change that the program has answered for, after keeping it.
func (d *driver) ack(kind string, do func(*kept)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	do(&d.kept)
	d.count[kind]++
}

func (d *driver) acks() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	sum := 0
	for _, n := range d.count {
		sum += n
	}
	return sum
}

// killServe looks whether everything is there, lets the three workers work for a
// moment, and kills.
func (d *driver) killServe() {
	p := d.serve()
	if p == nil {
		d.Fatal("it does not start any more")
	}
	if lost := d.lost(p, false); len(lost) > 0 {
		d.Fatalf("lost: %v", lost)
	}
	d.begin(p)
	var workers sync.WaitGroup
	for _, work := range []func(*program) bool{d.typeOne, d.addOne, d.changeOne} {
		workers.Go(func() {
			for work(p) {
			}
		})
	}
	window := 150 * time.Millisecond
	if rand.IntN(2) == 0 { // a busy machine gets the time to change something
		began, before := time.Now(), d.acks()
		for d.acks() == before && time.Since(began) < 5*time.Second {
			time.Sleep(time.Millisecond)
		}
		window += 3 * time.Since(began)
	}
	time.Sleep(time.Duration(rand.Int64N(int64(window))))
	p.kill()
	workers.Wait()
}

// killStart kills while the workspace is being opened.
func (d *driver) killStart() {
	cmd := d.command("serve")
	if err := cmd.Start(); err != nil {
		d.Fatal(err)
	}
	time.Sleep(time.Duration(rand.IntN(60_000)) * time.Microsecond)
	(&program{driver: d, cmd: cmd}).kill()
}

// killCommand kills one command line, which has saved when it ended well.
func (d *driver) killCommand() {
	d.mu.Lock()
	visit := d.kept.typed
	path, text := notePath(visit, 1+rand.IntN(3)), fmt.Sprint("命令行", rand.Uint64())
	file, sum := d.newFile()
	cmd := d.command("evidence", "add", visit, file, "--step", "检查")
	typing := rand.IntN(2) == 0
	if typing {
		cmd = d.command("visit", "set", visit, path, text)
		d.kept.trying[path] = append(d.kept.trying[path], text)
	}
	d.mu.Unlock()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		d.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(20_000+rand.IntN(250_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	switch {
	case err == nil && typing:
		d.ack("command", func(k *kept) { k.wrote(path, text) })
	case err == nil:
		d.ack("command", func(k *kept) { k.files[sum] = visit })
	case !strings.Contains(err.Error(), "killed"):
		d.Fatalf("%v: %v\n%s", cmd.Args, err, out.String())
	}
}

// notePath is the nth note of a visit.
func notePath(visit string, n int) string { return "note/" + partID(visit, n) }

// newFile makes a file that is like no other, mostly small, and tells its SHA-256.
func (d *driver) newFile() (path, sum string) {
	b := make([]byte, 1+rand.IntN([]int{2_000, 200_000, 3_000_000}[rand.IntN(3)]))
	rng := rand.NewChaCha8([32]byte(fmt.Appendf(nil, "%032x", rand.Uint64())))
	if _, err := rng.Read(b); err != nil {
		d.Fatal(err)
	}
	b = fmt.Appendf(b, "%x", rand.Uint64())
	path = filepath.Join(d.files, fmt.Sprintf("%x.bin", rand.Uint64()))
	if err := os.WriteFile(path, b, 0o600); err != nil {
		d.Fatal(err)
	}
	return path, fmt.Sprintf("%x", sha256.Sum256(b))
}

// partials are unfinished copies in the evidence folder.
func (d *driver) partials() []string {
	left, err := filepath.Glob(filepath.Join(d.dir, "evidence", "*.partial"))
	if err != nil {
		d.Fatal(err)
	}
	return left
}

// check is a 非随机检查 of an invented stall.
func check(n int) inspect.FieldCheck {
	return inspect.FieldCheck{Item: inspect.ExemptEmergency, Reason: "接报现场排查", Organ: "某市公安局××分局", Lead: "治安大队",
		SubjectName: fmt.Sprintf("临江摊点%d号", n), Trade: "餐饮业", Premises: "虚构路 8 号", LegalRep: "钱某", Matters: []string{}, Unlisted: []string{"夜间经营秩序"},
		Members: []inspect.FieldMember{{Name: "韩值班", Badge: "900001", Department: "治安大队", CertNo: "执-1", CertUntil: "2099-12-31"},
			{Name: "尤值班", Badge: "900002", Department: "治安大队", CertNo: "执-2", CertUntil: "2099-12-31"}},
		Leader: "900001", Approver: "吴分管", Post: "分管副局长", ApprovedAt: inspect.Instant(time.Now().Add(-time.Minute)), Opinion: "同意"}
}
