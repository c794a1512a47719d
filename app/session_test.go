package app

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// pageHost is a page that remembers what it was told.
type pageHost struct {
	mu   sync.Mutex
	jobs []Job
}

func (h *pageHost) window() bool            { return false }
func (h *pageHost) link(path string) string { return path }
func (h *pageHost) emit(_, _ string, payload any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.jobs = append(h.jobs, payload.(Job))
}
func (h *pageHost) pickFile(string, fileFilter) (string, error) { return "", nil }
func (h *pageHost) pickSave(string, string) (string, error)     { return "", nil }

func (h *pageHost) told() []Job {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]Job(nil), h.jobs...)
}

// logged is a session on a workspace whose log is readable.
func logged(t *testing.T) (*Session, *pageHost, *bytes.Buffer) {
	t.Helper()
	h, log := &pageHost{}, &bytes.Buffer{}
	s := newSession(h)
	s.ctx, s.ws = t.Context(), &workspace{log: slog.New(slog.NewTextHandler(log, nil))}
	close(s.started)
	return s, h, log
}

func TestCallShowsOnlyItsOwnErrors(t *testing.T) {
	for _, tc := range []struct {
		name string
		fn   func() error
		want string
		log  string
	}{
		{"refused", func() error {
			return inspect.E(inspect.Refused, "每组不少于两人").WithArticle("第十五条").WithHint("再选一人").WithField("members")
		}, `{"code":"refused","message":"每组不少于两人","hint":"再选一人","field":"members","article":"第十五条","ref":""}`, "code=refused"},
		{"unforeseen", func() error { return errors.New("disk I/O error") },
			`{"code":"internal","message":"内部错误，本次操作没有完成","hint":"已有数据不受影响；请重试，仍不行时把日志目录交给管理员","field":"","article":"","ref":""}`, "disk I/O error"},
		{"panic", func() error { panic("boom") }, `"code":"internal"`, "panic=boom"},
		{"canceled", func() error { return context.Canceled }, `"code":"canceled"`, "code=canceled"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, _, log := logged(t)
			err := do(s, "Test.Call", func(context.Context, inspect.Actor) error { return tc.fn() })
			if got := formatError(err); !strings.Contains(got, tc.want) {
				t.Errorf("page gets %s\nwant %s", got, tc.want)
			}
			if !strings.Contains(log.String(), tc.log) || !strings.Contains(log.String(), "Test.Call") {
				t.Errorf("log is %q, want %q in it", log, tc.log)
			}
			if strings.Contains(log.String(), "两人") {
				t.Errorf("the log repeats the message: %q", log)
			}
		})
	}
}

func TestCallWaitsForTheWorkspace(t *testing.T) {
	s := newSession(&pageHost{})
	answer := make(chan error)
	go func() { _, err := s.People(); answer <- err }()
	if err := s.start(t.Context(), Options{Workspace: t.TempDir()}); inspect.CodeOf(err) != inspect.NotFound {
		t.Fatal(err)
	}
	if err := <-answer; inspect.CodeOf(err) != inspect.NotFound {
		t.Errorf("got %v, want the reason why the workspace is closed", err)
	}
}

func TestSessionSetUpSignInAndOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "示例分局")
	s := newSession(&pageHost{})
	if err := s.start(t.Context(), Options{Workspace: dir}); inspect.CodeOf(err) != inspect.NotFound {
		t.Fatal(err)
	}
	if info, err := s.Info(); err != nil || info.Ready || info.Folder != dir {
		t.Errorf("before setup: %+v, %v", info, err)
	}
	form := SetupForm{Kind: service.KindOffice, Name: "示例分局", Region: "999900", Person: "甲某", Password: testPassword, Passphrase: "开门"}
	wrong := form
	wrong.Region = "1"
	if err := s.Setup(wrong); inspect.CodeOf(err) != inspect.Invalid {
		t.Errorf("a wrong region: %v", err)
	}
	if err := s.Setup(form); err != nil {
		t.Fatal(err)
	}
	if err := s.Setup(form); inspect.CodeOf(err) != inspect.Conflict {
		t.Errorf("set up twice: %v", err)
	}
	info, err := s.Info()
	if err != nil || !info.Ready || info.Actor.Name != "甲某" || info.RoleLabel != "办公室" || info.Actor.Session != s.id {
		t.Errorf("after setup: %+v, %v", info, err)
	}
	if err := s.SignOut(); err != nil || s.who().Person != "" {
		t.Errorf("signed out: %v, %v", s.who(), err)
	}
	if _, err := s.People(); inspect.CodeOf(err) != inspect.Forbidden {
		t.Errorf("nobody read the people: %v", err)
	}
	for _, wrong := range []SignInForm{{Person: "乙某", Password: testPassword}, {Person: "甲某"}, {Person: "甲某", Password: "猜的猜的猜的猜的"}, {Person: "甲某", Password: testPassword, Passphrase: "猜的"}} {
		if _, err := s.SignIn(wrong); inspect.CodeOf(err) != inspect.Forbidden || s.who().Person != "" {
			t.Errorf("%+v signed in: %v, %v", wrong, s.who(), err)
		}
	}
	list, err := s.Accounts()
	if err != nil || len(list.People) != 1 {
		t.Fatal(list, err)
	}
	if _, err := s.SignIn(signInAs(list.People[0].ID)); err != nil || s.who().Name != "甲某" {
		t.Errorf("signed in: %v, %v", s.who(), err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}

	again := newSession(&pageHost{})
	if err := again.start(t.Context(), Options{Workspace: dir}); err != nil {
		t.Fatal(err)
	}
	info, err = again.Info()
	if err != nil || !info.Ready || info.Workspace.Name != "示例分局" || !info.Workspace.Enrolled || info.Actor.Person != "" {
		t.Errorf("before signing in: %+v, %v", info, err)
	}
	if _, err := again.SignIn(SignInForm{Person: "甲某", Password: "猜的猜的猜的猜的"}); inspect.CodeOf(err) != inspect.Forbidden || again.who().Person != "" {
		t.Error("a wrong password signed in:", err)
	}
	if _, err := again.SignIn(SignInForm{Person: "甲某", Password: testPassword, Passphrase: "开门"}); err != nil {
		t.Error(err)
	}
	if info, err := again.Info(); err != nil || !info.Workspace.Unlocked {
		t.Errorf("the key is locked: %+v, %v", info, err)
	}
	busy := newSession(&pageHost{})
	if err := busy.start(t.Context(), Options{Workspace: dir}); inspect.CodeOf(err) != inspect.Busy {
		t.Errorf("opened twice: %v", err)
	}
	if err := again.close(); err != nil {
		t.Fatal(err)
	}
	if _, err := busy.Info(); err != nil {
		t.Errorf("after the other let go: %v", err)
	}
	if err := busy.close(); err != nil {
		t.Fatal(err)
	}
}

func TestCallNeverAnswersNilSlices(t *testing.T) {
	type row struct{ Tags []string }
	type page struct {
		Rows []row
		More *row
	}
	s, _, _ := logged(t)
	got, err := call(s, "Test.Call", func(context.Context, inspect.Actor) (page, error) {
		return page{Rows: []row{{}}, More: &row{}}, nil
	})
	if err != nil || got.Rows[0].Tags == nil || got.More.Tags == nil {
		t.Errorf("got %+v, %v", got, err)
	}
	list, err := call(s, "Test.Call", func(context.Context, inspect.Actor) ([]row, error) { return nil, nil })
	if err != nil || list == nil {
		t.Errorf("got %v, %v", list, err)
	}
}

