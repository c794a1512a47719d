package service_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shuangsuiji/backend/fixture"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
	"shuangsuiji/backend/store"
)

// bureau is an office, a laptop, and the clock they share.
type bureau struct {
	t      testing.TB
	ctx    context.Context
	files  *fixture.Files
	dir    string
	now    time.Time
	plain  bool       // its workspaces are not sealed
	tick   sync.Mutex // holds now while callers are concurrent
	office *service.Services
	field  *service.Services
	clerk  inspect.Actor // 办公室
	setup  inspect.Actor // of a laptop before its first task
	task   inspect.Task  // 旅馆业, from the stage "matched" on
}

// The passphrase of every workspace, and the password of everybody.
var (
	pass     = []byte("pass")
	password = []byte("春风又绿江南岸上")
)

// stages are how far a bureau can have come; each begins where the one before
// ended. A stage is built once and copied for every test that begins there.
var stages = []struct {
	name  string
	build func(*bureau)
}{
	{"empty", (*bureau).found},
	{"library", (*bureau).library},
	{"matched", (*bureau).matched},
	{"approved", (*bureau).approved},
	{"dispatched", (*bureau).dispatched},
	{"visited", (*bureau).visited},
	{"returned", (*bureau).returned},
}

// built is where the finished stages lie.
var built struct {
	sync.Mutex
	dir   string
	files *fixture.Files
	now   map[string]time.Time
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "bureau")
	if err != nil {
		panic(err)
	}
	built.dir, built.now = dir, map[string]time.Time{}
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// at opens a bureau of its own that has come to a stage.
func at(t testing.TB, stage string) *bureau {
	t.Helper()
	built.Lock()
	defer built.Unlock()
	for i, s := range stages {
		if _, done := built.now[s.name]; done {
			if s.name == stage {
				break
			}
			continue
		}
		b := &bureau{t: t, ctx: t.Context(), dir: filepath.Join(built.dir, s.name), now: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
		b.ok(os.Mkdir(b.dir, 0o700))
		if i == 0 {
			var err error
			built.files, err = fixture.Write(filepath.Join(built.dir, "files"))
			b.ok(err)
		} else {
			b.copy(stages[i-1].name)
			b.open()
		}
		b.files = built.files
		s.build(b)
		b.close()
		built.now[s.name] = b.now
		if s.name == stage {
			break
		}
	}
	b := &bureau{t: t, ctx: t.Context(), dir: t.TempDir(), files: built.files}
	b.copy(stage)
	b.open()
	t.Cleanup(b.close)
	return b
}

// plainAt is a bureau of its own whose workspaces are not sealed, so that a test
// can look for words in their files.
func plainAt(t testing.TB, stage string) *bureau {
	t.Helper()
	at(t, "empty") // its files
	b := &bureau{t: t, ctx: t.Context(), dir: t.TempDir(), files: built.files, plain: true, now: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
	for i, s := range stages {
		if i > 0 {
			b.open()
		}
		s.build(b)
		b.close()
		if s.name == stage {
			break
		}
	}
	b.open()
	t.Cleanup(b.close)
	return b
}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	return at(t, "empty")
}

func (b *bureau) copy(stage string) {
	b.t.Helper()
	b.now = built.now[stage]
	b.ok(os.CopyFS(b.dir, os.DirFS(filepath.Join(built.dir, stage))))
}

func (b *bureau) open() {
	b.t.Helper()
	var err error
	b.office, err = service.Open(filepath.Join(b.dir, "办公室"), b.options())
	b.ok(err)
	b.ok(b.office.Workspace.Unlock(b.ctx, pass))
	b.clerk, err = service.Actor(b.ctx, b.office, "周办公", "test")
	b.ok(err)
	if tasks, err := b.office.Task.List(b.ctx, b.clerk, service.Query{}); err != nil || len(tasks.Rows) > 0 {
		b.ok(err)
		b.task = tasks.Rows[0]
	}
	if _, err := os.Stat(filepath.Join(b.dir, "外勤一号")); err == nil {
		b.field, err = service.Open(filepath.Join(b.dir, "外勤一号"), b.options())
		b.ok(err)
		b.ok(b.field.Workspace.Unlock(b.ctx, pass))
	}
}

func (b *bureau) close() {
	for _, sv := range []*service.Services{b.office, b.field} {
		if sv != nil {
			b.ok(sv.Close())
		}
	}
}

func (b *bureau) found() {
	b.t.Helper()
	var err error
	initialize := service.Init
	if b.plain {
		initialize = service.InitOld
	}
	b.office, err = initialize(b.ctx, filepath.Join(b.dir, "办公室"), service.Setup{Kind: service.KindOffice, Name: "治安大队办公室",
		Organ: "某市公安局××分局", Region: "999901", Person: "周办公", Password: password, Passphrase: pass}, b.options())
	b.ok(err)
	b.clerk, err = service.Actor(b.ctx, b.office, "周办公", "test")
	b.ok(err)
}

// options: the clock moves one second at each look, so that order is visible.
// key seals every workspace of the tests.
var key = bytes.Repeat([]byte{7}, store.KeySize)

// kept reads a file that a workspace keeps sealed.
func (b *bureau) kept(sv *service.Services, digest string) []byte {
	b.t.Helper()
	f, err := sv.Workspace.File(inspect.Actor{Person: "p", Role: inspect.RoleAdmin}, digest)
	b.ok(err)
	defer f.Close()
	all, err := io.ReadAll(f)
	b.ok(err)
	return all
}

func (b *bureau) options() service.Options {
	o := service.Options{NoSync: true, Cost: service.MinCost, Key: key, Now: func() time.Time {
		b.tick.Lock()
		defer b.tick.Unlock()
		b.now = b.now.Add(time.Second)
		return b.now
	}}
	if b.plain {
		o.Key = nil
	}
	return o
}

func (b *bureau) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// refused demands an Error with a code and an article.
func (b *bureau) refused(err error, code inspect.Code, article string) {
	b.t.Helper()
	if err == nil {
		b.t.Fatalf("the step was not refused, want %s %s", code, article)
	}
	e := inspect.ForPerson(err)
	if e.Code != code || e.Article != article {
		b.t.Fatalf("refused as %s %s (%v), want %s %s", e.Code, e.Article, err, code, article)
	}
}

// state is everything a refused step must leave alone: the log's size and root,
// every head, every open field.
func (b *bureau) state(sv *service.Services) string {
	b.t.Helper()
	cp, err := store.Checkpoint(b.ctx, sv.Store(), "test")
	b.ok(err)
	var s strings.Builder
	fmt.Fprintf(&s, "%d %x\n", cp.Size, cp.Root)
	for _, n := range []inspect.Noun{inspect.NounPerson, inspect.NounMatter, inspect.NounSubject, inspect.NounInspector, inspect.NounRecusal, inspect.NounLeave,
		inspect.NounPlan, inspect.NounTask, inspect.NounDraw, inspect.NounTeam, inspect.NounApproval, inspect.NounGrant, inspect.NounVisit, inspect.NounEvidence,
		inspect.NounPaper, inspect.NounTemplate, inspect.NounResult, inspect.NounPublication, inspect.NounDevice, inspect.NounSuggestion, inspect.NounException, inspect.NounScan, inspect.NounLease, inspect.NounPhrase, inspect.NounReceipt, inspect.NounDrawnRule} {
		total, err := store.Count(b.ctx, sv.Store(), n, store.Filter{})
		b.ok(err)
		fmt.Fprintf(&s, "%s %d\n", n, total)
		if n == inspect.NounSubject {
			continue // thousands, which no refused step but an import could touch
		}
		rows, _, err := store.List[json.RawMessage](b.ctx, sv.Store(), n, store.Filter{})
		b.ok(err)
		for _, r := range rows {
			s.WriteString(store.Digest(r) + "\n")
			if n == inspect.NounVisit {
				var v inspect.Visit
				b.ok(json.Unmarshal(r, &v))
				fields, err := store.Draft(b.ctx, sv.Store(), n, v.ID)
				b.ok(err)
				fmt.Fprintln(&s, fields)
			}
		}
	}
	return s.String()
}

// refuses demands that a step is refused under an article and leaves the
// workspace as it was.
func (b *bureau) refuses(sv *service.Services, code inspect.Code, article string, step func() error) {
	b.t.Helper()
	before := b.state(sv)
	err := step()
	b.refused(err, code, article)
	if after := b.state(sv); after != before {
		b.t.Fatalf("the refused step changed the store: %v", err)
	}
}

// anyone signs in the first person of a workspace who may audit.
func (b *bureau) anyone(sv *service.Services) inspect.Actor {
	b.t.Helper()
	people, err := sv.Workspace.People(b.ctx, inspect.Actor{Person: "p", Role: inspect.RoleAdmin})
	b.ok(err)
	for _, p := range people {
		if p.Role == inspect.RoleLeader || p.Role == inspect.RoleOffice {
			a, err := service.Actor(b.ctx, sv, p.ID, "test")
			b.ok(err)
			return a
		}
	}
	b.t.Fatal("nobody may")
	return inspect.Actor{}
}

func readText(path string) (string, error) {
	b, err := os.ReadFile(path)
	return string(b), err
}
