package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

func init() {
	// copy SRC into DIR, stopping for ever after the given number of blocks.
	children["copy"] = func(args []string) {
		s, err := Open(args[0])
		if err != nil {
			panic(err)
		}
		s.markEvery = 2 * blockSize
		blocks := 0
		_, err = s.Copy(context.Background(), args[1], []byte("about"), func(done, total int64) {
			if blocks++; fmt.Sprint(blocks) == args[2] {
				fmt.Println("stopped")
				time.Sleep(time.Hour)
			}
		})
		panic(fmt.Sprint("not stopped: ", err))
	}
}

// resuming is a copy of seven blocks that stopped after five: four are safe.
type resuming struct {
	*testing.T
	s    *Store
	src  string
	want Item
}

func stopped(t *testing.T, pause bool) resuming {
	t.Helper()
	s := open(t)
	s.markEvery = 2 * blockSize
	r := resuming{T: t, s: s, src: write(t, "执法录像.mp4", noise(7*blockSize+5))}
	var err error
	if r.want, err = open(t).Add(context.Background(), r.src, nil); err != nil {
		t.Fatal(err)
	}
	if pause {
		ctx, cancel := context.WithCancel(context.Background())
		_, err := s.Copy(ctx, r.src, []byte("about"), func(done, _ int64) {
			if done == 5*blockSize {
				cancel()
			}
		})
		wantCode(t, err, inspect.Canceled)
	} else {
		cmd := child("copy", s.dir, r.src, "5")
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 8)); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		if _, err := s.Sweep(); err != nil {
			t.Fatal(err)
		}
	}
	u, err := s.Unfinished()
	if err != nil || len(u) != 1 || u[0].Source != r.src || u[0].Done != 4*blockSize || u[0].Size != 7*blockSize+5 || string(u[0].About) != "about" {
		t.Fatalf("unfinished %+v, %v", u, err)
	}
	if s.Path(r.want.SHA256) == "" || exists(s.Path(r.want.SHA256)) {
		t.Fatal("half a copy has its name")
	}
	return r
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

// finish copies again and demands the same item, from the given block on.
func (r resuming) finish(from int64) {
	r.Helper()
	first := int64(0)
	got, err := r.s.Copy(context.Background(), r.src, nil, func(done, _ int64) {
		if first == 0 {
			first = done
		}
	})
	if err != nil || got != r.want {
		r.Fatalf("%+v, %v, want %+v", got, err, r.want)
	}
	if first != (from+1)*blockSize {
		r.Errorf("it went on at %d, want block %d", first, from)
	}
	if err := r.s.Verify(context.Background(), got, nil); err != nil {
		r.Error(err)
	}
	if u, err := r.s.Unfinished(); err != nil || len(u) != 0 || len(files(r.T, r.s)) != 1 {
		r.Errorf("left over: %v %v %v", u, err, files(r.T, r.s))
	}
}

func TestCopyGoesOn(t *testing.T) {
	for _, pause := range []bool{true, false} { // paused, killed
		stopped(t, pause).finish(4)
	}
}

// A copied part that is not what was remembered, and an original that is not the
// same, begin anew.
func TestCopyBeginsAnew(t *testing.T) {
	for name, spoil := range map[string]func(r *resuming){
		"part altered": func(r *resuming) {
			f, err := os.OpenFile(filepath.Join(r.s.dir, "copy-"+keyOf(r.src)+partial), os.O_WRONLY, 0)
			if err == nil {
				_, err = f.WriteAt([]byte("x"), 100)
			}
			if err := errors.Join(err, f.Close()); err != nil {
				r.Fatal(err)
			}
		},
		"part cut": func(r *resuming) {
			if err := os.Truncate(filepath.Join(r.s.dir, "copy-"+keyOf(r.src)+partial), blockSize); err != nil {
				r.Fatal(err)
			}
		},
		"other original": func(r *resuming) {
			b := bytes.ToUpper(noise(7*blockSize + 5))
			if err := os.WriteFile(r.src, b, 0o600); err != nil {
				r.Fatal(err)
			}
			var err error
			if r.want, err = open(r.T).Add(context.Background(), r.src, nil); err != nil {
				r.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := stopped(t, true)
			r.T = t
			spoil(&r)
			r.finish(0)
		})
	}
}

func TestCopyIsGivenUp(t *testing.T) {
	r := stopped(t, true)
	u, err := r.s.Unfinished()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.s.Discard(u[0].Key); err != nil {
		t.Fatal(err)
	}
	if left := files(t, r.s); len(left) != 0 {
		t.Errorf("left over: %q", left)
	}
	for _, key := range []string{u[0].Key, "..", "../x", ""} {
		wantCode(t, r.s.Discard(key), inspect.NotFound)
	}
}

// Two copies of one original at once: the second is told to wait.
func TestCopyOnceAtATime(t *testing.T) {
	s := open(t)
	src := write(t, "a.mp4", noise(3*blockSize))
	_, err := s.Copy(context.Background(), src, nil, func(done, _ int64) {
		if done == blockSize {
			_, err := s.Copy(context.Background(), src, nil, nil)
			wantCode(t, err, inspect.Busy)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