func TestJobEndsAndKeepsItsResult(t *testing.T) {
	s, h, _ := logged(t)
	id, err := startJob(s, "Test.Job", "导入", func(_ context.Context, _ inspect.Actor, tell progress) ([]string, error) {
		for i := range int64(100_000) {
			tell(i, 100_000, "读取")
		}
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.jobs.wait.Wait()
	told := h.told()
	if last := told[len(told)-1]; last.State != JobDone || last.ID != id || last.Ended == "" {
		t.Errorf("last event %+v", last)
	}
	if len(told) > 1000 {
		t.Errorf("%d events for one job: not throttled", len(told))
	}
	if out, err := jobResult[[]string](s, id); err != nil || out == nil {
		t.Errorf("result %v, %v", out, err)
	}
	if _, err := jobResult[int](s, id); err == nil {
		t.Error("a result of another type was given")
	}
}

func TestJobFailsWithItsReason(t *testing.T) {
	s, h, _ := logged(t)
	id, err := startJob(s, "Test.Job", "导入", func(context.Context, inspect.Actor, progress) (int, error) {
		panic("broken sheet")
	})
	if err != nil {
		t.Fatal(err)
	}
	s.jobs.wait.Wait()
	told := h.told()
	if last := told[len(told)-1]; last.State != JobFailed || last.Error.Code != inspect.Internal {
		t.Errorf("last event %+v", last)
	}
	if _, err := jobResult[int](s, id); inspect.CodeOf(err) != inspect.Internal {
		t.Errorf("result error %v", err)
	}
}

func TestJobCancel(t *testing.T) {
	s, _, _ := logged(t)
	jobs := &Jobs{s}
	id, err := startJob(s, "Test.Job", "打包", func(ctx context.Context, _ inspect.Actor, _ progress) (int, error) {
		<-ctx.Done()
		return 0, ctx.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := jobResult[int](s, id); inspect.CodeOf(err) != inspect.Busy {
		t.Errorf("result of a running job: %v", err)
	}
	if err := jobs.Cancel(id); err != nil {
		t.Fatal(err)
	}
	s.jobs.wait.Wait()
	list, err := jobs.List()
	if err != nil || len(list) != 1 || list[0].State != JobCanceled {
		t.Errorf("jobs %+v, %v", list, err)
	}
	if err := jobs.Cancel("nobody"); inspect.CodeOf(err) != inspect.NotFound {
		t.Errorf("cancel of an unknown job: %v", err)
	}
	s.jobs.stop()
	if _, err := startJob(s, "Test.Job", "打包", func(context.Context, inspect.Actor, progress) (int, error) {
		return 0, nil
	}); inspect.CodeOf(err) != inspect.Busy {
		t.Errorf("a job began while the program ends: %v", err)
	}
}

func TestJobTableForgetsEndedJobs(t *testing.T) {
	s, _, _ := logged(t)
	for range jobsKept + 10 {
		if _, err := startJob(s, "Test.Job", "短", func(context.Context, inspect.Actor, progress) (int, error) {
			return 0, nil
		}); err != nil {
			t.Fatal(err)
		}
		s.jobs.wait.Wait()
	}
	if n := len(s.jobs.order); n != jobsKept {
		t.Errorf("%d jobs kept", n)
	}
}

func TestLogRollsWithoutRenaming(t *testing.T) {
	dir := t.TempDir()
	clock := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	l, err := openLog(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	line := []byte(strings.Repeat("x", logFileBytes/2) + "\n")
	for range 2 * (logFilesKept + 3) {
		if _, err := l.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := l.names()
	if err != nil || len(names) != logFilesKept {
		t.Fatalf("%d files: %v, %v", len(names), names, err)
	}
	newest := filepath.Join(dir, names[len(names)-1])
	before, err := os.Stat(newest)
	if err != nil {
		t.Fatal(err)
	}
	again, err := openLog(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	again.logger().Info("more")
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(newest)
	if err != nil || after.Size() <= before.Size() {
		t.Errorf("a new start did not continue %s: %v", newest, err)
	}
}
