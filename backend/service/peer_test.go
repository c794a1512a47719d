package service_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/service"
)

// TestArticle22LogsDoNotFork: every package shows that its sender's log only
// grew. A log that tells another story is refused, both heads are kept, and only
// a named person lets it go on.
func TestArticle22LogsDoNotFork(t *testing.T) {
	b := at(t, "dispatched")
	r := b.rogue("外勤二号")
	visit := func(id string) []byte {
		return b.version(inspect.NounVisit, id, "", "no-such-grant", inspect.Visit{ID: id})
	}
	open := func(path string) error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, path); return err }
	first, second := r.pack(pack.Result, "", visit("v-1")), r.pack(pack.Result, "", visit("v-2"))
	r.grow("shuangsuiji/device")
	r.grow("shuangsuiji/device")
	r.log.heads = r.log.heads[:2]
	third := r.pack(pack.Result, "", visit("v-3"))
	b.ok(open(second))
	b.ok(open(first)) // late, and of the same log
	b.ok(open(third))
	b.ok(open(second))
	peers, err := b.office.Trace.Peers(b.ctx, b.clerk)
	b.ok(err)
	var held inspect.Peer
	for _, p := range peers.Peers {
		if p.Name == "外勤二号" {
			held = p
		}
	}
	if held.Size != 5 || len(held.Heads) != 3 || len(peers.Forks) != 0 || !strings.Contains(held.Note, "— shuangsuiji/") {
		t.Fatalf("%+v", peers)
	}

	// The log is told again: rolled back, and gone on from there.
	forks := 0
	refuse := func(path, why string) {
		t.Helper()
		before := b.brought()
		err := open(path)
		b.refused(err, inspect.Damaged, "第二十二条")
		if !strings.Contains(err.Error(), "日志分叉") || !strings.Contains(err.Error(), why) {
			t.Fatalf("%v, want %s", err, why)
		}
		peers, err := b.office.Trace.Peers(b.ctx, b.clerk)
		b.ok(err)
		forks++
		if len(peers.Forks) != forks || b.brought() != before || peers.Forks[0].Held != held.Note || peers.Forks[0].Answer != nil {
			t.Fatalf("%+v", peers.Forks)
		}
	}
	whole := r.log
	r.log = forgedLog{}
	refuse(r.pack(pack.Result, "", visit("v-4")), "同为1条，树根不同")
	r.log = forgedLog{size: 2, hashes: whole.hashes[:3:3], heads: whole.heads[:2:2]}
	refuse(r.pack(pack.Result, "", visit("v-5")), "先收到的日志没有经过它")
	r.grow("shuangsuiji/device")
	refuse(r.pack(pack.Result, "", visit("v-6")), "同为5条，树根不同")
	refuse(r.pack(pack.Result, "", visit("v-7")), "它说第5条时的树根与先收到的不同")
	r.log = forgedLog{}
	for range 5 {
		r.grow("shuangsuiji/device")
	}
	r.log.heads = nil
	refuse(r.pack(pack.Result, "", visit("v-8")), "没有证明它是先收到的日志的延续")

	all, err := b.office.Trace.Peers(b.ctx, b.clerk)
	b.ok(err)
	id := all.Forks[1].ID // v-7
	evidence := filepath.Join(b.dir, "fork.txt")
	b.ok(b.office.Trace.SaveFork(b.ctx, b.clerk, id, evidence))
	text, err := os.ReadFile(evidence)
	if err != nil || !strings.Contains(string(text), held.Note) || !strings.Contains(string(text), all.Forks[1].Brought) || !strings.Contains(string(text), "shuangsuiji/past/1") {
		t.Fatalf("%v\n%s", err, text)
	}
	b.refuses(b.office, inspect.Invalid, "第二十二条", func() error { _, err := b.office.Trace.AcceptFork(b.ctx, b.clerk, id, " "); return err })
	b.refuses(b.office, inspect.NotFound, "", func() error { _, err := b.office.Trace.AcceptFork(b.ctx, b.clerk, "none", "核对过"); return err })
	done, err := b.office.Trace.AcceptFork(b.ctx, b.clerk, id, "该设备从备份恢复，已核对")
	b.ok(err)
	if done.Answer.By != "周办公" {
		t.Fatalf("%+v", done)
	}
	b.refuses(b.office, inspect.Refused, "第二十二条", func() error { _, err := b.office.Trace.AcceptFork(b.ctx, b.clerk, id, "再一次"); return err })
	b.ok(open(filepath.Join(b.dir, "外勤二号-7.zip")))
	b.healthy(b.office, b.clerk)
}

// TestPackageWithoutHead: who does not show a log is not read.
func TestPackageWithoutHead(t *testing.T) {
	b := at(t, "dispatched")
	leader := b.anyone(b.field)
	peers, err := b.field.Trace.Peers(b.ctx, leader)
	b.ok(err)
	if len(peers.Peers) != 1 || peers.Peers[0].Name != "治安大队办公室" { // the task package brought it
		t.Fatalf("%+v", peers)
	}
	r := b.rogue("外勤二号")
	r.bare = true
	path := r.pack(pack.Result, "", b.version(inspect.NounVisit, "v-1", "", "g", inspect.Visit{ID: "v-1"}))
	b.refuses(b.office, inspect.Damaged, "第二十二条", func() error { _, err := b.office.Dispatch.Open(b.ctx, b.clerk, path); return err })
}

// TestRolledBack: a database that was put back to an older copy, and one whose
// log was written anew from the middle, are found by the heads noted beside it.
func TestRolledBack(t *testing.T) {
	b := at(t, "dispatched")
	db := filepath.Join(b.dir, "办公室", "data.db")
	b.close()
	older, err := os.ReadFile(db)
	b.ok(err)
	b.open()
	b.healthy(b.office, b.clerk)
	b.list("名单.zip")
	b.healthy(b.office, b.clerk)
	b.close()
	for _, more := range []int{0, 40} {
		for _, name := range []string{db, db + "-wal", db + "-shm"} {
			_ = os.Remove(name) // -wal and -shm are gone after a clean end
		}
		b.ok(os.WriteFile(db, older, 0o600))
		noted, err := os.ReadFile(filepath.Join(filepath.Dir(db), "checkpoints.txt"))
		b.ok(err)
		b.open()
		for i := range more {
			_, err := b.office.Workspace.SavePerson(b.ctx, b.clerk, inspect.Person{Name: "改写" + string(rune('a'+i)), Role: inspect.RoleMember})
			b.ok(err)
		}
		want := "数据库被换回了旧的"
		if more > 0 {
			want = "被整体改写"
		}
		for _, check := range []func() (service.Health, error){
			func() (service.Health, error) { return b.office.Trace.Doctor(b.ctx, b.clerk, nil) },
			func() (service.Health, error) { return b.office.Trace.Verify(b.ctx, b.clerk) },
		} {
			h, err := check()
			b.ok(err)
			if h.OK || len(h.Problems) != 1 || !strings.Contains(h.Problems[0], want) {
				t.Fatalf("%+v, want %s", h, want)
			}
		}
		b.close()
		b.ok(os.WriteFile(filepath.Join(filepath.Dir(db), "checkpoints.txt"), noted, 0o600))
	}
	b.office, b.field = nil, nil
}
