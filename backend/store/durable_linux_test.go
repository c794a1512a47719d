package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNoAnswerBeforeTheSync looks at the system calls: between two answers the
// text is written to the WAL and the WAL is synced, in this order. SIGKILL
// could not tell, because the kernel keeps what a killed process has written.
func TestNoAnswerBeforeTheSync(t *testing.T) {
	if early := traceSaves(t); len(early) != 0 {
		t.Fatalf("answered before the sync: %v", early)
	}
}

// TestTheSyncCheckCanFail: without sync the same check finds every answer early.
func TestTheSyncCheckCanFail(t *testing.T) {
	if early := traceSaves(t, "SSJ_TEST_NOSYNC=1"); len(early) != 10 {
		t.Fatalf("the check misses saves without sync: %v", early)
	}
}

// traceSaves runs the saving child under strace and names the answers that
// were given before their WAL writes were synced.
func traceSaves(t *testing.T, env ...string) []string {
	l := newLab(t)
	l.close()
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := second(t, "save", l.dir, env...)
	cmd.Args = append([]string{"strace", "-f", "-y", "-s", "64", "-o", trace, "-e", "trace=write,pwrite64,fsync,fdatasync"}, cmd.Path)
	path, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("this proof needs strace (apt-get install strace): %v", err)
	}
	cmd.Path = path
	if out, err := cmd.Output(); err != nil || strings.Count(string(out), "saved") != 10 {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(trace)
	l.ok(err)
	return earlyAnswers(t, string(b))
}

var call = regexp.MustCompile(`^(\d+) +(?:<\.\.\. )?(write|pwrite64|fsync|fdatasync)[ (]`)

// earlyAnswers reads a trace. A call split by another thread's counts when it
// is resumed, for what it did, and when it starts, for the answer.
func earlyAnswers(t *testing.T, trace string) []string {
	early := []string{}
	answers := 0
	file := map[string]string{}     // thread -> what its unfinished call is about
	written, synced := false, false // the WAL since the last answer
	for _, line := range strings.Split(trace, "\n") {
		m := call.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		about, resumed := line, strings.Contains(line, "resumed>")
		if resumed {
			about = file[m[1]]
		}
		if m[2] == "write" && strings.Contains(about, `"saved `) && !resumed {
			answers++
			if !written || !synced {
				early = append(early, line)
			}
			written, synced = false, false
		}
		if strings.Contains(line, "<unfinished") {
			file[m[1]] = line
			if m[2] == "pwrite64" && strings.Contains(about, "data.db-wal") {
				written, synced = true, false
			}
			continue
		}
		if !strings.Contains(about, "data.db-wal") {
			continue
		}
		switch m[2] {
		case "pwrite64":
			written, synced = true, false
		case "fsync", "fdatasync":
			if !strings.HasSuffix(line, "= 0") {
				t.Fatalf("a sync failed: %s", line)
			}
			synced = written
		}
	}
	if answers != 10 {
		t.Fatalf("%d answers in the trace", answers)
	}
	return early
}
