package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// savingChild saves one field ten times and acknowledges each save by one line
// on standard output, as the program answers the page.
func savingChild(dir string, nosync bool) int {
	s, err := store.Open(dir, store.Options{NoSync: nosync})
	if err != nil {
		fmt.Println("failed", err)
		return 1
	}
	for i := range 10 {
		open := func(*store.Tx) error { return nil }
		if _, err := s.SaveField(tctx, clerk, inspect.NounVisit, "v-1", "place", fmt.Sprint(i), int64(i), open); err != nil {
			fmt.Println("failed", err)
			return 1
		}
		fmt.Println("saved", i)
	}
	if err := s.Close(); err != nil {
		return 1
	}
	return 0
}

// workingChild saves fields, versions and blobs as fast as it can and says so
// on standard output after each, until it is killed.
func workingChild(dir string) int {
	s, err := store.Open(dir, store.Options{})
	if err != nil {
		fmt.Println("failed", err)
		return 1
	}
	l := &lab{Store: s}
	for i := 1; ; i++ {
		if err := l.step(i); err != nil {
			fmt.Println("failed", err)
			return 1
		}
	}
}

// step makes one change and acknowledges it by a line.
func (l *lab) step(i int) error {
	ctx := tctx
	switch i % 4 {
	case 0, 1:
		path := fmt.Sprint("note/", i%3)
		have, err := store.Draft(ctx, l, inspect.NounVisit, "v-1")
		if err != nil {
			return err
		}
		rev, next := int64(0), 1
		for _, f := range have {
			if f.Path == path {
				rev = f.Rev
				if next, err = strconv.Atoi(f.Value); err != nil {
					return err
				}
				next++
			}
		}
		l.ctx = ctx
		if _, err := l.save(path, strconv.Itoa(next), rev); err != nil {
			return err
		}
		fmt.Println("field", path, next)
	case 2:
		var digest string
		err := l.Write(ctx, clerk, func(tx *store.Tx) (err error) {
			if _, err = tx.FlushEdits(ctx, inspect.NounVisit, "v-1"); err != nil {
				return err
			}
			digest, err = tx.Put(ctx, inspect.NounSubject, "s-1", inspect.Subject{ID: "s-1", Name: fmt.Sprint(i), Trade: "旅馆业"}, store.Event{Action: "test"})
			return err
		})
		if err != nil {
			return err
		}
		fmt.Println("version", digest)
	case 3:
		var digest string
		err := l.Write(ctx, clerk, func(tx *store.Tx) (err error) {
			if digest, err = tx.PutBlob(ctx, []byte(strings.Repeat(fmt.Sprint(i, "字"), 500+i%3000))); err != nil {
				return err
			}
			return tx.Audit(ctx, store.Event{Action: "blob"}, "", "", digest)
		})
		if err != nil {
			return err
		}
		fmt.Println("blob", digest)
	}
	return nil
}

// TestKilled ends the working process at random moments, many times over the
// same workspace. Whatever it had acknowledged is there afterwards, and doctor
// finds nothing. SSJ_KILLS sets how many times.
func TestKilled(t *testing.T) {
	kills := 30
	if s := os.Getenv("SSJ_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	}
	l := form(t)
	fields, versions, blobs, acks := map[string]int{}, []string{}, []string{}, 0
	for range kills {
		l.close()
		cmd := second(t, "work", l.dir)
		out, err := cmd.StdoutPipe()
		l.ok(err)
		l.ok(cmd.Start())
		// Kill after a few acknowledgements and a moment more: inside a write.
		quota, moment := 1+rand.IntN(25), time.Duration(rand.IntN(4000))*time.Microsecond
		scan := bufio.NewScanner(out)
		for n := 0; scan.Scan(); n++ {
			part := strings.Fields(scan.Text())
			acks++
			switch part[0] {
			case "field":
				fields[part[1]], err = strconv.Atoi(part[2])
				l.ok(err)
			case "version":
				versions = append(versions, part[1])
			case "blob":
				blobs = append(blobs, part[1])
			default:
				t.Fatal(scan.Text())
			}
			if n == quota {
				time.Sleep(moment)
				l.ok(cmd.Process.Kill())
			}
		}
		if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
			t.Fatalf("it ended by itself: %v", err)
		}
		l.open()
		got, err := store.Draft(l.ctx, l, inspect.NounVisit, "v-1")
		l.ok(err)
		seen := 0
		for _, f := range got {
			n, err := strconv.Atoi(f.Value)
			l.ok(err)
			if n < fields[f.Path] || n > fields[f.Path]+1 {
				t.Fatalf("%s is %d, acknowledged was %d", f.Path, n, fields[f.Path])
			}
			fields[f.Path] = n
			seen++
		}
		if seen < len(fields) {
			t.Fatalf("%d fields of %d", seen, len(fields))
		}
	}
	for _, d := range versions {
		if _, err := store.Stored(l.ctx, l, d); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range blobs {
		if _, err := store.Blob(l.ctx, l, d); err != nil {
			t.Fatal(err)
		}
	}
	if got := l.doctor(); got != "" {
		t.Fatal(got)
	}
	left, err := filepath.Glob(filepath.Join(l.dir, "*-journal"))
	if err != nil || len(left) > 0 {
		t.Fatalf("left over: %v %v", left, err)
	}
	t.Logf("%d kills, %d acknowledged changes, none lost", kills, acks)
}
