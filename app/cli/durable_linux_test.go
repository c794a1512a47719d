package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEvidenceIsOnDiskBeforeTheAnswer looks at the system calls of the built
// program: before it says that evidence was stored, the copy was synced, then
// named, the folder of the name was synced, and so was the database's log.
// SIGKILL could not tell, because the kernel keeps what a killed process wrote.
func TestEvidenceIsOnDiskBeforeTheAnswer(t *testing.T) {
	d := newDriver(t)
	if out, err := d.command("visit", "start", "1").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file, _ := d.newFile()
	trace := filepath.Join(t.TempDir(), "trace")
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("this proof needs strace (apt-get install strace): %v", err)
	}
	cmd := d.command("evidence", "add", "1", file)
	cmd.Args = append([]string{strace, "-f", "-y", "-s", "16", "-o", trace, "-e", "trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2"}, cmd.Args...)
	cmd.Path = strace
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "已入库") {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(b), "\n")
	if late := unsynced(t, lines); len(late) > 0 {
		t.Errorf("said before the sync of %v", late)
	}
	// The same check without one of the syncs finds it missing.
	for what, sync := range map[string]*regexp.Regexp{"copy": syncOf[0], "folder": syncOf[1], "log": syncOf[2]} {
		var rest []string
		for _, l := range lines {
			if !sync.MatchString(l) {
				rest = append(rest, l)
			}
		}
		if late := unsynced(t, rest); len(late) != 1 || late[0] != what {
			t.Errorf("without the sync of the %s the check finds %v", what, late)
		}
	}
}

// The syncs of the copy, of the folder of its name, and of the WAL. A call that
// another thread interrupts in the trace is looked at where it begins: the answer
// comes after it in any case, since one thread asks for both.
var (
	syncOf = []*regexp.Regexp{
		regexp.MustCompile(`^\d+ +f(data)?sync\(\d+<[^>]*/evidence/copy-[^>]*\.partial>`),
		regexp.MustCompile(`^\d+ +f(data)?sync\(\d+<[^>]*/evidence/[0-9a-f]{2}>`),
		regexp.MustCompile(`^\d+ +f(data)?sync\(\d+<[^>]*/data\.db-wal>`),
	}
	copyWrite = regexp.MustCompile(`^\d+ +p?write(64)?\(\d+<[^>]*/evidence/copy-[^>]*\.partial>`)
	naming    = regexp.MustCompile(`^\d+ +rename.*\.partial", .*/evidence/[0-9a-f]{2}/`)
	walWrite  = regexp.MustCompile(`^\d+ +pwrite64\(\d+<[^>]*/data\.db-wal>`)
	answer    = regexp.MustCompile(`^\d+ +write\(1<`)
)

// unsynced names what was not synced, in this order, when the first answer came.
func unsynced(t *testing.T, lines []string) []string {
	t.Helper()
	var copied, named, entered, synced [3]bool // written, synced after it, in the right order
	for _, l := range lines {
		switch {
		case copyWrite.MatchString(l):
			copied = [3]bool{true}
		case syncOf[0].MatchString(l):
			copied[1] = copied[0]
		case naming.MatchString(l):
			named = [3]bool{true}
			copied[2] = copied[1]
		case syncOf[1].MatchString(l):
			named[1] = named[0]
		case walWrite.MatchString(l):
			entered = [3]bool{true}
			synced[0] = named[0] // the row comes after the name
		case syncOf[2].MatchString(l):
			entered[1] = entered[0] && synced[0]
		case answer.MatchString(l):
			var late []string
			for _, x := range []struct {
				what string
				ok   bool
			}{{"copy", copied[2]}, {"folder", named[1]}, {"log", entered[1]}} {
				if !x.ok {
					late = append(late, x.what)
				}
			}
			return late
		}
	}
	t.Fatal("no answer in the trace")
	return nil
}
