package media

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

// TestMain lets the test binary play a second process: one that is killed, one
// whose disk is full, one that may not write. The child's name is in MEDIA_CHILD.
func TestMain(m *testing.M) {
	if name := os.Getenv("MEDIA_CHILD"); name != "" {
		children[name](os.Args[1:])
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var children = map[string]func(args []string){
	// add SRC into DIR, stopping for ever after the given number of blocks.
	"stop": func(args []string) {
		s, err := Open(args[0])
		if err != nil {
			panic(err)
		}
		blocks := 0
		_, err = s.Add(context.Background(), args[1], func(done, total int64) {
			if blocks++; fmt.Sprint(blocks) == args[2] {
				fmt.Println("stopped")
				time.Sleep(time.Hour)
			}
		})
		panic(fmt.Sprint("not stopped: ", err))
	},
}

func child(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "MEDIA_CHILD="+name)
	cmd.Stderr = os.Stderr
	return cmd
}

func open(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "evidence"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func noise(n int) []byte {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{byte(n), byte(n >> 8), byte(n >> 16)})
	r.Read(b)
	return b
}

func wantCode(t *testing.T, err error, code inspect.Code) *inspect.Error {
	t.Helper()
	var e *inspect.Error
	if !errors.As(err, &e) || e.Code != code || e.Message == "" {
		t.Fatalf("error %v, want code %s", err, code)
	}
	return e
}

// files lists everything below the evidence folder.
func files(t *testing.T, s *Store) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(s.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, relErr := filepath.Rel(s.dir, path)
			names, err = append(names, filepath.ToSlash(name)), relErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestAdd(t *testing.T) {
	ctx := context.Background()
	s := open(t)
	// The examples of FIPS 180-4 and GB/T 32905-2016.
	item, err := s.Add(ctx, write(t, "CON 现场.txt", []byte("abc")), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Item{
		SHA256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		SM3:    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
		Size:   3, Mime: "text/plain", Name: "CON 现场.txt", Ext: ".txt",
	}
	if item != want {
		t.Fatalf("%+v, want %+v", item, want)
	}
	if got := files(t, s); len(got) != 1 || got[0] != "ba/"+want.SHA256 {
		t.Fatalf("files %q", got)
	}

	for _, size := range []int{1, blockSize - 1, blockSize, blockSize + 1, 2*blockSize + 7} {
		content := noise(size)
		src := write(t, "a.bin", content)
		var last, calls int64
		item, err := s.Add(ctx, src, func(done, total int64) {
			if total != int64(size) || done <= last {
				t.Errorf("progress %d of %d after %d", done, total, last)
			}
			last, calls = done, calls+1
		})
		if err != nil {
			t.Fatal(err)
		}
		if last != int64(size) || calls != int64((size+blockSize-1)/blockSize) {
			t.Errorf("%d bytes: last progress %d in %d calls", size, last, calls)
		}
		stored, err := os.ReadFile(s.Path(item.SHA256))
		if err != nil || !bytes.Equal(stored, content) || item.SHA256 != fmt.Sprintf("%x", sha256.Sum256(content)) {
			t.Errorf("%d bytes not stored as they are: %v", size, err)
		}
		if original, err := os.ReadFile(src); err != nil || !bytes.Equal(original, content) {
			t.Errorf("the original changed: %v", err)
		}
		if err := s.Verify(ctx, item, nil); err != nil {
			t.Error(err)
		}
		again, err := s.Add(ctx, src, nil)
		item.Duplicate = true
		if err != nil || again != item {
			t.Errorf("added again: %+v %v", again, err)
		}
	}
	if got := files(t, s); len(got) != 6 {
		t.Errorf("files %q", got)
	}
}

func TestAddRefuses(t *testing.T) {
	ctx, s := context.Background(), open(t)
	_, err := s.Add(ctx, write(t, "empty.mp4", nil), nil)
	wantCode(t, err, inspect.Invalid)
	_, err = s.Add(ctx, t.TempDir(), nil)
	wantCode(t, err, inspect.Invalid)
	_, err = s.Add(ctx, filepath.Join(t.TempDir(), "gone.jpg"), nil)
	wantCode(t, err, inspect.NotFound)
	_, err = s.Add(ctx, "", nil)
	wantCode(t, err, inspect.NotFound)

	src := write(t, "growing.wav", noise(3*blockSize))
	_, err = s.Add(ctx, src, func(done, total int64) {
		if done == blockSize {
			f, err := os.OpenFile(src, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if _, err := f.Write([]byte("more")); err != nil {
				t.Fatal(err)
			}
		}
	})
	wantCode(t, err, inspect.Conflict)

	stop, cancel := context.WithCancel(ctx)
	_, err = s.Add(stop, src, func(done, total int64) { cancel() })
	wantCode(t, err, inspect.Canceled)
	if got := files(t, s); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
}

func TestAddTogether(t *testing.T) {
	s := open(t)
	src := []string{write(t, "a", noise(2*blockSize)), write(t, "b", noise(blockSize+1))}
	var wg sync.WaitGroup
	items := make([]Item, 8)
	for i := range items {
		wg.Go(func() {
			var err error
			if items[i], err = s.Add(context.Background(), src[i%2], nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	first := 0
	for _, item := range items {
		if !item.Duplicate {
			first++
		}
	}
	if got := files(t, s); len(got) != 2 || first != 2 {
		t.Errorf("%d files, %d said to be new", len(got), first)
	}
}

func TestVerify(t *testing.T) {
	ctx, s := context.Background(), open(t)
	content := noise(blockSize + 5)
	src := write(t, "证据.bin", content)
	item, err := s.Add(ctx, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := s.Path(item.SHA256)
	damage := func(b []byte) {
		t.Helper()
		if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, b, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	flipped := bytes.Clone(content)
	flipped[blockSize] ^= 1
	for _, b := range [][]byte{flipped, content[:blockSize], append(bytes.Clone(content), 0), {}} {
		damage(b)
		if e := wantCode(t, s.Verify(ctx, item, nil), inspect.Damaged); e.Ref != item.SHA256 || !strings.Contains(e.Message, "证据.bin") {
			t.Errorf("the damaged file is not named: %+v", e)
		}
	}

	// Adding the original again heals the store.
	healed, err := s.Add(ctx, src, nil)
	if err != nil || healed.Duplicate {
		t.Fatalf("%+v %v", healed, err)
	}
	if err := s.Verify(ctx, item, nil); err != nil {
		t.Fatal(err)
	}

	other := item
	other.SM3 = strings.Repeat("0", 64)
	wantCode(t, s.Verify(ctx, other, nil), inspect.Damaged)

	stop, cancel := context.WithCancel(ctx)
	wantCode(t, s.Verify(stop, item, func(done, total int64) { cancel() }), inspect.Canceled)

	if err := errors.Join(os.Chmod(path, 0o600), os.Remove(path)); err != nil {
		t.Fatal(err)
	}
	if e := wantCode(t, s.Verify(ctx, item, nil), inspect.NotFound); e.Ref != item.SHA256 {
		t.Errorf("the missing file is not named: %+v", e)
	}
}

func TestPathStaysInside(t *testing.T) {
	s := open(t)
	for _, digest := range []string{"", "ab", "../../../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("a", 63) + "/"} {
		if got := s.Path(digest); got != "" {
			t.Errorf("Path(%q) = %q", digest, got)
		}
		_, err := s.Open(digest)
		wantCode(t, err, inspect.NotFound)
	}
	digest := strings.Repeat("a", 64)
	if got, want := s.Path(digest), filepath.Join(s.dir, "aa", digest); got != want {
		t.Errorf("Path = %q, want %q", got, want)
	}
}

func TestOpenRefuses(t *testing.T) {
	_, err := Open(filepath.Join(write(t, "file", []byte("x")), "evidence"))
	if e := wantCode(t, err, inspect.Storage); e.Hint == "" {
		t.Error("no hint")
	}
}

// A process killed while copying leaves one partial file, which Sweep removes.
func TestKilled(t *testing.T) {
	content := noise(3*blockSize + 9)
	src := write(t, "a.mp4", content)
	for _, blocks := range []string{"1", "3", "4"} { // after 4 the copy is whole but has no name
		dir := filepath.Join(t.TempDir(), "evidence")
		cmd := child("stop", dir, src, blocks)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || strings.TrimSpace(line) != "stopped" {
			t.Fatalf("%q %v", line, err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()

		s, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		left := files(t, s)
		if len(left) != 1 || !strings.HasSuffix(left[0], partial) {
			t.Fatalf("left behind: %q", left)
		}
		removed, err := s.Sweep()
		if err != nil || len(removed) != 1 || removed[0] != left[0] {
			t.Fatalf("swept %q %v", removed, err)
		}
		if left := files(t, s); len(left) != 0 {
			t.Fatalf("still there: %q", left)
		}
		if item, err := s.Add(context.Background(), src, nil); err != nil || item.Duplicate {
			t.Fatalf("%+v %v", item, err)
		}
	}
}

func TestSweepSparesRunningCopies(t *testing.T) {
	s := open(t)
	stray := filepath.Join(s.dir, "add-1.partial")
	if err := os.WriteFile(stray, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	item, err := s.Add(context.Background(), write(t, "a", noise(2*blockSize)), func(done, total int64) {
		if done == total {
			return
		}
		if removed, err := s.Sweep(); err != nil || len(removed) != 1 || removed[0] != "add-1.partial" {
			t.Errorf("swept %q %v", removed, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if removed, err := s.Sweep(); err != nil || len(removed) != 0 {
		t.Errorf("swept %q %v", removed, err)
	}
	if err := s.Verify(context.Background(), item, nil); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(s.Path(item.SHA256)); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o444 {
		t.Errorf("a stored file can be written: %v %v", info, err)
	}
}
